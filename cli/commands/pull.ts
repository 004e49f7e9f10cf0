import { existsSync } from 'node:fs';
import { defineCommand } from 'citty';
import { Role } from '../../shared/pull/proof.js';
import { liveDay } from '../demo/day.js';
import { deskAccess } from '../pull/access.js';
import { unheardLines } from '../pull/heard.js';
import { pullInReach } from '../pull/in-reach.js';
import { type Desk, pullBadge, type Where } from '../pull/one.js';
import { airOf, testAccess } from '../show/air.js';
import { numberArg } from '../show/args.js';
import { nowAtDesk, withStore, zoneAtDesk } from '../show/store-file.js';
import { Exit, finish } from '../user-error.js';

export default defineCommand({
  meta: { name: 'pull', description: "Pulls a badge's log over BLE" },
  args: {
    device: {
      type: 'string',
      description: "A badge's name or id, or sim; else all in reach",
      valueHint: 'NAME|sim',
    },
    out: { type: 'string', description: 'Where the log goes', valueHint: 'FILE.dlog' },
    events: {
      type: 'string',
      description: 'Also write the events for doorstep judge',
      valueHint: 'FILE.json',
    },
    store: { type: 'string', description: 'Keep the log in a store', valueHint: 'DB' },
    key: {
      type: 'string',
      description: 'A day key (doorstep key day), else one by the keys of the store',
      valueHint: 'TEXT',
    },
    scan: { type: 'string', description: 'How long to look for badges', valueHint: 'SECONDS', default: '5' },
    unseen: {
      type: 'string',
      description: 'Name badges of the store that were not heard for so long',
      valueHint: 'DAYS',
      default: '2',
    },
    all: { type: 'boolean', description: 'Also badges that say that they have nothing new' },
    'set-time': { type: 'boolean', description: 'Set clocks that are off' },
  },
  async run({ args }) {
    const { device, out, events, store } = args;
    const where: Where = { out, events, store };
    const scan = numberArg('--scan', args.scan, 1, 60);
    const unseen = numberArg('--unseen', args.unseen, 1, 365);
    if (device === 'sim') return pullSimulated(where);
    const setsClocks = args['set-time'] === true;
    const role = setsClocks ? Role.Dispatch : Role.Archive;
    const access = deskAccess({ given: args.key, out, store, role, now: nowAtDesk, zone: zoneAtDesk });
    const desk: Desk = {
      say,
      now: nowAtDesk,
      zone: zoneAtDesk,
      ticks: () => performance.now(),
      setsClocks: setsClocks,
    };
    const failed = await pullInReach(device, where, desk, { scan, all: args.all === true, access });
    if (store !== undefined && device === undefined && existsSync(store)) tellUnheard(store, unseen);
    if (failed) finish(Exit.NotRight);
  },
});

/** A fresh simulated badge lives the demo day and is pulled in the evening. */
async function pullSimulated(where: Where): Promise<void> {
  let failed: string | null = null;
  const played = await liveDay('zh', {
    onEvening: async (engine, world) => {
      const air = airOf(engine, { access: testAccess(() => engine.now(), Role.Archive) });
      const desk: Desk = {
        say: say,
        now: () => Math.floor(engine.now() / 1000),
        zone: () => world.zone,
        ticks: () => engine.now(),
        profile: world.profile,
      };
      failed = await air.during(pullBadge(air.client, world.spec.id, where, desk));
      air.client.close();
    },
  });
  const failures = [...(failed === null ? [] : [failed]), ...(played.ok ? [] : played.failures)];
  for (const failure of failures) process.stderr.write(`${failure}\n`);
  if (failures.length) finish(Exit.NotRight);
}

function tellUnheard(file: string, days: number): void {
  const lines = withStore(file, false, store => unheardLines(store, days, nowAtDesk()));
  if (!lines.length) return;
  say(`Not heard for ${days} ${days === 1 ? 'day' : 'days'} or longer:`);
  for (const line of lines) say(`  ${line}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
