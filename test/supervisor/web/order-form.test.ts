import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { secondsOf } from '../../../shared/iso.js';
import { ORDER_KEYS, orderJson } from '../../../shared/order/json.js';
import { FIRST_FIELDS, type Filled, MORE_FIELDS, packForm } from '../../../supervisor/web/order-form.js';

const ZONE = 28_800;
/** A clock in China. */
const local = (text: string) => {
  const at = secondsOf(`${text}:00+08:00`);
  return at === null ? null : { at, zone: ZONE };
};

function orderIn(filled: Filled): unknown {
  const made = packForm(filled, local);
  if (!('packed' in made)) return made;
  return orderJson(String.fromCharCode(...made.packed), ZONE);
}

const forms = suite('the form of an order');

forms('has each field of the one order table once', () => {
  const names = [...FIRST_FIELDS, ...MORE_FIELDS].map(field => field.name);
  assert.equal([...names].sort(), [...ORDER_KEYS].sort());
});

forms('gives the order that was meant', () => {
  const filled = {
    id: ' wo-0012 ',
    type: 'repair',
    appointment: '2026-11-23T09:00',
    slotEnd: '',
    customer: 'home',
    site: 'equipment-room',
    cable: 'false',
    fee: 'true',
    door: '3-201',
  };
  assert.equal(orderIn(filled), {
    id: 'WO-0012',
    type: 'repair',
    appointment: '2026-11-23T09:00:00+08:00',
    customer: 'home',
    site: 'equipment-room',
    cable: false,
    fee: true,
    door: '3-201',
  });
});

forms('names the field that is not right', () => {
  const right = { id: 'WO-1', type: 'care' };
  assert.equal(orderIn(right), right);
  assert.equal(orderIn({ ...right, id: '' }), { field: 'id' });
  assert.equal(orderIn({ ...right, id: 'A'.repeat(16) }), { ...right, id: 'A'.repeat(16) });
  assert.equal(orderIn({ ...right, id: 'A'.repeat(17) }), { field: 'id' });
  assert.equal(orderIn({ ...right, id: 'WO 1' }), { field: 'id' });
  assert.equal(orderIn({ id: 'WO-1' }), { field: 'type' });
  assert.equal(orderIn({ ...right, type: 'party' }), { field: 'type' });
  assert.equal(orderIn({ ...right, appointment: 'soon' }), { field: 'appointment' });
  assert.equal(orderIn({ ...right, appointment: '1969-12-31T23:59' }), { field: 'appointment' });
  assert.equal(orderIn({ ...right, notAfter: '2106-02-08T00:00' }), { field: 'notAfter' });
  assert.equal(orderIn({ ...right, area: 'moon' }), { field: 'area' });
  assert.equal(orderIn({ ...right, door: '123456789012' }), { ...right, door: '123456789012' });
  assert.equal(orderIn({ ...right, door: '1234567890123' }), { field: 'door' });
  assert.equal(orderIn({ ...right, door: '三楼' }), { field: 'door' });
});

forms.run();
