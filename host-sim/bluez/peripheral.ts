import type { Badge } from '../badge.js';
import { toBytes } from '../bytes.js';
import { Bond, type Holder } from '../pairing.js';
import { type CharacteristicInfo, Gone } from '../radio.js';
import { rngFrom } from '../rng.js';
import { fullUuid } from '../uuid.js';
import type { Bus, Call, Variant } from './bus.js';
import type { Interfaces, Tree } from './tree.js';

/** How the link to a badge is modelled. */
export interface LinkModel {
  /** Milliseconds of the badge's time between two notifications, and that a request takes; 0 for none. */
  readonly interval: number;
  readonly mtu: number;
  /** Each so many-th notification takes another interval. */
  readonly lostEach?: number;
  /** False: BlueZ has never paired with these badges, and does so when something is read or written that demands it. */
  readonly paired?: boolean;
  /** Stands for the agent that BlueZ asks for a passkey, as a desktop has one. */
  readonly holder?: Holder;
}

export const ADAPTER = '/org/bluez/hci0';
const DEVICE = 'org.bluez.Device1';
const SERVICE = 'org.bluez.GattService1';
const CHARACTERISTIC = 'org.bluez.GattCharacteristic1';
const DESCRIPTOR = 'org.bluez.GattDescriptor1';
/** Client Characteristic Configuration: without it a browser finds nothing to subscribe to. */
const SUBSCRIPTION = fullUuid(0x2902);
/** What BlueZ takes to find out what a connected device offers. */
const RESOLVE_MS = 20;
/** Whose data the firmware advertises: Espruino's. */
const COMPANY = 0x0590;

const yes: Variant = ['b', true];
const no: Variant = ['b', false];

/** A badge as BlueZ shows it: a device, and while it is connected, its service. */
export class Peripheral {
  readonly address: string;
  readonly path: string;
  /** Who connected; undefined while nobody here is. */
  private client: string | undefined;
  private readonly open = new Set<Call>();
  /** Paths of what is shown while it is connected, outermost first, and the characteristics among them. */
  private shown: string[] = [];
  private readonly characteristics = new Map<string, CharacteristicInfo>();
  private readonly bond: Bond;
  /** What it advertised last, in hexadecimal. */
  private told = '';

  /** `number`: from 1; stands for the address that the chip was made with. */
  constructor(
    readonly badge: Badge,
    number: number,
    private readonly bus: Bus,
    private readonly tree: Tree,
    private readonly link: LinkModel,
  ) {
    const low = number.toString(16).padStart(4, '0').toUpperCase();
    this.address = `C0:FF:EE:00:${low.slice(0, 2)}:${low.slice(2)}`;
    this.path = `${ADAPTER}/dev_${this.address.replaceAll(':', '_')}`;
    this.bond = new Bond(link.paired !== false, rngFrom(number), link.holder);
    badge.radio.onNotify((uuid, value) => this.notified(uuid, value));
    badge.radio.onGone(() => this.gone());
  }

  /** What it is called on the air: as the firmware calls itself, unless the application says otherwise. */
  get name(): string {
    const said = this.badge.radio.advertising?.how.name;
    return said ?? `Pixl.js ${this.address.slice(-5).replace(':', '').toLowerCase()}`;
  }

  /** An advertisement reaches the adapter; a badge that is off or connected sends none. */
  advertise(): void {
    const { radio, supply } = this.badge;
    if (!supply.on || radio.connected) return;
    const strength: Variant = ['n', -60];
    const data = this.data();
    const told = Buffer.from(data).toString('hex');
    const news = told !== this.told && { ManufacturerData: manufacturer(data) };
    this.told = told;
    if (this.tree.has(this.path)) this.tree.set(this.path, DEVICE, { RSSI: strength, ...news });
    else this.tree.add(this.path, this.device(strength, data));
  }

  connect(call: Call): void {
    if (this.reach(call.sender)) this.bus.reply(call);
    else this.bus.fail(call, 'org.bluez.Error.Failed', 'le-connection-abort-by-local');
  }

