import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { countsOf, coverageFaults, placeOf } from '../../cli/make/coverage.js';
import { CATALOGUE, entriesOf, entryOf } from '../../shared/catalogue/catalogue.js';
import type { Entry, Phrase } from '../../shared/catalogue/entry.js';
import type { Profile, Words } from '../../shared/profile/profile.js';
import { CODES } from '../../shared/profile/profiles.js';
import { fits } from './room.js';

/** Every id of the five codes, as their texts number them: `a..b` is a run of numbers or of letters. */
const IDS: { readonly [code: string]: string } = {
  HB:
    'B01..05 B05b B06..08 B08b..e B09 B09b..c B10 B10b B11 B11b..c B12 B12b..c B13 B13b..c B14 B14b B15..16 B16b ' +
    'B17..18 B18b B19..20 B20b..d B21 B21b B22 L01..16 L16b L17 L17b L18..33 L33b L34..36 L36-1..10',
  BQ: '1.1..3 2.1 2.2.1..8 2.3.1..9 A3..4 B4 B4b B5 B5b..c B6 B6b B7 B7b..c B8 B8b B9 B9b..e B10..11',
  CT: '29..34 34b 35..58 58b 59..61 61b 62..64 64b',
  TT:
    '1-1..4 2.1-1..6 2.2-1..6 2.3-1..17 2.4-1..12 2.5-1..2 2.5-2b..e 2.5-3..4 2.5-4b 2.5-5..6 2.6-1..10 3.1-1..4 ' +
    '3.1-4b 3.1-5..6 3.1-6b..c 3.2-1 3.2-1b..i 3.2-2 3.2-2b..c 3.2-3..4 3.2-4b..d 3.2-5 3.2-5b..e 3.2-6..8 3.3-1 ' +
    '3.3-1b..c 3.3-2..3 3.3-3b 3.3-4 3.3-4b 3.3-5 3.3-5b..d 3.3-6 3.3-6b 3.3-7 3.4-1 3.4-1b 3.4-2 3.4-2b 3.4-3..10 ' +
    '4.1-1 4.1-1b..c 4.1-2 4.1-2b..c 4.1-3 4.1-3b..c 4.1-4..5 4.2-1 4.2-1b..e 4.2-2 4.2-2b..e 4.2-3 4.2-3b..e 4.2-4 ' +
    '4.2-4b..c 4.3-1 4.3-1b..g 4.3-2 4.3-2b..g 4.3-3..6 4.3-6b..c 4.3-7 5.1-1..3 5.1-3b..d 5.1-4..5 5.1-5b..g ' +
    '5.2-1..8 5.3-1..2 5.3-2b 5.3-3..5 5.3-5b 5.3-6',
  ZT:
    '0-1..3 1-1..4 T1-1..11 2-1..8 3-1..6 3-6-a1..4 3-6-b1..3 3-7..8 T2-1..15 T3-1..14 4-1..2 4-2b 4-3..14 5-1..2 ' +
    '5-2b 5-3..7 6-1..10 7-1..9',
};

/** Entries by class: T, C, P, F, K, R. */
const COUNTS: { readonly [code: string]: readonly number[] } = {
  HB: [7, 27, 39, 19, 0, 0],
  BQ: [0, 16, 2, 24, 0, 0],
  CT: [4, 0, 35, 0, 0, 1],
  TT: [22, 57, 39, 39, 27, 23],
  ZT: [3, 29, 32, 27, 0, 21],
};

/** The timed rules by their judgement (rules A2.4). */
const JUDGEMENTS: { readonly [judge: number]: string } = {
  1: 'HB-B08',
  2: 'TT-3.2-1d TT-5.1-3c ZT-5-2',
  3: 'HB-B08b ZT-5-2b',
  4: 'HB-B08c TT-3.2-1e',
  5: 'TT-3.2-1g',
  6: 'HB-B09b',
  7: 'TT-3.2-1 TT-4.3-1e TT-5.1-3b',
  8: 'TT-4.3-1d TT-4.3-2c',
  9: 'TT-4.1-3c TT-4.3-2d',
  10: 'TT-3.2-8 TT-4.3-1g TT-4.3-2g',
  11: 'TT-4.1-2',
  12: 'TT-4.1-2c',
  13: 'TT-4.3-1f',
  14: 'TT-4.1-1',
  15: 'TT-2.5-2e',
  16: 'TT-3.4-2b',
  17: 'TT-5.3-2b TT-5.3-5b',
  18: 'HB-L16b HB-L17b HB-L33b CT-34b CT-58b CT-61b CT-64b',
  19: 'ZT-6-1',
};

/** Phrases that two codes share, by the number of the article. */
const SHARED: { readonly [hb: number]: number } = {
  21: 40,
  22: 41,
  23: 42,
  24: 43,
  25: 44,
  26: 45,
  27: 46,
  28: 57,
  29: 47,
  30: 48,
  31: 49,
  32: 50,
  33: 58,
  34: 51,
  35: 52,
};

/** The ids of a run. */
function run(token: string): string[] {
  const [, before = '', first = '', last = ''] = /^(.*?)(\d+|[a-z])\.\.(\d+|[a-z])$/.exec(token) ?? [];
  if (!first) return [token];
  if (/[a-z]/.test(first)) {
    const count = last.charCodeAt(0) - first.charCodeAt(0) + 1;
    return Array.from({ length: count }, (_, i) => before + String.fromCharCode(first.charCodeAt(0) + i));
  }
  const count = Number(last) - Number(first) + 1;
  return Array.from(
    { length: count },
    (_, i) => before + String(Number(first) + i).padStart(first.length, '0'),
  );
}

