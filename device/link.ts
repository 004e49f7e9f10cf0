import { type ByteString, put, take } from '../shared/bytes.js';
import { Cause } from '../shared/log/cause.js';
import { KEY_WORDS, note, notePulled, seal } from '../shared/log/log.js';
import { KEY_BYTES } from '../shared/log/mac.js';
import { endOf, newestPage } from '../shared/log/open.js';
import { Header } from '../shared/log/page.js';
import { BLANK } from '../shared/log/word.js';
import { isOrder, ORDER_BYTES } from '../shared/order/order.js';
import { DATA_BYTES, Fault, MOST_FRAMES, Op, SEAL_NAME_BYTES } from '../shared/pull/frame.js';
import {
  AIR_TAG_BYTES,
  GREETING,
  Role,
  sessionKeyOf,
  shortCode,
  signedEnd,
  signedRequest,
} from '../shared/pull/proof.js';
import { DAY, type Seconds } from '../shared/time.js';
import { Came, State } from '../shared/visit/badge.js';
import { ClockQuality, Kind } from '../shared/visit/kind.js';
import { takeOrder } from './act.js';
import { type App, setClock, wallNow } from './app.js';

/**
 * Answers a supervisor's requests (shared/pull/frame.ts). The badge keeps nothing of a pull in mind: each request names
 * where it goes on, so a link may drop at any frame. What it does keep is who it talks to: a conversation begins with the
 * badge's proof, goes on with that of the supervisor's role, and ends with the connection or a wrong tag. A badge that
 * was never enrolled has nothing to prove anything with, and answers everybody.
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

/** Sends the log from record `seq` on, but for the first `skip` bytes of it, in at most `frames` frames of `size` bytes. @inline */
function sendLog(app: App, seq: number, skip: number, frames: number, size: number): void {
  const digest = app.ring.digest;
  const words = app.ring.store.words;
  seal(app.ring);
  const pages = pagesFrom(app, seq);
  const ends = pages.map(page => endOf(words, page));
  while (frames-- > 0) {
    let data = '';
    let at = skip;
    for (let i = 0; i < pages.length && data.length < size; i++) {
      const left = (ends[i] - pages[i]) * 4 - at;
      if (left > 0) data += ringBytes(app, pages[i] * 4 + at, Math.min(left, size - data.length));
      at = Math.max(0, -left);
    }
    if (data) app.link.send(put(Op.Data, 1) + put((skip / size) | 0, 1) + data);
    else {
      const first = pages.length ? words[pages[0] + Header.FirstSeq] : app.badge.state[State.Seq];
      const ends = put(first) + put(app.badge.state[State.Seq]);
      const head = app.ring.tag.slice(0, AIR_TAG_BYTES);
      const said = signedEnd(app.ring.badgeId, app.ring.profile, ends, head, app.nonces);
      const tag = app.role ? shortCode(digest, app.session, said, AIR_TAG_BYTES) : '';
      app.link.send(put(Op.End, 1) + put(skip, 1) + ends + tag);
      frames = 0;
    }
    skip += data.length;
  }
}

/** How many days the day of the key lies behind a time, below 0: before it. @inline */
function daysAfter(app: App, wall: Seconds): number {
  return app.roleDay - ((wall / DAY) | 0);
}

/** What the newest record and the clock may be held against: a clock that nobody set knows of no day. @inline */
function hasClock(app: App): boolean {
  return app.badge.state[State.Quality] > ClockQuality.Carried;
}

/** So many conversations in a row may begin and bring no proof; the next has to wait, each time twice as long. */
const TRIES = 5;
const LOCK_SPAN = 30;
/** From here on no longer: 64 minutes. */
const MAX_TRIES = 12;

/** The shortest request that changes something. */
const LEAST_BYTES = 6;

