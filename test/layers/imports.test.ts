import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { skip } from '../support/skip.js';
import { codeOf, type Import, importsOf, lineAt, sources, trackedFiles } from './sources.js';

const all = sources();
const imports = all.flatMap(importsOf);
const folderOf = (file: string): string => file.split('/')[0] ?? '';

/** What the simulator may take from the rules: bytes and words, but nothing that decides. */
const CODECS_AND_WORDS =
  /^shared\/(bytes|iso|journal|time|ports)\.ts$|^shared\/(order|log|pull|words)\/|^shared\/visit\/(names|kind|event)\.ts$/;

/** What each folder may import beside itself; test and cli may import all. */
const MAY: { readonly [folder: string]: (of: string) => boolean } = {
  shared: () => false,
  device: of => folderOf(of) === 'shared',
  supervisor: of => folderOf(of) === 'shared',
  'host-sim': of => CODECS_AND_WORDS.test(of),
  cli: of => folderOf(of) !== 'test',
  test: () => true,
};

const told = ({ file, line, of }: Import): string => `${file}:${line} imports ${of}`;

const layers = suite('imports');

layers('are found in every form', () => {
  const text = `import { a,\n  b } from './a.js'; import './b.js';\nexport * from '../c.js'; // import './no.js'
    import type { D } from 'd'; const e = await import('./e.js'); const f = "from 'no'";`;
  const found = importsOf({ file: 'cli/make/x.ts', text }).map(({ line, of }) => `${line} ${of}`);
  assert.equal(found, ['1 cli/make/a.ts', '2 cli/make/b.ts', '3 cli/c.ts', '4 d', '4 cli/make/e.ts']);
});

layers('flow one way', () => {
  const wrong = imports.filter(({ file, of, isPackage }) => {
    const folder = folderOf(file);
    return !isPackage && folderOf(of) !== folder && !MAY[folder]?.(of);
  });
  assert.equal(wrong.map(told), []);
});

layers('of packages and of Node are for the desk', () => {
  const wrong = imports.filter(({ file, isPackage }) => isPackage && /^(shared|device)\//.test(file));
  assert.equal(wrong.map(told), []);
});

layers('of Node and of SQLite are for one file of the supervisor: the rest runs in a browser', () => {
  const wrong = imports.filter(
    ({ file, of, isPackage }) =>
      isPackage &&
      file.startsWith('supervisor/') &&
      file !== 'supervisor/store/node-sqlite.ts' &&
      /^node:|sqlite/.test(of),
  );
  assert.equal(wrong.map(told), []);
  const pulled = imports.filter(({ of }) => of === 'supervisor/store/node-sqlite.ts').map(({ file }) => file);
  assert.equal(
    pulled.filter(file => file.startsWith('supervisor/')),
    [],
  );
});

layers('name files that are there', () => {
  const files = new Set(all.map(({ file }) => file));
  const wrong = imports.filter(({ of, isPackage }) => !isPackage && !files.has(of));
  assert.equal(wrong.map(told), []);
});

layers('make no circles', () => {
  const below = new Map<string, string[]>();
  for (const { file, of, isPackage } of imports)
    if (!isPackage) below.set(file, [...(below.get(file) ?? []), of]);
  const done = new Set<string>();
  const circles: string[] = [];
  const follow = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' > '));
    if (path.includes(file) || done.has(file)) return;
    for (const next of below.get(file) ?? []) follow(next, [...path, file]);
    done.add(file);
  };
  for (const file of below.keys()) follow(file, []);
  assert.equal(circles, []);
});

layers.run();

/** Where each pattern of text is found, outside of comments and templates. */
function found(pattern: RegExp, where: (file: string) => boolean): string[] {
  return all
    .filter(({ file }) => where(file) && !file.endsWith('.d.ts'))
    .flatMap(({ file, text }) => {
      const code = codeOf(text);
      return [...code.matchAll(pattern)].map(
        ({ 0: what, index }) => `${file}:${lineAt(code, index)} has ${what}`,
      );
    });
}

const purity = suite('time and chance');

purity('come from outside: only adapters ask for them', () => {
  const AMBIENT =
    /\b(Date\.now|new Date\(\)|Math\.random|setTimeout|setInterval|performance\.now|getTime\(\))/g;
  const isAdapter = (file: string): boolean =>
    /^(cli|test|host-sim)\//.test(file) ||
    /^device\/(boards\/|pixljs|banglejs2)/.test(file) ||
    /^supervisor\/(.*\/)?node\b/.test(file) ||
    file === 'supervisor/web/browser.ts';
  assert.equal(
    found(AMBIENT, file => !isAdapter(file)),
    [],
  );
});

purity.run();

const texts = suite('texts');

texts('of the badge are ASCII: the badge has bytes, not characters', () => {
  const wrong = all
    .filter(({ file }) => file.startsWith('device/'))
    .flatMap(({ file, text }) =>
      [...text.matchAll(/[^\n\x20-\x7e]/g)].map(({ index }) => `${file}:${lineAt(text, index)}`),
    );
  assert.equal(wrong, []);
});

const tracked = trackedFiles();
if (!tracked) skip('no machine path in a tracked file', 'this is not a git checkout');
else
  texts('under version control name no machine and no registry', () => {
    // Put together, so that this file does not find itself.
    const roots = ['work', 'root', 'home', 'tmp', 'opt', 'mnt', 'Users', 'var', 'srv'].join('|');
    const places = new RegExp(
      `(?<![\\w.)}*-])/(${roots})/[\\w.-]|\\b[A-Z]:\\\\\\\\[\\w]|${'file:'}///[\\w]`,
      'g',
    );
    const hosts = new RegExp(`${'registry'}\\.[\\w.-]+\\.\\w+|${'"resolved'}": "http`, 'g');
    const wrong = tracked
      .filter(file => !/\.(png|gif|dlog|ico|woff2?)$/.test(file))
      .flatMap(file => {
        const text = readFileSync(file, 'utf8');
        return [...text.matchAll(places), ...text.matchAll(hosts)].map(
          ({ 0: what, index }) => `${file}:${lineAt(text, index)} has ${what}`,
        );
      });
    assert.equal(wrong, []);
  });

texts.run();
