import type { Profile } from '../../shared/profile/profile.js';
import type { Dlog } from '../../supervisor/dlog.js';
import type { Desk } from '../../supervisor/report.js';
import type { Store } from '../../supervisor/store/store.js';
import { UserError } from '../user-error.js';
import { logIn, readLogFile, withProfile } from './log-file.js';
import { isStoreFile, withStore } from './store-file.js';

/** What is reported on, and what the stores among it know beside the logs. */
export interface Sources extends Pick<Desk, 'wearings' | 'annotations'> {
  readonly logs: readonly Dlog[];
}

/** Reads stores and pulled logs; `own`: a profile of the operator's that logs may name. */
export function readSources(files: readonly string[], own: Profile | undefined): Sources {
  const all = files.map(file =>
    isStoreFile(file)
      ? withStore(file, false, store => storeSources(file, store, own))
      : { logs: [readWhole(file, readLogFile(file), own)], wearings: [], annotations: [] },
  );
  return {
    logs: all.flatMap(({ logs }) => logs),
    wearings: all.flatMap(({ wearings }) => wearings),
    annotations: all.flatMap(({ annotations }) => annotations),
  };
}

function storeSources(file: string, store: Store, own: Profile | undefined): Sources {
  const logs = logsIn(file, store, own);
  if (!logs.length)
    throw new UserError(`${file}: no log is in it yet: doorstep pull --store ${file} puts one there.`);
  return { logs, wearings: store.wearings(), annotations: store.annotations() };
}

/** The pulled logs of a store, of one badge or of all. */
export function logsIn(file: string, store: Store, own: Profile | undefined, badge?: string): Dlog[] {
  return store.pulls(badge).map(pull => {
    const name = `${file}, badge ${pull.badge}, records ${pull.first} to ${pull.next - 1}`;
    return readWhole(name, logIn(name, pull.file), own);
  });
}

function readWhole(name: string, log: Dlog, own: Profile | undefined): Dlog {
  if (!log.intact)
    throw new UserError(
      `${name}: it is damaged, so nothing is reported from it: doorstep verify says where.`,
    );
  return withProfile(name, log, own);
}
