import type { EventEmitter } from 'node:events';

/** As much of @homebridge/dbus-native as is used: its messages, not its proxies. */
interface Library {
  createConnection(how: { busAddress: string }): Connection;
}

interface Connection extends EventEmitter {
  message(message: Message): void;
  end(): void;
}

const enum Type {
  Call = 1,
  Return,
  Error,
  Signal,
}

interface Message {
  readonly type: Type;
  readonly serial: number;
  readonly sender?: string;
  readonly destination?: string;
  readonly path?: string;
  readonly interface?: string;
  readonly member?: string;
  readonly replySerial?: number;
  readonly errorName?: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

/** Somebody calls a method of an object here. */
export interface Call {
  readonly serial: number;
  readonly sender: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly body?: readonly unknown[];
}

/** A value with its signature, as in a dictionary of properties. */
export type Variant = readonly [signature: string, value: unknown];

const DAEMON = 'org.freedesktop.DBus';
/** To own a name at once or not at all. */
const DO_NOT_QUEUE = 4;
const OWNER = 1;

/** One name on a D-Bus, with what is called there and what is told from there. */
export class Bus {
  onCall: (call: Call) => void = () => undefined;
  /** Hears of each client that has left the bus. */
  onLeft: (name: string) => void = () => undefined;
  private serial = 0;
  private readonly waiting = new Map<number, (answer: Message) => void>();

  private constructor(private readonly connection: Connection) {
    connection.on('message', (message: Message) => this.hear(message));
  }

  /** Takes `name` on the bus at `address`; or says, as the end of a sentence, why that cannot be. */
  static async own(address: string, name: string): Promise<Bus | { readonly error: string }> {
    const loaded = await import('@homebridge/dbus-native');
    const library = (loaded as unknown as { default: Library }).default;
    const connection = library.createConnection({ busAddress: address });
    const bus = new Bus(connection);
    const failed = await Promise.race([
      new Promise<string>(tell => connection.once('error', (error: Error) => tell(error.message))),
      bus.register(name),
    ]);
    // What befalls the socket later ends the session, not the process.
    connection.on('error', () => undefined);
    return failed === null ? bus : { error: failed };
  }

  reply(to: Call, signature = '', ...body: readonly unknown[]): void {
    this.send({
      type: Type.Return,
      replySerial: to.serial,
      destination: to.sender,
      ...contents(signature, body),
    });
  }

  fail(to: Call, errorName: string, text: string): void {
    const address = { type: Type.Error, replySerial: to.serial, destination: to.sender };
    this.send({ ...address, errorName, ...contents('s', [text]) });
  }

  signal(path: string, from: string, member: string, signature: string, ...body: readonly unknown[]): void {
    this.send({ type: Type.Signal, path, interface: from, member, ...contents(signature, body) });
  }

  close(): void {
    this.connection.end();
  }

  private async register(name: string): Promise<string | null> {
    await this.ask('Hello');
    const leaving = `type='signal',sender='${DAEMON}',member='NameOwnerChanged'`;
    await this.ask('AddMatch', 's', leaving);
    const { body } = await this.ask('RequestName', 'su', name, DO_NOT_QUEUE);
    return body?.[0] === OWNER ? null : `${name} is owned by somebody else there`;
  }

  /** Calls a method of the bus itself. */
  private ask(member: string, signature = '', ...body: readonly unknown[]): Promise<Message> {
    const path = '/org/freedesktop/DBus';
    const call = { type: Type.Call, destination: DAEMON, path, interface: DAEMON, member };
    const serial = this.send({ ...call, ...contents(signature, body) });
    return new Promise(answered => this.waiting.set(serial, answered));
  }

  private send(message: Omit<Message, 'serial'>): number {
    const serial = ++this.serial;
    this.connection.message({ ...message, serial });
    return serial;
  }

  private hear(message: Message): void {
    if (message.type === Type.Call) this.onCall(message as Call);
    else if (message.type === Type.Signal) this.hearSignal(message);
    else {
      this.waiting.get(message.replySerial as number)?.(message);
      this.waiting.delete(message.replySerial as number);
    }
  }

  private hearSignal({ sender, member, body }: Message): void {
    if (sender !== DAEMON || member !== 'NameOwnerChanged' || !body) return;
    const [name, , owner] = body as readonly string[];
    if (name && !owner) this.onLeft(name);
  }
}

/** A message without arguments has no signature either. */
function contents(signature: string, body: readonly unknown[]): Pick<Message, 'signature' | 'body'> {
  return signature ? { signature, body } : {};
}
