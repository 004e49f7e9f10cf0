import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { pullBadge } from '../../cli/pull/one.js';
import { type Air, airOf } from '../../cli/show/air.js';
import type { FlashImage } from '../../host-sim/flash.js';
import type { LinkOptions } from '../../host-sim/link.js';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { DATA_BYTES, Op } from '../../shared/pull/frame.js';
import { type Dlog, readDlog } from '../../supervisor/dlog.js';
import type { BadgeStatus, Pulled } from '../../supervisor/pull.js';
import { Stream } from '../../supervisor/stream.js';
import { checkedOf, inFlash, MORNING, WORLD } from './badge.js';

/**
 * MTUs that a supervisor's system may offer. A Pixl.js takes 53 at most, and so does its stand-in: who offers 131, as for a
 * Bangle.js 2, or 247 gets 53.
 */
export const MTUS = [23, 53, 131, 247] as const;
export type Mtu = (typeof MTUS)[number];

/** The one that cuts a full frame off. */
const NARROW: Mtu = 23;
/** Bytes of the log that it carries in a frame. */
const NARROW_BYTES = NARROW - 5;
/** Frames that may have been asked for before it is found out. */
const PROBES = 8;
/** No log reaches so far: whoever asks from here on asks for the end alone. */
const BEYOND = 0xff00;

/** A badge to be had again and again as it is now. */
export interface Kept {
  readonly image: FlashImage;
  readonly startMs: number;
}

export function keep(engine: NodeEngine): Kept {
  return { image: engine.badge.image(), startMs: engine.now() };
}

export function again({ image, startMs }: Kept): NodeEngine {
  return new NodeEngine({ ...WORLD.parts, image, seed: 1, startMs });
}

/** Whole numbers from the first to the last, each so many-th of them. */
export function numbers(first: number, last: number, step = 1): number[] {
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => first + i * step);
}

/** Has it done for each, and says where it fails for which. Answers with how many they were. */
export async function forEach<T>(all: readonly T[], run: (each: T) => Promise<unknown>): Promise<number> {
  for (const each of all)
    await run(each).catch(error => {
      error.message = `${JSON.stringify(each)}: ${error.message}`;
      throw error;
    });
  return all.length;
}

/** One place where a link breaks, once. */
export type Break = Pick<LinkOptions, 'dropAt' | 'dropBefore' | 'dropAfter'>;

/** Every place where the link of what `talk` does can break. */
export async function breaks(talk: (where: Break) => Promise<Air>): Promise<Break[]> {
  const { delivered, requests } = (await talk({})).link;
  const upTo = (count: number, name: keyof Break): Break[] =>
    numbers(1, count).map(number => ({ [name]: number }));
  return [...upTo(delivered, 'dropAt'), ...upTo(requests, 'dropBefore'), ...upTo(requests, 'dropAfter')];
}

/** What was heard of a pull by somebody between. */
interface Heard {
  /** Frames of data that were delivered. */
  data: number;
  /** Requests for what is here already. Nobody may throw where a client is listening: it would try again. */
  readonly needless: string[];
  stop(): void;
}

/**
 * Holds each request for the log against what is held of it by then: no frame that is here in full is asked for again, but
 * the last one of what was pulled another time (`isSure`: there is none such).
 */
function overhear({ link }: Air, stream: Stream, isSure: boolean): Heard {
  const { engine } = link;
  const write = engine.write.bind(engine);
  let { delivered } = link;
  const heard: Heard = {
    data: 0,
    needless: [],
    stop: () => {
      engine.write = write;
    },
  };
  engine.onNotify((_, value) => {
    if (link.delivered > delivered && value[0] === Op.Data) heard.data++;
    delivered = link.delivered;
  });
  engine.write = async (uuid, value) => {
    const skip = (value[6] ?? 0) + 256 * (value[7] ?? 0);
    const size = value[9] ?? 0;
    if (value[0] === Op.Pull && skip < BEYOND) {
      const full = Math.floor(stream.held / size) - (isSure || heard.data ? 0 : 1);
      if (skip < full * size)
        heard.needless.push(`from byte ${skip} on for frames of ${size}, with ${stream.held}`);
    }
    return write(uuid, value);
  };
  return heard;
}

/**
 * The most frames of data that a pull takes which nothing disturbs. The last one comes again where it is not full, and so
 * does what was the last one when it was sent.
 */
