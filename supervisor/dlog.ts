import { sha1 } from '@noble/hashes/legacy.js';
import { put } from '../shared/bytes.js';
import { HEADER_WORDS, Header, isHeader, PAGE_WORDS } from '../shared/log/page.js';
import { readerOf, readNext } from '../shared/log/record.js';
import type { Digest } from '../shared/ports.js';
import type { Profile } from '../shared/profile/profile.js';
import { CODES, profileNumber } from '../shared/profile/profiles.js';
import type { Seconds, Span } from '../shared/time.js';
import { Kind } from '../shared/visit/kind.js';
import type { Failure } from './bluetooth.js';

/**
 * A pulled log, version 0: not sealed. It keeps what came over the link and shows damage to the file;
 * it proves nothing about who wrote it. All numbers lowest byte first.
 *
 *   offset  size  field
 *        0     4  'DLOG'
 *        4     1  version: 0
 *        5     1  profile: its place in the list of profiles, from 1
 *        6     1  version of the profile
 *        7     1  language of the badge: 0 en, 1 zh
 *        8     4  badge id
 *       12     4  number of the first record in the stream      } as the badge's END said
 *       16     4  number of the record after the last one        }
 *       20     4  the supervisor's clock at the end of the pull, seconds since 1970 UTC
 *       24     1  the supervisor's offset from UTC in quarter hours, plus 64
 *       25     1  role that the supervisor proved: 0, none
 *       26     1  kind of the tag under the transcript: 0, there is none
 *       27     1  0
 *       28     4  bytes of the stream
 *       32     4  CRC-32 of the 32 bytes before it and of the stream
 *       36        the stream: pages of the ring from the oldest on, without the blank words at their ends
 *
 * Bytes 5 to 11 repeat what the header of every page says, and must agree with it.
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
  /** False where a byte of the file is not what was pulled. */
  readonly intact: boolean;
  /** The stream in words. */
  readonly words: Uint32Array;
}

const MAGIC = 0x474f4c44;
const HEAD = 36;
const CHECK_AT = 32;
const QUARTER = 900;
const ZONE_ZERO = 64;

/** What a file is made from. */
export interface DlogParts {
  readonly stream: Uint8Array;
  readonly first: number;
  readonly next: number;
  readonly pulledAt: Seconds;
  readonly zone: Span;
}

/** The badge's digests, for the desk: they must run in a browser as well. */
export const deskDigest: Digest = {
  crc32: bytes => {
    let crc = -1;
    for (let i = 0; i < bytes.length; i++) {
      crc ^= bytes.charCodeAt(i);
      for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc >>> 0;
  },
  sha1: bytes => String.fromCharCode(...sha1(Uint8Array.from(bytes, byte => byte.charCodeAt(0)))),
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
  const profile = words[Header.Profile] as number;
  file.set([profile, profile >>> 8, profile >>> 16], 5);
  view.setUint32(8, words[Header.Badge] as number, true);
  view.setUint32(12, parts.first, true);
  view.setUint32(16, parts.next, true);
  view.setUint32(20, parts.pulledAt, true);
  file[24] = parts.zone / QUARTER + ZONE_ZERO;
  view.setUint32(28, parts.stream.length, true);
  file.set(parts.stream, HEAD);
  view.setUint32(CHECK_AT, checkOf(file), true);
  return file;
}

/** Reads a file. What is not a log of this version is refused; damage in it is told by `intact` and `faultOf`. */
export function readDlog(file: Uint8Array): Dlog | Failure {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 5 || view.getUint32(0, true) !== MAGIC)
    return {
      error: 'it is no pulled log: it does not begin with DLOG; give a file that doorstep pull wrote',
    };
  if (file[4] !== 0)
    return { error: `it is of version ${file[4]}, and this doorstep reads version 0: use a newer doorstep` };
  if (file.length < HEAD)
    return { error: `it ends inside its header, after ${file.length} bytes: pull again` };
  const length = view.getUint32(28, true);
  if (length !== file.length - HEAD)
    return {
      error: `it should hold ${length} bytes of log and holds ${file.length - HEAD}: it was cut off or added to, so pull again`,
    };
  if (length % 4) return { error: `its ${length} bytes of log are no whole words: pull again` };
  const profile = CODES[(file[5] as number) - 1];
  if (!profile)
    return {
      error: `it is of profile number ${file[5]}, which this doorstep does not know: use a newer one`,
    };
  if (file[25] || file[26] || file[27])
    return { error: 'it claims a proof that version 0 does not have: its header is damaged or made up' };
  return {
    profile: profile,
    profileVersion: file[6] as number,
    language: file[7] as number,
    badge: view.getUint32(8, true).toString(16).padStart(8, '0'),
    first: view.getUint32(12, true),
    next: view.getUint32(16, true),
    pulledAt: view.getUint32(20, true),
    zone: ((file[24] as number) - ZONE_ZERO) * QUARTER,
    intact: checkOf(file) === view.getUint32(CHECK_AT, true),
    words: wordsIn(file.subarray(HEAD)),
  };
}

