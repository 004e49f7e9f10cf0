import { createContext, runInContext } from 'node:vm';
import { type OutputAsset, type OutputChunk, rollup } from 'rollup';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { badgeBundle } from '../../cli/make/bundle.js';
import { declaredNames } from '../../cli/make/property-names.js';

type Modules = { readonly [name: string]: string };

/** What the pipeline makes of a few modules; `main` is the entry. */
async function bundled(modules: Modules, kept: readonly string[] = []) {
  const inMemory = {
    name: 'in-memory',
    resolveId: (id: string) => id.replace('./', ''),
    load: (id: string) => modules[id] ?? null,
  };
  const bundle = await rollup({
    input: 'main',
    treeshake: { moduleSideEffects: false },
    plugins: [inMemory, badgeBundle({ root: process.cwd(), kept: new Set(['global', 'push', ...kept]) })],
  });
  const { output } = await bundle.generate({
    file: 'dist/board.js',
    format: 'iife',
    strict: false,
    freeze: false,
    esModule: false,
    sourcemap: 'hidden',
  });
  const chunk = output.find((each): each is OutputChunk => each.type === 'chunk') as OutputChunk;
  const text = (name: string): string =>
    String(output.find((each): each is OutputAsset => each.fileName === name)?.source);
  const result: { done?: unknown } = {};
  runInContext(chunk.code, createContext({ global: result }));
  return { code: chunk.code, done: result.done, text };
}

const bundle = suite('the bundle of a board');

bundle('keeps each definition above its uses, over modules and after minifying', async () => {
  // The gate inside the pipeline refuses the bundle otherwise.
  const { done } = await bundled(
    {
      main: `import { twice } from './twice'; import { Shape } from './shape';
        const early = twice(4);
        function later(x) { if (x > 9) return x; function inner(y) { return y ? inner(y - 1) + early : x; } return inner(x); }
        global.done = later(2) + new Shape(early).area();`,
      twice: `import { add } from './add'; export function twice(x) { return add(x, x); }`,
      add: 'export const add = (a, b) => a + b;',
      shape: `import { twice } from './twice'; const SIDE = twice(1);
        export class Shape { constructor(side) { this.side = side; } area() { return this.side * SIDE; } }`,
    },
    ['done'],
  );
  assert.is(done, 34);
});

bundle('keeps a const copy of a loop variable inside its closure', async () => {
  const { done } = await bundled(
    {
      main: `const kept = [];
        for (let i = 0; i < 3; i++) { const j = i; kept.push(() => j); }
        for (const k of [7, 8]) { const l = k; kept.push(() => l); }
        global.done = kept;`,
    },
    ['done'],
  );
  assert.is((done as (() => number)[]).map(each => each()).join(), '0,1,2,7,8');
});

bundle('is ASCII only, whatever the strings hold', async () => {
  const { code, done } = await bundled({ main: 'global.done = "\u00e4\u0080" + "\\0" + 1;' }, ['done']);
  assert.match(code, /^[\n\x20-\x7e]*$/);
  assert.is(done, '\u00e4\u0080\u00001');
});

bundle('renames properties of ours and none that the badge knows', async () => {
  const main = 'const visit = { phase: 3, waited: 4, "as-is": 5, quoted: 6 }; const key = global.key;';
  const { code, done, text } = await bundled(
    { main: `${main} global.done = [visit.phase, visit.waited, visit["quoted"], key ? visit[key] : visit];` },
    ['done', 'key'],
  );
  assert.not.match(code, /phase|waited/);
  assert.match(code, /quoted/);
  assert.match(code, /as-is/);
  assert.equal(Object.keys((done as [number, number, number, object])[3]).length, 4);
  assert.equal(Object.values(JSON.parse(text('board.names.json'))), ['phase', 'waited']);
});

bundle('has the same bytes every time', async () => {
  const main =
    'const o = { alpha: 1, beta: 2, gamma: 3 }; global.done = o.beta + o.gamma * o.beta + o.alpha;';
  const [one, two] = [await bundled({ main }, ['done']), await bundled({ main }, ['done'])];
  assert.is(one.code, two.code);
});

bundle('says which module its bytes come from, to the last byte', async () => {
  const { code, text } = await bundled(
    {
      main: `import { f } from './far'; global.done = [f(1), f(2), 'a text of some length'];`,
      far: 'export function f(x) { return x > 1 ? f(x - 1) * 3 : global.length + x; }',
    },
    ['done'],
  );
  const { bytes, modules } = JSON.parse(text('board.modules.json'));
  assert.is(bytes, code.length);
  assert.is(
    modules.reduce((sum: number, each: { bytes: number }) => sum + each.bytes, 0),
    code.length,
  );
  assert.ok(
    modules.some((each: { name: string; bytes: number }) => /far$/.test(each.name) && each.bytes > 20),
  );
});

bundle('is refused with file, line, construct and mend', async () => {
  const main = 'const list = global.done;\nglobal.done = Math.max(...list);';
  try {
    await bundled({ main }, ['done', 'max']);
    assert.unreachable('the gate let a spread pass');
  } catch (error) {
    assert.match((error as Error).message, /main:2: a spread \(spread\) in "\.\.\..*"; use concat, apply/);
  }
});

bundle.run();

const names = suite('the names a declaration file keeps');

names('are members and options, not parameters and types', () => {
  const text = `
    /** not: this */
    declare const NRF: { setAdvertising(data: { [id: string]: number }, how: { interval?: number; 'manufacturer': number }): void };
    interface Box<T> { readonly width: T; on?(event: 'tap', act: (what: { data: string }) => void): void; fold<U>(x: U): U }
    declare function setWatch(act: () => void): number; // nor: this`;
  assert.equal([...declaredNames(text)].sort(), [
    'data',
    'fold',
    'interval',
    'manufacturer',
    'on',
    'setAdvertising',
    'width',
  ]);
});

names.run();
