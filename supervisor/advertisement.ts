import { badgeName } from './dlog.js';

/** Company of the firmware, whose data a badge advertises: Espruino's. */
export const COMPANY = 0x0590;

/** What a badge says on the air to whoever is in reach. Anybody could say it: it proves nothing. */
export interface Advertised {
  /** 8 hex digits. */
  readonly badge: string;
  /** Lowest 16 bits of the number that its next record will have, as of when its display last went on or off. */
  readonly head: number;
}

/**
 * Manufacturer data of a badge, 6 bytes, little-endian (docs/SPEC.md, "Link"); null where it is something else.
 *   offset  size  field
 *        0     4  badge id
 *        4     2  head
 */
export function readAdvertisement(data: Uint8Array): Advertised | null {
  if (data.length !== 6) return null;
  const view = new DataView(data.buffer, data.byteOffset);
  return { badge: badgeName(view.getUint32(0, true)), head: view.getUint16(4, true) };
}
