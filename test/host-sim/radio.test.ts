import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Link, type LinkOptions } from '../../host-sim/link.js';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { badgeWith, dlog } from './tiny.js';

const SERVICE = '6e3f0001-b5a3-f393-e0a9-e50e24dcca9e';
const ASK = '6e3f0002-b5a3-f393-e0a9-e50e24dcca9e';
const TELL = '6e3f0003-b5a3-f393-e0a9-e50e24dcca9e';

/** Answers a request of n with n numbered notifications, one every 20 ms. */
const COUNTER = `(function () {
  var left = 0, n = 0, services = {}, c = {};
  function send() {
    if (left-- <= 0) return;
    var chars = {}, values = {};
    chars['${TELL}'] = { value: [n++, 1, 2], notify: true };
    values['${SERVICE}'] = chars;
    NRF.updateServices(values);
    setTimeout(send, 20);
  }
  c['${ASK}'] = { maxLen: 50, writable: true, onWrite: function (e) { left = e.data[0]; if (e.data.length > 1) n = e.data[1]; send(); } };
  c['${TELL}'] = { maxLen: 50, readable: true, notify: true, value: [9] };
  services['${SERVICE}'] = c;
  NRF.setServices(services, { advertise: ['${SERVICE}'], uart: false });
  NRF.setAdvertising({}, { interval: 1500, name: 'Door' });
  NRF.on('connect', function () { LED1.write(true); });
  NRF.on('disconnect', function (why) { if (why === 8) LED1.write(false); });
})();`;

const radio = suite('NRF');

radio('keeps the table of services for everybody to see', () => {
  const badge = badgeWith(COUNTER);
  assert.equal(
    badge.radio.services().map(each => [each.uuid, each.readable, each.writable, each.notify, each.maxLen]),
    [
      [ASK, false, true, false, 50],
      [TELL, true, false, true, 50],
    ],
  );
  assert.equal(badge.radio.advertised, [SERVICE]);
  assert.is(badge.radio.advertising?.how.interval, 1500);
  assert.equal(badge.faults(), []);
});

radio('takes writes that fit, and refuses the others', () => {
  const badge = badgeWith(COUNTER);
  assert.not(badge.radio.write(ASK, Uint8Array.of(1)));
  assert.ok(badge.radio.connect(23));
  assert.not(badge.radio.connect(23));
  assert.ok(badge.radio.write(ASK, Uint8Array.of(0)));
  assert.not(badge.radio.write(ASK, new Uint8Array(21)));
  assert.not(badge.radio.write(TELL, Uint8Array.of(0)));
  assert.equal(badge.radio.read(TELL), Uint8Array.of(9));
  assert.is(badge.radio.read(ASK), undefined);
});

radio('sends a lost packet again in the next interval', () => {
  const arrivals = (lostEach: number): number[] => {
    const badge = badgeWith(COUNTER);
    const at: number[] = [];
    badge.radio.onNotify(() => at.push(Math.round(badge.now())));
    badge.radio.connect(53, { interval: 15, lostEach });
    badge.radio.write(ASK, Uint8Array.of(4));
    badge.advance(1000);
    return at;
  };
  assert.equal(arrivals(0), [15, 35, 55, 75]);
  assert.equal(arrivals(2), [15, 50, 80, 110]);
});

radio('cuts a notification to the MTU and says so', () => {
  const badge = badgeWith(COUNTER.replace('[n++, 1, 2]', "'x'.repeat(30)"));
  const heard: number[] = [];
  badge.radio.onNotify((_, value) => heard.push(value.length));
  badge.radio.connect(23);
  badge.radio.write(ASK, Uint8Array.of(1));
  assert.equal(heard, [20]);
  assert.match(badge.faults()[0], /cut to 20/);
});

radio('throws for a UUID that nobody declared, and drops what the queue cannot hold without a word', () => {
  const unknown = badgeWith(`NRF.setServices({}, { uart: false, advertise: [] });
    NRF.updateServices({ 0x180f: { 0x2a19: { value: [1] } } })`);
  assert.match(unknown.faults()[0], /Unable to find service with UUID/);
  const badge = badgeWith(COUNTER.replace('setTimeout(send, 20)', 'send()'));
  let heard = 0;
  badge.radio.onNotify(() => heard++);
  badge.radio.connect(53, { interval: 15 });
  badge.radio.write(ASK, Uint8Array.of(10));
  badge.advance(1000);
  assert.is(heard, 6);
  assert.is(badge.radio.dropped, 4);
});

