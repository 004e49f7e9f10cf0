import { PAGE } from '../flash.js';
import { type Heard, hex, type Job, type Recording, type Replayed, type Seen, told } from './job.js';

/** The first thing in which a badge in Node and one in a real interpreter differ. */
export interface Difference {
  /** Index of the call, and when it was made. */
  readonly job: number;
  readonly at: number;
  readonly call: string;
  readonly what: string;
  readonly node: string;
  readonly espruino: string;
}

/** As one paragraph; `place` says where in the reader's terms, such as a day or a step. */
export function sentence(difference: Difference, place = ''): string {
  const { job, at, call, what, node, espruino } = difference;
  const several = node.includes('\n') || espruino.includes('\n');
  const values = several
    ? `\nNode:\n${node}\nEspruino:\n${espruino}`
    : `\n  Node      ${node}\n  Espruino  ${espruino}`;
  return `${place}call ${job} at ${at} ms (${call}): ${what}${values}`;
}

/** A screen as text: two pixels over each other in each character. */
export function art(pixels: Uint8Array): string {
  const lines: string[] = [];
  for (let y = 0; y < 64; y += 2) {
    let line = '';
    for (let x = 0; x < 128; x++) {
      const lit = (row: number): number => ((pixels[row * 16 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1;
      line += [' ', '▀', '▄', '█'][lit(y) + lit(y + 1) * 2];
    }
    lines.push(line.trimEnd());
  }
  return lines.join('\n');
}

function shown(value: unknown): string {
  if (value instanceof Uint8Array) return value.length === 1024 ? art(value) : hex(value);
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

const same = (a: unknown, b: unknown): boolean =>
  a instanceof Uint8Array && b instanceof Uint8Array
    ? Buffer.compare(a, b) === 0
    : JSON.stringify(a) === JSON.stringify(b);

const notification = (heard: Heard | undefined): string =>
  heard ? `${heard.uuid.slice(0, 8)} ${hex(heard.value)}` : 'nothing';

/** Where a list of one differs from that of the other: both values as text, or null. */
function lists<T>(
  node: readonly T[],
  espruino: readonly T[],
  as: (each: T | undefined) => string,
): [string, string] | null {
  for (let i = 0; i < Math.max(node.length, espruino.length); i++) {
    const [a, b] = [as(node[i]), as(espruino[i])];
    if (a !== b) return [a, b];
  }
  return null;
}

function inJob(job: Job, seen: Seen): { what: string; node: string; espruino: string } | null {
  const thrown = job.threw.length === 0 && seen.threw.length > 0;
  if (thrown) return { what: 'the bundle threw', node: 'nothing', espruino: seen.threw.join('; ') };
  const heard = lists(job.heard, seen.heard, notification);
  if (heard) return { what: 'another notification', node: heard[0], espruino: heard[1] };
  if (job.call.do !== 'flash' && !same(job.answer, seen.answer))
    return { what: 'another answer', node: shown(job.answer), espruino: shown(seen.answer) };
  const flips = lists(job.flips, seen.flips, flip =>
    flip ? `screen ${(flip.crc >>> 0).toString(16)}` : 'no screen',
  );
  if (flips) return { what: 'another screen was sent', node: flips[0], espruino: flips[1] };
  return null;
}

/** Pages that belong to the log: all of its file, which fills whole pages from the first on. */
function logBytes(flash: Uint8Array): number {
  const size = (flash[0] ?? 0) + (flash[1] ?? 0) * 256 + (flash[2] ?? 0) * 65536;
  return Math.min(Math.ceil((size + 32) / PAGE) * PAGE, flash.length);
}

function inFlash(recording: Recording, replayed: Replayed): Difference | null {
  const { before, after, writers, jobs } = recording;
  const end = logBytes(before);
  const word = (flash: Uint8Array, at: number): string => hex(flash.slice(at, at + 4));
  let first: { job: number; offset: number } | null = null;
  for (let offset = 0; offset < end; offset += 4) {
    if (word(after, offset) === word(replayed.after, offset)) continue;
    const job = writers.get(offset) ?? writers.get(-1 - Math.floor(offset / PAGE)) ?? jobs.length;
    if (!first || job < first.job) first = { job, offset };
  }
  if (!first) return null;
  const { job, offset } = first;
  const made = jobs[job];
  return {
    job,
    at: made?.at ?? 0,
    call: made ? told(made.call) : 'Node wrote nothing there',
    what: `flash at 0x${offset.toString(16)} (page ${Math.floor(offset / PAGE)})`,
    node: word(after, offset),
    espruino: word(replayed.after, offset),
  };
}

/** The first difference between what Node did and what the interpreter did, or null where there is none. */
export function compare(recording: Recording, replayed: Replayed): Difference | null {
  const { jobs } = recording;
  const { broke } = replayed;
  const last = broke ? broke.job : jobs.length - 1;
  const stored = inFlash(recording, replayed);
  for (let i = 0; i <= last; i++) {
    const job = jobs[i];
    const seen = replayed.seen[i];
    if (!job || !seen || (broke && i === last)) continue;
    const found = inJob(job, seen);
    if (found && !(stored && stored.job <= i)) return { job: i, at: job.at, call: told(job.call), ...found };
    if (found) break;
  }
  if (broke) {
    const job = jobs[broke.job];
    return {
      job: broke.job,
      at: job?.at ?? 0,
      call: job ? told(job.call) : '',
      what: 'the interpreter stopped',
      node: 'went on',
      espruino: broke.why,
    };
  }
  return stored;
}
