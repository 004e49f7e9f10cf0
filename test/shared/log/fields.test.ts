import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { put } from '../../../shared/bytes.js';
import { appointmentBytes, fieldsOf, instantOf, longFields, valuesOf } from '../../../shared/log/fields.js';
import { HB } from '../../../shared/profile/hb.js';
import { Kind } from '../../../shared/visit/kind.js';
import { EVENT_NAMES } from '../../../shared/visit/names.js';

const fields = suite('the fields of an event');

const says = (kind: Kind, value: number) => fieldsOf(HB, kind, value);

fields('stand in the nine bits as the catalogue names them', () => {
  const cases: [Kind, number, object][] = [
    [Kind.Accepted, 0, {}],
    [Kind.Arrived, 0, {}],
    [Kind.Arrived, 3, { evidence: 'button' }],
    [Kind.Arrived, 1 + 3 * 4, { evidence: 'fresh', key: 'site' }],
    [Kind.Rang, 0, { kind: 'bell' }],
    [Kind.Rang, 1 + 2 * 2, { kind: 'knock', door: 'shared' }],
    [Kind.Answered, 1, { by: 'other' }],
    [Kind.Answered, 3, { by: 'other', at: 'guard' }],
    [Kind.CallTried, 0, { reached: false }],
    [Kind.CallTried, 1, { reached: true }],
    [Kind.NoteLeft, 0, {}],
    [Kind.NoteLeft, 15, { fields: ['arrival', 'leaving', 'phone', 'contact'] }],
    [Kind.KitCheck, 0, { items: [] }],
    [Kind.KitCheck, 0x21, { items: ['shoeCovers', 'rubbishBag'] }],
    [Kind.Explained, 9, { flags: ['policy', 'fee'] }],
    [Kind.Consent, 0x81, { flags: ['environment', 'escort'] }],
    [Kind.RiskFlagged, 8, { flags: ['lateNight'] }],
    [Kind.WorkPaused, 1 + 8, { reason: 'customer', party: 'customer' }],
    [Kind.WorkPaused, 4 + 4 * 8, { reason: 'safety', party: 'weather' }],
    [Kind.WorkDone, 2, { party: 'company' }],
    [Kind.WorkHanded, 4, { to: 'other' }],
    [Kind.QueryTaken, 1, { departments: true }],
    [Kind.QueryHanded, 2, { to: 'backoffice' }],
    [Kind.FeeCharged, 0, { invoice: false }],
    [Kind.Returned, 1, { mismatch: true }],
    [Kind.DelayNotified, 1 + 20 * 2, { understood: true, minutes: 20 }],
    [Kind.DelayNotified, 511, { understood: true, minutes: 255 }],
    [Kind.Battery, 12, { percent: 12 }],
    [Kind.Reminded, 2 * 8, { rule: 'HB-L17b' }],
    [Kind.Snoozed, 3 * 8, { rule: 'HB-L33b' }],
    [Kind.LeftConfirmed, 9, { missing: ['time', 'note'] }],
    [Kind.LeftConfirmed, 63, { missing: ['time', 'appointment', 'call', 'note', 'note-fields', 'items'] }],
    [Kind.Tick, 0, { item: 'HB-B01', state: 'done' }],
    [Kind.Tick, 9, { item: 'HB-B02', state: 'na' }],
    [Kind.Tick, 3 * 8 + 2 + 4, { item: 'HB-B04', state: 'done', flags: ['surveyForm'] }],
  ];
  for (const [kind, value, meant] of cases) {
    assert.equal(says(kind, value), meant, EVENT_NAMES[kind]);
    assert.equal(valuesOf(HB, kind, meant as never), [value], EVENT_NAMES[kind]);
  }
});

fields('of every kind and value read, written and read again are the same', () => {
  for (let kind = 0; kind < 64; kind++)
    for (let value = 0; value < 512; value++) {
      const once = says(kind, value);
      // Values that nothing records: an item, a flag or a cause that there is not.
      const flags = HB.items[value >> 3]?.flags.length ?? -1;
      if (kind === Kind.Tick && (flags < 0 || (value & 7) > flags + 1)) continue;
      if (kind === Kind.Security && once['cause'] === undefined) continue;
      const back = valuesOf(HB, kind, once);
      if (typeof back === 'string' || back.length !== 1) assert.unreachable(`${kind} ${value}: ${back}`);
      else assert.equal(says(kind, back[0]), once, `${EVENT_NAMES[kind]} ${value}`);
    }
});

fields('of a tick with several flags take a word each', () => {
  const item = HB.items.findIndex(each => each.id === 'HB-B04');
  const given = { item: 'HB-B04', flags: ['shoeCovers', 'rag'] };
  assert.equal(valuesOf(HB, Kind.Tick, given), [item * 8 + 2, item * 8 + 4]);
  assert.equal(valuesOf(HB, Kind.Tick, { item: 'HB-B04', flags: [] }), [item * 8]);
});

