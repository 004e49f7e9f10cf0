import { type ByteString, put, take } from '../bytes.js';
import { isoOf, secondsOf } from '../iso.js';
import { kitCodes, kitValue } from '../profile/kit.js';
import type { Profile } from '../profile/profile.js';
import type { Span } from '../time.js';
import { Came } from '../visit/badge.js';
import { Kind } from '../visit/kind.js';

/**
 * What the 9 bits of an event's word and the bytes of a long record mean: the fields of architecture 4 by name.
 * For the desk, both ways; docs/SPEC.md has the same table. The badge itself never needs a field's name.
 */

/** Bits `shift` and up of the value. */
export interface Part {
  readonly name: string;
  readonly shift: number;
  readonly bits: number;
  /** What each number stands for; null: the field is absent. */
  readonly values?: readonly (string | boolean | null)[];
  /** A bit each, lowest first; no bit set: the field is absent. */
  readonly flags?: readonly string[];
}

/** Who was the cause: 0 is not stated. */
export const PARTIES: readonly (string | null)[] = [
  null,
  'customer',
  'company',
  'third',
  'weather',
  'unknown',
];
const REASONS = [null, 'customer', 'parts', 'access', 'safety', 'night', 'other'];
const HOLDERS = [null, 'manager', 'backoffice', 'colleague', 'other'];
const REACHED: Part = { name: 'reached', shift: 0, bits: 1, values: [false, true] };

export const NOTE_FIELDS: readonly string[] = ['arrival', 'leaving', 'phone', 'contact'];
export const EXPLAINED_FLAGS: readonly string[] = ['policy', 'content', 'cause', 'fee'];
export const CONSENT_FLAGS: readonly string[] = [
  'environment',
  'move',
  'phone',
  'things',
  'operate',
  'disk',
  'approval',
  'escort',
];
export const RISK_FLAGS: readonly string[] = ['explained', 'backup', 'consent', 'lateNight'];
export const APPOINTMENT_FLAGS: readonly string[] = ['reason', 'apology', 'understanding', 'newTime'];
export const CLOCK_SOURCES: readonly string[] = ['order', 'phone', 'supervisor'];
export const RESET_CAUSES: readonly string[] = ['power-on', 'pin', 'watchdog', 'software', 'lockup', 'other'];
export const SECURITY_CAUSES: readonly string[] = [
  'error',
  'bad-order',
  'doubled-order',
  'console',
  'left-out',
  'unproved',
];

/** What the 9 bits of each kind's value mean; of kinds that are not here they mean nothing or stand in the code below. */
export const PARTS: { readonly [kind: number]: readonly Part[] } = {
  [Kind.Arrived]: [
    { name: 'evidence', shift: 0, bits: 2, values: [null, 'fresh', 'stored', 'button'] },
    { name: 'key', shift: 2, bits: 3, values: [null, 'desk', 'customer', 'site', 'engineer'] },
  ],
  [Kind.Rang]: [
    { name: 'kind', shift: 0, bits: 1, values: ['bell', 'knock'] },
    { name: 'door', shift: 1, bits: 2, values: [null, 'own', 'shared'] },
  ],
  [Kind.Answered]: [
    { name: 'by', shift: 0, bits: 1, values: ['customer', 'other'] },
    { name: 'at', shift: 1, bits: 1, values: [null, 'guard'] },
  ],
  [Kind.CallTried]: [REACHED],
  [Kind.Contacted]: [REACHED],
  [Kind.NoteLeft]: [{ name: 'fields', shift: 0, bits: 4, flags: NOTE_FIELDS }],
  [Kind.Explained]: [{ name: 'flags', shift: 0, bits: 4, flags: EXPLAINED_FLAGS }],
  [Kind.Consent]: [{ name: 'flags', shift: 0, bits: 8, flags: CONSENT_FLAGS }],
  [Kind.RiskFlagged]: [{ name: 'flags', shift: 0, bits: 4, flags: RISK_FLAGS }],
  [Kind.WorkPaused]: [
    { name: 'reason', shift: 0, bits: 3, values: REASONS },
    { name: 'party', shift: 3, bits: 3, values: PARTIES },
  ],
  [Kind.WorkDone]: [{ name: 'party', shift: 0, bits: 3, values: PARTIES }],
  [Kind.WorkHanded]: [{ name: 'to', shift: 0, bits: 3, values: HOLDERS }],
  [Kind.QueryHanded]: [{ name: 'to', shift: 0, bits: 3, values: HOLDERS }],
  [Kind.QueryTaken]: [{ name: 'departments', shift: 0, bits: 1, values: [null, true] }],
  [Kind.FeeCharged]: [{ name: 'invoice', shift: 0, bits: 1, values: [false, true] }],
  [Kind.Returned]: [{ name: 'mismatch', shift: 0, bits: 1, values: [null, true] }],
  [Kind.DelayNotified]: [
    { name: 'understood', shift: 0, bits: 1, values: [null, true] },
    { name: 'minutes', shift: 1, bits: 8 },
  ],
  [Kind.Battery]: [{ name: 'percent', shift: 0, bits: 7 }],
  [Kind.Security]: [
    { name: 'cause', shift: 0, bits: 3, values: SECURITY_CAUSES },
    { name: 'count', shift: 3, bits: 6 },
  ],
  [Kind.LeftConfirmed]: [
    {
      name: 'missing',
      shift: 0,
      bits: 6,
      flags: ['time', 'appointment', 'call', 'note', 'note-fields', 'items'],
    },
  ],
};

