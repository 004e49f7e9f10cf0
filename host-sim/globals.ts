import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { bytesText, FlashText, textBytes, toBytes } from './bytes.js';
import type { Chip } from './chip.js';
import type { FlashModule } from './flash-module.js';
import type { Graphics } from './graphics.js';
import type { Loop } from './loop.js';
import { fault, powered, type Supply } from './power.js';
import { Gone, type Radio } from './radio.js';
import type { Realm } from './realm.js';
import type { Rng } from './rng.js';
import type { Storage } from './storage.js';
import type { Tag } from './tag.js';
import type { Timers } from './timers.js';
import type { Pin, Watches } from './watches.js';

/** The parts of one badge that its globals are made of. */
export interface Parts {
  readonly supply: Supply;
  readonly chip: Chip;
  readonly storage: Storage;
  readonly flash: FlashModule;
  readonly graphics: Graphics;
  readonly loop: Loop;
  readonly timers: Timers;
  readonly watches: Watches;
  readonly radio: Radio;
  readonly tag: Tag;
  readonly rng: Rng;
  /** BTN1 to BTN4 as the host moves them. */
  readonly buttons: readonly Pin[];
  /** The bundle's pin objects, filled in here. */
  readonly pins: Map<unknown, Pin>;
  readonly lights: { display: boolean; backlight: boolean; console: boolean };
  readonly version: string;
  /** Lines that went to the console. */
  readonly printed: string[];
  /** Starts the program anew, once nothing runs. */
  readonly reload: () => void;
}

/**
 * Gives a realm the globals of device/espruino.d.ts: each member is named here, and what is not named there
 * is not here. The stand-ins themselves can do more, for the host.
 */
export function provide(realm: Realm, parts: Parts): void {
  const into = realm.globals;
  into.g = graphics(parts);
  into.LED1 = {
    write: (on: unknown) => {
      parts.lights.backlight = !!on;
    },
  };
  into.Pixl = {
    setLCDPower: (on: unknown) => {
      parts.lights.display = !!on;
    },
  };
  parts.pins.clear();
  for (const button of parts.buttons) {
    const pin = {
      write: () => fault(parts.supply, `${button.name} was written to`),
    };
    parts.pins.set(pin, button);
    into[button.name] = pin;
  }
  into.require = modules(realm, parts);
  into.setWatch = (act: unknown, pin: unknown, how: object) => parts.watches.setWatch(act, pin, how);
  into.setTimeout = (act: unknown, milliseconds: number) => parts.timers.setTimeout(act, milliseconds);
  into.clearTimeout = (...ids: unknown[]) => parts.timers.clearTimeout(...ids);
  into.getTime = () => parts.chip.seconds();
  into.setTime = (seconds: number) => parts.chip.setTime(seconds);
  into.print = (line: unknown) => void parts.printed.push(String(line));
  into.load = () => parts.reload();
  into.peek32 = (address: number) => parts.chip.peek32(address);
  into.poke32 = (address: number, value: number) => parts.chip.poke32(address, value);
  into.atob = (text: string) => bytesText(Buffer.from(text, 'base64'));
  into.btoa = (bytes: string) => Buffer.from(textBytes(bytes)).toString('base64');
  into.NRF = nrf(realm, parts);
  into.E = e(realm, parts);
  into.process = {
    env: { VERSION: parts.version },
    on: (event: string, act: (error: unknown) => void) => {
      if (event === 'uncaughtException') parts.loop.uncaught.push(act as () => void);
      else fault(parts.supply, `process.on("${event}") is not simulated`);
    },
  };
}

