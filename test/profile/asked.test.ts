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

/** An event by its kind and value, and as the judge is given it. */
type Step = readonly [kind: Kind, name: string, fields?: object, value?: number];

/** A visit with nothing in it but its steps. */
const STEPS: readonly Step[] = [
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

/** What can be said of causes and fees. */
const CAUSE: Step = [Kind.Explained, 'explained', { flags: ['cause'] }, 4];
const FEE: Step = [Kind.Explained, 'explained', { flags: ['fee'] }, 8];
const CHARGED: Step = [Kind.FeeCharged, 'fee.charged', { invoice: true }, 1];

/** Visits: with nothing more, with these before the work, with a fee at the end. */
const VISITS: readonly (readonly Step[])[] = [
  STEPS,
  [...STEPS, CHARGED],
  ...[[CAUSE], [CAUSE, FEE]].map(said => [...STEPS.slice(0, 6), ...said, ...STEPS.slice(6), CHARGED]),
];

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
function asked(profile: Profile, cells: Uint16Array, order: Order, steps: readonly Step[]): string[] {
  const badge = newBadge();
  const packed = packOrderJson(order);
  if ('error' in packed) throw new Error(packed.error);
  const limits = limitsOf(profile.params, CHINA);
  apply(limits, badge, Kind.Dispatched, 0, 0, put(0, 1) + packed.bytes);
  steps.forEach(([kind, , , value], i) => {
    apply(limits, badge, kind, value ?? 0, i, '');
  });
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
function missed(profile: Profile, order: Order, steps: readonly Step[]): string[] {
  const left: Step = [Kind.Left, LEFT];
  const events: EventRecord[] = [...steps, left].map(([, event, fields], i) => ({
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
      for (const steps of VISITS)
        assert.equal(
          asked(profile, cells, order, steps),
          missed(profile, order, steps),
          `${JSON.stringify(order)}, ${steps.length} steps`,
        );
  });

items.run();
