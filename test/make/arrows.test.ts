import { createContext, runInContext } from 'node:vm';
import { decode } from '@jridgewell/sourcemap-codec';
import { parseAst } from 'rollup/parseAst';
import { minify } from 'terser';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { withArrows, withoutConst } from '../../cli/make/arrows.js';
import type { Parse } from '../../cli/make/syntax.js';

const parse: Parse = code => parseAst(code) as unknown as ReturnType<Parse>;
const NO_MAP = '{"version":3,"sources":[],"names":[],"mappings":""}';
const shortened = (code: string): string => withArrows({ code, map: NO_MAP }, parse).code;
const result = (code: string): string => String(runInContext(code, createContext({})));

const arrows = suite('a function declaration');

const BECOMES: { readonly [before: string]: string } = {
  'function f(a){return a+1}f(2)': 'let f=a=>a+1;f(2)',
  'function f(){return 4}f()': 'let f=()=>4;f()',
  'function f(){return 4}f();f=0': 'let f=()=>4;f();f=0',
  'function f(a,b){a++;return a*b}f(2,3)': 'let f=(a,b)=>{a++;return a*b};f(2,3)',
  'function f(a){return{b:a}}f(2).b': 'let f=a=>({b:a});f(2).b',
  'function f(a){return{b:a}.b}f(2)': 'let f=a=>({b:a}.b);f(2)',
  'function f(a){return a++,a}f(2)': 'let f=a=>(a++,a);f(2)',
  'function f(a){return(a,2)*(3,a)}f(2)': 'let f=a=>(a,2)*(3,a);f(2)',
  'function f(){}function g(){return f()}g()': 'let f=()=>{},g=()=>f();g()',
  'let a=4;function f(){return a}let b=f();b': 'let a=4,f=()=>a,b=f();b',
  'var a=4;function f(){return a}var b=f();b': 'var a=4;let f=()=>a;var b=f();b',
  'function f(a){function g(b){return b?g(b-1):a}return g(a)}f(3)':
    'let f=a=>{let g=b=>b?g(b-1):a;return g(a)};f(3)',
  'function f(){return}String(f())': 'let f=()=>{return};String(f())',
  'function f(){return[1].map(function(){return arguments.length})[0]}f()':
    'let f=()=>[1].map(function(){return arguments.length})[0];f()',
};

for (const [before, after] of Object.entries(BECOMES))
  arrows(`becomes ${after}`, () => {
    assert.is(shortened(before), after);
    assert.is(result(after), result(before));
  });

const STAYS: { readonly [why: string]: string } = {
  'that has a this of its own': 'function f(){return this}f()',
  'that reads its arguments': 'function f(){return arguments.length}f(1)',
  'that is constructed': 'function F(){}new F()',
  'that has a prototype': 'function F(){}F.prototype.g=4;',
  'that is declared twice': 'function f(){return 4}function f(){return 5}f()',
  'that is used outside of its block': '{function f(){return 4}}f()',
};

for (const [why, code] of Object.entries(STAYS))
  arrows(`${why} stays one`, () => {
    assert.is(shortened(code), code);
  });

arrows('is joined by what was a const', () => {
  const code = 'const a=4;{const b=a;for(const c of[b]);}';
  assert.is(withoutConst(code, parse), 'let   a=4;{let   b=a;for(let   c of[b]);}');
});

arrows('takes its place in the source map along', async () => {
  const source =
    'const first=global.a;\nfunction f(x){return x+global.b}\nfunction g(y){return f(y)+f(first)}\nglobal.c=g;';
  const { code = '', map } = await minify(
    { 'x.ts': source },
    { compress: false, mangle: false, sourceMap: {} },
  );
  const moved = withArrows({ code, map: String(map) }, parse);
  const [line = []] = decode(JSON.parse(moved.map).mappings);
  const lineOf = (text: string): number | undefined =>
    line.findLast(([column]) => column <= moved.code.indexOf(text))?.[2];
  assert.is(lineOf('global.b'), 1);
  assert.is(lineOf('f(first)'), 2);
  assert.is(lineOf('global.c'), 3);
  assert.ok(line.every(([column], index) => column >= (line[index - 1]?.[0] ?? 0)));
});

arrows.run();