/** Carries out one request; '': a peer has come. @cold */
export function answer(app: App, request: ByteString): void {
  const digest = app.ring.digest;
  const state = app.badge.state;
  const signed = request;
  const op = take(request, 0, 1);
  const number = take(request, 2, 4);
  let fault = Fault.Done;
  let body = '';
  if (!request || app.role > Role.None) app.metAt = app.time;
  if (!request || (op > Op.Auth && op <= Op.Abort)) {
    app.role = Role.None;
    app.more = '';
    if (!request) {
      app.cameAt = app.time;
      return;
    }
  }
  if (request.length < LEAST_BYTES) fault = Fault.BadFrame;
  else if (op > (app.radioKey ? Op.Abort : Op.More)) fault = Fault.UnknownOp;
  else if (app.radioKey && op && op < Op.Hello) {
    // Below 0 the role waits for its proof.
    if (op < Op.Auth ? app.role < Math.min(op, Role.Dispatch) : app.role >= Role.None)
      fault = app.role > Role.None ? Fault.Role : Fault.NotAuthenticated;
    else if (op > Op.Pull) {
      request = signed.slice(0, -AIR_TAG_BYTES);
      const said = signedRequest(request, app.requests++);
      if (request + shortCode(digest, app.session, said, AIR_TAG_BYTES) !== signed) {
        fault = Fault.Tag;
        app.role = Role.None;
      }
    }
  }
  if (!fault) {
    if (op === Op.Pull) {
      sendLog(
        app,
        number,
        take(request, 6, 2),
        Math.min(take(request, 8, 1), MOST_FRAMES),
        Math.min(take(request, 9, 1), DATA_BYTES),
      );
      return;
    }
    // Status.
    if (!op)
      body =
        put(state[State.Seq]) +
        put(state[State.Pulled]) +
        put(wallNow(app)) +
        put(state[State.Quality], 1) +
        put(app.power.battery(), 1);
    else if (op === Op.Ack) {
      if (request.slice(LEAST_BYTES) !== app.ring.tag.slice(0, SEAL_NAME_BYTES)) fault = Fault.Seal;
      else notePulled(app.ring, Math.min(number, state[State.Seq]), app.time);
    } else if (op === Op.Time) {
      if (
        app.radioKey &&
        (Math.abs(daysAfter(app, number)) > 1 || number < state[State.Offset] + state[State.At])
      )
        fault = Fault.Clock;
      else {
        // One key alone is not believed all that it says: a key of a later day has to agree.
        if (!hasClock(app)) app.clockDay = app.roleDay;
        const isSure = app.roleDay > app.clockDay;
        setClock(app, number, (isSure ? ClockQuality.Authenticated : ClockQuality.Set) + 2 * 4);
      }
    } else if (op <= Op.More) {
      // An order that is longer than all that there can be loses its beginning, and is none.
      app.more = (app.more + request.slice(2)).slice(-ORDER_BYTES);
      if (op < Op.More) {
        fault = !isOrder(app.more)
          ? Fault.BadFrame
          : takeOrder(app, app.more, Came.Radio, 0)
            ? Fault.Done
            : Fault.NoRoom;
        app.more = '';
      }
    } else if (op === Op.Auth) {
      app.role = -app.role;
      app.tries = app.lockedUntil = 0;
    } else if (op < Op.Abort) {
      app.roleDay = take(request, 3, 2);
      // A clock that was lost stood at least where it stood when it was.
      const ahead = daysAfter(app, state[State.Offset] + app.time);
      if (app.time < app.lockedUntil) {
        fault = Fault.Locked;
        body = put(app.lockedUntil - app.time);
      } else if (ahead < -1 || (hasClock(app) && ahead > 1)) fault = Fault.Clock;
      else {
        // It counts from the beginning: to leave without a proof, or to lose the link, is no way around it.
        app.tries = Math.min(app.tries + 1, MAX_TRIES);
        app.lockedUntil = app.time + LOCK_SPAN * ((1 << app.tries) >> TRIES);
        // Once each time the badge locks itself, so there is no flood of them.
        if (app.tries >= TRIES) note(app.ring, Kind.Security, app.tries * 8 + Cause.Unproved, app.time);
        const nonce = put(app.link.chance()) + put(app.link.chance());
        app.nonces = nonce + request.slice(5, 13);
        const dayKey = shortCode(digest, app.radioKey, request.slice(2, 5), KEY_BYTES);
        app.session = sessionKeyOf(digest, dayKey, app.nonces);
        app.role = -take(request, 2, 1);
        app.requests = 0;
        body = nonce + shortCode(digest, app.session, GREETING, AIR_TAG_BYTES);
      }
      // Who aborts may not be able to let go (crbug.com/630586).
    } else app.link.drop();
  }
  app.link.send(put(Op.Answer, 1) + put(take(signed, 1, 1), 1) + put(fault, 1) + body);
}
