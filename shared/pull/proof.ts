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
  /** As dispatch so far: settings and keys come with the words and the enrolment. */
  Admin,
}

/** Bytes of a tag on the air, and of a seal's tag in an answer. */
export const AIR_TAG_BYTES = 8;

/** Bytes of a nonce. */
export const NONCE_BYTES = 8;

/** The key of one role for one day: all that a supervisor's device ever holds of a badge. */
export interface DayKey {
  readonly role: Role;
  /** A date, in days since 1970-01-01. */
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

/** The first `size` bytes of the code of what is said: a key that goes one way only, or a tag. */
export function shortCode(digest: Digest, key: ByteString, said: ByteString, size: number): ByteString {
  return codeOf(digest, key, said).slice(0, size);
}

/** The key of a role for one day, 16 bytes: all that a phone is ever given. */
export function dayKeyOf(digest: Digest, radioKey: ByteString, role: Role, day: number): ByteString {
  return shortCode(digest, radioKey, put(role, 1) + put(day, 2), KEY_BYTES);
}

/** The key of a conversation, 16 bytes; `nonces`: the badge's, then the supervisor's. @inline */
export function sessionKeyOf(digest: Digest, dayKey: ByteString, nonces: ByteString): ByteString {
  return shortCode(digest, dayKey, 's' + nonces, KEY_BYTES);
}

/** What the badge's tag in its greeting is over. */
export const GREETING = 'b';

/** What the tag of a request is over: all before it, and how many with a right tag came before in this conversation. @inline */
export function signedRequest(plain: ByteString, count: number): ByteString {
  return plain + put(count);
}

/** What the tag at the end of a pull is over; `ends`: number of the first record and of the one after the last. @inline */
export function signedEnd(
  badgeId: number,
  profile: number,
  ends: ByteString,
  head: ByteString,
  nonces: ByteString,
): ByteString {
  return 'e' + put(badgeId) + put(profile, 2) + ends + head + nonces;
}

/** The tag that ends a pull, 8 bytes. */
export function endTagOf(
  digest: Digest,
  dayKey: ByteString,
  extent: Extent,
  transcript: Transcript,
): ByteString {
  const nonces = transcript.badgeNonce + transcript.supervisorNonce;
  const ends = put(extent.first) + put(extent.next);
  const said = signedEnd(extent.badgeId, extent.profile, ends, transcript.head, nonces);
  return shortCode(digest, sessionKeyOf(digest, dayKey, nonces), said, AIR_TAG_BYTES);
}
