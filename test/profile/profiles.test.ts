import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openCutter } from '../../cli/make/words/glyphs.js';
import { isAscii } from '../../cli/make/words/line.js';
import { CATALOGUE, entriesOf } from '../../shared/catalogue/catalogue.js';
import { EVENT_FIELDS } from '../../shared/judge/fields.js';
import { settingsFault } from '../../shared/judge/settings.js';
import { CODE_WORDS } from '../../shared/profile/codes.js';
import { kitCodes, kitValue } from '../../shared/profile/kit.js';
import { MAX_FLAGS, MAX_ITEMS, MAX_PROMISES, type Profile } from '../../shared/profile/profile.js';
import { CODES, profileNumber, profileOf } from '../../shared/profile/profiles.js';

const profiles = suite('a profile');

const [HB, BQ, CT, TT, ZT] = CODES as [Profile, Profile, Profile, Profile, Profile];

profiles('is found by its id, and has its number for ever', () => {
  assert.equal(
    CODES.map(code => code.id),
    ['HB', 'BQ', 'CT', 'TT', 'ZT'],
  );
  for (const [place, code] of CODES.entries()) {
    assert.is(profileOf(code.id), code);
    assert.is(profileNumber(code), place + 1);
  }
  assert.is(profileNumber({ ...BQ, version: 101 }), profileNumber(BQ));
});

for (const code of CODES) {
  const ids = code.items.map(item => item.id);

  profiles(`${code.id} lists what it judges once, in the order of its text`, () => {
    const described = [...code.timed.map(timed => timed.rule), ...ids];
    assert.equal([...code.rules].sort(), [...described].sort());
    assert.is(new Set(code.rules).size, code.rules.length);
    const order = entriesOf(code.id).map(entry => entry.id);
    const inOrder = (list: readonly string[]) => order.filter(id => list.includes(id));
    assert.equal(code.rules, inOrder(code.rules));
    const checked = code.items.filter(item => !item.declared).map(item => item.id);
    assert.equal(checked, inOrder(checked));
    assert.equal(ids.slice(0, checked.length), checked);
    assert.equal(
      code.timed.map(timed => timed.rule),
      inOrder(code.timed.map(timed => timed.rule)),
    );
  });

  profiles(`${code.id} fits the numbers of the log`, () => {
    assert.ok(code.items.length <= MAX_ITEMS);
    assert.ok(code.promises.length <= MAX_PROMISES);
    assert.ok(code.kit.length + code.kitOptional.length <= (code.kitAlt ? 8 : 9));
    assert.is(code.kitAlt?.length ?? code.kit.length, code.kit.length);
    assert.equal(code.noteFields, HB.noteFields);
    for (const item of code.items) {
      assert.ok(item.flags.length <= MAX_FLAGS, item.id);
      assert.is(new Set(item.flags).size, item.flags.length, item.id);
    }
  });

  profiles(`${code.id} names only events, items and codes that there are`, () => {
    for (const item of code.items) {
      assert.ok(EVENT_FIELDS[item.shownFrom], item.id);
      for (const by of item.doneBy) {
        const fields = EVENT_FIELDS[by.event];
        const named = [by.codes, by.field?.field, by.flag && 'flags'].filter(Boolean);
        for (const name of named)
          assert.ok(
            fields?.some(field => field.name === name),
            `${item.id} ${name}`,
          );
      }
      for (const flag of [...item.flags, ...(item.flagsWithFee ?? [])]) assert.ok(CODE_WORDS[flag], flag);
      for (const condition of item.applies) {
        if (condition.when === 'event') assert.ok(EVENT_FIELDS[condition.event], item.id);
        if (condition.when === 'done') assert.ok(ids.includes(condition.item), item.id);
        if (condition.when === 'kit-list') assert.ok(code.kitAlt, item.id);
      }
    }
    for (const part of [...code.kit, ...code.kitOptional, ...(code.kitAlt ?? [])])
      assert.ok(CODE_WORDS[part], part);
  });

  profiles(`${code.id} sets only parameters that can be set, and lists its kit twice alike`, () => {
    assert.is(settingsFault(code.params as { [name: string]: unknown }), null);
    assert.equal(code.params.kit, code.kit);
    assert.equal(code.params.kitOptional ?? [], code.kitOptional);
    assert.equal(code.params.kitAlt, code.kitAlt);
  });

  profiles(`${code.id} can be drawn: the font has all its characters`, () => {
    const cutter = openCutter();
    const texts = [
      ...code.items.map(item => item.text.zh),
      ...code.promises.map(promise => promise.label.zh),
      ...entriesOf(code.id).map(entry => (entry.class === 'P' || entry.class === 'F' ? entry.text.zh : '')),
    ];
    const lost = new Set([...texts.join('')].filter(char => !isAscii(char) && !cutter(char)));
    assert.equal([...lost], []);
  });
}

