import type { BadgeOptions } from './badge.js';
import type { Energy } from './energy.js';
import type { CharacteristicInfo, Connection } from './radio.js';
import type { Answer } from './tag.js';
import type { Wear } from './wear.js';

/** What every engine is made from. */
export type EngineOptions = BadgeOptions;

/**
 * One badge with the built bundle in it, driven from outside. Behind it is Node (`NodeEngine`) or a real
 * Espruino interpreter; the scenario runner, the demo and the benchmarks know no more than this.
 */
export interface Engine {
  /** Outside time, milliseconds. */
  now(): number;
  /** Lets time pass until `toMs`; whatever is due on the way happens at its moment. */
  advance(toMs: number): Promise<void>;
  /** Presses button 1 to 4, lets `holdMs` (100) pass, releases it. */
  press(button: number, holdMs?: number): Promise<void>;
  /** Moves a button's contact without letting time pass. */
  hold(button: number, down: boolean): Promise<void>;

  /** What the display shows: 64 rows of 16 bytes, leftmost pixel in the highest bit. */
  pixels(): Promise<Uint8Array>;
  /** How often something was sent to the display. */
  flips(): Promise<number>;
  /** Whether the display is switched off; what was drawn is there when it is on again. */
  dark(): Promise<boolean>;
  /** Backlight. */
  light(): Promise<boolean>;

  /** The whole flash. */
  flash(): Promise<Uint8Array>;
  /** What has been done to the flash since the start; undefined where the engine does not count. */
  wear(): Promise<Wear | undefined>;

  /** Charge taken so far, by a model; undefined where the engine has none. */
  energy(): Promise<Energy | undefined>;

  /** A reader's field comes or goes. */
  field(on: boolean): Promise<void>;
  /** One frame of a reader, without its CRC. */
  nfcFrame(bytes: Uint8Array): Promise<Answer>;

  /** A peer connects; false where nobody answers. */
  connect(mtu: number, how?: Connection): Promise<boolean>;
  /** The peer goes; 19 where it says so, 8 where it was lost. */
  disconnect(reason?: number): Promise<void>;
  connected(): boolean;
  /** False where the badge refuses it. */
  write(uuid: string, value: Uint8Array): Promise<boolean>;
  read(uuid: string): Promise<Uint8Array | undefined>;
  /** For a peer that connected with `subscribed: false`. */
  subscribe(uuid: string, on: boolean): Promise<boolean>;
  /** Hears every notification, at its time on the air. Listeners stay over a power cut. */
  onNotify(act: (uuid: string, value: Uint8Array) => void): void;
  /** Hears that the connection ended, whoever ended it. */
  onGone(act: (reason: number) => void): void;
  services(): Promise<CharacteristicInfo[]>;
  /** The peer wants to pair: the badge shows six digits. False where it lets nobody. */
  pair(digits: string): Promise<boolean>;
  /** What the peer's holder typed; whether the two are paired now. */
  agree(typed: string): Promise<boolean>;

  /** `reset` keeps the clock, as a watchdog or a crash does; `cut` loses it. */
  power(how: 'cut' | 'restore' | 'reset'): Promise<void>;
  powered(): boolean;
  /** Charge in percent. */
  battery(percent: number): Promise<void>;

  /** Sentences about what a real badge would have punished quietly, and what the bundle threw. */
  faults(): Promise<string[]>;
  /** Ends whatever is behind it. */
  close(): Promise<void>;
}
