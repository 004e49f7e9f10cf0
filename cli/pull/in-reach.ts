import { existsSync } from 'node:fs';
import type { Failure } from '../../supervisor/bluetooth.js';
import { type Access, PullClient } from '../../supervisor/pull.js';
import { withStore } from '../show/store-file.js';
import { UserError } from '../user-error.js';
import { atDesk, type Device, devicesInReach } from './devices.js';
import { lastPulls, noteHeard, nothingNew } from './heard.js';
import { type Desk, pullBadge, type Where } from './one.js';

interface Greeted {
  readonly device: Device;
  readonly client: PullClient;
  readonly badge: string;
}

/** How badges are looked for. */
export interface Search {
  /** Seconds. */
  readonly scan: number;
  /** Also those that have nothing new. */
  readonly all: boolean;
  readonly access: Access;
}

/** Pulls the one that is named, or all, those first that were pulled longest ago. Answers with how often something failed. */
export async function pullInReach(
  wanted: string | undefined,
  where: Where,
  desk: Desk,
  { scan, all, access }: Search,
): Promise<number> {
  const devices = await devicesInReach(scan, device => isNamed(device, wanted));
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
      const told = devices.flatMap(({ advertised }) => advertised ?? []);
      noteHeard(
        store,
        [...told, ...greeted].map(({ badge }) => badge),
        now,
      );
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
  const named = devices.filter(device => isNamed(device, wanted));
  const greeted: Greeted[] = [];
  const failures: string[] = [];
  for (const device of wanted !== undefined && named.length ? named : devices) {
    const client = new PullClient(device, atDesk, access);
    const badge: string | Failure = device.advertised?.badge ?? (await client.badge());
    if (typeof badge !== 'string') failures.push(`${device.name}: ${badge.error}`);
    else if (wanted === undefined || named.length || badge === wanted.toLowerCase())
      greeted.push({ device, client, badge });
    // The one that is wanted stays connected, if it had to be asked.
    if (wanted !== undefined && greeted.length) break;
    client.close();
  }
  return { greeted, failures };
}

/** Whether a device says on the air that it is the one that is wanted, by its name or its badge's id. */
function isNamed({ name, advertised }: Device, wanted: string | undefined): boolean {
  return wanted !== undefined && (name === wanted || advertised?.badge === wanted.toLowerCase());
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