function idsOf(code: string): string[] {
  return (IDS[code] ?? '').split(' ').flatMap(token => run(token).map(id => `${code}-${id}`));
}

const coverage = suite('the catalogue');

coverage('counts in runs as this page writes them', () => {
  assert.equal(run('B08b..e'), ['B08b', 'B08c', 'B08d', 'B08e']);
  assert.equal(run('B09..11'), ['B09', 'B10', 'B11']);
  assert.equal(run('3-6-a1..2'), ['3-6-a1', '3-6-a2']);
  assert.equal(run('2.1-9..10'), ['2.1-9', '2.1-10']);
});

for (const { profile, entries } of CATALOGUE) {
  coverage(`has every entry of ${profile} once, in the order of its text`, () => {
    assert.equal(
      entries.map(entry => entry.id),
      idsOf(profile),
    );
  });

  coverage(`has as many entries of each class of ${profile} as the code`, () => {
    assert.equal(Object.values(countsOf(profile)), COUNTS[profile]);
  });
}

coverage('has 493 entries: 36 T, 129 C, 147 P, 109 F, 27 K, 45 R', () => {
  assert.equal(
    CATALOGUE.map(({ profile, entries }) => [profile, entries.length]),
    [
      ['HB', 92],
      ['BQ', 42],
      ['CT', 40],
      ['TT', 207],
      ['ZT', 112],
    ],
  );
  const sums = [0, 1, 2, 3, 4, 5].map(i => CODES.reduce((sum, { id }) => sum + (COUNTS[id]?.[i] ?? 0), 0));
  assert.equal(sums, [36, 129, 147, 109, 27, 45]);
});

coverage('points to nothing that is not there, and nothing is judged that it does not have', () => {
  assert.equal(coverageFaults(), []);
});

coverage('says of a place that is not there what is missing', () => {
  const tt = CODES[3] as Profile;
  const lost = (entry: Partial<Entry>) => placeOf(tt, entry as Entry).dangling;
  assert.match(lost({ class: 'T', id: 'TT-9' }) ?? '', /no timed rule of TT/);
  assert.match(lost({ class: 'C', id: 'TT-3.2-1h' }) ?? '', /no checklist item of TT/);
  assert.match(lost({ ...entryOf('CT-34'), id: 'TT-9' } as Phrase) ?? '', /a promise that is not there/);
  assert.match(lost({ ...entryOf('TT-2.4-1'), id: 'TT-3.2-2' } as Entry) ?? '', /no declared tick/);
});

coverage('gives every timed rule its judgement', () => {
  for (const [judge, ids] of Object.entries(JUDGEMENTS))
    assert.equal(
      CODES.flatMap(code => code.timed)
        .filter(rule => rule.judge === Number(judge))
        .map(rule => rule.rule),
      ids.split(' '),
    );
});

coverage('finds an entry by its id', () => {
  assert.is(entryOf('ZT-3-6-a1')?.class, 'C');
  assert.is(entryOf('ZT-99'), undefined);
  assert.is(entryOf('nothing'), undefined);
  assert.equal(entriesOf('XX'), []);
});

coverage.run();

const texts = suite('the words of the catalogue');

/** Texts with the place that they are for. */
function allTexts(): { at: string; words: Words }[] {
  const ofCatalogue = CATALOGUE.flatMap(code => code.entries).flatMap(entry => {
    if (entry.class === 'F') return [{ at: entry.id, words: entry.text }];
    if (entry.class !== 'P') return [];
    const atHome = entry.atHome ? [{ at: `${entry.id} at home`, words: entry.atHome }] : [];
    return [{ at: entry.id, words: entry.text }, ...atHome];
  });
  const ofProfiles = CODES.flatMap(code => [
    ...code.timed.map(rule => ({ at: rule.rule, words: rule.title })),
    ...code.items.map(item => ({ at: `${item.id} item`, words: item.text })),
  ]);
  return [...ofCatalogue, ...ofProfiles];
}

texts('fit the badge in both languages', () => {
  assert.equal(
    allTexts().flatMap(({ at, words }) => fits(at, words)),
    [],
  );
});

texts('stand once: what is equal is the same', () => {
  const known = new Map<string, Words>();
  const doubled = allTexts().filter(({ words }) => {
    const before = [known.get(words.zh), known.get(words.en)].find(each => each && each !== words);
    known.set(words.zh, words).set(words.en, words);
    return before !== undefined;
  });
  assert.equal(
    doubled.map(({ at }) => at),
    [],
  );
});

texts('are shared by the fifteen phrases that two codes have in common', () => {
  for (const [hb, ct] of Object.entries(SHARED)) {
    const [ours, theirs] = [entryOf(`HB-L${hb}`) as Phrase, entryOf(`CT-${ct}`) as Phrase];
    assert.is(ours.text, theirs.text, ours.id);
    assert.is(ours.topic, theirs.topic, ours.id);
  }
  assert.is(Object.keys(SHARED).length, 15);
});

texts('say WORK to a company and LIFE at home', () => {
  const [work, life, both] = ['CT-57', 'CT-63', 'HB-L28'].map(id => entryOf(id) as Phrase) as [
    Phrase,
    Phrase,
    Phrase,
  ];
  assert.is(work.customer, 'enterprise');
  assert.is(life.customer, 'home');
  assert.is(both.text, work.text);
  assert.is(both.atHome, life.text);
});

texts('start a promise with each phrase that names a time', () => {
  const phrases = CATALOGUE.flatMap(code => code.entries).filter(entry => entry.class === 'P') as Phrase[];
  const promised = phrases.map(each => each.promise).filter(Boolean);
  assert.equal(
    promised.sort(),
    CODES.flatMap(code => code.promises)
      .map(each => each.rule)
      .sort(),
  );
});

texts.run();
