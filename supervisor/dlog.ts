import { sha1 } from '@noble/hashes/legacy.js';
import { type ByteString, put } from '../shared/bytes.js';
import { Header, isHeader } from '../shared/log/page.js';
import type { Digest } from '../shared/ports.js';
import type { Profile } from '../shared/profile/profile.js';
import { CODES } from '../shared/profile/profiles.js';
import { Role, type Transcript } from '../shared/pull/proof.js';
import type { Seconds, Span } from '../shared/time.js';
import type { Failure } from './bluetooth.js';
import { bytesIn, textOf } from './bytes.js';

/**
 * A pulled log, version 1: what came over the link, and what the badge said of it at the end. All numbers lowest byte first.
 *
 *   offset  size  field
 *        0     4  'DLOG'
 *        4     1  version: 1
 *        5     1  profile: its place in the list of profiles, from 1
 *        6     1  version of the profile
 *        7     1  language of the badge: 0 en, 1 zh
 *        8     4  badge id
 *       12     4  number of the first record in the stream      } as the badge's END said
 *       16     4  number of the record after the last one        }
 *       20     4  the supervisor's clock at the end of the pull, seconds since 1970 UTC
 *       24     1  the supervisor's offset from UTC in quarter hours, plus 64
 *       25     1  role that the supervisor proved; 0: none, and the next 34 bytes are 0 but for the length
 *       26     2  day of the role's key, days since 1970 UTC
 *       28     4  bytes of the stream
 *       32     8  the supervisor's nonce
 *       40     8  the badge's nonce
 *       48     8  first bytes of the newest seal's tag, as the badge's END said
 *       56     8  the badge's tag under the transcript (shared/pull/proof.ts)
 *       64     4  CRC-32 of the 64 bytes before it and of the stream
 *       68        the stream: pages of the ring from the oldest on, without the blank words at their ends
 *
 * Bytes 5 to 11 repeat what the header of every page says, and must agree with it. Version 0 had no proof: bytes 25 to
 * 27 are 0, the CRC-32 stands at 32, and the stream at 36.
 */
export interface Dlog {
  readonly profile: Profile;
  readonly profileVersion: number;
  readonly language: number;
  /** 8 hex digits. */
  readonly badge: string;
  readonly first: number;
  readonly next: number;
  readonly pulledAt: Seconds;
  readonly zone: Span;
  /** What the badge signed at the end; null where the supervisor proved no role. */
  readonly transcript: Transcript | null;
  /** False where a byte of the file is not what was pulled. */
  readonly intact: boolean;
  /** The stream in words. */
  readonly words: Uint32Array;
}

const MAGIC = 0x474f4c44;
const VERSION = 1;
/** Bytes in front of the stream, by version; the check is the last 4 of them. */
const HEADS = [36, 68] as const;
const HEAD = HEADS[VERSION];
/** Where the nonces, the head and the tag stand, 8 bytes each. */
const NONCES = 32;
const QUARTER = 900;
const ZONE_ZERO = 64;

/** What a file is made from. */
export interface DlogParts {
  readonly stream: Uint8Array;
  readonly first: number;
  readonly next: number;
  readonly pulledAt: Seconds;
  readonly zone: Span;
  readonly transcript?: Transcript;
}

/** What CRC-32 makes of each byte. */
const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit++) byte = (byte >>> 1) ^ (byte & 1 ? 0xedb88320 : 0);
  return byte;
});

/** A badge's id as it is written everywhere: 8 hex digits. */
export function badgeName(id: number): string {
  return id.toString(16).padStart(8, '0');
}

/** The badge's digests, for the desk: they must run in a browser as well. */
export const deskDigest: Digest = {
  crc32: bytes => {
    let crc = -1;
    for (let i = 0; i < bytes.length; i++)
      crc = (crc >>> 8) ^ (CRC[(crc ^ bytes.charCodeAt(i)) & 255] as number);
    return ~crc >>> 0;
  },
  sha1: bytes => {
    const all = new Uint8Array(bytes.length);
    for (let i = 0; i < all.length; i++) all[i] = bytes.charCodeAt(i);
    return textOf(sha1(all));
  },
};