/** What a log holds, counted. */
export interface Contents {
  readonly pages: number;
  readonly words: number;
  readonly records: number;
}

export interface Checked extends Contents {
  /** The first thing that is wrong, in one sentence; null where all of it can be read. */
  readonly fault: string | null;
}

/** Checks pages, words and records of a log, in their order. */
export function checkDlog(log: Dlog): Checked {
  const words = log.words;
  const pages = pageStarts(words);
  let fault = pages[0] === 0 ? null : headerFault(words, 0, 'the first page');
  let seq = log.first;
  let records = 0;
  for (let p = 0; p < pages.length; p++) {
    const page = pages[p] as number;
    const end = pages[p + 1] ?? words.length;
    fault ??= pageFault(log, pages, p, seq);
    seq = words[page + Header.FirstSeq] as number;
    const reader = readerOf(page + HEADER_WORDS, end, words[page + Header.At] as number);
    let damaged = 0;
    while (true) {
      const from = reader.next;
      const isMore = readNext(deskDigest, words, reader);
      if (reader.damaged > damaged)
        fault ??= `record ${seq} (page ${p + 1}, at word ${from - page}) cannot be read: its write was cut off by a power loss, or it was damaged since`;
      damaged = reader.damaged;
      if (!isMore) break;
      // A checkpoint repeats what the records before it say, and has no number of its own.
      if (reader.kind === Kind.Slot || reader.kind === Kind.Checkpoint) continue;
      seq++;
      records++;
    }
  }
  if (seq !== log.next)
    fault ??= `its records end at ${seq - 1}, and the badge said that it sent them up to ${log.next - 1}`;
  if (!log.intact)
    fault ??= 'its bytes are not those that were pulled, though every record can still be read';
  return { pages: pages.length, words: words.length, records: records, fault: fault };
}

/** Indexes of the words where pages begin. */
function pageStarts(words: Uint32Array): number[] {
  const pages: number[] = [];
  for (let i = 0; i + HEADER_WORDS <= words.length; i++) if (isHeader(deskDigest, words, i)) pages.push(i);
  return pages;
}

/** What is wrong with page `p`, whose first record should have number `seq`. */
function pageFault(log: Dlog, pages: readonly number[], p: number, seq: number): string | null {
  const words = log.words;
  const page = pages[p] as number;
  const name = `page ${p + 1}`;
  const before = pages[p - 1];
  if (before !== undefined && page - before > PAGE_WORDS)
    return headerFault(words, before + PAGE_WORDS, `the page after page ${p}`);
  const badge = (words[page + Header.Badge] as number).toString(16).padStart(8, '0');
  if (badge !== log.badge)
    return `${name} was written by badge ${badge}, and the file is of badge ${log.badge}`;
  // Language may change in a log; it says nothing about what was recorded.
  const profile = (words[page + Header.Profile] as number) & 0xffff;
  if (profile !== (profileNumber(log.profile) | (log.profileVersion << 8)))
    return `${name} was written under another profile than the file's`;
  if (before !== undefined && words[page + Header.Epoch] !== (words[before + Header.Epoch] as number) + 1)
    return `${name} does not follow the page before it: pages are missing or out of order`;
  const first = words[page + Header.FirstSeq] as number;
  return first === seq ? null : `${name} begins with record ${first}, and record ${seq} should come next`;
}

function headerFault(words: Uint32Array, at: number, name: string): string {
  return `the header of ${name} (at word ${Math.min(at, words.length)}) cannot be read: it is damaged`;
}

function checkOf(file: Uint8Array): number {
  let bytes = '';
  for (let i = 0; i < file.length; i++) if (i < CHECK_AT || i >= HEAD) bytes += put(file[i] as number, 1);
  return deskDigest.crc32(bytes);
}

function wordsIn(bytes: Uint8Array): Uint32Array {
  const words = new Uint32Array(Math.floor(bytes.length / 4));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let i = 0; i < words.length; i++) words[i] = view.getUint32(i * 4, true);
  return words;
}
