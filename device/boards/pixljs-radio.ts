import { type ByteString, put } from '../../shared/bytes.js';
import { CONTROL, EVENT, INFO, SERVICE, uuid } from '../../shared/pull/frame.js';
import type { Span } from '../../shared/time.js';
import { Page0 } from '../../shared/words/layout.js';
import { page0 } from './pixljs-store.js';

/** The radio of Pixl.js: its services, who may pair, and what it advertises. */

/** An object with one member, by the UUID of a part of the service. */
function under<T>(part: number, member: T): { [uuid: string]: T } {
  const object: { [uuid: string]: T } = {};
  object[uuid(part)] = member;
  return object;
}

export function send(bytes: ByteString): void {
  NRF.updateServices(under(SERVICE, under(EVENT, { value: bytes, notify: true })));
}

/** Whether a peer may pair: it then has to show that its holder can read the display. */
export function pair(on: boolean): void {
  NRF.setSecurity({ display: true, mitm: true, lesc: true, pair: on });
}

/** @once */
export function onRequest(
  version: number,
  received: (request: ByteString) => void,
  shown: (passkey: string) => void,
): void {
  // Before the services: so nobody pairs with what they ask for unsaid.
  pair(false);
  // Encrypted, by a key of Secure Connections, with a passkey behind it: the firmware's `lesc` is all three.
  const paired = { lesc: true };
  const security = { read: paired, write: paired };
  const characteristics: { [uuid: string]: Characteristic } = under(INFO, {
    value: put(version, 1) + page0(Page0.BadgeId, 4),
    readable: true,
  });
  characteristics[uuid(EVENT)] = { maxLen: 50, notify: true, security: security };
  characteristics[uuid(CONTROL)] = {
    maxLen: 50,
    writable: true,
    security: security,
    onWrite: written => received(E.toString(written.data) || '\0'),
  };
  NRF.setServices(under(SERVICE, characteristics), { advertise: [uuid(SERVICE)], uart: false });
  NRF.on('connect', () => received(''));
  NRF.on('passkey', shown);
}

/** Is heard each `interval` milliseconds: which badge it is, and the lowest 16 bits of how far its log reaches. @inline */
export function advertise(interval: Span, head: number): void {
  NRF.setAdvertising({}, { interval: interval, manufacturerData: page0(Page0.BadgeId, 4) + put(head, 2) });
}

/**
 * Whoever is paired may type at the badge until it starts anew. Services of which nothing is said are the firmware's own:
 * the console's, and no others. The radio starts anew by this.
 */
export function openConsole(): void {
  NRF.setServices({});
  E.setConsole('Bluetooth', { force: true });
}
