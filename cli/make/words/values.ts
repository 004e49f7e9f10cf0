import { Value } from '../../../shared/words/ui.js';

/** A value that a line can show: its code in the words file and the most columns that it can take. */
export interface ValueForm {
  readonly code: number;
  readonly columns: number;
}

const form = (code: Value, columns: number): ValueForm => ({ code, columns });

/** Values by the name that stands for them in a text, as `{name}`. */
export const VALUES: { readonly [name: string]: ValueForm } = {
  clock: form(Value.Clock, 5),
  order: form(Value.Order, 16),
  appointment: form(Value.Appointment, 11),
  until: form(Value.Until, 6),
  waited: form(Value.Waited, 5),
  remaining: form(Value.Remaining, 5),
  timeMark: form(Value.TimeMark, 1),
  callMark: form(Value.CallMark, 1),
  noteMark: form(Value.NoteMark, 1),
  inOrderFrom: form(Value.InOrderFrom, 8),
  leaving: form(Value.Leaving, 5),
  arrivedAt: form(Value.ArrivedAt, 5),
  open: form(Value.Open, 2),
  minutes: form(Value.Minutes, 4),
  door: form(Value.Door, 12),
  visits: form(Value.Visits, 2),
  early: form(Value.Early, 2),
  late: form(Value.Late, 2),
  failed: form(Value.Failed, 2),
  picked: form(Value.Picked, 11),
  battery: form(Value.Battery, 3),
  fault: form(Value.Fault, 21),
  lost: form(Value.Lost, 4),
};

/** Where the next pieces of a line stand (shared/words/layout.ts): what its head says in place of a font. */
export interface Stand {
  readonly stand: number;
}

/** Stands by the name that a text calls them: behind large characters, and at two and three times the size. */
const STANDS: { readonly [name: string]: Stand } = {
  column: { stand: 1 },
  x2: { stand: 2 },
  x3: { stand: 3 },
};

/** A text taken apart: words, values and where they stand, in their order. */
export type Piece = string | ValueForm | Stand;

/** Takes a text apart at its `{names}`; null where a name is neither a value's nor a stand's. */
export function piecesOf(text: string): Piece[] | null {
  const pieces: Piece[] = [];
  for (const part of text.split(/(\{\w+\})/)) {
    if (!part) continue;
    const name = part.slice(1, -1);
    const value = VALUES[name] ?? STANDS[name];
    if (part.startsWith('{') && !value) return null;
    pieces.push(value ?? part);
  }
  return pieces;
}
