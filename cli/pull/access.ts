import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type BadDayKey, type DayKeys, readDayKeys } from '../../shared/pull/day-key-text.js';
import { type DayKey, dayKeyOf, NONCE_BYTES, type Role } from '../../shared/pull/proof.js';
import type { Seconds, Span } from '../../shared/time.js';
import { dayAt } from '../../supervisor/day-keys.js';
import { deskDigest } from '../../supervisor/dlog.js';
import type { Access } from '../../supervisor/pull.js';
import { keysOf } from '../show/proofs.js';
import { UserError } from '../user-error.js';

/** Where the desk finds keys, and its date. */
export interface KeySources {
  /** Text of day keys, as `doorstep key day` prints it. */
  readonly given?: string | undefined;
  readonly out?: string | undefined;
  readonly store?: string | undefined;
  /** What is derived here may do this. */
  readonly role: Role;
  now(): Seconds;
  zone(at: Seconds): Span;
}

/**
 * What the desk may at badges: by the day keys that were given, else in a role by a key that it derives itself, where
 * it knows the badge's (show/proofs.ts).
 */
export function deskAccess({ given, out, store, role, now, zone }: KeySources): Access {
  const texts = given === undefined ? [] : textsIn(given);
  const file = store !== undefined && existsSync(store) ? store : undefined;
  return {
    keyFor: badge => givenFor(texts, badge) ?? derived(badge),
    nonce: () => randomBytes(NONCE_BYTES).toString('latin1'),
  };

  function derived(badge: string): DayKey | undefined {
    const [newest] = keysOf(badge, out ?? '', file);
    const day = dayAt(now(), zone(now()));
    return newest && { role, day, key: dayKeyOf(deskDigest, newest.radioKey, role, day) };
  }
}

function textsIn(given: string): readonly DayKeys[] {
  const texts: DayKeys[] | BadDayKey = readDayKeys(deskDigest, given);
  if (typeof texts === 'number')
    throw new UserError('--key is no day key, or was mistyped: give the text that doorstep key day printed.');
  return texts;
}

function givenFor(texts: readonly DayKeys[], badge: string): DayKey | undefined {
  for (const { role, day, keys } of texts)
    for (const { badge: of, key } of keys) if (of === badge) return { role, day, key };
  return undefined;
}
