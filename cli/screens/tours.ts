import { isoOf } from '../../shared/iso.js';
import { packOrderJson } from '../../shared/order/json.js';
import { DAY, HOUR, MINUTE, type Seconds } from '../../shared/time.js';
import { SLOTS } from '../../shared/visit/badge.js';
import type { Order } from '../../shared/visit/event.js';
import { Phase } from '../../shared/visit/kind.js';
import { Fixed, Go, type Language } from '../../shared/words/ui.js';
import { usesOf } from '../make/words/check.js';
import { Bench, isCurrent } from '../play/bench.js';
import type { Key } from '../play/hands.js';
import { StepFailed } from '../play/played.js';
import { type MakeEngine, onNode, type World, worldOf } from '../play/world.js';
import { type Shot, Walker } from './walker.js';

/** The stories by which a badge is brought to show every screen that it has. */

/** 2026-11-23T08:00:00+08:00. */
const MORNING: Seconds = 1_795_392_000;

/** One badge's life for its screens' sake. */
interface Tour {
  /** The badge it is lived on. */
  world(world: World): World;
  walk(walker: Walker, world: World): Promise<void>;
}

/** What came of a build: its screens, and what was wrong with them, a sentence each. */
export interface Toured {
  readonly profile: string;
  readonly language: Language;
  readonly shots: readonly Shot[];
  readonly faults: readonly string[];
}

class Day {
  private orders = 0;

  constructor(
    readonly walker: Walker,
    private readonly world: World,
  ) {}

  /** Outside time as seconds. */
  private get now(): Seconds {
    return Math.floor(this.walker.bench.engine.now() / 1000);
  }

  async until(time: Seconds): Promise<void> {
    const { engine } = this.walker.bench;
    if (time * 1000 > engine.now()) await engine.advance(time * 1000);
  }

  async pass(span: number): Promise<void> {
    await this.until(this.now + span);
  }

  /** A new order is tapped in; `hour` is when the customer expects somebody. */
  async tap(hour: Seconds | null, more: Partial<Order> = {}): Promise<string> {
    const id = `WO-2611230007${this.orders++}`;
    const { zone } = this.world;
    const order = {
      id,
      type: 'repair',
      ...(hour === null ? {} : { appointment: isoOf(hour, zone) }),
      ...more,
    } as Order;
    const packed = packOrderJson(order);
    if ('error' in packed) throw new Error(packed.error);
    await this.walker.bench.tap(id, packed.bytes, 'stored');
    return id;
  }

  /** Lets a day go by until the badge reminds of something, looks at it and goes back; false where it does not. */
  async untilReminded(): Promise<boolean> {
    for (let waited = 0; waited < DAY; waited += MINUTE) {
      await this.pass(MINUTE);
      if (!(await this.walker.isReminded())) continue;
      await this.walker.reminder();
      await this.walker.home();
      return true;
    }
    return false;
  }

  /** Has an order be the current one. */
  async take(order: string): Promise<void> {
    if (!isCurrent(await this.walker.bench.story(), order))
      await this.walker.event('order.selected', { order });
  }

  /** Goes to the door of the current order and has it opened. */
  async enter(): Promise<void> {
    for (const event of ['arrived', 'rang', 'answered'])
      await this.walker.event(
        event,
        event === 'rang' ? { kind: 'bell' } : event === 'answered' ? { by: 'customer' } : {},
      );
  }
}

