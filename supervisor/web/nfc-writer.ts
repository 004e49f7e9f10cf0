import type { ByteString } from '../../shared/bytes.js';
import { bytesOf } from '../../shared/enrol/text.js';
import { ORDER, payloadIn, TYPE } from '../../shared/order/ndef.js';
import { idOf, Time, timeOf } from '../../shared/order/order.js';
import type { Seconds } from '../../shared/time.js';
import { bytesIn, textOf } from '../bytes.js';
import { type Receipt, readSigned, saidIn, toldOf } from '../orders.js';

/** Signed orders into badges with a phone that has Web NFC: what the small page decides, without the page. */

/** As much of Web NFC as is used: the browser's `NDEFReader`. */
export interface WebNfc extends EventTarget {
  scan(options: { readonly signal: AbortSignal }): Promise<void>;
  write(
    message: { readonly records: readonly { readonly recordType: string; readonly data: BufferSource }[] },
    options: { readonly overwrite: boolean; readonly signal: AbortSignal },
  ): Promise<void>;
}

/** What a tag shows, as the browser tells it. */
export interface Reading extends Event {
  readonly message: {
    readonly records: readonly { readonly recordType: string; readonly data?: DataView }[];
  };
}

/** A signed order, as somebody gave it. */
export interface GivenOrder {
  readonly id: string;
  readonly badge: string;
  /** Until when it may be taken; null: for ever. */
  readonly notAfter: Seconds | null;
  readonly payload: ByteString;
}

/** The order in a text that says its NDEF message in hex, as `order new` prints it and its QR says; null where it is none. */
export function orderIn(text: string): GivenOrder | null {
  const message = bytesOf(text.replace(/\s/g, ''));
  const payload = payloadIn(ORDER, `\x03${String.fromCharCode(message.length & 255)}${message}\xfe`);
  const signed = readSigned(payload);
  if (!signed) return null;
  const { badge, order } = signed;
  return { id: idOf(order), badge, notAfter: timeOf(order, Time.NotAfter) || null, payload };
}

/** Writes it into the next tag that the phone touches. Rejects as the browser does. */
export function writeOrder(nfc: WebNfc, { payload }: GivenOrder, signal: AbortSignal): Promise<void> {
  const data = bytesIn(payload);
  return nfc.write({ records: [{ recordType: TYPE + ORDER, data }] }, { overwrite: true, signal });
}

/** What the next touch tells: a badge that says it has the order, another badge or one that says nothing, no badge at all. */
export type Answer =
  | { readonly is: 'taken'; readonly receipt: Receipt }
  | { readonly is: 'other'; readonly badge: string }
  | { readonly is: 'silent' | 'no-badge' };

export function answerIn({ message }: Reading, order: GivenOrder): Answer {
  const record = message.records.find(({ recordType }) => recordType === `${TYPE}id`);
  const bytes = record?.data;
  const said = bytes && saidIn(textOf(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
  if (!said) return { is: 'no-badge' };
  if (said.badge !== order.badge) return { is: 'other', badge: said.badge };
  const receipt = toldOf(said, order.payload);
  return receipt ? { is: 'taken', receipt } : { is: 'silent' };
}
