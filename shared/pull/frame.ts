/**
 * Frames between a badge and a supervisor, version 0: an open link without authentication (docs/SPEC.md, "Link").
 *
 * Every frame is an op, a number, and a body. A request fits 20 bytes; an order may take a longer write.
 *
 *   Pull    from supervisor   seq 4, skip 2, frames 1: the log from the page that holds record `seq` on, less its
 *                             first `skip` bytes, in at most so many data frames
 *   Data    from badge        number is that of the frame in the stream, mod 256; 48 bytes, fewer in the last one
 *   End     from badge        all has been sent: number of the first record in the stream 4, of the next one 4
 *   Ack     from supervisor   seq 4: every record before it is safe
 *   Time    from supervisor   seconds since 1970 UTC 4
 *   Order   from supervisor   a packed order (order/order.ts)
 *   Error   from badge        number of the request, code 1
 */
export const enum Op {
  Pull = 1,
  Ack,
  Time,
  Order,
  Data = 0x81,
  End,
  Error,
}

/** Bytes of the log in a data frame: with its header 50 bytes, what MTU 53 leaves. */
export const DATA_BYTES = 48;

/** UUID of the service (1) and of its characteristics: information, control, events. */
export function uuid(part: number): string {
  return '7d0f000' + part + '-6f2c-4b1e-a5d3-0d0025e9badc';
}
export const SERVICE = 1;
export const INFO = 2;
export const CONTROL = 3;
export const EVENT = 4;
