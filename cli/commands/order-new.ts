import { randomBytes } from 'node:crypto';
import { defineCommand } from 'citty';
import { renderUnicodeCompact } from 'uqr';
import { isoOf } from '../../shared/iso.js';
import { ORDER_KEYS, ORDER_TYPES, packOrderJson } from '../../shared/order/json.js';
import { ndefOf } from '../../shared/order/ndef.js';
import { HOUR } from '../../shared/time.js';
import type { Order } from '../../shared/visit/event.js';
import { readKeys } from '../../supervisor/keys.js';
import { HOLDERS, type Holder, keyNumber, signOrder } from '../../supervisor/orders.js';
import { readJson, readText } from '../read-file.js';
import { badgeArg } from '../show/args.js';
import { nowAtDesk, storeArg, withStore, zoneAtDesk } from '../show/store-file.js';
import { UserError } from '../user-error.js';

/** An order that does not say until when it may be taken may be taken for so many hours. */
const VALID_HOURS = 24;

export default defineCommand({
  meta: { name: 'order new', description: 'Makes and signs work orders (bytes, NDEF, QR)' },
  args: {
    file: { type: 'positional', description: 'Orders (JSON): one, or a list', required: false },
    badge: { type: 'string', description: 'Badge that they are for, 8 hex digits', valueHint: 'ID' },
    id: { type: 'string', description: 'Number of the order', valueHint: 'ID' },
    type: { type: 'enum', options: [...ORDER_TYPES], description: 'Type of the order' },
    appointment: { type: 'string', description: 'Agreed hour (ISO)', valueHint: 'TIME' },
    notAfter: {
      type: 'string',
      description: 'Until when it may be taken (ISO), else 24 hours',
      valueHint: 'TIME',
    },
    key: { type: 'enum', options: [...HOLDERS], description: 'Whose key signs', default: 'desk' },
    keys: { type: 'string', description: 'Keys file, else the store', valueHint: 'FILE' },
    store: storeArg,
    json: { type: 'boolean', description: 'Print one JSON document' },
  },
  run({ args }) {
    if (args.badge === undefined)
      throw new UserError(
        'An order is signed for one badge: give --badge with its 8 hex digits, as doorstep badge list shows them.',
      );
    const badge = badgeArg(args.badge);
    const radioKey = radioKeyOf(badge, args.keys, args.store);
    const now = nowAtDesk();
    const times = {
      issued: isoOf(now, zoneAtDesk(now)),
      notAfter: isoOf(now + VALID_HOURS * HOUR, zoneAtDesk(now)),
    };
    const key = keyNumber(args.key as Holder, 0);
    const signed = ordersIn(args.file, args).map(given => {
      const order = { ...times, ...given };
      const packed = packOrderJson(order);
      if ('error' in packed) throw new UserError(`${packed.error}: mend the order.`);
      const salt = randomBytes(4).toString('latin1');
      const payload = signOrder({ badge, radioKey, key, salt }, packed.bytes);
      const hex = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('hex');
      return { badge, order, payload: hex(payload), ndef: hex(ndefOf(payload)) };
    });
    if (args.json) process.stdout.write(`${JSON.stringify({ orders: signed }, null, 2)}\n`);
    else
      for (const { order, payload, ndef } of signed)
        process.stdout.write(
          `Order ${order.id} for badge ${badge}, until ${order.notAfter}\npayload ${payload}\nNDEF    ${ndef}\n${renderUnicodeCompact(ndef.toUpperCase())}\n`,
        );
  },
});

/** The key that the badge was enrolled with last. */
function radioKeyOf(badge: string, file: string | undefined, from: string): string {
  if (file === undefined) {
    const own = withStore(from, false, store => store.enrolments().filter(each => each.badge === badge)).at(
      -1,
    );
    if (own) return own.radioKey;
    throw new UserError(
      `${from}: badge ${badge} is not enrolled in it: enrol it first, or name a keys file with --keys.`,
    );
  }
  const keys = readKeys(readText(file, '; give a keys file that doorstep enrol --export wrote.'));
  if ('error' in keys) throw new UserError(`${file}: ${keys.error}.`);
  const own = keys.find(each => each.badge === badge);
  if (own) return own.radioKey;
  throw new UserError(`${file}: it has no keys of badge ${badge}: give the file of this badge's enrolment.`);
}

/** The orders that were asked for: those of a file, or the one that the flags say. */
function ordersIn(file: string | undefined, flags: { readonly [name: string]: unknown }): Order[] {
  if (file === undefined) {
    if (!flags['id'] || !flags['type'])
      throw new UserError('doorstep order new takes a file of orders, or --id and --type: give one.');
    const order: { [name: string]: unknown } = {};
    for (const name of ORDER_KEYS) if (flags[name] !== undefined) order[name] = flags[name];
    return [order as unknown as Order];
  }
  const mend = '; give an order, or a list of orders.';
  const all = readJson(file, mend, mend);
  const list = Array.isArray(all) ? all : [all];
  for (const order of list) {
    const unknown = Object.keys(Object(order)).find(name => !ORDER_KEYS.includes(name as keyof Order));
    if (typeof order !== 'object' || order === null || unknown !== undefined)
      throw new UserError(
        `${file}: ${unknown === undefined ? 'what stands there is no order' : `an order has no ${unknown}`}${mend}`,
      );
  }
  return list;
}
