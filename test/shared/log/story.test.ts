import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { put } from '../../../shared/bytes.js';
import { appointmentBytes } from '../../../shared/log/fields.js';
import { HEADER_WORDS } from '../../../shared/log/page.js';
import { Came } from '../../../shared/visit/badge.js';
import type { EventRecord } from '../../../shared/visit/event.js';
import { ClockQuality, Kind } from '../../../shared/visit/kind.js';
import { story } from './fold.js';
import { Life, MORNING } from './life.js';
import { MemoryRing, streamOf } from './rings.js';

const telling = suite('what a log tells');

/** A badge whose clock is right from 08:30 on; its start and clock are records 0 and 1. */
function morning(): { life: Life; tell: () => EventRecord[] } {
  const ring = new MemoryRing(2);
  const life = new Life(ring);
  life.boot(false);
  life.pass(100);
  life.setClock();
  return { life, tell: () => story(streamOf(ring.words)).events };
}

telling('names each event with its time, its place in the record and its order', () => {
  const { life, tell } = morning();
  life.pass(20);
  life.order('WO-7', MORNING + 3600, Came.Radio, 'B2-1204');
  life.pass(3000);
  life.do(Kind.Departed);
  assert.equal(tell(), [
    {
      t: null,
      up: 0,
      boot: 1,
      seq: 0,
      clock: 0,
      event: 'boot',
      reset: 'power-on',
      firmware: '2v29',
      bundle: '12345678',
    },
    {
      t: '2026-11-23T08:31:40+08:00',
      up: 100,
      boot: 1,
      seq: 1,
      clock: 3,
      event: 'clock.set',
      new: '2026-11-23T08:31:40+08:00',
      old: null,
      source: 'supervisor',
    },
    {
      t: '2026-11-23T08:32:00+08:00',
      up: 120,
      boot: 1,
      seq: 2,
      clock: 3,
      event: 'order.dispatched',
      order: 'WO-7',
      unverified: true,
    },
    { t: '2026-11-23T09:22:00+08:00', up: 3120, boot: 1, seq: 3, clock: 3, event: 'departed', order: 'WO-7' },
  ]);
});

telling('tells the orders as they came', () => {
  const ring = new MemoryRing(2);
  const life = new Life(ring);
  life.boot(false);
  life.order('WO-7', MORNING + 3600, Came.Tap, 'B2-1204');
  const { orders } = story(streamOf(ring.words));
  assert.equal(orders, [
    {
      id: 'WO-7',
      type: 'repair',
      dispatched: '2026-11-23T08:20:00+08:00',
      appointment: '2026-11-23T09:30:00+08:00',
      customer: 'home',
      door: 'B2-1204',
    },
  ]);
});

telling('says which event an undo takes back, whatever stands between', () => {
  const { life, tell } = morning();
  life.order('WO-7', 0);
  life.do(Kind.Departed);
  life.do(Kind.Security, 8);
  life.do(Kind.Battery, 50);
  life.undo();
  life.do(Kind.Arrived, 3);
  life.undo();
  const events = tell();
  const of = (event: EventRecord) => events.find(({ seq }) => seq === event['undoes'])?.event;
  assert.equal(events.filter(({ event }) => event === 'undone').map(of), ['departed', 'arrived']);
});

telling('gives a change of the appointment the hour before and the hour after', () => {
  const { life, tell } = morning();
  life.order('WO-7', MORNING + 3600);
  life.do(Kind.Accepted);
  life.do(Kind.AppointmentChanged, 0, appointmentBytes(2 + 8 * 3, MORNING + 9000, 0, 0));
  life.do(Kind.AppointmentChanged, 0, appointmentBytes(1, MORNING + 7200, MORNING + 9000, MORNING));
  const changes = tell().filter(({ event }) => event === 'appt.changed');
  assert.equal(
    changes.map(({ old, new: to, slotEnd, notice, party, flags }) => [
      old,
      to,
      slotEnd,
      notice,
      party,
      flags,
    ]),
    [
      [
        '2026-11-23T09:30:00+08:00',
        '2026-11-23T11:00:00+08:00',
        undefined,
        undefined,
        'company',
        ['reason', 'apology'],
      ],
      [
        '2026-11-23T11:00:00+08:00',
        '2026-11-23T10:30:00+08:00',
        '2026-11-23T11:00:00+08:00',
        '2026-11-23T08:30:00+08:00',
        'customer',
        undefined,
      ],
    ],
  );
});

telling('tells the first hour of an order as made', () => {
  const { life, tell } = morning();
  life.order('WO-7', 0);
  life.do(Kind.Accepted);
  life.do(Kind.AppointmentMade, 0, appointmentBytes(0, MORNING + 9000, 0, 0));
  const made = tell().find(({ event }) => event === 'appt.made');
  assert.is(made?.['time'], '2026-11-23T11:00:00+08:00');
  assert.is(made?.order, 'WO-7');
});

