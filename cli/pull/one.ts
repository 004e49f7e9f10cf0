import { existsSync } from 'node:fs';
import { isoOf } from '../../shared/iso.js';
import type { Profile } from '../../shared/profile/profile.js';
import type { Seconds, Span } from '../../shared/time.js';
import { checkDlog } from '../../supervisor/check.js';
import { type Condition, conditionOf, spanText } from '../../supervisor/condition.js';
import { type Dlog, dlogOf, readDlog } from '../../supervisor/dlog.js';
import type { PullClient } from '../../supervisor/pull.js';
import { toldBy } from '../../supervisor/report.js';
import { keepLog } from '../../supervisor/store/keep.js';
import { Stream } from '../../supervisor/stream.js';
import { keepFile } from '../show/log-file.js';
import { knownOf } from '../show/proofs.js';
import { withStore } from '../show/store-file.js';
import { UserError } from '../user-error.js';
import { dropPartial, keepPartial, partialFile, readPartial } from './partial.js';
import { Progress } from './progress.js';

/** Where a log goes. */
export interface Where {
  readonly out?: string | undefined;
  readonly events?: string | undefined;
  readonly store?: string | undefined;
}

/** Where the pull happens. */
export interface Desk {
  /** A line for whoever pulls. */
  say(line: string): void;
  now(): Seconds;
  zone(at: Seconds): Span;
  /** Milliseconds, for progress and for what takes too long. */
  ticks(): number;
  /** Whether a clock that is off is set. */
  readonly setsClocks?: boolean;
  /** The profile of the badge, where it is known better than by its number. */
  readonly profile?: Profile;
}

/** How often a badge may seal its log anew between a pull and the word that it is safe. */
const SEALS = 3;

/** Notifications between two times that what has come is put on disk. */
const KEEP_EACH = 32;

/**
 * Sees to one badge: how it is, and its log, which goes on where an earlier pull was cut off, is checked and kept before
 * the badge is told that its records are safe. Says what was done, and what somebody has to do; answers with what was not
 * done, in a sentence.
 */
export async function pullBadge(
  client: PullClient,
  badge: string,
  where: Where,
  desk: Desk,
): Promise<string | null> {
  const status = await client.status();
  if (!('error' in status)) await mend(client, badge, conditionOf(status, desk.now()), desk);
  // Only a program that does not know how to say how it is may be able to say more.
  else if (status.why !== 'request') return status.error;
  return pullLog(client, badge, where, desk, SEALS);
}

/** Says what is to be done at a badge, and sets its clock where that was asked for. */
async function mend(
  client: PullClient,
  badge: string,
  { battery, isLow, ahead, isOff }: Condition,
  desk: Desk,
): Promise<void> {
  if (isLow) desk.say(`Badge ${badge}: its battery is at ${battery} %: change it soon.`);
  if (!isOff) return;
  const off = ahead === null ? 'is not set' : `is ${spanText(ahead, 'en')} ${ahead > 0 ? 'ahead' : 'behind'}`;
  if (!desk.setsClocks) {
    desk.say(`Badge ${badge}: its clock ${off}: pull with --set-time, or set it on the supervisor's page.`);
    return;
  }
  const failed = await client.setTime(desk.now, desk.ticks);
  desk.say(
    `Badge ${badge}: its clock ${off}${failed ? `, and was not set. ${failed.error}` : ': it is set now.'}`,
  );
}

async function pullLog(
  client: PullClient,
  badge: string,
  where: Where,
  desk: Desk,
  seals: number,
): Promise<string | null> {
  const partial = partialFile(badge, where.out, where.store);
  const stream = Stream.holding(partial ? readPartial(partial) : new Uint8Array(0));
  const extent = await client.extent();
  if ('error' in extent) return extent.error;
  const progress = new Progress(badge, extent.next - extent.first, stream.bytes(), desk.ticks);
  const pulled = await client.pull({
    stream,
    onProgress: ({ frames }) => {
      progress.tell(() => stream.bytes());
      if (partial && frames % KEEP_EACH === 0 && stream.held) keepPartial(partial, stream.bytes());
    },
  });
  progress.done();
  if ('error' in pulled) {
    if (!partial || !stream.held) return pulled.error;
    keepPartial(partial, stream.bytes());
    return `${pulled.error} What came is in ${partial}, and the next pull goes on from there.`;
  }
  const pulledAt = desk.now();
  const file = dlogOf({ ...pulled, pulledAt, zone: desk.zone(pulledAt) });
  if ('error' in file) return file.error;
  const log = readDlog(file);
  if ('error' in log) return `What came is no log: ${log.error}.`;
  const fault = log.badge === badge ? faultOf(log, where) : `its log is of badge ${log.badge}`;
  const kept = keep(file, { ...log, ...(desk.profile && { profile: desk.profile }) }, where);
  if (partial) dropPartial(partial);
  desk.say(
    `Pulled records ${log.first} to ${log.next - 1} of badge ${log.badge}: ${pulled.stream.length} bytes in ${pulled.frames} frames.`,
  );
  for (const line of kept) desk.say(line);
  if (fault) return `${fault}. It is kept as it came, and the badge was not told that it is safe.`;
  // What is nowhere on disk, the badge must not forget.
  if (where.out === undefined && where.store === undefined) {
    desk.say('Nothing was kept, so the badge keeps it: add --out FILE.dlog or --store DB.');
    return null;
  }
  const unsaid = await client.acknowledge(pulled.next);
  if (unsaid?.why === 'seal' && seals > 1) return pullLog(client, badge, where, desk, seals - 1);
  if (unsaid) return `The log is kept, but the badge was not told so. ${unsaid.error}`;
  // That it was told is its next record.
  if (where.store !== undefined)
    withStore(where.store, false, open => open.hear(badge, pulledAt, log.next + 1));
  return null;
}

/** What is wrong with a log, by all that is known of its badge; null: nothing. */
function faultOf(log: Dlog, { out, store }: Where): string | null {
  const known = knownOf(
    out ?? '',
    log,
    undefined,
    store !== undefined && existsSync(store) ? store : undefined,
  );
  const { fault, isTorn } = checkDlog(log, known);
  // A write that a loss of power cut off is no record: nothing is missing, though no seal that is known says so.
  return isTorn ? null : fault;
}

/** Puts a log on disk everywhere it goes. Answers with a line on each. */
function keep(file: Uint8Array, log: Dlog, { out, events, store }: Where): string[] {
  const kept: string[] = [];
  if (out !== undefined) {
    keepFile(out, file);
    kept.push(`${out}: for doorstep verify.`);
  }
  if (events !== undefined) {
    keepFile(events, `${JSON.stringify(judgeInput(log), null, 2)}\n`);
    kept.push(`${events}: for doorstep judge.`);
  }
  if (store !== undefined) {
    const fresh = withStore(store, true, open => keepLog(open, file, log));
    if (fresh === 'other')
      throw new UserError(
        `${store}: it has another log of badge ${log.badge} that was pulled in the same second: pull again.`,
      );
    kept.push(`${store}: the log is kept, with ${fresh} events that were not there before.`);
  }
  return kept;
}

/** What `doorstep judge` reads (architecture 4). */
function judgeInput(log: Dlog): unknown {
  const { profile, zone, now, orders, events } = toldBy([log]);
  return {
    profile: profile.id,
    timezone: isoOf(0, zone).slice(19),
    now: isoOf(now, zone),
    orders,
    events,
  };
}
