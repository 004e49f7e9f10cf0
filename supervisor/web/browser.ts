/** Time, place, chance and files as the browser gives them: the only file of the page that asks for them. */

import type { ByteString } from '../../shared/bytes.js';
import { NONCE_BYTES } from '../../shared/pull/proof.js';
import type { Seconds, Span } from '../../shared/time.js';
import type { Sleep } from '../bluetooth.js';
import { textOf } from '../bytes.js';
import { dayAt } from '../day-keys.js';
import { within as inTime } from '../within.js';
import type { LocalTime } from './order-form.js';
import type { WebBluetooth } from './reach.js';

export const now = (): Seconds => Math.floor(Date.now() / 1000);

/** Milliseconds since the page was opened. */
export const ticks = (): number => performance.now();

function zoneAt(time: Date): Span {
  return -60 * time.getTimezoneOffset();
}

export const zone = (): Span => zoneAt(new Date(Date.now()));

/** Today's date here, in days since 1970-01-01. */
export const today = (): number => dayAt(now(), zone());

/** 8 bytes that nobody can foresee. */
export function nonce(): ByteString {
  return textOf(crypto.getRandomValues(new Uint8Array(NONCE_BYTES)));
}

/** A local time as a form gives it. */
export function localTime(text: string): LocalTime | null {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) return null;
  return { at: Math.floor(time.getTime() / 1000), zone: zoneAt(time) };
}

export const sleep: Sleep = (milliseconds, stop) =>
  new Promise(done => {
    const timer = setTimeout(done, milliseconds);
    stop.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });

/** `work`, or an error where the browser takes longer than `milliseconds`. */
export function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  return inTime(work, milliseconds, sleep, 'the browser does not answer');
}

/** The same page in other tabs. */
export const tabs = new BroadcastChannel('doorstep');

/** Whether the browser keeps what is stored here until it is deleted; `ask` it to. */
export async function isLasting(ask: boolean): Promise<boolean> {
  const storage = navigator.storage as StorageManager | undefined;
  if (!storage?.persisted) return false;
  return within(10_000, ask ? storage.persist() : storage.persisted()).catch(() => false);
}

/** Null where the browser has none. */
export const bluetooth: WebBluetooth | null =
  (navigator as unknown as { readonly bluetooth?: WebBluetooth }).bluetooth ?? null;

/** Hands a file to the browser, which saves it where the user saves files. */
export function saveFile(name: string, type: string, contents: BlobPart): void {
  const url = URL.createObjectURL(new Blob([contents], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
