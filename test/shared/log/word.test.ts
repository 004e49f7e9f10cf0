import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  BLANK,
  checked,
  eventWord,
  headWord,
  isHead,
  isPart,
  isWhole,
  MAX_STEP,
  partWord,
} from '../../../shared/log/word.js';
import { Kind } from '../../../shared/visit/kind.js';
import { below, withSeeds } from '../seed.js';

const words = suite('a word of the log');

words('is the same bits on every badge', () => {
  assert.is(eventWord(Kind.Departed, 60, 0), 0xb0407800);
  assert.is(eventWord(Kind.Arrived, 1272, 3), 0x8859f003);
  assert.is(
    headWord(Kind.Boot, 6, 0x1234),
    checked((0x6000000 | (Kind.Boot << 19) | (6 << 13) | 0x1234) >>> 0),
  );
  assert.is(partWord(0xffffff), 0x14ffffff);
});

words('carries kind, step and value to its reader', () => {
  for (const [kind, step, value] of [
    [1, 0, 0],
    [63, MAX_STEP, 511],
    [Kind.Tick, 77, 300],
  ]) {
    const word = eventWord(kind, step, value);
    assert.ok(isWhole(word));
    assert.is((word >>> 20) & 63, kind);
    assert.is((word >>> 9) & 2047, step);
    assert.is(word & 511, value);
    assert.not.ok(isHead(word));
    assert.not.ok(isPart(word));
  }
  assert.ok(isHead(headWord(Kind.Slot, 63, 0x1fff)) && !isPart(headWord(0, 0, 0)));
  assert.ok(isPart(partWord(0)) && !isHead(partWord(0xffffff)));
});

words('is never blank flash, nor flash that was cleared', () => {
  assert.not.ok(isWhole(BLANK));
  assert.not.ok(isWhole(0));
});

/** Every word that programming `word` may have left when the power went: any of its clear bits still set. */
function tornStates(word: number, tried: (torn: number) => void): void {
  const clear = ~word >>> 0;
  for (let left = clear; left; left = (left - 1) & clear) tried((word | left) >>> 0);
}

words('that was cut off is noticed in each of its torn states', () => {
  let count = 0;
  const samples = [
    eventWord(Kind.Consent, 0x5ad, 0x1ef),
    eventWord(63, 2031, 511),
    headWord(63, 63, 0x1f7f),
    partWord(0xf7ffdf),
    partWord(0x5a5aff),
    eventWord(Kind.Tick, 0x3f7, 0x12f),
    checked((Kind.Gap << 20) | 0xfffef),
  ];
  for (const word of samples)
    tornStates(word, torn => {
      count++;
      if (isWhole(torn)) assert.unreachable(`${word.toString(16)} torn to ${torn.toString(16)}`);
    });
  assert.ok(count > 10_000, `${count} torn states`);
});

words('that was cut off is noticed: torn states by chance of words by chance', () => {
  withSeeds(1, rng => {
    for (let i = 0; i < 200_000; i++) {
      const word = checked(below(rng, 0x8000000));
      const torn = (word | rng.u32()) >>> 0;
      if (torn !== word && isWhole(torn))
        assert.unreachable(`${word.toString(16)} torn to ${torn.toString(16)}`);
    }
  });
});

words('with one bit the other way is noticed', () => {
  withSeeds(1, rng => {
    for (let i = 0; i < 5000; i++) {
      const word = checked(below(rng, 0x8000000));
      assert.ok(isWhole(word));
      for (let bit = 0; bit < 32; bit++) assert.not.ok(isWhole((word ^ (1 << bit)) >>> 0));
    }
  });
});

words.run();
