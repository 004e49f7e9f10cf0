import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import type { Engine } from '../../../host-sim/engine.js';
import { type FakeCharacteristic, type FakeServer, Link } from '../../../host-sim/link.js';
import { SERVICE, uuid } from '../../../shared/pull/frame.js';
import { letPair, passkeyOn } from '../../host-sim/wearer.js';
import { WORLD } from '../badge.js';
import { GREETINGS, type Near } from './near.js';

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

/** A simulated badge that the pages of a browser reach by an object that stands in for Web Bluetooth. */
export class InjectedBadge implements Near {
  chosen = 0;
  asked = 0;
  isRefused = false;
  isAway = false;
  private readonly link: Link;
  private readonly server: FakeServer;
  private isOver = false;

  /** `paired`: by the system that the browser runs on. */
  constructor(
    private readonly engine: Engine,
    paired = true,
  ) {
    const holder = {
      passkey: () => {
        this.asked++;
        return passkeyOn(engine, WORLD);
      },
    };
    this.link = new Link(engine, { paired, holder });
    this.server = this.link.device.gatt;
  }

  get now(): number {
    return this.engine.now();
  }

  get sent(): number {
    return this.link.delivered;
  }

  dropAt(frame: number, andGo: boolean): void {
    const { link } = this;
    link.dropAt = link.delivered + GREETINGS + frame;
    const gone = (): void => {
      if (link.dropAt !== undefined) return;
      this.isAway = andGo;
      link.device.removeEventListener('gattserverdisconnected', gone);
    };
    link.device.addEventListener('gattserverdisconnected', gone);
  }

  letPair(): Promise<void> {
    return letPair(this.engine);
  }

  async join(context: BrowserContext): Promise<void> {
    await context.exposeFunction('badgeCall', (what: string, asked = '', bytes: number[] = []) =>
      this.called(what, asked, bytes),
    );
    await context.addInitScript(pretend, uuid(SERVICE));
    void this.live();
  }

  async face(page: Page): Promise<void> {
    this.tell = (...told) => {
      page.evaluate(all => (globalThis as unknown as Told).badgeTells?.(...all), told).catch(() => undefined);
    };
    this.link.device.addEventListener('gattserverdisconnected', () => this.tell('gone', '', []));
  }

  async leave(): Promise<void> {
    this.isOver = true;
  }

  private tell: (what: string, asked: string, bytes: readonly number[]) => void = () => undefined;

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
      if (this.isRefused) throw new Error('User cancelled the requestDevice() chooser.');
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
      this.tell('notified', asked, [...new Uint8Array(value.buffer)]);
    });
    await characteristic.startNotifications();
    return [];
  }
}

/** What `pretend` leaves in a page. */
interface Told {
  badgeTells?(what: string, asked: string, bytes: readonly number[]): void;
}