  /** Connects, where that is to be done yet, and pairs. */
  async pair(call: Call): Promise<void> {
    const { bus, bond } = this;
    if (bond.isPaired) bus.fail(call, 'org.bluez.Error.AlreadyExists', 'Already Exists');
    else if (bond.isPairing) bus.fail(call, 'org.bluez.Error.InProgress', 'In Progress');
    else if (!this.reach(call.sender))
      bus.fail(call, 'org.bluez.Error.ConnectionAttemptFailed', 'Page Timeout');
    else if (await this.bonded()) bus.reply(call);
    else if (this.client) bus.fail(call, 'org.bluez.Error.AuthenticationFailed', 'Authentication Failed');
    else bus.fail(call, 'org.bluez.Error.AuthenticationCanceled', 'Authentication Canceled');
  }

  disconnect(call: Call): void {
    this.bus.reply(call);
    if (this.client !== undefined) this.badge.radio.disconnect(Gone.Remote);
  }

  /** A client is gone, and with it the connection that it made. */
  left(client: string): void {
    if (this.client === client) this.badge.radio.disconnect(Gone.Remote);
  }

  /** Whether `path` is a characteristic of this badge. */
  has(path: string): boolean {
    return this.characteristics.has(path);
  }

  read(call: Call): void {
    const info = this.characteristics.get(call.path) as CharacteristicInfo;
    this.open.add(call);
    this.secured(call, info, () => {
      const value = this.badge.radio.read(info.uuid);
      if (value) this.bus.reply(call, 'ay', value);
      else this.bus.fail(call, 'org.bluez.Error.NotPermitted', 'Read not permitted');
    });
  }

  subscribe(call: Call, on: boolean): void {
    const { uuid } = this.characteristics.get(call.path) as CharacteristicInfo;
    if (this.badge.radio.subscribe(uuid, on)) {
      this.tree.set(call.path, CHARACTERISTIC, { Notifying: on ? yes : no });
      this.bus.reply(call);
    } else this.bus.fail(call, 'org.bluez.Error.NotSupported', 'Operation is not supported');
  }

  write(call: Call): void {
    const { badge, link } = this;
    const value = Uint8Array.from(call.body?.[0] as Uint8Array);
    this.open.add(call);
    if (link.interval === 0) this.written(call, value);
    else badge.clock.at(badge.now() + link.interval, () => this.written(call, value));
  }

  private written(call: Call, value: Uint8Array): void {
    if (!this.open.has(call)) return;
    const info = this.characteristics.get(call.path) as CharacteristicInfo;
    this.secured(call, info, () => {
      if (!info.writable) this.bus.fail(call, 'org.bluez.Error.NotPermitted', 'Write not permitted');
      else if (value.length > info.maxLen)
        this.bus.fail(call, 'org.bluez.Error.InvalidValueLength', 'Invalid value length');
      else if (this.badge.radio.write(info.uuid, value)) this.bus.reply(call);
      else this.bus.fail(call, 'org.bluez.Error.Failed', 'Write failed');
    });
  }

  /**
   * Carries out an open call. Where the badge answers that who asks is not authenticated, the kernel pairs and BlueZ
   * asks once more (its src/shared/att.c); where that fails, it says that it may not.
   */
  private secured(call: Call, { secure }: CharacteristicInfo, act: () => void): void {
    const { bus, open } = this;
    if (!secure || this.bond.isPaired) {
      open.delete(call);
      act();
    } else if (this.bond.isPairing) {
      open.delete(call);
      bus.fail(call, 'org.bluez.Error.InProgress', 'In Progress');
    } else
      void this.bonded().then(isPaired => {
        // Where the link is gone, it has failed already.
        if (!open.delete(call)) return;
        if (isPaired) act();
        else bus.fail(call, 'org.bluez.Error.NotPermitted', 'Not paired');
      });
  }

  /** Pairs; whether it did. */
  private async bonded(): Promise<boolean> {
    const end = await this.bond.pair(this.badge.radio);
    if (end === 'paired') this.tree.set(this.path, DEVICE, { Paired: yes, Bonded: yes });
    return end === 'paired';
  }

  /** Connects for a client, unless it is connected; false where nobody answers. */
  private reach(client: string): boolean {
    const { badge, tree, path, link, bond } = this;
    if (this.client !== undefined) return true;
    if (!badge.radio.connect(link.mtu, { ...link, subscribed: false, paired: bond.isPaired })) return false;
    this.client = client;
    // Before the call is answered: a client that gets the answer first takes the device for gone.
    tree.set(path, DEVICE, { Connected: yes });
    setTimeout(() => this.resolve(), RESOLVE_MS);
    return true;
  }

