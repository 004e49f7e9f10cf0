import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { chooseStretches, packText, stretchCell } from '../../cli/make/words/stretches.js';
import { FIRST_STRETCH } from '../../shared/words/layout.js';
import { below, withSeeds } from '../shared/seed.js';

const stretches = suite('stretches of text');

/** Reads codes back. */
function unpack(codes: readonly number[], chosen: readonly string[]): string {
  return codes
    .map(code => (code < FIRST_STRETCH ? String.fromCharCode(code) : chosen[code - FIRST_STRETCH]))
    .join('');
}

const TEXTS = ['Sorry, the rest follows', 'Sorry, the rest is later', 'The rest is later', 'Rest'];

stretches('say in fewer codes what they stand for, and read back as it was', () => {
  const chosen = chooseStretches(TEXTS, []);
  const packed = TEXTS.map(text => packText(text, chosen));
  assert.equal(
    packed.map(codes => unpack(codes, chosen)),
    TEXTS,
  );
  assert.ok(packed.flat().length < TEXTS.join('').length);
});

stretches('are taken only where they save more than their cell and their own characters', () => {
  // Twice three characters: four codes saved; the cell takes two, and the characters three where they stand nowhere else.
  assert.equal(chooseStretches(['xabc', 'yabc'], []), []);
  assert.equal(chooseStretches(['xabc', 'yabc'], ['abc']), ['abc']);
});

stretches('are no more than there are codes', () => {
  const texts = Array.from({ length: 400 }, (_, i) => `${i * 7919} and ${i * 7919}`);
  assert.ok(chooseStretches(texts, texts).length <= 256 - FIRST_STRETCH);
});

stretches('give the fewest codes that they allow', () => {
  const chosen = ['ab', 'ba', 'aba', 'bbb'];
  const fewest = (rest: string): number => {
    const begin = [rest[0] as string, ...chosen].filter(each => rest.startsWith(each));
    return rest === '' ? 0 : 1 + Math.min(...begin.map(each => fewest(rest.slice(each.length))));
  };
  withSeeds(100, rng => {
    const text = Array.from({ length: 8 }, () => 'ab'[below(rng, 2)]).join('');
    assert.is(packText(text, chosen).length, fewest(text), text);
  });
});

stretches('have a cell with offset and length, as far as it reaches', () => {
  assert.is(stretchCell(0x1fff, 2), 0x1fff);
  assert.is(stretchCell(5, 9), 0xe005);
  assert.throws(() => stretchCell(0x2000, 2), /lies too far/);
});

stretches.run();
