import { Kind } from '../shared/visit/kind.js';
import { Field, type Visit } from '../shared/visit/visit.js';
import { ITEM_CELLS, ITEM_OPTIONAL, Words } from '../shared/words/layout.js';
import type { App } from './app.js';

/** Place of a checklist item in the words file. @inline */
export function itemPlace(app: App, item: number): number {
  return app.cells[Words.Items] + item * ITEM_CELLS;
}

/** Number of checklist items. @inline */
export function itemCount(app: App): number {
  return app.cells[Words.Language] >> 8;
}

/**
 * The first open item from `item` on, or the number of items where there is none.
 *
 * An item is open once its event has been, until it is ticked, marked not applicable, or done by an event of its own.
 * One that is late stays open: a late tick still counts for more than none. With `due` only items that must be done,
 * without those that only the wearer knows to apply.
 */
export function nextItem(app: App, visit: Visit, item: number, due: boolean): number {
  const cells = app.cells;
  const items = itemCount(app);
  const seen = visit[Field.Seen];
  const said = visit[Field.Said];
  let place = itemPlace(app, item) + 2;
  for (; item < items; item++) {
    const from = cells[place] & 31;
    // Appointments come with the order as well.
    if (from === Kind.AppointmentMade ? visit[Field.Appointment] : (seen >> from) & 1) {
      const by = cells[place] >> 8;
      const flags = cells[place + 1];
      const done =
        (visit[item < 32 ? Field.Ticked : Field.Ticked2] >> (item & 31)) & 1 ||
        (by && (seen >> by) & 1 && (said & flags) === flags);
      if (!done && !(due && cells[place] & ITEM_OPTIONAL)) return item;
    }
    place += ITEM_CELLS;
  }
  return items;
}
