import { defineCommand } from 'citty';
import { renderUnicodeCompact } from 'uqr';
import { isoOf } from '../../shared/iso.js';
import { DAY } from '../../shared/time.js';
import {
  type DayKeyText,
  dateOf,
  dayAt,
  dayKeyTexts,
  dayOfDate,
  ROLES,
  type RoleName,
  roleOf,
} from '../../supervisor/day-keys.js';
import type { Enrolment, Store } from '../../supervisor/store/store.js';
import { badgeArg } from '../show/args.js';
import { nowAtDesk, storeArg, withStore, zoneAtDesk } from '../show/store-file.js';
import { UserError } from '../user-error.js';

/** So many days ahead a key may be made: what lies about for weeks is lost before it is used. */
const DAYS_AHEAD = 7;

/** What each role adds to those before it. */
const MAY: { readonly [role in RoleName]: readonly string[] } = {
  reader: ['read the log'],
  archive: ['say which records are safe'],
  dispatch: ['set the clock', 'send work orders'],
  admin: ['change settings'],
};

export default defineCommand({
  meta: { name: 'key day', description: 'The key of a role for one day, as text and QR for a phone' },
  args: {
    badge: {
      type: 'string',
      description: 'Badge, or several with commas between; else all that are enrolled',
      valueHint: 'ID',
    },
    role: { type: 'enum', options: [...ROLES], description: 'What it may do', default: 'dispatch' },
    day: {
      type: 'string',
      description: `Its day, today to ${DAYS_AHEAD} days ahead; else today`,
      valueHint: 'DATE',
    },
    store: storeArg,
    json: { type: 'boolean', description: 'Print one JSON document' },
  },
  run({ args }) {
    const role = args.role as RoleName;
    const now = nowAtDesk();
    const day = dayArg(args.day, dayAt(now, zoneAtDesk(now)));
    const badges = withStore(args.store, false, store => badgesIn(store, args.badge, args.store));
    const texts = dayKeyTexts(badges, roleOf(role), day);
    const midnight = (day + 1) * DAY - zoneAtDesk((day + 1) * DAY);
    const until = isoOf(midnight, zoneAtDesk(midnight));
    const said = { role, day: dateOf(day), until };
    process.stdout.write(
      args.json ? `${JSON.stringify({ ...said, texts }, null, 2)}\n` : telling(said, texts),
    );
  },
});

/** The day that a flag names, between today and a week ahead. */
function dayArg(given: string | undefined, today: number): number {
  if (given === undefined) return today;
  const day = dayOfDate(given);
  if (day !== null && day >= today && day <= today + DAYS_AHEAD) return day;
  const why = day === null ? 'no date' : day < today ? 'over' : `more than ${DAYS_AHEAD} days ahead`;
  throw new UserError(
    `--day is "${given}", which is ${why}: give a date from ${dateOf(today)} to ${dateOf(today + DAYS_AHEAD)}.`,
  );
}

/** The newest enrolment of each badge that is meant. */
function badgesIn(store: Store, given: string | undefined, file: string): Enrolment[] {
  const newest = new Map(store.enrolments().map(each => [each.badge, each]));
  if (given !== undefined)
    return [...new Set(given.split(',').map(word => badgeArg(word.trim())))].map(
      badge => newest.get(badge) ?? refused(store, badge, file),
    );
  if (!newest.size)
    throw new UserError(
      `${file}: no badge is enrolled in it: enrol one first, with doorstep enrol and the text of its QR.`,
    );
  return [...newest.values()].sort((a, b) => (a.badge < b.badge ? -1 : 1));
}

function refused(store: Store, badge: string, file: string): never {
  const isKnown = [...store.wearings(), ...store.pulled()].some(each => each.badge === badge);
  throw new UserError(
    isKnown
      ? `${file}: badge ${badge} was never enrolled in it, so it has no key: enrol it first, or read it without one.`
      : `${file}: it knows no badge ${badge}: doorstep badge list shows which it knows.`,
  );
}

/** Each text with its QR, and in words who may do what until when. */
function telling(
  { role, day, until }: { readonly role: RoleName; readonly day: string; readonly until: string },
  texts: readonly DayKeyText[],
): string {
  const may = ROLES.slice(0, ROLES.indexOf(role) + 1).flatMap(each => MAY[each]);
  const all = may.length > 1 ? `${may.slice(0, -1).join(', ')} and ${may[may.length - 1]}` : may[0];
  const parts = texts.map(({ badges, text }, i) => {
    const place = texts.length > 1 ? ` (${i + 1} of ${texts.length})` : '';
    const of = `${badges.length > 1 ? 'badges' : 'badge'} ${badges.join(', ')}`;
    return `Day key${place} of ${day}, role ${role}, for ${of}\n${text}\n${renderUnicodeCompact(text)}\n`;
  });
  return (
    `${parts.join('\n')}Who has it may ${all}, on ${day}. The supervisor's page forgets it at ${until}; a badge's clock is ` +
    'allowed to be a day off, so a copy that was stolen works a day longer: show it to nobody else.\n'
  );
}
