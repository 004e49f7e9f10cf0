import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Talk } from '../../cli/play/talk.js';
import type { Badge } from '../../host-sim/badge.js';
import { PretendBluez } from '../../host-sim/bluez/bluez.js';
import { type PrivateBus, startBus } from '../../host-sim/bluez/daemon.js';
import { live } from '../../host-sim/bluez/live.js';
import type { LinkModel } from '../../host-sim/bluez/peripheral.js';
import type { NodeEngine } from '../../host-sim/node-engine.js';
import type { Holder } from '../../host-sim/pairing.js';
import { Gone } from '../../host-sim/radio.js';
import { put } from '../../shared/bytes.js';
import { CONTROL, EVENT, Op, SERVICE, uuid } from '../../shared/pull/frame.js';
import { newBadge, WORLD } from '../supervisor/badge.js';
import { skip } from '../support/skip.js';
import { BusClient, type Message } from './bus-client.js';
import { badgeWith } from './tiny.js';
import { letPair, otherThan, passkeyOn } from './wearer.js';

const DEVICE = '/org/bluez/hci0/dev_C0_FF_EE_00_00_01';

/** An interval in which no request gets through during a test. */
const HALF_A_MINUTE = 30_000;

/** A bundle with the service of the log: it answers a write with two notifications. */
const BUNDLE = `NRF.setServices({'${uuid(SERVICE)}': {
  '${uuid(EVENT)}': {maxLen: 20, notify: true},
  '${uuid(CONTROL)}': {maxLen: 20, writable: true, onWrite: function (written) {
    for (var i = 1; i < 3; i++)
      NRF.updateServices({'${uuid(SERVICE)}': {'${uuid(EVENT)}': {value: [written.data[0], i], notify: true}}});
  }}}}, {advertise: ['${uuid(SERVICE)}'], uart: false});`;

/** What was said in short: the properties that changed, the objects that came and went, the answers. */
function told({ type, member, path = '', body, errorName, replySerial }: Message): string {
  if (member === 'PropertiesChanged') {
    const [, changes] = body as [string, [string, [unknown, unknown[]]][]];
    return changes
      .map(([name, [, [value]]]) => `${name}=${Buffer.isBuffer(value) ? value.join() : value}`)
      .join();
  }
  if (type === 4) return `${member} ${String(body?.[0] ?? path).replace(DEVICE, '')}`;
  return `${errorName ?? 'answer'} ${replySerial}`;
}

/** A private bus with badges that run `BUNDLE`, a client of it, and time that passes. */
async function inReach(
  bus: PrivateBus,
  work: (client: BusClient, badge: Badge) => Promise<void>,
  interval = 15,
  badge = badgeWith(BUNDLE),
  link: Partial<LinkModel> = {},
): Promise<void> {
  const bluez = await PretendBluez.on(bus.address, [badge], { interval, ...link });
  if ('error' in bluez) throw new Error(bluez.error);
  const stopLife = live([badge]);
  const client = new BusClient(bus.address);
  try {
    await work(client, badge);
  } finally {
    client.close();
    stopLife();
    bluez.stop();
  }
}

/** A property of the device as BlueZ has it. */
async function property(client: BusClient, name: string): Promise<unknown> {
  const get = 'org.freedesktop.DBus.Properties.Get';
  const answer = await client.call(DEVICE, get, 'ss', 'org.bluez.Device1', name);
  return (answer as [unknown, unknown[]])[1][0];
}

/** The paths of the service and its characteristics, once a client has found and connected the badge. */
async function connected(client: BusClient): Promise<{ event: string; control: string }> {
  await client.call('/org/bluez/hci0', 'org.bluez.Adapter1.StartDiscovery');
  await client.hears(each => /^(InterfacesAdded $|RSSI)/.test(told(each)));
  client.heard.length = 0;
  assert.is(await client.call(DEVICE, 'org.bluez.Device1.Connect'), undefined);
  await client.hears(each => told(each) === 'ServicesResolved=true');
  return { event: `${DEVICE}/service0001/char0002`, control: `${DEVICE}/service0001/char0004` };
}

