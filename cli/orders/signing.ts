import type { ArgsDef } from 'citty';
import { isoOf, secondsOf } from '../../shared/iso.js';
import { packOrderJson } from '../../shared/order/json.js';
import { HOUR } from '../../shared/time.js';
import type { Order } from '../../shared/visit/event.js';
import { HOLDERS, type Holder, keyNumber } from '../../supervisor/orders.js';
import { numberArg } from '../show/args.js';
import { nowAtDesk, storeArg, zoneAtDesk } from '../show/store-file.js';
import { UserError } from '../user-error.js';

/** An order that does not say until when it may be taken may be taken for so many hours. */
const VALID_HOURS = 24;

/** An order of a list as it is signed now, and its bytes. An order that is out of date is not signed. */
export function dated(given: Order): { readonly order: Order; readonly bytes: string } {
  const now = nowAtDesk();
  const order = {
    notAfter: isoOf(now + VALID_HOURS * HOUR, zoneAtDesk(now)),
    ...given,
    issued: isoOf(now, zoneAtDesk(now)),
  };
  if ((secondsOf(order.notAfter) ?? 0) < now)
    throw new UserError(
      `Order ${order.id} is out of date (notAfter ${order.notAfter}): give a later time, or none.`,
    );
  const packed = packOrderJson(order);
  // A list was checked when it was read.
  if ('error' in packed) throw new Error(packed.error);
  return { order, bytes: packed.bytes };
}

/** The flags that say which key signs, and where the keys are. */
export const signingArgs = {
  key: { type: 'enum', options: [...HOLDERS], description: 'Whose key signs', default: 'desk' },
  which: {
    type: 'string',
    description: "Which of that holder's keys, 0 to 3",
    valueHint: 'N',
    default: '0',
  },
  keys: { type: 'string', description: 'Keys file, else the store', valueHint: 'FILE' },
  store: storeArg,
} satisfies ArgsDef;

/** The number of the key that these flags name. */
export function signingKey({
  key,
  which,
}: {
  readonly key?: string | undefined;
  readonly which: string;
}): number {
  return keyNumber(key as Holder, numberArg('--which', which, 0, 3));
}
