import { digest } from '../../host-sim/digest.js';
import { take } from '../../shared/bytes.js';
import { codeOf, TAG_BYTES } from '../../shared/log/mac.js';
import { bytesOf, HEADER_WORDS, Header } from '../../shared/log/page.js';
import { longWords, readerOf, readNext } from '../../shared/log/record.js';
import { pagesIn } from '../../shared/log/story.js';
import { checked, isHead, MAX_STEP, NO_TIME } from '../../shared/log/word.js';
import { Kind } from '../../shared/visit/kind.js';
import type { Dlog } from '../../supervisor/dlog.js';

/**
 * What a forger can do to a log who has no key: whatever he changes, the checks of words, records, headers and of the file
 * are right again, and so are the numbers.
 */

/** A piece of a log: a header, a record with all its words, or a word that is none. */
export interface Piece {
  readonly words: readonly number[];
  /** Kind of the record; -1: a header, `Kind.None`: no record. */
  readonly kind: number;
  readonly bytes: string;
  /** Number of the record, or of the next one where it has none. */
  readonly seq: number;
  /** Which seal it stands under, counted from 0 over the whole log. */
  readonly under: number;
  /** How many numbers a header skips: records that were lost, as the first record of its page says. */
  readonly skipped: number;
}

export const HEADER = -1;

/** Whether a piece is a record with a number of its own. */
export function hasNumber({ kind }: Pick<Piece, 'kind'>): boolean {
  return kind > Kind.None && ![Kind.Slot, Kind.Checkpoint, Kind.Seal, Kind.Key].includes(kind);
}

/** Number of the record behind a piece: those that were lost had numbers as well. */
function after(piece: Piece, seq: number): number {
  if (piece.kind === Kind.Loss) return Math.max(seq + 1, take(piece.bytes, 8, 4) + 2);
  return hasNumber(piece) ? seq + 1 : seq;
}

/** Takes a log apart. */
export function piecesOf(words: Uint32Array): Piece[] {
  const pieces: Piece[] = [];
  const pages = pagesIn(digest, words) as number[];
  let under = 0;
  let seq = words[Header.FirstSeq] as number;
  pages.forEach((page, p) => {
    const end = pages[p + 1] ?? words.length;
    const skipped = (words[page + Header.FirstSeq] as number) - seq;
    seq += skipped;
    let at = page + HEADER_WORDS;
    const add = (from: number, to: number, kind: number, bytes = ''): void => {
      const piece = {
        words: [...words.subarray(from, to)],
        kind,
        bytes,
        seq,
        under,
        skipped: kind === HEADER ? skipped : 0,
      };
      pieces.push(piece);
      seq = after(piece, seq);
      if (kind === Kind.Seal) under++;
    };
    add(page, at, HEADER);
    const reader = readerOf(at, end, 0);
    while (readNext(digest, words, reader)) {
      for (; at < reader.from; at++) add(at, at + 1, Kind.None);
      add(reader.from, reader.next, reader.kind, reader.bytes);
      at = reader.next;
    }
    for (; at < end; at++) add(at, at + 1, Kind.None);
  });
  return pieces;
}

/** Puts a log together again: headers count the records before them, and the file says where it ends. */
export function joined(log: Dlog, pieces: readonly Piece[]): Dlog {
  const words: number[] = [];
  let seq = log.first;
  for (const piece of pieces) {
    if (piece.kind === HEADER) {
      const fields = [...piece.words];
      seq += piece.skipped;
      fields[Header.FirstSeq] = seq;
      fields[Header.Check] = digest.crc32(bytesOf(fields, 0, Header.Check));
      words.push(...fields);
    } else words.push(...piece.words);
    seq = after(piece, seq);
  }
  return { ...log, words: Uint32Array.from(words), next: seq };
}

/** The record with another value, or another byte where it is a long one, its checks right. */
export function edited(piece: Piece): Piece {
  const [word = 0] = piece.words;
  if (!isHead(word)) return { ...piece, words: [checked((word & 0x7ffffff) ^ 1)] };
  const bytes = String.fromCharCode(piece.bytes.charCodeAt(0) ^ 1) + piece.bytes.slice(1);
  return { ...piece, bytes, words: longWords(digest, piece.kind, bytes) };
}

/** Adds the time that a piece passes to the one that follows, so that no clock shows that it is gone. */
function later(piece: Piece | undefined, gone: Piece): Piece[] {
  if (!piece) return [];
  const [word = 0] = piece.words;
  const [was = 0] = gone.words;
  if (isHead(was) || isHead(word) || piece.kind <= Kind.None || gone.kind <= Kind.None) return [piece];
  const step = ((word >> 9) & 2047) + ((was >> 9) & 2047);
  if (step > MAX_STEP) return [piece];
  return [{ ...piece, words: [checked((word & 0x7f001ff) | (step << 9))] }];
}

export const EDITS = ['edit', 'drop', 'swap', 'insert', 'truncate', 'splice'] as const;

/**
 * The log with piece `i` forged in one of six ways; null where that changes nothing. A splice goes on with another log,
 * `twin`, from its piece `j` on.
 */
export function forged(
  log: Dlog,
  pieces: readonly Piece[],
  i: number,
  edit: (typeof EDITS)[number],
  twin: readonly Piece[],
  j: number,
): Dlog | null {
  const piece = pieces[i] as Piece;
  const before = pieces.slice(0, i);
  const next = pieces[i + 1];
  const rest = pieces.slice(i + 1);
  switch (edit) {
    case 'edit':
      return joined(log, [...before, edited(piece), ...rest]);
    case 'drop':
      return joined(log, [...before, ...later(next, piece), ...rest.slice(1)]);
    case 'swap':
      if (!next || next.kind === HEADER || String(next.words) === String(piece.words)) return null;
      return joined(log, [...before, next, piece, ...rest.slice(1)]);
    case 'insert':
      return joined(log, [...before, piece, piece, ...rest]);
    case 'truncate':
      return joined(log, before);
    case 'splice':
      return joined(log, [...before, ...twin.slice(j)]);
  }
}

/** Words that are zero, as a key leaves them that was given up. */
export function zeros(count: number, at: Piece): Piece {
  return { ...at, kind: Kind.None, bytes: '', words: new Array<number>(count).fill(0) };
}

/** All seals from piece `i` on made anew with one key: what a thief can do who got it from the badge. */
export function resealed(pieces: readonly Piece[], i: number, key: string): Piece[] {
  let before = '';
  let sealed: number[] = [];
  return pieces.map((piece, at) => {
    if (piece.kind === HEADER) {
      before = bytesOf(piece.words, 0, HEADER_WORDS);
      sealed = [];
    } else if (piece.kind !== Kind.Seal) {
      const saysNothing = piece.words[0] === 0 || piece.words[0] === NO_TIME;
      if (sealed.length || !saysNothing) sealed.push(...piece.words);
    } else {
      if (at >= i) {
        const tag = codeOf(digest, key, before + bytesOf(sealed, 0, sealed.length)).slice(0, TAG_BYTES);
        const bytes = tag + piece.bytes.slice(TAG_BYTES);
        piece = { ...piece, bytes, words: longWords(digest, Kind.Seal, bytes) };
      }
      before = piece.bytes.slice(0, TAG_BYTES);
      sealed = [];
    }
    return piece;
  });
}
