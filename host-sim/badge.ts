import { Chip, Reset } from './chip.js';
import { VirtualClock } from './clock.js';
import { isValid } from './compact.js';
import { type Drawing, type Energy, Ledger } from './energy.js';
import { type FlashImage, Nor, PAGE } from './flash.js';
import { FlashModule } from './flash-module.js';
import { type Parts, provide } from './globals.js';
import { Graphics } from './graphics.js';
import { install, type Keys, type StoredFile } from './install.js';
import { Loop } from './loop.js';
import { freshSupply, type Supply } from './power.js';
import { Radio } from './radio.js';
import { Realm } from './realm.js';
import { type Rng, rngFrom } from './rng.js';
import { Storage } from './storage.js';
import { type Answer, Tag } from './tag.js';
import type { Tear } from './tear.js';
import { Timers } from './timers.js';
import { Pin, Watches } from './watches.js';

export interface BadgeOptions {
  /** The built program. It is installed as `.bootcde` unless there is an image or `flashed`. */
  readonly bundle?: string;
  /** The program as it is flashed, pretokenised: this is installed, and `bundle`, the same as text, is evaluated. */
  readonly flashed?: Uint8Array;
  /** Files of Storage in their order, the log's first. */
  readonly files?: readonly StoredFile[];
  /** The keys that it was enrolled with; a badge without any is not enrolled. */
  readonly keys?: Keys;
  readonly seed?: number;
  /** How much faster the chip's clock runs than the world, in millionths. */
  readonly ppm?: number;
  /** A flash to start from instead of bundle and files. */
  readonly image?: FlashImage;
  /** Time at the start, milliseconds. */
  readonly startMs?: number;
  /** False leaves the power off until `power('restore')`. */
  readonly powered?: boolean;
  /** Pages of Storage; nine on Pixl.js. */
  readonly pages?: number;
  /** `process.env.VERSION`. */
  readonly version?: string;
}

const PRESS_MS = 100;

/**
 * A badge on the desk: the built bundle in a realm of its own for each boot, on simulated flash,
 * display, buttons, radio and clock. All calls are synchronous; `NodeEngine` is the same behind promises.
 */
export class Badge {
  readonly supply: Supply = freshSupply();
  readonly clock: VirtualClock;
  readonly chip: Chip;
  readonly nor: Nor;
  readonly storage: Storage;
  readonly graphics: Graphics;
  readonly radio: Radio;
  readonly tag: Tag;
  readonly timers: Timers;
  private readonly ledger = new Ledger();
  readonly lights = { display: true, backlight: false, console: true };
  /** Lines that went to the console. */
  readonly printed: string[] = [];
  private readonly source: string | undefined;
  private readonly parts: Parts;
  private readonly rng: Rng;
  private readonly loop: Loop;
  private readonly watches: Watches;

  constructor(options: BadgeOptions) {
    const seed = options.seed ?? 1;
    this.rng = rngFrom(seed);
    this.clock = new VirtualClock(options.startMs);
    const pages = options.image ? options.image.bytes.length / PAGE : options.pages;
    this.nor = new Nor(undefined, pages, rngFrom(seed ^ 0x5eed));
    if (options.image) this.nor.restore(options.image);
    else install(this.nor, options.files ?? [], options.flashed ?? options.bundle, options.keys);
    if (options.flashed) this.source = options.bundle;
    this.nor.onCut = () => this.lose();
    this.storage = new Storage(this.nor);
    this.graphics = new Graphics(this.supply);
    this.chip = new Chip(this.clock, this.supply, options.ppm ?? 0);
    this.loop = new Loop(this.supply);
    this.timers = new Timers(this.chip, this.loop, this.supply);
    this.radio = new Radio(this.clock, this.loop, this.supply);
    this.loop.idle = () => this.radio.flush();
    const uid = Uint8Array.of(0x5f, seed >>> 24, seed >>> 16, seed >>> 8, seed, 0x22, 0x80);
    this.tag = new Tag(this.radio, this.supply, uid);
    this.clock.passing = milliseconds => this.ledger.pass(milliseconds, this.drawing());
    const pins = new Map<unknown, Pin>();
    this.watches = new Watches(this.chip, this.timers, this.loop, this.supply, pins);
    this.parts = {
      ...this,
      flash: new FlashModule(this.nor, this.supply),
      loop: this.loop,
      watches: this.watches,
      rng: this.rng,
      buttons: ['BTN1', 'BTN2', 'BTN3', 'BTN4'].map(name => new Pin(name)),
      pins,
      reload: () => this.loop.run(() => this.reload()),
      version: options.version ?? '2v29',
    };
    this.supply.on = false;
    if (options.powered !== false) this.power('restore');
  }

