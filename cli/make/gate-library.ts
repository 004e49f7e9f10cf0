import type { Report } from './finding.js';
import { patternOf, regexTrouble } from './gate-regex.js';
import type { Names } from './scope.js';
import { isNamed, memberName, type Node, walk } from './syntax.js';

/** Globals of the standard language that the badge lacks (espruino.md 1.2). */
const GLOBALS = new Set(
  (
    'Map Set WeakMap WeakSet Symbol Proxy Reflect BigInt RangeError Intl TextEncoder TextDecoder URL ' +
    'queueMicrotask structuredClone escape unescape performance module exports'
  ).split(' '),
);

/** Members of built-in objects that the badge lacks. */
const STATICS: { readonly [object: string]: ReadonlySet<string> } = {
  Object: new Set('freeze isFrozen seal isSealed is hasOwn'.split(' ')),
  Array: new Set(['from', 'of']),
  String: new Set(['fromCodePoint', 'raw']),
  Number: new Set(
    (
      'isNaN isInteger isFinite isSafeInteger parseInt parseFloat EPSILON MAX_SAFE_INTEGER ' +
      'MIN_SAFE_INTEGER'
    ).split(' '),
  ),
  Math: new Set('trunc imul clz32 hypot log2 log10 cbrt fround'.split(' ')),
  Promise: new Set('race allSettled any'.split(' ')),
  Date: new Set(['UTC']),
};

/** Methods of arrays, strings, numbers, dates and promises that the badge lacks, whatever they are called on. */
const METHODS = new Set(
  (
    'reduceRight findLast findLastIndex flat flatMap at copyWithin codePointAt search matchAll trimStart ' +
    'trimEnd normalize localeCompare toPrecision toExponential finally toLocaleString toLocaleDateString ' +
    'toLocaleTimeString setUTCFullYear setUTCMonth setUTCDate setUTCHours setUTCMinutes setUTCSeconds ' +
    'setUTCMilliseconds'
  ).split(' '),
);

/** Methods that the badge has on `Object`, but not on arrays. */
const OBJECT_ONLY = new Set(['keys', 'values', 'entries']);

const TYPED = /^(Uint8|Uint8Clamped|Int8|Uint16|Int16|Uint32|Int32|Float32|Float64)Array$/;

/**
 * Names that a minifier must not give to a member of ours: a call of it would look like, or be, one of the
 * library's.
 */
export const LIBRARY_NAMES: ReadonlySet<string> = new Set([...METHODS, ...OBJECT_ONLY, 'split', 'on']);

/** Library that the badge lacks or has otherwise. */
export function checkLibrary(program: Node, names: Names, report: Report): void {
  const isGlobal = (node: Node, name: string): boolean => isNamed(node, name) && !names.bindingOf(node);

  for (const { at, binding } of names.references)
    if (!binding && GLOBALS.has(at.name))
      report(
        'missing-global',
        at,
        `the global '${at.name}'`,
        'the badge has none: use plain objects and arrays',
      );

  walk(program, node => {
    const trouble = patternOf(node);
    if (trouble)
      for (const { rule, what } of regexTrouble(trouble.pattern, trouble.flags))
        report(rule, node, what, 'the badge reads it as something else: look at the characters by hand');
    if (node.type === 'MemberExpression') checkStatic(node);
    if (node.type === 'CallExpression') checkCall(node);
    if (
      node.type === 'NewExpression' &&
      TYPED.test(node.callee.name ?? '') &&
      typeof node.arguments[0]?.value === 'string'
    )
      report('typed-from-string', node, 'a typed array made of a string', 'use E.toUint8Array');
  });

  function checkStatic(node: Node): void {
    const member = memberName(node);
    const object = node.object as Node;
    if (object.type === 'Identifier' && member && !names.bindingOf(object)) {
      if (Object.hasOwn(STATICS, object.name) && STATICS[object.name]?.has(member))
        report('missing-static', node, `${object.name}.${member}`, 'the badge has none: write it out');
    }
    if (memberName(object) === 'prototype' && isGlobal(object.object, 'Array'))
      report(
        'array-prototype',
        node,
        'a member of Array.prototype',
        'there are none: call it on an array, as [].slice',
      );
  }

  function checkCall(node: Node): void {
    const callee = node.callee as Node;
    const method = memberName(callee);
    const given = node.arguments.length as number;
    if (!method) return;
    if (METHODS.has(method))
      report(
        'missing-method',
        callee,
        `a call of .${method}()`,
        'the badge has no such method: write it out',
      );
    else if (OBJECT_ONLY.has(method) && given === 0)
      report(
        'missing-method',
        callee,
        `a call of .${method}() on an array`,
        `use Object.${method} or an index`,
      );
    else if (method === 'split' && given > 1)
      report('split-limit', node, '.split() with a limit', 'the badge ignores the limit: slice the result');
    else if (
      isGlobal(callee.object, 'JSON') &&
      given > 1 &&
      (method === 'parse' || node.arguments[1].raw !== 'null')
    )
      report(
        'json-function',
        node,
        `JSON.${method} with a function`,
        'the badge ignores it: convert by hand',
      );
  }
}