/** A working day in which all goes as it seldom does: every phase, every menu, every question. */
async function workingDay(walker: Walker, world: World): Promise<void> {
  const day = new Day(walker, world);
  const { bench } = walker;
  const { profile } = world;
  const silent = world.limits.noAnswer;
  const leave = (): Promise<Key[]> => walker.pathTo(Go.Leave);

  await walker.main('idle-clock-not-set');
  await bench.setClock(MORNING);
  await walker.main('idle-link');
  await gone(bench);
  await walker.all('idle-no-orders');
  await walker.question('orders-none', [1], [Fixed.NoOrders, Fixed.OrdersTitle]);

  // An order whose hour is so far away that the wait at its door ends before it.
  await day.tap(MORNING + 90 * MINUTE, {
    door: '12-3-0456',
    site: 'equipment-room',
    cable: true,
    fee: true,
  });
  await walker.all('offered');
  await walker.event('order.accepted');
  await walker.main('booked-undo');
  await walker.all('booked');
  if (profile.kit.length)
    await walker.question(
      'depart-kit',
      await walker.pathTo(Go.Depart),
      [Fixed.KitMissing],
      Fixed.DepartAnyway,
    );
  await walker.event('departed');
  await walker.all('en-route');
  await walker.event('delay.notified', { minutes: 10, understood: true });
  await walker.event('arrived');
  await walker.all('on-site-early');
  await walker.event('rang', { kind: 'bell' });
  await day.pass(4 * MINUTE + 30);
  await walker.all('at-door');
  const second = await day.tap(null);
  await walker.orders('orders-two', await walker.pathTo(Go.Orders), 2);
  await walker.question(
    'park',
    [...(await walker.pathTo(Go.Orders)), 2, 3],
    [Fixed.ParkFirst],
    Fixed.ParkYes,
  );
  if (silent !== null) {
    const lacks = [Fixed.MissingCall, Fixed.MissingNote];
    await walker.question(
      'leave-in-the-wait',
      await leave(),
      [Fixed.MissingTime, ...lacks],
      Fixed.LeaveAnyway,
    );
    await day.pass(silent);
    await walker.all('no-answer');
    await walker.question(
      'leave-before-the-hour',
      await leave(),
      [Fixed.MissingAppointment, ...lacks],
      Fixed.LeaveAnyway,
    );
    await walker.event('note.left', { fields: ['arrival', 'leaving', 'phone', 'contact'] });
    await walker.all('note-whole');
  }
  await walker.event('call.tried', { reached: true });
  await walker.all('called');
  await walker.event('answered', { by: 'customer' });
  await walker.all('answered');
  await walker.event('entered');
  await walker.all('inside');
  await walker.event('work.started');
  // What makes items come up that only some visits have.
  await walker.event('query.taken');
  await walker.event('damage.made');
  await walker.event('risk.flagged', { flags: [] });
  await walker.event('consent', { flags: [] });
  await walker.event('explained', { flags: [] });
  await walker.all('working');
  await walker.event('work.paused', { reason: 'parts', party: 'company' });
  await walker.all('paused');
  await walker.event('work.resumed');
  await walker.event('work.done');
  await walker.all('completing');
  await walker.event('trial.ok');
  await walker.event('cleaned');
  await walker.event('signed');
  await walker.checklist([1]);
  if (profile.items.length)
    await walker.question('leave-open-items', await leave(), [Fixed.MissingItems], Fixed.LeaveAnyway);
  await walker.event('left');
  await walker.all('left');
  await walker.event('order.replied');
  for (const event of ['query.closed', 'damage.settled', 'callback.done', 'left'])
    if ((await walker.phase()) !== Phase.Idle) await walker.event(event).catch(() => undefined);

  // An order without an hour, whose work is not finished.
  await day.take(second);
  await walker.event('order.accepted');
  await walker.all('accepted');
  await walker.event('customer.contacted', { reached: true });
  await walker.checklist(await walker.pathTo(Go.Checklist));
  await walker.event('arrived');
  await walker.main('on-site-no-hour');
  await day.enter();
  await walker.event('work.started');
  await walker.event('left');
  await walker.all('waiting');
  await walker.event('order.returned').catch(() => undefined);

  // Late, its hour moved, and not let in.
  const third = await day.tap(MORNING - HOUR);
  await day.take(third);
  await walker.event('order.accepted');
  const hour = { party: 'company', new: isoOf(MORNING - 2 * HOUR, world.zone) };
  await walker.event('appt.changed', hour);
  await walker.checklist(await walker.pathTo(Go.Checklist));
  await walker.event('arrived');
  await walker.main('on-site-late');
  await day.enter();
  await walker.event('refused');
  await walker.all('visit-failed');
  await walker.event('order.replied');

  // Two minutes early: enough for some codes.
  const wall = Math.floor(bench.engine.now() / 1000) + (bench.skew ?? 0);
  const fourth = await day.tap(wall + 2 * MINUTE);
  await day.take(fourth);
  await walker.event('arrived');
  await walker.main('on-site-in-time');
  await day.enter();
  await walker.event('refused');
  await walker.event('order.replied');
  await day.tap(MORNING + DAY + 2 * HOUR);
  await walker.main('idle');

  // More orders than there is room for.
  for (let i = 0; i < SLOTS; i++) await day.tap(MORNING + DAY);
  await walker.asked('no-room', [Fixed.NoRoom, Fixed.OrdersTitle]);
  await walker.orders('orders-full', await walker.pathTo(Go.Orders), SLOTS);
}

