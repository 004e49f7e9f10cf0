import { existsSync } from 'node:fs';
import { TEST_KEYS } from '../../host-sim/install.js';
import type { Failure } from '../../supervisor/bluetooth.js';
import { checkDlog, type Receipt } from '../../supervisor/check.js';
import { type Dlog, readDlog } from '../../supervisor/dlog.js';
import { newestFirst } from '../../supervisor/enrolment.js';
import { readKeys } from '../../supervisor/keys.js';
import type { EnrolledKeys } from '../../supervisor/seals.js';
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

const NOTHING: Known = { keys: [], receipts: [] };

/**
 * Keys of a log's badge: those of the keys file that is named, else those of the store, else those of `FILE.keys` beside
 * the log; for the simulated badge, last of all, the test keys. Receipts are what the store has of earlier pulls.
 */
export function knownOf(file: string, log: Dlog, keysFile?: string, store?: string): Known {
  const stored = store !== undefined || existsSync(STORE) ? inStore(store ?? STORE, log) : NOTHING;
  const beside = `${file}.keys`;
  if (keysFile !== undefined) return { ...stored, keys: inFile(keysFile, log.badge) };
  if (stored.keys.length) return stored;
  if (existsSync(beside)) return { ...stored, keys: inFile(beside, log.badge) };
  if (log.badge !== SIMULATED) return stored;
  return {
    ...stored,
    keys: [{ logKey: TEST_KEYS.log, radioKey: TEST_KEYS.radio }],
    caution: 'its keys are the test keys of the simulator, which everybody has',
  };
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

function inStore(file: string, log: Dlog): Known {
  return withStore(file, false, store => {
    const keys = newestFirst(store.enrolments().filter(({ badge }) => badge === log.badge));
    const earlier = store.pulls(log.badge).filter(({ pulledAt }) => pulledAt < log.pulledAt);
    return { keys, receipts: earlier.flatMap(({ file: bytes }) => receiptOf(readDlog(bytes), keys)) };
  });
}

/** What an earlier pull ended with; nothing where its own seals do not prove it. */
function receiptOf(log: Dlog | Failure, keys: readonly EnrolledKeys[]): Receipt[] {
  if ('error' in log) return [];
  const { fault, head, enrolled } = checkDlog(log, { keys });
  return fault || !enrolled ? [] : [{ next: log.next, head, logKey: enrolled.logKey }];
}
