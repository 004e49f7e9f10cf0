import { indexable, toBytes } from './bytes.js';
import type { Alarm, VirtualClock } from './clock.js';
import type { Loop } from './loop.js';
import { fault, powered, type Supply } from './power.js';
import { fullUuid } from './uuid.js';

/** Why a connection ended, as the badge is told (Bluetooth's error codes). */
export const Gone = { Timeout: 8, Remote: 19, Local: 22 } as const;

/** Largest MTU of Pixl.js; a client may ask for less. */
export const LARGEST_MTU = 53;

/** Notifications that wait for their turn on the air; more are dropped without a word. A model, not a measurement. */
const QUEUE = 6;

export interface CharacteristicInfo {
  readonly service: string;
  readonly uuid: string;
  readonly maxLen: number;
  readonly readable: boolean;
  readonly writable: boolean;
  readonly notify: boolean;
  /** Nobody reads or writes it who has not paired with a passkey. */
  readonly secure: boolean;
}

/** How a peer connects. */
export interface Connection {
  /** Milliseconds between two notifications on the air; 0 (the default) delivers at once and without limit. */
  readonly interval?: number;
  /** Each so many-th packet is lost on the air and sent again in the next interval: the link layer loses no data. */
  readonly lostEach?: number;
  /** False for a peer that subscribes to each characteristic by itself. */
  readonly subscribed?: boolean;
  /** False for a peer that has never paired with this badge. */
  readonly paired?: boolean;
}

interface Characteristic extends CharacteristicInfo {
  value: Uint8Array;
  readonly onWrite: ((written: unknown) => void) | undefined;
  subscribed: boolean;
}

type Notified = (uuid: string, value: Uint8Array) => void;

/** The Bluetooth half of `NRF`: one table of services, one peer at a time. */
export class Radio {
  /** What `setAdvertising` and `setServices` were last given. */
  advertising: { data: unknown; how: AdvertisedHow } | undefined;
  advertised: string[] = [];
  /** What `setSecurity` was last given. */
  security: Security | undefined;
  /** The firmware's own service, at which a console can be. */
  hasUart = false;
  /** Whether the peer has paired. */
  paired = false;
  /** Notifications that found the queue full. */
  dropped = 0;
  connected = false;
  mtu = 23;
  private readonly table = new Map<string, Characteristic>();
  private readonly listeners: { [event: string]: ((argument?: unknown) => void)[] | undefined } = {};
  private readonly notified: Notified[] = [];
  private readonly left: ((reason: number) => void)[] = [];
  private air: { uuid: string; value: Uint8Array }[] = [];
  private interval = 0;
  private lostEach = 0;
  /** Packets sent on this connection. */
  private packets = 0;
  private turn: Alarm | undefined;
  private set = false;
  /** What a peer that pairs has to be told. */
  private passkey = '';

  constructor(
    private readonly clock: VirtualClock,
    private readonly loop: Loop,
    private readonly supply: Supply,
  ) {}

  // The bundle's side.

  on(event: string, act: (argument?: unknown) => void): void {
    const known = this.listeners[event] ?? [];
    this.listeners[event] = known;
    known.push(act);
  }

  emit(event: string, argument?: unknown): void {
    for (const act of this.listeners[event] ?? []) this.loop.run(act, argument);
  }

  setServices(services: { [service: string]: { [uuid: string]: AskedFor } }, how: Advertised): void {
    powered(this.supply);
    const hasUart = how?.uart !== false;
    if (hasUart) {
      if (this.security?.mitm !== true)
        fault(this.supply, 'setServices leaves the UART on, and open: anyone in reach can run code');
      // The firmware waits until the peer has gone, and a badge that opens its console waits with it.
      this.disconnect(Gone.Remote);
    } else if (this.connected) fault(this.supply, 'setServices was called while somebody is connected');
    else if (this.set)
      fault(this.supply, 'setServices was called twice: the badge waits for the radio to restart');
    this.set = true;
    this.hasUart = hasUart;
    this.table.clear();
    this.advertised = Array.from(how?.advertise ?? [], fullUuid);
    for (const [service, asked] of Object.entries(services))
      for (const [uuid, each] of Object.entries(asked)) this.add(fullUuid(service), fullUuid(uuid), each);
  }

