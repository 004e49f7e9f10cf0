import { createContext, runInContext } from 'node:vm';
import { parseAst } from 'rollup/parseAst';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { takenApart } from '../../cli/make/apart.js';
import { type Line, mostUsedFirst } from '../../cli/make/hottest.js';
import { withNatives } from '../../cli/make/natives.js';
import type { Parse } from '../../cli/make/syntax.js';

const parse: Parse = code => parseAst(code) as unknown as ReturnType<Parse>;
const wrapped = (body: string): string => `(function () {\n${body}\n})();`;

/** What `say` hears from a program. */
function heard(program: string): string {
  const said: unknown[] = [];
  runInContext(program, createContext({ say: (what: unknown) => said.push(what) }));
  return said.join();
}

/** What is left of a bundle in which `app` and `log` are single, without its blanks. */
function apart(body: string): string {
  const made = takenApart(wrapped(body), ['app', 'log'], parse);
  assert.is(heard(made), heard(wrapped(body)), body);
  assert.is(made.split('\n').length, wrapped(body).split('\n').length, 'the lines stay as they were');
  return made
    .replace(/\s*\n\s*/g, ' ')
    .replace(/ +/g, ' ')
    .slice(15, -6)
    .trim();
}

const objects = suite('an object that a bundle has one of');

const APART: { readonly [before: string]: string } = {
  // Made by a literal; the member asked for most often stands first.
  'let app = 0; function f() {\napp = {\na: 1,\nb: 2 };\n}\nf();\nsay(app.a + app.b + app.b++);':
    'let app$b = "(unset)"; let app$a = "(unset)"; function f() { app$a = 1; app$b = 2; } f(); say(app$a + app$b + app$b++);',
  // By a function that ends with it, and stops in the middle.
  'let app = 0;\nfunction make(n) {\napp = { a: n };\nif (n) return app;\napp.a = 7;\nreturn app;\n}\nfunction f() { app = make(3); say(app.a); }\nf();':
    'let app$a = "(unset)"; function make(n) { app$a = n; if (n) return; app$a = 7; } function f() { make(3); say(app$a); } f();',
  // By a literal that a function gives back, and with another that it holds.
  'let app = 0; let log = 0;\nfunction newLog() { log = { n: 4 }; return log; }\nfunction make() { return { a: 1, ring: newLog() }; }\nfunction f() { app = make(); say(app.a + log.n); }\nf();':
    'let app$a = "(unset)"; let log$n = "(unset)"; function newLog() { log$n = 4; } function make() { app$a = 1; newLog(); } function f() { make(); say(app$a + log$n); } f();',
  // A member that is a function of the bundle, and stays it, needs no other name; but where that means another thing there.
  'let app = 0; function one() { return 1; } function f() { app = { one: one, b: 2 }; } f(); say(app.one() + app.b);':
    'let app$b = "(unset)"; function one() { return 1; } function f() { app$b = 2; } f(); say(one() + app$b);',
  'let app = 0; function one() { return 1; } function f() { app = { one: one }; } f(); function g(one) { say(app.one() + one); } g(3);':
    'let app$one = "(unset)"; function one() { return 1; } function f() { app$one = one; } f(); function g(one) { say(app$one() + one); } g(3);',
  'let app = 0; function one() { return 1; } function f() { app = { one: one }; } f(); app.one = x => x; say(app.one(5));':
    'let app$one = "(unset)"; function one() { return 1; } function f() { app$one = one; } f(); app$one = x => x; say(app$one(5));',
};

for (const [before, after] of Object.entries(APART))
  objects(`is taken apart: ${before.split('\n')[0]}`, () => assert.is(apart(before), after));

const WHOLE: { readonly [why: string]: string } = {
  'it is handed to a function':
    'let app = 0; function f() { app = { a: 1 }; }\nfunction g(x) { return x.a; } f(); say(g(app));',
  'its member is worked out': 'let app = 0; function f() { app = { a: 1 }; } f(); say(app["a"]);',
  'it is compared': 'let app = 0; function f() { app = { a: 1 }; } f(); say(app === null);',
  'another object holds it, and is asked for it':
    'let app = 0; let log = 0; function f() { log = { n: 1 }; app = { ring: log, b: 2 }; }\nf(); say(app.ring.n + app.b);',
  'a function that makes it also makes others':
    'let app = 0; function make() { return { a: 1 }; } function f() { app = make(); }\nf(); say(app.a + make().a);',
  'it has a method of the literal itself':
    'let app = 0; function f() { app = { a() { return 1; } }; } f(); say(app.a());',
};

for (const [why, program] of Object.entries(WHOLE))
  objects(`stays whole where ${why}`, () => {
    const made = takenApart(wrapped(program), ['app', 'log'], parse);
    assert.match(made, /\b(app|log) = [{m]/);
    assert.is(heard(made), heard(wrapped(program)));
  });

objects.run();

const order = suite('the order of a bundle');

order('has what is used most often first, and everything else as it was', () => {
  const lines: Line[] = [
    '!function() {',
    'let a = 0, b = say(1);',
    'function once() { return twice(1); }',
    'function twice(n) { return n + 1; }',
    'let c = 7;',
    'say(twice(c) + twice(2) + once() + c + c + c + c + a);',
    '}();',
  ].map((text, origin) => ({ text, origin }));
  const made = mostUsedFirst(lines, parse);
  assert.equal(
    made.map(({ text, origin }) => `${origin} ${text}`),
    [
      '0 !function() {',
      '1 ',
      '4 let c = 7;',
      '3 function twice(n) { return n + 1; }',
      '1 let a = 0;',
      '2 function once() { return twice(1); }',
      '1 let b = say(1);',
      '5 say(twice(c) + twice(2) + once() + c + c + c + c + a);',
      '5 ',
      '6 }();',
    ],
  );
  const text = (all: readonly Line[]): string => all.map(line => line.text).join('\n');
  assert.is(heard(text(made)), heard(text(lines)));
});

order('is left alone where there is no bundle', () => {
  const lines = [{ text: 'say(1);', origin: 0 }];
  assert.equal(mostUsedFirst(lines, parse), lines);
});

order.run();

const natives = suite('what the firmware has');

natives('gets a short name where it means the firmware’s own', () => {
  const program = wrapped(
    'function f(a) { return Math.max(a, 1) + Math.max(a, 2) + new Uint32Array(1).length; }\nsay(f(3));',
  );
  const made = withNatives(program, parse);
  assert.match(made, /^\(function \(\) \{\nlet \$max = Math\.max; let \$words = Uint32Array; function f/);
  assert.match(made, /return \$max\(a, 1\) \+ \$max\(a, 2\) \+ new \$words\(1\)/);
  assert.is(heard(made), heard(program));
});

natives('is not what only has its name', () => {
  const program = wrapped('function f(Math) { return Math.max(1, 2); }\nsay(f({ max: () => 9 }));');
  assert.is(withNatives(program, parse), program);
});

natives.run();
