import { SERVICE, uuid } from '../../shared/pull/frame.js';
import { Role } from '../../shared/pull/proof.js';
import type { Failure } from '../bluetooth.js';
import { type Condition, conditionOf } from '../condition.js';
import { PullClient } from '../pull.js';
import type { BadgeReport } from '../report.js';
import { dayTime } from '../report-words.js';
import { bluetooth, nonce, now, sleep, ticks, within, zone } from './browser.js';
import { type BadgeCard, type LogCard, logCard } from './cards.js';
import type { KnownBadge, Part } from './keeping.js';
import type { KeyRing } from './key-ring.js';
import type { FilledOrder } from './order-dialog.js';
import { pullAndKeep, type Reached } from './pulling.js';
import { type WebDevice, withinReach } from './reach.js';
import { reportsOn } from './report-view.js';
import { endOfPull, type Status, takenOr } from './status.js';
import type { Vault } from './vault.js';

/** After this time somebody who sees no badge in the browser's list is told what to look at. */
const CHOOSING_MS = 6000;
/** For what the browser does without the radio. */
const BROWSER_MS = 10_000;

/** What the desk tells while it works. */
export interface Watcher {
  say(status: Status | null): void;
  /** What is pulled now, and how far; null: nothing is. */
  pulling(badge: string | null, reached: Reached | null): void;
  /** The list of badges has changed. */
  changed(): void;
}

/** What the page does with badges and logs; each of its acts answers with how it went. */
export class Desk {
  logs: LogCard[] = [];
  reports: BadgeReport[] = [];
  private devices: WebDevice[] = [];
  private known: KnownBadge[] = [];
  private parts: readonly Part[] = [];
  /** How badges were when they were met. */
  private readonly conditions = new Map<string, Condition>();
  /** Who talks to a badge now. */
  private client: PullClient | null = null;

  constructor(
    private readonly vault: Vault,
    private readonly keys: KeyRing,
    private readonly watcher: Watcher,
  ) {}

  /** Badges that can be reached without the chooser, and those that were only half pulled. */
  get badges(): BadgeCard[] {
    const reached = this.devices.map((device): BadgeCard => {
      const badge = this.badgeOf(device);
      return {
        device: device.id,
        badge,
        part: this.partOf(badge),
        canForget: device.forget !== undefined,
        role: this.roleAt(badge),
        condition: (badge !== null && this.conditions.get(badge)) || null,
      };
    });
    const others = this.parts.filter(part => !reached.some(({ badge }) => badge === part.badge));
    const half = others.map((part): BadgeCard => {
      const { badge } = part;
      return { device: null, badge, part, canForget: true, role: this.roleAt(badge), condition: null };
    });
    return [...reached, ...half];
  }

  device(id: string): WebDevice | undefined {
    return this.devices.find(device => device.id === id);
  }

  badgeOf(device: WebDevice): string | null {
    return this.known.find(each => each.device === device.id)?.badge ?? null;
  }

  /** Reads again all that is kept, and which badges the browser knows. */
  async reload(): Promise<void> {
    const { vault } = this;
    this.logs = (await vault.logs()).flatMap(kept => logCard(kept) ?? []);
    this.logs.sort((a, b) => b.log.pulledAt - a.log.pulledAt);
    this.known = await vault.badges();
    const granted = bluetooth?.getDevices
      ? await within(BROWSER_MS, bluetooth.getDevices()).catch(() => [])
      : [];
    for (const device of granted) this.add(device);
    this.parts = (await vault.parts()).filter(({ bytes }) => bytes.length > 0);
    this.reports = reportsOn(this.logs);
  }

  /** Asks the browser for a badge, and the badge who it is. */
  async connect(): Promise<Status> {
    if (!bluetooth) return (await troubleWithBluetooth()) ?? { line: 'noBluetooth', isBad: true };
    const stop = new AbortController();
    this.watcher.say({ line: 'choosing' });
    void sleep(CHOOSING_MS, stop.signal).then(() => {
      if (!stop.signal.aborted) this.watcher.say({ line: 'noneInList' });
    });
    let device: WebDevice;
    try {
      // First of all: a browser shows its list only in answer to a press.
      device = await bluetooth.requestDevice({ filters: [{ services: [uuid(SERVICE)] }] });
    } catch (error) {
      return (await troubleWithBluetooth()) ?? { line: 'chooserClosed', detail: textOf(error) };
    } finally {
      stop.abort();
    }
    this.add(device);
    this.watcher.changed();
    return this.with(device, Role.None, async (badge, client) => {
      // Only whom the badge knows may ask it more; that this system has to pair first is said at once.
      const failed = this.roleAt(badge) === null ? null : await this.look(badge, client);
      return takenOr(badge, failed?.why ? failed : null, { line: 'connected', values: { badge } });
    });
  }