  private notified(uuid: string, value: Uint8Array): void {
    if (this.client === undefined) return;
    for (const [path, each] of this.characteristics)
      if (each.uuid === uuid) this.tree.set(path, CHARACTERISTIC, { Value: ['ay', value] });
  }

  /** The connection ended, whoever ended it. What is still open fails before its object goes away. */
  private gone(): void {
    if (this.client === undefined) return;
    this.client = undefined;
    this.bond.drop();
    const { bus, tree, path } = this;
    for (const call of this.open) bus.fail(call, 'org.bluez.Error.Failed', 'Not connected');
    this.open.clear();
    for (const [each, { notify }] of this.characteristics)
      if (notify) tree.set(each, CHARACTERISTIC, { Notifying: no });
    tree.set(path, DEVICE, { ServicesResolved: no });
    tree.set(path, DEVICE, { Connected: no });
    for (const each of this.shown.reverse()) tree.remove(each);
    this.shown = [];
    this.characteristics.clear();
  }

  private resolve(): void {
    if (this.client === undefined || this.shown.length) return;
    let handle = 0;
    let service = '';
    let lastService = '';
    const next = (kind: string): string => kind + (++handle).toString(16).padStart(4, '0');
    for (const each of this.badge.radio.services()) {
      if (each.service !== lastService) {
        lastService = each.service;
        service = `${this.path}/${next('service')}`;
        this.show(service, {
          [SERVICE]: { UUID: ['s', each.service], Device: ['o', this.path], Primary: yes },
        });
      }
      const path = `${service}/${next('char')}`;
      this.characteristics.set(path, each);
      this.show(path, { [CHARACTERISTIC]: this.characteristic(each, service) });
      if (each.notify)
        this.show(`${path}/${next('desc')}`, {
          [DESCRIPTOR]: { UUID: ['s', SUBSCRIPTION], Characteristic: ['o', path], Value: ['ay', [0, 0]] },
        });
    }
    this.tree.set(this.path, DEVICE, { ServicesResolved: yes });
  }

  private show(path: string, interfaces: Interfaces): void {
    this.shown.push(path);
    this.tree.add(path, interfaces);
  }

  /** What it advertises behind the firmware's company. */
  private data(): Uint8Array {
    return toBytes(this.badge.radio.advertising?.how.manufacturerData ?? '');
  }

  private device(strength: Variant, manufacturers: Uint8Array): Interfaces {
    const { radio } = this.badge;
    const isPaired: Variant = ['b', this.bond.isPaired];
    const name: Variant = ['s', this.name];
    const data = Object.entries((radio.advertising?.data ?? {}) as { [uuid: string]: unknown });
    return {
      [DEVICE]: {
        Address: ['s', this.address],
        AddressType: ['s', 'random'],
        Name: name,
        Alias: name,
        Paired: isPaired,
        Bonded: isPaired,
        Trusted: no,
        Blocked: no,
        LegacyPairing: no,
        Connected: no,
        ServicesResolved: no,
        UUIDs: ['as', radio.advertised],
        ServiceData: ['a{sv}', data.map(([uuid, value]) => [fullUuid(uuid), ['ay', toBytes(value)]])],
        ...(manufacturers.length > 0 && { ManufacturerData: manufacturer(manufacturers) }),
        Adapter: ['o', ADAPTER],
        RSSI: strength,
      },
    };
  }

  private characteristic(
    { uuid, readable, writable, notify }: CharacteristicInfo,
    service: string,
  ): Interfaces[string] {
    const may = { read: readable, write: writable, notify };
    const flags = Object.entries(may).flatMap(([flag, is]) => (is ? [flag] : []));
    return {
      UUID: ['s', uuid],
      Service: ['o', service],
      Value: ['ay', []],
      Flags: ['as', flags],
      MTU: ['q', this.badge.radio.mtu],
      ...(notify && { Notifying: no }),
    };
  }
}

function manufacturer(data: Uint8Array): Variant {
  return ['a{qv}', [[COMPANY, ['ay', data]]]];
}