/** The file for a log that was pulled, or why it cannot be one. */
export function dlogOf(parts: DlogParts): Uint8Array | Failure {
  const words = wordsIn(parts.stream);
  if (!words.length) return { error: 'The badge has no records yet: there is nothing to keep.' };
  if (parts.stream.length % 4 !== 0 || !isHeader(deskDigest, words, 0))
    return { error: 'What came is no log of a badge: it does not begin with a whole page header.' };
  const file = new Uint8Array(HEAD + parts.stream.length);
  const view = new DataView(file.buffer);
  view.setUint32(0, MAGIC, true);
  file[4] = VERSION;
  const profile = words[Header.Profile] as number;
  file.set([profile, profile >>> 8, profile >>> 16], 5);
  view.setUint32(8, words[Header.Badge] as number, true);
  view.setUint32(12, parts.first, true);
  view.setUint32(16, parts.next, true);
  view.setUint32(20, parts.pulledAt, true);
  file[24] = parts.zone / QUARTER + ZONE_ZERO;
  view.setUint32(28, parts.stream.length, true);
  const said = parts.transcript;
  if (said) {
    file[25] = said.role;
    view.setUint16(26, said.day, true);
    const bytes = said.supervisorNonce + said.badgeNonce + said.head + said.tag;
    file.set(bytesIn(bytes), NONCES);
  }
  file.set(parts.stream, HEAD);
  view.setUint32(HEAD - 4, checkOf(file, HEAD), true);
  return file;
}

/** Reads a file. What is not a log of this version is refused; damage in it is told by `intact` and `faultOf`. */
export function readDlog(file: Uint8Array): Dlog | Failure {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 5 || view.getUint32(0, true) !== MAGIC)
    return {
      error: 'it is no pulled log: it does not begin with DLOG; give a file that doorstep pull wrote',
    };
  const head = HEADS[file[4] as number];
  if (!head)
    return {
      error: `it is of version ${file[4]}, and this doorstep reads versions up to ${VERSION}: use a newer doorstep`,
    };
  if (file.length < head)
    return { error: `it ends inside its header, after ${file.length} bytes: pull again` };
  const length = view.getUint32(28, true);
  if (length !== file.length - head)
    return {
      error: `it should hold ${length} bytes of log and holds ${file.length - head}: it was cut off or added to, so pull again`,
    };
  if (length % 4) return { error: `its ${length} bytes of log are no whole words: pull again` };
  const profile = CODES[(file[5] as number) - 1];
  if (!profile)
    return {
      error: `it is of profile number ${file[5]}, which this doorstep does not know: use a newer one`,
    };
  if ((file[25] as number) > (head === HEAD ? Role.Admin : Role.None))
    return { error: 'it claims a proof that its version does not have: its header is damaged or made up' };
  // What nobody signed, nothing may seem to say.
  const silent = [...file.subarray(26, 28), ...file.subarray(NONCES, head - 4)];
  if (!file[25] && silent.some(byte => byte !== 0))
    return { error: 'it claims a proof that nobody gave: its header is damaged or made up' };
  return {
    profile: profile,
    profileVersion: file[6] as number,
    language: file[7] as number,
    badge: badgeName(view.getUint32(8, true)),
    first: view.getUint32(12, true),
    next: view.getUint32(16, true),
    pulledAt: view.getUint32(20, true),
    zone: ((file[24] as number) - ZONE_ZERO) * QUARTER,
    transcript: file[25] ? transcriptIn(file, view) : null,
    intact: checkOf(file, head) === view.getUint32(head - 4, true),
    words: wordsIn(file.subarray(head)),
  };
}

function transcriptIn(file: Uint8Array, view: DataView): Transcript {
  const eight = (n: number): ByteString => {
    const at = NONCES + 8 * n;
    return textOf(file.subarray(at, at + 8));
  };
  return {
    role: file[25] as number,
    day: view.getUint16(26, true),
    supervisorNonce: eight(0),
    badgeNonce: eight(1),
    head: eight(2),
    tag: eight(3),
  };
}

/** CRC-32 of a file but for the 4 bytes of it that end its head. */
function checkOf(file: Uint8Array, head: number): number {
  let bytes = '';
  for (let i = 0; i < file.length; i++) if (i < head - 4 || i >= head) bytes += put(file[i] as number, 1);
  return deskDigest.crc32(bytes);
}

export function wordsIn(bytes: Uint8Array): Uint32Array {
  const words = new Uint32Array(Math.floor(bytes.length / 4));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let i = 0; i < words.length; i++) words[i] = view.getUint32(i * 4, true);
  return words;
}
