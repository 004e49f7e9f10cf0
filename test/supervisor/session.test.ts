import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { airOf, testAccess } from '../../cli/show/air.js';
import { digest } from '../../host-sim/digest.js';
import { TEST_KEYS } from '../../host-sim/install.js';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { Op } from '../../shared/pull/frame.js';
import { dayKeyOf, Role } from '../../shared/pull/proof.js';
import { DAY } from '../../shared/time.js';
import type { Failure } from '../../supervisor/bluetooth.js';
import { checkDlog } from '../../supervisor/check.js';
import { type Dlog, dlogOf, readDlog } from '../../supervisor/dlog.js';
import type { Access, Pulled } from '../../supervisor/pull.js';
import { busyBadge, MORNING, setLater, WORLD } from './badge.js';

const TODAY = Math.floor(MORNING / DAY);
const keys = [{ logKey: TEST_KEYS.log, radioKey: TEST_KEYS.radio }];

function access(radioKey: string, role = Role.Dispatch, day = TODAY): Access {
  return {
    ...testAccess(() => 0),
    keyFor: () => ({ role, day, key: dayKeyOf(digest, radioKey, role, day) }),
  };
}

function openBadge(): NodeEngine {
  return new NodeEngine({ ...WORLD.parts, keys: undefined, seed: 1, startMs: MORNING * 1000 });
}

function checked(pulled: Pulled): { log: Dlog; fault: string | null } {
  const file = dlogOf({ ...pulled, pulledAt: MORNING + 3600, zone: 28_800 }) as Uint8Array;
  const log = readDlog(file) as Dlog;
  return { log, fault: checkDlog(log, { keys, reach: 64 }).fault };
}

const sessions = suite('a pull with a key');

for (const role of [Role.Reader, Role.Archive, Role.Dispatch])
  sessions(`of role ${role} is signed for it and its day`, async () => {
    const air = airOf(await busyBadge(), { access: access(TEST_KEYS.radio, role) });
    const { log, fault } = checked((await air.during(air.client.pull())) as Pulled);
    assert.is(fault, null);
    assert.equal([log.transcript?.role, log.transcript?.day], [role, TODAY]);
  });

sessions('is signed by the newest seal whatever happened to the badge before', async () => {
  const engine = await busyBadge();
  for (const how of ['reset', 'cut', 'page'] as const) {
    if (how === 'page') {
      const air = airOf(engine);
      await setLater(air, 300);
      air.client.close();
    } else {
      await engine.power(how);
      await engine.power('restore');
    }
    const air = airOf(engine);
    assert.is(checked((await air.during(air.client.pull())) as Pulled).fault, null, how);
    air.client.close();
  }
});

sessions('is signed anew on each connection', async () => {
  const engine = await busyBadge();
  const tags = new Set<string | undefined>();
  for (let i = 0; i < 3; i++) {
    const air = airOf(engine);
    tags.add(((await air.during(air.client.pull())) as Pulled).transcript?.tag);
    air.client.close();
  }
  assert.is(tags.size, 3);
});

sessions('that somebody signs wrongly on the way is no pull', async () => {
  const engine = await busyBadge();
  const air = airOf(engine);
  const notified = air.link.device.gatt.notified.bind(air.link.device.gatt);
  let ends = 0;
  air.link.device.gatt.notified = (uuid, value) => {
    if (value[0] === Op.End) ends++;
    // One record less, as if the end had been cut off.
    notified(uuid, value[0] === Op.End ? value.map((byte, i) => (i === 6 ? byte - 1 : byte)) : value);
  };
  const failed = (await air.during(air.client.pull())) as Failure;
  assert.is(failed.error, 'Badge 00c0ffee did not sign what came: pull again.');
  assert.is(ends >= 2, true, 'all of it was asked for once more');
});

sessions('drops what it holds of a log that nobody signed', async () => {
  const engine = await busyBadge();
  const air = airOf(engine);
  const notified = air.link.device.gatt.notified.bind(air.link.device.gatt);
  let isFirst = true;
  air.link.device.gatt.notified = (uuid, value) => {
    const lies = isFirst && value[0] === Op.End;
    if (lies) isFirst = false;
    notified(uuid, lies ? value.map((byte, i) => (i > 9 ? byte ^ 1 : byte)) : value);
  };
  assert.is(checked((await air.during(air.client.pull())) as Pulled).fault, null);
});

sessions('of another badge, or none at all, is refused in one sentence', async () => {
  const engine = await busyBadge();
  const foreign = airOf(engine, { access: access('TEST KEY no air.') });
  const failed = (await foreign.during(foreign.client.pull())) as Failure;
  assert.match(
    failed.error,
    /^What answers as badge 00c0ffee does not know its key: .*, or the key is for another badge/,
  );
  foreign.client.close();
  const none = airOf(engine, { access: { ...testAccess(() => 0), keyFor: () => undefined } });
  assert.match(
    ((await none.during(none.client.pull())) as Failure).error,
    /^Badge 00c0ffee talks only to who has a key of it: .*doorstep key day/,
  );
  // To ask for what it is takes no key.
  assert.is(await none.during(none.client.badge()), '00c0ffee');
});

sessions('says what a role may not, that a day is over, and how long nobody is let in', async () => {
  const engine = await busyBadge();
  const reader = airOf(engine, { access: access(TEST_KEYS.radio, Role.Reader) });
  assert.match(
    (await reader.during(reader.client.acknowledge(1)))?.error ?? '',
    /^Badge 00c0ffee does not do this for a reader: use a key of a role that may/,
  );
  reader.client.close();
  const old = airOf(engine, { access: access(TEST_KEYS.radio, Role.Reader, TODAY - 2) });
  assert.match(((await old.during(old.client.pull())) as Failure).error, /do not agree on the time/);
  old.client.close();
  for (let i = 0; i < 6; i++) {
    const foreign = airOf(engine, { access: access('TEST KEY no air.') });
    const { error } = (await foreign.during(foreign.client.pull())) as Failure;
    assert.match(
      error,
      i < 5 ? /does not know its key/ : /talks to nobody for another (29|30) s: .*\. Wait, or restart it\.$/,
    );
    foreign.client.close();
  }
});

sessions.run();

const open = suite('a pull of a badge without keys');

open('is signed by nobody', async () => {
  const engine = openBadge();
  const air = airOf(engine, { access: { ...testAccess(() => 0), keyFor: () => undefined } });
  assert.is(await air.during(air.client.setTime(MORNING)), null);
  const pulled = (await air.during(air.client.pull())) as Pulled;
  assert.is(pulled.transcript, undefined);
  assert.is(checked(pulled).log.transcript, null);
});

open('is none where the badge should have keys', async () => {
  const air = airOf(openBadge());
  assert.match(
    ((await air.during(air.client.pull())) as Failure).error,
    /^What answers as badge 00c0ffee says that it has no keys, and it is enrolled here/,
  );
});

open.run();
