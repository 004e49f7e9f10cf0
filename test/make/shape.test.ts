import { parseAst } from 'rollup/parseAst';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { shaped } from '../../cli/make/shape.js';
import type { Node } from '../../cli/make/syntax.js';

const parse = (code: string): Node => parseAst(code) as unknown as Node;

/** The lines of a bundle in their new order. */
const lines = (...body: string[]): string[] =>
  shaped(`(function () {\n${body.join('\n')}\n})();`, parse)
    .code.split('\n')
    .slice(1, -1);

const constants = suite('a constant that is known before anything runs');

constants('stands in front of all functions, so that the minifier writes it out', () => {
  assert.equal(
    lines('function f() {', 'return SIZE;', '}', 'const HALF = 8;', 'say(f());', 'const SIZE = -HALF * 2;'),
    ['const HALF = 8;', 'const SIZE = -HALF * 2;', 'function f() {', 'return SIZE;', '}', 'say(f());'],
  );
});

constants('is none where it depends on what runs, or can change', () => {
  for (const kept of [
    'const A = say(1);',
    'const A = f;',
    'const A = [1];',
    'let A = 1;',
    'const A = 1, B = 2;',
  ])
    assert.equal(lines('function f() {', '}', kept), ['function f() {', '}', kept]);
});

constants.run();
