import { take } from '../shared/bytes.js';
import { Trait, typeOf } from '../shared/order/order.js';
import { Kind } from '../shared/visit/kind.js';
import { Field, type Visit } from '../shared/visit/visit.js';
import {
  ANY_TRAIT,
  ITEM_BY,
  ITEM_CELLS,
  ITEM_CONDITION,
  ITEM_OPTIONAL,
  TRAIT_SHIFT,
  Words,
} from '../shared/words/layout.js';
import type { App } from './app.js';

/** Place of a checklist item in the words file. @inline */
export function itemPlace(app: App, item: number): number {
  return app.cells[Words.Items] + item * ITEM_CELLS;
}

/** Number of checklist items. @inline */
export function itemCount(app: App): number {
  return app.cells[Words.Language] >> 8;
}

/** Bit of `Field.Seen` for a fee that was charged, of the traits for a fee, of `Field.Said` for one that was explained. */
const FEE_CHARGED = 1 << Kind.FeeCharged;
const CHARGED_TO_TRAIT = Kind.FeeCharged - (Trait.Fee * 2 + 1);
const FEE_EXPLAINED = 1 << 11;
const TRAIT_TO_EXPLAINED = Trait.Fee * 2 + 1 - 11;

/**
 * The first open item from `item` on, or the number of items where there is none.
 *
 * An item is open once its event has been, until it is ticked, marked not applicable, or done by an event of its own.
 * One that is late stays open: a late tick still counts for more than none. With `due` only items that must be done,
 * without those that only the wearer knows to apply. What the order does not need is never asked for.
 */
export function nextItem(app: App, slot: number, item: number, due: boolean): number {
  const cells = app.cells;
  const items = itemCount(app);
  const visit = app.badge.visits[slot] as Visit;
  const order = app.badge.orders[slot];
  const type = typeOf(order);
  // An appointment comes with the order as well.
  const seen = visit[Field.Seen] | (visit[Field.Appointment] ? 1 << Kind.AppointmentMade : 0);
  const traits = take(order, 2, 2) | (1 << ANY_TRAIT);
  // A fee that the order does not name needs no explaining.
  const said = visit[Field.Said] | ((~traits >> TRAIT_TO_EXPLAINED) & FEE_EXPLAINED);
  for (; item < items; item++) {
    const place = itemPlace(app, item) + 2;
    const head = cells[place];
    if ((seen >> (head & 31)) & 1) {
      const condition = cells[cells[Words.Items] - 1 - (head >> ITEM_CONDITION)];
      // A fee that was charged is as good as one that the order names.
      const charged = (seen & FEE_CHARGED) >> CHARGED_TO_TRAIT;
      const isFor = (condition >> type) & ((traits | charged) >> (condition >> TRAIT_SHIFT)) & 1;
      const by = (head >> ITEM_BY) & 31;
      const flags = cells[place + 1];
      const done =
        (visit[item < 32 ? Field.Ticked : Field.Ticked2] >> (item & 31)) & 1 ||
        (by && (seen >> by) & 1 && (said & flags) === flags);
      if (isFor && !done && !(due && head & ITEM_OPTIONAL)) return item;
    }
  }
  return items;
}
