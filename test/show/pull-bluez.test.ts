import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { worldOf } from '../../cli/play/world.js';
import { airOf } from '../../cli/show/air.js';
import { nowAtDesk, zoneAtDesk } from '../../cli/show/store-file.js';
import { PretendBluez } from '../../host-sim/bluez/bluez.js';
import { startBus } from '../../host-sim/bluez/daemon.js';
import { live } from '../../host-sim/bluez/live.js';
import { TEST_KEYS } from '../../host-sim/install.js';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { Gone } from '../../host-sim/radio.js';
import { Role } from '../../shared/pull/proof.js';
import { dateOf, dayAt, dayKeyTexts } from '../../supervisor/day-keys.js';
import { openStore } from '../../supervisor/store/node-sqlite.js';
import type { Store } from '../../supervisor/store/store.js';
import { letPair, passkeyOn } from '../host-sim/wearer.js';
import { MORNING, setLater, WORLD } from '../supervisor/badge.js';
import { skip } from '../support/skip.js';

const MAIN = fileURLToPath(new URL('../../cli/main.js', import.meta.url));
const LIBRARY = 'webbluetooth';
const hasLibrary = await import(LIBRARY).then(
  () => true,
  () => false,
);
const bus = await startBus();
const KEYS = { logKey: TEST_KEYS.log, radioKey: TEST_KEYS.radio };

/** Told of a pull that takes more than two seconds, as it does on a machine that is busy. */
const PROGRESS = /^\w{8}: \d+ bytes, .*\n/gm;

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