radio('tells the bundle who comes and goes', () => {
  const badge = badgeWith(COUNTER);
  badge.radio.connect(53);
  assert.ok(badge.lights.backlight);
  badge.radio.disconnect(8);
  assert.not(badge.lights.backlight);
});

radio('ends a callback at its exception, tells the bundle, and goes on', () => {
  const badge =
    badgeWith(`process.on('uncaughtException', function (e) { LED1.write(e.message === 'first'); });
    setTimeout(function () { throw new Error('first'); }, 5);
    setTimeout(function () { g.clear(); g.flip(); }, 6);`);
  badge.advance(10);
  assert.ok(badge.lights.backlight);
  assert.is(badge.graphics.flips, 1);
  assert.match(badge.faults()[0], /the bundle threw Error: first/);
});

const link = suite('the link');

function linked(options: LinkOptions = {}): { engine: NodeEngine; link: Link } {
  const engine = new NodeEngine({ files: [dlog], bundle: COUNTER });
  return { engine, link: new Link(engine, options) };
}

async function count(over: Link, ask: number): Promise<number[]> {
  const device = await over.requestDevice({ filters: [{ services: [SERVICE] }] });
  const server = await device.gatt.connect();
  const service = await server.getPrimaryService(SERVICE);
  const tell = await service.getCharacteristic(TELL);
  const heard: number[] = [];
  const all = new Promise<void>(done => {
    tell.addEventListener('characteristicvaluechanged', event => {
      heard.push((event.target as typeof tell).value?.getUint8(0) ?? -1);
      if (heard.length === ask) done();
    });
    device.addEventListener('gattserverdisconnected', () => done());
  });
  await tell.startNotifications();
  await (await service.getCharacteristic(ASK)).writeValueWithResponse(Uint8Array.of(ask));
  await all;
  return heard;
}

link('has the shape of Web Bluetooth and the pace of the virtual clock', async () => {
  const { engine, link: over } = linked();
  assert.equal(await over.during(count(over, 5)), [0, 1, 2, 3, 4]);
  assert.ok(engine.now() >= 4 * 15 && engine.now() < 400, `${engine.now()} ms`);
  assert.ok(over.device.gatt.connected);
  over.device.gatt.disconnect();
  assert.not(over.device.gatt.connected);
});

link('breaks at the notification it is told to, and can be made again', async () => {
  const { engine, link: over } = linked({ dropAt: 3 });
  assert.equal(await over.during(count(over, 5)), [0, 1]);
  assert.not(over.device.gatt.connected);
  assert.not(engine.connected());
  assert.is((await over.during(count(over, 4))).length, 4);
});

for (const [where, heard] of [
  ['dropBefore', 0],
  ['dropAfter', 1],
] as const)
  link(`breaks at the request it is told to: ${where}`, async () => {
    // The first is the subscription.
    const { engine, link: over } = linked({ [where]: 2 });
    let written = 0;
    const write = engine.write.bind(engine);
    engine.write = (...what) => {
      written++;
      return write(...what);
    };
    const error = await over.during(count(over, 5)).catch((why: DOMException) => why);
    assert.is((error as DOMException).name, 'NetworkError');
    assert.is(written, heard);
    assert.not(engine.connected());
    assert.is((await over.during(count(over, 4))).length, 4);
  });

link('is lost with the power, and finds nobody then', async () => {
  const { engine, link: over } = linked();
  const counting = count(over, 100);
  let sent = 0;
  engine.onNotify(() => {
    if (++sent === 10) setImmediate(() => void engine.power('cut'));
  });
  const heard = await over.during(counting);
  assert.ok(heard.length >= 10 && heard.length < 100);
  let refused = '';
  await over.during(over.device.gatt.connect()).catch(error => {
    refused = error.name;
  });
  assert.is(refused, 'NetworkError');
});

radio.run();
link.run();
