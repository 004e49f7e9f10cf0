import { createContext, runInContext } from 'node:vm';
import { parseAst } from 'rollup/parseAst';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { withoutRepeats } from '../../cli/make/repeats.js';
import type { Node } from '../../cli/make/syntax.js';
import { UNSET } from '../../cli/make/unset.js';

const parse = (code: string): Node => parseAst(code) as unknown as Node;
const wrapped = (body: string): string => `(function () {\n${body}\n})();`;
const NO_MAP = JSON.stringify({ version: 3, sources: [], names: [], mappings: '' });

function heard(program: string): string {
  const said: unknown[] = [];
  runInContext(program, createContext({ say: (what: unknown) => said.push(what) }));
  return said.join();
}

/** A bundle whose own members begin with `own`, with names for what it repeats. */
function named(body: string): string {
  const code = wrapped(body);
  const made = withoutRepeats({ code, map: NO_MAP }, member => member.startsWith('own'), parse).code;
  assert.is(heard(made), heard(code), body);
  assert.is(made.split('\n').length, code.split('\n').length, 'the lines stay as they were');
  return made.slice('(function () {\n'.length, -'\n})();'.length);
}

/** Something many times, as a list. */
const times = (count: number, what: string): string => `say([${Array(count).fill(what)}].join());`;

const repeats = suite('what a bundle writes often');

repeats('gets a name: a member of the firmware, a number, a text', () => {
  const use = times(5, '("a" + 1).length');
  assert.is(named(use), `let $repeat0 = "length"; ${times(5, '("a" + 1)[$repeat0]')}`);
  assert.is(named(times(8, '1024')), `let $repeat0 = 1024; ${times(8, '$repeat0')}`);
  assert.is(named(times(14, '""')), `let $repeat0 = ""; ${times(14, '$repeat0')}`);
});

repeats('stays where a name saves nothing', () => {
  for (const kept of [
    times(4, '"a".length'),
    times(40, '7'),
    times(7, '1024'),
    times(13, '""'),
    `let o = { ownSize: 1 }; ${times(40, 'o.ownSize')}`,
    `let o = { 1024: 1 }, p = [${Array(20).fill('{ 1024: 1 }')}]; say(o[7]);`,
    `let a = ${UNSET}, b = ${UNSET}, c = ${UNSET}, d = ${UNSET}; say(a === b, c, d);`,
  ])
    assert.is(named(kept), kept);
});

repeats('gets the name that it has already, unless that name gets another value', () => {
  assert.is(named('let blank = 4294967295; say(4294967295);'), 'let blank = 4294967295; say(blank);');
  const other = 'let blank = 4294967295; blank++; say(4294967295);';
  assert.is(named(other), other);
});

repeats.run();