profiles('has the limits of its code', () => {
  const limits = CODES.map(({ id, params }) => [
    id,
    params.arriveEarlyMin,
    params.noAnswerMin,
    params.rescheduleNoticeMin,
  ]);
  assert.equal(limits, [
    ['HB', 5, 10, 120],
    ['BQ', null, null, null],
    ['CT', null, null, null],
    ['TT', 0, null, 120],
    ['ZT', 0, null, 0],
  ]);
  assert.is(CT.params.callbackToleranceMin, 15);
  const { kit, kitAlt, kitList, phonePolicy, signDoc, leftBehind, ...numbers } = TT.params;
  assert.equal(numbers, {
    arriveEarlyMin: 0,
    noAnswerMin: null,
    rescheduleNoticeMin: 120,
    maxCompanyChanges: 2,
    contactWithinMin: 60,
    complaintContactWithinMin: 30,
    acceptWithinMin: 15,
    nightAcceptBy: '08:30',
    dayWindow: ['08:00', '20:00'],
    visitWindow: ['08:00', '20:00'],
    repairWithinMin: 1440,
    escalateAfterMin: 240,
    progressEveryMin: 720,
    replyWithinMin: 1200,
    installWorkingDays: 3,
    installWorkingDaysMax: 7,
    damageWithinMin: 2880,
    questionHandOverMin: 15,
    hotline: '10050',
  });
});

profiles('of community managers speaks of order types as its rules do', () => {
  const typed = TT.timed.filter(rule => rule.types).map(rule => `${rule.rule} ${rule.types?.join(' ')}`);
  assert.equal(typed, [
    'TT-3.2-8 repair complaint',
    'TT-4.1-1 install move',
    'TT-4.1-2 repair',
    'TT-4.1-2c repair',
    'TT-4.1-3c complaint',
    'TT-4.3-1d repair',
    'TT-4.3-1e repair',
    'TT-4.3-1f repair',
    'TT-4.3-1g repair',
    'TT-4.3-2c complaint',
    'TT-4.3-2d complaint',
    'TT-4.3-2g complaint',
    'TT-5.1-3b install move repair',
    'TT-5.1-3c install move repair',
    'TT-5.3-2b install move',
    'TT-5.3-5b repair',
  ]);
  for (const code of [HB, BQ, CT, ZT]) assert.not.ok(code.timed.some(rule => rule.types));
});

profiles('makes a declared tick of the two rules on alcohol alone', () => {
  const declared = CODES.flatMap(code => code.items.filter(item => item.declared).map(item => item.id));
  assert.equal(declared, ['HB-B08e', 'TT-3.2-1h']);
  const tips = CATALOGUE.flatMap(code => code.entries).filter(({ id }) => declared.includes(id));
  assert.ok(tips.every(entry => entry.class === 'F'));
});

profiles.run();

const kits = suite('the kit in a record');

kits('is a bit for each part', () => {
  assert.is(kitValue(HB, ['shoeCovers', 'rag']), 0b101);
  assert.equal(kitCodes(HB, 0b100101), ['shoeCovers', 'rag', 'rubbishBag']);
  assert.is(kitValue(HB, []), 0);
  assert.is(kitValue(HB, ['rag', 'plasticBag']), 'plasticBag');
});

kits('says which of the two kits of TT it is', () => {
  assert.is(kitValue(TT, TT.kit), 0b111111);
  assert.is(kitValue(TT, TT.kitAlt as string[]), 0b100111111);
  for (const value of [0, 1, 0b111111, 0b100000000, 0b100000100, 0b100111111]) {
    const codes = kitCodes(TT, value);
    // Shoe covers are in both: the value for them alone is that of the first.
    if (codes.length && value !== 0b100000100) assert.is(kitValue(TT, codes), value);
  }
  assert.equal(kitCodes(TT, 0b100000100), ['shoeCovers']);
  assert.is(kitValue(TT, ['rag', 'torch']), 'torch');
  assert.is(kitValue(TT, ['rag', 'padCloth']), 'padCloth');
  assert.is(kitValue(BQ, ['rag']), 'rag');
  assert.equal(kitCodes(ZT, 511), []);
});

kits.run();
