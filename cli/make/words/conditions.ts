import { ORDER_TYPES, traitNumbers } from '../../../shared/order/json.js';
import type { Condition, Item, Profile } from '../../../shared/profile/profile.js';
import type { OrderType } from '../../../shared/visit/event.js';
import { ANY_TRAIT, TRAIT_SHIFT } from '../../../shared/words/layout.js';

/** Which orders a checklist item is for, as a badge reads it (shared/words/layout.ts, "condition"). */

const NONE = ANY_TRAIT << TRAIT_SHIFT;
const ALL = NONE | ((1 << ORDER_TYPES.length) - 1);

/** The order types that take the second kit of a profile; all others take the first (rules A2.5). */
const SECOND_KIT_TYPES: readonly OrderType[] = ['install', 'move'];
const SECOND_KIT = '12345';

function bitsOf(types: readonly unknown[]): number {
  return ORDER_TYPES.reduce((bits, type, i) => bits | (types.includes(type) ? 1 << i : 0), 0);
}

function kitBits(list: string, profile: Profile): number {
  const { kitList } = profile.params;
  if (kitList) return list === kitList ? ALL : NONE;
  const second = bitsOf(SECOND_KIT_TYPES);
  return list === SECOND_KIT ? NONE | second : ALL & ~second;
}

/** The cell of a condition on the order, or null where it is none. */
function cellOf(condition: Condition, item: Item, profile: Profile): number | null {
  if (condition.when === 'kit-list') return kitBits(condition.list, profile);
  if (condition.when !== 'order' && condition.when !== 'order-not') return null;
  const { field, is, when } = condition;
  if (field === 'type') return when === 'order' ? NONE | bitsOf(is) : ALL & ~bitsOf(is);
  const [trait, value] = traitNumbers(field, is[0]);
  if (when === 'order-not' || is.length > 1 || value > 2)
    throw new Error(`Item ${item.id} hangs on ${field} of the order, which a badge cannot tell like this.`);
  // The two values of a trait are a bit each.
  return (ALL & ~NONE) | ((trait * 2 + value - 1) << TRAIT_SHIFT);
}

/**
 * The cell of an item's condition. Where something else than the order can make it apply, it is for all orders; but a
 * fee that was charged counts as one that the order names.
 */
export function conditionOf(item: Item, profile: Profile): number {
  const others = item.applies.filter(each => each.when !== 'event' || each.event !== 'fee.charged');
  const cells = others.map(each => cellOf(each, item, profile));
  const [cell] = cells;
  return cells.length === 1 && typeof cell === 'number' ? cell : ALL;
}