function framesFor(mtu: Mtu, had: number, isSure: boolean, length: number): number {
  const size = mtu === NARROW ? NARROW_BYTES : DATA_BYTES;
  const from = Math.floor(had / size) - (isSure ? 0 : 1);
  return Math.ceil(length / size) - from + 2 + (mtu === NARROW ? PROBES : 0);
}

/** Pulls; what must hold of every pull holds. `isSmooth`: nothing disturbs this one. */
async function pullWhole(
  air: Air,
  mtu: Mtu,
  stream: Stream,
  isSure: boolean,
  isSmooth: boolean,
): Promise<Pulled> {
  const had = stream.held;
  const heard = overhear(air, stream, isSure);
  const pulled = await air.during(air.client.pull({ stream }));
  heard.stop();
  if ('error' in pulled) throw new Error(pulled.error);
  assert.equal(heard.needless, []);
  // The badge may have written more since it said that this was all.
  const came = Buffer.from(pulled.stream).toString('hex');
  assert.is((await inFlash(air.link.engine)).slice(0, came.length), came);
  const { fault, unproven } = checkedOf(pulled);
  assert.equal({ fault, unproven }, { fault: null, unproven: null });
  if (isSmooth)
    assert.ok(
      heard.data <= framesFor(mtu, had, isSure, pulled.stream.length),
      `${heard.data} frames, ${had} bytes`,
    );
  return pulled;
}

/**
 * All that a supervisor does at a badge: he pulls, says that it is safe, pulls what came since, and asks how the badge is.
 * `earlier`: bytes that were pulled another time, or a stream that another client began.
 */
export async function conversation(
  engine: NodeEngine,
  mtu: Mtu,
  where: Break = {},
  earlier: Uint8Array | Stream = new Stream(),
): Promise<Air> {
  const air = airOf(engine, { mtu, ...where });
  const { client, during } = air;
  const known = (await engine.faults()).length;
  const isSmooth = Object.keys(where).length === 0;
  const isNew = earlier instanceof Stream;
  const stream = isNew ? earlier : Stream.holding(earlier);
  const isSure = isNew || earlier.length < DATA_BYTES;
  const pulled = await pullWhole(air, mtu, stream, isSure, isSmooth);
  assert.is(await during(client.acknowledge(pulled.next)), null);
  const later = await pullWhole(air, mtu, Stream.holding(pulled.stream), false, isSmooth);
  assert.is(later.first, pulled.first);
  // Where its answer was lost it was said again, and is twice on record.
  const said = later.next - pulled.next;
  assert.ok(said === 1 || (!isSmooth && said === 2), `${said} more records`);
  assert.is(((await during(client.status())) as BadgeStatus).pulled, pulled.next);
  client.close();
  const faults = (await engine.faults()).slice(known);
  assert.equal(mtu === NARROW ? faults.filter(each => !/ was cut to 20$/.test(each)) : faults, []);
  return air;
}

/** A pull as the command does it, to a file in `folder`: when the badge hears that it is safe, all of it is there. */
export async function toDisk(engine: NodeEngine, mtu: Mtu, where: Break, folder: string): Promise<Air> {
  const out = join(folder, 'badge.dlog');
  rmSync(out, { force: true });
  const air = airOf(engine, { mtu, ...where });
  const { client, during } = air;
  const inFile = (): string => {
    const log = readDlog(readFileSync(out)) as Dlog;
    return Buffer.from(log.words.buffer, log.words.byteOffset, log.words.byteLength).toString('hex');
  };
  /** Whether all that was pulled was on disk, each time that the badge was told so. */
  const told: boolean[] = [];
  const write = engine.write.bind(engine);
  engine.write = async (uuid, value) => {
    if (value[0] === Op.Ack) told.push(existsSync(out) && (await inFlash(engine)).startsWith(inFile()));
    return write(uuid, value);
  };
  const desk = { say: () => undefined, now: () => MORNING, zone: () => 28_800, ticks: () => 0 };
  assert.is(await during(pullBadge(client, '00c0ffee', { out }, desk)), null);
  assert.ok(told.length > 0 && told.every(each => each), 'the badge was told before the log was on disk');
  const { next } = readDlog(readFileSync(out)) as Dlog;
  assert.is(((await during(client.status())) as BadgeStatus).pulled, next);
  assert.is(existsSync(`${out}.partial`), false);
  client.close();
  return air;
}