/** Fields by name, as JSON carries them. */
export interface Fields {
  [name: string]: unknown;
}

/** State of a tick: 0 done, 1 not applicable, 2 and on: done, with the flag of that number. */
const NOT_APPLICABLE = 1;
const FIRST_FLAG = 2;

function tickFields(profile: Profile, value: number): Fields {
  const item = profile.items[value >> 3];
  const state = value & 7;
  const fields: Fields = {
    item: item ? item.id : `#${value >> 3}`,
    state: state === NOT_APPLICABLE ? 'na' : 'done',
  };
  if (item && state >= FIRST_FLAG) fields['flags'] = [item.flags[state - FIRST_FLAG]];
  return fields;
}

function flagsIn(names: readonly string[], value: number): string[] {
  return names.filter((_, i) => ((value >> i) & 1) !== 0);
}

/** The rule of a promise by its number; logs of before those were numbered (profile/ct.ts) have its place. */
function promiseRule(profile: Profile, number: number): string {
  const promise = profile.promises.find(each => each.number === number) || profile.promises[number];
  return promise ? promise.rule : `#${number}`;
}

/** The rule of a reminder: slot of the order in bits 0-2, number of the reminder in the profile, from 1, above them. */
function reminderFields(profile: Profile, value: number): Fields {
  const reminder = profile.reminders[(value >> 3) - 1];
  return reminder ? { rule: reminder.rule } : {};
}

/** The fields in the 9-bit `value` of an event of `kind`. */
export function fieldsOf(profile: Profile, kind: Kind, value: number): Fields {
  if (kind === Kind.Tick) return tickFields(profile, value);
  if (kind === Kind.Reminded || kind === Kind.Snoozed) return reminderFields(profile, value);
  if (kind === Kind.KitCheck) return { items: kitCodes(profile, value) };
  const fields: Fields = {};
  for (const part of PARTS[kind] || []) {
    const bits = (value >> part.shift) & ((1 << part.bits) - 1);
    if (part.flags) {
      if (bits) fields[part.name] = flagsIn(part.flags, bits);
    } else if (part.values) {
      const meant = part.values[bits];
      if (meant !== null && meant !== undefined) fields[part.name] = meant;
    } else if (bits) fields[part.name] = bits;
  }
  return fields;
}

/** Names of flags as bits, or the name that is none of them. */
function bitsOf(names: readonly string[], given: unknown): number | string {
  const list = Array.isArray(given) ? given : [given];
  let bits = 0;
  for (const name of list) {
    const place = names.indexOf(String(name));
    if (place < 0) return `${JSON.stringify(name)} is none of ${names.join(', ')}`;
    bits |= 1 << place;
  }
  return bits;
}

/** The tick values of an item, one for each flag named, or a sentence on what is wrong. */
function tickValues(profile: Profile, given: Fields): number[] | string {
  const item = profile.items.findIndex(each => each.id === given['item']);
  if (item < 0) return `item ${JSON.stringify(given['item'])} is no checklist item of ${profile.id}`;
  const state = given['state'] === undefined ? 'done' : given['state'];
  if (state === 'na') return [item * 8 + NOT_APPLICABLE];
  if (state !== 'done') return `state ${JSON.stringify(state)} is neither done nor na`;
  const flags = given['flags'];
  if (flags === undefined || (Array.isArray(flags) && !flags.length)) return [item * 8];
  const bits = bitsOf(profile.items[item].flags, flags);
  if (typeof bits === 'string') return `flag ${bits}`;
  return profile.items[item].flags
    .map((_, i) => ((bits >> i) & 1 ? item * 8 + FIRST_FLAG + i : -1))
    .filter(v => v >= 0);
}

/**
 * The 9-bit values that say `given`: one, but for a tick with several flags, which takes a word each.
 * A sentence where a field is not one of the event's or its value cannot be said.
 */