telling('puts each event under the order that was current, and follows parking and taking up', () => {
  const { life, tell } = morning();
  life.order('WO-1', 0);
  life.order('WO-2', 0);
  life.do(Kind.Accepted);
  life.do(Kind.Parked, 0);
  life.do(Kind.Selected, 1);
  life.do(Kind.Accepted);
  life.do(Kind.Cancelled, 0);
  life.do(Kind.Departed);
  assert.equal(
    tell()
      .slice(2)
      .map(({ event, order }) => `${event} ${order}`),
    [
      'order.dispatched WO-1',
      'order.dispatched WO-2',
      'order.accepted WO-1',
      'parked WO-1',
      'order.selected WO-2',
      'order.accepted WO-2',
      'order.cancelled WO-1',
      'departed WO-2',
    ],
  );
});

telling('a walk-in renamed keeps its visit, and says what it was called', () => {
  const { life, tell } = morning();
  life.order('W-FFEE-1', 0, Came.WalkIn);
  life.do(Kind.Arrived, 3);
  life.order('WO-9', MORNING + 600);
  life.do(Kind.Renamed, 0, put(1, 1));
  life.do(Kind.Rang);
  const events = tell();
  const renamed = events.find(({ event }) => event === 'order.renamed');
  assert.equal([renamed?.order, renamed?.['was']], ['WO-9', 'W-FFEE-1']);
  assert.is(events[events.length - 1].order, 'WO-9');
  assert.is(life.badge.visits[0]?.[1], MORNING + 600, 'the appointment came with the number');
  assert.is(life.badge.visits[1], null);
});

telling('a walk-in renamed takes over the hour that was agreed for the waiting order', () => {
  const { life } = morning();
  life.order('WO-9', MORNING + 600);
  life.do(Kind.Accepted);
  life.do(Kind.AppointmentChanged, 0, appointmentBytes(1, MORNING + 9000, MORNING + 9600, 0));
  life.order('W-FFEE-1', 0, Came.WalkIn);
  life.do(Kind.Selected, 1);
  life.do(Kind.Arrived, 3);
  life.do(Kind.Renamed, 0, put(0, 1));
  assert.equal([...(life.badge.visits[1] ?? [])].slice(1, 3), [MORNING + 9000, MORNING + 9600]);
});

telling('has no wall time before the clock is set, and counts seconds since the start', () => {
  const ring = new MemoryRing(2);
  const life = new Life(ring);
  life.boot(false);
  life.order('WO-1', 0);
  life.pass(77);
  life.do(Kind.Arrived, 3);
  life.boot(false);
  life.pass(5);
  life.setClock(ClockQuality.Set);
  life.pass(5);
  life.do(Kind.Rang);
  life.boot(true);
  assert.equal(
    story(streamOf(ring.words)).events.map(({ event, t, up, boot, clock }) => [
      event,
      t?.slice(11, 19),
      up,
      boot,
      clock,
    ]),
    [
      ['boot', undefined, 0, 1, 0],
      ['order.dispatched', undefined, 0, 1, 0],
      ['arrived', undefined, 77, 1, 0],
      ['boot', undefined, 0, 2, 0],
      ['clock.set', '08:31:22', 5, 2, 2],
      ['rang', '08:31:27', 10, 2, 2],
      ['boot', '08:31:27', 0, 3, 1],
    ],
  );
});

telling('leaves out what cannot be read, says where, and tells the rest', () => {
  const ring = new MemoryRing(2);
  const life = new Life(ring);
  life.boot(false);
  life.order('WO-1', 0);
  life.do(Kind.Accepted);
  const hurt = life.log.tail;
  life.do(Kind.Departed);
  life.do(Kind.Arrived, 3);
  ring.words[hurt] =
    (ring.words[hurt] & ~0x1ff) >>> 0 === ring.words[hurt] ? (ring.words[hurt] ^ 1) >>> 0 : ring.words[hurt];
  const { events, damaged } = story(streamOf(ring.words));
  assert.equal(
    events.map(({ event }) => event),
    ['boot', 'order.dispatched', 'order.accepted', 'arrived'],
  );
  assert.ok(damaged.length === 1 && damaged[0] >= 0 && damaged[0] <= hurt && hurt > HEADER_WORDS);
});

telling('of any words at all is told without a throw', () => {
  const ring = new MemoryRing(2);
  const life = new Life(ring);
  life.boot(false);
  life.order('WO-1', 0);
  const words = streamOf(ring.words);
  for (let kind = 0; kind < 64; kind++)
    for (const value of [0, 7, 511]) {
      life.do(kind === Kind.Gap || kind === Kind.Checkpoint || kind === Kind.Slot ? Kind.Tick : kind, value);
      life.do(
        kind === Kind.Gap || kind === Kind.Checkpoint || kind === Kind.Slot ? Kind.Seal : kind,
        0,
        '\xff\xfe\xfd',
      );
    }
  assert.ok(story(streamOf(ring.words)).events.length > words.length / 64);
});

telling.run();
