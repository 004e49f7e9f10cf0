import type { Heard, Reader } from './tag.js';

/** A connection to a card on a PC/SC reader. Everything rejects once the card is gone. */
export interface Card {
  transmit(apdu: Uint8Array): Promise<Uint8Array>;
  /** Ends the connection and unpowers the card, so that its field goes. */
  release(): Promise<void>;
}

const READ = 0x30;
const WRITE = 0xa2;

/** A PC/SC reader with a badge on it, by the pseudo-APDUs of PC/SC part 3 that ACR122U and its like give a Type 2 tag. */
export class PcscReader implements Reader {
  private card: Card | null = null;

  /** `connect`: to what lies on the reader, once the badge has done what was left in it; null where nothing lies there. */
  constructor(private readonly connect: () => Promise<Card | null>) {}

  async field(on: boolean): Promise<boolean> {
    if (on) this.card ??= await this.connect().catch(() => null);
    else {
      const { card } = this;
      this.card = null;
      await card?.release().catch(() => undefined);
    }
    return this.card !== null;
  }

  /** A reader does not say why a frame failed: a tag that refuses it is silent, too. */
  async transceive(frame: Uint8Array): Promise<Heard> {
    const apdu = apduFor(frame);
    const answer = apdu && (await this.card?.transmit(apdu).catch(() => null));
    if (answer?.at(-2) !== 0x90 || answer.at(-1) !== 0) return null;
    return frame[0] === READ ? answer.slice(0, -2) : 'ack';
  }
}

/** READ BINARY and UPDATE BINARY for the frames of a Type 2 tag; null for others, which readers keep to themselves. */
function apduFor(frame: Uint8Array): Uint8Array | null {
  const [command, page = 0] = frame;
  if (command === READ) return Uint8Array.of(0xff, 0xb0, 0, page, 16);
  if (command === WRITE) return Uint8Array.of(0xff, 0xd6, 0, page, 4, ...frame.subarray(2));
  return null;
}
