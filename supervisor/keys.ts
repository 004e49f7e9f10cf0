import type { ByteString } from '../shared/bytes.js';
import { bytesOf, hexOf } from '../shared/enrol/text.js';
import { isoOf, secondsOf } from '../shared/iso.js';
import type { Seconds } from '../shared/time.js';
import type { Failure } from './bluetooth.js';

/**
 * A keys file, version 1: what proves the logs of badges, apart from the store. UTF-8, a line for each enrolment:
 *
 *   doorstep-keys 1
 *   # lines that begin with # are notes
 *   00c0ffee <32 hex digits: key of the log> <32: key of the radio> [when it was enrolled, ISO]
 *
 * A badge that was enrolled again has several lines, its newest keys first.
 */
export interface BadgeKeys {
  /** 8 hex digits in lower case. */
  readonly badge: string;
  /** As enrolled, 16 bytes each. */
  readonly logKey: ByteString;
  readonly radioKey: ByteString;
  /** Null: not known. */
  readonly enrolled: Seconds | null;
}

/** Keys of badges; those of one badge stand newest first. */
export type Keys = readonly BadgeKeys[];

const FORMAT = 'doorstep-keys';
const VERSION = 1;
const LINE = /^([0-9a-f]{8})\s+([0-9a-f]{32})\s+([0-9a-f]{32})(?:\s+(\S+))?$/i;

/** The keys in a file, or which of its lines is not right. */
export function readKeys(text: string): Keys | Failure {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const [format, version, ...more] = (lines[0] as string).trim().split(/\s+/);
  if (format !== FORMAT || version === undefined || more.length)
    return { error: `it is no keys file: its first line must be "${FORMAT} ${VERSION}"` };
  if (version !== `${VERSION}`)
    return {
      error: `it is of version ${version}, and this doorstep reads version ${VERSION}: use a newer one`,
    };
  const keys: BadgeKeys[] = [];
  for (let i = 1; i < lines.length; i++) {
    const line = (lines[i] as string).trim();
    if (!line || line.startsWith('#')) continue;
    const [, badge, logKey, radioKey, enrolled] = LINE.exec(line) ?? [];
    const at = enrolled === undefined ? null : secondsOf(enrolled);
    // What is wrong is not shown: it may be most of a key.
    if (!badge || !logKey || !radioKey || (enrolled !== undefined && at === null))
      return {
        error: `line ${i + 1} is no line of keys: give a badge's 8 hex digits, its two keys of 32 hex digits each, and a time or nothing`,
      };
    keys.push({
      badge: badge.toLowerCase(),
      logKey: bytesOf(logKey),
      radioKey: bytesOf(radioKey),
      enrolled: at,
    });
  }
  return keys;
}

/** The file; `keys` of one badge stand newest first. Each of `notes` is a line for people. */
export function writeKeys(keys: Keys, notes: readonly string[] = []): string {
  const lines = keys.map(({ badge, logKey, radioKey, enrolled }) =>
    [badge, hexOf(logKey), hexOf(radioKey), ...(enrolled === null ? [] : [isoOf(enrolled, 0)])].join(' '),
  );
  return [`${FORMAT} ${VERSION}`, ...notes.map(note => `# ${note}`), ...lines, ''].join('\n');
}
