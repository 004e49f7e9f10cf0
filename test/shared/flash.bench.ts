import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { flashOf, logOn, referenceVisit, setClock, writeVisit } from '../../cli/budget/row-4.js';
import { rulesDaysPerSecond } from '../../cli/budget/row-11.js';
import { Nor } from '../../host-sim/flash.js';
import { rngFrom } from '../../host-sim/rng.js';
import { notePulled } from '../../shared/log/log.js';
import { DAY } from '../../shared/time.js';
import { State } from '../../shared/visit/badge.js';
import { story } from './log/fold.js';
import { streamOf } from './log/rings.js';
import { RandomDay } from './random-day.js';
import { walk } from './visit/walk.js';

const bench = suite('what a visit costs in flash');

/** CBOR (RFC 8949) of numbers, texts, flags, lists and objects, each in its shortest form. */
function cbor(value: unknown): number[] {
  const head = (major: number, size: number): number[] => {
    const type = major << 5;
    if (size < 24) return [type | size];
    if (size < 256) return [type | 24, size];
    return size < 65536
      ? [type | 25, size >> 8, size & 255]
      : [type | 26, size >>> 24, (size >> 16) & 255, (size >> 8) & 255, size & 255];
  };
  if (typeof value === 'number') return head(0, value);
  if (typeof value === 'boolean') return [value ? 0xf5 : 0xf4];
  if (typeof value === 'string') return [...head(3, Buffer.byteLength(value)), ...Buffer.from(value)];
  if (Array.isArray(value)) return [...head(4, value.length), ...value.flatMap(cbor)];
  const entries = Object.entries(value as object);
  return [...head(5, entries.length), ...entries.flatMap(([key, each]) => [...cbor(key), ...cbor(each)])];
}

/** The visit as others would keep it: its order, then a line, an object or a list for each event. */
function peers() {
  const visit = referenceVisit();
  const nor = new Nor(0, 2);
  const log = logOn(nor);
  setClock(log, 0, visit.start);
  writeVisit(log, visit, 0);
  const { events, orders } = story(streamOf(new Uint32Array(nor.bytes.buffer)));
  const seconds = (iso: unknown) => Date.parse(String(iso)) / 1000;
  const fieldsOf = (event: object) =>
    Object.entries(event).filter(
      ([name]) => !['t', 'up', 'boot', 'seq', 'clock', 'event', 'order'].includes(name),
    );
  const happened = events.filter(({ event }) => event !== 'order.dispatched' && event !== 'clock.set');
  const order = Object.entries(orders[0]).map(([name, value]) => [
    name,
    /T.*:/.test(String(value)) ? seconds(value) : value,
  ]);
  const csv = [
    order.map(([, value]) => value).join(),
    ...happened.map(event =>
      [seconds(event.t), event.event, ...fieldsOf(event).map(([, value]) => String(value))].join(),
    ),
  ];
  const json = [
    Object.fromEntries(order),
    ...happened.map(event => ({
      t: seconds(event.t),
      e: event.event,
      ...Object.fromEntries(fieldsOf(event)),
    })),
  ].map(line => JSON.stringify(line));
  // CBOR at its best: the codes, the spans and the packed values of the badge's own log.
  let before = visit.start;
  const coded = visit.moments.map(({ at, kind, value, bytes }) => {
    const span = at - before;
    before = at;
    if (bytes) return cbor([span, kind, ...order.map(([, each]) => each)]);
    return cbor(value ? [span, kind, value] : [span, kind]);
  });
  return {
    events: happened.length,
    csv: csv.join('\n').length + 1,
    json: json.join('\n').length + 1,
    cbor: coded.flat().length,
  };
}

bench('the reference visit as words, and as its peers', () => {
  const bytes = flashOf(referenceVisit());
  const { events, csv, json, cbor: packed } = peers();
  console.log(
    `\n  words ${bytes} B; CSV ${csv} B, JSON lines ${json} B, CBOR with our codes ${packed} B (${events} events)`,
  );
  assert.is(events, 25);
  assert.ok(bytes <= 200 && bytes < csv / 3 && bytes < json / 4);
});

bench('days of eight reference visits that fit in two pages before any pull', () => {
  const visit = referenceVisit();
  const log = logOn(new Nor(0, 2));
  let visits = 0;
  while (!log.lost) {
    if (visits % 8 === 0) setClock(log, (visits / 8) * DAY, visit.start);
    writeVisit(log, visit, Math.floor(visits / 8) * DAY + (visits % 8) * 4500);
    visits++;
  }
  console.log(`  ${((visits - 1) / 8).toFixed(2)} days, headers and checkpoints in, seals not`);
  assert.ok((visits - 1) / 8 >= 4);
  notePulled(log, log.badge.state[State.Seq], log.at);
});

bench.run();

const speed = suite('how fast the rules are');

/** What `one` does in a second. */
function perSecond(one: (n: number) => void): number {
  for (let n = 0; n < 200; n++) one(n);
  const start = performance.now();
  let n = 0;
  while (performance.now() - start < 500) one(n++);
  return Math.round((n * 1000) / (performance.now() - start));
}

speed('simulated days a second, flash model on', () => {
  const rate = rulesDaysPerSecond();
  console.log(`\n  ${rate} days of eight reference visits`);
  assert.ok(rate >= 5000);
});

speed('walks against the model, and days by chance through log, story and judge', () => {
  const seen = new Map<string, number>();
  console.log(`\n  ${perSecond(seed => walk(seed, 60, seen))} walks of up to 60 events a second`);
  const day = (seed: number) => {
    const one = new RandomDay(rngFrom(seed));
    one.live(60);
    one.check(seen);
  };
  console.log(`  ${perSecond(day)} days by chance a second`);
});

speed.run();
