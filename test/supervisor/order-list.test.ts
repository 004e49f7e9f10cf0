import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { TEST_KEYS } from '../../host-sim/install.js';
import { hexOf } from '../../shared/enrol/text.js';
import { ORDER_KEYS, packOrderJson } from '../../shared/order/json.js';
import type { Order } from '../../shared/visit/event.js';
import { type Listed, type ListFault, readOrderCsv, readOrderJson } from '../../supervisor/order-list.js';
import { keyNumber, signOrder } from '../../supervisor/orders.js';

const FULL: Order = {
  id: 'WO-7',
  type: 'repair',
  dispatched: '2026-11-23T08:00:00+08:00',
  reported: '2026-11-23T07:30:00+08:00',
  accepted: '2026-11-23T08:10:00+08:00',
  arrivedInDepartment: '2026-11-23T07:45:00+08:00',
  appointment: '2026-11-23T09:00:00+08:00',
  slotEnd: '2026-11-23T11:00:00+08:00',
  notAfter: '2026-11-23T18:00:00+08:00',
  issued: '2026-11-23T08:00:00+08:00',
  customer: 'home',
  area: 'urban',
  site: 'home',
  access: 'lan',
  lineOwner: 'company',
  cable: true,
  fee: false,
  door: 'B2, 1204',
};

/** A row of CSV with every field of the order. */
const fullRow = (): string =>
  ORDER_KEYS.map(name => {
    const value = FULL[name];
    return typeof value === 'boolean' ? (value ? 'yes' : 'no') : `"${value}"`;
  }).join(',');

const faultOf = (found: Listed[] | ListFault): string => {
  if (Array.isArray(found)) throw new Error('nothing is wrong with it');
  return `${found.where}: ${found.error}`;
};

const lists = suite('a list of orders');

lists('says the same as CSV and as JSON, every field of an order among it', () => {
  const csv = readOrderCsv(`badge,${ORDER_KEYS.join(',')}\r\n00C0FFEE,${fullRow()}\r\n`) as Listed[];
  const json = readOrderJson({ badge: '00C0FFEE', ...FULL }) as Listed[];
  assert.equal(csv[0]?.order, FULL);
  assert.equal(csv, [{ ...json[0], where: 'line 2' }]);
  assert.is(json[0]?.badge, '00c0ffee');
});

lists('leaves out what a cell leaves empty, and names orders by their line or their place', () => {
  const csv = readOrderCsv('id,type,door,cable\n\nWO-1,care,,\n"WO-2",move,"a ""b""",no\n') as Listed[];
  assert.equal(csv, [
    { where: 'line 3', badge: null, order: { id: 'WO-1', type: 'care' }, signed: null },
    {
      where: 'line 4',
      badge: null,
      order: { id: 'WO-2', type: 'move', door: 'a "b"', cable: false },
      signed: null,
    },
  ]);
  const json = readOrderJson([FULL, { id: 'WO-8', type: 'move' }]) as Listed[];
  assert.equal(
    json.map(({ where }) => where),
    ['order 1', 'order 2'],
  );
});

lists('names the line that is wrong, and how to mend it', () => {
  const wrong: [string, RegExp][] = [
    ['', /^null: it is empty: begin with/],
    ['id,kind\n', /^line 1: column "kind" is not known: take it out, or name one of badge, id, type/],
    ['id,type,id\n', /^line 1: column id stands twice: keep one of them$/],
    ['badge,id\n', /^line 1: column type is missing: add it$/],
    ['id,type\nWO-1,repair\nWO-2\n', /^line 3: it has 1 cells where there are 2 columns: make them equal$/],
    ['id,type\nWO-1,fix\n', /^line 2: order WO-1: type "fix" is none of install, .*: mend the order$/],
    ['id,type\nwo-1,care\n', /^line 2: order id "wo-1" is not 1 to 16 of A-Z.*: mend the order$/],
    ['id,type,notAfter\nWO-1,care,18:00\n', /^line 2: .*notAfter "18:00" is not an ISO time.*: mend/],
    ['id,type,cable\nWO-1,care,true\n', /^line 2: cable is "true": make it yes or no, or leave it empty$/],
    ['id,type,badge\nWO-1,care,c0ffee\n', /^line 2: badge "c0ffee" is not 8 hex digits: write it as/],
    ['id,type\nWO-1,care\nWO-1,move\n', /^line 3: order WO-1 stands at line 2 too: keep one of them$/],
    ['id,type\nWO-1,"care\n', /^line 2: a quote is not closed/],
  ];
  for (const [text, fault] of wrong) assert.match(faultOf(readOrderCsv(text)), fault);
  // The same order may go to two badges.
  assert.is((readOrderCsv('badge,id,type\n0000000a,WO-1,care\n0000000b,WO-1,care\n') as Listed[]).length, 2);
});

lists('of JSON says which order is none', () => {
  const wrong: [unknown, RegExp][] = [
    [null, /^order 1: what stands there is no order: give one such as/],
    [['WO-1'], /^order 1: what stands there/],
    [[FULL, { id: 'WO-8', kind: 'move' }], /^order 2: an order has no kind: take it out/],
    [[FULL, { id: 'WO-8' }], /^order 2: order WO-8: type undefined is none of/],
    [[FULL, FULL], /^order 2: order WO-7 stands at order 1 too/],
    [
      { orders: [{ payload: 'e1' }] },
      /^order 1: it is no signed order: give the document as doorstep order new/,
    ],
  ];
  for (const [document, fault] of wrong) assert.match(faultOf(readOrderJson(document)), fault);
});

lists('may be what order new printed: the payload counts, and must be of the order beside it', () => {
  const { bytes } = packOrderJson(FULL) as { bytes: string };
  const signing = { badge: '00c0ffee', radioKey: TEST_KEYS.radio, key: keyNumber('site', 1), salt: 'salt' };
  const signed = signOrder(signing, bytes);
  const document = { orders: [{ badge: 'whatever', order: FULL, payload: hexOf(signed), ndef: '' }] };
  assert.equal(readOrderJson(document), [{ where: 'order 1', badge: '00c0ffee', order: FULL, signed }]);
  const other = { orders: [{ ...document.orders[0], order: { ...FULL, fee: true } }] };
  assert.match(faultOf(readOrderJson(other)), /^order 1: it is no signed order/);
});

lists.run();
