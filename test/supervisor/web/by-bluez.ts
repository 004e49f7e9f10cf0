import type { BrowserContext, Page } from 'playwright-core';
import { PretendBluez } from '../../../host-sim/bluez/bluez.js';
import { live } from '../../../host-sim/bluez/live.js';
import type { NodeEngine } from '../../../host-sim/node-engine.js';
import { Gone } from '../../../host-sim/radio.js';
import { Op } from '../../../shared/pull/frame.js';
import { letPair, passkeyOn } from '../../host-sim/wearer.js';
import { WORLD } from '../badge.js';
import type { Near } from './near.js';

/** A simulated badge that Chromium reaches through its own BlueZ client, with a pretend BlueZ at the other end. */
export class BluezBadge implements Near {
  chosen = 0;
  sent = 0;
  asked = 0;
  isRefused = false;
  isAway = false;
  private framesLeft = 0;
  private goes = false;
  private bluez: PretendBluez | null = null;
  private readonly stop: () => void;

  /** Before the browser starts; `begin` brings it into reach. */
  constructor(private readonly engine: NodeEngine) {
    const { radio } = engine.badge;
    // In front of what BlueZ hears: a notification that the link breaks at is not heard.
    radio.onNotify((_, value) => {
      this.sent++;
      if (value[0] !== Op.Data || --this.framesLeft) return;
      this.sent--;
      this.isAway = this.goes;
      radio.disconnect(Gone.Timeout);
    });
    const connect = radio.connect.bind(radio);
    radio.connect = (...how) => !this.isAway && connect(...how);
    this.stop = live([engine.badge]);
  }

  get now(): number {
    return this.engine.now();
  }

  async begin(address: string): Promise<void> {
    const holder = {
      passkey: () => {
        this.asked++;
        return passkeyOn(this.engine, WORLD);
      },
    };
    const bluez = await PretendBluez.on(address, [this.engine.badge], { paired: false, holder });
    if ('error' in bluez) throw new Error(bluez.error);
    this.bluez = bluez;
  }

  dropAt(frame: number, andGo: boolean): void {
    this.framesLeft = frame;
    this.goes = andGo;
  }

  letPair(): Promise<void> {
    return letPair(this.engine);
  }

  async join(_: BrowserContext): Promise<void> {}

  /** Answers the browser's list as a person would. */
  async face(page: Page): Promise<void> {
    const session = await page.context().newCDPSession(page);
    // One list tells several times what is in it, and may be answered once.
    const answered = new Set<string>();
    session.on('DeviceAccess.deviceRequestPrompted', ({ id, devices }) => {
      const [device] = devices;
      if (!device || answered.has(id)) return;
      answered.add(id);
      this.chosen++;
      const answer = this.isRefused
        ? session.send('DeviceAccess.cancelPrompt', { id })
        : session.send('DeviceAccess.selectPrompt', { id, deviceId: device.id });
      answer.catch(() => undefined);
    });
    await session.send('DeviceAccess.enable');
    await page.bringToFront();
  }

  async leave(): Promise<void> {
    this.stop();
    this.bluez?.stop();
  }
}
