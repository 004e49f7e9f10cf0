import type { EventEmitter } from 'node:events';
import dbus from '@homebridge/dbus-native';

/** A message of D-Bus as the library hands it over. */
export interface Message {
  readonly type: number;
  readonly path?: string;
  readonly member?: string;
  readonly replySerial?: number;
  readonly errorName?: string;
  readonly body?: readonly unknown[];
}

interface Connection extends EventEmitter {
  message(message: object): void;
  end(): void;
}

/** A client that hears everything BlueZ says, in its order, and calls without waiting. */
export class BusClient {
  readonly heard: Message[] = [];
  private readonly connection: Connection;
  private serial = 0;

  constructor(address: string) {
    const library = dbus as unknown as { createConnection(how: object): Connection };
    this.connection = library.createConnection({ busAddress: address });
    this.connection.on('message', (message: Message) => this.heard.push(message));
    const daemon = 'org.freedesktop.DBus';
    this.send(daemon, '/org/freedesktop/DBus', `${daemon}.Hello`);
    this.send(daemon, '/org/freedesktop/DBus', `${daemon}.AddMatch`, 's', "sender='org.bluez'");
  }

  /** Calls BlueZ; answers with what it answered, or with the name of its error. */
  async call(path: string, method: string, signature = '', ...body: readonly unknown[]): Promise<unknown> {
    const serial = this.send('org.bluez', path, method, signature, ...body);
    const answer = await this.hears(each => each.replySerial === serial);
    return answer.errorName ?? answer.body?.[0];
  }

  /** The first message heard that fits; waits for it. */
  async hears(fits: (message: Message) => boolean): Promise<Message> {
    for (let turns = 0; turns < 400; turns++) {
      const found = this.heard.find(fits);
      if (found) return found;
      await new Promise(turn => setTimeout(turn, 5));
    }
    throw new Error('BlueZ does not say it within two seconds');
  }

  send(to: string, path: string, method: string, signature = '', ...body: readonly unknown[]): number {
    const cut = method.lastIndexOf('.');
    const call = { type: 1, serial: ++this.serial, destination: to, path };
    const contents = signature ? { signature, body } : {};
    this.connection.message({
      ...call,
      interface: method.slice(0, cut),
      member: method.slice(cut + 1),
      ...contents,
    });
    return this.serial;
  }

  close(): void {
    this.connection.end();
  }
}
