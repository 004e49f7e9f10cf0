import type { Report } from './finding.js';
import { type Node, walk } from './syntax.js';

interface Rule {
  readonly rule: string;
  readonly what: string;
  readonly mend: string;
  /** Whether the node is it; every node of the type is, when left out. */
  readonly when?: (node: Node, above: Node | undefined) => boolean;
}

const isMethodKey = (node: Node): boolean => node.computed === true;
const isSpecial = (node: Node): boolean => node.async || node.generator;
const ASYNC: Rule = {
  rule: 'async-or-generator',
  what: 'an async or generator function',
  mend: 'use callbacks',
  when: isSpecial,
};
const COMPUTED: Rule = {
  rule: 'computed-key',
  what: 'a computed key',
  mend: 'assign it afterwards',
  when: isMethodKey,
};
const pattern = (what: string): Rule => ({
  rule: 'destructuring',
  what,
  mend: 'name each field by itself',
});

/** What the badge's parser refuses or reads otherwise, by type of node (espruino.md 1.1 and 1.3). */
const RULES: { readonly [type: string]: readonly Rule[] } = {
  SpreadElement: [{ rule: 'spread', what: 'a spread', mend: 'use concat, apply or Object.assign' }],
  RestElement: [
    { rule: 'rest', what: 'a rest parameter or element', mend: 'use an array parameter or arguments' },
  ],
  ObjectPattern: [pattern('a destructured object')],
  ArrayPattern: [pattern('a destructured array')],
  AssignmentPattern: [
    { rule: 'default-value', what: 'a default parameter or value', mend: 'test for undefined in the body' },
  ],
  FunctionDeclaration: [ASYNC],
  FunctionExpression: [ASYNC],
  ArrowFunctionExpression: [ASYNC],
  YieldExpression: [{ rule: 'yield', what: 'yield', mend: 'use callbacks' }],
  AwaitExpression: [{ rule: 'await', what: 'await', mend: 'use callbacks' }],
  ChainExpression: [{ rule: 'optional-chain', what: "an optional chain '?.'", mend: 'test with && first' }],
  PrivateIdentifier: [{ rule: 'private-name', what: 'a #private name', mend: 'use a plain name' }],
  StaticBlock: [{ rule: 'static-block', what: 'a static block', mend: 'write it after the class' }],
  LabeledStatement: [{ rule: 'label', what: 'a label', mend: 'use a function and return' }],
  TaggedTemplateExpression: [
    { rule: 'tagged-template', what: 'a tagged template', mend: 'call the function' },
  ],
  MetaProperty: [{ rule: 'meta-property', what: 'new.target or import.meta', mend: 'leave it out' }],
  ImportExpression: [{ rule: 'import', what: 'a dynamic import', mend: 'bundle it' }],
  ImportDeclaration: [{ rule: 'import', what: 'an import', mend: 'bundle it' }],
  ExportNamedDeclaration: [{ rule: 'export', what: 'an export', mend: 'bundle as iife' }],
  ExportDefaultDeclaration: [{ rule: 'export', what: 'an export', mend: 'bundle as iife' }],
  ExportAllDeclaration: [{ rule: 'export', what: 'an export', mend: 'bundle as iife' }],
  DebuggerStatement: [
    { rule: 'debugger', what: 'debugger', mend: 'leave it out: the badge would stop there' },
  ],
  BinaryExpression: [
    { rule: 'power', what: "the operator '**'", mend: 'use Math.pow', when: node => node.operator === '**' },
  ],
  AssignmentExpression: [
    {
      rule: 'logical-assignment',
      what: "one of the operators '**=', '??=', '||=', '&&='",
      mend: 'write the assignment out',
      when: node => /^(\*\*|\?\?|\|\||&&)=$/.test(node.operator),
    },
    {
      rule: 'write-length',
      what: "a write to '.length'",
      mend: 'the badge throws: use splice',
      when: node => isLength(node.left),
    },
    {
      rule: 'write-index-of-string',
      what: 'a write into a string literal',
      mend: 'strings are read only',
      when: node => node.left.type === 'MemberExpression' && typeof node.left.object.value === 'string',
    },
  ],
  UpdateExpression: [
    {
      rule: 'write-length',
      what: "a write to '.length'",
      mend: 'the badge throws: use pop or splice',
      when: node => isLength(node.argument),
    },
  ],
  PropertyDefinition: [
    {
      rule: 'instance-field',
      what: 'a field of instances',
      mend: 'assign it in the constructor',
      when: node => !node.static,
    },
    {
      rule: 'static-without-value',
      what: 'a static field without a value',
      mend: 'give it one',
      when: node => node.static && !node.value,
    },
    COMPUTED,
  ],
  Property: [COMPUTED],
  MethodDefinition: [COMPUTED],
  SwitchStatement: [
    {
      rule: 'default-not-last',
      what: "a 'case' after 'default'",
      mend: 'put default last',
      when: node => (node.cases as Node[]).slice(0, -1).some(each => each.test === null),
    },
  ],
  Identifier: [
    {
      rule: 'of-as-name',
      what: "the name 'of'",
      mend: 'the badge reserves it: choose another',
      when: (node, above) =>
        node.name === 'of' &&
        !(above?.type === 'MemberExpression' && above.property === node && !above.computed) &&
        !(above?.key === node),
    },
  ],
  Literal: [
    {
      rule: 'bigint',
      what: 'a BigInt literal',
      mend: 'use a number',
      when: node => typeof node.bigint === 'string',
    },
  ],
};

function isLength(node: Node): boolean {
  return node.type === 'MemberExpression' && !node.computed && node.property.name === 'length';
}

/** Forbidden types of nodes, wherever they stand. */
export function checkSyntax(code: string, program: Node, report: Report): void {
  walk(program, (node, above) => {
    const rules = Object.hasOwn(RULES, node.type) ? (RULES[node.type] ?? []) : [];
    for (const { rule, what, mend, when } of rules)
      if (!when || when(node, above.at(-1))) report(rule, node, what, mend);
    if (node.type === 'ReturnStatement' && !node.argument) checkReturn(code, node, report);
    if (node.type === 'Literal' || node.type === 'TemplateElement') checkEscapes(code, node, report);
  });
}

/** `return`, then a value on the next line: the badge returns the value. */
function checkReturn(code: string, node: Node, report: Report): void {
  if (code[node.end - 1] === ';' || !/^\s*\n\s*[^\s;}]/.test(code.slice(node.end))) return;
  report(
    'return-newline',
    node,
    'a return whose value stands on the next line',
    'end the return with a semicolon',
  );
}

/** A string on the badge is bytes: a character beyond 00FF keeps only its low byte. */
function checkEscapes(code: string, node: Node, report: Report): void {
  const text = code.slice(node.start, node.end);
  for (const { 0: part, index } of text.matchAll(/\\(?:u\{[^}]*\}?|u[0-9a-fA-F]{4}|.)/gs)) {
    if (part.startsWith('\\u{'))
      report('escape-brace', node.start + index, 'an escape \\u{...}', 'use \\xHH, or a glyph id');
    else if (part.length === 6 && !part.startsWith('\\u00'))
      report(
        'escape-wide',
        node.start + index,
        'an escape above \\u00FF',
        'keep text as glyph ids in the words file',
      );
  }
}
