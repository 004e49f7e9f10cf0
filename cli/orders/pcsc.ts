import { setTimeout as sleep } from 'node:timers/promises';
import type { Card } from '../../supervisor/pcsc-reader.js';
import { UserError } from '../user-error.js';

/** As much of npm's pcsc-mini as is used: the only file that knows it. */
interface Library {
  readonly Client: new () => Client;
}

interface Client {
  on(event: 'reader', act: (reader: LibraryReader) => void): this;
  on(event: 'error', act: (error: Coded) => void): this;
  start(): void;
  stop(): void;
}

interface LibraryReader {
  name(): string;
  on(event: 'change', act: (status: { readonly raw: number }) => void): void;
  on(event: 'disconnect', act: () => void): void;
  connect(mode: number): Promise<LibraryCard>;
}

interface LibraryCard {
  transmit(apdu: Uint8Array): Promise<Uint8Array>;
  transaction(): Promise<{ end(disposition: number): Promise<void> }>;
  disconnect(disposition: number): Promise<void>;
}

type Coded = Error & { readonly code?: string };

/** In package.json it is not: a plain install leaves native parts out. */
const PACKAGE = 'pcsc-mini';

/** Numbers of PC/SC. */
const SHARED = 2;
const LEAVE = 0;
const UNPOWER = 2;
const PRESENT = 0x20;
const MUTE = 0x200;

/** How long readers are looked for at the start. */
const LOOK_MS = 1000;
const POLL_MS = 50;
/** How long a connection is tried, and how often. */
const CONNECT_MS = 2000;
const CONNECT_EACH_MS = 200;
/** How long a field stays away: the badge checks an order and draws meanwhile, 605 ms by the model. */
const AWAY_MS = 1000;

/** Something that was laid on a reader. */
export interface Laid {
  readonly reader: string;
  /** Null where it is gone. */
  connect(): Promise<Card | null>;
}

/** All PC/SC readers of this machine, or those whose name has `wanted` in it. */
export class Readers {
  private readonly laid: Laid[] = [];
  private readonly names = new Set<string>();
  private heard: () => void = () => undefined;
  private error: Coded | null = null;

  private constructor(
    private readonly client: Client,
    private readonly wanted: string,
  ) {
    client.on('reader', reader => this.found(reader));
    client.on('error', error => {
      this.error = error;
      this.heard();
    });
  }

  static async open(wanted = ''): Promise<Readers> {
    const loaded = await import(PACKAGE).catch((error: Coded) => {
      throw new UserError(whyNotLoaded(error));
    });
    const { Client } = (loaded.Client ? loaded : loaded.default) as Library;
    const readers = new Readers(new Client(), wanted);
    try {
      readers.client.start();
    } catch (error) {
      throw new UserError(whyNot(error as Coded));
    }
    for (let waited = 0; waited < LOOK_MS && !readers.names.size && !readers.error; waited += POLL_MS)
      await sleep(POLL_MS);
    if (readers.names.size) return readers;
    readers.close();
    throw new UserError(
      readers.error
        ? whyNot(readers.error)
        : `There is no${wanted ? ` reader "${wanted}"` : ' NFC reader'} here: plug one in (ACR122U or its like); where it is plugged in, see the README for what may hold it.`,
    );
  }

  /** What is laid on a reader next, or null where nothing is for so many milliseconds, or `stop` is aborted. */
  async next(milliseconds: number, stop: AbortSignal): Promise<Laid | null> {
    if (!this.laid.length && !this.error && !stop.aborted)
      await new Promise<void>(done => {
        const timer = setTimeout(done, milliseconds);
        this.heard = () => {
          clearTimeout(timer);
          done();
        };
        stop.addEventListener('abort', this.heard, { once: true });
      });
    if (this.error) throw new UserError(whyNot(this.error));
    return this.laid.shift() ?? null;
  }

  close(): void {
    this.client.stop();
  }

  private found(reader: LibraryReader): void {
    const name = reader.name();
    if (!name.toLowerCase().includes(this.wanted.toLowerCase())) return;
    this.names.add(name);
    let isThere = false;
    reader.on('change', ({ raw }) => {
      const wasThere = isThere;
      isThere = (raw & PRESENT) !== 0 && (raw & MUTE) === 0;
      if (!isThere || wasThere) return;
      this.laid.push({ reader: name, connect: onceDone(() => connected(reader, () => isThere)) });
      this.heard();
    });
    reader.on('disconnect', () => {
      isThere = false;
      this.names.delete(name);
    });
  }
}

/** Connects no sooner than so long after the connection before ended. */
function onceDone(connect: () => Promise<Card | null>): () => Promise<Card | null> {
  let from = 0;
  return async () => {
    await sleep(Math.max(0, from - performance.now()));
    const card = await connect();
    return (
      card && {
        ...card,
        release: async () => {
          await card.release();
          from = performance.now() + AWAY_MS;
        },
      }
    );
  };
}

/** A connection, tried for a while: what was just laid down may not answer at once. Null where it is gone. */
async function connected(reader: LibraryReader, isThere: () => boolean): Promise<Card | null> {
  for (let waited = 0; isThere() && waited < CONNECT_MS; waited += CONNECT_EACH_MS) {
    const card = await cardOn(reader).catch(() => null);
    if (card) return card;
    await sleep(CONNECT_EACH_MS);
  }
  return null;
}

/** A connection that no other program gets between. */
async function cardOn(reader: LibraryReader): Promise<Card> {
  const card = await reader.connect(SHARED);
  const transaction = await card.transaction().catch(async error => {
    await card.disconnect(LEAVE).catch(() => undefined);
    throw error;
  });
  return {
    transmit: apdu => card.transmit(apdu),
    release: async () => {
      await transaction.end(LEAVE).catch(() => undefined);
      await card.disconnect(UNPOWER).catch(() => undefined);
    },
  };
}

function whyNotLoaded({ code, message }: Coded): string {
  if (code === 'ERR_MODULE_NOT_FOUND')
    return `doorstep dispatch needs the package ${PACKAGE}, which a plain install leaves out: npm install --no-save ${PACKAGE}@0.1.3.`;
  return `The package ${PACKAGE} does not load (${message.split('\n')[0]}): install PC/SC (Debian and Ubuntu: apt-get install libpcsclite1 pcscd).`;
}

function whyNot({ code, message }: Coded): string {
  if (code === 'NoService' || code === 'ServiceStopped')
    return 'No PC/SC service runs here: start pcscd (Debian and Ubuntu: apt-get install pcscd, then systemctl start pcscd).';
  return `The PC/SC service does not let us to the readers (${code ?? message}): see the README for what may hold them.`;
}
