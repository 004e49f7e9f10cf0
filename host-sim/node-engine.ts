import { Badge } from './badge.js';
import type { Energy } from './energy.js';
import type { Engine, EngineOptions } from './engine.js';
import { type CharacteristicInfo, type Connection, Gone } from './radio.js';
import type { Answer } from './tag.js';
import type { Wear } from './wear.js';

/** The bundle in Node. `badge` is the same without promises, for whoever is in a hurry. */
export class NodeEngine implements Engine {
  readonly badge: Badge;

  constructor(options: EngineOptions) {
    this.badge = new Badge(options);
  }

  now(): number {
    return this.badge.now();
  }
  async advance(toMs: number): Promise<void> {
    this.badge.advance(toMs);
  }
  async press(button: number, holdMs?: number): Promise<void> {
    this.badge.press(button, holdMs);
  }
  async hold(button: number, down: boolean): Promise<void> {
    this.badge.hold(button, down);
  }

  async pixels(): Promise<Uint8Array> {
    return this.badge.pixels();
  }
  async flips(): Promise<number> {
    return this.badge.graphics.flips;
  }
  async dark(): Promise<boolean> {
    return !this.badge.lights.display;
  }
  async light(): Promise<boolean> {
    return this.badge.lights.backlight;
  }

  async flash(): Promise<Uint8Array> {
    return this.badge.nor.bytes.slice();
  }
  async wear(): Promise<Wear> {
    return this.badge.nor.wear;
  }

  async energy(): Promise<Energy> {
    return this.badge.energy();
  }

  async field(on: boolean): Promise<void> {
    this.badge.field(on);
  }
  async nfcFrame(bytes: Uint8Array): Promise<Answer> {
    return this.badge.nfcFrame(bytes);
  }

  async connect(mtu: number, how?: Connection): Promise<boolean> {
    return this.badge.radio.connect(mtu, how);
  }
  async disconnect(reason: number = Gone.Remote): Promise<void> {
    this.badge.radio.disconnect(reason);
  }
  connected(): boolean {
    return this.badge.radio.connected;
  }
  async write(uuid: string, value: Uint8Array): Promise<boolean> {
    return this.badge.radio.write(uuid, value);
  }
  async read(uuid: string): Promise<Uint8Array | undefined> {
    return this.badge.radio.read(uuid);
  }
  async subscribe(uuid: string, on: boolean): Promise<boolean> {
    return this.badge.radio.subscribe(uuid, on);
  }
  onNotify(act: (uuid: string, value: Uint8Array) => void): void {
    this.badge.radio.onNotify(act);
  }
  onGone(act: (reason: number) => void): void {
    this.badge.radio.onGone(act);
  }
  async services(): Promise<CharacteristicInfo[]> {
    return this.badge.radio.services();
  }

  async pair(digits: string): Promise<boolean> {
    return this.badge.radio.pair(digits);
  }
  async agree(typed: string): Promise<boolean> {
    return this.badge.radio.agree(typed);
  }

  async power(how: 'cut' | 'restore' | 'reset'): Promise<void> {
    this.badge.power(how);
  }
  powered(): boolean {
    return this.badge.supply.on;
  }
  async battery(percent: number): Promise<void> {
    this.badge.battery(percent);
  }

  async faults(): Promise<string[]> {
    return this.badge.faults();
  }
  async close(): Promise<void> {
    this.badge.power('cut');
  }
}