  pull(device: WebDevice): Promise<Status> {
    return this.with(device, Role.Reader, async (badge, client) => {
      const safe = this.partOf(badge)?.bytes.length ?? 0;
      let reached: Reached = { bytes: safe, records: 0, safe, connections: 0 };
      /** The connection that dropped last; -1: none did. */
      let lost = -1;
      const tell = (): void => {
        const isLost = reached.connections === lost;
        this.watcher.say(isLost ? { line: 'again', values: { bytes: reached.safe } } : null);
      };
      const dropped = (): void => {
        lost = reached.connections;
        tell();
      };
      this.watcher.say(null);
      this.watcher.pulling(badge, null);
      device.addEventListener('gattserverdisconnected', dropped);
      try {
        const end = await pullAndKeep(badge, {
          client,
          keeping: this.vault,
          mayTell: (this.roleAt(badge) ?? Role.Admin) >= Role.Archive,
          now,
          zone,
          onReached: news => {
            reached = news;
            tell();
            this.watcher.pulling(badge, news);
          },
        });
        await this.reload();
        if (end.how === 'kept' || end.how === 'not-right') await this.look(badge, client);
        return endOfPull(
          badge,
          end,
          this.reports.find(report => report.badge === badge),
        );
      } catch (error) {
        return { line: 'notKept', isBad: true, detail: textOf(error) };
      } finally {
        device.removeEventListener('gattserverdisconnected', dropped);
        this.watcher.pulling(null, null);
      }
    });
  }

  setTime(device: WebDevice): Promise<Status> {
    return this.with(device, Role.Dispatch, async (badge, client) => {
      let told = 0;
      const failed = await client.setTime(() => {
        told = now();
        return told;
      }, ticks);
      if (!failed) await this.look(badge, client);
      const at = `${dayTime(told, zone())}:${`${told % 60}`.padStart(2, '0')}`;
      const line = this.roleAt(badge) === null ? 'timeSetOpen' : 'timeSet';
      return takenOr(badge, failed, { line, values: { badge, at } });
    });
  }

  /** Stops a pull that is under way: what came is kept, and the badge is free. */
  async stop(): Promise<void> {
    this.watcher.say({ line: 'stopping' });
    await this.client?.abort();
  }

  sendOrder(device: WebDevice, { id, packed }: FilledOrder): Promise<Status> {
    return this.with(device, Role.Dispatch, async (badge, client) =>
      takenOr(badge, await client.pushOrder(packed), { line: 'orderSent', values: { badge, order: id } }),
    );
  }

  /** Gives up a badge, and what a pull of it has brought: the badge still has all of it. */
  async forget(id: string): Promise<Status> {
    const device = this.device(id);
    const badge = device ? this.badgeOf(device) : id;
    if (device?.forget) await within(BROWSER_MS, device.forget());
    await this.vault.forgetBadge(id);
    if (badge !== null) await this.vault.dropPart(badge);
    this.devices = this.devices.filter(each => each !== device);
    await this.reload();
    return { line: 'forgotten', values: { badge: badge ?? '' } };
  }

  async noteExported({ id, file }: LogCard): Promise<void> {
    await this.vault.putLog({ id, file, exported: now() });
    await this.reload();
  }

  async remove({ id }: LogCard): Promise<Status> {
    await this.vault.removeLog(id);
    await this.reload();
    return { line: 'removed' };
  }

  private partOf(badge: string | null): Part | null {
    return this.parts.find(part => part.badge === badge) ?? null;
  }

  private roleAt(badge: string | null): Role | null {
    return (badge !== null && this.keys.keyFor(badge)?.role) || null;
  }

  private add(device: WebDevice): void {
    if (!this.device(device.id)) this.devices.push(device);
  }

  /**
   * Connects for as long as `work` takes, and no longer: somebody else may want the badge. `least`: the role that its day
   * key must have, if there is one here.
   */
  private async with(
    device: WebDevice,
    least: Role,
    work: (badge: string, client: PullClient) => Promise<Status>,
  ): Promise<Status> {
    this.watcher.say({ line: 'connecting' });
    const access = { keyFor: (badge: string) => this.keys.keyFor(badge), nonce };
    const client = new PullClient(withinReach(device, sleep), sleep, access);
    this.client = client;
    try {
      const badge = await client.badge();
      if (typeof badge !== 'string') return { line: 'notConnected', isBad: true, detail: badge.error };
      await this.meet(device, badge);
      const role = this.roleAt(badge);
      if (role !== null && role < least) return { line: 'keyRole', isBad: true, values: { badge } };
      return await work(badge, client);
    } finally {
      // Not by the link's end alone: on Linux, Chromium keeps one to a paired badge.
      await client.abort();
      device.gatt?.disconnect();
    }
  }

  /** Asks a badge how it is. */
  private async look(badge: string, client: PullClient): Promise<Failure | null> {
    const status = await client.status();
    if ('error' in status) return status;
    this.conditions.set(badge, conditionOf(status, now()));
    return null;
  }

  private async meet(device: WebDevice, badge: string): Promise<void> {
    if (this.badgeOf(device) === badge) return;
    await this.vault.keepBadge({ device: device.id, badge });
    await this.reload();
    this.watcher.changed();
  }
}

/** Why no badge can be reached from here; null: nothing is known against it. */
export async function troubleWithBluetooth(): Promise<Status | null> {
  if (!window.isSecureContext) return { line: 'notSecure', isBad: true };
  if (!bluetooth) return { line: 'noBluetooth', isBad: true };
  if (!bluetooth.getAvailability) return null;
  const isOn = await within(BROWSER_MS, bluetooth.getAvailability()).catch(() => true);
  return isOn ? null : { line: 'adapterOff', isBad: true };
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
