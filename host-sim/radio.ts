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
}

/** How a peer connects. */
export interface Connection {
  /** Milliseconds between two notifications on the air; 0 (the default) delivers at once and without limit. */
  readonly interval?: number;
  /** Each so many-th packet is lost on the air and sent again in the next interval: the link layer loses no data. */
  readonly lostEach?: number;
  /** False for a peer that subscribes to each characteristic by itself. */
  readonly subscribed?: boolean;
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
  advertising: { data: unknown; how: { interval?: number; name?: string } } | undefined;
  advertised: string[] = [];
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
    if (this.set)
      fault(this.supply, 'setServices was called twice: the badge waits for the radio to restart');
    if (this.connected) fault(this.supply, 'setServices was called while somebody is connected');
    if (how?.uart !== false)
      fault(this.supply, 'setServices leaves the UART on: anyone in reach can run code');
    this.set = true;
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

  setAdvertising(data: unknown, how: { interval?: number; name?: string }): void {
    powered(this.supply);
    this.advertising = { data, how };
  }

  // The peer's side.

  services(): CharacteristicInfo[] {
    return [...this.table.values()].map(({ service, uuid, maxLen, readable, writable, notify }) => ({
      service,
      uuid,
      maxLen,
      readable,
      writable,
      notify,
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

  disconnect(reason: number): void {
    if (!this.connected) return;
    this.hangUp(reason);
    this.emit('disconnect', reason);
  }

  /** False where the badge refuses: unknown, not writable, or too long for it or for the MTU. */
  write(uuid: string, value: Uint8Array): boolean {
    const known = this.table.get(fullUuid(uuid));
    if (!this.connected || !known?.writable) return false;
    if (value.length > known.maxLen || value.length > this.mtu - 3) return false;
    known.value = value.slice();
    if (known.onWrite) this.loop.run(known.onWrite as () => void, { data: indexable(value) });
    return true;
  }

  read(uuid: string): Uint8Array | undefined {
    const known = this.table.get(fullUuid(uuid));
    return this.connected && known?.readable ? known.value.slice() : undefined;
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
    this.set = false;
  }

  private add(service: string, uuid: string, asked: AskedFor): void {
    const value = asked.value === undefined ? new Uint8Array(0) : Uint8Array.from(toBytes(asked.value));
    if (asked.maxLen === undefined)
      fault(this.supply, `${uuid} has no maxLen: it would hold ${value.length || 1} bytes`);
    this.table.set(uuid, {
      service,
      uuid,
      value,
      maxLen: asked.maxLen ?? (value.length || 1),
      readable: asked.readable === true,
      writable: asked.writable === true,
      notify: asked.notify === true,
      onWrite: asked.onWrite,
      subscribed: true,
    });
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
  readonly onWrite?: (written: unknown) => void;
}

interface Advertised {
  readonly advertise?: string[];
  readonly uart?: boolean;
}
