import { DECLARED, MEASURED, type Why } from '../../shared/judge/why.js';
import { PARTS, type Part } from '../../shared/log/fields.js';
import { Kind } from '../../shared/visit/kind.js';
import { EVENT_NAMES } from '../../shared/visit/names.js';

/** The tables of docs/SPEC.md that say what the code says: made from it, and held to it by a test. */

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n');
}

function partText({ name, shift, bits, values, flags }: Part): string {
  const where = bits === 1 ? `bit ${shift}` : `bits ${shift}-${shift + bits - 1}`;
  if (flags) return `${name}: ${flags.map((flag, i) => `bit ${shift + i} ${flag}`).join(', ')}`;
  if (!values) return `${where} ${name}`;
  const meant = values.map((value, i) => (value === null ? '' : `${i} ${value}`)).filter(Boolean);
  return `${where} ${name}: ${meant.join(', ')}`;
}

/** Values that the table of parts does not tell. */
const OTHER: { readonly [kind: number]: string } = {
  [Kind.KitCheck]: 'a bit for each part of the kit, in the order of the profile',
  [Kind.Tick]:
    'bits 3-8 number of the item in the profile; bits 0-2: 0 done, 1 not applicable, 2 and on: done as far as flag 0 and on',
  [Kind.Cancelled]: 'slot of the order',
  [Kind.Selected]: 'slot of the order',
  [Kind.Parked]: 'slot of the order',
  [Kind.Resumed]: 'slot of the order',
  [Kind.Undone]: 'how many records back',
  [Kind.Reminded]: 'bits 0-2 slot of the order; bits 3-8 number of the reminder in the profile, from 1',
  [Kind.Snoozed]: 'as `reminded`',
};

/** Bytes of the long records. */
const LONG: { readonly [kind: number]: string } = {
  [Kind.AppointmentMade]:
    'party and flags 1 (bits 0-2 party as in `work.done`, 3-6 reason, apology, understanding, newTime), time 4, end of the slot 4, notice 4; zeros at the end are left out',
  [Kind.AppointmentChanged]: 'as `appt.made`; the old time is the one valid before',
  [Kind.PromiseMade]:
    'number of the promise 1 (what keeps it: 0-2, 4 and 6 the end of the work, 5 a callback, 7 saying so), due 4',
  [Kind.Dispatched]:
    'came by 1 (0 a tap that nobody signed, 1 radio, 2 begun by button, 3 a signed tap), the order',
  [Kind.Renamed]: 'slot of the order whose number the current visit takes 1',
  [Kind.ClockSet]:
    'new time 4, old time 4 (0: not set), quality in bits 0-1 and source above them 1 (0 order, 1 phone, 2 supervisor)',
  [Kind.Boot]:
    'number of the start 2, reset cause 1, clock quality 1, wall time 4 (0: not set), CRC-32 of the bundle 4, version of the firmware to the end',
  [Kind.Loss]: 'records lost 4, number of the first 4, of the last 4',
  [Kind.Slot]: 'see "Checkpoint"',
  [Kind.Checkpoint]: 'see "Checkpoint"',
  [Kind.Pulled]: 'every record before this number is safe 4',
  [Kind.Key]: 'key of the log from here on 16, place of the one before it, plus 1, 2',
};

/** Kinds that are no events for a reader, by name. */
const SILENT: { readonly [kind: number]: string } = {
  [Kind.Gap]: 'gap',
  [Kind.Slot]: 'slot',
  [Kind.Checkpoint]: 'checkpoint',
  [Kind.Seal]: 'seal (reserved)',
  [Kind.Key]: 'key',
};

/** Kind, name, and what value or bytes say. */
export function kindsTable(): string {
  const rows: string[][] = [];
  for (let kind = 1; kind < 64; kind++) {
    const name = EVENT_NAMES[kind];
    if (!name && !SILENT[kind]) continue;
    const says = LONG[kind]
      ? `long: ${LONG[kind]}`
      : (OTHER[kind] ?? (PARTS[kind] ?? []).map(partText).join('; '));
    rows.push([String(kind), name ? `\`${name}\`` : (SILENT[kind] ?? ''), says]);
  }
  return table(['kind', 'name', 'value, or bytes of the long record'], rows);
}

/** The numbers of a visit and of a badge, in the order in which they are packed. */
export function fieldsTable(): string {
  return [
    'Visit: phase, appointment, end of its slot, first arrival (log time), first ring (log time), a call in vain, note',
    '(its contents in bits 0-3, plus 16), kinds 1-31 seen (a bit each), what was said (consent 0-7, explained 8-11, risk',
    '12-15, parts of the kit 16-24), items 0-31 ticked, items 32-63 ticked, what keeps the order open (questions 0-7,',
    'damages 8-15, promises 16-23, replied 24, work begun 25, customer reached 26, escalated 27). What reminders run from,',
    'instants: acceptance, newest word on progress, newest question of another department, newest damage, and when each of',
    'the promises 0-7 is due.',
    '',
    'Badge: log time, number of the next record, wall time less log time (of a clock that was lost, as it was last), clock',
    'quality, number of the start, its log time,',
    'pulled up to, slots in use, current slot plus 1, walk-ins so far, local day, and of that day: visits ended, arrivals',
    'early, on time, late, visits without entry.',
  ].join('\n');
}

function whyRows(list: readonly Why[]): string[][] {
  return list.map(({ code, en, zh }) => [`\`${code}\``, en, zh]);
}

/** Reasons of measured verdicts, then of declared ones. */
export function whysTable(): string {
  const head = ['why', 'English', '中文'];
  return `Measured (T rules):\n\n${table(head, whyRows(MEASURED))}\n\nDeclared (C rules):\n\n${table(head, whyRows(DECLARED))}`;
}
