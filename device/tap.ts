import { type ByteString, put, take } from '../shared/bytes.js';
import { Cause } from '../shared/log/cause.js';
import { note } from '../shared/log/log.js';
import { idOf, isOrder, Time, timeOf } from '../shared/order/order.js';
import {
  BADGE_AT,
  HOLDER,
  ORDER_AT,
  ORDER_TAG_BYTES,
  orderKeyOf,
  RECEIPT,
  SALT_AT,
  SIGNED,
  withTag,
} from '../shared/order/signed.js';
import { Came, State } from '../shared/visit/badge.js';
import { ClockQuality, Kind } from '../shared/visit/kind.js';
import { Words } from '../shared/words/layout.js';
import { Fixed } from '../shared/words/ui.js';
import { slotOf, takeOrder } from './act.js';
import { type App, setClock, wallNow } from './app.js';
import { openQuestion } from './list.js';

/** What a tap of an order does, once the field has gone. */

/** Each cause is put on record once in so many seconds, with how often it came. */
const SPAN = 60;
const MAX_COUNT = 63;

/** Something is not as it should be: the wearer is told, the record keeps it, and the visit goes on. @cold */
export function refuse(app: App, cause: Cause, lines: Fixed[]): void {
  const count = Math.min(app.faults[cause] + 1, MAX_COUNT);
  app.faults[cause] = count;
  openQuestion(app, lines);
  if (app.time < app.quietUntil[cause]) return;
  app.quietUntil[cause] = app.time + SPAN;
  note(app.ring, Kind.Security, count * 8 + cause, app.time);
  app.faults[cause] = 0;
}

/** How an arrival was tapped (log/fields.ts): a signed order answers the nonce or not; an unsigned one is worth a press. */
const enum Evidence {
  Fresh = 1,
  Stored,
  Button,
}

/**
 * A reader has gone and left an order, or ''; `says` is what the next reader finds, with the receipt of the last order behind it
 * where the badge has that. A tap that is repeated finds the order known, and does nothing.
 *
 * @cold
 */
export function takeTap(app: App, payload: ByteString, says: ByteString): void {
  const said = app.says;
  app.says = says;
  if (!payload) return;
  app.receipt = '';
  const isSigned = take(payload, 0, 1) === SIGNED;
  const signed = payload.slice(0, -ORDER_TAG_BYTES);
  const digest = app.ring.digest;
  // A badge that is not enrolled has a key that nobody knows yet.
  const orderKey = orderKeyOf(digest, app.radioKey || says, payload.charAt(1));
  const order = !isSigned
    ? app.cells[Words.RefuseUnsigned]
      ? ''
      : payload
    : payload.slice(BADGE_AT, SALT_AT) === says.slice(0, 4) && withTag(digest, orderKey, signed) === payload
      ? signed.slice(ORDER_AT)
      : '';
  const notAfter = timeOf(order, Time.NotAfter);
  const isExpired = notAfter > 0 && wallNow(app) > notAfter;
  if (isExpired || !isOrder(order))
    return refuse(app, Cause.BadOrder, [isExpired ? Fixed.OrderExpired : Fixed.OrderForged]);
  const isFresh = isSigned && payload.slice(BADGE_AT, ORDER_AT) === said;
  // Who answers the nonce has the key, here and now: what was tapped before cannot come again by itself.
  if (!isFresh && slotOf(app, order) < 0 && app.closed.includes(idOf(order)))
    return refuse(app, Cause.DoubledOrder, [Fixed.OrderClosed]);
  const issued = timeOf(order, Time.Issued);
  if (isFresh && issued && !app.badge.state[State.Quality]) setClock(app, issued, ClockQuality.Set);
  const isTaken = takeOrder(
    app,
    order,
    isSigned ? Came.Signed : Came.Tap,
    isFresh ? Evidence.Fresh + (take(payload, 1, 1) & HOLDER) : isSigned ? Evidence.Stored : Evidence.Button,
  );
  if (!isSigned || !isTaken) return;
  const receipt =
    RECEIPT + put(wallNow(app)) + put(app.badge.state[State.Seq]) + payload.slice(-ORDER_TAG_BYTES);
  app.receipt = withTag(digest, orderKey, receipt).slice(1);
}
