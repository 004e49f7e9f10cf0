import { types } from 'node:util';

/**
 * Bytes as the badge knows them. A string is bytes there (a character above 255 would silently lose its
 * high part), and an ArrayBuffer can be indexed. The stand-ins refuse what the badge would spoil.
 */

/** A stretch of flash that the badge sees as a string without a copy in RAM. */
export class FlashText {
  constructor(
    readonly address: number,
    readonly length: number,
    private readonly load: () => string,
  ) {}
  toString(): string {
    return this.load();
  }
  valueOf(): string {
    return this.load();
  }
  charAt(index: number): string {
    return this.load().charAt(index);
  }
  charCodeAt(index: number): number {
    return this.load().charCodeAt(index);
  }
  indexOf(part: string, from?: number): number {
    return this.load().indexOf(part, from);
  }
  slice(from: number, to?: number): string {
    return this.load().slice(from, to);
  }
  substring(from: number, to?: number): string {
    return this.load().substring(from, to);
  }
  substr(from: number, length?: number): string {
    const start = from < 0 ? Math.max(0, this.length + from) : from;
    return this.load().slice(start, length === undefined ? undefined : start + length);
  }
}

/** The text of a string or of flash; throws if a character is no byte. */
export function byteText(value: unknown): string {
  const text = typeof value === 'string' ? value : String(value);
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 255) {
      throw new Error(`strings are bytes on the badge: character ${i} of "${text}" is above 255`);
    }
  }
  return text;
}

/**
 * The bytes that Espruino would take from `value`: a string, an ArrayBuffer, a byte array or a plain array.
 * Arrays of wider numbers throw: the badge would take one byte per element, or only the first
 * `length` bytes (jsvGetDataPointer in src/jsvar.c reports elements where bytes are meant).
 */
export function toBytes(value: unknown): Uint8Array {
  if (typeof value === 'string' || value instanceof FlashText) return textBytes(byteText(value));
  if (types.isArrayBuffer(value)) return new Uint8Array(value);
  if (ArrayBuffer.isView(value)) {
    if (types.isDataView(value)) throw new Error('a DataView is no data on the badge: pass its buffer');
    const view = value as Uint8Array;
    if (view.BYTES_PER_ELEMENT !== 1) {
      throw new Error("the badge takes one byte per element here: pass the array's buffer as bytes");
    }
    return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  }
  if (Array.isArray(value)) return Uint8Array.from(value as number[]);
  if (typeof value === 'number') return Uint8Array.of(value);
  throw new Error(`no bytes can be taken from ${value === null ? 'null' : typeof value}`);
}

/** One byte per character. */
export function textBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** One character per byte. */
export function bytesText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** What a callback gets as `data`: an ArrayBuffer that, as on the badge, also has `length` and `[i]`. */
export function indexable(bytes: Uint8Array): ArrayBuffer & ArrayLike<number> {
  const buffer = new ArrayBuffer(bytes.length);
  new Uint8Array(buffer).set(bytes);
  const both = buffer as unknown as Record<number | 'length', number>;
  for (let i = 0; i < bytes.length; i++) both[i] = bytes[i];
  both.length = bytes.length;
  return buffer as ArrayBuffer & ArrayLike<number>;
}
