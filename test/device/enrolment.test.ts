import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { play } from '../../cli/play/player.js';
import { readScenario } from '../../cli/play/scenario.js';
import { worldOf } from '../../cli/play/world.js';
import { type Installed, makeKeys } from '../../device/enrol/enrolment.js';
import { chance } from '../../device/enrol/keys.js';
import type { Badge, BadgeOptions } from '../../host-sim/badge.js';
import { digest } from '../../host-sim/digest.js';
import { textOf } from '../../host-sim/eyes.js';
import { filesOf, imageOf, type StoredFile, TEST_KEYS } from '../../host-sim/install.js';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { TEARS } from '../../host-sim/tear.js';
import { Outcome } from '../../shared/enrol/outcome.js';
import { type Enrolled, readEnrolText } from '../../shared/enrol/text.js';
import { addEntry, Entry, JOURNAL_WORDS, newestEntry } from '../../shared/journal.js';
import { HEADER_WORDS, PAGE_WORDS } from '../../shared/log/page.js';
import { readerOf, readNext } from '../../shared/log/record.js';
import { BLANK } from '../../shared/log/word.js';
import { Kind } from '../../shared/visit/kind.js';
import { Page0, ROWS } from '../../shared/words/layout.js';
import { MemoryRing } from '../shared/log/rings.js';
import { withSeeds } from '../shared/seed.js';
import { enrolOn, installer, onTheBench } from '../support/bench.js';
import { readQr } from '../support/qr-reader.js';

const ID = '00c0ffee';
const { parts, glyphs } = worldOf({ id: ID, profile: 'HB', language: 'en' });

/** What can be read on its screen. */
const linesOn = (badge: Badge): string[] => textOf(badge.pixels(), glyphs, ROWS).map(line => line.trimEnd());

/** A badge as `doorstep flash` leaves it, on the bench; other files where a test wants them. */
const bench = (seed: number, more: BadgeOptions = {}): Badge =>
  onTheBench({ ...parts, keys: undefined, seed, ...more });

/** What its QR says. */
function shownBy(badge: Badge): Enrolled {
  const text = readQr(badge.pixels(), 'light') ?? '';
  const read = readEnrolText(digest, text);
  if (typeof read === 'number') throw new Error(`the screen shows no keys but "${text}"`);
  return read;
}

/** Offsets of the bytes in which two flashes differ. */
const changed = (before: Uint8Array, after: Uint8Array): number[] =>
  [...after.keys()].filter(at => before[at] !== after[at]);

const enrolment = suite('the enrolment of a badge');

enrolment('shows its id and two keys that are in its flash and nowhere else', () => {
  withSeeds(8, (_, seed) => {
    const badge = bench(seed);
    const before = badge.image().bytes;
    enrolOn(badge);
    assert.equal(badge.printed, ['~~enrol 0 ', '~~done']);
    assert.is(readQr(badge.pixels(), 'light'), readQr(badge.pixels(), 'dark'));
    const { id, logKey, radioKey } = shownBy(badge);
    assert.is(id.toString(16).padStart(8, '0'), ID);
    const keys = { log: logKey, radio: radioKey };
    const wanted = imageOf(parts.files ?? [], parts.flashed, keys).bytes;
    assert.ok(Buffer.from(badge.image().bytes).equals(Buffer.from(wanted)), 'flash');
    // A page header, a KEY record and an entry of the journal: 8, 7 and 7 words.
    const words = new Set(changed(before, wanted).map(at => at >> 2));
    assert.is(words.size <= 8 + 7 + 7, true, `${words.size} words changed`);
    assert.equal(badge.faults(), []);
  });
});

enrolment('makes other keys for each badge', () => {
  const seen = new Set<string>();
  withSeeds(8, (_, seed) => {
    const badge = bench(seed);
    enrolOn(badge);
    const { logKey, radioKey } = shownBy(badge);
    assert.not(seen.has(logKey) || seen.has(radioKey) || logKey === radioKey);
    seen.add(logKey).add(radioKey);
  });
});

enrolment('shows them until a key is pressed, then clears the screen and starts the application', () => {
  const badge = bench(3);
  enrolOn(badge);
  const { logKey } = shownBy(badge);
  badge.advance(badge.now() + 3_600_000);
  assert.is(shownBy(badge).logKey, logKey);
  assert.is(badge.lights.console, false, 'nobody can look into it meanwhile');
  badge.press(3);
  badge.advance(badge.now() + 2000);
  assert.is(readQr(badge.pixels(), 'light'), null);
  const fresh = onTheBench({ ...parts, keys: TEST_KEYS });
  fresh.power('reset');
  fresh.advance(2000);
  assert.ok(Buffer.from(badge.pixels()).equals(Buffer.from(fresh.pixels())), 'the application shows');
  assert.equal(badge.faults(), []);
});

