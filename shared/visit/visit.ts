import { type ByteString, put, take } from '../bytes.js';

/**
 * One order's visit, as the badge carries it in mind: one number for each `Field`.
 *
 * A flat array, because that is what the badge copies natively, keeps in few variables and packs into a
 * checkpoint with one loop. `step` never changes one: it answers with a new one.
 */
export type Visit = Uint32Array;

export const enum Field {
  Phase,
  /** The appointment valid now, an instant; 0: none. With a slot, its start. */
  Appointment,
  /** End of the agreed slot; 0: the appointment is a moment. */
  SlotEnd,
  /** Log time of the first arrival of this visit; 0: not arrived. */
  ArrivedAt,
  /** Log time of the first ring of this visit at a door of the customer's own; 0: not rung. */
  RangAt,
  /** 1: a call from the spot found nobody. */
  Calls,
  /** Contents of the last visit note, a bit each, plus `NOTE_LEFT`; 0: no note. */
  Note,
  /** A bit for each `Kind` up to 31 that this visit has seen. */
  Seen,
  /** What was agreed and said: consent flags in bits 0-7, explained 8-11, risk 12-15, parts of the kit 16-24. */
  Said,
  /** Checklist items ticked or marked not applicable in this visit: items 0 to 31 of the profile, then 32 to 63. */
  Ticked,
  Ticked2,
  /** What keeps the order open: the bits of `Open`. A new visit keeps it, and all that follows. */
  Open,
  /** What reminders run from: instants, 0 where they have not been or the clock was not set. Acceptance. */
  Since,
  /** The newest word on progress, the acceptance at first. */
  ProgressAt,
  /** The newest question that another department must answer, and damage; 0 once one was settled. */
  QuestionAt,
  DamageAt,
  /** When promise n is due, in field `Due` + n. */
  Due,
  Count = Due + 8,
}

/** Parts of `Field.Open`: questions in bits 0-7, damages 8-15, promises by number 16-23, flags above. */
export const enum Open {
  Query = 1,
  Damage = 0x100,
  Promise = 0x10000,
  /** Any of the above. */
  Anything = 0xffffff,
  Replied = 0x1000000,
  /** Work has begun in some visit of the order. */
  Started = 0x2000000,
  /** The customer was reached. */
  Reached = 0x4000000,
  Escalated = 0x8000000,
}

/** Bit in `Field.Note` that says a note was left, whatever it holds. */
export const NOTE_LEFT = 16;

/** 16 or 24 numbers in bytes: which of them are not 0 (a bit each), then these, 7 bits a byte, lowest first. */
export function packFields(fields: Uint32Array): ByteString {
  let bytes = '';
  let present = 0;
  for (let i = 0; i < fields.length; i++) {
    let left = fields[i];
    if (!left) continue;
    present |= 1 << i;
    while (left > 127) {
      bytes += put(left | 128, 1);
      left = left >>> 7;
    }
    bytes += put(left, 1);
  }
  return put(present, fields.length >> 3) + bytes;
}

/** Reads packed numbers into `fields`, which are 0; answers where they end. */
export function unpackFields(bytes: ByteString, at: number, fields: Uint32Array): number {
  const mask = fields.length >> 3;
  const present = take(bytes, at, mask);
  at += mask;
  for (let i = 0; i < fields.length; i++) {
    if (!((present >> i) & 1)) continue;
    let unit = 1;
    let byte = 0;
    do {
      byte = take(bytes, at++, 1);
      fields[i] += (byte & 127) * unit;
      unit *= 128;
    } while (byte > 127);
  }
  return at;
}
