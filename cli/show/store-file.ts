import { closeSync, openSync, readSync } from 'node:fs';
import type { Span } from '../../shared/time.js';
import { openStore } from '../../supervisor/store/node-sqlite.js';
import type { Store } from '../../supervisor/store/store.js';
import { UserError } from '../user-error.js';

/** The store where `--store` names none, in the working directory. */
export const STORE = 'doorstep.sqlite';

export const storeArg = {
  type: 'string',
  description: 'What the station keeps',
  valueHint: 'FILE',
  default: STORE,
} as const;

/** Works with the store in a file, and closes it. `make`: one that is not there is made. */
export function withStore<T>(file: string, make: boolean, work: (store: Store) => T): T {
  const store = openStore(file, { make });
  if ('error' in store) throw new UserError(`${file}: ${store.error}.`);
  try {
    return work(store);
  } finally {
    store.close();
  }
}

const MAGIC = 'SQLite format 3\0';

/** Whether a file is a store, by its first bytes; what cannot be read is none. */
export function isStoreFile(file: string): boolean {
  const head = Buffer.alloc(MAGIC.length);
  try {
    const opened = openSync(file, 'r');
    readSync(opened, head);
    closeSync(opened);
  } catch {
    return false;
  }
  return head.toString('latin1') === MAGIC;
}

/** Now in whole seconds since 1970 UTC. */
export function nowAtDesk(): number {
  return Math.floor(Date.now() / 1000);
}

/** This computer's offset from UTC at a time. */
export function zoneAtDesk(at: number): Span {
  return new Date(at * 1000).getTimezoneOffset() * -60;
}
