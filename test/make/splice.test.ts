import { createContext, runInContext } from 'node:vm';
import { decode } from '@jridgewell/sourcemap-codec';
import { parseAst } from 'rollup/parseAst';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { shaped } from '../../cli/make/shape.js';
import type { Node } from '../../cli/make/syntax.js';

const parse = (code: string): Node => parseAst(code) as unknown as Node;
const wrapped = (body: string): string => `(function () {\n${body}\n})();`;

function heard(program: string): string {
  const said: unknown[] = [];
  runInContext(program, createContext({ say: (what: unknown) => said.push(what) }));
  return said.join();
}

/** The bundle in its new shape; it says what it said before, in as many functions less. */
function shape(body: string, fewer = 1): string {
  const { code } = shaped(wrapped(body), parse);
  assert.is(heard(code), heard(wrapped(body)), body);
  const functions = (text: string): number => text.split(/\bfunction \w/).length;
  assert.is(functions(code), functions(body) - fewer, body);
  return code;
}

const splice = suite('a function of several statements that is called once');

splice('is written out where its call is a statement', () => {
  shape(
    '/** @inline */\nfunction f(a, b) {\nlet c = a + b;\nsay(c);\n}\nfunction g(a) {\nf(a, 2);\nsay(a);\n}\ng(1);',
  );
  // Whatever stands around it, and wherever it stands itself.
  shape(
    'function g(a) {\nif (a) f();\nelse say(a);\nsay(3);\n}\n/** @inline */\nfunction f() {\nlet c = 5;\nsay(c);\n}\ng(1); g(0);',
  );
  shape('/** @inline */\nfunction f(a) {\nsay(a);\nsay(a);\n}\nconst g = a => f(a + 1);\ng(4);');
});

splice('is written out where its returns end the function that calls it', () => {
  const f = '/** @inline */\nfunction f(a) {\nif (a) return say(7);\nsay(a);\nreturn a;\n}\n';
  shape(`${f}function g(a) {\nif (a > 1) return f(a - 2);\nsay('g');\n}\nsay(g(1)); say(g(2)); say(g(3));`);
  const early = '/** @inline */\nfunction f(a) {\nif (a) return;\nsay(a);\n}\n';
  shape(`${early}function g(a) {\nsay('g');\nif (a > 1) {\nf(a - 2);\n}\n}\ng(1); g(2); g(3);`);
});

splice('keeps its own names apart from those around its place', () => {
  // A value of the same name, a local of the same name, a parameter that changes, what changes outside.
  shape(
    '/** @inline */\nfunction f(a) {\nlet b = a;\nsay(b);\n}\nfunction g(b) {\nlet a = 9;\nf(b + a);\nsay(a, b);\n}\ng(1);',
  );
  shape('/** @inline */\nfunction f(a) {\na++;\nsay(a);\n}\nfunction g(b) {\nf(b);\nsay(b);\n}\ng(1);');
  shape(
    '/** @inline */\nfunction f(a) {\nh();\nsay(a);\n}\nlet n = 1;\nfunction h() {\nn = 2;\n}\nfunction g() {\nf(n);\nsay(n);\n}\ng();',
  );
  shape(
    '/** @inline */\nfunction f(a) {\nlet say2 = b => say(a + b);\nsay2(1);\n}\nfunction g(b) {\nf(b);\n}\ng(1);',
  );
  shape('/** @inline */\nfunction f(a, b) {\nsay(a);\nsay(b);\n}\nfunction g() {\nf(3);\n}\ng();');
});

splice('brings along which lines its own were', () => {
  const { code, map } = shaped(
    wrapped('/** @inline */\nfunction f() {\nsay(1);\nsay(2);\n}\nfunction g() {\nf();\n}\ng();'),
    parse,
  );
  const origin = (text: string): number | undefined =>
    decode(map.mappings)[code.split('\n').findIndex(row => row.includes(text))]?.[0]?.[2];
  assert.equal(['say(1)', 'say(2)', 'g();'].map(origin), [3, 4, 9]);
});

const WHY = /f is to be written out: it must be one expression, or be called once, as a statement/;

splice('is refused where it would mean something else', () => {
  for (const call of [
    'f(1); f(2);',
    'say(f(1));',
    'on(f);',
    // Its return would end the caller before its time, or give it a value.
    'function g(a) {\nf(a);\nsay(1);\n}\ng(1);',
    'function g(a) {\nfor (let i = 0; i < 2; i++) f(i);\n}\ng(1);',
    'function g(a) {\ntry {\nf(a);\n} finally {\nsay(1);\n}\n}\ng(1);',
  ]) {
    const code = wrapped(`/** @inline */\nfunction f(a) {\nif (a) return;\nsay(a);\n}\n${call}`);
    assert.throws(() => shaped(code, parse), WHY, call);
  }
  const valued = '/** @inline */\nfunction f(a) {\nsay(a);\nreturn a;\n}\nfunction g(a) {\nf(a);\n}\ng(1);';
  assert.throws(() => shaped(wrapped(valued), parse), WHY);
  const falls =
    '/** @inline */\nfunction f(a) {\nif (a) return 1;\n}\nfunction g(a) {\nif (a) return f(0);\nsay(2);\nreturn 3;\n}\ng(1);';
  assert.throws(() => shaped(wrapped(falls), parse), WHY);
});

splice.run();
