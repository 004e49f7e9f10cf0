import type { Bus, Call, Variant } from './bus.js';

export interface Properties {
  readonly [name: string]: Variant;
}

/** An object by its interfaces. */
export interface Interfaces {
  readonly [name: string]: Properties;
}

const MANAGER = 'org.freedesktop.DBus.ObjectManager';
const PROPERTIES = 'org.freedesktop.DBus.Properties';

/** A dictionary as the library wants it: entries in a list. */
const entries = <T>(of: { readonly [name: string]: T }): [string, T][] => Object.entries(of);
const told = (interfaces: Interfaces): unknown =>
  entries(interfaces).map(([name, properties]) => [name, entries(properties)]);

/** The objects of a service with their properties, and whoever watches them is told of each change. */
export class Tree {
  private readonly objects = new Map<string, Interfaces>();

  constructor(private readonly bus: Bus) {}

  has(path: string): boolean {
    return this.objects.has(path);
  }

  add(path: string, interfaces: Interfaces): void {
    this.objects.set(path, interfaces);
    this.bus.signal('/', MANAGER, 'InterfacesAdded', 'oa{sa{sv}}', path, told(interfaces));
  }

  remove(path: string): void {
    const interfaces = this.objects.get(path);
    if (!interfaces) return;
    this.objects.delete(path);
    this.bus.signal('/', MANAGER, 'InterfacesRemoved', 'oas', path, Object.keys(interfaces));
  }

  /** Changes properties of an object that is there. */
  set(path: string, name: string, changed: Properties): void {
    const known = this.objects.get(path);
    if (!known?.[name]) return;
    this.objects.set(path, { ...known, [name]: { ...known[name], ...changed } });
    this.bus.signal(path, PROPERTIES, 'PropertiesChanged', 'sa{sv}as', name, entries(changed), []);
  }

  /** Answers a call that is about objects and properties; false where it is about something else. */
  answer(call: Call): boolean {
    const { bus } = this;
    const [name = '', property = ''] = (call.body ?? []) as string[];
    const properties = this.objects.get(call.path)?.[name];
    switch (`${call.interface}.${call.member}`) {
      case `${MANAGER}.GetManagedObjects`:
        bus.reply(
          call,
          'a{oa{sa{sv}}}',
          [...this.objects].map(([path, interfaces]) => [path, told(interfaces)]),
        );
        return true;
      case `${PROPERTIES}.GetAll`:
        bus.reply(call, 'a{sv}', entries(properties ?? {}));
        return true;
      case `${PROPERTIES}.Get`:
        if (properties?.[property]) bus.reply(call, 'v', properties[property]);
        else bus.fail(call, 'org.freedesktop.DBus.Error.InvalidArgs', `No such property '${property}'`);
        return true;
      case `${PROPERTIES}.Set`:
        bus.reply(call);
        return true;
      default:
        return false;
    }
  }
}
