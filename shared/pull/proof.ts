import { type ByteString, put } from '../bytes.js';
import { codeOf, KEY_BYTES } from '../log/mac.js';
import type { Digest } from '../ports.js';

/**
 * What proves that a pull was whole and fresh: the transcript that a badge and a supervisor both sign at its end
 * (docs/SPEC.md, "Transcript"). A supervisor holds no key of a badge, only that of one role for one day, and the two
 * nonces make each conversation another one.
 */

/** What a supervisor may do; each role may all that those before it may. */
export const enum Role {
  /** An open link: nothing was proved. */
  None,
  /** Read the log. */
  Reader,
  /** Say that records are safe. */
  Archive,
  /** Set the clock, push orders. */
  Dispatch,
  /** Settings and keys. */
  Admin,
}

/** Bytes of a tag on the air, and of a seal's tag in an answer. */
export const AIR_TAG_BYTES = 8;

/** Bytes of a nonce. */
export const NONCE_BYTES = 8;

/** The key of one role for one day: all that a supervisor's device ever holds of a badge. */
export interface DayKey {
  readonly role: Role;
  /** Days since 1970, UTC. */
  readonly day: number;
  /** 16 bytes. */
  readonly key: ByteString;
}

export interface Transcript {
  readonly role: Role;
  /** Day of the role's key: days since 1970, UTC. */
  readonly day: number;
  /** 8 bytes each, used once. */
  readonly supervisorNonce: ByteString;
  readonly badgeNonce: ByteString;
  /** First 8 bytes of the newest seal's tag. */
  readonly head: ByteString;
  /** 8 bytes: the badge's word that the log begins and ends as it says, to this supervisor, now. */
  readonly tag: ByteString;
}

/** What the transcript is about, besides itself. */
export interface Extent {
  readonly badgeId: number;
  /** Number of the profile, its version in the high byte. */
  readonly profile: number;
  /** Number of the first record in the stream, and of the one after its last. */
  readonly first: number;
  readonly next: number;
}

/** The key of a role for one day, 16 bytes: all that a phone is ever given. */
export function dayKeyOf(digest: Digest, radioKey: ByteString, role: Role, day: number): ByteString {
  return codeOf(digest, radioKey, put(role, 1) + put(day, 2)).substr(0, KEY_BYTES);
}

/** The tag that ends a pull, 8 bytes. */
export function endTagOf(
  digest: Digest,
  dayKey: ByteString,
  extent: Extent,
  transcript: Transcript,
): ByteString {
  const nonces = transcript.badgeNonce + transcript.supervisorNonce;
  const session = codeOf(digest, dayKey, 's' + nonces).substr(0, KEY_BYTES);
  const said =
    'e' +
    put(extent.badgeId, 4) +
    put(extent.profile, 2) +
    put(extent.first, 4) +
    put(extent.next, 4) +
    transcript.head +
    nonces;
  return codeOf(digest, session, said).substr(0, AIR_TAG_BYTES);
}
