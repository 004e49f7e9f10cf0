import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { digest } from '../../host-sim/digest.js';
import { Nor } from '../../host-sim/flash.js';
import { PowerCut } from '../../host-sim/power.js';
import { type Rng, rngFrom } from '../../host-sim/rng.js';
import { TEARS } from '../../host-sim/tear.js';
import {
  addEntry,
  Entry,
  entryFits,
  JOURNAL_WORDS,
  type Journal,
  newestEntry,
} from '../../shared/journal.js';
import { Page0 } from '../../shared/words/layout.js';
import { below, withSeeds } from './seed.js';

/** A journal on flash where the power can go, and where each read of an unstable word may differ. */
class NorJournal implements Journal {
  private readonly all: Uint32Array;
  private readonly cell = new Uint8Array(4);

  constructor(readonly nor = new Nor(0, 1)) {
    this.all = new Uint32Array(nor.bytes.buffer);
  }

  get words(): Uint32Array {
    this.nor.word(0);
    return this.all.subarray(0, JOURNAL_WORDS);
  }

  program(index: number, word: number): void {
    assert.ok(index >= 0 && index < JOURNAL_WORDS, `word ${index} is outside the journal`);
    new DataView(this.cell.buffer).setUint32(0, word, true);
    this.nor.write(index * 4, this.cell);
  }
}

const bytes = (rng: Rng, size: number): string =>
  String.fromCharCode(...Array.from({ length: size }, () => below(rng, 256)));
const padded = (payload: string): string => payload.padEnd(Math.ceil(payload.length / 3) * 3, '\0');
const newest = (journal: Journal, type: Entry): string => newestEntry(digest, journal.words, type);

const journals = suite('the configuration journal');

journals('fills its place in page 0', () => {
  assert.is(Page0.Journal + JOURNAL_WORDS * 4, Page0.Glyphs);
});

journals('has nothing to say while it is blank', () => {
  for (const type of [Entry.RadioKey, Entry.OrderKey, Entry.Setting])
    assert.is(newest(new NorJournal(), type), '');
});

journals('is pinned byte for byte', () => {
  const journal = new NorJournal();
  assert.ok(addEntry(digest, journal, Entry.RadioKey, '0123456789abcdef'));
  assert.is(
    Buffer.from(journal.words.buffer, 0, 32).toString('hex'),
    '6dcb0876303132943334357c36373874396162846364657c660000b4ffffffff',
  );
});

journals('gives the newest entry of each type, whatever stands between', () => {
  withSeeds(50, rng => {
    const journal = new NorJournal();
    const last = new Map<Entry, string>();
    for (;;) {
      const type = (1 + below(rng, 3)) as Entry;
      const payload = bytes(rng, 1 + below(rng, 20));
      if (!entryFits(journal.words, payload.length)) break;
      assert.ok(addEntry(digest, journal, type, payload));
      last.set(type, padded(payload));
      for (const [each, said] of last) assert.is(newest(journal, each), said);
    }
  });
});

journals('takes entries up to its last word, then none, and keeps what it has', () => {
  const journal = new NorJournal();
  // 27 keys of seven words leave three.
  for (let i = 0; i < 27; i++)
    assert.ok(addEntry(digest, journal, Entry.RadioKey, `key number ${i + 10}...`));
  assert.not(addEntry(digest, journal, Entry.RadioKey, 'one key too many'));
  assert.not(addEntry(digest, journal, Entry.Setting, '7 bytes'));
  assert.ok(addEntry(digest, journal, Entry.Setting, '6bytes'));
  assert.not(addEntry(digest, journal, Entry.Setting, '!'));
  assert.is(newest(journal, Entry.RadioKey).trimEnd(), 'key number 36...\0\0');
  assert.is(newest(journal, Entry.Setting), '6bytes');
});

let cuts = 0;
journals('survives a cut at every word: what was there stands, the new is whole or not there', () => {
  withSeeds(12, (_, seed) => {
    for (const tear of TEARS)
      for (let at = 1; at <= 7; at++) {
        const rng = rngFrom(seed + at);
        const journal = new NorJournal(new Nor(0, 1, rngFrom(seed ^ at)));
        const setting = bytes(rng, 5);
        const before = bytes(rng, 16);
        const cut = bytes(rng, 16);
        assert.ok(addEntry(digest, journal, Entry.Setting, setting));
        assert.ok(addEntry(digest, journal, Entry.RadioKey, before));
        const { nor } = journal;
        nor.cut = { at: nor.ops + at, tear };
        assert.throws(
          () => addEntry(digest, journal, Entry.RadioKey, cut),
          (error: unknown) => error instanceof PowerCut,
        );
        nor.revive();
        cuts++;
        const told = `${tear} at word ${at}`;
        for (let look = 0; look < 4; look++) {
          const said = newest(journal, Entry.RadioKey);
          const may = [padded(before)];
          // Only the last word may have landed unnoticed, or read as if it had.
          if (at === 7 && tear !== 'before') may.push(padded(cut));
          assert.ok(may.includes(said), told);
          assert.is(newest(journal, Entry.Setting), padded(setting), told);
        }
        // Later entries are not hidden. A word that read as blank and was not costs one try.
        const after = bytes(rng, 16);
        let tries = 0;
        while (!addEntry(digest, journal, Entry.RadioKey, after)) assert.ok(++tries < 3, told);
        const later = bytes(rng, 3);
        assert.ok(addEntry(digest, journal, Entry.Setting, later), told);
        for (let look = 0; look < 4; look++) {
          assert.is(newest(journal, Entry.RadioKey), padded(after), told);
          assert.is(newest(journal, Entry.Setting), later, told);
        }
      }
  });
  assert.ok(cuts >= 28);
});

journals('says so where the flash does not keep what is written', () => {
  const journal = new NorJournal();
  const dead: Journal = { words: journal.words, program: () => {} };
  assert.not(addEntry(digest, dead, Entry.RadioKey, 'no flash at all!'));
});

journals.run();