export function valuesOf(profile: Profile, kind: Kind, given: Fields): number[] | string {
  if (kind === Kind.Tick) return tickValues(profile, given);
  if (kind === Kind.KitCheck) {
    const items = given['items'] === undefined ? [] : given['items'];
    const bits = kitValue(profile, (Array.isArray(items) ? items : [items]).map(String));
    if (typeof bits === 'number') return [bits];
    const known = profile.kit.concat(profile.kitOptional).join(', ');
    return `kit item ${JSON.stringify(bits)} is none of ${known}`;
  }
  if (kind === Kind.Reminded || kind === Kind.Snoozed) {
    const place = profile.reminders.findIndex(each => each.rule === given['rule']);
    if (place < 0 && given['rule'] !== undefined)
      return `rule ${JSON.stringify(given['rule'])} is none that ${profile.id} reminds of`;
    return [(place + 1) * 8];
  }
  const parts = PARTS[kind] || [];
  let value = 0;
  for (const name of Object.keys(given)) {
    const part = parts.find(each => each.name === name);
    const what = given[name];
    if (what === undefined || what === null) continue;
    if (!part) return `field ${name} does not belong to this event`;
    let bits: number | string;
    if (part.flags) bits = bitsOf(part.flags, what);
    else if (part.values) {
      // False is how an absent field reads where only `true` is ever recorded.
      const place = part.values.indexOf(what as string);
      bits = place < 0 && what === false ? 0 : place;
      if (bits < 0)
        bits = `${JSON.stringify(what)} is none of ${part.values.filter(v => v !== null).join(', ')}`;
    } else if (typeof what === 'number' && what >= 0 && what === Math.floor(what)) bits = what;
    else bits = `${JSON.stringify(what)} is no whole number from 0 on`;
    if (typeof bits === 'string') return `${name} ${bits}`;
    if (bits >= 1 << part.bits) return `${name} ${what} is more than ${(1 << part.bits) - 1}`;
    value |= bits << part.shift;
  }
  return [value];
}

/** An instant as ISO text, or nothing for 0. */
function isoIn(bytes: ByteString, offset: number, zone: Span): string | undefined {
  const time = take(bytes, offset, 4);
  return time ? isoOf(time, zone) : undefined;
}

/** Fields of an appointment made or changed: party 3 bits and flags 4 bits (1 byte), time 4, end of slot 4, notice 4. */
export function appointmentFields(bytes: ByteString, zone: Span): Fields {
  const first = take(bytes, 0, 1);
  const fields: Fields = {
    time: isoIn(bytes, 1, zone),
    slotEnd: isoIn(bytes, 5, zone),
    notice: isoIn(bytes, 9, zone),
  };
  const party = PARTIES[first & 7];
  if (party) fields['party'] = party;
  if (first >> 3) fields['flags'] = flagsIn(APPOINTMENT_FLAGS, first >> 3);
  return fields;
}

/** An appointment's record; zeros at its end are left out. */
export function appointmentBytes(first: number, time: number, slotEnd: number, notice: number): ByteString {
  let bytes = put(first, 1) + put(time, 4);
  if (slotEnd || notice) bytes += put(slotEnd, 4);
  if (notice) bytes += put(notice, 4);
  return bytes;
}

/** Fields of the long records that are events of their own. `zone` in seconds from UTC. */
export function longFields(profile: Profile, kind: Kind, bytes: ByteString, zone: Span): Fields {
  if (kind === Kind.AppointmentMade || kind === Kind.AppointmentChanged)
    return appointmentFields(bytes, zone);
  // A tap that nobody signed, and the link, which authenticates nobody.
  if (kind === Kind.Dispatched) return take(bytes, 0, 1) < Came.WalkIn ? { unverified: true } : {};
  if (kind === Kind.PromiseMade) {
    return { rule: promiseRule(profile, take(bytes, 0, 1)), due: isoIn(bytes, 1, zone) };
  }
  if (kind === Kind.ClockSet) {
    const source = CLOCK_SOURCES[take(bytes, 8, 1) >> 2];
    return { new: isoIn(bytes, 0, zone), old: isoIn(bytes, 4, zone) || null, source: source };
  }
  if (kind === Kind.Boot) {
    const cause = RESET_CAUSES[take(bytes, 2, 1)];
    let firmware = '';
    for (let i = 12; i < bytes.length && bytes.charCodeAt(i); i++) firmware += bytes.charAt(i);
    return { reset: cause, firmware: firmware, bundle: take(bytes, 8, 4).toString(16).padStart(8, '0') };
  }
  if (kind === Kind.Loss)
    return { count: take(bytes, 0, 4), first: take(bytes, 4, 4), last: take(bytes, 8, 4) };
  if (kind === Kind.Pulled) return { before: take(bytes, 0, 4) };
  return {};
}

/** The instant that a field names, for the records that carry one; a sentence where it is none. */
export function instantOf(name: string, given: unknown): number | string {
  const time = secondsOf(given);
  return time === null ? `${name} ${JSON.stringify(given)} is no ISO time with an offset` : time;
}
