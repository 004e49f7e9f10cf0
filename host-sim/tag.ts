import { indexable, toBytes } from './bytes.js';
import { fault, powered, type Supply } from './power.js';
import type { Radio } from './radio.js';

/** What a reader hears: 16 bytes of a READ or whatever was sent, the four-bit words, or nothing. */
export type Answer = Uint8Array | 'ack' | 'nak' | null;

const ACK = 10;

/**
 * The NFC half of `NRF`: a Type 2 tag whose every frame is answered by the bundle.
 *
 * The chip waits 4.8 ms for an answer. Time stands still in here while the bundle runs, so what is late is
 * what comes after the callback returned; and a frame that got no `nfcSend` leaves the tag deaf until the
 * reader selects it anew.
 */
export class Tag {
  field = false;
  /** 7 bytes, as a reader hears them when it selects the tag. */
  uid: Uint8Array;
  private started = false;
  private deaf = false;
  private asked = false;
  private answer: Answer = null;

  constructor(
    private readonly radio: Radio,
    private readonly supply: Supply,
    private readonly factoryUid: Uint8Array,
  ) {
    this.uid = factoryUid;
  }

  /** The first ten bytes of the tag: UID and its two check bytes, and one of the firmware's own. */
  start(uid: unknown): Uint8Array {
    powered(this.supply);
    const own = uid === undefined ? this.factoryUid : toBytes(uid);
    if (own.length !== 7) throw new Error('nfcSetUid: Got NFC error code 9');
    this.started = true;
    this.uid = Uint8Array.from(own);
    const header = new Uint8Array(10);
    header.set(own.subarray(0, 3), 0);
    header[3] = 0x88 ^ own[0] ^ own[1] ^ own[2];
    header.set(own.subarray(3), 4);
    header[8] = own[3] ^ own[4] ^ own[5] ^ own[6];
    return header;
  }

  send(answer: unknown): void {
    powered(this.supply);
    if (!this.started) return;
    if (!this.field) throw new Error('nfcSend: NFC error code 8');
    if (!this.asked) {
      fault(this.supply, 'nfcSend came without a frame to answer, or too late for it');
      return;
    }
    this.asked = false;
    if (answer === undefined) this.answer = null;
    else if (typeof answer === 'number') this.answer = answer === ACK ? 'ack' : 'nak';
    else this.answer = Uint8Array.from(toBytes(answer));
  }

  /** A reader comes or goes. */
  setField(on: boolean): void {
    if (on === this.field) return;
    this.field = on;
    this.deaf = false;
    if (this.started) this.radio.emit(on ? 'NFCon' : 'NFCoff');
  }

  /** One frame from the reader. */
  frame(bytes: Uint8Array): Answer {
    if (!this.started || !this.field || this.deaf || !this.supply.on) return null;
    this.asked = true;
    this.answer = null;
    this.radio.emit('NFCrx', indexable(bytes));
    if (!this.supply.on) return null;
    if (this.asked) {
      this.asked = false;
      this.deaf = true;
      fault(this.supply, 'an NFC frame got no nfcSend: the tag is deaf until the reader selects it anew');
      return null;
    }
    return this.answer;
  }

  /** The chip stopped; the field is the reader's and stays. */
  stop(): void {
    this.started = false;
    this.asked = false;
    this.deaf = false;
  }
}
