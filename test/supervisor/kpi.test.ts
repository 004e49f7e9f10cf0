import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CATALOGUE } from '../../shared/catalogue/catalogue.js';
import type { Profile } from '../../shared/profile/profile.js';
import { profileOf } from '../../shared/profile/profiles.js';
import type { EventRecord, Order } from '../../shared/visit/event.js';
import { hasFigures, keyFigures } from '../../supervisor/kpi/kpi.js';
import { after, brief, figure, listOf, TT, told } from './kpi-day.js';

const HOUR = 60;
const DAY = 24 * HOUR;

const figures = suite('the key figures');

figures('are every K entry of the five codes, in the order of the catalogue', () => {
  const wanted = CATALOGUE.flatMap(code =>
    code.entries.filter(entry => entry.class === 'K').map(entry => entry.id),
  );
  const got = keyFigures([told([], [])], null);
  assert.is(wanted.length, 27);
  assert.equal(
    got.map(each => each.id),
    wanted,
  );
});

figures('of no orders are nothing, and never a nought', () => {
  const everything = listOf(
    'order,type,hotline,expertSeat,aboveLevel,content,passedOnInTime,callback.done,call.first,complaint.handled,' +
      'complaint.replied,customer.cancelled,cutover.announced,cutover.start,response.first,reminder.dispatched,' +
      'shiftLeader.approved,ticket.closed,ticket.closedOnline,ticket.created,ticket.dispatched,warning.overdue,order.replied',
  );
  for (const each of keyFigures([told([], [])], everything)) {
    assert.is(each.state, each.id === 'TT-4.1-4' ? 'not-stated' : 'nothing', each.id);
    assert.equal([each.numerator, each.value, each.counted.length], [null, null, 0], each.id);
    for (const goal of each.goals) assert.is(goal.met, null, each.id);
  }
});

figures('say which columns they need where there is no list', () => {
  const needs = Object.fromEntries(keyFigures([told([], [])], null).map(each => [each.id, each.needs]));
  assert.equal(needs['TT-4.1-1b'], ['callback.done']);
  assert.equal(needs['TT-4.3-3'], ['type', 'ticket.created', 'ticket.closed']);
  assert.equal(needs['TT-4.3-6b'], ['content']);
  assert.equal(needs['TT-4.3-6c'], ['hotline', 'passedOnInTime']);
  assert.equal(needs['TT-4.3-1c'], ['expertSeat', 'ticket.closedOnline']);
  for (const id of ['TT-4.3-1b', 'TT-4.3-6', 'TT-5.3-2', 'TT-5.3-3', 'TT-5.3-5', 'TT-5.3-6'])
    assert.equal(needs[id], [], `${id} is computed from logs`);
});

figures('are counted for badges that wear the code, and for what the list names', () => {
  const hb = { ...told([{ id: 'A', type: 'install', accepted: after(0) }], []), profile: HB };
  assert.is(hasFigures([hb], null), false);
  assert.is(brief(figure('TT-5.3-3', [hb])), 'nothing');
  assert.is(brief(figure('TT-5.3-3', [hb], listOf('order', 'A'))), '0/1');
});

const HB = profileOf('HB') as Profile;

figures('count an order once that went through two badges', () => {
  const order: Order = { id: 'A', type: 'repair', reported: after(0), accepted: after(0) };
  const first = told([order], [{ event: 'departed', order: 'A', t: after(10) }], 2 * DAY);
  const second = told([order], [{ event: 'work.done', order: 'A', t: after(DAY) }], 3 * DAY);
  assert.is(brief(figure('TT-5.3-6', [first, second])), '1/1');
  assert.is(brief(figure('TT-4.3-6', [second, first])), '1/1');
});

figures('follow an order that one badge gave back and another took up', () => {
  const order: Order = { id: 'A', type: 'repair', reported: after(0) };
  const first = told(
    [order],
    [
      { event: 'order.accepted', order: 'A', t: after(5) },
      { event: 'order.returned', order: 'A', t: after(10) },
    ],
    HOUR,
  );
  const second = told([order], [{ event: 'order.accepted', order: 'A', t: after(20) }], HOUR);
  assert.is(brief(figure('TT-5.3-6', [first])), 'nothing called-off 1');
  assert.is(brief(figure('TT-5.3-6', [first, second])), 'nothing open 1');
  assert.is(brief(figure('TT-5.3-6', [{ ...second, now: second.now + DAY * 60 }, first])), '0/1');
});

figures('never take the seconds of one badge for those of another', () => {
  const order: Order = { id: 'A', type: 'repair' };
  const at = (event: string, minutes: number, up: number): EventRecord => ({
    event: event,
    order: 'A',
    t: after(minutes),
    up: up,
    boot: 1,
    seq: 1,
    clock: 3,
  });
  const first = told([order], [at('order.accepted', 0, 9000)]);
  const second = told([order], [at('work.done', 90, 60)]);
  assert.is(brief(figure('TT-5.3-5', [first, second])), '90/1');
});