function graphics({ graphics: screen }: Parts): object {
  const g = {
    clear: () => {
      screen.clear();
      return g;
    },
    clearRect: (x1: number, y1: number, x2: number, y2: number) => {
      screen.clearRect(x1, y1, x2, y2);
      return g;
    },
    fillRect: (x1: number, y1: number, x2: number, y2: number) => {
      screen.fillRect(x1, y1, x2, y2);
      return g;
    },
    setFontCustom: (bitmap: unknown, first: number, width: number, height: number) => {
      screen.setFontCustom(bitmap, first, width, height);
      return g;
    },
    drawString: (text: unknown, x: number, y: number) => {
      screen.drawString(text, x, y);
      return g;
    },
    drawImage: (image: unknown, x: number, y: number, how: { scale: number }) => {
      screen.drawImage(image, x, y, how);
      return g;
    },
    flip: () => screen.flip(),
  };
  return g;
}

function modules(realm: Realm, { storage, flash, supply }: Parts): (name: string) => object {
  const Bytes = realm.globals.Uint8Array as Uint8ArrayConstructor;
  const files = {
    read: (name: string, offset?: number, length?: number) => storage.read(name, offset, length),
    write: (name: string, data: unknown, offset: number) => {
      powered(supply);
      if (!(offset > 0)) fault(supply, `Storage.write to "${name}" at offset 0 replaces the file`);
      return storage.write(name, data, offset);
    },
  };
  const pages = {
    read: (length: number, address: number) => {
      const bytes = flash.read(length, address);
      return bytes && new Bytes(bytes);
    },
    write: (data: unknown, address: number) => {
      powered(supply);
      flash.write(data, address);
    },
    erasePage: (address: number) => {
      powered(supply);
      flash.erasePage(address);
    },
  };
  const hashes = {
    SHA1: (bytes: unknown) => new Bytes(createHash('sha1').update(toBytes(bytes)).digest()).buffer,
  };
  return name => {
    if (name === 'Storage') return files;
    if (name === 'Flash') return pages;
    if (name === 'crypto') return hashes;
    throw new Error(`Module ${name} not found`);
  };
}

function nrf(realm: Realm, { radio, tag }: Parts): object {
  const Bytes = realm.globals.Uint8Array as Uint8ArrayConstructor;
  return {
    setServices: (services: object, how: object) => radio.setServices(services as never, how as never),
    updateServices: (values: object) => radio.updateServices(values as never),
    setAdvertising: (data: unknown, how: object) => radio.setAdvertising(data, how),
    setSecurity: (how: object) => radio.setSecurity(how),
    disconnect: () => radio.disconnect(Gone.Local),
    on: (event: string, act: (argument?: unknown) => void) => radio.on(event, act),
    nfcStart: (uid: unknown) => new Bytes(tag.start(uid)),
    nfcSend: (answer: unknown) => tag.send(answer),
  };
}

function e(realm: Realm, { storage, supply, rng, lights }: Parts): object {
  const Bytes = realm.globals.Uint8Array as Uint8ArrayConstructor;
  const { nor } = storage;
  return {
    CRC32: (bytes: unknown) => crc32(toBytes(bytes)),
    getAddressOf: (value: unknown, flat: boolean) => {
      if (flat !== true) fault(supply, 'E.getAddressOf without `true` gives the address of a variable');
      return storage.addressOf(value);
    },
    memoryArea: (address: number, length: number) => {
      if (!nor.holds(address, length)) throw new Error(`0x${address.toString(16)} is outside Storage`);
      return new FlashText(address, length, () => nor.text(address - nor.base, length));
    },
    toArrayBuffer: (value: unknown) => {
      const address = storage.addressOf(value);
      if (address !== 0) return nor.view(address - nor.base, (value as string).length);
      return typeof value === 'string' ? textBytes(value).buffer : undefined;
    },
    getBattery: () => supply.percent,
    toUint8Array: (bytes: unknown) => new Bytes(toBytes(bytes)),
    toString: (bytes: unknown) => bytesText(toBytes(bytes)),
    hwRand: () => rng.u32() | 0,
    setConsole: (device: unknown, how?: { force?: boolean }) => {
      lights.console = !(device === null && how?.force === true);
    },
  };
}
