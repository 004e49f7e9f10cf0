import type { ByteString } from '../shared/bytes.js';
import { ndefOf } from '../shared/order/ndef.js';
import { bytesIn } from './bytes.js';
import { badgeIn, type Receipt, receiptFor, type Said } from './orders.js';
import { type Reader, readShown, type TagEnd, writeMessage } from './tag.js';

/** An order on its way to a badge that lies on a reader. */
export interface Errand {
  /** 8 hex digits. */
  readonly badge: string;
  /** The key of the radio that the badge was enrolled with, '' where it is not known: then no receipt can be checked. */
  readonly radioKey: ByteString;
  /** The payload of the order's record: signed for what the badge says, or as it was signed before. */
  payloadFor(said: Said): ByteString;
}

/** How a delivery ended. `other-badge` and `no-badge`: what lies on the reader is not the badge that the order is for. */
export type DeliveryEnd = TagEnd | 'other-badge' | 'no-badge';

export interface Delivery {
  /** `done`: the order was written, and read back. */
  readonly end: DeliveryEnd;
  /** Fields that it took, but for the one in which the receipt came. */
  readonly touches: number;
  /** What was written last, '' for nothing. */
  readonly payload: ByteString;
  /** That the badge has it; null where the badge does not say so, or its key is not known. */
  readonly receipt: Receipt | null;
}

/** What is worth another touch. */
const LOST: readonly DeliveryEnd[] = ['silent', 'refused', 'differs'];

/**
 * Writes an order into the badge on the reader, and asks for its receipt in the next field. Where a command or an answer was
 * lost, begins anew with the whole message in a new field: the badge may have done what it did not answer, and then it says
 * so. `before`: what was written earlier, of which the receipt is still owed.
 */
export async function deliver(
  reader: Reader,
  errand: Errand,
  before: ByteString = '',
  tries = 3,
): Promise<Delivery> {
  let payload = before;
  let end: DeliveryEnd = 'silent';
  for (let touches = 0; ; touches++) {
    const found = await badgeOn(reader);
    const receipt =
      payload && typeof found !== 'string' ? receiptFor(found.said, errand.radioKey, payload) : null;
    const isAsked = end === 'done' && !(typeof found === 'string' && LOST.includes(found));
    const isOver = receipt !== null || isAsked || touches === tries;
    if (isOver) end = receipt ? 'done' : end;
    else if (typeof found === 'string') end = found;
    else if (found.said.badge !== errand.badge) end = 'other-badge';
    else {
      payload = errand.payloadFor(found.said);
      const message = bytesIn(ndefOf(payload));
      end = await writeMessage(reader, found.room, message);
    }
    await reader.field(false);
    if (isOver) return { end, touches, payload, receipt };
    if (end !== 'done' && !LOST.includes(end)) return { end, touches: touches + 1, payload, receipt: null };
  }
}

/** Which badge lies on the reader, and what it says; the field stays. */
export async function badgeOn(reader: Reader): Promise<{ said: Said; room: number } | DeliveryEnd> {
  const shown = (await reader.field(true)) ? await readShown(reader) : 'gone';
  if (typeof shown === 'string') return shown;
  const said = badgeIn(shown.message);
  return said ? { said, room: shown.room } : 'no-badge';
}