figures('go by the limits of a custom profile of the code', () => {
  const badge = told(
    [{ id: 'A', type: 'install', accepted: after(0) }],
    [{ event: 'appt.made', order: 'A', t: after(61), time: after(DAY) }],
  );
  const within = (minutes: number | null) => ({
    ...badge,
    profile: { ...TT, params: { ...TT.params, contactWithinMin: minutes } },
  });
  assert.is(brief(figure('TT-5.3-2', [badge])), '0/1');
  assert.is(brief(figure('TT-5.3-2', [within(61)])), '1/1');
  assert.is(brief(figure('TT-5.3-2', [within(null)])), 'nothing no-limit 1');
});

figures.run();

const fault = (id: string, more: Partial<Order> = {}): Order =>
  Object.assign({ id: id, type: 'repair' as const, reported: after(0), accepted: after(0) }, more);
const install = (id: string, more: Partial<Order> = {}): Order =>
  Object.assign({ id: id, type: 'install' as const, reported: after(0), accepted: after(0) }, more);
const done = (id: string, minutes: number, more: Partial<EventRecord> = {}): EventRecord =>
  Object.assign({ event: 'work.done', order: id, t: after(minutes) }, more);

const logs = suite('from pulled logs');

logs('a fault is repaired in time up to the last second of 24 hours', () => {
  const badge = told([fault('A'), fault('B')], [done('A', DAY), done('B', DAY + 1 / 60)]);
  const found = figure('TT-5.3-6', [badge]);
  assert.is(brief(found), '1/2');
  assert.equal([found.counted, found.late], [['A', 'B'], ['B']]);
  assert.is(found.value, 0.5);
});

logs('reach a level that is met exactly, and miss it by one order', () => {
  const run = (orders: number, late: number): (boolean | null)[] => {
    const ids = [...Array(orders).keys()].map(i => `A${i}`);
    const badge = told(
      ids.map(id => install(id)),
      ids.map((id, i) => ({
        event: 'appt.made',
        order: id,
        t: after(i < late ? 61 : 60),
        time: after(DAY),
      })),
    );
    return figure('TT-5.3-2', [badge]).goals.map(goal => goal.met);
  };
  assert.equal(run(250, 1), [true, true]);
  assert.equal(run(250, 2), [true, false]);
  assert.equal(run(100, 1), [true, false]);
  assert.equal(run(99, 1), [false, false]);
});

logs('an hour agreed before the order was accepted is agreed in time', () => {
  const badge = told([install('A', { appointment: after(DAY) })], []);
  assert.is(brief(figure('TT-5.3-2', [badge])), '1/1');
});

logs('an install is active in time on its third working day, and not on its fourth', () => {
  const badge = told(
    [install('A'), install('B'), install('C'), install('D')],
    [done('A', 3 * DAY), done('B', 4 * DAY), done('C', 4 * DAY, { party: 'customer' })],
    3 * DAY,
  );
  const found = figure('TT-5.3-3', [badge]);
  assert.is(brief(found), '1/2 customer-caused 1 open 1');
  assert.equal(found.estimated, ['A', 'B'], 'no table says which days were worked');
});

