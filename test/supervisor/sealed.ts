import { digest } from '../../host-sim/digest.js';
import { TEST_KEYS } from '../../host-sim/install.js';
import { installKey } from '../../shared/log/install-key.js';
import { KEY_WORDS, type Log, seal } from '../../shared/log/log.js';
import { Header } from '../../shared/log/page.js';
import type { LogStore } from '../../shared/ports.js';
import { HB } from '../../shared/profile/hb.js';
import { dayKeyOf, endTagOf, Role, type Transcript } from '../../shared/pull/proof.js';
import { DAY } from '../../shared/time.js';
import { Kind } from '../../shared/visit/kind.js';
import type { Proofs } from '../../supervisor/check.js';
import { type Dlog, dlogOf } from '../../supervisor/dlog.js';
import { BADGE_ID, PROFILE_WORD } from '../shared/log/life.js';
import { streamOf } from '../shared/log/rings.js';
import { piecesOf } from './forger.js';

/** Logs of an enrolled badge as they would be pulled, made without the badge's program. */

export const ZONE = 8 * 3600;

/** What proves them. Seals are looked for near the enrolment: no test waits for the far ones. */
export const PROOFS: Proofs = { keys: [{ logKey: TEST_KEYS.log, radioKey: TEST_KEYS.radio }], reach: 400 };

/** Gives the badge of a ring its key, as the installer does. */
export function enrol(ring: LogStore, key = TEST_KEYS.log): void {
  if (!installKey(ring, digest, BADGE_ID, PROFILE_WORD, key)) throw new Error('the log takes no key');
}

/** The stream that a pull brings now: all of it sealed, zeros for the key in use. */
export function pulledFrom(log: Log): Uint32Array {
  seal(log);
  const words = log.store.words as Uint32Array;
  const masked = Uint32Array.from(words);
  if (log.keyAt >= 0) masked.fill(0, log.keyAt, log.keyAt + KEY_WORDS);
  return Uint32Array.from(streamOf(masked));
}

/** A log as its file says, with the badge's own signature where `isSigned`. */
export function dlogFor(words: Uint32Array, next: number, pulledAt: number, isSigned: boolean): Dlog {
  const first = words[Header.FirstSeq] as number;
  const log: Dlog = {
    profile: HB,
    profileVersion: 1,
    language: 0,
    badge: BADGE_ID.toString(16).padStart(8, '0'),
    first,
    next,
    pulledAt,
    zone: ZONE,
    transcript: null,
    intact: true,
    words,
  };
  return isSigned ? { ...log, transcript: signatureOf(log) } : log;
}

/** What a badge says at the end of a pull over an authenticated link, to a reader of that day. */
export function signatureOf(log: Dlog, radioKey = TEST_KEYS.radio): Transcript {
  const said = {
    role: Role.Reader,
    day: Math.floor(log.pulledAt / DAY),
    supervisorNonce: 'TEST own',
    badgeNonce: 'TESTitsN',
    head: headIn(log.words),
    tag: '',
  };
  const extent = { badgeId: BADGE_ID, profile: 0x0101, first: log.first, next: log.next };
  return { ...said, tag: endTagOf(digest, dayKeyOf(digest, radioKey, said.role, said.day), extent, said) };
}

/** First bytes of the tag of the last seal. */
function headIn(words: Uint32Array): string {
  return piecesOf(words)
    .findLast(({ kind }) => kind === Kind.Seal)
    ?.bytes.slice(0, 8) as string;
}

/** The file of a log. */
export function fileOf(log: Dlog): Uint8Array {
  const { words, first, next, pulledAt, zone, transcript } = log;
  const stream = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  const made = dlogOf({ stream, first, next, pulledAt, zone, ...(transcript && { transcript }) });
  if ('error' in made) throw new Error(made.error);
  return made;
}
