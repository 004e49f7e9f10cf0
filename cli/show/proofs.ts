import { existsSync } from 'node:fs';
import { TEST_KEYS } from '../../host-sim/install.js';
import type { Failure } from '../../supervisor/bluetooth.js';
import { checkDlog, type Receipt } from '../../supervisor/check.js';
import { type Dlog, readDlog } from '../../supervisor/dlog.js';
import { newestFirst } from '../../supervisor/enrolment.js';
import { readKeys } from '../../supervisor/keys.js';
import type { EnrolledKeys } from '../../supervisor/seals.js';
import type { Store } from '../../supervisor/store/store.js';
import { readText } from '../read-file.js';
import { UserError } from '../user-error.js';
import { STORE, withStore } from './store-file.js';

/** What a pulled log can be held against. */
export interface Known {
  readonly keys: readonly EnrolledKeys[];
  readonly receipts: readonly Receipt[];
  /** What is to be said of the keys: they are nobody's secret. */
  readonly caution?: string;
}

/** The simulated badge: its keys are the marked test keys. */
const SIMULATED = '00c0ffee';

const SIMULATED_KEYS: readonly EnrolledKeys[] = [{ logKey: TEST_KEYS.log, radioKey: TEST_KEYS.radio }];

/**
 * Keys of a badge, the newest first: those of the store, else those of `FILE.keys` beside its log; for the simulated
 * badge, last of all, the test keys.
 */
export function keysOf(badge: string, file: string, store?: string): readonly EnrolledKeys[] {
  const stored = inStore(store, open => enrolmentsOf(open, badge)) ?? [];
  if (stored.length) return stored;
  const beside = `${file}.keys`;
  if (existsSync(beside)) return inFile(beside, badge);
  return badge === SIMULATED ? SIMULATED_KEYS : [];
}

/**
 * What is known of a log's badge: the keys of the file that is named, else as `keysOf` finds them, and what the store has
 * of earlier pulls.
 */
export function knownOf(file: string, log: Dlog, keysFile?: string, store?: string): Known {
  const keys = keysFile === undefined ? keysOf(log.badge, file, store) : inFile(keysFile, log.badge);
  const receipts = inStore(store, open => receiptsIn(open, log)) ?? [];
  if (keys !== SIMULATED_KEYS) return { keys, receipts };
  return { keys, receipts, caution: 'its keys are the test keys of the simulator, which everybody has' };
}

function inFile(file: string, badge: string): EnrolledKeys[] {
  const keys = readKeys(readText(file, '; give a keys file that doorstep enrol --export wrote.'));
  if ('error' in keys) throw new UserError(`${file}: ${keys.error}.`);
  const own = keys.filter(each => each.badge === badge);
  if (!own.length)
    throw new UserError(
      `${file}: it has no keys of badge ${badge}: give the file of this badge's enrolment.`,
    );
  return own;
}

/** Asks the store that is named, else the one that lies here, if there is one. */
function inStore<T>(file: string | undefined, ask: (store: Store) => T): T | undefined {
  return file !== undefined || existsSync(STORE) ? withStore(file ?? STORE, false, ask) : undefined;
}

function enrolmentsOf(store: Store, badge: string): EnrolledKeys[] {
  return newestFirst(store.enrolments().filter(each => each.badge === badge));
}

function receiptsIn(store: Store, log: Dlog): Receipt[] {
  const keys = enrolmentsOf(store, log.badge);
  const earlier = store.pulls(log.badge).filter(({ pulledAt }) => pulledAt < log.pulledAt);
  return earlier.flatMap(({ file }) => receiptOf(readDlog(file), keys));
}

/** What an earlier pull ended with; nothing where its own seals do not prove it. */
function receiptOf(log: Dlog | Failure, keys: readonly EnrolledKeys[]): Receipt[] {
  if ('error' in log) return [];
  const { fault, head, enrolled } = checkDlog(log, { keys });
  return fault || !enrolled ? [] : [{ next: log.next, head, logKey: enrolled.logKey }];
}
