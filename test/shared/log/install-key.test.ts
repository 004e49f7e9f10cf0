import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { digest } from '../../../host-sim/digest.js';
import { Nor } from '../../../host-sim/flash.js';
import { PowerCut } from '../../../host-sim/power.js';
import { rngFrom } from '../../../host-sim/rng.js';
import { TEARS } from '../../../host-sim/tear.js';
import { installKey } from '../../../shared/log/install-key.js';
import { record } from '../../../shared/log/log.js';
import { endOf, openLog } from '../../../shared/log/open.js';
import { HEADER_WORDS, Header, isHeader, PAGE_WORDS } from '../../../shared/log/page.js';
import { readerOf, readNext } from '../../../shared/log/record.js';
import { HB } from '../../../shared/profile/hb.js';
import { limitsOf } from '../../../shared/profile/limits.js';
import { HOUR } from '../../../shared/time.js';
import { Kind } from '../../../shared/visit/kind.js';
import { MemoryRing, NorRing } from './rings.js';

const ID = 0x00c0ffee;
const PROFILE = 0x00010101;
const KEY = '0123456789abcdef';
const KEY_WORDS = 7;
const LIMITS = limitsOf(HB.params, 8 * HOUR);

/** The keys in a page, in their order. */
function keysIn(words: ArrayLike<number>, page: number): string[] {
  const keys: string[] = [];
  const reader = readerOf(page + HEADER_WORDS, endOf(words, page), 0);
  while (readNext(digest, words, reader))
    if (reader.kind === Kind.Key) keys.push(reader.bytes.substr(0, KEY.length));
  return keys;
}

const install = suite('the key of the log');

install('opens a first page where there is none', () => {
  const ring = new MemoryRing();
  assert.ok(installKey(ring, digest, ID, PROFILE, KEY));
  assert.is(ring.erases, 1);
  assert.ok(isHeader(digest, ring.words, 0));
  const header = [Header.Epoch, Header.FirstSeq, Header.At, Header.Badge, Header.Profile, Header.Boot];
  assert.equal(
    header.map(field => ring.words[field]),
    [1, 0, 0, ID, PROFILE, 0],
  );
  assert.equal(keysIn(ring.words, 0), [KEY]);
  assert.is(endOf(ring.words, 0), HEADER_WORDS + KEY_WORDS);
});

install('stands behind the last word of the newest page, and the log goes on behind it', () => {
  const ring = new MemoryRing();
  const log = openLog(ring, digest, LIMITS, ID, PROFILE);
  while (log.epoch < 2) record(log, Kind.Reminded, 0, log.at + 5, '');
  for (let i = 0; i < 9; i++) record(log, Kind.Reminded, 0, log.at + 5, '');
  const end = log.tail;
  assert.ok(installKey(ring, digest, ID, PROFILE, KEY));
  assert.equal(keysIn(ring.words, PAGE_WORDS), [KEY]);
  assert.equal(keysIn(ring.words, 0), []);
  const again = openLog(ring, digest, LIMITS, ID, PROFILE);
  assert.is(again.tail, end + KEY_WORDS);
  assert.is(again.at, log.at);
  record(again, Kind.Reminded, 0, again.at + 5, '');
  assert.equal(keysIn(ring.words, PAGE_WORDS), [KEY]);
});

install('fits the last seven words of a page, and not the last six', () => {
  for (const left of [KEY_WORDS, KEY_WORDS - 1]) {
    const ring = new MemoryRing();
    const log = openLog(ring, digest, LIMITS, ID, PROFILE);
    record(log, Kind.Reminded, 0, 1, '');
    ring.words.fill(0, log.tail, PAGE_WORDS - left);
    assert.is(installKey(ring, digest, ID, PROFILE, KEY), left === KEY_WORDS);
    assert.equal(keysIn(ring.words, 0), left === KEY_WORDS ? [KEY] : []);
  }
});

install('is refused where there is no ring, or where flash does not work', () => {
  assert.not(installKey(new MemoryRing(0), digest, ID, PROFILE, KEY));
  const ring = new MemoryRing();
  ring.works = false;
  assert.not(installKey(ring, digest, ID, PROFILE, KEY));
  const deaf = new MemoryRing();
  deaf.program = () => {};
  assert.not(installKey(deaf, digest, ID, PROFILE, KEY));
});

install('is whole or not there after a cut at any operation, and goes in at the second try', () => {
  const operations = 1 + HEADER_WORDS + KEY_WORDS;
  for (const tear of TEARS)
    for (let at = 1; at <= operations; at++) {
      const nor = new Nor(0, 2, rngFrom(at));
      const ring = new NorRing(nor);
      nor.cut = { at: nor.ops + at, tear };
      assert.throws(
        () => installKey(ring, digest, ID, PROFILE, 'the key of a cut'),
        (error: unknown) => error instanceof PowerCut,
      );
      nor.revive();
      const told = `${tear} at operation ${at}`;
      let tries = 0;
      while (!installKey(ring, digest, ID, PROFILE, KEY)) assert.ok(++tries < 3, told);
      const page = isHeader(digest, ring.words, 0) ? 0 : PAGE_WORDS;
      const keys = keysIn(ring.words, page);
      assert.is(keys.pop(), KEY, told);
      for (const key of keys) assert.ok([KEY, 'the key of a cut'].includes(key), told);
    }
});

install.run();
