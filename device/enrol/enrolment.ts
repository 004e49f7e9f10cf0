import { type ByteString, put, take } from '../../shared/bytes.js';
import { Outcome } from '../../shared/enrol/outcome.js';
import { enrolText } from '../../shared/enrol/text.js';
import { addEntry, Entry, entryFits, type Journal, newestEntry } from '../../shared/journal.js';
import { installKey } from '../../shared/log/install-key.js';
import { KEY_BYTES } from '../../shared/log/mac.js';
import type { Digest, LogStore } from '../../shared/ports.js';
import { Page0 } from '../../shared/words/layout.js';
import { chance } from './keys.js';

/** What an enrolment needs of a badge. */
export interface Installed {
  /** The 64 bytes of page 0 that say who it is; '' where there are none. */
  readonly identity: ByteString;
  /** Word 5 of a page header: profile, its version, language; 0 where there is no words file. */
  readonly profileWord: number;
  readonly store: LogStore;
  readonly journal: Journal;
  readonly digest: Digest;
  /** 32 bits from the chip's own source of chance; nothing else goes into a key. */
  random(): number;
}

/** Whether page 0 says who the badge is, and says it whole. */
function isIdentity(digest: Digest, identity: ByteString): boolean {
  const checked = Page0.Journal - 4;
  return (
    identity.slice(0, 4) === 'DB\x01\0' &&
    put(digest.crc32(identity.slice(0, checked)), 4) === identity.slice(checked)
  );
}

/**
 * Gives a badge its two keys and answers the text of its QR, or why it did not. Nothing is written before all has been
 * looked at. The radio key comes last: a badge has keys once that is whole.
 */
export function makeKeys(badge: Installed): string | Outcome {
  const digest = badge.digest;
  const journal = badge.journal;
  if (!badge.store.words.length) return Outcome.NoLog;
  if (!isIdentity(digest, badge.identity)) return Outcome.NoIdentity;
  if (!badge.profileWord) return Outcome.NoWords;
  if (newestEntry(digest, journal.words, Entry.RadioKey)) return Outcome.HasKeys;
  if (!entryFits(journal.words, KEY_BYTES)) return Outcome.JournalRefuses;
  const keys = chance(badge.random, 8);
  if (!keys) return Outcome.NoChance;
  const id = take(badge.identity, Page0.BadgeId, 4);
  const logKey = keys.slice(0, KEY_BYTES);
  const radioKey = keys.slice(KEY_BYTES);
  if (!installKey(badge.store, digest, id, badge.profileWord, logKey)) return Outcome.LogRefuses;
  if (!addEntry(digest, journal, Entry.RadioKey, radioKey)) return Outcome.JournalRefuses;
  return enrolText(digest, { id: id, logKey: logKey, radioKey: radioKey });
}
