import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { digest } from '../../../host-sim/digest.js';
import { rngFrom } from '../../../host-sim/rng.js';
import { seal } from '../../../shared/log/log.js';
import { mendLog, openLog } from '../../../shared/log/open.js';
import { HEADER_WORDS, headerWords, MAGIC, PAGE_WORDS } from '../../../shared/log/page.js';
import { BLANK, isWhole } from '../../../shared/log/word.js';
import { State } from '../../../shared/visit/badge.js';
import { Kind } from '../../../shared/visit/kind.js';
import { below, withSeeds } from '../seed.js';
import { LIMITS } from '../visit/visits.js';
import { lineOf, toldIn } from './fold.js';
import { anything, BADGE_ID, enrolled, Life, PROFILE_WORD, type Told } from './life.js';
import { MemoryRing, streamOf } from './rings.js';

const corners = suite('flash that is not as it should be');

const open = (ring: MemoryRing) => openLog(ring, digest, LIMITS, BADGE_ID, PROFILE_WORD);

corners('is passed over where a word is not blank', () => {
  const ring = new MemoryRing(2);
  const life = new Life(ring);
  life.boot(false);
  const { tail } = life.log;
  ring.words[tail] = 0x12345678;
  life.do(Kind.Tick, 8);
  assert.ok(isWhole(ring.words[tail + 1]), 'the record stands behind it');
  assert.is(toldIn(streamOf(ring.words)).length, 2);
});

corners('takes no seal where there is no room for a whole one', () => {
  const ring = enrolled(new MemoryRing(2));
  const life = new Life(ring);
  life.boot(false);
  const { log } = life;
  for (const left of [6, 5]) {
    const tail = log.page + PAGE_WORDS - left;
    log.tail = tail;
    seal(log);
    assert.is(ring.words[tail] !== BLANK, left === 6);
    ring.words.fill(BLANK, tail, log.page + PAGE_WORDS);
    log.sealed = log.page + HEADER_WORDS;
  }
});

corners('that only looked blank behind the last word is nothing from then on', () => {
  const ring = new MemoryRing(2);
  const life = new Life(ring);
  life.boot(false);
  const log = open(ring);
  ring.words[log.tail] = 0x77d820bc;
  const { tail } = log;
  mendLog(log);
  assert.is(ring.words[tail], 0);
  assert.is(log.tail, tail + 1);
});

corners('holds a page that was opened behind one without a checkpoint', () => {
  const ring = enrolled(new MemoryRing(2));
  ring.words.set(headerWords(digest, [MAGIC, 2, 0, 0, BADGE_ID, PROFILE_WORD, 0]), PAGE_WORDS);
  const log = open(ring);
  assert.is(log.page, PAGE_WORDS);
  assert.is(log.keyAt, HEADER_WORDS, 'the key of the page before is still the one in use');
  mendLog(log);
  assert.is(log.keyAt, PAGE_WORDS + HEADER_WORDS + 1, 'and goes on into this one');
  assert.is(log.badge.state[State.Seq], 0);
});

/** Ways in which flash goes bad; each answers what a word becomes. */
const BAD: { readonly [how: string]: (was: number, word: number, bit: number) => number } = {
  'takes no program': was => was,
  'sticks at a one': (was, word, bit) => ((was & word) | (1 << bit)) >>> 0,
  'clears a bit too many': (was, word, bit) => (was & word & ~(1 << bit)) >>> 0,
  'takes half a word': (was, word) => (was & (word | 0xffff)) >>> 0,
};

for (const [how, becomes] of Object.entries(BAD))
  corners(`that ${how} now and then loses what it spoils, and invents nothing`, () => {
    withSeeds(200, rng => {
      const ring = new MemoryRing(2);
      const bad = rngFrom(rng.u32());
      let isBad = false;
      let hits = 0;
      const program = ring.program.bind(ring);
      ring.program = (index, word) => {
        if (!isBad || below(bad, 40)) return program(index, word);
        hits++;
        ring.words[index] = becomes(ring.words[index], word, below(bad, 32));
      };
      const life = new Life(ring);
      life.boot(false);
      // A start would take as lost what is not there.
      life.boot = () => {};
      isBad = true;
      for (let i = 0; i < 60; i++) anything(life, rng);
      // Its time may be counted from a word that is gone.
      const said = (one: Told): string => lineOf(one).split(' ').slice(1).join(' ');
      const handed = new Set(life.told.map(said));
      const kept = toldIn(streamOf(ring.words));
      for (const one of kept) assert.ok(handed.has(said(one)), `${how}: ${lineOf(one)} was invented`);
      // Where a word stays blank, the end of the log may be looked for in front of it: this the log cannot notice.
      if (how !== 'takes no program') assert.ok(kept.length >= life.told.length - 2 * hits);
    });
  });

corners.run();
