import { type ByteString, put, take } from '../bytes.js';
import { KEY_BYTES } from '../log/mac.js';
import type { Digest } from '../ports.js';

/**
 * What a badge shows once, as a QR, when it is enrolled: who it is and its two keys. 38 bytes in hex, written in
 * upper case, so that all 76 characters are of the QR's alphanumeric set (version 3-L holds 77).
 *
 *   digits  bytes  field
 *     0- 7      4  badge id, highest byte first, as it is written everywhere
 *     8-39     16  key of the log, as the badge holds it when it begins
 *    40-71     16  key of the radio
 *    72-75      2  low 16 bits of the CRC-32 of the 36 bytes before, highest byte first
 */
export interface Enrolled {
  /** Badge id, 0 to 4 294 967 295. */
  readonly id: number;
  /** 16 bytes each. */
  readonly logKey: ByteString;
  readonly radioKey: ByteString;
}

export const ENROL_DIGITS = 76;

/** Bytes before the check. */
const CHECKED = 36;

/** Why a text is not that of a badge. */
export const enum BadText {
  Length = 1,
  Digit,
  Check,
}

/** The text; both keys have 16 bytes. */
export function enrolText(digest: Digest, badge: Enrolled): string {
  const bytes = turned(put(badge.id, 4)) + badge.logKey + badge.radioKey;
  return hexOf(bytes + checkOf(digest, bytes)).toUpperCase();
}

/** What the text says, in upper or lower case, or why it says nothing. */
export function readEnrolText(digest: Digest, text: string): Enrolled | BadText {
  if (text.length !== ENROL_DIGITS) return BadText.Length;
  const all = bytesOf(text);
  if (all.length * 2 !== ENROL_DIGITS) return BadText.Digit;
  const bytes = all.substr(0, CHECKED);
  if (all.substr(CHECKED) !== checkOf(digest, bytes)) return BadText.Check;
  return {
    id: take(turned(all.substr(0, 4)), 0, 4),
    logKey: all.substr(4, KEY_BYTES),
    radioKey: all.substr(4 + KEY_BYTES, KEY_BYTES),
  };
}

/** Bytes in hex, in lower case. */
export function hexOf(bytes: ByteString): string {
  let text = '';
  for (let i = 0; i < bytes.length; i++) text += (256 + bytes.charCodeAt(i)).toString(16).substr(1);
  return text;
}

/** The bytes that hex digits of either case say; what is no such digit ends them. */
export function bytesOf(text: string): ByteString {
  let bytes = '';
  for (let i = 0; i + 1 < text.length; i += 2) {
    const value = digitAt(text, i) * 16 + digitAt(text, i + 1);
    if (value < 0) break;
    bytes += String.fromCharCode(value);
  }
  return bytes;
}

/** Value of a digit, or less than any other can make good. */
function digitAt(text: string, index: number): number {
  const value = '0123456789abcdef'.indexOf(text.charAt(index).toLowerCase());
  return value < 0 ? -256 : value;
}

function checkOf(digest: Digest, bytes: ByteString): ByteString {
  return turned(put(digest.crc32(bytes), 2));
}

/** Bytes in the opposite order. */
function turned(bytes: ByteString): ByteString {
  let back = '';
  for (let i = bytes.length - 1; i >= 0; i--) back += bytes.charAt(i);
  return back;
}
