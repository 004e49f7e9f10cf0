import { existsSync } from 'node:fs';
import { defineCommand } from 'citty';
import { Role } from '../../shared/pull/proof.js';
import type { Failure } from '../../supervisor/bluetooth.js';
import { type Access, PullClient } from '../../supervisor/pull.js';
import { liveDay } from '../demo/day.js';
import { deskAccess } from '../pull/access.js';
import { atDesk, type Device, devicesInReach } from '../pull/devices.js';
import { lastPulls, noteHeard, nothingNew, unheardLines } from '../pull/heard.js';
import { type Desk, pullBadge, type Where } from '../pull/one.js';
import { airOf, testAccess } from '../show/air.js';
import { numberArg } from '../show/args.js';
import { nowAtDesk, withStore, zoneAtDesk } from '../show/store-file.js';
import { Exit, finish, UserError } from '../user-error.js';

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

interface Greeted {
  readonly device: Device;
  readonly client: PullClient;
  readonly badge: string;
}

interface Search {
  /** Seconds. */
  readonly scan: number;
  /** Also those that have nothing new. */
  readonly all: boolean;
  readonly access: Access;
}

/** Pulls the one that is named, or all, those first that were pulled longest ago. Answers with how often something failed. */
async function pullInReach(
  wanted: string | undefined,
  where: Where,
  desk: Desk,
  { scan, all, access }: Search,
): Promise<number> {
  const devices = await devicesInReach(scan);
  const { greeted, failures } = await greet(devices, wanted, access);
  if (wanted !== undefined && !greeted.length) throw new UserError(failures[0] ?? missing(wanted, devices));
  if (!greeted.length && !failures.length)
    throw new UserError(
      'No badge is in reach: bring one closer, and see that nobody else is connected to it.',
    );
  if (greeted.length > 1 && (where.out !== undefined || where.events !== undefined))
    throw new UserError(
      `${greeted.length} badges are in reach, and --out and --events are for one: name it with --device, or use --store DB.`,
    );
  const still = new Set<string>();
  if (where.store !== undefined && existsSync(where.store))
    withStore(where.store, false, store => {
      const now = desk.now();
      noteHeard(
        store,
        greeted.map(({ badge }) => badge),
        now,
      );
      const told = greeted.flatMap(({ device }) => device.advertised ?? []);
      if (wanted === undefined && !all) for (const badge of nothingNew(store, told, now)) still.add(badge);
    });
  for (const badge of still) desk.say(`Badge ${badge} has nothing new (--all pulls it all the same).`);
  const due = greeted.filter(({ badge }) => !still.has(badge));
  failures.push(...(await pullEach(oldestFirst(due, where.store), where, desk)));
  for (const failure of failures) process.stderr.write(`${failure}\n`);
  return failures.length;
}

/** Pulls badges, one after the other; an interrupt from the keyboard ends it in good order. Answers with what failed. */
async function pullEach(greeted: readonly Greeted[], where: Where, desk: Desk): Promise<string[]> {
  const failures: string[] = [];
  let isStopped = false;
  let current: PullClient | undefined;
  const stop = (): void => {
    isStopped = true;
    void current?.abort();
  };
  process.once('SIGINT', stop);
  for (const [i, { device, client, badge }] of greeted.entries()) {
    if (isStopped) {
      failures.push(`Stopped: ${greeted.length - i} badges were not pulled.`);
      break;
    }
    current = client;
    const failed = await pullBadge(client, badge, where, desk);
    client.close();
    if (failed) failures.push(`${device.name}, badge ${badge}: ${failed}`);
  }
  process.off('SIGINT', stop);
  return failures;
}

/** Finds out which badges devices are, where they do not say so on the air: of all, or of the one that is wanted. */
async function greet(
  devices: readonly Device[],
  wanted: string | undefined,
  access: Access,
): Promise<{ greeted: Greeted[]; failures: string[] }> {
  const id = wanted?.toLowerCase();
  const named = devices.filter(({ name, advertised }) => name === wanted || advertised?.badge === id);
  const greeted: Greeted[] = [];
  const failures: string[] = [];
  for (const device of wanted !== undefined && named.length ? named : devices) {
    const client = new PullClient(device, atDesk, access);
    const badge: string | Failure = device.advertised?.badge ?? (await client.badge());
    if (typeof badge !== 'string') failures.push(`${device.name}: ${badge.error}`);
    else if (wanted === undefined || named.length || badge === id) greeted.push({ device, client, badge });
    // The one that is wanted stays connected.
    if (wanted !== undefined && greeted.length) break;
    client.close();
  }
  return { greeted, failures };
}

function oldestFirst(greeted: readonly Greeted[], store: string | undefined): readonly Greeted[] {
  if (store === undefined || !existsSync(store)) return greeted;
  const last = withStore(store, false, lastPulls);
  return [...greeted].sort((a, b) => (last.get(a.badge) ?? 0) - (last.get(b.badge) ?? 0));
}

function missing(wanted: string, devices: readonly Device[]): string {
  const names = devices.map(({ name }) => name);
  const others = names.length ? `only ${names.join(', ')}` : 'nor any other';
  return `No badge ${wanted} is in reach, ${others}: bring it closer, and see that nobody else is connected to it.`;
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
