import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { digest } from '../../../host-sim/digest.js';
import { mendLog, openLog } from '../../../shared/log/open.js';
import { Header, headerWords, isHeader, PAGE_WORDS } from '../../../shared/log/page.js';
import { Kind } from '../../../shared/visit/kind.js';
import { LIMITS } from '../visit/visits.js';
import { lineOf, sameMind, toldIn } from './fold.js';
import { BADGE_ID, Life, PROFILE_WORD } from './life.js';
import { MemoryRing, streamOf } from './rings.js';

/** 'DLG' and version 1 of the format: pages without seals and keys. */
const VERSION_1 = 0x01474c44;

const older = suite('a ring that an older version wrote');

/** A ring of one page of version 1, with a visit in it that goes on. */
function ringOf1(): { ring: MemoryRing; life: Life } {
  const ring = new MemoryRing(2);
  const life = new Life(ring);
  life.boot(false);
  life.setClock();
  life.order('WO-1', life.wall + 900);
  for (const kind of [Kind.Accepted, Kind.Departed, Kind.Arrived, Kind.Rang]) {
    life.pass(60);
    life.do(kind);
  }
  const fields = [...ring.words.subarray(0, Header.Check)];
  fields[Header.Magic] = VERSION_1;
  fields[Header.Boot] = 0;
  ring.words.set(headerWords(digest, fields), 0);
  assert.ok(isHeader(digest, ring.words, 0));
  return { ring, life };
}

older('is taken up where it was, and its records are kept until they are pulled', () => {
  const { ring, life } = ringOf1();
  const before = toldIn(streamOf(ring.words)).map(lineOf);
  const log = openLog(ring, digest, LIMITS, BADGE_ID, PROFILE_WORD);
  mendLog(log);
  sameMind(log.badge, life.badge, 'after the update');
  life.log = log;
  const { seq } = life;
  while (life.log.page === 0) life.do(Kind.Tick, 8);
  assert.is(ring.words[PAGE_WORDS] & 0xff000000, 0x02000000, 'the next page is of version 2');
  while (!life.log.lost) life.do(Kind.Tick, 8);
  assert.is(ring.words[0], VERSION_1, 'the older page is not erased before it is pulled');
  const told = toldIn(streamOf(ring.words)).map(lineOf);
  assert.equal(told.slice(0, seq), before);
});

older('of a version that is not known yet counts as no page', () => {
  const { ring } = ringOf1();
  const fields = [...ring.words.subarray(0, Header.Check)];
  fields[Header.Magic] = 0x03474c44;
  ring.words.set(headerWords(digest, fields), 0);
  assert.is(openLog(ring, digest, LIMITS, BADGE_ID, PROFILE_WORD).page, -1);
});

older.run();