  updateServices(values: {
    [service: string]: { [uuid: string]: { value?: unknown; notify?: boolean } };
  }): void {
    powered(this.supply);
    for (const service of Object.values(values)) {
      for (const [uuid, update] of Object.entries(service)) {
        const known = this.table.get(fullUuid(uuid));
        if (!known) throw new Error(`Unable to find service with UUID ${uuid}`);
        if (update.value === undefined) continue;
        const value = Uint8Array.from(toBytes(update.value));
        if (value.length === 0) continue;
        if (value.length > known.maxLen) throw new Error('BLE error: the value is longer than maxLen');
        known.value = value;
        if (update.notify && this.connected) this.send(known);
      }
    }
  }

  setAdvertising(data: unknown, how: AdvertisedHow): void {
    powered(this.supply);
    this.advertising = { data, how };
  }

  setSecurity(how: Security): void {
    powered(this.supply);
    if (how.display !== true || how.mitm !== true || how.lesc !== true)
      fault(this.supply, 'setSecurity lets peers pair without a passkey, or by the old way that leaks it');
    if (how.passkey !== undefined) fault(this.supply, 'setSecurity has a passkey that is always the same');
    this.security = { ...how };
  }

  // The peer's side.

  services(): CharacteristicInfo[] {
    return [...this.table.values()].map(({ service, uuid, maxLen, readable, writable, notify, secure }) => ({
      service,
      uuid,
      maxLen,
      readable,
      writable,
      notify,
      secure,
    }));
  }

  onNotify(act: Notified): void {
    this.notified.push(act);
  }

  onGone(act: (reason: number) => void): void {
    this.left.push(act);
  }

  /** False where nobody answers: no power, or somebody else is connected. */
  connect(mtu: number, how: Connection = {}): boolean {
    if (!this.supply.on || this.connected) return false;
    this.connected = true;
    this.mtu = Math.max(23, Math.min(mtu, LARGEST_MTU));
    this.interval = how.interval ?? 0;
    this.lostEach = how.lostEach ?? 0;
    this.packets = 0;
    this.paired = how.paired !== false;
    for (const each of this.table.values()) each.subscribed = how.subscribed !== false;
    this.emit('connect', 'c0:ff:ee:00:00:01 public');
    return true;
  }

  subscribe(uuid: string, on: boolean): boolean {
    const known = this.table.get(fullUuid(uuid));
    if (!this.connected || !known?.notify) return false;
    known.subscribed = on;
    return true;
  }

  /**
   * The peer wants to pair: the badge is told to show six digits, which the peer's holder has to type. False where it lets
   * nobody pair.
   */
  pair(digits: string): boolean {
    if (!this.connected || this.security?.pair === false) return false;
    this.passkey = digits;
    this.emit('passkey', digits);
    return true;
  }

  /** What was typed at the peer; only where it is what the badge was told the two are paired. Each passkey is good for one try. */
  agree(typed: string): boolean {
    if (this.connected && this.passkey && typed === this.passkey) this.paired = true;
    this.passkey = '';
    return this.paired;
  }

  disconnect(reason: number): void {
    if (!this.connected) return;
    this.hangUp(reason);
    this.emit('disconnect', reason);
  }

  /** False where the badge refuses: unknown, not writable, or too long for it or for the MTU. */
  write(uuid: string, value: Uint8Array): boolean {
    const known = this.table.get(fullUuid(uuid));
    if (!this.connected || !known?.writable || !this.mayUse(known)) return false;
    if (value.length > known.maxLen || value.length > this.mtu - 3) return false;
    known.value = value.slice();
    if (known.onWrite) this.loop.run(known.onWrite as () => void, { data: indexable(value) });
    return true;
  }

