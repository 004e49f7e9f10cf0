import { type ByteString, put, take } from '../bytes.js';
import { bytesOf, hexOf } from '../enrol/text.js';
import { KEY_BYTES } from '../log/mac.js';
import type { Digest } from '../ports.js';
import { Role } from './proof.js';

/**
 * Keys of one role for one day as text, version 1: what a supervisor's phone is given, on paper, in a message or as a QR.
 * `DK1`, then bytes in hex, highest byte first, written in upper case, so that all of it is of a QR's alphanumeric set.
 *
 *   bytes  field
 *       2  day, days since 1970-01-01
 *       1  role
 *      20  badge id 4, its key 16: once for each badge, 1 to 12 of them
 *       4  CRC-32 of all bytes before
 */
export interface DayKeys {
  readonly role: Role;
  /** A date, in days since 1970-01-01: 0 to 65 535. */
  readonly day: number;
  readonly keys: readonly KeyOfBadge[];
}

export interface KeyOfBadge {
  /** 8 hex digits in lower case. */
  readonly badge: string;
  /** 16 bytes (proof.ts: `dayKeyOf`). */
  readonly key: ByteString;
}

/** Badges in one text: a QR of more would be wider than a terminal, and hard to read for a phone. */
export const MOST_BADGES = 12;

const MARK = 'DK';
const VERSION = '1';
const FRONT_BYTES = 3;
const BADGE_BYTES = 4 + KEY_BYTES;
const CHECK_BYTES = 4;

/** Why a text is no day key. */
export const enum BadDayKey {
  /** It does not begin as one does. */
  Foreign = 1,
  /** It is what a badge shows when it is enrolled: both its keys, for good. */
  Enrolment,
  Version,
  Length,
  Digit,
  Check,
  /** The role is none that is known here. */
  Role,
}

/** The text of 1 to 12 badges. */
export function dayKeyText(digest: Digest, { role, day, keys }: DayKeys): string {
  let digits = hexOf(put(day >> 8, 1) + put(day, 1) + put(role, 1));
  for (const { badge, key } of keys) digits += badge + hexOf(key);
  return MARK + VERSION + (digits + checkOf(digest, bytesOf(digits))).toUpperCase();
}

/**
 * What one or several texts behind one another say, in upper or lower case and with blanks and line ends anywhere, as
 * messages leave them; or why the first that is not right says nothing.
 */
export function readDayKeys(digest: Digest, text: string): DayKeys[] | BadDayKey {
  const plain = text.replace(/\s+/g, '').toUpperCase();
  if (/^[0-9A-F]{76}$/.test(plain)) return BadDayKey.Enrolment;
  const [before, ...texts] = plain.split(MARK);
  if (before || !texts.length) return BadDayKey.Foreign;
  const all: DayKeys[] = [];
  for (const each of texts) {
    const read = readOne(digest, each);
    if (typeof read !== 'object') return read;
    all.push(read);
  }
  return all;
}

/** `text`: behind the mark. */
function readOne(digest: Digest, text: string): DayKeys | BadDayKey {
  if (!/^\d/.test(text)) return BadDayKey.Foreign;
  if (text.charAt(0) !== VERSION) return BadDayKey.Version;
  const digits = text.slice(VERSION.length);
  const badges = (digits.length / 2 - FRONT_BYTES - CHECK_BYTES) / BADGE_BYTES;
  if (badges % 1 || badges < 1 || badges > MOST_BADGES) return BadDayKey.Length;
  const bytes = bytesOf(digits);
  if (bytes.length * 2 !== digits.length) return BadDayKey.Digit;
  const checked = bytes.slice(0, -CHECK_BYTES);
  if (digits.slice(-2 * CHECK_BYTES) !== checkOf(digest, checked).toUpperCase()) return BadDayKey.Check;
  const role = take(bytes, 2, 1);
  if (role <= Role.None || role > Role.Admin) return BadDayKey.Role;
  const keys: KeyOfBadge[] = [];
  for (let at = FRONT_BYTES; at < checked.length; at += BADGE_BYTES)
    keys.push({ badge: hexOf(bytes.substr(at, 4)), key: bytes.substr(at + 4, KEY_BYTES) });
  return { role, day: take(bytes, 0, 1) * 256 + take(bytes, 1, 1), keys };
}

/** 8 digits. */
function checkOf(digest: Digest, bytes: ByteString): string {
  return digest
    .crc32(bytes)
    .toString(16)
    .padStart(2 * CHECK_BYTES, '0');
}
