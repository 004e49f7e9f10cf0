import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { BluetoothServer } from '../../../supervisor/bluetooth.js';
import { type WebDevice, withinReach } from '../../../supervisor/web/reach.js';

/** A device that connects only once it was heard, if `isHeard` is ever. */
function deviceThat(isHeard: boolean, canWatch: boolean) {
  const seen: string[] = [];
  let heard = false;
  const server = {
    connected: false,
    async connect(): Promise<BluetoothServer> {
      seen.push('connect');
      if (!heard) throw new Error('no longer in range');
      return server as BluetoothServer;
    },
    disconnect: () => undefined,
    getPrimaryService: () => Promise.reject(new Error('none')),
  };
  const device = Object.assign(new EventTarget(), {
    id: '1',
    name: 'Doorstep',
    gatt: server as BluetoothServer,
    ...(canWatch && {
      async watchAdvertisements({ signal }: { signal: AbortSignal }) {
        seen.push('watch');
        signal.addEventListener('abort', () => seen.push('watched'));
        if (!isHeard) return;
        setImmediate(() => {
          heard = true;
          device.dispatchEvent(new Event('advertisementreceived'));
        });
      },
    }),
  }) as unknown as WebDevice & EventTarget;
  return { device, seen };
}

const never = (): Promise<void> => new Promise(() => undefined);
const atOnce = async (): Promise<void> => undefined;

const reach = suite('a badge that the browser knows');

reach('is heard before it is connected again', async () => {
  const { device, seen } = deviceThat(true, true);
  await withinReach(device, never).gatt?.connect();
  assert.equal(seen, ['connect', 'watch', 'watched', 'connect']);
});

reach('that is not heard in time is out of reach', async () => {
  const { device, seen } = deviceThat(false, true);
  await withinReach(device, atOnce)
    .gatt?.connect()
    .then(
      () => assert.unreachable(),
      error => assert.is(error.message, 'no longer in range'),
    );
  assert.equal(seen, ['connect', 'watch', 'watched', 'connect']);
});

reach('is out of reach at once where the browser cannot listen', async () => {
  const { device, seen } = deviceThat(true, false);
  await withinReach(device, never)
    .gatt?.connect()
    .then(
      () => assert.unreachable(),
      error => assert.is(error.message, 'no longer in range'),
    );
  assert.equal(seen, ['connect']);
});

reach.run();