const write = (client: BusClient, path: string, ...bytes: number[]): Promise<unknown> =>
  client.call(path, 'org.bluez.GattCharacteristic1.WriteValue', 'aya{sv}', bytes, []);

const daemons = suite('a private bus');

daemons('says what it lacks', async () => {
  const path = process.env['PATH'] ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-test-'));
  const sh = path.split(':').map(each => join(each, 'sh'));
  symlinkSync(sh.find(existsSync) as string, join(folder, 'sh'));
  try {
    process.env['PATH'] = folder;
    const bus = await startBus();
    assert.equal(bus, {
      error: 'dbus-daemon is missing: install it (Debian and Ubuntu: apt-get install dbus).',
    });
  } finally {
    process.env['PATH'] = path;
    rmSync(folder, { recursive: true });
  }
});

daemons.run();

const bus = await startBus();
if ('error' in bus) skip('the pretend BlueZ', bus.error);
else {
  const bluez = suite('the pretend BlueZ');

  bluez('is one on a bus: a second one is refused', () =>
    inReach(bus, async () => {
      const second = await PretendBluez.on(bus.address, []);
      assert.match((second as { error: string }).error, /org\.bluez is owned by somebody else there\.$/);
    }),
  );

  bluez('shows a badge once a client scans: by its service and the name of its board, nobody by name', () =>
    inReach(bus, async client => {
      await client.call('/org/bluez/hci0', 'org.bluez.Adapter1.StartDiscovery');
      await client.hears(each => told(each) === 'InterfacesAdded ');
      assert.is(await property(client, 'Name'), 'Pixl.js 0001');
      assert.equal(await property(client, 'UUIDs'), [uuid(SERVICE)]);
      assert.is(await property(client, 'Connected'), false);
    }),
  );

  bluez('shows none that is off, and one that comes back at the next advertisement', () =>
    inReach(bus, async (client, badge) => {
      badge.power('cut');
      await client.call('/org/bluez/hci0', 'org.bluez.Adapter1.StartDiscovery');
      await new Promise(turn => setTimeout(turn, 200));
      assert.is(
        client.heard.some(each => each.member === 'InterfacesAdded'),
        false,
      );
      badge.power('restore');
      await client.hears(each => told(each) === 'InterfacesAdded ');
    }),
  );

  bluez('says that a device is connected before it answers, and what it offers before it is resolved', () =>
    inReach(bus, async client => {
      await connected(client);
      const said = client.heard.map(told).filter(each => !/^(RSSI|Discovering)/.test(each));
      assert.match(said[1] as string, /^answer/);
      assert.equal(
        said.filter((_, i) => i !== 1),
        [
          'Connected=true',
          'InterfacesAdded /service0001',
          'InterfacesAdded /service0001/char0002',
          'InterfacesAdded /service0001/char0002/desc0003',
          'InterfacesAdded /service0001/char0004',
          'ServicesResolved=true',
        ],
      );
    }),
  );

  bluez('carries a request to the badge and what it notifies back', () =>
    inReach(bus, async client => {
      const { event, control } = await connected(client);
      await client.call(event, 'org.bluez.GattCharacteristic1.StartNotify');
      client.heard.length = 0;
      assert.is(await write(client, control, 7), undefined);
      await client.hears(each => told(each) === 'Value=7,2');
      assert.is(told(client.heard.at(-2) as Message), 'Value=7,1');
      assert.is(await write(client, control, ...new Array(21).fill(0)), 'org.bluez.Error.InvalidValueLength');
      assert.is(await write(client, event, 7), 'org.bluez.Error.NotPermitted');
    }),
  );

  bluez('lets an open request fail before the link is told to be down, and that before objects go', () =>
    inReach(
      bus,
      async (client, badge) => {
        const { event, control } = await connected(client);
        await client.call(event, 'org.bluez.GattCharacteristic1.StartNotify');
        client.heard.length = 0;
        const failed = write(client, control, 7);
        await new Promise(turn => setTimeout(turn, 50));
        badge.power('reset');
        assert.is(await failed, 'org.bluez.Error.Failed');
        await client.hears(each => told(each) === 'InterfacesRemoved /service0001');
        const said = client.heard.map(told);
        assert.match(said[0] as string, /^org\.bluez\.Error\.Failed/);
        assert.equal(said.slice(1), [
          'Notifying=false',
          'ServicesResolved=false',
          'Connected=false',
          'InterfacesRemoved /service0001/char0004',
          'InterfacesRemoved /service0001/char0002/desc0003',
          'InterfacesRemoved /service0001/char0002',
          'InterfacesRemoved /service0001',
        ]);
        await connected(client);
      },
      HALF_A_MINUTE,
    ),
  );

  bluez('answers at once where the link has no interval', () =>
    inReach(
      bus,
      async (client, badge) => {
        const { event, control } = await connected(client);
        await client.call(event, 'org.bluez.GattCharacteristic1.StartNotify');
        const before = badge.now();
        for (let i = 0; i < 100; i++) await write(client, control, i);
        assert.is(badge.now() - before < 1500, true);
      },
      0,
    ),
  );

  bluez('frees a badge whose client is gone', () =>
    inReach(bus, async (client, badge) => {
      const other = new BusClient(bus.address);
      await connected(other);
      assert.is(badge.radio.connected, true);
      assert.is(await client.call(DEVICE, 'org.bluez.Device1.Connect'), undefined, 'it is connected already');
      other.close();
      await client.hears(each => told(each) === 'Connected=false');
      assert.is(badge.radio.connected, false);
      assert.is(badge.radio.connect(53), true);
      badge.radio.disconnect(Gone.Remote);
    }),
  );

  bluez('cannot connect a badge that somebody else is connected to', () =>
    inReach(bus, async (client, badge) => {
      await client.call('/org/bluez/hci0', 'org.bluez.Adapter1.StartDiscovery');
      await client.hears(each => told(each) === 'InterfacesAdded ');
      badge.radio.connect(53);
      assert.is(await client.call(DEVICE, 'org.bluez.Device1.Connect'), 'org.bluez.Error.Failed');
    }),
  );

  bluez('takes the name and the data that an application advertises', async () => {
    const named = badgeWith(
      `${BUNDLE} NRF.setAdvertising({0x180F: [95]}, {interval: 1000, name: 'Door 1'});`,
    );
    const second = await PretendBluez.on(bus.address, [named]);
    if ('error' in second) throw new Error(second.error);
    const client = new BusClient(bus.address);
    try {
      await client.call('/org/bluez/hci0', 'org.bluez.Adapter1.StartDiscovery');
      const { body } = await client.hears(each => told(each) === 'InterfacesAdded ');
      const text = JSON.stringify(body);
      assert.match(text, 'Door 1');
      assert.match(text, '0000180f-0000-1000-8000-00805f9b34fb');
    } finally {
      client.close();
      second.stop();
    }
  });

  bluez('tells how far a log reaches, as the badge advertises it then', async () => {
    const engine = newBadge();
    await inReach(
      bus,
      async client => {
        const head = async (): Promise<string> => {
          const [[company, [, [data]]]] = (await property(client, 'ManufacturerData')) as [
            [number, [unknown, [Buffer]]],
          ];
          return `${company.toString(16)} ${data.toString('hex')}`;
        };
        await client.call('/org/bluez/hci0', 'org.bluez.Adapter1.StartDiscovery');
        await client.hears(each => told(each) === 'InterfacesAdded ');
        // A start is the first record.
        assert.is(await head(), '590 eeffc0000100');
        engine.badge.radio.connect(53);
        const air = new Talk(engine);
        await air.begin(engine.now() / 1000);
        await air.send(Op.Time, put(engine.now() / 1000, 4));
        engine.badge.radio.disconnect(Gone.Remote);
        client.heard.length = 0;
        // It advertises anew when its display goes off.
        await engine.advance(engine.now() + 60_000);
        await client.hears(each => /ManufacturerData/.test(told(each)));
        assert.is(await head(), '590 eeffc0000200');
      },
      0,
      engine.badge,
    );
  });

  bluez.run();

  const pairs = suite('a pretend BlueZ that has not paired');

  pairs.after(async () => {
    const socket = bus.address.slice('unix:path='.length);
    assert.is(existsSync(socket), true);
    await bus.stop();
    assert.is(existsSync(dirname(socket)), false, 'nothing is left of the bus');
  });

  const PAIR = 'org.bluez.Device1.Pair';
  const STATUS = [Op.Status, 1, 0, 0, 0, 0];

  /** A real badge near a client that has not paired; `reads`: what is typed for what the display shows. */
  const unpaired = async (
    work: (client: BusClient, engine: NodeEngine, control: string, asked: (string | null)[]) => Promise<void>,
    reads: (shown: string | null) => string | null | Promise<null> = shown => shown,
  ): Promise<void> => {
    const engine = newBadge();
    const asked: (string | null)[] = [];
    const holder: Holder = {
      async passkey() {
        asked.push(await passkeyOn(engine, WORLD));
        return reads(asked.at(-1) as string | null);
      },
    };
    const near = async (client: BusClient): Promise<void> => {
      const { event } = await connected(client);
      await client.call(event, 'org.bluez.GattCharacteristic1.StartNotify');
      await work(client, engine, `${DEVICE}/service0001/char0005`, asked);
    };
    await inReach(bus, near, 5, engine.badge, { paired: false, holder });
  };

  const isPaired = async (client: BusClient): Promise<unknown[]> => [
    await property(client, 'Paired'),
    await property(client, 'Bonded'),
  ];

  pairs('is refused while the badge lets nobody pair, and reads which badge it is', () =>
    unpaired(async (client, _, control, asked) => {
      assert.is(await write(client, control, ...STATUS), 'org.bluez.Error.NotPermitted');
      assert.is(await client.call(DEVICE, PAIR), 'org.bluez.Error.AuthenticationFailed');
      assert.equal([await isPaired(client), asked], [[false, false], []]);
      const info = control.replace(/char.*/, 'char0002');
      const said = await client.call(info, 'org.bluez.GattCharacteristic1.ReadValue', 'a{sv}', []);
      assert.equal([...(said as Buffer)], [1, 0xee, 0xff, 0xc0, 0]);
    }),
  );

  pairs('pairs by the digits on the display, carries the request out, and needs none later', () =>
    unpaired(async (client, engine, control, asked) => {
      await letPair(engine);
      assert.is(await write(client, control, ...STATUS), undefined);
      assert.equal(await isPaired(client), [true, true]);
      assert.is(await client.call(DEVICE, PAIR), 'org.bluez.Error.AlreadyExists');
      await client.call(DEVICE, 'org.bluez.Device1.Disconnect');
      await connected(client);
      assert.is(await write(client, control, ...STATUS), undefined);
      assert.is(asked.length, 1);
      assert.match(asked[0] as string, /^\d{6}$/);
    }),
  );

  pairs('fails with other digits, and pairs when it is asked to with the right ones', () => {
    let tries = 0;
    return unpaired(
      async (client, engine, control) => {
        await letPair(engine);
        assert.is(await write(client, control, ...STATUS), 'org.bluez.Error.NotPermitted');
        assert.equal(await isPaired(client), [false, false]);
        assert.is(engine.connected(), true, 'the badge goes on');
        assert.is(await client.call(DEVICE, PAIR), undefined);
        assert.is(await write(client, control, ...STATUS), undefined);
        assert.equal(engine.badge.faults(), []);
      },
      shown => (tries++ ? shown : otherThan(shown)),
    );
  });

  pairs('does one thing at a time, and fails what is open when the link drops', () =>
    unpaired(
      async (client, engine, control) => {
        await letPair(engine);
        const first = write(client, control, ...STATUS);
        await new Promise(turn => setTimeout(turn, 50));
        assert.is(await write(client, control, ...STATUS), 'org.bluez.Error.InProgress');
        assert.is(await client.call(DEVICE, PAIR), 'org.bluez.Error.InProgress');
        engine.badge.radio.disconnect(Gone.Timeout);
        assert.is(await first, 'org.bluez.Error.Failed');
        await connected(client);
        const asked = client.call(DEVICE, PAIR);
        await new Promise(turn => setTimeout(turn, 50));
        engine.badge.radio.disconnect(Gone.Timeout);
        assert.is(await asked, 'org.bluez.Error.AuthenticationCanceled');
      },
      () => new Promise(() => undefined),
    ),
  );

  pairs.run();
}
