import type { Badge } from '../badge.js';
import { LARGEST_MTU } from '../radio.js';
import { Bus, type Call } from './bus.js';
import { ADAPTER, type LinkModel, Peripheral } from './peripheral.js';
import { Tree } from './tree.js';

/** The first advertisement comes this long after a scan began, and the next ones this long apart. */
const FIRST_MS = 100;
const APART_MS = 500;
const INTERVAL_MS = 15;

const NAME = 'org.bluez';
const START = 'org.bluez.Adapter1.StartDiscovery';
const STOP = 'org.bluez.Adapter1.StopDiscovery';

/** Calls that get an empty answer. */
const OF_ALL = [
  START,
  STOP,
  'org.bluez.Adapter1.SetDiscoveryFilter',
  'org.bluez.AgentManager1.RegisterAgent',
  'org.bluez.AgentManager1.RequestDefaultAgent',
  'org.bluez.AgentManager1.UnregisterAgent',
];

/** Calls that one badge answers. */
const OF_BADGE: { readonly [method: string]: (badge: Peripheral, call: Call) => void } = {
  'org.bluez.Device1.Connect': (badge, call) => badge.connect(call),
  'org.bluez.Device1.Disconnect': (badge, call) => badge.disconnect(call),
  'org.bluez.Device1.Pair': (badge, call) => void badge.pair(call),
  'org.bluez.GattCharacteristic1.ReadValue': (badge, call) => badge.read(call),
  'org.bluez.GattCharacteristic1.StartNotify': (badge, call) => badge.subscribe(call, true),
  'org.bluez.GattCharacteristic1.StopNotify': (badge, call) => badge.subscribe(call, false),
  'org.bluez.GattCharacteristic1.WriteValue': (badge, call) => badge.write(call),
};

/**
 * Stands in for BlueZ on a D-Bus of one's own, with simulated badges in reach. Clients talk to it through their real
 * BlueZ code; there is no radio. It answers what Chromium and npm webbluetooth call, in the order that both live with.
 *
 * It moves no badge's time: with an interval, answers come only while somebody does (`live`).
 */
export class PretendBluez {
  private readonly peripherals: readonly Peripheral[];
  /** Clients that scan. */
  private readonly scanning = new Set<string>();
  private turn: NodeJS.Timeout | undefined;

  private constructor(
    private readonly bus: Bus,
    private readonly tree: Tree,
    badges: readonly Badge[],
    link: LinkModel,
  ) {
    this.peripherals = badges.map((badge, i) => new Peripheral(badge, i + 1, bus, tree, link));
    tree.add('/org/bluez', { 'org.bluez.AgentManager1': {}, 'org.bluez.ProfileManager1': {} });
    tree.add(ADAPTER, {
      'org.bluez.Adapter1': {
        Address: ['s', 'C0:FF:EE:00:00:00'],
        AddressType: ['s', 'public'],
        Name: ['s', 'doorstep'],
        Alias: ['s', 'doorstep'],
        Class: ['u', 0],
        Powered: ['b', true],
        Discoverable: ['b', false],
        Pairable: ['b', true],
        Discovering: ['b', false],
        UUIDs: ['as', []],
        Roles: ['as', ['central']],
      },
    });
    bus.onCall = call => this.answer(call);
    bus.onLeft = client => this.left(client);
  }

  /** Brings badges into reach of whoever uses the bus at `address`; or says in a sentence why it cannot. */
  static async on(
    address: string,
    badges: readonly Badge[],
    link: Partial<LinkModel> = {},
  ): Promise<PretendBluez | { readonly error: string }> {
    const bus = await Bus.own(address, NAME);
    if ('error' in bus) return { error: `The bus at ${address} cannot be used: ${bus.error}.` };
    return new PretendBluez(bus, new Tree(bus), badges, { interval: INTERVAL_MS, mtu: LARGEST_MTU, ...link });
  }

  /** What a badge is called on the air. */
  nameOf(badge: Badge): string | undefined {
    return this.peripherals.find(each => each.badge === badge)?.name;
  }

  stop(): void {
    clearTimeout(this.turn);
    this.bus.close();
  }

  private answer(call: Call): void {
    const { bus, tree } = this;
    if (tree.answer(call)) return;
    const method = `${call.interface}.${call.member}`;
    const of = this.peripherals.find(each => each.path === call.path || each.has(call.path));
    if (OF_ALL.includes(method)) bus.reply(call);
    if (method === START) {
      this.scanning.add(call.sender);
      this.scan(FIRST_MS);
    } else if (method === STOP) this.stopScan(call.sender);
    else if (of && OF_BADGE[method]) OF_BADGE[method](of, call);
    else if (!OF_ALL.includes(method))
      bus.fail(call, 'org.freedesktop.DBus.Error.UnknownMethod', `There is no ${method} of ${call.path}`);
  }

  private scan(wait: number): void {
    clearTimeout(this.turn);
    this.tree.set(ADAPTER, 'org.bluez.Adapter1', { Discovering: ['b', this.scanning.size > 0] });
    if (!this.scanning.size) return;
    this.turn = setTimeout(() => {
      for (const each of this.peripherals) each.advertise();
      this.scan(APART_MS);
    }, wait);
  }

  private stopScan(client: string): void {
    if (this.scanning.delete(client) && !this.scanning.size) this.scan(0);
  }

  private left(client: string): void {
    this.stopScan(client);
    for (const each of this.peripherals) each.left(client);
  }
}
