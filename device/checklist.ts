import { take } from '../shared/bytes.js';
import { Kind } from '../shared/visit/kind.js';
import { Field, type Visit } from '../shared/visit/visit.js';
import { ITEM_BYTES, ITEM_OPTIONAL, Words } from '../shared/words/layout.js';
import { type App, u8, u16 } from './app.js';

/** Place of a checklist item in the words file. @inline */
export function itemPlace(app: App, item: number): number {
  return u16(app, Words.ItemTable) + item * ITEM_BYTES;
}

/**
 * The first open item from `item` on, or the number of items where there is none.
 *
 * An item is open once its event has been, until it is ticked, marked not applicable, or done by an event of its own.
 * One that is late stays open: a late tick still counts for more than none. With `due` only items that must be done,
 * without those that only the wearer knows to apply.
 */
export function nextItem(app: App, visit: Visit, item: number, due: boolean): number {
  const items = u8(app, Words.Items);
  const seen = visit[Field.Seen];
  const said = visit[Field.Said];
  for (; item < items; item++) {
    if ((visit[item < 32 ? Field.Ticked : Field.Ticked2] >> (item & 31)) & 1) continue;
    const place = itemPlace(app, item);
    const from = u8(app, place + 4);
    const kind = from & (ITEM_OPTIONAL - 1);
    const here = kind === Kind.AppointmentMade ? visit[Field.Appointment] : (seen >> kind) & 1;
    if (!here || (due && from !== kind)) continue;
    const by = u8(app, place + 5);
    const flags = take(app.words, place + 6, 2);
    if (!by || !((seen >> by) & 1) || (said & flags) !== flags) return item;
  }
  return items;
}
