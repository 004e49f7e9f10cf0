import type { SimReader } from '../reader.js';
import type { Answer } from '../tag.js';

/**
 * What a reader of the ACR122U class makes of the APDUs of PC/SC part 3 while a Type 2 tag lies on it: pseudo-APDUs for
 * pages and UID, and commands for the PN532 in it that carry frames as they are.
 */

/** Answer to reset: PC/SC part 3, a storage card of ISO 14443 A part 3, MIFARE Ultralight. */
export const ATR = Uint8Array.from([
  0x3b, 0x8f, 0x80, 0x01, 0x80, 0x4f, 0x0c, 0xa0, 0x00, 0x00, 0x03, 0x06, 0x03, 0x00, 0x03, 0x00, 0x00, 0x00,
  0x00, 0x68,
]);

const DONE = [0x90, 0x00];
const FAILED = [0x63, 0x00];
const WRONG_LENGTH = [0x67, 0x00];
const NOT_SUPPORTED = [0x6a, 0x81];

/** Status bytes of a PN532. */
const OK = 0;
const TIMEOUT = 1;

export class Acr122 {
  constructor(
    private readonly reader: SimReader,
    /** 7 bytes, as heard when the tag was selected. */
    private readonly uid: Uint8Array,
  ) {}

  async power(on: boolean): Promise<void> {
    await this.reader.field(on);
  }

  /** The answer with its two status bytes; the firmware's name alone comes without. */
  async answer(apdu: Uint8Array): Promise<Uint8Array> {
    return Uint8Array.from(await this.bytesFor(apdu));
  }

  private async bytesFor(apdu: Uint8Array): Promise<number[]> {
    const [group, instruction = 0, high = 0, page = 0, length = 0] = apdu;
    if (group !== 0xff) return NOT_SUPPORTED;
    if (instruction === 0xca && high === 0) return [...this.uid, ...DONE];
    if (instruction === 0xb0) {
      if (length > 16) return WRONG_LENGTH;
      const answer = await this.reader.transceive(Uint8Array.of(0x30, page));
      return answer instanceof Uint8Array ? [...answer.subarray(0, length || 16), ...DONE] : FAILED;
    }
    if (instruction === 0xd6) {
      if (length !== 4 || apdu.length !== 9) return WRONG_LENGTH;
      const answer = await this.reader.transceive(Uint8Array.of(0xa2, page, ...apdu.subarray(5)));
      return answer === 'ack' ? DONE : FAILED;
    }
    if (instruction === 0x00 && page === 0 && high === 0x48) return [...Buffer.from('ACR122U214')];
    if (instruction === 0x00 && high === 0)
      return [...(await this.pn532(apdu.subarray(5, 5 + length))), ...DONE];
    return NOT_SUPPORTED;
  }

  /** Direct transmit: list what lies there, exchange data with it, or send it a frame as it is. */
  private async pn532(command: Uint8Array): Promise<number[]> {
    const [, code = 0] = command;
    if (code === 0x4a) return [0xd5, 0x4b, 1, 1, 0x00, 0x44, 0x00, 7, ...this.uid];
    if (code !== 0x40 && code !== 0x42) return [0xd5, code + 1];
    const answer = await this.reader.transceive(command.slice(code === 0x40 ? 3 : 2));
    return [0xd5, code + 1, answer === null ? TIMEOUT : OK, ...bytesOf(answer)];
  }
}

/** What a PN532 gives of an answer: four-bit words as a byte. */
function bytesOf(answer: Answer): Iterable<number> {
  if (answer instanceof Uint8Array) return answer;
  return answer === null ? [] : [answer === 'ack' ? 10 : 0];
}
