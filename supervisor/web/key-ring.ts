import { BadDayKey, readDayKeys } from '../../shared/pull/day-key-text.js';
import type { DayKey } from '../../shared/pull/proof.js';
import { dateOf } from '../day-keys.js';
import { deskDigest } from '../dlog.js';
import type { Status } from './status.js';

/** A day key as this browser keeps it. */
export interface KeptKey extends DayKey {
  /** 8 hex digits. */
  readonly badge: string;
}

/** Where day keys lie until their day is over. Each promise resolves once it is on disk. */
export interface KeyShelf {
  keys(): Promise<KeptKey[]>;
  /** Each stands in for an older one of its badge. */
  putKeys(keys: readonly KeptKey[]): Promise<void>;
  dropKeys(badges: readonly string[]): Promise<void>;
}

/** What is said of a text that is no day key. */
const REFUSALS: { readonly [why in BadDayKey]: string } = {
  [BadDayKey.Foreign]: 'keyForeign',
  [BadDayKey.Enrolment]: 'keyEnrolment',
  [BadDayKey.Version]: 'keyVersion',
  [BadDayKey.Length]: 'keyMistyped',
  [BadDayKey.Digit]: 'keyMistyped',
  [BadDayKey.Check]: 'keyMistyped',
  [BadDayKey.Role]: 'keyVersion',
};

/** The day keys that this browser was given: kept and used on their own day alone. */
export class KeyRing {
  private kept: readonly KeptKey[] = [];

  /** `today`: the date where the supervisor is, in days since 1970-01-01. */
  constructor(
    private readonly shelf: KeyShelf,
    private readonly today: () => number,
  ) {}

  /** Those of today, by badge. */
  get keys(): KeptKey[] {
    const today = this.today();
    return this.kept.filter(({ day }) => day === today).sort((a, b) => (a.badge < b.badge ? -1 : 1));
  }

  keyFor(badge: string): KeptKey | undefined {
    return this.keys.find(key => key.badge === badge);
  }

  /** Reads again what is kept, and forgets what is over. */
  async load(): Promise<void> {
    this.kept = await this.shelf.keys();
    await this.forgetOld();
  }

  /** Takes the keys of a text; nothing of it where any of it is not right or not of today. */
  async take(text: string): Promise<Status> {
    const read = readDayKeys(deskDigest, text);
    if (typeof read === 'number') return { line: REFUSALS[read], isBad: true };
    const today = this.today();
    const other = read.find(({ day }) => day !== today);
    if (other)
      return {
        line: other.day < today ? 'keyOver' : 'keyAhead',
        isBad: true,
        values: { date: dateOf(other.day) },
      };
    const fresh = read.flatMap(({ role, day, keys }) =>
      keys.map((each): KeptKey => ({ ...each, role, day })),
    );
    await this.shelf.putKeys(fresh);
    this.kept = await this.shelf.keys();
    return {
      line: 'keyTaken',
      values: { n: new Set(fresh.map(({ badge }) => badge)).size, date: dateOf(today) },
    };
  }

  /** Forgets all of them. */
  forget(): Promise<void> {
    return this.drop(this.kept);
  }

  /** Forgets those whose day is not today; whether there were any. */
  async forgetOld(): Promise<boolean> {
    const today = this.today();
    const old = this.kept.filter(({ day }) => day !== today);
    if (old.length) await this.drop(old);
    return old.length > 0;
  }

  private async drop(keys: readonly KeptKey[]): Promise<void> {
    this.kept = this.kept.filter(key => !keys.includes(key));
    await this.shelf.dropKeys(keys.map(({ badge }) => badge));
  }
}
