import type { Engine } from './engine.js';
import { Bond, type Holder } from './pairing.js';
import { Gone } from './radio.js';
import { rngFrom } from './rng.js';
import { fullUuid } from './uuid.js';

export interface LinkOptions {
  /** Connection interval, milliseconds: one notification and one request in each. */
  readonly interval?: number;
  readonly mtu?: number;
  /** Each so many-th packet takes another interval. */
  readonly lostEach?: number;
  /** The link breaks in place of this notification (the first is 1), once. */
  readonly dropAt?: number;
  /** The link breaks in place of this request, a read and a subscription among them (the first is 1). */
  readonly dropBefore?: number;
  /** The link breaks when the badge has done what this request asks, in place of the answer to it. */
  readonly dropAfter?: number;
  readonly name?: string;
  /** False for a system that has never paired with this badge: it does so when something is read or written that demands it. */
  readonly paired?: boolean;
  /** Who answers the system when it asks for a passkey. */
  readonly holder?: Holder;
  /** What passkeys follow from. */
  readonly seed?: number;
}

const INTERVAL_MS = 15;
/** What a desktop gets out of a Pixl.js (boards/PIXLJS.py). */
const MTU = 53;

/**
 * Web Bluetooth over an engine: the shape that a browser gives (`requestDevice`, `gatt.connect`,
 * `getPrimaryService`, `getCharacteristic` ...), in the badge's virtual time.
 *
 * Time passes only where somebody lets it: each request takes an interval, and `during` lets time run
 * for as long as a client waits for notifications.
 */
export class Link {
  /** Set it anew to break a later connection. */
  dropAt: number | undefined;
  readonly dropBefore: number | undefined;
  readonly dropAfter: number | undefined;
  /** Notifications delivered and requests made, over all connections. */
  delivered = 0;
  requests = 0;
  readonly interval: number;
  readonly mtu: number;
  readonly lostEach: number;
  readonly device: FakeDevice;
  /** What the system keeps of this badge. */
  readonly bond: Bond;

  constructor(
    readonly engine: Engine,
    options: LinkOptions = {},
  ) {
    this.interval = options.interval ?? INTERVAL_MS;
    this.mtu = options.mtu ?? MTU;
    this.lostEach = options.lostEach ?? 0;
    this.dropAt = options.dropAt;
    this.dropBefore = options.dropBefore;
    this.dropAfter = options.dropAfter;
    this.device = new FakeDevice(this, options.name ?? 'Doorstep');
    this.bond = new Bond(options.paired !== false, rngFrom(options.seed ?? 1), options.holder);
    let breaking = false;
    engine.onNotify((uuid, value) => {
      if (breaking) return;
      if (this.delivered + 1 === this.dropAt) {
        this.dropAt = undefined;
        breaking = true;
        void engine.disconnect(Gone.Timeout);
        return;
      }
      this.delivered++;
      this.device.gatt.notified(uuid, value);
    });
    engine.onGone(() => {
      breaking = false;
      this.bond.drop();
      this.device.gatt.lost();
    });
  }

  /** As `navigator.bluetooth.requestDevice`: there is one badge in reach. */
  async requestDevice(_asked?: unknown): Promise<FakeDevice> {
    return this.device;
  }

  /** As `navigator.bluetooth.getDevices`. */
  async getDevices(): Promise<FakeDevice[]> {
    return [this.device];
  }

  /** Lets virtual time run until `work` is done; longer than `limitMs` of it is an error. */
  async during<T>(work: Promise<T>, limitMs = 600_000): Promise<T> {
    let done = false;
    const settled = work.then(
      () => {
        done = true;
      },
      () => {
        done = true;
      },
    );
    const end = this.engine.now() + limitMs;
    while (!done) {
      await Promise.race([settled, new Promise<void>(turn => setImmediate(turn))]);
      if (done) break;
      if (this.engine.now() >= end)
        throw new Error(`nothing ended within ${limitMs / 1000} s of virtual time`);
      await this.pass(this.interval);
    }
    return work;
  }

  /** Resolves when `milliseconds` of virtual time have passed; somebody else has to let them pass. */
  async sleep(milliseconds: number): Promise<void> {
    const end = this.engine.now() + milliseconds;
    while (this.engine.now() < end) await new Promise<void>(turn => setImmediate(turn));
  }

  /** Lets time pass; two that ask for it at once get it one after the other. */
  pass(milliseconds: number): Promise<void> {
    const next = this.passing.then(() => this.engine.advance(this.engine.now() + milliseconds));
    this.passing = next.catch(() => undefined);
    return next;
  }

  private passing: Promise<void> = Promise.resolve();
}

export class FakeDevice extends EventTarget {
  readonly id = 'badge';
  readonly gatt: FakeServer;

  constructor(
    link: Link,
    readonly name: string,
  ) {
    super();
    this.gatt = new FakeServer(link, this);
  }
}

export class FakeServer {
  connected = false;
  private readonly characteristics = new Map<string, FakeCharacteristic>();

  constructor(
    readonly link: Link,
    readonly device: FakeDevice,
  ) {}

