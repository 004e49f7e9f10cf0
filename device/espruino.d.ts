/**
 * Exactly the Espruino API that the badge uses (firmware 2v29, Pixl.js), no more.
 *
 * Names in here are never renamed by the minifier. `host-sim` has a stand-in for each of them, and nothing else:
 * a call that is not on this page does not compile for the badge and fails in the simulator.
 */

/** A file system of named byte strings in flash (src/jswrap_storage.c). */
interface Storage {
  /** Bytes from `offset` on, as a string that lies in flash and costs no RAM; undefined where there is no such file. */
  read(name: string, offset?: number, length?: number): string | undefined;
  /** Fills blank bytes of a file. At offset 0 it would replace the file: the log is never written there. */
  write(name: string, data: string | Uint8Array, offset: number): boolean;
}

/** Raw flash by address. A wrong address does nothing and raises nothing. */
interface Flash {
  read(length: number, address: number): Uint8Array;
  /** Programs whole words, blank or not: bits can only be cleared. */
  write(data: string | Uint8Array, address: number): void;
  erasePage(address: number): void;
}

declare function require(name: 'Storage'): Storage;
declare function require(name: 'Flash'): Flash;
declare function require(name: 'crypto'): { SHA1(bytes: string): ArrayBuffer };

interface Graphics {
  clear(): Graphics;
  clearRect(x1: number, y1: number, x2: number, y2: number): Graphics;
  fillRect(x1: number, y1: number, x2: number, y2: number): Graphics;
  /** Column-first, most significant bit first, one bit a pixel; characters `first` to 255. Bits 8-15 of `height`: scale. */
  setFontCustom(bitmap: string, first: number, width: number, height: number): Graphics;
  drawString(text: string, x: number, y: number): Graphics;
  /** An image of one bit a point: width, height, bits a point, then its rows without padding. */
  drawImage(image: string, x: number, y: number, how: { scale: number }): Graphics;
  /** Sends what changed to the display. */
  flip(): void;
}
declare const g: Graphics;

interface Pin {
  write(on: boolean): void;
}
declare const LED1: Pin;
declare const Pixl: {
  /** Switches the display on or off; it keeps its picture. */
  setLCDPower(on: boolean): void;
};
declare const BTN1: Pin;
declare const BTN2: Pin;
declare const BTN3: Pin;
declare const BTN4: Pin;

/** What a watch is told. */
interface Edge {
  readonly pin: Pin;
}
declare function setWatch(
  act: (edge: Edge) => void,
  pin: Pin,
  /** The edge of a button is 'rising' unless it is said. */
  how: { repeat: boolean; edge?: 'rising' | 'falling' | 'both'; debounce: number },
): number;
declare function setTimeout(act: () => void, milliseconds: number): number;
declare function clearTimeout(id: number): void;
/** Seconds on the chip's clock, fractions included. Starts near 0 when power comes. Running timers keep their delay over `setTime`. */
declare function getTime(): number;
/** Sets the chip's clock, seconds since 1970; it keeps it over a reset, not over a loss of power. */
declare function setTime(seconds: number): void;
/** A line for the console. The application has none: only the installer prints. */
declare function print(line: string): void;
/** Forgets all that is in RAM and starts `.bootcde`, once the running function has ended. */
declare function load(): void;
/** A register of the chip. */
declare function peek32(address: number): number;
declare function poke32(address: number, value: number): void;

/** What a characteristic's `onWrite` is given. */
interface Written {
  readonly data: ArrayLike<number>;
}
interface Characteristic {
  readonly value?: string | number[];
  /** As long as its value, if it is left out. */
  readonly maxLen?: number;
  readonly readable?: boolean;
  readonly writable?: boolean;
  readonly notify?: boolean;
  /** Who may read and write its value; left out: anybody. */
  readonly security?: { readonly read: Demand; readonly write: Demand };
  readonly onWrite?: (written: Written) => void;
}
/** `lesc`: encrypted, with a key of Secure Connections that nobody could put himself between. */
interface Demand {
  readonly lesc: boolean;
}
interface Services {
  [service: string]: { [characteristic: string]: Characteristic };
}
interface Values {
  [service: string]: {
    [characteristic: string]: { value: string | Uint8Array | number[]; notify?: boolean };
  };
}
declare const NRF: {
  /** The console's service is there as well unless `uart` is false. Where somebody is connected, a second call waits until he has gone. */
  setServices(services: Services, how?: { advertise?: string[]; uart: boolean }): void;
  /** How a peer has to pair, and whether it may; with `mitm` the console's service is encrypted as well. */
  setSecurity(how: { display: boolean; mitm: boolean; lesc: boolean; pair: boolean }): void;
  /** Throws for an unknown UUID; a full queue is ignored without an error. */
  updateServices(values: Values): void;
  /** `manufacturerData` stands behind the firmware's own company id, 0x0590. */
  setAdvertising(data: object, how: { interval: number; manufacturerData: string; name?: string }): void;
  /** Throws off who is connected; does nothing where nobody is. */
  disconnect(): void;
  on(event: 'connect', act: (address: string) => void): void;
  on(event: 'disconnect', act: (reason: number) => void): void;
  /** Six digits that a peer which pairs has to be told. */
  on(event: 'passkey', act: (digits: string) => void): void;
  on(event: 'NFCon' | 'NFCoff', act: () => void): void;
  /** The firmware hands over an ArrayBuffer that can be indexed. */
  on(event: 'NFCrx', act: (frame: ArrayLike<number>) => void): void;
  /** Starts the tag; answers its first 10 bytes: UID and check bytes. */
  nfcStart(uid?: Uint8Array): Uint8Array;
  /** Bytes, 10 for an ack, 0 for a nak; undefined: it only listens again. Throws when the field is gone. */
  nfcSend(answer?: Uint8Array | number): void;
};

declare const E: {
  /** CRC-32 as in zlib. */
  CRC32(bytes: string | Uint8Array | ArrayLike<number>): number;
  /** Where a string from Storage lies in flash; 0 where it is no such string. */
  getAddressOf(value: string, flat: boolean): number;
  /** A stretch of memory as a string, without a copy. */
  memoryArea(address: number, length: number): string;
  /** The bytes of a string, to be written in. */
  toUint8Array(bytes: string): Uint8Array;
  /** Bytes as a string. */
  toString(bytes: ArrayLike<number> | ArrayBuffer): string;
  /** The bytes of a string as a buffer, without a copy where it lies in flash. */
  toArrayBuffer(bytes: string): ArrayBuffer;
  /** Charge in percent: on Pixl.js a straight line from 2.2 V (0) to 2.8 V (100). */
  getBattery(): number;
  hwRand(): number;
  setConsole(device: null | 'Bluetooth', how: { force: boolean }): void;
};

declare const process: {
  readonly env: { readonly VERSION: string };
  on(event: 'uncaughtException', act: (error: unknown) => void): void;
};
