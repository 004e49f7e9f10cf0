import { digest } from '../../host-sim/digest.js';
import type { Engine } from '../../host-sim/engine.js';
import { TEST_KEYS } from '../../host-sim/install.js';
import { type ByteString, put } from '../../shared/bytes.js';
import { CONTROL, DATA_BYTES, Fault, Op, uuid } from '../../shared/pull/frame.js';
import {
  AIR_TAG_BYTES,
  dayKeyOf,
  Role,
  sessionKeyOf,
  shortCode,
  signedRequest,
} from '../../shared/pull/proof.js';
import { DAY, type Seconds } from '../../shared/time.js';
import { sealNameIn } from './flash-log.js';

/** The supervisor's nonce of every conversation: what is played is played again the same. */
const NONCE = 'TESTtalk';

/**
 * A supervisor who asks a simulated badge frame by frame, by its test keys. It waits for nothing: over a link without an
 * interval each answer has come when `send` returns, and no time has passed.
 */
export class Talk {
  /** The newest answer, behind its number. */
  answer: Uint8Array = new Uint8Array(0);
  private session: ByteString = '';
  private signed = 0;
  private number = 0;
  /** What came of the log, where it is all there is from its beginning on. */
  private log: Buffer = Buffer.alloc(0);
  /** Whether the badge has said that there is no more than what it was asked for last. */
  isWhole = false;
  /** Bytes in a frame of it. */
  private size = DATA_BYTES;

  constructor(
    private readonly engine: Engine,
    private readonly radioKey: ByteString = TEST_KEYS.radio,
  ) {
    engine.onNotify((_, value) => {
      if (value[0] === Op.Answer) this.answer = value.subarray(2);
      if (value[0] === Op.End) this.isWhole = true;
      const at = (value[1] ?? 0) * this.size;
      if (value[0] === Op.Data && at <= this.log.length)
        this.log = Buffer.concat([this.log.subarray(0, at), value.subarray(2)]);
    });
  }

  /** Asks for the log from record `seq` on, less its first `skip` bytes, in at most so many frames of `size` bytes. */
  async pull(seq: number, skip: number, frames: number, size = DATA_BYTES): Promise<boolean> {
    this.size = size;
    this.isWhole = false;
    return this.send(Op.Pull, put(seq) + put(skip, 2) + put(frames, 1) + put(size, 1));
  }

  /** Says that every record before `next` is safe, by the newest seal of what was pulled last from the beginning on. */
  async acknowledge(next: number): Promise<boolean> {
    const words = new Uint32Array(this.log.length >> 2);
    Buffer.from(words.buffer).set(this.log.subarray(0, words.length * 4));
    return this.send(Op.Ack, put(next) + sealNameIn(words));
  }

  /** Begins a conversation and proves a role for the day of `wall`. `pass`: lets answers come. */
  async begin(wall: Seconds, role: Role = Role.Dispatch, pass?: () => Promise<void>): Promise<void> {
    const day = Math.floor(wall / DAY);
    this.session = '';
    await this.send(Op.Hello, put(role, 1) + put(day, 2) + NONCE);
    await pass?.();
    if (this.answer[0] !== Fault.Done) return;
    const nonces = Buffer.from(this.answer.subarray(1, 9)).toString('latin1') + NONCE;
    this.session = sessionKeyOf(digest, dayKeyOf(digest, this.radioKey, role, day), nonces);
    this.signed = 0;
    await this.send(Op.Auth, '');
    await pass?.();
  }

  /** Sends a request, signed where that is due; false where the badge does not take a write. */
  async send(op: number, body: ByteString): Promise<boolean> {
    const plain = put(op, 1) + put(this.number++ & 255, 1) + body;
    const isSigned = this.session && op > Op.Pull && op <= Op.Auth;
    const tag = isSigned
      ? shortCode(digest, this.session, signedRequest(plain, this.signed++), AIR_TAG_BYTES)
      : '';
    this.answer = new Uint8Array(0);
    return this.engine.write(uuid(CONTROL), Buffer.from(plain + tag, 'latin1'));
  }
}

/** Connects, proves the role of a dispatcher, sets the clock and goes; false where the badge does not take it. */
export async function setClock(engine: Engine, wall: Seconds): Promise<boolean> {
  if (!(await engine.connect(53))) return false;
  const talk = new Talk(engine);
  await talk.begin(wall);
  const isSent = await talk.send(Op.Time, put(wall, 4));
  await engine.disconnect();
  return isSent && talk.answer[0] === Fault.Done;
}
