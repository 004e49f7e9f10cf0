import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isShort } from '../../../shared/log/log.js';
import { endOf } from '../../../shared/log/open.js';
import { HEADER_WORDS } from '../../../shared/log/page.js';
import { State } from '../../../shared/visit/badge.js';
import { below, withSeeds } from '../seed.js';
import { checkpointsIn, foldFrom, lineOf, sameMind, story, toldIn } from './fold.js';
import { anything, Life } from './life.js';
import { everything, MemoryRing } from './rings.js';

const RUNS = Number(process.env['RUNS'] ?? 60);

const days = suite('random days of a badge');

/** Words that the next thing that happens may take, a checkpoint of eight visits with it. */
const ROOM = 450;

/** A supervisor comes by before a page is missing: this is about days on which nothing is lost. */
function spare(life: Life): void {
  if (isShort(life.log, ROOM)) life.pulled(life.seq);
}

/** From every checkpoint of the page being written, and from the very beginning, the badge is where it is. */
function checkFolds(life: Life, ring: MemoryRing): void {
  const { page, tail } = life.log;
  for (const start of checkpointsIn(ring.words, page + HEADER_WORDS, endOf(ring.words, page)))
    sameMind(foldFrom(ring.words, start, tail), life.badge, `replayed from word ${start}`);
  sameMind(story(everything(ring)).badge, life.badge, 'folded from the very beginning');
}

for (const pages of [2, 3])
  days(`replayed from any checkpoint, or from the beginning, end where the badge is: ${pages} pages`, () => {
    withSeeds(RUNS, rng => {
      const ring = new MemoryRing(pages);
      const life = new Life(ring);
      life.boot(false);
      life.setClock();
      const events = 200 + below(rng, 2500);
      for (let i = 0; i < events; i++) {
        spare(life);
        anything(life, rng);
        if (!below(rng, 60)) life.pulled(life.seq - below(rng, 40));
        if (!below(rng, 400)) checkFolds(life, ring);
      }
      checkFolds(life, ring);
    });
  });

days('leave in the log what was handed over, in order, and nothing else', () => {
  withSeeds(RUNS, rng => {
    const ring = new MemoryRing(3);
    const life = new Life(ring);
    life.boot(false);
    const events = 200 + below(rng, 2500);
    for (let i = 0; i < events; i++) {
      spare(life);
      anything(life, rng);
      if (!below(rng, 80)) life.pulled(life.seq);
    }
    const kept = toldIn(everything(ring));
    assert.is(life.log.lost, 0);
    assert.is(kept.length, life.told.length);
    kept.forEach((one, i) => {
      assert.is(one.seq, i);
      if (lineOf(one) !== lineOf(life.told[i])) assert.is(lineOf(one), lineOf(life.told[i]), `record ${i}`);
    });
    assert.is(life.badge.state[State.Seq], kept.length);
  });
});

days.run();