/** Deadlines that are near: of an order that waits to be accepted, of one that takes long, of a promise. */
async function reminded(walker: Walker, world: World): Promise<void> {
  const { profile } = world;
  if (!profile.reminders.length) return;
  const { bench } = walker;
  const day = new Day(walker, world);
  await bench.setClock(MORNING);
  await gone(bench);
  await day.tap(MORNING + 2 * DAY, { dispatched: isoOf(MORNING, world.zone) });
  if (profile.reminders.some(({ deed }) => deed === 'accept')) await day.untilReminded();
  await walker.event('order.accepted');
  // Of what can be promised the first, within the hour.
  if (profile.promises.length) await walker.go([...(await walker.pathTo(Go.Promise)), 2, 2, 2, 2, 3]);
  while (await day.untilReminded());
}

/** An order of another kind: what only such a one asks for. */
async function another(walker: Walker, world: World, kind: Partial<Order>): Promise<void> {
  const day = new Day(walker, world);
  const list = async (): Promise<void> => walker.checklist(await walker.pathTo(Go.Checklist));
  if (!world.profile.items.length) return;
  await walker.bench.setClock(MORNING);
  await gone(walker.bench);
  await day.tap(MORNING + HOUR, kind);
  await walker.event('order.accepted');
  await list();
  await walker.event('departed');
  await day.enter();
  await walker.event('entered');
  await walker.event('work.started');
  await list();
  await walker.event('work.done');
  await list();
}

/** The supervisor has gone, and so has the mark of him. */
async function gone({ engine }: Bench): Promise<void> {
  await engine.advance(engine.now() + 11_000);
}

/** Taps that the badge refuses. */
async function refused(walker: Walker, world: World): Promise<void> {
  const day = new Day(walker, world);
  await walker.bench.setClock(MORNING);
  await gone(walker.bench);
  await walker.bench.tap('nothing', 'no order', 'none');
  await walker.asked('order-forged', [Fixed.OrderForged]);
  await walker.home();
  await day.tap(null, { notAfter: isoOf(MORNING - HOUR, world.zone) });
  await walker.asked('order-expired', [Fixed.OrderExpired]);
  await walker.home();
  const id = await day.tap(null);
  await walker.event('order.accepted');
  await walker.event('order.returned');
  await day.tap(null, { id });
  await walker.asked('order-closed', [Fixed.OrderClosed]);
}

/** A badge whose clock nobody has set. */
async function withoutClock(walker: Walker, world: World): Promise<void> {
  const day = new Day(walker, world);
  await day.tap(MORNING + HOUR);
  await walker.event('order.accepted');
  await walker.main('booked-clock-not-set');
  const lines = [Fixed.ClockLost, Fixed.ClockLost2];
  await walker.question('clock-not-set', await walker.pathTo(Go.Appointment), lines);
  await walker.event('arrived');
  await walker.main('on-site-clock-not-set');
}

/** A log that nobody pulls. */
async function fullLog(walker: Walker): Promise<void> {
  const { bench } = walker;
  const isFull = async (banner: Fixed): Promise<boolean> => {
    await walker.go([2]);
    await walker.home();
    return (await bench.hands.see()).reads(bench.hands.fixed(banner).replace(/ *\{\w+\}/, ''));
  };
  for (const [banner, name] of [
    [Fixed.NearlyFull, 'idle-log-nearly-full'],
    [Fixed.LogFull, 'idle-log-full'],
  ] as const) {
    for (let i = 0; i < 60 && !(await isFull(banner)); i++)
      for (let k = 0; k < 10; k++) await bench.setClock(MORNING);
    await gone(bench);
    await walker.main(name, banner);
  }
}

