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
  channels(`is given up after ten seconds, five times, where it hangs at ${op}`, async () => {
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
    assert.is(waited.filter(each => each === 10_000).length >= 5, true);
  });

channels('that hangs nowhere is answered', async () => {
  const { sleep } = hasty();
  // Nobody asks for what would hang.
  const client = new PullClient(hanging('write').device, sleep);
  assert.is(await client.badge(), '0000000a');
});

channels.run();
