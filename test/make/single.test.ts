import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { parseAst } from 'rollup/parseAst';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { singled } from '../../cli/make/single.js';
import type { Parse } from '../../cli/make/syntax.js';

const parse: Parse = code => parseAst(code) as unknown as ReturnType<Parse>;
const made = (body: string): string =>
  singled(`(function () {\n${body}\n})();`, parse).split('\n').slice(1, -1).join('\n');

/** What `say` hears from a program. */
function heard(program: string): string {
  const said: unknown[] = [];
  runInContext(program, createContext({ say: (what: unknown) => said.push(what) }));
  return said.join();
}

const single = suite('what a bundle has one of');

const BECOMES: { readonly [before: string]: string } = {
  // A parameter and its arguments go, wherever they stand.
  'function f(app, n) { return app.a + n; }\nfunction g() {\n/** @single */\nconst app = { a: 4 };\nsay(f(app, 1));\n}\ng();':
    'let app = 0; function f(n) { return app.a + n; }\nfunction g() {\n/** @single */\napp = { a: 4 };\nsay(f(1));\n}\ng();',
  'function f(n, app) { return app.a + n; }\nfunction g() {\n/** @single */\nconst app = { a: 4 };\nsay(f(1, app));\n}\ng();':
    'let app = 0; function f(n) { return app.a + n; }\nfunction g() {\n/** @single */\napp = { a: 4 };\nsay(f(1));\n}\ng();',
  // A call in the arguments of another, and a function that hands it on.
  'function f(app) { return app.a; }\nfunction h(app, n) { return f(app) * n; }\nfunction g() {\n/** @single */\nconst app = { a: 4 };\nsay(h(app, f(app)));\n}\ng();':
    'let app = 0; function f() { return app.a; }\nfunction h(n) { return f() * n; }\nfunction g() {\n/** @single */\napp = { a: 4 };\nsay(h(f()));\n}\ng();',
  // Another way to reach it is written as its name; a constant that only renames it goes.
  'function f(log) { return log.n; }\nfunction h(app) { const log = app.ring; return f(app.ring) + log.n + app.ringing; }\nfunction g() {\n/** @single app.ring */\nconst log = { n: 3 };\n/** @single */\nconst app = { ring: log, ringing: 1 };\nsay(h(app));\n}\ng();':
    'let app = 0; let log = 0; function f() { return log.n; }\nfunction h() {  return f() + log.n + app.ringing; }\nfunction g() {\n/** @single app.ring */\nlog = { n: 3 };\n/** @single */\napp = { ring: log, ringing: 1 };\nsay(h());\n}\ng();',
};

for (const [before, after] of Object.entries(BECOMES))
  single(`is handed to nobody: ${before.split('\n')[0]}`, () => {
    assert.is(made(before), after);
    assert.is(heard(`(function () {\n${after}\n})();`), heard(`(function () {\n${before}\n})();`));
  });

single('leaves alone what asks for nothing', () => {
  const program = '(function () {\nfunction f(app) { return app; }\nconst app = 1;\nf(app);\n})();';
  assert.is(singled(program, parse), program);
});

const TAKES = 'function f(app) { return app.a; }\n';
const MAKES = '/** @single app.own */\nconst app = { a: 4 };\n';

const REFUSED: { readonly [program: string]: string } = {
  [`${TAKES}function g() {\n${MAKES}f({ a: 5 });\n}`]: 'f takes the single app, and a call gives it { a: 5 }',
  [`${TAKES}function g() {\n${MAKES}f();\n}`]: 'f takes the single app, and is not only called with it',
  [`${TAKES}function g() {\n${MAKES}[1].map(f);\n}`]:
    'f takes the single app, and is not only called with it',
  [`${TAKES}function h() {\nconst app = 7; return app;\n}\nfunction g() {\n${MAKES}f(app);\n}`]:
    'the single app has a name that means another, in const app = 7; return app;',
  [`${TAKES}function g() {\n${MAKES}[2].map(function (app) { return app; }); f(app);\n}`]:
    'the single app has a name that means another, in [2].map(function (app) { return app; }); f(app);',
  [`function f(app) { app = 3; return app; }\nfunction g() {\n${MAKES}f(app);\n}`]:
    'the single app is replaced, in function f(app) { app = 3; return app; }',
  [`${TAKES}function g() {\n${MAKES}app.own = 3; f(app);\n}`]: 'the single app is replaced, in app.own = 3',
};

for (const [program, sentence] of Object.entries(REFUSED))
  single(`is refused where ${sentence}`, () => {
    assert.throws(
      () => made(program),
      (error: Error) => error.message === sentence,
    );
  });

single(
  'is what the badge has of its application and its log, and nothing is left of the objects themselves',
  () => {
    const names = Object.values(JSON.parse(readFileSync('dist/pixljs.names.json', 'utf8')));
    for (const member of ['ring', 'badge', 'tail', 'keyAt', 'lightUntil'])
      assert.is(names.includes(member), false, member);
    assert.ok(names.includes('labels'), 'a view is made anew for each screen');
  },
);

single.run();
