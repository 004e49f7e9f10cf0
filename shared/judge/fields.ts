/**
 * The events a judgement can be given and their fields, as architecture 4 has them. A `!` marks a field that must be there.
 *
 * A field is a time, a flag (true or false), a number, a list of codes, a text, or one of the words listed.
 */
const TABLE =
  'order.accepted; departed; entered; work.started; work.resumed; promise.kept; query.closed; progress.sent;' +
  'escalated; damage.made; damage.settled; trial.ok; trial.rejected; cleaned; signed; refused; left; order.replied;' +
  'callback.done; order.reported; order.arrivedInDepartment;' +
  'order.returned mismatch=flag;' +
  'customer.contacted reached=flag;' +
  'call.tried reached!=flag;' +
  'appt.made time!=time slotEnd=time party=customer|company|third|weather|unknown;' +
  'appt.changed old=time new!=time slotEnd=time notice=time party=customer|company|third|weather|unknown flags=codes;' +
  'delay.notified minutes=number understood=flag;' +
  'arrived evidence=fresh|stored|button key=desk|customer|site|engineer;' +
  'rang kind=bell|knock door=own|shared;' +
  'answered by=customer|other at=guard;' +
  'note.left fields=codes;' +
  'kit.check items=codes;' +
  'tick item!=text state!=done|na flags=codes;' +
  'consent flags=codes; explained flags=codes; risk.flagged flags=codes;' +
  'work.paused reason=customer|parts|access|safety|night|other party=customer|company|third|weather|unknown;' +
  'work.handed to=manager|backoffice|colleague|other; query.handed to=manager|backoffice|colleague|other;' +
  'promise.made rule!=text due!=time;' +
  'query.taken departments=flag;' +
  'fee.charged invoice=flag;' +
  'work.done party=customer|company|third|weather|unknown;' +
  'clock.set old=any new!=time source=any;' +
  'order.dispatched unverified=flag; order.selected; parked; resumed; order.cancelled;' +
  'order.renamed order!=text was!=text;' +
  'undone undoes!=number;' +
  'left.confirmed missing=any; reminded rule=text; snoozed rule=text;' +
  'boot; loss; security; battery; pulled';

export interface FieldRule {
  readonly name: string;
  readonly needed: boolean;
  /** `time`, `flag`, `number`, `codes`, `text`, `any`, or the words it may be. */
  readonly kind: string;
}

/** The fields of each event by its name. */
export const EVENT_FIELDS: { readonly [event: string]: readonly FieldRule[] } = readTable(TABLE);

/** The fields of an event, or undefined where there is no event of that name. */
export function fieldsOf(event: unknown): readonly FieldRule[] | undefined {
  return typeof event === 'string' && Object.keys(EVENT_FIELDS).includes(event)
    ? EVENT_FIELDS[event]
    : undefined;
}

function readTable(table: string): { [event: string]: FieldRule[] } {
  const events: { [event: string]: FieldRule[] } = {};
  for (const row of table.split(';')) {
    const words = row.trim().split(' ');
    events[words[0]] = words.slice(1).map(word => {
      const at = word.indexOf('=');
      const needed = word.charAt(at - 1) === '!';
      return { name: word.slice(0, needed ? at - 1 : at), needed: needed, kind: word.slice(at + 1) };
    });
  }
  return events;
}

/** Events that belong to the badge and not to an order. */
export const BADGE_EVENTS: readonly string[] = [
  'clock.set',
  'boot',
  'loss',
  'security',
  'battery',
  'pulled',
  'undone',
];
