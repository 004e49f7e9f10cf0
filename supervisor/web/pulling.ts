import type { Seconds, Span } from '../../shared/time.js';
import { checkDlog } from '../check.js';
import { type Dlog, dlogOf, readDlog } from '../dlog.js';
import type { PullClient } from '../pull.js';
import { Stream } from '../stream.js';
import type { Keeping } from './keeping.js';

/** What has come of a pull so far. */
export interface Reached {
  /** Of the log, without a gap. */
  readonly bytes: number;
  /** That can be read in them. */
  readonly records: number;
  /** Connections made. */
  readonly connections: number;
}

/** How a pull ended. */
export type PullEnd =
  /** It is on disk, every word, record and header of it is right, and the badge may write over it or was not reached to say so. */
  | { readonly how: 'kept'; readonly log: Dlog; readonly records: number; readonly acknowledged: boolean }
  /** It is on disk, something in it is wrong, and the badge was not told to let it go. */
  | { readonly how: 'not-right'; readonly log: Dlog; readonly fault: string }
  /** The link is gone. What came is on disk, and the next pull goes on from there. */
  | { readonly how: 'stopped'; readonly bytes: number; readonly records: number; readonly why: string }
  /** The badge has no records yet, or what came is no log. */
  | { readonly how: 'nothing'; readonly why: string };

export interface PullPorts {
  readonly client: PullClient;
  readonly keeping: Keeping;
  readonly now: () => Seconds;
  /** The supervisor's offset from UTC. */
  readonly zone: () => Span;
  readonly onReached: (reached: Reached) => void;
}

/** A part is put on disk each time that so many bytes more have come: what one request brings. */
const PART_BYTES = 288;

/**
 * Pulls the log of a badge, goes on with what an earlier pull of it has left, checks it and keeps it. The badge is told
 * that its records are safe only when all of them are on disk and right.
 *
 * `device` is the browser's name for the badge. A fault of the disk rejects, and then nothing was acknowledged.
 */
export async function pullAndKeep(device: string, ports: PullPorts): Promise<PullEnd> {
  const held = await ports.keeping.partOf(device);
  const end = await pullFrom(device, held ?? new Uint8Array(), ports);
  if (!held || (end.how !== 'not-right' && end.how !== 'nothing')) return end;
  // The badge was erased meanwhile, or the part was no part of this log: all of it anew.
  await ports.keeping.dropPart(device);
  return pullFrom(device, new Uint8Array(), ports);
}

async function pullFrom(device: string, held: Uint8Array, ports: PullPorts): Promise<PullEnd> {
  const { client, keeping, now, zone } = ports;
  const stream = new Stream(held);
  let kept = held.length;
  let writing = Promise.resolve();
  const pulled = await client.pull({
    stream,
    onProgress: ({ bytes, connections }) => {
      ports.onReached({ bytes, records: recordsIn(stream.bytes()), connections });
      if (bytes < kept + PART_BYTES) return;
      kept = bytes;
      const part = stream.bytes();
      writing = writing.then(() => keeping.keepPart(device, part));
      writing.catch(() => undefined);
    },
  });
  await writing;
  if ('error' in pulled) {
    const bytes = stream.bytes();
    await keeping.keepPart(device, bytes);
    return { how: 'stopped', bytes: bytes.length, records: recordsIn(bytes), why: pulled.error };
  }
  const file = dlogOf({ ...pulled, pulledAt: now(), zone: zone() });
  if ('error' in file) return { how: 'nothing', why: file.error };
  const log = readDlog(file);
  if ('error' in log) return { how: 'nothing', why: log.error };
  const { fault, records } = checkDlog(log);
  // What does not go with the part that it went on from says nothing about the badge.
  if (fault && held.length) return { how: 'not-right', log, fault };
  await keeping.keepLog({ id: idOf(log), file: file.slice(), exported: null }, device);
  if (fault) return { how: 'not-right', log, fault };
  const acknowledged = (await client.acknowledge(log.next)) === null;
  return { how: 'kept', log, records, acknowledged };
}

/** A log by its badge and its pull. */
function idOf({ badge, pulledAt, next }: Dlog): string {
  return `${badge}-${pulledAt}-${next}`;
}

/** Records that can be read in a log whose end may not have come yet. */
export function recordsIn(stream: Uint8Array): number {
  const words = stream.subarray(0, stream.length & ~3);
  const file = dlogOf({ stream: words, first: 0, next: 0, pulledAt: 0, zone: 0 });
  const log = 'error' in file ? file : readDlog(file);
  return 'error' in log ? 0 : checkDlog(log).records;
}