  read(uuid: string): Uint8Array | undefined {
    const known = this.table.get(fullUuid(uuid));
    return this.connected && known?.readable && this.mayUse(known) ? known.value.slice() : undefined;
  }

  /** Hands over what was sent without an interval; the idle loop calls it between callbacks. */
  flush(): void {
    while (this.interval === 0 && this.air.length > 0 && this.connected) this.deliver();
  }

  /** The chip stopped: the peer hears nothing more, and nothing is left of the services. */
  stop(): void {
    if (this.connected) this.hangUp(Gone.Timeout);
    this.table.clear();
    for (const event of Object.keys(this.listeners)) delete this.listeners[event];
    this.advertising = undefined;
    this.advertised = [];
    this.security = undefined;
    this.hasUart = false;
    this.set = false;
  }

  private add(service: string, uuid: string, asked: AskedFor): void {
    const value = asked.value === undefined ? new Uint8Array(0) : Uint8Array.from(toBytes(asked.value));
    if (asked.maxLen === undefined && !(asked.readable && value.length))
      fault(this.supply, `${uuid} has no maxLen: it would hold ${value.length || 1} bytes`);
    this.table.set(uuid, {
      service,
      uuid,
      value,
      maxLen: asked.maxLen ?? (value.length || 1),
      readable: asked.readable === true,
      writable: asked.writable === true,
      notify: asked.notify === true,
      secure: asked.security?.read?.lesc === true && asked.security.write?.lesc === true,
      onWrite: asked.onWrite,
      subscribed: true,
    });
  }

  /** Encrypted, where that is demanded. The table that the firmware keeps of subscriptions is open to anybody. */
  private mayUse({ secure }: Characteristic): boolean {
    return this.paired || !secure;
  }

  private send(from: Characteristic): void {
    if (!from.notify) {
      fault(this.supply, `${from.uuid} notifies but was not declared to`);
      return;
    }
    if (!from.subscribed) return;
    if (from.value.length > this.mtu - 3)
      fault(this.supply, `a notification of ${from.value.length} bytes was cut to ${this.mtu - 3}`);
    if (this.interval > 0 && this.air.length >= QUEUE) {
      this.dropped++;
      return;
    }
    this.air.push({ uuid: from.uuid, value: from.value.slice(0, this.mtu - 3) });
    if (this.interval > 0 && !this.turn) this.nextTurn();
  }

  private nextTurn(): void {
    this.turn = this.clock.at(this.clock.now() + this.interval, () => {
      this.turn = undefined;
      const isLost = this.lostEach > 0 && ++this.packets % this.lostEach === 0;
      if (this.air.length > 1 || isLost) this.nextTurn();
      if (!isLost) this.deliver();
    });
  }

  private deliver(): void {
    const next = this.air.shift();
    if (next) for (const act of this.notified) act(next.uuid, next.value);
  }

  private hangUp(reason: number): void {
    this.connected = false;
    this.paired = false;
    this.passkey = '';
    this.air = [];
    if (this.turn) this.clock.cancel(this.turn);
    this.turn = undefined;
    for (const act of this.left) act(reason);
  }
}

interface AskedFor {
  readonly value?: unknown;
  readonly maxLen?: number;
  readonly readable?: boolean;
  readonly writable?: boolean;
  readonly notify?: boolean;
  readonly security?: { readonly read?: Demand; readonly write?: Demand };
  readonly onWrite?: (written: unknown) => void;
}

interface Demand {
  readonly lesc?: boolean;
}

interface AdvertisedHow {
  readonly interval?: number;
  readonly name?: string;
  /** Behind the firmware's company id. */
  readonly manufacturerData?: unknown;
}

interface Security {
  readonly display?: boolean;
  readonly mitm?: boolean;
  readonly lesc?: boolean;
  readonly pair?: boolean;
  readonly passkey?: string;
}

interface Advertised {
  readonly advertise?: string[];
  readonly uart?: boolean;
}
