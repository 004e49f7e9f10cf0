import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Kind, type Phase } from '../../shared/visit/kind.js';
import type { Limits } from '../../shared/visit/limits.js';
import { EVENT_NAMES, STATE_NAMES } from '../../shared/visit/names.js';
import { phaseAt, step } from '../../shared/visit/step.js';
import { Field, Open, type Visit } from '../../shared/visit/visit.js';

/**
 * The table of all states and events in docs/DESIGN.md, made from `step` itself: `node out/cli/make/design-table.js`.
 * A test holds the page to it.
 */

const PAGE = 'docs/DESIGN.md';
const BEGIN = '<!-- states x events -->';
const END = '<!-- end -->';
const HEADING = '# Doorstep: the design as built\n';

/** Ten minutes at a silent door; the states know no other limit. */
const LIMITS: Limits = { arriveEarly: null, noAnswer: 600, zone: 0 };
/** The door was rung just now, so that no timer is due. */
const RANG_AT = 1000;
const AT = 1001;

/** A row: an event, what its value says, and what the order has behind it. */
interface Row {
  readonly name: string;
  readonly kind: Kind;
  readonly value: number;
  readonly at?: number;
  readonly before?: readonly (readonly [field: Field, value: number])[];
}

/** Events that lead elsewhere by what they say, or by what was before them. */
const SPECIAL: readonly Row[] = [
  {
    name: 'order.accepted, its hour known',
    kind: Kind.Accepted,
    value: 0,
    before: [[Field.Appointment, 9000]],
  },
  { name: 'rang, a shared door', kind: Kind.Rang, value: 4 },
  { name: 'answered, by a guard', kind: Kind.Answered, value: 3 },
  { name: 'call.tried, reached', kind: Kind.CallTried, value: 1 },
  { name: 'note.left, whole', kind: Kind.NoteLeft, value: 15 },
  { name: 'note.left, whole, wait over', kind: Kind.NoteLeft, value: 15, at: RANG_AT + 600 },
  { name: 'any remark, wait over', kind: Kind.Tick, value: 0, at: RANG_AT + 600 },
  {
    name: 'any remark, wait over, note whole',
    kind: Kind.Tick,
    value: 0,
    at: RANG_AT + 600,
    before: [[Field.Note, 31]],
  },
  { name: 'left, replied before', kind: Kind.Left, value: 0, before: [[Field.Open, Open.Replied]] },
  {
    name: 'order.replied, a question open',
    kind: Kind.Replied,
    value: 0,
    before: [[Field.Open, Open.Query]],
  },
  {
    name: 'query.closed, the last, after the reply',
    kind: Kind.QueryClosed,
    value: 0,
    before: [[Field.Open, Open.Query + Open.Replied]],
  },
  {
    name: 'order.returned, work begun',
    kind: Kind.Returned,
    value: 0,
    before: [[Field.Open, Open.Started]],
  },
  {
    name: 'order.cancelled, work begun',
    kind: Kind.Cancelled,
    value: 0,
    before: [[Field.Open, Open.Started]],
  },
];

function letterOf(phase: Phase): string {
  return String.fromCharCode(65 + phase);
}

function visitIn(phase: Phase, row: Row): Visit {
  const visit = new Uint32Array(Field.Count);
  visit[Field.Phase] = phase;
  visit[Field.RangAt] = RANG_AT;
  for (const [field, value] of row.before ?? []) visit[field] = value;
  return visit;
}

/** Where a row leads from each state: the letter, or a dot where the state stays. */
function cellsOf(row: Row): string[] {
  const at = row.at ?? AT;
  return STATE_NAMES.map((_, phase) => {
    const next = step(LIMITS, visitIn(phase, row), row.kind, row.value, at, 9000, 0).visit;
    const reached = phaseAt(LIMITS, next, at);
    return reached === phase ? '.' : letterOf(reached);
  });
}

/** The events of an order, each with its plainest value, then the special ones. */
function allRows(): Row[] {
  const plain: Row[] = [];
  for (let kind = 0; kind < 64; kind++) {
    const name = EVENT_NAMES[kind];
    if (name && kind <= Kind.Cancelled && kind !== Kind.Dispatched) plain.push({ name, kind, value: 0 });
  }
  return plain.concat(SPECIAL);
}

function lineOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** The table as markdown, its legend before it and what it leaves out behind it. */
export function statesTable(): string {
  const rows = allRows().map(row => ({ name: row.name, cells: cellsOf(row) }));
  const moves = rows.filter(({ cells }) => cells.some(cell => cell !== '.'));
  const stays = rows.filter(row => !moves.includes(row)).map(({ name }) => `\`${name}\``);
  const letters = STATE_NAMES.map((_, phase) => letterOf(phase));
  return [
    `${STATE_NAMES.map((name, phase) => `${letterOf(phase)} ${name}`).join(', ')}.`,
    '',
    'A letter is the state that the event leads to from the state of its column; a dot keeps the state. The door was',
    'rung just now unless the row says that the wait is over.',
    '',
    lineOf(['event', ...letters]),
    lineOf(['---', ...letters.map(() => '-')]),
    ...moves.map(({ name, cells }) => lineOf([name, ...cells])),
    '',
    `Recorded, and no state changes: ${stays.join(', ')}.`,
    '',
    'Everything else (clock, restart, pull, selecting and parking an order, remarks) belongs to the badge and not to a',
    'visit. An order that comes in is in B, or in C or D where it came accepted; an order that reaches S is forgotten.',
  ].join('\n');
}

/** The page with the table between its markers; they come to the end where the page has none. */
export function withTable(page: string): string {
  const block = `${BEGIN}\n\n${statesTable()}\n\n${END}`;
  const from = page.indexOf(BEGIN);
  const to = page.indexOf(END, from);
  if (from < 0 || to < 0) return `${page.trimEnd()}\n\n${block}\n`;
  return page.slice(0, from) + block + page.slice(to + END.length);
}

/** The page as it stands, or the beginning of one. */
export function designPage(): string {
  return existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : HEADING;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(PAGE, withTable(designPage()));