  async connect(): Promise<FakeServer> {
    if (this.connected) return this;
    const { engine, interval, mtu, lostEach, bond } = this.link;
    await this.link.pass(interval);
    if (!(await engine.connect(mtu, { interval, lostEach, subscribed: false, paired: bond.isPaired })))
      throw new DOMException('Bluetooth device is out of range.', 'NetworkError');
    this.connected = true;
    await this.link.pass(interval);
    return this;
  }

  disconnect(): void {
    if (this.connected) void this.link.engine.disconnect(Gone.Remote);
  }

  async getPrimaryService(uuid: string | number): Promise<FakeService> {
    this.demand();
    const service = fullUuid(uuid);
    if (!(await this.link.engine.services()).some(each => each.service === service))
      throw new DOMException(`No Services matching UUID ${service} found in Device.`, 'NotFoundError');
    return new FakeService(this, service);
  }

  /** One object for each characteristic of a connection, as in a browser. */
  characteristic(service: string, uuid: string): FakeCharacteristic {
    const known = this.characteristics.get(uuid);
    if (known) return known;
    const made = new FakeCharacteristic(this, service, uuid);
    this.characteristics.set(uuid, made);
    return made;
  }

  notified(uuid: string, value: Uint8Array): void {
    this.characteristics.get(uuid)?.changed(value);
  }

  lost(): void {
    if (!this.connected) return;
    this.connected = false;
    this.characteristics.clear();
    this.device.dispatchEvent(new Event('gattserverdisconnected'));
  }

  /** Has the badge do what it is asked, in the next interval. */
  async ask<T>(request: (engine: Engine) => Promise<T>): Promise<T> {
    const { engine, interval, dropBefore, dropAfter } = this.link;
    this.demand();
    await this.link.pass(interval);
    const number = ++this.link.requests;
    if (number === dropBefore) await engine.disconnect(Gone.Timeout);
    this.demand();
    const answer = await request(engine);
    if (number === dropAfter) {
      await engine.disconnect(Gone.Timeout);
      this.demand();
    }
    return answer;
  }

  demand(): void {
    if (!this.connected)
      throw new DOMException('GATT Server is disconnected. Cannot perform GATT operations.', 'NetworkError');
  }
}

export class FakeService {
  constructor(
    private readonly server: FakeServer,
    readonly uuid: string,
  ) {}

  get device(): FakeDevice {
    return this.server.device;
  }

  async getCharacteristic(asked: string | number): Promise<FakeCharacteristic> {
    this.server.demand();
    const uuid = fullUuid(asked);
    const services = await this.server.link.engine.services();
    if (!services.some(each => each.service === this.uuid && each.uuid === uuid))
      throw new DOMException(`No Characteristics matching UUID ${uuid} found in Service.`, 'NotFoundError');
    return this.server.characteristic(this.uuid, uuid);
  }
}

export class FakeCharacteristic extends EventTarget {
  value: DataView | undefined;

  constructor(
    private readonly server: FakeServer,
    readonly service: string,
    readonly uuid: string,
  ) {
    super();
  }

  async writeValueWithResponse(value: ArrayBuffer | ArrayBufferView): Promise<void> {
    const bytes = bytesOf(value);
    const isTaken = await this.server.ask(async engine => {
      await this.secured();
      return engine.write(this.uuid, bytes);
    });
    if (!isTaken) throw new DOMException('GATT operation failed for unknown reason.', 'NotSupportedError');
  }

  async readValue(): Promise<DataView> {
    const bytes = await this.server.ask(async engine => {
      await this.secured();
      return engine.read(this.uuid);
    });
    if (!bytes) throw new DOMException('GATT operation not permitted.', 'NotSupportedError');
    this.changed(bytes);
    return this.value as DataView;
  }

  async startNotifications(): Promise<FakeCharacteristic> {
    await this.listen(true);
    return this;
  }

  async stopNotifications(): Promise<FakeCharacteristic> {
    await this.listen(false);
    return this;
  }

  changed(value: Uint8Array): void {
    const copy = value.slice();
    this.value = new DataView(copy.buffer);
    this.dispatchEvent(new Event('characteristicvaluechanged'));
  }

  /** Pairs where the badge demands it. A system that fails to says what Chromium makes of BlueZ's answer (docs/DESIGN.md). */
  private async secured(): Promise<void> {
    this.server.demand();
    const { engine, bond } = this.server.link;
    if (bond.isPaired || !(await engine.services()).some(({ uuid, secure }) => secure && uuid === this.uuid))
      return;
    if (bond.isPairing) throw new DOMException('GATT operation already in progress.', 'NetworkError');
    const end = await bond.pair(engine);
    this.server.demand();
    if (end !== 'paired') throw new DOMException('GATT operation not permitted.', 'NotSupportedError');
  }

  private async listen(on: boolean): Promise<void> {
    if (!(await this.server.ask(engine => engine.subscribe(this.uuid, on))))
      throw new DOMException('GATT Error: Not supported.', 'NotSupportedError');
  }
}

function bytesOf(value: ArrayBuffer | ArrayBufferView): Uint8Array {
  if (ArrayBuffer.isView(value))
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
  return new Uint8Array(value).slice();
}