if ('error' in bus) skip('a pull through BlueZ', bus.error);
else if (!hasLibrary) {
  skip('a pull through BlueZ', 'webbluetooth is missing: npm install --no-save webbluetooth@3.7.0');
  await bus.stop();
} else {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-'));
  const path = (name: string): string => join(folder, name);
  const badges = await Promise.all([badgeOf('0000000a', 20), badgeOf('0000000b', 400)]);
  const [small, large] = badges as [NodeEngine, NodeEngine];
  /** The badge that its wearer lets pair. */
  let inHand = small;
  const holder = { passkey: () => passkeyOn(inHand, WORLD) };
  const bluez = await PretendBluez.on(
    bus.address,
    badges.map(({ badge }) => badge),
    { interval: 5, paired: false, holder },
  );
  if ('error' in bluez) throw new Error(bluez.error);
  for (const name of ['doorstep.sqlite', 'depot.sqlite'])
    inStore(
      store =>
        store.enrol(['0000000a', '0000000b'].map(badge => ({ badge, ...KEYS, enrolled: MORNING, note: '' }))),
      name,
    );
  const stopLife = live(badges.map(({ badge }) => badge));

  /** A badge whose clock was set so often: four words of its log each. */
  async function badgeOf(id: string, times: number): Promise<NodeEngine> {
    const world = worldOf({ id, profile: 'HB', language: 'en' });
    const engine = new NodeEngine({ ...world.parts, seed: 1, startMs: Date.now() });
    const air = airOf(engine);
    await setLater(air, times);
    air.client.close();
    return engine;
  }

  function start(...words: string[]): { child: ChildProcess; ended: Promise<Ended> } {
    const env = { ...process.env, DBUS_SYSTEM_BUS_ADDRESS: (bus as { address: string }).address };
    const child = spawn(process.execPath, [MAIN, 'pull', '--scan', '1', ...words], { cwd: folder, env });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', data => {
      stdout += data;
    });
    child.stderr.on('data', data => {
      stderr += data;
    });
    const ended = new Promise<Ended>(done =>
      child.once('close', status => done({ status, stdout, stderr: stderr.replace(PROGRESS, '') })),
    );
    return { child, ended };
  }

  const pull = (...words: string[]): Promise<Ended> => start(...words).ended;

  /** Does something once, when the badge has notified so often from now on. */
  function atFrame(engine: NodeEngine, frame: number, act: () => void): void {
    let count = 0;
    engine.onNotify(() => {
      if (++count === frame) setImmediate(act);
    });
  }

  function inStore<T>(read: (store: Store) => T, name = 'depot.sqlite'): T {
    const store = openStore(path(name), { make: true });
    if ('error' in store) throw new Error(store.error);
    try {
      return read(store);
    } finally {
      store.close();
    }
  }

  const pulls = suite('a pull through BlueZ');

  pulls.after(async () => {
    stopLife();
    bluez.stop();
    await bus.stop();
    rmSync(folder, { recursive: true });
  });

  pulls('of a badge that this computer has not paired with says how to', async () => {
    const { status, stderr } = await pull('--device', '0000000a', '--out', 'a.dlog');
    assert.is(status, 1);
    assert.is(
      stderr,
      'Pixl.js 0001, badge 0000000a: The badge talks only to who has paired with it: on the badge choose Menu, "Pair a phone", then do this again and type the six digits that it shows.\n',
    );
    assert.is(existsSync(path('a.dlog')), false);
    await letPair(small);
  });

  pulls('takes the badge that is named, by its name on the air or its id, and pairs once', async () => {
    const name = bluez.nameOf(small.badge) as string;
    const { status, stdout, stderr } = await pull('--device', name, '--out', 'a.dlog', '--events', 'a.json');
    assert.equal({ status, stderr }, { status: 0, stderr: '' });
    assert.match(
      stdout,
      /^Badge 0000000a: its clock is \d+ s ahead: .*\nPulled records 0 to \d+ of badge 0000000a: \d+ bytes in \d+ frames\.\na\.dlog: for/,
    );
    assert.is(JSON.parse(readFileSync(path('a.json'), 'utf8')).profile, 'HB');
    await small.press(4);
    const byId = await pull('--device', '0000000A', '--out', 'b.dlog');
    assert.is(byId.status, 0);
    assert.match(byId.stdout, /of badge 0000000a/);
  });

  pulls('is authentic and fresh: the badge signed its end for the role', () => {
    const day = dateOf(dayAt(nowAtDesk(), zoneAtDesk(nowAtDesk())));
    const { stdout, status } = spawnSync(process.execPath, [MAIN, 'verify', 'a.dlog'], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.is(status, 0);
    assert.match(
      stdout,
      new RegExp(
        `authentic: .*\na\\.dlog: fresh: the badge signed its end for an archive, with a key of ${day}\\.\n$`,
      ),
    );
  });

  pulls('goes by a day key that was given, as far as its role may', async () => {
    const day = dayAt(nowAtDesk(), zoneAtDesk(nowAtDesk()));
    const keyOf = (badge: string): string =>
      dayKeyTexts([{ badge, radioKey: TEST_KEYS.radio }], Role.Reader, day)[0]?.text as string;
    const with_ = (key: string): Promise<Ended> =>
      pull('--device', '0000000a', '--out', 'read.dlog', '--key', key);
    const read = await with_(keyOf('0000000a'));
    assert.is(read.status, 1);
    assert.match(
      read.stderr,
      /The log is kept, but the badge was not told so\. Badge 0000000a does not do this for a reader: use a key of a role/,
    );
    assert.is((await with_(keyOf('0000000a').slice(1))).stderr.startsWith('--key is no day key'), true);
  });

  pulls('says which are in reach where the one that is named is not', async () => {
    const { status, stderr } = await pull('--device', 'Nobody');
    assert.is(status, 2);
    assert.is(
      stderr,
      'No badge Nobody is in reach, only Pixl.js 0001, Pixl.js 0002: bring it closer, and see that nobody else is connected to it.\n',
    );
    const two = await pull('--out', 'two.dlog');
    assert.is(two.status, 2);
    assert.is(
      two.stderr,
      '2 badges are in reach, and --out and --events are for one: name it with --device, or use --store DB.\n',
    );
  });

  pulls('goes on over a drop, and acknowledges once', async () => {
    const name = bluez.nameOf(large.badge) as string;
    inHand = large;
    await letPair(large);
    atFrame(large, 40, () => large.badge.radio.disconnect(Gone.Timeout));
    const { status, stderr, stdout } = await pull('--device', name, '--out', 'large.dlog');
    assert.equal({ status, stderr }, { status: 0, stderr: '' });
    assert.match(stdout, /of badge 0000000b/);
    assert.equal(
      readdirSync(folder).filter(file => /partial|part$/.test(file)),
      [],
    );
  });

  pulls('that was killed goes on from what it had put on disk', async () => {
    const { child, ended } = start('--device', '0000000b', '--out', 'killed.dlog');
    atFrame(large, 100, () => child.kill('SIGKILL'));
    await ended;
    assert.is(existsSync(path('killed.dlog')), false);
    const kept = statSync(path('killed.dlog.partial')).size;
    assert.ok(kept > 20 * 48, `${kept} bytes on disk when it was killed`);
    const { status, stdout } = await pull('--device', '0000000b', '--out', 'killed.dlog');
    assert.is(status, 0);
    const [, bytes, frames] = /: (\d+) bytes in (\d+) frames/.exec(stdout) as unknown as number[];
    // What stands before the stream in the file is less than a frame.
    const asked = (Number(bytes) - kept) / 48 + 4;
    assert.ok(Number(frames) < asked, `${frames} frames for ${bytes} bytes, of which ${kept} were on disk`);
    assert.is(existsSync(path('killed.dlog.partial')), false);
    const whole = readFileSync(path('large.dlog')).subarray(68);
    const killed = readFileSync(path('killed.dlog')).subarray(68);
    assert.is(killed.subarray(0, whole.length).equals(whole), true);
  });

  pulls(
    'takes all in reach, those first that were pulled longest ago, and names who was not there',
    async () => {
      assert.is((await pull('--device', '0000000a', '--store', 'depot.sqlite')).status, 0);
      inStore(store => {
        const keys = { logKey: '0'.repeat(16), radioKey: '1'.repeat(16) };
        store.enrol([{ badge: '0000000c', ...keys, enrolled: MORNING, note: '' }]);
        store.wear({ badge: '0000000c', name: 'Li Lei', number: '1042', from: MORNING, to: null });
      });
      const { status, stdout, stderr } = await pull('--store', 'depot.sqlite', '--all');
      assert.equal({ status, stderr }, { status: 0, stderr: '' });
      const order = [...stdout.matchAll(/Pulled .* of badge (\w+)/g)].map(([, badge]) => badge);
      assert.equal(order, ['0000000b', '0000000a']);
      assert.match(
        stdout,
        /\nNot heard for 2 days or longer:\n {2}0000000c, worn by Li Lei \(1042\): never heard, never pulled\n$/,
      );
      const kept = inStore(store => store.pulled().map(({ badge, pulls: count }) => `${badge} ${count}`));
      assert.equal(kept, ['0000000a 2', '0000000b 1']);
    },
  );

  pulls('leaves those alone that say on the air that they have nothing new', async () => {
    // What they say changes with their displays.
    for (const each of badges) await each.advance(each.now() + 60_000);
    const connected = large.badge.radio.connect.bind(large.badge.radio);
    let connections = 0;
    large.badge.radio.connect = (...how) => {
      connections++;
      return connected(...how);
    };
    const { status, stdout, stderr } = await pull('--store', 'depot.sqlite');
    large.badge.radio.connect = connected;
    assert.is(connections, 0, stdout);
    assert.equal({ status, stderr }, { status: 0, stderr: '' });
    assert.match(
      stdout,
      /^Badge 0000000\w has nothing new \(--all pulls it all the same\)\.\nBadge 0000000\w has nothing new .*\nNot heard/,
    );
  });

  pulls('that is interrupted keeps what came, lets the badge go and says so', async () => {
    const { child, ended } = start('--device', '0000000b', '--out', 'stopped.dlog');
    atFrame(large, 60, () => child.kill('SIGINT'));
    const { status, stderr } = await ended;
    assert.is(status, 1);
    assert.match(
      stderr,
      /badge 0000000b: It was stopped\. What came is in stopped\.dlog\.partial, and the next pull/,
    );
    assert.is(large.connected(), false);
    assert.ok(statSync(path('stopped.dlog.partial')).size > 20 * 48);
    assert.is(existsSync(path('stopped.dlog')), false);
  });

  pulls('keeps what is not right, and tells the badge nothing', async () => {
    inStore(store => {
      const keys = { ...KEYS, logKey: '0'.repeat(16) };
      store.enrol([{ badge: '0000000a', ...keys, enrolled: MORNING + 1, note: '' }]);
    }, 'other.sqlite');
    const { status, stderr } = await pull('--device', '0000000a', '--store', 'other.sqlite');
    assert.is(status, 1);
    assert.match(
      stderr,
      /^Pixl\.js 0001, badge 0000000a: records .* not sealed by badge 0000000a as it was enrolled: .*\. It is kept as it came, and the badge was not told that it is safe\.\n$/,
    );
  });

  pulls.run();
}