enrolment('starts the application with each of the four keys, though BTN1 at a reset would skip it', () => {
  for (const button of [1, 2, 3, 4]) {
    const badge = bench(button);
    enrolOn(badge);
    const { flips } = badge.graphics;
    badge.press(button);
    badge.advance(badge.now() + 2000);
    assert.ok(badge.graphics.flips > flips + 1, `BTN${button}`);
    assert.not(badge.lights.console);
  }
});

enrolment('is refused where there are keys, and writes nothing', () => {
  const badge = bench(4, { keys: TEST_KEYS });
  const before = badge.image().bytes;
  enrolOn(badge);
  assert.equal(badge.printed, [`~~enrol ${Outcome.HasKeys} it has keys already`, '~~done']);
  assert.equal(changed(before, badge.image().bytes), []);
  assert.equal(linesOn(badge), ['Not enrolled:', 'it has keys already', '', 'Press a key', '']);
  assert.is(readQr(badge.pixels(), 'light'), null);
  badge.press(2);
  badge.advance(badge.now() + 2000);
  assert.not(badge.lights.console, 'the application runs');
});

/** A badge whose installation went wrong, and what it says. */
const BROKEN: readonly (readonly [string, Outcome, (files: readonly StoredFile[]) => StoredFile[]])[] = [
  [
    'its log is not on whole pages',
    Outcome.NoLog,
    files => files.map(file => (file.name === 'dlog' ? { ...file, size: (file.size ?? 0) - 4 } : file)),
  ],
  [
    'its log does not begin at a page',
    Outcome.NoLog,
    files => [{ name: 'first', data: new Uint8Array(64) }, ...files],
  ],
  [
    'page 0 does not say who it is',
    Outcome.NoIdentity,
    files => files.map(file => (file.name === 'dlog' ? { ...file, data: file.data.with(7, 1) } : file)),
  ],
  ['it has no words file', Outcome.NoWords, files => files.filter(file => file.name !== 'words')],
];

for (const [what, outcome, broken] of BROKEN)
  enrolment(`is refused where ${what}, with a line on screen and console`, () => {
    const badge = bench(6, { files: broken(parts.files ?? []), flashed: Uint8Array.of(59), bundle: ';' });
    const before = badge.image().bytes;
    enrolOn(badge);
    assert.match(badge.printed[0] ?? '', new RegExp(`^~~enrol ${outcome} [ -~]{1,21}$`));
    assert.is(badge.printed[1], '~~done');
    assert.equal(linesOn(badge).slice(0, 2), ['Not enrolled:', badge.printed[0]?.slice(10)]);
    assert.equal(changed(before, badge.image().bytes), []);
    assert.equal(badge.faults(), []);
  });

enrolment('can be cut off at any flash operation: run again it shows keys that are in the flash', () => {
  const rehearsed = bench(8);
  const { ops } = rehearsed.nor;
  enrolOn(rehearsed);
  const operations = rehearsed.nor.ops - ops;
  assert.is(operations, 1 + 8 + 7 + 7);
  for (const tear of TEARS)
    for (let at = 1; at <= operations; at++) {
      const told = `${tear} at operation ${at}`;
      const cut = bench(8);
      cut.cutAt(at, tear);
      enrolOn(cut);
      assert.not(cut.supply.on, told);
      assert.ok(
        cut.pixels().every(byte => byte === 0),
        told,
      );
      let badge = bench(at, { image: cut.image() });
      enrolOn(badge);
      // A word that read as blank and was not costs one more try.
      for (let tries = 0; /^~~enrol [67]/.test(badge.printed[0] ?? ''); tries++) {
        assert.ok(tries < 3, `${told}: ${badge.printed}`);
        badge = bench(tries, { image: badge.image() });
        enrolOn(badge);
      }
      if (badge.printed[0] !== '~~enrol 0 ') {
        // Whole at the last word, or unstable there and read as whole: keys that nobody has seen, and none will.
        assert.is(badge.printed[0], `~~enrol ${Outcome.HasKeys} it has keys already`);
        assert.ok(at === operations && tear !== 'before', told);
        continue;
      }
      const { logKey, radioKey } = shownBy(badge);
      const flash = badge.image().bytes;
      const words = new Uint32Array(flash.buffer, flash.byteOffset, flash.length / 4);
      const journal = words.subarray((32 + Page0.Journal) / 4);
      assert.is(newestEntry(digest, journal, Entry.RadioKey).substr(0, 16), radioKey, told);
      const reader = readerOf(PAGE_WORDS + HEADER_WORDS, 2 * PAGE_WORDS, 0);
      let newest = '';
      while (readNext(digest, words, reader)) if (reader.kind === Kind.Key) newest = reader.bytes;
      assert.is(newest.substr(0, 16), logKey, told);
    }
});

