import { randomBytes } from 'node:crypto';
import { defineCommand } from 'citty';
import { renderUnicodeCompact } from 'uqr';
import { ORDER_KEYS, ORDER_TYPES } from '../../shared/order/json.js';
import { ndefOf } from '../../shared/order/ndef.js';
import { type Listed, readOrderJson } from '../../supervisor/order-list.js';
import { signOrder } from '../../supervisor/orders.js';
import { writesOf } from '../../supervisor/tag.js';
import { ordersInFile } from '../orders/file.js';
import { radioKeyOf, radioKeysIn } from '../orders/keys.js';
import { dated, signingArgs, signingKey } from '../orders/signing.js';
import { badgeArg } from '../show/args.js';
import { UserError } from '../user-error.js';

export default defineCommand({
  meta: { name: 'order new', description: 'Makes and signs work orders (bytes, NDEF, QR)' },
  args: {
    file: { type: 'positional', description: 'Orders, CSV or JSON', required: false },
    badge: {
      type: 'string',
      description: 'Badge of the orders that name none, 8 hex digits',
      valueHint: 'ID',
    },
    id: { type: 'string', description: 'Number of the order', valueHint: 'ID' },
    type: { type: 'enum', options: [...ORDER_TYPES], description: 'Type of the order' },
    appointment: { type: 'string', description: 'Agreed hour (ISO)', valueHint: 'TIME' },
    notAfter: {
      type: 'string',
      description: 'Until when it may be taken (ISO), else 24 hours',
      valueHint: 'TIME',
    },
    ...signingArgs,
    json: { type: 'boolean', description: 'Print one JSON document' },
  },
  run({ args }) {
    const source = { keys: args.keys, store: args.store };
    const listed = args.file === undefined ? orderByFlags(args) : ordersInFile(args.file);
    const otherwise = args.badge === undefined ? null : badgeArg(args.badge);
    const nameless = listed.find(({ badge }) => badge === null && otherwise === null);
    if (nameless)
      throw new UserError(
        `An order is signed for one badge: give --badge with its 8 hex digits, as doorstep badge list shows them, or a badge with order ${nameless.order.id} in the list.`,
      );
    const known = radioKeysIn(source);
    const key = signingKey(args);
    const signed = listed.map(each => {
      const badge = (each.badge ?? otherwise) as string;
      const radioKey = radioKeyOf(badge, known, source);
      const { order, bytes } = dated(each.order);
      const payload = signOrder({ badge, radioKey, key, salt: randomBytes(4).toString('latin1') }, bytes);
      const message = Buffer.from(ndefOf(payload), 'latin1');
      return {
        badge,
        order,
        payload: Buffer.from(payload, 'latin1').toString('hex'),
        ndef: message.toString('hex'),
        raw: writesOf(message).map(frame => Buffer.from(frame).toString('hex')),
      };
    });
    if (args.json) process.stdout.write(`${JSON.stringify({ orders: signed }, null, 2)}\n`);
    else
      for (const { badge, order, payload, ndef, raw } of signed)
        process.stdout.write(
          `Order ${order.id} for badge ${badge}, until ${order.notAfter}\npayload ${payload}\nNDEF    ${ndef}\nraw     ${raw.join(' ')}\n${renderUnicodeCompact(ndef.toUpperCase())}\n`,
        );
  },
});

/** The one order that the flags say. */
function orderByFlags(flags: { readonly [name: string]: unknown }): Listed[] {
  if (!flags['id'] || !flags['type'])
    throw new UserError('doorstep order new takes a file of orders, or --id and --type: give one.');
  const order: { [name: string]: unknown } = {};
  for (const name of ORDER_KEYS) if (flags[name] !== undefined) order[name] = flags[name];
  const listed = readOrderJson(order);
  if (!Array.isArray(listed)) throw new UserError(`${listed.error}.`);
  return listed;
}
