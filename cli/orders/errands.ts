import { existsSync } from 'node:fs';
import type { ByteString } from '../../shared/bytes.js';
import type { Order } from '../../shared/visit/event.js';
import type { Delivery, Errand } from '../../supervisor/deliver.js';
import type { Listed } from '../../supervisor/order-list.js';
import { readSigned, signOrder } from '../../supervisor/orders.js';
import { UserError } from '../user-error.js';
import { type KeySource, radioKeyOf, radioKeysIn } from './keys.js';
import { dated } from './signing.js';

/** An order that is to get to its badge, and how far it is. */
export interface Waiting {
  readonly order: Order;
  readonly errand: Errand;
  delivery: Delivery | null;
}

/** Whether its badge has it, as far as can be told: where there is no key for its receipt, what was read back counts. */
export function isDelivered({ delivery, errand }: Waiting): boolean {
  return delivery !== null && delivery.end === 'done' && (delivery.receipt !== null || !errand.radioKey);
}

/**
 * Errands for the orders of a list. They are signed while the badge lies there, for what it says then; an order that was
 * signed before goes as it is where its badge's key is not here.
 */
export function errandsFor(
  listed: readonly Listed[],
  otherwise: string | null,
  key: number,
  source: KeySource,
): Waiting[] {
  const needsKeys = listed.some(({ signed }) => signed === null);
  const known =
    needsKeys || source.keys !== undefined || existsSync(source.store)
      ? radioKeysIn(source)
      : new Map<string, ByteString>();
  return listed.map(({ where, badge: named, order, signed }) => {
    const badge = named ?? otherwise;
    if (badge === null)
      throw new UserError(
        `Order ${order.id} (${where}) is for no badge: give --badge with its 8 hex digits, as doorstep badge list shows them, or name it in the list.`,
      );
    const radioKey = signed === null ? radioKeyOf(badge, known, source) : (known.get(badge) ?? '');
    // What is out of date is told now, and not while a badge lies there.
    if (signed === null) dated(order);
    const number = signed === null ? key : (readSigned(signed)?.key ?? key);
    const payloadFor = ({ nonce }: { readonly nonce: ByteString }): ByteString =>
      signed !== null && !radioKey
        ? signed
        : signOrder({ badge, radioKey, key: number, salt: nonce }, dated(order).bytes);
    return { order, errand: { badge, radioKey, payloadFor }, delivery: null };
  });
}