/** A log's file of another size than any build has: it cannot be trusted, and nothing is recorded. */
function withoutLog(world: World): World {
  const { keys: _, ...parts } = world.parts;
  const files = (parts.files ?? []).map(file =>
    file.size === undefined ? file : { ...file, size: file.size - 4 },
  );
  return { ...world, parts: { ...parts, files } };
}

/** A board whose battery cannot be measured: every look at it is a fault. */
function withFault(world: World): World {
  const { bundle = '', flashed = new Uint8Array() } = world.parts;
  const broken = 'E.getBattery=function(){throw "Battery"};';
  return {
    ...world,
    parts: {
      ...world.parts,
      bundle: broken + bundle,
      flashed: Buffer.concat([Buffer.from(broken), flashed]),
    },
  };
}

const asItIs = (world: World): World => world;

const TOURS: readonly Tour[] = [
  { world: asItIs, walk: workingDay },
  { world: asItIs, walk: reminded },
  {
    world: asItIs,
    walk: (walker, world) =>
      another(walker, world, { type: 'install', access: 'lan', customer: 'enterprise' }),
  },
  { world: asItIs, walk: (walker, world) => another(walker, world, { type: 'care', access: 'adsl' }) },
  { world: asItIs, walk: refused },
  { world: asItIs, walk: withoutClock },
  { world: asItIs, walk: fullLog },
  { world: withoutLog, walk: walker => walker.main('idle-no-log', Fixed.ReadOnly) },
  { world: withFault, walk: walker => walker.asked('fault', [Fixed.FaultTitle, Fixed.FaultLine]) },
];

/** How many stories there are. */
export const STORIES = TOURS.length;

/** Lives one story on a badge of its own, whose engine `make` makes; what could not be lived is a fault as well. */
export async function liveStory(
  story: number,
  profile: string,
  language: Language,
  make: MakeEngine = onNode,
): Promise<Walker> {
  const { world: onWorld, walk } = TOURS[story] as Tour;
  const world = onWorld(worldOf({ id: '00c0ffee', profile, language }));
  const startMs = MORNING * 1000 - 60_000;
  const engine = await make(world, 1, startMs);
  const walker = new Walker(new Bench(engine, world, startMs));
  const name = `${profile} ${language}`;
  try {
    await engine.advance(startMs + 1000);
    await walk(walker, world);
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    walker.faults.push(`${name}, story ${story}: ${error.message}`);
  }
  for (const fault of await engine.faults()) walker.faults.push(`${name}: the badge: ${fault}`);
  await engine.close();
  return walker;
}

/** Texts of the tables that no screen showed, a sentence each: a screen was forgotten, or its words are for nothing. */
function neverRead({ profile, language, tables }: World, walkers: readonly Walker[]): string[] {
  const texts = new Set(usesOf(tables).map(use => use.text[language]));
  return [...texts]
    .filter(text => text && !walkers.some(({ reading }) => reading.read.has(text)))
    .map(text => `${profile.id} ${language}: no screen shows "${text}"`);
}

/** What the stories showed, taken together. */
export function together(walkers: readonly Walker[]): Toured {
  const [first] = walkers;
  if (!first) throw new Error('no story was lived');
  const { world } = first.bench;
  return {
    profile: world.profile.id,
    language: world.language,
    shots: walkers.flatMap(({ shots }) => shots),
    faults: [...walkers.flatMap(({ faults }) => faults), ...neverRead(world, walkers)],
  };
}

/** Every screen of a build. */
export async function screensOf(profile: string, language: Language): Promise<Toured> {
  const walkers: Walker[] = [];
  for (let story = 0; story < STORIES; story++) walkers.push(await liveStory(story, profile, language));
  return together(walkers);
}
