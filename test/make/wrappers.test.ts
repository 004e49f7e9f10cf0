import { parseAst } from 'rollup/parseAst';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Node, Parse } from '../../cli/make/syntax.js';
import { UNSET, withoutUnset } from '../../cli/make/unset.js';
import { withoutWrappers } from '../../cli/make/wrappers.js';

const parse: Parse = code => parseAst(code) as unknown as Node;

const wrappers = suite('a function that only hands on');

wrappers('is written as the one that it hands to', () => {
  const cases = [
    ['function f(a) { } on(x => f(x));', 'function f(a) { } on(f);'],
    ['function f() { } on(() => f());', 'function f() { } on(f);'],
    ['const f = (a, b) => a + b; on((x, y) => f(x, y));', 'const f = (a, b) => a + b; on(f);'],
  ];
  for (const [before = '', after] of cases) assert.is(withoutWrappers(before, parse), after);
});

wrappers('stays where it does more, or where the name may mean something else', () => {
  for (const code of [
    // Others or fewer, in another order, or what the other one takes beside.
    'function f(a) { } on(x => f(1));',
    'function f(a, b) { } on((x, y) => f(y, x));',
    'function f(a, b) { } on(x => f(x));',
    'function f() { } on(x => f());',
    'function f(a) { } on(x => f(x) + 1);',
    'on(x => f(x));',
    'function f(a) { } const o = { f: f }; on(x => o.f(x));',
    // The name is another thing elsewhere, or later.
    'function f(a) { } function g(f) { on(x => f(x)); }',
    'let f = a => a; f = b => b + 1; on(x => f(x));',
    'function f(a) { } { const f = 1; } on(x => f(x));',
  ])
    assert.is(withoutWrappers(code, parse), code);
});

wrappers.run();

const unset = suite('a name that gets its value at the start');

unset('is left without a first one', () => {
  const code = `(()=>{let a=${UNSET},b=0,c=${UNSET};a=1})()`;
  const map = JSON.stringify({ version: 3, sources: ['x'], names: [], mappings: '' });
  const without = withoutUnset({ code, map }, parse);
  assert.is(without.code, '(()=>{let a,b=0,c;a=1})()');
});

unset.run();
