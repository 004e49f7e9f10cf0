import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isoOf } from '../../../shared/iso.js';
import { ORDER_TYPES, orderJson, packOrderJson } from '../../../shared/order/json.js';
import {
  doorOf,
  idOf,
  isOrder,
  orderIn,
  Time,
  Trait,
  timeOf,
  traitOf,
  typeOf,
} from '../../../shared/order/order.js';
import type { Order } from '../../../shared/visit/event.js';
import { FIRST_SEED } from '../seed.js';

const ZONE = 8 * 3600;

/** Any order that architecture 4 allows. */
const time = fc.integer({ min: 1, max: 0xffffffff }).map(at => isoOf(at, ZONE));
const anyOrder: fc.Arbitrary<Order> = fc.record(
  {
    id: fc.string({
      unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-'),
      minLength: 1,
      maxLength: 16,
    }),
    type: fc.constantFrom(...ORDER_TYPES),
    dispatched: time,
    reported: time,
    accepted: time,
    arrivedInDepartment: time,
    appointment: time,
    slotEnd: time,
    notAfter: time,
    issued: time,
    customer: fc.constantFrom('home', 'enterprise'),
    area: fc.constantFrom('urban', 'township', 'village'),
    site: fc.constantFrom('home', 'equipment-room'),
    access: fc.constantFrom('lan', 'adsl'),
    lineOwner: fc.constantFrom('company', 'customer'),
    cable: fc.boolean(),
    fee: fc.boolean(),
    door: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 12 }),
  },
  { requiredKeys: ['id', 'type'], noNullPrototype: true },
) as fc.Arbitrary<Order>;

function packed(order: Order): string {
  const result = packOrderJson(order);
  if ('error' in result) throw new Error(result.error);
  return result.bytes;
}

const FULL: Order = {
  id: 'WO-26112300070',
  type: 'repair',
  dispatched: '2026-11-23T07:48:00+08:00',
  appointment: '2026-11-23T09:00:00+08:00',
  customer: 'home',
  cable: false,
  door: 'B2-1204',
};

const orders = suite('a work order in bytes');

orders('is pinned', () => {
  const hex = Buffer.from(packed(FULL), 'latin1').toString('hex');
  // Type 2 with a door and 14 letters; dispatched and appointment; customer home, cable not.
  const parts = ['5d', '11', '0104', '58efb6eb5d76df4d34ef40', '307f036b', '1090036b', '42322d31323034'];
  assert.is(hex, parts.join(''));
});

orders('comes back as it was, whatever it says', () => {
  fc.assert(
    fc.property(anyOrder, fc.nat({ max: 2 }), (order, zeros) => {
      const bytes = packed(order);
      assert.ok(isOrder(bytes));
      assert.ok(bytes.length <= 60);
      // The log pads a record with up to two zeros.
      assert.equal(orderJson(bytes + '\0'.repeat(zeros), ZONE), order);
      assert.is(orderIn(bytes + '\0'.repeat(zeros)), bytes);
    }),
    { seed: FIRST_SEED | 0, numRuns: 3000 },
  );
});

orders('is read on the badge field by field', () => {
  const bytes = packed(FULL);
  assert.is(typeOf(bytes), 2);
  assert.is(idOf(bytes), 'WO-26112300070');
  assert.is(timeOf(bytes, Time.Dispatched), 1795391280);
  assert.is(timeOf(bytes, Time.Reported), 0);
  assert.is(timeOf(bytes, Time.Appointment), 1795395600);
  assert.is(traitOf(bytes, Trait.Customer), 1);
  assert.is(traitOf(bytes, Trait.Area), 0);
  assert.is(traitOf(bytes, Trait.Cable), 1);
  assert.is(doorOf(bytes), 'B2-1204');
});

orders('with every length of id holds it', () => {
  for (let length = 1; length <= 16; length++) {
    const id = 'A-0Z9B-8C7D6E5F4'.slice(0, length);
    const bytes = packed({ id, type: 'care' });
    assert.is(bytes.length, 4 + Math.ceil((length * 6) / 8));
    assert.is(idOf(bytes), id);
  }
});