enrolment('leaves a badge that lives the reference day', async () => {
  const day = readScenario(fileURLToPath(new URL('../../../test/days/reference.yaml', import.meta.url)));
  const english = { ...day, badge: { ...day.badge, language: 'en' as const } };
  const { failures } = await play(english, {
    make: async (world, seed, startMs) => new NodeEngine({ ...world.parts, keys: TEST_KEYS, seed, startMs }),
  });
  assert.equal(failures, []);
});

enrolment('keeps what is in its files', () => {
  const badge = bench(7);
  const before = filesOf(badge.image());
  enrolOn(badge);
  const after = filesOf(badge.image());
  assert.equal([...after.keys()], [...before.keys()]);
  for (const name of ['words', '.bootcde']) assert.equal(after.get(name), before.get(name));
});

enrolment.run();

const source = suite('the chance that keys are made of');

/** A badge whose source of chance says these numbers, one after the other. */
function drawing(draws: readonly number[], ring = new MemoryRing()): Installed {
  const image = imageOf(parts.files ?? []).bytes;
  const identity = Buffer.from(image).toString('latin1', 32, 32 + Page0.Journal);
  const words = new Uint32Array(JOURNAL_WORDS).fill(BLANK);
  let next = 0;
  return {
    identity,
    profileWord: 1,
    store: ring,
    journal: {
      words,
      program: (index, word) => {
        words[index] = word;
      },
    },
    digest,
    random: () => {
      assert.ok(next < draws.length, 'one draw too many');
      return draws[next++];
    },
  };
}

/** As many numbers as two keys take, without any chance in them. */
const COUNTED = Array.from({ length: 24 }, (_, i) => (i * 0x01234567 + 3) | 0);

source('is three draws for each word, and nothing else', () => {
  const words = Uint32Array.from(
    { length: 8 },
    (_, i) => COUNTED[3 * i] ^ COUNTED[3 * i + 1] ^ COUNTED[3 * i + 2],
  );
  const made = makeKeys(drawing(COUNTED));
  const read = readEnrolText(digest, String(made));
  if (typeof read === 'number') throw new Error(`no keys: ${made}`);
  assert.is(read.logKey + read.radioKey, Buffer.from(words.buffer).toString('latin1'));
});

source('goes into the keys with every bit of every draw', () => {
  const keysOf = (draws: readonly number[]): Uint32Array => {
    let next = 0;
    const bytes = chance(() => draws[next++], 8);
    return new Uint32Array(Uint8Array.from(bytes, byte => byte.charCodeAt(0)).buffer);
  };
  const plain = keysOf(COUNTED);
  for (const [i, draw] of COUNTED.entries())
    for (let bit = 0; bit < 32; bit++) {
      const other = keysOf(COUNTED.with(i, draw ^ (1 << bit)));
      const wanted = plain.with(Math.floor(i / 3), plain[Math.floor(i / 3)] ^ (1 << bit));
      assert.equal(other, wanted);
    }
});

source('is not taken where it repeats itself', () => {
  for (let at = 0; at < 24; at++) {
    const ring = new MemoryRing();
    // Before the first draw stands a zero: a source that is not there says nothing else.
    const badge = drawing(COUNTED.with(at, at > 0 ? COUNTED[at - 1] : 0), ring);
    assert.is(makeKeys(badge), Outcome.NoChance, `draw ${at}`);
    assert.is(ring.writes + ring.erases, 0);
  }
});

source('is the chip alone: the script knows no other', () => {
  const text = installer();
  assert.match(text, /E\.hwRand/);
  assert.not.match(text, /Math\.random|getTime|Date|analogRead|process|NRF/);
});

source.run();

const room = suite('an enrolment for which there is no room');

room('is refused before anything is written where the journal is full', () => {
  const ring = new MemoryRing();
  const badge = drawing(COUNTED, ring);
  while (addEntry(digest, badge.journal, Entry.Setting, 'setting'));
  assert.is(makeKeys(badge), Outcome.JournalRefuses);
  assert.is(ring.writes, 0);
});

room('is refused, and the journal left alone, where the newest page of the log is full', () => {
  const ring = new MemoryRing();
  assert.type(makeKeys(drawing(COUNTED, ring)), 'string');
  ring.words.fill(0, 15, PAGE_WORDS);
  const badge = drawing(COUNTED, ring);
  assert.is(makeKeys(badge), Outcome.LogRefuses);
  assert.is(badge.journal.words[0], BLANK);
});

room.run();
