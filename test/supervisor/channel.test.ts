import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type {
  BluetoothCharacteristic,
  BluetoothDevice,
  BluetoothServer,
} from '../../supervisor/bluetooth.js';
import { PullClient } from '../../supervisor/pull.js';

type Op = 'connect' | 'service' | 'characteristic' | 'subscribe' | 'read' | 'write';

/** A device of which one operation never ends, and how often it was let go of. */
function hanging(at: Op): { device: BluetoothDevice; left: () => number } {
  let left = 0;
  const never = new Promise<never>(() => undefined);
  const unless = <T>(op: Op, value: T): Promise<T> => (op === at ? never : Promise.resolve(value));
  const listens = { addEventListener: () => undefined, removeEventListener: () => undefined };
  const characteristic: BluetoothCharacteristic = {
    ...listens,
    readValue: () => unless('read', new DataView(Uint8Array.of(0, 10, 0, 0, 0).buffer)),
    startNotifications: () => unless('subscribe', undefined),
    writeValueWithResponse: () => unless('write', undefined),
  };
  const service = { getCharacteristic: () => unless('characteristic', characteristic) };
  const server: BluetoothServer = {
    connected: true,
    connect: () => unless('connect', server),
    disconnect: () => void left++,
    getPrimaryService: () => unless('service', service),
  };
  return { device: { ...listens, gatt: server }, left: () => left };
}

/** Time that passes as soon as somebody waits for it; what it was waited for. */
function hasty(): { sleep: (milliseconds: number) => Promise<void>; waited: number[] } {
  const waited: number[] = [];
  const sleep = async (milliseconds: number): Promise<void> => {
    waited.push(milliseconds);
    await new Promise(turn => setImmediate(turn));
  };
  return { sleep, waited };
}

const channels = suite('a system that does not answer');

for (const op of ['connect', 'service', 'characteristic', 'subscribe', 'read', 'write'] as const)
  channels(`is given up after a while, five times, where it hangs at ${op}`, async () => {
    const { device, left } = hanging(op);
    const { sleep, waited } = hasty();
    const client = new PullClient(device, sleep);
    const said = op === 'write' ? await client.setTime(1) : await client.badge();
    const not = op === 'write' ? 'take it' : 'say which one it is';
    assert.equal(said, {
      error: `Tried 5 times and the badge did not ${not} (the system does not answer): bring it closer.`,
    });
    // What was begun is let go of each time.
    assert.is(left(), 5);
    assert.is(waited.filter(each => each === 600).length, 5);
    // Somebody may be typing a passkey.
    assert.is(waited.filter(each => each === (op === 'write' ? 40_000 : 10_000)).length >= 5, true);
  });

channels('that hangs nowhere is answered', async () => {
  const { sleep } = hasty();
  // Nobody asks for what would hang.
  const client = new PullClient(hanging('write').device, sleep);
  assert.is(await client.badge(), '0000000a');
});

channels.run();

/** A device whose first requests fail like this, `gone`: and whose link is down a moment later. */
function refusing(how: readonly string[], gone = false): { device: BluetoothDevice; asked: () => number } {
  let asked = 0;
  let isUp = true;
  const listens = { addEventListener: () => undefined, removeEventListener: () => undefined };
  const characteristic: BluetoothCharacteristic = {
    ...listens,
    readValue: async () => new DataView(Uint8Array.of(0, 10, 0, 0, 0).buffer),
    startNotifications: async () => undefined,
    async writeValueWithResponse() {
      const error = how[asked++];
      if (error === undefined) return;
      setImmediate(() => {
        isUp &&= !gone;
      });
      throw new Error(error);
    },
  };
  const service = { getCharacteristic: async () => characteristic };
  const server: BluetoothServer = {
    get connected() {
      return isUp;
    },
    async connect() {
      isUp = true;
      return server;
    },
    disconnect: () => undefined,
    getPrimaryService: async () => service,
  };
  return { device: { ...listens, gatt: server }, asked: () => asked };
}

/** How systems refuse a request of somebody who has not paired: Chromium by the system under it, and npm's webbluetooth. */
const REFUSALS = [
  'GATT operation not permitted.',
  'GATT operation not authorized.',
  'GATT Error: Not paired.',
  'Authentication failed.',
  'GATT operation failed for unknown reason.',
  'Write failed',
];

const refusals = suite('a system that has not paired');

for (const error of REFUSALS)
  refusals(`is known by its first request, where that ends in: ${error}`, async () => {
    const { device, asked } = refusing([error, error]);
    const client = new PullClient(device, hasty().sleep);
    const failed = await client.status();
    assert.is('why' in failed && failed.why, 'not-paired');
    assert.is(asked(), 1, 'to ask again would only open the dialog again');
  });

refusals('is not one that lost the link, or was busy: those are asked again', async () => {
  for (const [error, gone] of [
    ['GATT operation failed for unknown reason.', true],
    ['GATT operation already in progress.', false],
  ] as const) {
    const { device, asked } = refusing([error, error], gone);
    const failed = await new PullClient(device, hasty().sleep).status();
    assert.is('why' in failed, false, error);
    // Two that failed, and three that nothing answers.
    assert.is(asked(), 5);
  }
});

refusals('is not one of which a request came through before', async () => {
  const { device, asked } = refusing([]);
  const client = new PullClient(device, hasty().sleep);
  await client.status();
  const before = asked();
  const later = refusing(['Write failed']);
  (device.gatt as { getPrimaryService: unknown }).getPrimaryService = later.device.gatt?.getPrimaryService;
  const failed = await client.status();
  assert.is('why' in failed, false);
  assert.equal([before, later.asked()], [5, 5]);
});

refusals('is not known by a request that a narrow link does not carry', async () => {
  const { device } = refusing(['Write failed']);
  const failed = await new PullClient(device, hasty().sleep).pushOrder(new Uint8Array(30));
  assert.is(failed?.why, undefined);
});

refusals.run();
