import { readdirSync, readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { EVENT_FIELDS } from '../../shared/judge/fields.js';
import { JUDGEMENTS } from '../../shared/judge/timed.js';
import { DECLARED, MEASURED, sentence } from '../../shared/judge/why.js';
import { CODE_WORDS, wordsOf } from '../../shared/profile/codes.js';
import { limitsOf } from '../../shared/profile/limits.js';
import { MAX_ITEMS, MAX_PROMISES, type Words } from '../../shared/profile/profile.js';
import { CODES, profileOf } from '../../shared/profile/profiles.js';
import { EVENT_NAMES } from '../../shared/visit/names.js';

const profiles = suite('a profile');

for (const profile of CODES) {
  const ids = profile.items.map(item => item.id);

  profiles(`${profile.id} lists each rule once and describes it`, () => {
    const described = [...profile.timed.map(timed => timed.rule), ...ids];
    assert.equal([...profile.rules].sort(), described.sort());
    assert.is(new Set(profile.rules).size, profile.rules.length);
  });

  profiles(`${profile.id} fits the log's numbers`, () => {
    assert.ok(profile.items.length <= MAX_ITEMS);
    assert.ok(profile.promises.length <= MAX_PROMISES);
    assert.ok(profile.kit.length + profile.kitOptional.length <= 9);
    assert.is(profile.noteFields.length, 4);
  });

  profiles(`${profile.id} keeps its items in the order of its rules, declared ticks last`, () => {
    const checked = profile.items.filter(item => !item.declared).map(item => item.id);
    assert.equal(
      checked,
      profile.rules.filter(rule => checked.includes(rule)),
    );
    assert.ok(profile.items.slice(checked.length).every(item => item.declared));
  });

  profiles(`${profile.id} speaks briefly in both languages`, () => {
    const titles = [
      ...profile.timed.map(timed => timed.title),
      ...profile.promises.map(promise => promise.label),
    ];
    for (const text of [...profile.items.map(item => item.text), ...titles]) {
      assert.ok(text.zh.length <= 20 && text.zh.length > 0, text.zh);
      assert.match(text.en, /^[ -~]{1,42}$/);
    }
  });

  profiles(`${profile.id} names only judgements, events, items and codes that exist`, () => {
    for (const timed of profile.timed) assert.ok(JUDGEMENTS[timed.judge], timed.rule);
    for (const promise of profile.promises)
      assert.ok(
        profile.timed.some(
          timed => timed.rule === promise.rule && timed.keptBy && EVENT_FIELDS[timed.keptBy],
        ),
      );
    for (const item of profile.items) {
      assert.ok(EVENT_FIELDS[item.shownFrom], item.shownFrom);
      for (const by of item.doneBy) assert.ok(EVENT_FIELDS[by.event], by.event);
      for (const code of item.flags) assert.ok(CODE_WORDS[code], code);
      for (const condition of item.applies) {
        if (condition.when === 'event') assert.ok(EVENT_FIELDS[condition.event], condition.event);
        if (condition.when === 'done') assert.ok(ids.includes(condition.item));
      }
    }
  });
}

profiles('is found by its id', () => {
  assert.is(profileOf('HB')?.id, 'HB');
  assert.is(profileOf('XX'), undefined);
});

profiles('of the home-broadband code has 27 checklist items, 7 timed rules and one declared tick', () => {
  const hb = CODES[0];
  assert.is(hb.items.filter(item => !item.declared).length, 27);
  assert.is(hb.timed.length, 7);
  assert.equal(
    hb.items.filter(item => item.declared).map(item => item.id),
    ['HB-B08e'],
  );
});

profiles('gives the badge its limits in seconds', () => {
  assert.equal(limitsOf(CODES[0].params, 28800), { arriveEarly: 300, noAnswer: 600, zone: 28800 });
  assert.equal(limitsOf({ noAnswerMin: null }, 0), { arriveEarly: null, noAnswer: null, zone: 0 });
});

profiles.run();

const words = suite('the sentences of the judge');

words('are there for every reason in both languages, each reason once', () => {
  for (const table of [MEASURED, DECLARED]) {
    assert.is(new Set(table.map(why => why.code)).size, table.length);
    for (const why of table) {
      assert.match(why.code, /^[a-z]+(-[a-z]+)*$/);
      assert.match(why.en, /^[ -~]+$/);
      assert.is(why.en.includes('{n}'), why.zh.includes('{n}'), why.code);
      assert.is(why.en.includes('{missing}'), why.zh.includes('{missing}'), why.code);
    }
  }
});

words('fill in minutes and what is missing', () => {
  const missing: Words = { zh: '抹布', en: 'rag' };
  assert.equal(sentence(MEASURED, 'late', 3, missing, 0), {
    zh: '超过约定时间3分钟',
    en: '3 min after the appointed time',
  });
  assert.is(sentence(MEASURED, 'note-incomplete', 0, missing, 0).en, 'The note lacks: rag');
  assert.equal(wordsOf('somethingNew'), { zh: 'somethingNew', en: 'somethingNew' });
});

/** How the source names a reason. */
const REASON =
  /finding\(\s*'[A-Z]+',\s*'([a-z-]+)'|(?:why|kept|late|undone|due): '([a-z-]+)'|fail\('([a-z-]+)'\)|\? '([a-z]+-[a-z-]+)' : '([a-z]+-[a-z-]+)'/g;

words('are there for every reason that the judge gives, and for no other', () => {
  const known = [...MEASURED, ...DECLARED].map(why => why.code);
  const given = new Set<string>();
  const folder = new URL('../../../shared/judge/', import.meta.url);
  for (const file of readdirSync(folder).filter(name => name !== 'why.ts')) {
    const source = readFileSync(new URL(file, folder), 'utf8');
    for (const match of source.matchAll(REASON)) for (const code of match.slice(1)) if (code) given.add(code);
  }
  // The one that judge.ts picks by what is missing, and none that nothing gives.
  given.add('missed-part');
  assert.equal([...given].sort(), [...new Set(known)].sort());
});

words('cover every event that the badge can record', () => {
  for (const name of Object.values(EVENT_NAMES)) assert.ok(EVENT_FIELDS[name], name);
});

words.run();