orders('cut off anywhere is none, but for the end of its door hint', () => {
  const bytes = packed(FULL);
  const door = (FULL.door ?? '').length;
  for (let length = 0; length < bytes.length - door; length++)
    assert.not.ok(isOrder(bytes.slice(0, length)), `${length}`);
  for (let length = bytes.length - door; length < bytes.length; length++)
    assert.ok(isOrder(bytes.slice(0, length)));
});

orders('of another type, or with letters that are none of an id, is none', () => {
  const bytes = packed(FULL);
  assert.not.ok(isOrder(String.fromCharCode((6 << 5) | 0x1d) + bytes.slice(1)));
  assert.not.ok(isOrder(`${bytes.slice(0, 4)}\xff${bytes.slice(5)}`));
});

orders('longer than an order can be is none: it would not fit a record', () => {
  const bytes = packed({ ...FULL, door: '123456789012' });
  assert.ok(isOrder(bytes));
  assert.not.ok(isOrder(`${bytes}${'x'.repeat(40)}`));
});

orders('out of any bytes is read without a throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), raw => {
      const bytes = Buffer.from(raw).toString('latin1');
      const is = isOrder(bytes);
      assert.is(orderJson(bytes, ZONE) !== null, is);
      idOf(bytes);
      doorOf(bytes);
      orderIn(bytes);
      for (let which = 0; which < 8; which++) assert.ok(timeOf(bytes, which) >= 0);
      if (is) assert.match(idOf(bytes), /^[A-Z0-9-]{1,16}$/);
    }),
    { seed: FIRST_SEED | 0, numRuns: 20_000 },
  );
});

orders.run();

const json = suite('a work order that is wrong');

json('is told in one sentence that names the field', () => {
  const wrong: [object, string][] = [
    [{ id: 'wo-7' }, 'order id "wo-7" is not 1 to 16 of A-Z, 0-9 and \'-\''],
    [{ id: '' }, 'order id "" is not 1 to 16 of A-Z, 0-9 and \'-\''],
    [{ id: 'A'.repeat(17) }, `order id "${'A'.repeat(17)}" is not 1 to 16 of A-Z, 0-9 and '-'`],
    [{ id: 7 }, "order id 7 is not 1 to 16 of A-Z, 0-9 and '-'"],
    [{ type: 'visit' }, 'order A: type "visit" is none of install, move, repair, complaint, care, inspect'],
    [
      { type: undefined },
      'order A: type undefined is none of install, move, repair, complaint, care, inspect',
    ],
    [{ appointment: 'nine' }, 'order A: appointment "nine" is not an ISO time with offset'],
    [
      { issued: '2026-11-23T09:00:00' },
      'order A: issued "2026-11-23T09:00:00" is not an ISO time with offset',
    ],
    [{ customer: 'shop' }, 'order A: customer "shop" is none of home, enterprise'],
    [{ fee: 'yes' }, 'order A: fee "yes" is none of false, true'],
    [{ door: '1234567890123' }, 'order A: door "1234567890123" is not at most 12 ASCII characters'],
    [{ door: '门' }, 'order A: door "门" is not at most 12 ASCII characters'],
    [{ door: 'a\0b' }, 'order A: door "a\\u0000b" is not at most 12 ASCII characters'],
    [{ door: 5 }, 'order A: door 5 is not at most 12 ASCII characters'],
    [
      { reported: '1960-01-01T00:00:00Z' },
      'order A: reported "1960-01-01T00:00:00Z" is not between 1970 and 2106',
    ],
    [
      { reported: '2200-01-01T00:00:00Z' },
      'order A: reported "2200-01-01T00:00:00Z" is not between 1970 and 2106',
    ],
  ];
  for (const [fields, sentence] of wrong) {
    const result = packOrderJson({ id: 'A', type: 'repair', ...fields } as Order);
    assert.is('error' in result ? result.error : 'nothing wrong', sentence);
  }
});

json.run();