  now(): number {
    return this.clock.now();
  }

  advance(toMs: number): void {
    this.clock.advance(toMs);
  }

  /** Presses button 1 to 4 now, lets `holdMs` pass, and releases it. */
  press(button: number, holdMs = PRESS_MS): void {
    this.hold(button, true);
    this.advance(this.now() + holdMs);
    this.hold(button, false);
  }

  /** Moves a contact without letting time pass: long presses by hand, chatter, two at once. */
  hold(button: number, down: boolean): void {
    const pin = this.parts.buttons[button - 1];
    if (!pin) throw new Error(`there is no button ${button}`);
    this.watches.changed(pin, down);
  }

  /** The display: 64 rows of 16 bytes, leftmost pixel in the highest bit. Do not write into it. */
  pixels(): Uint8Array {
    return this.graphics.pixels();
  }

  field(on: boolean): void {
    this.tag.setField(on);
  }

  nfcFrame(bytes: Uint8Array): Answer {
    return this.tag.frame(bytes);
  }

  battery(percent: number): void {
    this.supply.percent = percent;
  }

  /** `reset` is the chip's own, with its reason bits; power stays, and the display keeps its picture. */
  power(how: 'cut' | 'restore' | 'reset', reason: number = Reset.Soft): void {
    if (how === 'cut') {
      if (!this.supply.on) return;
      this.lose();
      this.nor.dead = true;
    } else if (how === 'restore') {
      if (this.supply.on) return;
      this.nor.revive();
      this.supply.on = true;
      this.chip.powerOn();
      this.loop.run(() => this.boot(true));
    } else {
      if (!this.supply.on) throw new Error('a badge without power cannot reset');
      this.halt();
      this.chip.reset(reason);
      this.loop.run(() => this.boot(false));
    }
  }

  /** Has its console run `script`, as far as a realm of its own goes: for a badge that runs no program. */
  type(script: string): void {
    this.loop.run(() => this.realm().run(script));
  }

  /** Cuts the power during the `ops`-th flash operation from now on, which gets as far as `tear` says. */
  cutAt(ops: number, tear: Tear): void {
    this.nor.cut = { at: this.nor.ops + ops, tear };
  }

  /** Charge taken so far: a model. */
  energy(): Energy {
    return this.ledger.sum(this.loop.calls, this.graphics.flips);
  }

  private drawing(): Drawing {
    return {
      powered: this.supply.on,
      display: this.lights.display,
      backlight: this.lights.backlight,
      connected: this.radio.connected,
      interval: this.radio.advertising?.how.interval,
    };
  }

  image(): FlashImage {
    return this.nor.image();
  }

  /** What a real badge would have punished quietly, and what the bundle threw. */
  faults(): string[] {
    if (this.nor.tampered()) return [...this.supply.faults, 'the bundle wrote through a view of the flash'];
    return [...this.supply.faults];
  }

  private boot(cold: boolean): void {
    this.graphics.restart();
    this.storage.files.forget();
    if (cold && !isValid(this.storage.files)) this.storage.eraseAll();
    if (!this.parts.buttons[0].level) this.start(); // BTN1 held at the start: the program is skipped.
  }

  private start(): void {
    const program = this.storage.read('.bootcde');
    if (program === undefined) return;
    const realm = this.realm();
    this.loop.jobs = (this.source ?? program).includes('Promise') ? () => realm.jobs() : undefined;
    realm.run(this.source ?? program);
  }

  private realm(): Realm {
    const realm = new Realm({
      now: () => this.chip.seconds() * 1000,
      random: () => this.rng.u32() / 0x100000000,
    });
    provide(realm, this.parts);
    return realm;
  }

  private reload(): void {
    this.halt();
    this.graphics.restart();
    this.start();
  }

  private lose(): void {
    this.supply.on = false;
    this.halt();
    this.graphics.darken();
  }

  private halt(): void {
    this.timers.forget();
    this.watches.forget();
    this.loop.forget();
    this.radio.stop();
    this.tag.stop();
    this.lights.display = true;
    this.lights.backlight = false;
    this.lights.console = true;
  }
}
