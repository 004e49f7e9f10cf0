import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext } from 'playwright-core';
import type { Engine } from '../../../host-sim/engine.js';
import { type FakeCharacteristic, type FakeServer, Link } from '../../../host-sim/link.js';
import { SERVICE, uuid } from '../../../shared/pull/frame.js';

/** What stands in for a browser's Bluetooth, in the page: each call goes to the simulated badge. */
function pretend(service: string): void {
  type Call = (what: string, uuid?: string, bytes?: number[]) => Promise<number[]>;
  interface Fake extends EventTarget {
    value?: DataView;
  }
  // biome-ignore lint/suspicious/noExplicitAny: this runs in a page, and the compiler here knows no page.
  const page = globalThis as any;
  const call: Call = (...all) => page.badgeCall(...all);
  const characteristics = new Map<string, Fake>();
  const device = Object.assign(new EventTarget(), { id: 'badge-1', name: 'Doorstep', gatt: null as unknown });
  const gatt = {
    connected: false,
    async connect() {
      await call('connect');
      gatt.connected = true;
      return gatt;
    },
    disconnect() {
      if (gatt.connected) void call('disconnect');
    },
    getPrimaryService: async (_: string) => ({
      async getCharacteristic(asked: string) {
        const known = characteristics.get(asked);
        if (known) return known;
        const made: Fake = Object.assign(new EventTarget(), {
          startNotifications: () => call('listen', asked),
          writeValueWithResponse: (value: Uint8Array) => call('write', asked, [...value]),
          async readValue() {
            return new DataView(Uint8Array.from(await call('read', asked)).buffer);
          },
        });
        characteristics.set(asked, made);
        return made;
      },
    }),
  };
  device.gatt = gatt;
  page.badgeTells = (what: string, asked: string, bytes: number[]) => {
    if (what === 'gone') {
      gatt.connected = false;
      characteristics.clear();
      device.dispatchEvent(new Event('gattserverdisconnected'));
      return;
    }
    const characteristic = characteristics.get(asked);
    if (!characteristic) return;
    characteristic.value = new DataView(Uint8Array.from(bytes).buffer);
    characteristic.dispatchEvent(new Event('characteristicvaluechanged'));
  };
  const isGranted = (): boolean => page.localStorage.getItem('granted') === 'yes';
  const bluetooth = {
    getAvailability: async () => true,
    getDevices: async () => (isGranted() ? [device] : []),
    async requestDevice(asked: { filters: { services: string[] }[] }) {
      if (asked.filters[0]?.services[0] !== service) throw new Error('it asks for another service');
      await call('choose');
      page.localStorage.setItem('granted', 'yes');
      return device;
    },
  };
  Object.defineProperty(page.navigator, 'bluetooth', { value: bluetooth });
}

/** A simulated badge that the pages of a browser reach as if by Bluetooth. */
export class NearBadge {
  readonly link: Link;
  /** The browser's list was asked for. */
  chosen = 0;
  /** Nobody can connect. */
  isAway = false;
  /** What the list answers; null: with the badge. */
  refusal: string | null = null;
  private isOver = false;
  private readonly server: FakeServer;

  constructor(engine: Engine) {
    this.link = new Link(engine);
    this.server = this.link.device.gatt;
  }

  /** Before any page is open. */
  async join(context: BrowserContext): Promise<void> {
    await context.exposeFunction('badgeCall', (what: string, asked = '', bytes: number[] = []) =>
      this.called(what, asked, bytes),
    );
    await context.addInitScript(pretend, uuid(SERVICE));
    const tell = (what: string, asked: string, bytes: readonly number[]): void => {
      for (const page of context.pages())
        page
          .evaluate(
            told =>
              (globalThis as unknown as { badgeTells?: (...all: unknown[]) => void }).badgeTells?.(...told),
            [what, asked, bytes],
          )
          .catch(() => undefined);
    };
    this.link.device.addEventListener('gattserverdisconnected', () => tell('gone', '', []));
    this.tell = (asked, bytes) => tell('notified', asked, bytes);
    void this.live();
  }

  leave(): void {
    this.isOver = true;
  }

  private tell: (asked: string, bytes: readonly number[]) => void = () => undefined;

  /** The badge's time, while somebody is connected: an interval of the link in a millisecond or two. */
  private async live(): Promise<void> {
    while (!this.isOver) {
      if (this.server.connected) await this.link.pass(this.link.interval);
      await sleep(1);
    }
  }

  private async characteristic(asked: string): Promise<FakeCharacteristic> {
    return (await this.server.getPrimaryService(uuid(SERVICE))).getCharacteristic(asked);
  }

  private async called(what: string, asked: string, bytes: readonly number[]): Promise<number[]> {
    if (what === 'choose') {
      this.chosen++;
      if (this.refusal) throw new Error(this.refusal);
    }
    if (what === 'connect') {
      if (this.isAway) throw new Error('Bluetooth Device is no longer in range.');
      await this.server.connect();
    }
    if (what === 'disconnect') this.server.disconnect();
    if (what === 'write')
      await (await this.characteristic(asked)).writeValueWithResponse(Uint8Array.from(bytes));
    if (what === 'read')
      return [...new Uint8Array((await (await this.characteristic(asked)).readValue()).buffer)];
    if (what !== 'listen') return [];
    const characteristic = await this.characteristic(asked);
    characteristic.addEventListener('characteristicvaluechanged', () => {
      const value = characteristic.value as DataView;
      this.tell(asked, [...new Uint8Array(value.buffer)]);
    });
    await characteristic.startNotifications();
    return [];
  }
}
