import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { sealNameIn, storyOfWords, wordsOfFlash } from '../../cli/play/flash-log.js';
import { setClock, Talk } from '../../cli/play/talk.js';
import { worldOf } from '../../cli/play/world.js';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { type Rng, rngFrom } from '../../host-sim/rng.js';
import { put } from '../../shared/bytes.js';
import { CONTROL, Fault, Op, uuid } from '../../shared/pull/frame.js';
import { Role } from '../../shared/pull/proof.js';
import { DAY } from '../../shared/time.js';
import { State } from '../../shared/visit/badge.js';
import { below, FIRST_SEED, pick } from '../shared/seed.js';
import { MORNING } from '../supervisor/badge.js';

/**
 * A badge at which somebody sends whatever a radio can send, and tries to prove what he cannot. The bundle's own bytes
 * run; every batch has its wearer's day go on.
 */

const FRAMES = 1_000_000;
const ATTEMPTS = 200_000;
const BATCH = 20_000;
/** The heap may differ by this much over all of it. */
const GROWTH = 16e6;

setFlagsFromString('--expose_gc');
const gc = runInNewContext('gc') as () => void;
const heap = (): number => {
  gc();
  return process.memoryUsage().heapUsed;
};

const world = worldOf({ id: '00c0ffee', profile: 'HB', language: 'en' });
const ROLES = [Role.Reader, Role.Archive, Role.Dispatch] as const;
const bytesIn = (frame: string): Buffer => Buffer.from(frame, 'latin1');

/** A badge in its day, a peer at it, and what that peer heard and sent. */
class Beset {
  readonly engine = new NodeEngine({ ...world.parts, seed: 1, startMs: MORNING * 1000 });
  readonly talk = new Talk(this.engine);
  /** Frames of right conversations, as they went over the air. */
  readonly heard: Buffer[] = [];
  answered = 0;

  async start(): Promise<this> {
    await setClock(this.engine, MORNING);
    const { radio } = this.engine.badge;
    this.engine.onNotify(() => this.answered++);
    const write = radio.write.bind(radio);
    radio.write = (to, value) => {
      if (this.listens) this.heard[this.heard.length % 64] = Buffer.from(value);
      return write(to, value);
    };
    return this;
  }

  private listens = false;

  /** A supervisor with the key proves a role; it must always work. */
  async proves(role: Role): Promise<void> {
    this.listens = true;
    await this.talk.begin(this.engine.now() / 1000, role);
    this.listens = false;
    assert.is(this.talk.answer[0], Fault.Done);
  }

  send(frame: Uint8Array): void {
    this.engine.badge.radio.write(uuid(CONTROL), frame);
  }

  get flash(): Buffer {
    return Buffer.from(this.engine.badge.nor.bytes);
  }

  /** The wearer goes on from step to step with one key, and a supervisor has the records; answers with how many came. */
  async lives(): Promise<number> {
    const { engine } = this;
    const count = (): number =>
      storyOfWords(world, wordsOfFlash(engine.badge.nor.bytes)).badge.state[State.Seq] as number;
    await this.proves(Role.Archive);
    await this.talk.send(Op.Ack, put(count()) + sealNameIn(wordsOfFlash(engine.badge.nor.bytes)));
    const before = count();
    for (let i = 0; i < 3; i++) {
      await engine.advance(engine.now() + 20_000);
      // The first press wakes the display.
      for (let press = 0; press < 2; press++) {
        await engine.press(3);
        await engine.advance(engine.now() + 4000);
      }
    }
    // Nobody holds the link for more than ten minutes.
    await engine.connect(53);
    return count() - before;
  }
}

/** Anything that fits the badge's characteristic. */
function anything(rng: Rng, heard: readonly Buffer[]): Uint8Array {
  const random = (length: number): Buffer => Buffer.from(Array.from({ length }, () => below(rng, 256)));
  switch (below(rng, 4)) {
    case 0:
      return random(below(rng, 51));
    case 1:
      // A request as it should be, but for what is in it.
      return Buffer.concat([
        bytesIn(put(below(rng, Op.Abort + 1), 1)),
        random(pick(rng, [5, 9, 12, 13, 14, 40])),
      ]);
    case 2: {
      // What went over the air before, with bits turned.
      const frame = Buffer.from(pick(rng, heard));
      for (let turns = below(rng, 3); turns >= 0 && frame.length; turns--) {
        const at = below(rng, frame.length);
        frame[at] = (frame[at] as number) ^ (1 << below(rng, 8));
      }
      return frame;
    }
    default: {
      // The same, cut off or with something behind it.
      const frame = pick(rng, heard);
      return Buffer.concat([frame.subarray(0, below(rng, frame.length + 1)), random(below(rng, 4))]).subarray(
        0,
        50,
      );
    }
  }
}

