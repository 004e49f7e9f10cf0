import { type ByteString, put, take } from '../shared/bytes.js';
import { KEY_WORDS, notePulled, seal } from '../shared/log/log.js';
import { endOf, newestPage } from '../shared/log/open.js';
import { Header } from '../shared/log/page.js';
import { BLANK } from '../shared/log/word.js';
import { isOrder } from '../shared/order/order.js';
import { DATA_BYTES, Op } from '../shared/pull/frame.js';
import { Came, State } from '../shared/visit/badge.js';
import { ClockQuality } from '../shared/visit/kind.js';
import { takeOrder } from './act.js';
import { type App, setClock } from './app.js';

/**
 * Answers a supervisor's requests (shared/pull/frame.ts). The badge keeps nothing of a pull in mind: each request names
 * where it goes on, so a link may drop at any frame. Who may ask is the radio issue's; see docs/THREATS.md.
 */

/** Pages of the ring from the one that holds record `seq` on, or from the oldest there is. */
function pagesFrom(app: App, seq: number): number[] {
  const words = app.ring.store.words;
  const pages: number[] = [];
  let page = newestPage(app.ring.digest, words, BLANK);
  while (page >= 0) {
    pages.unshift(page);
    if (words[page + Header.FirstSeq] <= seq) break;
    page = newestPage(app.ring.digest, words, words[page + Header.Epoch]);
  }
  return pages;
}

/** Bytes of the ring from `offset` on, zeros for the key in use: it never leaves the badge. */
function ringBytes(app: App, offset: number, length: number): ByteString {
  let bytes = app.ring.store.read(offset, length);
  const from = app.ring.keyAt * 4 - offset;
  for (let i = Math.max(0, from); from > -offset && i < from + KEY_WORDS * 4 && i < length; i++)
    bytes = bytes.slice(0, i) + '\0' + bytes.slice(i + 1);
  return bytes;
}

/** Sends the log from record `seq` on, but for the first `skip` bytes of it, in at most `frames` frames. */
function sendLog(app: App, seq: number, skip: number, frames: number): void {
  const words = app.ring.store.words;
  seal(app.ring);
  const pages = pagesFrom(app, seq);
  const ends = pages.map(page => endOf(words, page));
  const link = app.link;
  while (frames-- > 0) {
    let data = '';
    let at = skip;
    for (let i = 0; i < pages.length && data.length < DATA_BYTES; i++) {
      const left = (ends[i] - pages[i]) * 4 - at;
      if (left > 0) data += ringBytes(app, pages[i] * 4 + at, Math.min(left, DATA_BYTES - data.length));
      at = Math.max(0, -left);
    }
    if (!data) {
      const first = pages.length ? words[pages[0] + Header.FirstSeq] : app.badge.state[State.Seq];
      link.notify(put(Op.End, 1) + put(skip, 1) + put(first, 4) + put(app.badge.state[State.Seq], 4));
      return;
    }
    link.notify(put(Op.Data, 1) + put((skip / DATA_BYTES) | 0, 1) + data);
    skip += data.length;
  }
}

/** Carries out one request. @cold */
export function answer(app: App, request: ByteString): void {
  const op = take(request, 0, 1);
  if (op === Op.Pull) sendLog(app, take(request, 2, 4), take(request, 6, 2), take(request, 8, 1));
  else if (op === Op.Ack)
    notePulled(app.ring, Math.min(take(request, 2, 4), app.badge.state[State.Seq]), app.time);
  else if (op === Op.Time) setClock(app, take(request, 2, 4), ClockQuality.Authenticated + 2 * 4);
  else if (op === Op.Order) {
    const order = request.slice(2);
    if (isOrder(order)) takeOrder(app, order, Came.Radio, 0);
  } else app.link.notify(put(Op.Error, 1) + request.charAt(1) + '\x02');
}
