import { within } from './browser.js';
import type { Keeping, KeptLog, KnownBadge, Part } from './keeping.js';
import type { KeptKey, KeyShelf } from './key-ring.js';

/** Longer than this no browser needs for one stroke on disk. */
const DISK_MS = 10_000;

/**
 * Logs, parts of logs, names of badges and day keys in IndexedDB, version 2. Version 1 had no `keys`.
 *
 *   logs     by `id`: KeptLog
 *   parts    by the badge's id: Part
 *   badges   by the browser's name for the badge: KnownBadge
 *   keys     by the badge's id: KeptKey, until its day is over
 */
export class Vault implements Keeping, KeyShelf {
  private constructor(private readonly db: IDBDatabase) {}

  /** Rejects where the browser keeps nothing. */
  static async open(): Promise<Vault> {
    const asked = indexedDB.open('doorstep', 2);
    asked.onupgradeneeded = ({ oldVersion }) => {
      const db = asked.result;
      if (oldVersion < 1) {
        db.createObjectStore('logs', { keyPath: 'id' });
        db.createObjectStore('parts', { keyPath: 'badge' });
        db.createObjectStore('badges', { keyPath: 'device' });
      }
      db.createObjectStore('keys', { keyPath: 'badge' });
    };
    const opened = new Promise<Vault>((done, failed) => {
      asked.onsuccess = () => {
        // A newer page in another tab must not wait for this one.
        asked.result.onversionchange = () => asked.result.close();
        done(new Vault(asked.result));
      };
      asked.onerror = () => failed(asked.error);
    });
    return within(DISK_MS, opened);
  }

  logs(): Promise<KeptLog[]> {
    return this.all<KeptLog>('logs');
  }

  badges(): Promise<KnownBadge[]> {
    return this.all<KnownBadge>('badges');
  }

  parts(): Promise<Part[]> {
    return this.all<Part>('parts');
  }

  async partOf(badge: string): Promise<Part | null> {
    return (await this.parts()).find(part => part.badge === badge) ?? null;
  }

  keepPart(part: Part): Promise<void> {
    return this.write(['parts'], stores => stores('parts').put(part));
  }

  dropPart(badge: string): Promise<void> {
    return this.write(['parts'], stores => stores('parts').delete(badge));
  }

  keepLog(log: KeptLog, badge: string): Promise<void> {
    return this.write(['logs', 'parts'], stores => {
      stores('logs').put(log);
      stores('parts').delete(badge);
    });
  }

  /** A log again, with something about it changed. */
  putLog(log: KeptLog): Promise<void> {
    return this.write(['logs'], stores => stores('logs').put(log));
  }

  removeLog(id: string): Promise<void> {
    return this.write(['logs'], stores => stores('logs').delete(id));
  }

  keepBadge(badge: KnownBadge): Promise<void> {
    return this.write(['badges'], stores => stores('badges').put(badge));
  }

  forgetBadge(device: string): Promise<void> {
    return this.write(['badges'], stores => stores('badges').delete(device));
  }

  keys(): Promise<KeptKey[]> {
    return this.all<KeptKey>('keys');
  }

  putKeys(keys: readonly KeptKey[]): Promise<void> {
    return this.write(['keys'], stores => {
      for (const key of keys) stores('keys').put(key);
    });
  }

  dropKeys(badges: readonly string[]): Promise<void> {
    return this.write(['keys'], stores => {
      for (const badge of badges) stores('keys').delete(badge);
    });
  }

  private all<T>(name: string): Promise<T[]> {
    const asked = this.db.transaction(name).objectStore(name).getAll();
    const read = new Promise<T[]>((done, failed) => {
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });
    return within(DISK_MS, read);
  }

  /** Resolves once all of it is on disk, not only with the system. */
  private write(
    names: readonly string[],
    act: (store: (name: string) => IDBObjectStore) => void,
  ): Promise<void> {
    const stroke = this.db.transaction([...names], 'readwrite', { durability: 'strict' });
    const written = new Promise<void>((done, failed) => {
      stroke.oncomplete = () => done();
      stroke.onabort = stroke.onerror = () => failed(stroke.error);
    });
    act(name => stroke.objectStore(name));
    return within(DISK_MS, written);
  }
}
