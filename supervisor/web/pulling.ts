import type { Seconds, Span } from '../../shared/time.js';
import type { Failure } from '../bluetooth.js';
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
  /** Of these bytes, on disk. */
  readonly safe: number;
  /** Connections made. */
  readonly connections: number;
}

/** How a pull ended. */
export type PullEnd =
  /** It is on disk, every word, record and header of it is right, and the badge may write over it or was not reached to say so. */
  | {
      readonly how: 'kept';
      readonly log: Dlog;
      readonly records: number;
      /** Null: the key may only read, so the badge was not asked. */
      readonly acknowledged: boolean | null;
      /** Some words cannot be read, and no record is missing: only a seal can tell whether a power loss left them so. */
      readonly isTorn: boolean;
    }
  /** It is on disk, something in it is wrong, and the badge was not told to let it go. */
  | { readonly how: 'not-right'; readonly log: Dlog; readonly fault: string }
  /** The link is gone. What came is on disk, and the next pull goes on from there. */
  | { readonly how: 'stopped'; readonly bytes: number; readonly records: number; readonly failure: Failure }
  /** The badge has no records yet, or what came is no log. */
  | { readonly how: 'nothing'; readonly why: string };

export interface PullPorts {
  readonly client: PullClient;
  readonly keeping: Keeping;
  readonly now: () => Seconds;
  /** The supervisor's offset from UTC. */
  readonly zone: () => Span;
  /** Whether the day key, if there is one, may tell the badge that its records are safe. */
  readonly mayTell: boolean;
  readonly onReached: (reached: Reached) => void;
}

/**
 * Pulls the log of a badge, goes on with what an earlier pull of it has left, checks it and keeps it. The badge is told
 * that its records are safe only when all of them are on disk and right.
 *
 * A fault of the disk rejects, and then nothing was acknowledged.
 */
export async function pullAndKeep(badge: string, ports: PullPorts): Promise<PullEnd> {
  const held = await ports.keeping.partOf(badge);
  const end = await pullFrom(badge, held?.bytes ?? new Uint8Array(), ports);
  if (!held || (end.how !== 'not-right' && end.how !== 'nothing')) return end;
  // The badge was erased meanwhile, or the part was no part of this log: all of it anew.
  await ports.keeping.dropPart(badge);
  return pullFrom(badge, new Uint8Array(), ports);
}

/** How often a badge may seal its log anew between a pull and the word that it is safe. */
const SEALS = 3;

async function pullFrom(badge: string, held: Uint8Array, ports: PullPorts, seals = SEALS): Promise<PullEnd> {
  const { client, keeping, now, zone } = ports;
  const stream = Stream.holding(held);
  const part = new PartKeeper(badge, stream, keeping, held.length);
  let connections = 0;
  const tell = (): void => {
    const records = recordsIn(stream.bytes());
    ports.onReached({ bytes: stream.held, records, safe: part.safe, connections });
  };
  const pulled = await client.pull({
    stream,
    onProgress: progress => {
      ({ connections } = progress);
      tell();
      part.keep(tell);
    },
  });
  await part.settle();
  if ('error' in pulled) {
    const bytes = stream.bytes();
    return { how: 'stopped', bytes: bytes.length, records: recordsIn(bytes), failure: pulled };
  }
  const file = dlogOf({ ...pulled, pulledAt: now(), zone: zone() });
  if ('error' in file) return { how: 'nothing', why: file.error };
  const log = readDlog(file);
  if ('error' in log) return { how: 'nothing', why: log.error };
  const checked = checkDlog(log);
  const { records, isTorn } = checked;
  const fault =
    log.badge === badge ? !isTorn && checked.fault : `the badge is ${badge}, and the log of ${log.badge}`;
  // What does not go with the part that it went on from says nothing about the badge.
  if (fault && held.length) return { how: 'not-right', log, fault };
  await keeping.keepLog({ id: idOf(log), file: file.slice(), exported: null }, badge);
  if (fault) return { how: 'not-right', log, fault };
  const untold = ports.mayTell ? await client.acknowledge(log.next) : null;
  if (untold?.why === 'seal' && seals > 1) return pullFrom(badge, pulled.stream, ports, seals - 1);
  const acknowledged = ports.mayTell ? untold === null : null;
  return { how: 'kept', log, records, acknowledged, isTorn };
}

/** Puts on disk what has come, again and again while more comes: one write at a time, each of all there is. */
class PartKeeper {
  private writing: Promise<void> | null = null;

  constructor(
    private readonly badge: string,
    private readonly stream: Stream,
    private readonly keeping: Keeping,
    /** Bytes on disk. */
    public safe: number,
  ) {}

  /** `done`: some more is on disk. A fault of the disk is told by `settle`. */
  keep(done: () => void): void {
    if (this.writing || this.stream.held === this.safe) return;
    const bytes = this.stream.bytes();
    this.writing = this.keeping.keepPart({ badge: this.badge, bytes });
    this.writing.then(
      () => {
        this.safe = bytes.length;
        this.writing = null;
        done();
        this.keep(done);
      },
      () => undefined,
    );
  }

  /** All that came is on disk, or this rejects. */
  async settle(): Promise<void> {
    while (this.writing) await this.writing;
    if (this.stream.held !== this.safe)
      await this.keeping.keepPart({ badge: this.badge, bytes: this.stream.bytes() });
  }
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