fields(
  'may be left out, be null, or be false where only true is recorded; a single name is as good as a list',
  () => {
    assert.equal(valuesOf(HB, Kind.KitCheck, {}), [0]);
    assert.equal(valuesOf(HB, Kind.KitCheck, { items: 'shoeCovers' } as never), [1]);
    assert.equal(valuesOf(HB, Kind.NoteLeft, { fields: 'leaving' } as never), [2]);
    assert.equal(valuesOf(HB, Kind.Arrived, { evidence: null, key: undefined } as never), [0]);
    assert.equal(valuesOf(HB, Kind.QueryTaken, { departments: false }), [0]);
    assert.equal(valuesOf(HB, Kind.Battery, { percent: 0 }), [0]);
    assert.equal(valuesOf(HB, Kind.Accepted, {}), [0]);
  },
);

fields('that are wrong are named in one sentence', () => {
  const wrong: [Kind, object, RegExp][] = [
    [Kind.Rang, { kind: 'horn' }, /^kind "horn" is none of bell, knock$/],
    [Kind.Rang, { colour: 'red' }, /^field colour does not belong to this event$/],
    [
      Kind.NoteLeft,
      { fields: ['phone', 'hat'] },
      /^fields "hat" is none of arrival, leaving, phone, contact$/,
    ],
    [Kind.KitCheck, { items: ['hat'] }, /^kit item "hat" is none of shoeCovers/],
    [Kind.Tick, { item: 'HB-Z9' }, /^item "HB-Z9" is no checklist item of HB$/],
    [Kind.Tick, { item: 'HB-B01', state: 'maybe' }, /^state "maybe" is neither done nor na$/],
    [Kind.Tick, { item: 'HB-B04', flags: ['hat'] }, /^flag "hat" is none of shoeCovers/],
    [Kind.DelayNotified, { minutes: 256 }, /^minutes 256 is more than 255$/],
    [Kind.DelayNotified, { minutes: -1 }, /^minutes -1 is no whole number from 0 on$/],
    [Kind.DelayNotified, { minutes: 2.5 }, /^minutes 2.5 is no whole number from 0 on$/],
    [Kind.DelayNotified, { minutes: 'ten' }, /^minutes "ten" is no whole number from 0 on$/],
    [Kind.Arrived, { evidence: 7 }, /^evidence 7 is none of fresh, stored, button$/],
    [Kind.Reminded, { rule: 'HB-B08' }, /^rule "HB-B08" is none that HB reminds of$/],
    [Kind.Snoozed, { rule: 3 }, /^rule 3 is none that HB reminds of$/],
  ];
  for (const [kind, given, sentence] of wrong)
    assert.match(String(valuesOf(HB, kind, given as never)), sentence);
});

fields('of long records read as they were written', () => {
  const zone = 8 * 3600;
  const nine = 1795395600;
  assert.equal(longFields(HB, Kind.AppointmentMade, appointmentBytes(1, nine, nine + 3600, 0), zone), {
    time: '2026-11-23T09:00:00+08:00',
    slotEnd: '2026-11-23T10:00:00+08:00',
    notice: undefined,
    party: 'customer',
  });
  assert.equal(
    longFields(HB, Kind.AppointmentChanged, appointmentBytes(2 + 8 * 9, nine, 0, nine - 60), zone),
    {
      time: '2026-11-23T09:00:00+08:00',
      slotEnd: undefined,
      notice: '2026-11-23T08:59:00+08:00',
      party: 'company',
      flags: ['reason', 'newTime'],
    },
  );
  assert.equal(longFields(HB, Kind.PromiseMade, put(1, 1) + put(nine, 4), zone), {
    rule: 'HB-L17b',
    due: '2026-11-23T09:00:00+08:00',
  });
  assert.is(longFields(HB, Kind.PromiseMade, put(7, 1), zone)['rule'], '#7');
  assert.equal(longFields(HB, Kind.ClockSet, put(nine, 4) + put(0, 4) + put(3 + 8, 1), zone), {
    new: '2026-11-23T09:00:00+08:00',
    old: null,
    source: 'supervisor',
  });
  const start = put(7, 2) + put(2, 1) + put(1, 1) + put(nine, 4) + put(0xabc, 4);
  assert.equal(longFields(HB, Kind.Boot, `${start}2v29\0\0`, zone), {
    reset: 'watchdog',
    firmware: '2v29',
    bundle: '00000abc',
  });
  assert.equal(longFields(HB, Kind.Loss, put(5, 4) + put(10, 4) + put(14, 4), zone), {
    count: 5,
    first: 10,
    last: 14,
  });
  assert.equal(longFields(HB, Kind.Pulled, put(99, 4), zone), { before: 99 });
  assert.equal(longFields(HB, Kind.Seal, 'any', zone), {});
});

fields('that are instants must be whole ISO times', () => {
  assert.is(instantOf('due', '2026-11-23T09:00:00+08:00'), 1795395600);
  assert.is(instantOf('due', 'nine'), 'due "nine" is no ISO time with an offset');
});

fields.run();
