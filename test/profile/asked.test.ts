import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CHINA, packWords } from '../../cli/make/words/pack.js';
import type { App } from '../../device/app.js';
import { nextItem } from '../../device/checklist.js';
import { put } from '../../shared/bytes.js';
import { secondsOf } from '../../shared/iso.js';
import { judge } from '../../shared/judge/judge.js';
import { packOrderJson } from '../../shared/order/json.js';
import { limitsOf } from '../../shared/profile/limits.js';
import type { Profile } from '../../shared/profile/profile.js';
import { CODES } from '../../shared/profile/profiles.js';
import { apply, newBadge } from '../../shared/visit/badge.js';
import type { EventRecord, Order } from '../../shared/visit/event.js';
import { Kind } from '../../shared/visit/kind.js';

/** What a badge asks for, against what the judge misses: the same items, whatever the order says. */

const NINE = secondsOf('2026-11-23T09:00:00+08:00') as number;

/** A visit with nothing in it but its steps. */
const STEPS: readonly (readonly [kind: Kind, name: string, fields?: object])[] = [
  [Kind.Accepted, 'order.accepted'],
  [Kind.Departed, 'departed'],
  [Kind.Arrived, 'arrived'],
  [Kind.Rang, 'rang', { kind: 'bell' }],
  [Kind.Answered, 'answered', { by: 'customer' }],
  [Kind.Entered, 'entered'],
  [Kind.WorkStarted, 'work.started'],
  [Kind.WorkDone, 'work.done'],
];
const LEFT = 'left';

const iso = (time: number): string => new Date(time * 1000).toISOString();

function* orders(): Generator<Order> {
  for (const type of ['install', 'move', 'repair', 'complaint', 'care', 'inspect'] as const)
    for (const cable of [undefined, true, false])
      for (const access of [undefined, 'lan', 'adsl'] as const)
        for (const fee of [undefined, true, false])
          for (const site of [undefined, 'home', 'equipment-room'] as const) {
            const given = Object.entries({ cable, access, fee, site }).filter(
              ([, value]) => value !== undefined,
            );
            yield { id: 'WO-1', type, appointment: iso(NINE + 3600), ...Object.fromEntries(given) };
          }
}

/** Items that the badge asks for before such a visit is left. */
function asked(profile: Profile, cells: Uint16Array, order: Order, charged: boolean): string[] {
  const badge = newBadge();
  const packed = packOrderJson(order);
  if ('error' in packed) throw new Error(packed.error);
  const limits = limitsOf(profile.params, CHINA);
  apply(limits, badge, Kind.Dispatched, 0, 0, put(0, 1) + packed.bytes);
  STEPS.forEach(([kind], i) => {
    apply(limits, badge, kind, 0, i, '');
  });
  if (charged) apply(limits, badge, Kind.FeeCharged, 1, STEPS.length, '');
  const app = { cells, badge } as unknown as App;
  const ids: string[] = [];
  for (
    let item = nextItem(app, 0, 0, true);
    item < profile.items.length;
    item = nextItem(app, 0, item + 1, true)
  )
    ids.push(profile.items[item]?.id ?? '?');
  return ids;
}

/** Items that the judge misses in it, but for those that only begin with the leaving. */
function missed(profile: Profile, order: Order, charged: boolean): string[] {
  const steps = [
    ...STEPS,
    ...(charged ? [[Kind.FeeCharged, 'fee.charged', { invoice: true }] as const] : []),
  ];
  const events: EventRecord[] = [...steps, [Kind.Left, LEFT] as const].map(([, event, fields], i) => ({
    t: iso(NINE + i),
    event,
    ...fields,
  }));
  const found = judge({
    profile: { ...profile, timed: [], rules: profile.items.map(item => item.id) },
    zone: CHINA,
    now: NINE + 7200,
    settings: {},
    workingDays: null,
    orders: [order],
    events,
  });
  const later = profile.items.filter(item => item.shownFrom === LEFT).map(({ id }) => id);
  return found.filter(each => each.verdict === 'FAIL' && !later.includes(each.rule)).map(each => each.rule);
}

const items = suite('the items that a badge asks for');

for (const profile of CODES)
  items(`are those that ${profile.id} misses where they are not done, for every order`, () => {
    const cells = new Uint16Array(packWords(profile, 'en', CHINA).words.slice().buffer);
    for (const order of orders())
      for (const charged of [false, true])
        assert.equal(
          asked(profile, cells, order, charged),
          missed(profile, order, charged),
          JSON.stringify(order),
        );
  });

items.run();
