import { readdirSync, readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { FOLDER, LINE, verified } from './samples.js';

const samples = suite('sample logs');

const lines = readFileSync(`${FOLDER}/README.md`, 'utf8').split('\n');
const told = lines.flatMap(line => {
  const [, file, , said, status] = LINE.exec(line) ?? [];
  return file === undefined || said === undefined ? [] : [{ file, said, status: Number(status) }];
});

samples('have a line each', () => {
  const files = readdirSync(FOLDER).filter(name => name.endsWith('.dlog'));
  assert.equal(told.map(({ file }) => file).sort(), files.sort());
  assert.ok(files.length >= 28);
});

for (const { file, said, status } of told)
  samples(`are verified as their line says: ${file}`, () => {
    assert.equal(verified(file), { said, status });
    const code = { good: 0, bad: 1 }[file.split('-')[0] as string] ?? 2;
    assert.is(status, code, 'as its name says');
  });

samples.run();
