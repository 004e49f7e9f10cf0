import type { Dlog } from '../dlog.js';
import { toldBy } from '../report.js';
import type { Kept, Store } from './store.js';

/** Keeps a pulled log with the events that it tells. `file`: its bytes; `log`: what was read from them. */
export function keepLog(store: Store, file: Uint8Array, log: Dlog): Kept {
  const { badge, first, next, pulledAt, profile } = log;
  return store.keep(
    { badge, first, next, pulledAt, file },
    `${profile.id} ${log.profileVersion}`,
    toldBy([log]).events,
  );
}
