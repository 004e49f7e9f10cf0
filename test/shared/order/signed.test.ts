import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { TEST_KEYS } from '../../../host-sim/install.js';
import { packOrderJson } from '../../../shared/order/json.js';
import { ndefOf } from '../../../shared/order/ndef.js';
import type { Order } from '../../../shared/visit/event.js';
import { badgeIn, keyNumber, readSigned, signOrder } from '../../../supervisor/orders.js';

/** Orders signed with the marked test key, as they must stay for ever. */
interface Golden {
  readonly order: Order;
  readonly badge: string;
  readonly key: number;
  readonly salt: string;
  readonly message: string;
}
const golden: readonly Golden[] = JSON.parse(
  readFileSync(new URL('../../../../test/vectors/signed-orders.json', import.meta.url), 'utf8'),
);

const latin1 = (hex: string): string => Buffer.from(hex, 'hex').toString('latin1');
const packed = (order: Order): string => {
  const result = packOrderJson(order);
  if ('error' in result) throw new Error(result.error);
  return result.bytes;
};

const signing = suite('a signed order');

signing('has the golden bytes, and fits the cheapest sticker', () => {
  for (const { order, badge, key, salt, message } of golden) {
    const payload = signOrder({ badge, radioKey: TEST_KEYS.radio, key, salt: latin1(salt) }, packed(order));
    assert.is(Buffer.from(ndefOf(payload), 'latin1').toString('hex'), message);
    assert.ok(message.length / 2 <= 144);
    assert.equal(readSigned(payload), { badge, key, order: packed(order) });
  }
});

signing('has a tag that Node makes as well', () => {
  for (const { order, badge, key, salt } of golden) {
    const payload = signOrder({ badge, radioKey: TEST_KEYS.radio, key, salt: latin1(salt) }, packed(order));
    const hmac = (by: Buffer, of: Buffer): Buffer => createHmac('sha1', by).update(of).digest();
    const orderKey = hmac(Buffer.from(TEST_KEYS.radio, 'latin1'), Buffer.from([0x6f, key]));
    const bytes = Buffer.from(payload, 'latin1');
    assert.equal(bytes.subarray(-8), hmac(orderKey, bytes.subarray(0, -8)).subarray(0, 8));
  }
});

signing('is told from one that nobody signed, and a badge from an order', () => {
  const order = packed({ id: 'A', type: 'inspect' });
  assert.is(readSigned(order), null);
  assert.is(badgeIn(Buffer.from(ndefOf(order), 'latin1')), null);
  assert.is(keyNumber('desk', 0), 4);
  assert.is(keyNumber('engineer', 3), 19);
});

signing.run();
