import type { Engine } from '../../host-sim/engine.js';
import { SimReader } from '../../host-sim/reader.js';
import type { Rng } from '../../host-sim/rng.js';
import { put } from '../../shared/bytes.js';
import { ndefOf } from '../../shared/order/ndef.js';
import { packOrder } from '../../shared/order/order.js';
import { DATA_BYTES, MOST_FRAMES, Op } from '../../shared/pull/frame.js';
import { Role } from '../../shared/pull/proof.js';
import { DAY, type Seconds } from '../../shared/time.js';
import { writeTag } from '../../supervisor/tag.js';
import { Talk } from '../play/talk.js';

/** Somebody who wears a badge for a day and does anything with it, in no order that makes sense. */
export class Wearer {
  private orders = 0;
  private readonly talk: Talk;

  constructor(
    private readonly engine: Engine,
    private readonly rng: Rng,
    /** Wall time at the start of outside time. */
    private readonly epoch: Seconds,
  ) {
    this.talk = new Talk(engine);
  }

  /** A day of `moves` moves; the badge is looked at now and then, and at the end. */
  async day(moves: number): Promise<void> {
    if (this.chance(0.8)) await this.supervisor(() => this.setClock());
    for (let i = 0; i < moves; i++) {
      await this.move();
      if (this.chance(0.05)) await this.engine.pixels();
    }
    await this.engine.advance(this.engine.now() + 2000);
    await this.engine.pixels();
    await this.engine.light();
  }

  private async move(): Promise<void> {
    const { engine } = this;
    const dice = this.rng.u32() % 100;
    if (dice < 52) await this.press();
    else if (dice < 76) await this.wait();
    else if (dice < 84) await this.tap();
    else if (dice < 88) await this.supervisor(() => this.pull());
    else if (dice < 90) await this.supervisor(() => this.setClock());
    else if (dice < 92) await this.supervisor(() => this.send(Op.Order, this.order()));
    else if (dice < 93) await this.supervisor(() => this.send(this.rng.u32() % 256, put(this.rng.u32(), 4)));
    else if (dice < 95) await engine.battery(this.rng.u32() % 101);
    else if (dice < 97) await this.chatter();
    else if (dice < 98) await engine.power('reset');
    else {
      await engine.power('cut');
      await engine.advance(engine.now() + (this.rng.u32() % 7_200_000));
      await engine.power('restore');
    }
  }

  private async press(): Promise<void> {
    const hold = this.chance(0.1) ? 700 + (this.rng.u32() % 3000) : 40 + (this.rng.u32() % 200);
    const button = this.button();
    if (await this.engine.dark()) await this.engine.press(button);
    await this.engine.press(button, hold);
    await this.engine.advance(this.engine.now() + (this.rng.u32() % 1500));
  }

  /** Contacts bounce; presses too short to count; two keys at once. */
  private async chatter(): Promise<void> {
    const { engine } = this;
    const [one, other] = [this.button(), this.button()];
    for (let i = 0; i < 4; i++) {
      await engine.hold(one, i % 2 === 0);
      await engine.advance(engine.now() + (this.rng.u32() % 40));
      if (i === 1) await engine.hold(other, true);
    }
    await engine.hold(one, false);
    await engine.hold(other, false);
    await engine.advance(engine.now() + 50);
  }

  /** Mostly seconds, often a minute or two, at times more: a badge that shows seconds draws each of them. */
  private async wait(): Promise<void> {
    const long = this.rng.u32() % 20;
    const span = long < 15 ? 8_000 : long < 19 ? 120_000 : 1_200_000;
    await this.engine.advance(this.engine.now() + (this.rng.u32() % span));
  }

  private async tap(): Promise<void> {
    const message = Buffer.from(ndefOf(this.order()), 'latin1');
    if (this.chance(0.1)) message[this.rng.u32() % message.length] = this.rng.u32() & 255;
    const at = this.chance(0.15) ? 1 + (this.rng.u32() % 24) : 0;
    const reader = new SimReader(this.engine, { loss: { at, what: 'field' } });
    if (this.chance(0.3)) {
      // As phones do: a plain tag that does not know its version keeps silent.
      await reader.field(true);
      await reader.transceive(Uint8Array.of(0x60));
    }
    await writeTag(reader, () => message);
  }

  private async supervisor(act: () => Promise<void>): Promise<void> {
    const { engine } = this;
    const mtu = this.chance(0.2) ? 23 : 53;
    const interval = this.chance(0.5) ? 15 : 0;
    const paired = this.chance(0.9);
    if (!(await engine.connect(mtu, { interval, paired }))) return;
    // Its holder types what the display shows, or something else; mostly the wearer lets nobody pair.
    if (!paired && (await engine.pair('024680'))) {
      await engine.advance(engine.now() + 3000);
      await engine.agree(this.chance(0.7) ? '024680' : '135791');
    }
    if (this.chance(0.2)) await this.send(Op.Status, put(0));
    // Now and then somebody who has no key, or yesterday's.
    const pass = (): Promise<void> => engine.advance(engine.now() + 20);
    if (this.chance(0.9))
      await this.talk.begin(this.wall() - (this.chance(0.1) ? 2 * DAY : 0), Role.Dispatch, pass);
    await act();
    if (this.chance(0.1)) await this.send(Op.Abort, put(0));
    await engine.advance(engine.now() + 100 + (this.rng.u32() % 400));
    await engine.disconnect(this.chance(0.2) ? 8 : 19);
  }

  private async setClock(): Promise<void> {
    const off = this.chance(0.1) ? (this.rng.u32() % 7200) - 3600 : 0;
    await this.send(Op.Time, put(this.wall() + off, 4));
  }

  private async pull(): Promise<void> {
    // Of a log that is there whole the badge believes that it is safe.
    const seq = this.chance(0.7) ? 0 : this.rng.u32() % 200;
    const isAll = this.chance(0.6);
    let skip = 0;
    let isTaken: boolean;
    do {
      isTaken = await this.talk.pull(seq, skip, isAll ? MOST_FRAMES : this.rng.u32() % 12);
      await this.engine.advance(this.engine.now() + 20);
      skip += MOST_FRAMES * DATA_BYTES;
    } while (isAll && isTaken && !this.talk.isWhole && !this.talk.answer.length);
    if (!this.chance(0.6)) return;
    await this.talk.acknowledge(this.rng.u32() % 300);
    await this.engine.advance(this.engine.now() + 20);
  }

  private async send(op: number, body: string): Promise<void> {
    await this.talk.send(op, body);
    await this.engine.advance(this.engine.now() + 20);
  }

  private order(): string {
    if (this.chance(0.6)) this.orders++;
    const id = `WO-${String(1000 + this.orders)}`;
    const now = this.wall();
    const times = [now - 3600, 0, this.chance(0.5) ? now - 3000 : 0, 0, 0, 0, 0, 0];
    if (this.chance(0.7)) times[4] = now + (this.rng.u32() % 7200);
    if (times[4] && this.chance(0.3)) times[5] = times[4] + 3600;
    const door = this.chance(0.3) ? 'B2-1407' : '';
    return packOrder(this.rng.u32() % 6, id, times, this.rng.u32() & 0x0555, door);
  }

  private wall(): Seconds {
    return this.epoch + Math.floor(this.engine.now() / 1000);
  }

  private button(): number {
    return 1 + (this.rng.u32() % 4);
  }

  private chance(of: number): boolean {
    return this.rng.u32() / 2 ** 32 < of;
  }
}
