import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { digest } from '../../../host-sim/digest.js';
import { HEADER_WORDS, Header, headerWords, isHeader, MAGIC } from '../../../shared/log/page.js';
import { longWords, type Reader, readerOf, readNext } from '../../../shared/log/record.js';
import { BLANK, checked, eventWord, isWhole } from '../../../shared/log/word.js';
import { Kind } from '../../../shared/visit/kind.js';
import { below, withSeeds } from '../seed.js';

const long = suite('a long record');

/** All records in some words, as text. */
function read(words: readonly number[]): string[] {
  const reader: Reader = readerOf(0, words.length, 100);
  const found: string[] = [];
  while (readNext(digest, words, reader))
    found.push(
      `${reader.at} ${reader.kind} ${reader.value} ${Buffer.from(reader.bytes, 'latin1').toString('hex')}`,
    );
  return found;
}

const BYTES = 'order WO-0007, for nine o’clock'.replace(/[^ -~]/g, '\x80');
const RECORD = longWords(digest, Kind.Dispatched, BYTES);
const BEFORE = eventWord(Kind.Departed, 5, 0);
const AFTER = eventWord(Kind.Arrived, 7, 3);
const KEPT = [`105 ${Kind.Departed} 0 `, `112 ${Kind.Arrived} 3 `];

long('is read back with zeros up to a whole word, from none to 189 bytes', () => {
  for (let size = 0; size <= 189; size++) {
    const bytes = Array.from({ length: size }, (_, i) => String.fromCharCode((i * 37) & 255)).join('');
    const words = longWords(digest, Kind.Slot, bytes);
    assert.is(words.length, 1 + Math.ceil(size / 3));
    const padded = Buffer.from(bytes.padEnd(Math.ceil(size / 3) * 3, '\0'), 'latin1').toString('hex');
    assert.equal(read(words), [`100 ${Kind.Slot} 0 ${padded}`]);
  }
});

long('cut off after any word is no record, and costs nothing else', () => {
  for (let kept = 0; kept < RECORD.length; kept++) {
    assert.equal(read([BEFORE, ...RECORD.slice(0, kept), AFTER]), KEPT, `${kept} words`);
    assert.equal(read([BEFORE, ...RECORD.slice(0, kept)]), [KEPT[0]]);
  }
});

long('cut off and followed by the like of it is still no record', () => {
  for (let kept = 0; kept < RECORD.length; kept++)
    assert.equal(read([...RECORD.slice(0, kept), ...RECORD]).length, 1, `${kept} words`);
});

long('with any one bit turned is no record, and nothing else in its place', () => {
  for (let word = 0; word < RECORD.length; word++)
    for (let bit = 0; bit < 32; bit++) {
      const damaged = RECORD.slice();
      damaged[word] = (damaged[word] ^ (1 << bit)) >>> 0;
      assert.equal(read([BEFORE, ...damaged, AFTER]), KEPT, `word ${word}, bit ${bit}`);
    }
});

long('with a word missing, doubled or in another place is no record', () => {
  for (let word = 1; word < RECORD.length; word++) {
    const without = RECORD.filter((_, i) => i !== word);
    assert.equal(read([BEFORE, ...without, AFTER]), KEPT, `without word ${word}`);
    const doubled = [...RECORD.slice(0, word), ...RECORD.slice(word - 1)];
    if (word > 1) assert.equal(read([BEFORE, ...doubled, AFTER]), KEPT, `word ${word} doubled`);
    if (word < 2 || RECORD[word] === RECORD[word - 1]) continue;
    const swapped = RECORD.slice();
    [swapped[word - 1], swapped[word]] = [RECORD[word], RECORD[word - 1]];
    assert.equal(read([BEFORE, ...swapped, AFTER]), KEPT, `word ${word} swapped`);
  }
});

long('says how many words it could not read', () => {
  const reader = readerOf(0, 4, 0);
  const words = [RECORD[0], RECORD[1], 0x12345678, AFTER];
  while (readNext(digest, words, reader));
  assert.is(reader.damaged, 2);
});

long('passes time with gap words, and words of a later version as themselves', () => {
  const gap = checked((Kind.Gap << 20) | 5000);
  assert.equal(read([gap, AFTER, eventWord(63, 1, 2), BLANK]), [`5107 ${Kind.Arrived} 3 `, '5108 63 2 ']);
});

long('any words at all are read to their end, without a throw', () => {
  withSeeds(1, rng => {
    for (let i = 0; i < 20_000; i++) {
      const words = Array.from({ length: 1 + below(rng, 40) }, () =>
        below(rng, 3) ? checked(below(rng, 0x8000000)) : rng.u32(),
      );
      const reader = readerOf(0, words.length, 0);
      let count = 0;
      while (readNext(digest, words, reader)) {
        assert.ok(isWhole(words[reader.from]) && reader.next <= words.length);
        count++;
      }
      assert.ok(count <= words.length && reader.next === words.length);
    }
  });
});

long.run();

const page = suite("a page's header");

const FIELDS = [MAGIC, 3, 1234, 567890, 0x00c0ffee, 0x00000101, 0];

page('is eight words that are pinned', () => {
  const words = headerWords(digest, FIELDS);
  assert.is(words.length, HEADER_WORDS);
  assert.is(words[Header.Check], 0xd7a077d3);
  assert.ok(isHeader(digest, words, 0));
});

page('of the version before is still one', () => {
  const words = headerWords(digest, [0x01474c44, ...FIELDS.slice(1)]);
  assert.is(words[Header.Check], 0xe24dc180);
  assert.ok(isHeader(digest, words, 0));
  for (const magic of [0x00474c44, 0x03474c44])
    assert.not.ok(isHeader(digest, headerWords(digest, [magic, ...FIELDS.slice(1)]), 0));
});

page('with any one bit turned, or any word not programmed, is none', () => {
  const words = headerWords(digest, FIELDS);
  for (let word = 0; word < HEADER_WORDS; word++) {
    for (let bit = 0; bit < 32; bit++) {
      const damaged = words.slice();
      damaged[word] = (damaged[word] ^ (1 << bit)) >>> 0;
      assert.not.ok(isHeader(digest, damaged, 0), `word ${word}, bit ${bit}`);
    }
    const blank = words.map((each, i) => (i < word ? each : BLANK));
    assert.not.ok(isHeader(digest, blank, 0));
  }
});

page('begins with what is never a whole word of the log', () => {
  assert.not.ok(isWhole(MAGIC));
});

page.run();
