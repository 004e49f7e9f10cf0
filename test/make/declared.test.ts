import { createContext, runInContext } from 'node:vm';
import { parseAst } from 'rollup/parseAst';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { withDeclarations } from '../../cli/make/declared.js';
import type { Node } from '../../cli/make/syntax.js';

const parse = (code: string): Node => parseAst(code) as unknown as Node;
const wrapped = (body: string): string => `!function(){${body}}()`;

function heard(program: string): string {
  const said: unknown[] = [];
  runInContext(program, createContext({ say: (what: unknown) => said.push(what) }));
  return said.join();
}

const declared = suite('an arrow function, as it is flashed');

const BECOMES: { readonly [before: string]: string } = {
  'let f=(a,b)=>{say(a,b)};f(1,2)': 'function f(a,b){say(a,b)}f(1,2)',
  'let f=()=>{say(1)},a=2,g=()=>{say(a)};f(),g()': 'function f(){say(1)}let a=2;function g(){say(a)}f(),g()',
  'let a=1,f=()=>{say(a)},b=2;f(),say(b)': 'let a=1;function f(){say(a)}let b=2;f(),say(b)',
  'let f=a=>{say(a)};f(1)': 'function f(a){say(a)}f(1)',
  // One parameter gains nothing by itself, and nothing is lost by it between others.
  'let f=()=>{say(1)},g=a=>{f(a)},h=()=>{g(2)};h()':
    'function f(){say(1)}function g(a){f(a)}function h(){g(2)}h()',
  'let a=1,f=()=>{let g=(a,b)=>{say(a,b)};g(a,2)};f()':
    'let a=1;function f(){function g(a,b){say(a,b)}g(a,2)}f()',
};

for (const [before, after] of Object.entries(BECOMES))
  declared(`is a declaration where that is shorter: ${after}`, () => {
    assert.is(withDeclarations(wrapped(before), parse), wrapped(after));
    assert.is(heard(wrapped(after)), heard(wrapped(before)));
  });

declared('stays one where that is not, or where it is another thing', () => {
  for (const kept of [
    'let f=a=>{say(a)},b=1;f(b)',
    'let f=(a,b)=>say(a,b);f(1,2)',
    'let a=1,f=()=>say(1),b=2;f(),say(a+b)',
    'let f=()=>{say(this)};f()',
    'let f=()=>{say(arguments.length)};f()',
    '{let f=()=>{say(1)};f()}',
    'for(let f=()=>{say(1)},i=0;i<2;i++)f()',
    'let o={f:()=>{say(1)}};o.f()',
  ])
    assert.is(withDeclarations(wrapped(kept), parse), wrapped(kept));
});

declared.run();
