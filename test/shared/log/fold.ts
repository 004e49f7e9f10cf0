import * as assert from 'uvu/assert';
import { digest } from '../../../host-sim/digest.js';
import { HEADER_WORDS, Header } from '../../../shared/log/page.js';
import { type Reader, readerOf, readNext } from '../../../shared/log/record.js';
import { pagesIn, storyOf } from '../../../shared/log/story.js';
import { HB } from '../../../shared/profile/hb.js';
import { apply, type Badge, newBadge, State } from '../../../shared/visit/badge.js';
import { Kind } from '../../../shared/visit/kind.js';
import { LIMITS } from '../visit/visits.js';
import type { Told } from './life.js';

const ZONE = 8 * 3600;

export function story(words: ArrayLike<number>) {
  return storyOf(digest, LIMITS, HB, words, ZONE);
}

/** All that a badge has in mind, to be compared. */
export function mindOf(badge: Badge) {
  const undo = badge.undo;
  return {
    visits: badge.visits.map(visit => visit && [...visit]),
    orders: badge.orders,
    state: [...badge.state],
    undo: undo && { ...undo, visit: undo.visit && [...undo.visit], state: [...undo.state] },
  };
}

export function sameMind(got: Badge, wanted: Badge, what: string): void {
  const [a, b] = [JSON.stringify(mindOf(got)), JSON.stringify(mindOf(wanted))];
  if (a === b) return;
  const at = [...a].findIndex((letter, i) => letter !== b[i]);
  assert.unreachable(
    `${what}: ${a.slice(Math.max(0, at - 80), at + 80)} is not ${b.slice(Math.max(0, at - 80), at + 80)}`,
  );
}

/** Reads records as they stand, checkpoints included, seals and keys not, and hears of each. */
export function eachRecord(
  words: ArrayLike<number>,
  start: number,
  end: number,
  at: number,
  heard: (reader: Reader) => void,
): void {
  const reader = readerOf(start, end, at);
  while (readNext(digest, words, reader))
    if (reader.kind !== Kind.Seal && reader.kind !== Kind.Key) heard(reader);
}

/** What the badge had in mind by the words from `start` to `end`, nothing known before them. */
export function foldFrom(words: ArrayLike<number>, start: number, end: number): Badge {
  const badge = newBadge();
  eachRecord(words, start, end, 0, reader => {
    apply(LIMITS, badge, reader.kind, reader.value, reader.at, reader.bytes);
    if (reader.kind === Kind.Checkpoint) reader.at = badge.state[State.At];
  });
  return badge;
}

/** Where the whole checkpoints in a page begin: at the first of their slots. */
export function checkpointsIn(words: ArrayLike<number>, from: number, end: number): number[] {
  const starts: number[] = [];
  let first = -1;
  eachRecord(words, from, end, 0, reader => {
    if (reader.kind === Kind.Slot) {
      if (first < 0) first = reader.from;
    } else {
      if (reader.kind === Kind.Checkpoint) starts.push(first < 0 ? reader.from : first);
      first = -1;
    }
  });
  return starts;
}

/** The records in a stream of pages, without those that the log makes for itself. */
export function toldIn(words: ArrayLike<number>): (Told & { readonly seq: number })[] {
  const told: (Told & { seq: number })[] = [];
  const pages = pagesIn(digest, words);
  pages.forEach((page, i) => {
    const badge = newBadge();
    badge.state[State.Seq] = words[page + Header.FirstSeq];
    eachRecord(words, page + HEADER_WORDS, pages[i + 1] ?? words.length, words[page + Header.At], reader => {
      apply(LIMITS, badge, reader.kind, reader.value, reader.at, reader.bytes);
      if (reader.kind === Kind.Checkpoint) reader.at = badge.state[State.At];
      else if (reader.kind !== Kind.Slot) told.push({ ...toldOf(reader), seq: badge.state[State.Seq] - 1 });
    });
  });
  return told;
}

/** The record that was read last. */
export function toldOf({ kind, value, bytes, at }: Reader): Told {
  return { kind, value, bytes, at };
}

/** A record as text; zeros up to a whole word are no difference. */
export function lineOf({ kind, value, bytes, at }: Told): string {
  return `${at} ${kind} ${value} ${Buffer.from(bytes.replace(/\0+$/, ''), 'latin1').toString('hex')}`;
}