logs('a table of working days says which days count, and settings which limits', () => {
  // Monday the 23rd to Friday the 27th; the 24th is a holiday and the 28th, a Saturday, is worked.
  const holiday = ['2026-11-23', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28'];
  const badge = told([install('A'), install('B')], [done('A', 4 * DAY), done('B', 5 * DAY)], 5 * DAY);
  const at = (more: object) => figure('TT-5.3-3', [{ ...badge, ...more }]);
  assert.is(brief(at({})), '0/2');
  const tabled = at({ workingDays: holiday });
  assert.is(brief(tabled), '1/2');
  assert.equal(tabled.late, ['B']);
  assert.equal(tabled.estimated, []);
  assert.is(brief(at({ workingDays: holiday, settings: { installWorkingDays: 4 } })), '2/2');
  assert.is(
    brief(at({ workingDays: holiday, settings: { installWorkingDays: null } })),
    'nothing no-limit 2',
  );
});

logs('a customer who made it late leaves it out, and in time makes no difference', () => {
  const badge = told(
    [install('A'), install('B'), install('C')],
    [
      done('A', HOUR, { party: 'customer' }),
      {
        event: 'appt.changed',
        order: 'B',
        t: after(HOUR),
        old: after(DAY),
        new: after(9 * DAY),
        party: 'customer',
      },
      done('B', 9 * DAY),
      { event: 'work.paused', order: 'C', t: after(HOUR), reason: 'parts', party: 'company' },
      done('C', 9 * DAY),
    ],
  );
  const found = figure('TT-5.3-3', [badge]);
  assert.is(brief(found), '1/2 customer-caused 1');
  assert.equal(found.late, ['C']);
});

logs("a fault that the customer caused, or on the customer's line, is left out in time or not", () => {
  const badge = told(
    [fault('A'), fault('B', { lineOwner: 'customer' }), fault('C', { lineOwner: 'company' }), fault('D')],
    [
      done('A', HOUR, { party: 'customer' }),
      done('B', HOUR),
      done('C', HOUR),
      done('D', HOUR, { party: 'third' }),
    ],
  );
  const found = figure('TT-5.3-6', [badge]);
  assert.is(brief(found), '2/2 line-owner 1 customer-caused 1');
  assert.equal(found.excluded, [
    { reason: 'line-owner', orders: ['B'] },
    { reason: 'customer-caused', orders: ['A'] },
  ]);
});

logs('what is not due, called off or of unknown time is left out with its reason', () => {
  const badge = told(
    [fault('A'), fault('B'), { id: 'C', type: 'repair' }, fault('D'), fault('E')],
    [
      { event: 'order.returned', order: 'B', t: after(HOUR) },
      { event: 'work.done', order: 'D', t: null, up: 5, boot: 9 },
      { event: 'signed', order: 'E', t: after(HOUR) },
    ],
    DAY,
  );
  assert.is(
    brief(figure('TT-5.3-6', [badge])),
    'nothing open 1 called-off 1 start-not-known 1 not-recorded 1 clock-not-set 1',
  );
  assert.is(brief(figure('TT-5.3-6', [{ ...badge, now: badge.now + 1 }])).slice(0, 3), '0/1');
});

logs('work that the trial rejected is not done', () => {
  const badge = told(
    [fault('A')],
    [done('A', HOUR), { event: 'trial.rejected', order: 'A', t: after(HOUR + 1) }],
  );
  assert.is(brief(figure('TT-5.3-6', [badge])), '0/1');
});

logs(
  'a fault is dispatched within ten minutes by the time that the order brings, not by when it came to the badge',
  () => {
    const badge = told(
      [fault('A', { dispatched: after(10) }), fault('B', { dispatched: after(11) }), fault('C')],
      [{ event: 'order.dispatched', order: 'C', t: after(5), up: 1, boot: 1, seq: 1 }],
    );
    assert.is(brief(figure('TT-4.3-1b', [badge])), '1/2 not-listed 1');
  },
);

logs('an order is overdue by the limit of its kind, and of a kind without one nothing is said', () => {
  const badge = told(
    [fault('A'), fault('B'), install('C'), install('D'), { id: 'E', type: 'care' }, fault('F')],
    [
      done('A', DAY),
      done('B', DAY + 1),
      done('C', 3 * DAY),
      done('D', 4 * DAY),
      done('F', 9 * DAY, { party: 'customer' }),
    ],
  );
  const found = figure('TT-4.3-6', [badge]);
  assert.is(brief(found), '3/5 no-limit 1');
  assert.equal(found.late, ['B', 'D']);
});

logs('an order that is open in time is not overdue', () => {
  assert.is(brief(figure('TT-4.3-6', [told([fault('A')], [], HOUR)])), '1/1');
  assert.is(brief(figure('TT-4.3-6', [told([fault('A')], [], DAY + 1)])), '0/1');
});

logs.run();

const mean = suite('the mean time of handling faults');

mean('is taken for each area and for all, and no limit is made up for townships', () => {
  const badge = told(
    [
      fault('A', { area: 'urban' }),
      fault('B', { area: 'urban' }),
      fault('C', { area: 'township' }),
      fault('D', { area: 'village' }),
      fault('E'),
    ],
    [
      done('A', 23 * HOUR),
      done('B', 25 * HOUR),
      done('C', 40 * HOUR),
      done('D', 48 * HOUR + 1),
      done('E', 2 * HOUR),
    ],
  );
  const found = figure('TT-5.3-5', [badge]);
  assert.is(found.value, (138 * HOUR + 1) / 5);
  assert.equal(found.goals, [{ name: 'overall', at: DAY, met: false }]);
  assert.equal(
    found.areas.map(({ area, value, limit, met }) => [area, value, limit, met]),
    [
      ['urban', DAY, DAY, true],
      ['township', 40 * HOUR, null, null],
      ['village', 48 * HOUR + 1, 2 * DAY, false],
      ['not-known', 2 * HOUR, null, null],
    ],
  );
});

mean('keeps its limit exactly at it', () => {
  const run = (minutes: number): boolean | null =>
    figure('TT-5.3-5', [told([fault('A')], [done('A', minutes)])]).goals[0]?.met ?? null;
  assert.equal([run(DAY), run(DAY + 1 / 60)], [true, false]);
});

mean('leaves out what the customer made overrun, and faults that are not cleared', () => {
  const badge = told(
    [fault('A'), fault('B'), fault('C'), fault('D', { area: 'village' })],
    [
      done('A', DAY, { party: 'customer' }),
      done('B', DAY + 1, { party: 'customer' }),
      done('D', 2 * DAY, { party: 'customer' }),
    ],
  );
  assert.is(brief(figure('TT-5.3-5', [badge])), `${3 * DAY}/2 customer-caused 1 open 1`);
});

mean.run();