function progress(what: string, done: number, of: number): void {
  if (done % (of / 10) === 0) console.log(`  ${what}: ${done} of ${of}`);
}

const radio = suite('a badge that is beset');

console.log(`  SEED=${FIRST_SEED}`);

radio(`takes ${FRAMES} frames for what they are, and its day goes on`, async () => {
  const rng = rngFrom(FIRST_SEED);
  const badge = await new Beset().start();
  const { engine, heard } = badge;
  await engine.connect(53);
  for (const role of ROLES) await badge.proves(role);
  const start = heap();
  for (let sent = 0; sent < FRAMES; sent += BATCH) {
    // Between batches a right supervisor comes and goes, and leaves the peer with or without a conversation of his own.
    await badge.proves(pick(rng, ROLES));
    const isProved = below(rng, 2) === 1;
    if (!isProved) {
      await engine.disconnect();
      await engine.connect(53);
    }
    const before = badge.flash;
    const answers = badge.answered;
    let aborts = 0;
    for (let i = 0; i < BATCH; i++) {
      let frame = anything(rng, heard);
      // A right conversation may ask for the log, and so have it sealed: that is no fault.
      if (isProved && frame[0] === Op.Pull) frame = Buffer.concat([Uint8Array.of(9), frame.subarray(1)]);
      // Nor is a beginning that nobody proves; but it would lock out the supervisor between batches.
      if (frame[0] === Op.Hello && frame.length > 5)
        frame = Buffer.concat([Uint8Array.of(10), frame.subarray(1)]);
      badge.send(frame);
      if (engine.connected()) continue;
      assert.is(frame[0], Op.Abort, 'who does not ask for it is not thrown off');
      aborts++;
      await engine.connect(53);
    }
    assert.is(badge.answered - answers + aborts, BATCH, 'each other was answered once');
    assert.is(before.equals(badge.flash), true, 'nothing has changed');
    assert.equal(await engine.faults(), []);
    assert.is((await badge.lives()) > 0, true, 'the day goes on');
    progress('frames', sent + BATCH, FRAMES);
  }
  assert.is(heap() - start < GROWTH, true, `the heap grew by ${heap() - start} bytes`);
});

radio(`believes none of ${ATTEMPTS} who cannot prove it, and each who can`, async () => {
  const rng = rngFrom(FIRST_SEED ^ 1);
  const badge = await new Beset().start();
  const { engine, heard } = badge;
  const foreign = new Talk(engine, 'TEST KEY no air.');
  await engine.connect(53);
  for (const role of ROLES) await badge.proves(role);
  const start = heap();
  let failures = 0;
  for (let tried = 0; tried < ATTEMPTS; ) {
    const before = badge.flash;
    for (let i = 0; i < 1000; i++, tried++) {
      // Three in a row at the most, then one that is right: the fifth is put on record, which the tests of every day see to.
      if (failures === 3) {
        await badge.proves(pick(rng, ROLES));
        failures = 0;
      }
      failures++;
      const day = Math.floor(engine.now() / 1000 / DAY);
      const how = below(rng, 4);
      if (how === 0) await foreign.begin(engine.now() / 1000, pick(rng, ROLES));
      else {
        const nonce = how === 1 ? 'TESTtalk' : put(rng.u32(), 4) + put(rng.u32(), 4);
        badge.send(bytesIn(put(Op.Hello, 1) + put(1, 1) + put(1 + below(rng, 5), 1) + put(day, 2) + nonce));
        const old = heard.filter(frame => frame[0] === Op.Auth);
        // A proof that was heard before, what the badge itself said, or a guess.
        const tag =
          how === 1
            ? pick(rng, old).subarray(2)
            : how === 2
              ? badge.talk.answer.subarray(9)
              : bytesIn(put(rng.u32(), 4) + put(rng.u32(), 4));
        badge.send(Buffer.concat([Uint8Array.of(Op.Auth, below(rng, 256)), tag]));
      }
      assert.is(badge.talk.answer[0], Fault.Tag);
      const request = pick(rng, [Op.Pull, Op.Ack, Op.Time, Op.Order]);
      badge.send(bytesIn(put(request, 1) + put(0, 1) + put(rng.u32(), 4) + put(rng.u32(), 4) + put(0, 4)));
      assert.is(badge.talk.answer[0], Fault.NotAuthenticated);
    }
    assert.is(before.equals(badge.flash), true, 'nothing has changed');
    assert.equal(await engine.faults(), []);
    if (tried % BATCH === 0) assert.is((await badge.lives()) > 0, true, 'the day goes on');
    progress('attempts', tried, ATTEMPTS);
  }
  assert.is(heap() - start < GROWTH, true, `the heap grew by ${heap() - start} bytes`);
});

radio.run();
