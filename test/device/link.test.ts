import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { sealNameIn, storyOfWords, wordsOfFlash } from '../../cli/play/flash-log.js';
import { Screen } from '../../cli/play/screen.js';
import { Talk } from '../../cli/play/talk.js';
import { worldOf } from '../../cli/play/world.js';
import { digest } from '../../host-sim/digest.js';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { rngFrom } from '../../host-sim/rng.js';
import { fullUuid } from '../../host-sim/uuid.js';
import { put, take } from '../../shared/bytes.js';
import { packOrder } from '../../shared/order/order.js';
import { CONTROL, EVENT, Fault, INFO, Op, SERVICE, Status, uuid } from '../../shared/pull/frame.js';
import { AIR_TAG_BYTES, dayKeyOf, Role, sessionKeyOf, shortCode } from '../../shared/pull/proof.js';
import { DAY } from '../../shared/time.js';
import { State } from '../../shared/visit/badge.js';
import { ClockQuality } from '../../shared/visit/kind.js';
import { below, FIRST_SEED } from '../shared/seed.js';
import { MORNING } from '../supervisor/badge.js';

/** Who may do what over the radio, asked of the built bundle frame by frame. */

const world = worldOf({ id: '00c0ffee', profile: 'HB', language: 'en' });
const ORDER = packOrder(2, 'WO-7', [0, 0, 0, 0, MORNING + 3600, 0, 0, 0], 0, '');
const TODAY = Math.floor(MORNING / DAY);

/** What each request does, and the least role that may ask for it. */
const REQUESTS: readonly (readonly [Op, string, Role])[] = [
  [Op.Pull, put(0, 4) + put(0, 2) + put(1, 1) + put(48, 1), Role.Reader],
  [Op.Ack, put(1, 4), Role.Archive],
  [Op.Time, put(MORNING + 60, 4), Role.Dispatch],
  [Op.Order, ORDER, Role.Dispatch],
  [Op.More, ORDER.slice(0, 5), Role.Dispatch],
];

/** Asks for the first frames of the log. */
const ALL = put(0) + put(0, 2) + put(8, 1) + put(48, 1);

/** A badge and a peer at it. */
class Peer {
  readonly talk: Talk;
  /** All that the badge notified since it was asked last. */
  heard: Buffer[] = [];

  private constructor(readonly engine: NodeEngine) {
    this.talk = new Talk(engine);
    engine.onNotify((_, value) => this.heard.push(Buffer.from(value)));
  }

  /** `keys`: false for a badge that was never enrolled. */
  static async at(keys = true): Promise<Peer> {
    const parts = keys ? world.parts : { ...world.parts, keys: undefined };
    const peer = new Peer(new NodeEngine({ ...parts, seed: 1, startMs: MORNING * 1000 }));
    await peer.engine.advance(peer.engine.now() + 100);
    await peer.engine.connect(53);
    return peer;
  }

  /**
   * How a request of the conversation ended; undefined: by something else than an answer. That records are safe is said
   * by the newest seal.
   */
  async asks(op: Op, body = ''): Promise<Fault | undefined> {
    this.heard = [];
    const seal = op === Op.Ack && body.length === 4 ? this.seal : '';
    await this.talk.send(op, body + seal);
    return this.talk.answer[0];
  }

  /** What stands in the middle of the top row, a second later at the most. */
  async status(): Promise<string> {
    await this.engine.advance(this.engine.now() + 1000);
    const [top = ''] = Screen.read(world, await this.engine.pixels()).lines;
    return top
      .replace(/^.*?(?=\d\d:\d\d|--:--)/, '')
      .replace(/ {2,}.*$/, '')
      .trim();
  }

  /** How a frame as it is ended. */
  async sends(frame: string): Promise<Fault | undefined> {
    this.heard = [];
    await this.engine.write(uuid(CONTROL), Buffer.from(frame, 'latin1'));
    const [answer] = this.heard;
    return answer?.[0] === Op.Answer ? answer[2] : undefined;
  }

  /** Begins and proves a role; how it ended. */
  async begins(role = Role.Dispatch, wall = MORNING): Promise<Fault | undefined> {
    await this.talk.begin(wall, role);
    return this.talk.answer[0];
  }

  /** Begins and proves nothing. */
  async fails(): Promise<Fault | undefined> {
    await this.sends(hello());
    const begun = this.heard[0]?.[2];
    return begun === Fault.Done ? this.sends(`${put(Op.Auth, 1) + put(9, 1)}no proof`) : begun;
  }

  /** Seconds go by. */
  async waits(seconds: number): Promise<void> {
    await this.engine.advance(this.engine.now() + seconds * 1000);
  }

  /** What names the newest seal. */
  get seal(): string {
    return sealNameIn(wordsOfFlash(this.engine.badge.nor.bytes));
  }

  get flash(): string {
    return Buffer.from(this.engine.badge.nor.bytes).toString('latin1');
  }

  /** Quality of the clock, and its time. */
  get clock(): [ClockQuality, number] {
    const { state } = storyOfWords(world, wordsOfFlash(this.engine.badge.nor.bytes)).badge;
    return [state[State.Quality] as number, (state[State.Offset] as number) + (state[State.At] as number)];
  }
}

function hello(role = Role.Dispatch, day = TODAY, nonce = 'TESTtalk'): string {
  return put(Op.Hello, 1) + put(7, 1) + put(role, 1) + put(day, 2) + nonce;
}

const roles = suite('a role');

for (const [name, role] of [
  ['nobody', Role.None],
  ['a reader', Role.Reader],
  ['an archive', Role.Archive],
  ['a dispatcher', Role.Dispatch],
  ['an administrator', Role.Admin],
] as const)
  for (const [op, body, least] of REQUESTS)
    roles(`of ${name} ${role >= least ? 'may' : 'may not'} ask for ${op}`, async () => {
      const peer = await Peer.at();
      if (role) assert.is(await peer.begins(role), Fault.Done);
      const before = peer.flash;
      const ended = await peer.asks(op, body);
      if (role < least) {
        assert.is(ended, role ? Fault.Role : Fault.NotAuthenticated);
        assert.is(peer.flash, before, 'nothing has changed');
      } else {
        assert.is(ended, op === Op.Pull ? undefined : Fault.Done);
        // A piece of an order is nothing yet.
        assert.is(peer.flash === before, op === Op.More);
      }
      assert.equal(await peer.engine.faults(), []);
    });

roles('is over with the connection, however it ends', async () => {
  for (const reason of [8, 19, 22]) {
    const peer = await Peer.at();
    assert.is(await peer.begins(), Fault.Done);
    await peer.engine.disconnect(reason);
    await peer.engine.connect(53);
    const before = peer.flash;
    for (const [op, body] of REQUESTS) assert.is(await peer.asks(op, body), Fault.NotAuthenticated);
    assert.is(peer.flash, before);
  }
});

roles('is over when another conversation begins, proved or not', async () => {
  const peer = await Peer.at();
  assert.is(await peer.begins(Role.Archive), Fault.Done);
  await peer.sends(hello(Role.Reader));
  assert.is(await peer.sends(put(Op.Pull, 1) + put(1, 1) + put(0, 4) + put(0, 3)), Fault.NotAuthenticated);
  assert.is(await peer.begins(Role.Reader), Fault.Done);
  assert.is(await peer.asks(Op.Ack, put(1, 4)), Fault.Role);
});

roles('is proved by the badge first, with another nonce each time', async () => {
  const peer = await Peer.at();
  const nonces = new Set<string>();
  for (let i = 0; i < 5; i++) {
    await peer.sends(hello());
    const [answer] = peer.heard as [Buffer];
    assert.equal([...answer.subarray(0, 3)], [Op.Answer, 7, Fault.Done]);
    assert.is(answer.length, 19, 'it fits 20 bytes');
    const nonce = answer.toString('latin1', 3, 11);
    nonces.add(nonce);
    const dayKey = dayKeyOf(digest, 'TEST KEY of air.', Role.Dispatch, TODAY);
    const session = sessionKeyOf(digest, dayKey, `${nonce}TESTtalk`);
    assert.is(answer.toString('latin1', 11), shortCode(digest, session, 'b', AIR_TAG_BYTES));
    // Each is proved, so that none is one too many.
    assert.is(await peer.begins(), Fault.Done);
  }
  assert.is(nonces.size, 5);
});

roles.run();

const proofs = suite('a proof');

proofs('with any byte changed is none', async () => {
  for (let at = 2; at < 2 + AIR_TAG_BYTES; at++) {
    const peer = await Peer.at();
    const write = peer.engine.write.bind(peer.engine);
    peer.engine.write = (to, value) => {
      const frame = Uint8Array.from(value);
      if (frame[0] === Op.Auth) frame[at] = (frame[at] as number) ^ 1;
      return write(to, frame);
    };
    assert.is(await peer.begins(), Fault.Tag, `byte ${at}`);
    assert.is(await peer.asks(Op.Ack, put(1, 4)), Fault.NotAuthenticated);
  }
});

proofs('by the key of another badge, role or day is none', async () => {
  const peer = await Peer.at();
  const foreign = new Talk(peer.engine, 'TEST KEY no air.');
  await foreign.begin(MORNING);
  assert.is(foreign.answer[0], Fault.Tag);
  // The key of one role, named as that of another; and of one day.
  for (const [role, day] of [
    [Role.Dispatch, TODAY],
    [Role.Reader, TODAY + 1],
  ] as const) {
    await peer.sends(hello(role, day));
    const nonces = `${(peer.heard[0] as Buffer).toString('latin1', 3, 11)}TESTtalk`;
    const key = sessionKeyOf(digest, dayKeyOf(digest, 'TEST KEY of air.', Role.Reader, TODAY), nonces);
    const plain = put(Op.Auth, 1) + put(1, 1);
    assert.is(await peer.sends(plain + shortCode(digest, key, plain + put(0, 4), 8)), Fault.Tag);
  }
});

proofs('of an earlier conversation, or what the badge itself said, is none', async () => {
  const peer = await Peer.at();
  const write = peer.engine.write.bind(peer.engine);
  let proof = '';
  peer.engine.write = (to, value) => {
    if (value[0] === Op.Auth) proof = Buffer.from(value).toString('latin1');
    return write(to, value);
  };
  assert.is(await peer.begins(), Fault.Done);
  await peer.sends(hello());
  assert.is(await peer.sends(proof), Fault.Tag, 'replayed');
  await peer.sends(hello());
  const tag = (peer.heard[0] as Buffer).toString('latin1', 11);
  assert.is(await peer.sends(put(Op.Auth, 1) + put(1, 1) + tag), Fault.Tag, 'reflected');
  assert.is(await peer.sends(proof), Fault.NotAuthenticated, 'without a beginning');
  assert.is(await peer.asks(Op.Time, put(MORNING, 4)), Fault.NotAuthenticated);
});

proofs('is good for the day before and after the badge has, once its clock is set', async () => {
  const midnight = (TODAY + 1) * DAY;
  for (const [wall, days] of [
    [midnight - 1, [TODAY - 1, TODAY, TODAY + 1]],
    [midnight, [TODAY, TODAY + 1, TODAY + 2]],
  ] as const) {
    const peer = await Peer.at();
    for (const day of [0, TODAY - 400, TODAY + 400])
      assert.is(await peer.begins(Role.Reader, day * DAY), Fault.Done, 'no clock, no day');
    assert.is(await peer.begins(Role.Dispatch, wall), Fault.Done);
    assert.is(await peer.asks(Op.Time, put(wall, 4)), Fault.Done);
    for (let day = TODAY - 2; day <= TODAY + 3; day++)
      assert.is(
        await peer.begins(Role.Reader, day * DAY),
        (days as readonly number[]).includes(day) ? Fault.Done : Fault.Clock,
        `${day - TODAY} at ${wall - midnight}`,
      );
  }
});

proofs.run();

const signed = suite('a signed request');

/** A conversation, and every frame that was sent in it. */
async function recorded(): Promise<{ peer: Peer; frames: string[] }> {
  const peer = await Peer.at();
  const frames: string[] = [];
  const write = peer.engine.write.bind(peer.engine);
  peer.engine.write = (to, value) => {
    frames.push(Buffer.from(value).toString('latin1'));
    return write(to, value);
  };
  assert.is(await peer.begins(), Fault.Done);
  return { peer, frames };
}

signed(
  'that comes again, late or in another conversation is refused, and the conversation is over',
  async () => {
    for (const how of ['again', 'late', 'other'] as const) {
      const { peer, frames } = await recorded();
      assert.is(await peer.asks(Op.Time, put(MORNING + 1, 4)), Fault.Done);
      const time = frames.at(-1) as string;
      if (how === 'late') assert.is(await peer.asks(Op.Ack, put(1, 4)), Fault.Done);
      if (how === 'other') assert.is(await peer.begins(), Fault.Done);
      const before = peer.flash;
      assert.is(await peer.sends(time), Fault.Tag, how);
      assert.is(await peer.asks(Op.Ack, put(1, 4)), Fault.NotAuthenticated);
      assert.is(peer.flash, before);
    }
  },
);

signed('with any bit turned, or bytes more or less, changes nothing', async () => {
  const { peer, frames } = await recorded();
  assert.is(await peer.asks(Op.Ack, put(1, 4)), Fault.Done);
  const whole = frames.at(-1) as string;
  const before = peer.flash;
  for (let bit = 16; bit < whole.length * 8; bit++) {
    assert.is(await peer.begins(), Fault.Done);
    const turned = Buffer.from(whole, 'latin1');
    turned[bit >> 3] = (turned[bit >> 3] as number) ^ (1 << (bit & 7));
    assert.is(await peer.sends(turned.toString('latin1')), Fault.Tag);
  }
  for (const length of [6, 13, 15, 20]) {
    assert.is(await peer.begins(), Fault.Done);
    assert.is(await peer.sends(whole.padEnd(20, '\0').slice(0, length)), Fault.Tag);
  }
  assert.is(peer.flash, before);
});

signed('is not signed by what the badge signs at the end of a pull', async () => {
  const { peer } = await recorded();
  await peer.asks(Op.Pull, put(0, 4) + put(0xff00, 2) + put(1, 1) + put(48, 1));
  const end = peer.heard.at(-1) as Buffer;
  assert.equal([end[0], end.length], [Op.End, 18]);
  const tag = end.toString('latin1', 10);
  assert.is(await peer.sends(put(Op.Ack, 1) + put(1, 1) + put(1, 4) + tag), Fault.Tag);
});

signed.run();

const times = suite('the time');

times('must be of the day of the key, the day before or the day after', async () => {
  for (const [wall, ended] of [
    [(TODAY - 1) * DAY - 1, Fault.Clock],
    [(TODAY - 1) * DAY, Fault.Done],
    [(TODAY + 2) * DAY - 1, Fault.Done],
    [(TODAY + 2) * DAY, Fault.Clock],
  ] as const) {
    const peer = await Peer.at();
    assert.is(await peer.begins(), Fault.Done);
    assert.is(await peer.asks(Op.Time, put(wall, 4)), ended);
    assert.equal(peer.clock, ended ? [ClockQuality.NeverSet, peer.clock[1]] : [ClockQuality.Set, wall]);
    // A refusal is no wrong tag: the conversation goes on.
    assert.is(await peer.asks(Op.Ack, put(1, 4)), Fault.Done);
  }
});

times('is never set back behind the newest record', async () => {
  const peer = await Peer.at();
  assert.is(await peer.begins(), Fault.Done);
  assert.is(await peer.asks(Op.Time, put(MORNING, 4)), Fault.Done);
  await peer.waits(60);
  // That it was set is the newest record: the minute since then may be taken back, and no second more.
  assert.is(await peer.asks(Op.Time, put(MORNING - 1, 4)), Fault.Clock);
  assert.is(await peer.asks(Op.Time, put(MORNING, 4)), Fault.Done);
  assert.equal(peer.clock, [ClockQuality.Set, MORNING]);
});

times('is another quality where a badge without keys takes it from anybody', async () => {
  const peer = await Peer.at(false);
  assert.is(await peer.sends(put(Op.Time, 1) + put(1, 1) + put(MORNING, 4)), Fault.Done);
  assert.equal(peer.clock, [ClockQuality.Set, MORNING]);
});

times('is believed when a key of a later day than the first agrees', async () => {
  const peer = await Peer.at();
  const sets = async (wall: number): Promise<ClockQuality> => {
    await peer.engine.connect(53);
    assert.is(await peer.begins(Role.Dispatch, wall), Fault.Done);
    assert.is(await peer.asks(Op.Time, put(wall, 4)), Fault.Done);
    await peer.engine.disconnect();
    return peer.clock[0];
  };
  await peer.engine.disconnect();
  assert.is(await sets(MORNING), ClockQuality.Set);
  await peer.waits(3600);
  assert.is(await sets(MORNING + 3600), ClockQuality.Set, 'the same key says it again');
  await peer.waits(DAY - 3600);
  assert.is(await sets(MORNING + DAY), ClockQuality.Authenticated);
  await peer.waits(60);
  assert.is(await sets(MORNING + DAY + 60), ClockQuality.Authenticated, 'and stays so');
});

times(
  'that was lost keeps keys of days before the last record out, and is not set back before it',
  async () => {
    for (const [days, begun] of [
      [-2, Fault.Clock],
      [-1, Fault.Done],
      [0, Fault.Done],
      // How long the badge lay without power nobody knows.
      [400, Fault.Done],
    ] as const) {
      const peer = await Peer.at();
      assert.is(await peer.begins(), Fault.Done);
      assert.is(await peer.asks(Op.Time, put(MORNING, 4)), Fault.Done);
      // Twice, and the second start knows of no time but by the first.
      for (let i = 0; i < 2; i++) {
        await peer.engine.power('cut');
        await peer.engine.power('restore');
        await peer.waits(1);
      }
      await peer.engine.connect(53);
      assert.is(peer.clock[0], ClockQuality.NeverSet);
      assert.is(await peer.begins(Role.Dispatch, MORNING + days * DAY), begun, `${days} days`);
      if (begun) continue;
      assert.is(await peer.asks(Op.Time, put(MORNING - 1, 4)), Fault.Clock);
      assert.is(
        await peer.asks(Op.Time, put(MORNING + days * DAY + 60, 4)),
        days < 0 ? Fault.Clock : Fault.Done,
      );
    }
  },
);

times.run();

const acks = suite('an acknowledgement');

acks('has to name the newest seal', async () => {
  const peer = await Peer.at();
  assert.is(await peer.begins(Role.Archive), Fault.Done);
  const before = peer.seal;
  await peer.asks(Op.Pull, ALL);
  assert.is.not(peer.seal, before, 'a pull seals first');
  const flash = peer.flash;
  for (const seal of [before, 'guess!', peer.seal.slice(0, 5), `${peer.seal}!`])
    assert.is(await peer.asks(Op.Ack, put(1) + seal), Fault.Seal);
  assert.is(peer.flash, flash);
  assert.is(await peer.asks(Op.Ack, put(1) + peer.seal), Fault.Done);
});

acks('of a log that went on names the seal of a later pull', async () => {
  const peer = await Peer.at();
  assert.is(await peer.begins(Role.Dispatch), Fault.Done);
  await peer.asks(Op.Pull, ALL);
  const seal = peer.seal;
  assert.is(await peer.asks(Op.Order, ORDER), Fault.Done);
  assert.is(await peer.asks(Op.Ack, put(1) + seal), Fault.Done, 'what came meanwhile is not sealed yet');
  await peer.asks(Op.Pull, ALL);
  assert.is(await peer.asks(Op.Ack, put(2) + seal), Fault.Seal);
  assert.is(await peer.asks(Op.Ack, put(2) + peer.seal), Fault.Done);
});

acks('at a badge without keys names its newest page', async () => {
  const peer = await Peer.at(false);
  const ack = (seal: string): string => put(Op.Ack, 1) + put(1, 1) + put(1) + seal;
  assert.is(await peer.sends(ack('guess!')), Fault.Seal);
  assert.is(await peer.sends(ack(peer.seal)), Fault.Done);
});

acks.run();

const sizes = suite('a frame of the log');

sizes('has as many bytes as were asked for, and at most 48', async () => {
  const peer = await Peer.at();
  assert.is(await peer.begins(), Fault.Done);
  for (let i = 0; i < 10; i++) assert.is(await peer.asks(Op.Time, put(MORNING + i)), Fault.Done);
  for (const [asked, came] of [
    [1, 1],
    [18, 18],
    [47, 47],
    [48, 48],
    [49, 48],
    [255, 48],
  ] as const) {
    await peer.asks(Op.Pull, put(0) + put(2 * came, 2) + put(2, 1) + put(asked, 1));
    assert.equal(
      peer.heard.map(frame => [frame[0], frame[1], frame.length]),
      [
        [Op.Data, 2, came + 2],
        [Op.Data, 3, came + 2],
      ],
      `${asked} bytes`,
    );
  }
});

sizes('comes with seven others at the most, so that keys need not wait for long', async () => {
  const peer = await Peer.at();
  assert.is(await peer.begins(Role.Reader), Fault.Done);
  for (const [asked, came] of [
    [0, 0],
    [1, 1],
    [8, 8],
    [9, 8],
    [255, 8],
  ] as const) {
    await peer.asks(Op.Pull, put(0) + put(0, 2) + put(asked, 1) + put(4, 1));
    assert.is(peer.heard.length, came, `${asked} frames`);
  }
});

sizes.run();

const states = suite('what a badge says of itself');

states('is how far its log goes, its clock and its battery, to whoever has paired', async () => {
  for (const isEnrolled of [true, false]) {
    const peer = await Peer.at(isEnrolled);
    await peer.engine.battery(37);
    const asked = async (): Promise<number[]> => {
      assert.is(await peer.sends(put(Op.Status, 1) + put(3, 1) + put(0)), Fault.Done);
      const [answer = Buffer.alloc(0)] = peer.heard;
      assert.equal([answer[1], answer.length], [3, 3 + Status.Bytes]);
      const view = answer.subarray(3);
      return [
        view.readUInt32LE(Status.Next),
        view.readUInt32LE(Status.Pulled),
        view.readUInt32LE(Status.Wall),
        view[Status.Quality] as number,
        view[Status.Battery] as number,
      ];
    };
    assert.equal(await asked(), [1, 0, 0, ClockQuality.NeverSet, 37]);
    if (isEnrolled) assert.is(await peer.begins(), Fault.Done);
    assert.is(await peer.asks(Op.Time, put(MORNING, 4)), Fault.Done);
    await peer.waits(5);
    await peer.asks(Op.Pull, ALL);
    assert.is(await peer.asks(Op.Ack, put(2)), Fault.Done);
    assert.equal(await asked(), [3, 2, MORNING + 5, ClockQuality.Set, 37]);
    assert.is(await peer.asks(Op.More, 'part'), Fault.Done, 'and the conversation goes on');
  }
});

states('can be asked between hello and auth, and changes nothing', async () => {
  const peer = await Peer.at();
  await peer.sends(hello());
  const before = peer.flash;
  assert.is(await peer.sends(put(Op.Status, 1) + put(3, 1) + put(0)), Fault.Done);
  assert.is(peer.flash, before);
});

states.run();

const aborts = suite('an abort');

aborts('ends the conversation and the connection, and forgets half an order, at any time', async () => {
  const abort = put(Op.Abort, 1) + put(3, 1) + put(0);
  for (const isProved of [true, false]) {
    const peer = await Peer.at();
    if (isProved) assert.is(await peer.begins(), Fault.Done);
    else await peer.sends(hello());
    if (isProved) assert.is(await peer.asks(Op.More, ORDER.slice(0, 20)), Fault.Done);
    const before = peer.flash;
    assert.is(await peer.sends(abort), undefined);
    assert.is(peer.engine.connected(), false, 'the badge hangs up');
    await peer.engine.connect(53);
    assert.is(await peer.asks(Op.Order, ORDER), Fault.NotAuthenticated);
    assert.is(peer.flash, before);
    assert.is(await peer.begins(), Fault.Done, 'another may begin');
    assert.is(await peer.asks(Op.Order, ORDER.slice(20)), Fault.BadFrame, 'what came before is gone');
    assert.is(await peer.asks(Op.Order, ORDER), Fault.Done);
  }
});

aborts('is not known to a badge without keys', async () => {
  assert.is(await (await Peer.at(false)).sends(put(Op.Abort, 1) + put(3, 1) + put(0)), Fault.UnknownOp);
});

aborts.run();

const locks = suite('a badge that is guessed at');

locks('talks to who proves something after four that did not, and to nobody after five', async () => {
  for (const failures of [4, 5]) {
    const peer = await Peer.at();
    for (let i = 0; i < failures; i++) assert.is(await peer.fails(), Fault.Tag);
    assert.is(await peer.begins(), failures < 5 ? Fault.Done : Fault.Locked);
    await peer.sends(hello());
    const answer = peer.heard[0] as Buffer;
    if (failures < 5) assert.is(answer[2], Fault.Done);
    else assert.equal([...answer], [Op.Answer, 7, Fault.Locked, 30, 0, 0, 0]);
  }
});

locks('counts who begins and goes as who guesses wrong', async () => {
  const peer = await Peer.at();
  for (let i = 0; i < 5; i++) {
    await peer.sends(hello());
    await peer.engine.disconnect();
    await peer.engine.connect(53);
  }
  assert.is(await peer.sends(hello()), Fault.Locked);
});

locks('counts anew from a proof on', async () => {
  const peer = await Peer.at();
  for (let i = 0; i < 4; i++) await peer.fails();
  assert.is(await peer.begins(Role.Reader), Fault.Done);
  for (let i = 0; i < 4; i++) assert.is(await peer.fails(), Fault.Tag);
  assert.is(await peer.begins(Role.Reader), Fault.Done);
});

locks(
  'waits 30 s and then twice as long each time, up to 64 minutes, and to ask meanwhile changes nothing',
  async () => {
    const peer = await Peer.at();
    for (let i = 0; i < 5; i++) assert.is(await peer.fails(), Fault.Tag);
    for (const span of [30, 60, 120, 240, 480, 960, 1920, 3840, 3840, 3840]) {
      await peer.engine.disconnect();
      await peer.waits(span - 1);
      await peer.engine.connect(53);
      const before = peer.flash;
      for (let i = 0; i < 3; i++) assert.is(await peer.sends(hello()), Fault.Locked, `${span} s`);
      assert.is(take(peer.heard[0]?.toString('latin1') ?? '', 3, 4), 1, 'a second is left');
      assert.is(peer.flash, before);
      await peer.waits(1);
      assert.is(await peer.fails(), Fault.Tag, `${span} s are over`);
    }
    await peer.engine.disconnect();
    await peer.waits(3840);
    await peer.engine.connect(53);
    assert.is(await peer.begins(), Fault.Done, 'who has the key gets in');
    assert.equal(await peer.engine.faults(), []);
  },
);

locks('puts on record how often in a row, from the fifth on', async () => {
  const peer = await Peer.at();
  const told = (): unknown[] =>
    storyOfWords(world, wordsOfFlash(peer.engine.badge.nor.bytes))
      .events.filter(({ event }) => event === 'security')
      .map(({ cause, count }) => [cause, count]);
  for (let i = 0; i < 4; i++) await peer.fails();
  assert.equal(told(), []);
  await peer.fails();
  for (let i = 0; i < 20; i++) assert.is(await peer.fails(), Fault.Locked);
  assert.equal(told(), [['unproved', 5]]);
  await peer.waits(30);
  await peer.fails();
  assert.equal(told(), [
    ['unproved', 5],
    ['unproved', 6],
  ]);
});

locks('goes on recording what its wearer does', async () => {
  const peer = await Peer.at();
  assert.is(await peer.begins(), Fault.Done);
  assert.is(await peer.asks(Op.Order, ORDER), Fault.Done);
  for (let i = 0; i < 6; i++) await peer.fails();
  const before = peer.flash;
  for (let i = 0; i < 2; i++) await peer.engine.press(3);
  await peer.waits(1);
  assert.is.not(peer.flash, before);
});

locks.run();

const orders = suite('an order in pieces');

/** The longest there can be. */
const LONG = packOrder(2, 'WO-0123456789ABC', new Array(8).fill(MORNING), 0x5555, 'B2-1204-0001');

/** Numbers of the orders that a badge got. */
function ordersAt({ engine }: Peer): unknown[] {
  return storyOfWords(world, wordsOfFlash(engine.badge.nor.bytes)).orders.map(({ id }) => id);
}

for (const isEnrolled of [true, false])
  for (const size of [10, 20, 40])
    orders(
      `of ${size} bytes at the most comes whole at a badge ${isEnrolled ? 'with' : 'without'} keys`,
      async () => {
        assert.is(LONG.length, 60);
        const peer = await Peer.at(isEnrolled);
        if (isEnrolled) await peer.begins();
        let at = 0;
        for (; at + size < 60; at += size) {
          assert.is(await peer.asks(Op.More, LONG.slice(at, at + size)), Fault.Done);
          assert.equal(ordersAt(peer), []);
        }
        assert.is(await peer.asks(Op.Order, LONG.slice(at)), Fault.Done);
        assert.equal(ordersAt(peer), ['WO-0123456789ABC']);
      },
    );

orders('is forgotten with the connection, a new conversation, and the order that it ends', async () => {
  for (const how of ['connection', 'conversation', 'order'] as const) {
    const peer = await Peer.at();
    await peer.begins();
    assert.is(await peer.asks(Op.More, 'no order begins like this'), Fault.Done);
    if (how === 'order') assert.is(await peer.asks(Op.Order, ORDER), Fault.BadFrame);
    else {
      if (how === 'connection') {
        await peer.engine.disconnect();
        await peer.engine.connect(53);
      }
      await peer.begins();
    }
    assert.is(await peer.asks(Op.Order, ORDER), Fault.Done, how);
    assert.equal(ordersAt(peer), ['WO-7']);
  }
});

orders('of more pieces than any has is none, and the badge keeps no more of it', async () => {
  const peer = await Peer.at();
  await peer.begins();
  for (let i = 0; i < 100; i++) assert.is(await peer.asks(Op.More, 'x'.repeat(40)), Fault.Done);
  // The last 60 bytes are all that is left.
  assert.is(await peer.asks(Op.More, LONG.slice(0, 40)), Fault.Done);
  assert.is(await peer.asks(Op.Order, LONG.slice(40)), Fault.Done);
  assert.equal(ordersAt(peer), ['WO-0123456789ABC']);
});

orders.run();

const strangers = suite('a peer that stays');

strangers('is thrown off after two minutes unless it has proved a role', async () => {
  for (const isProved of [false, true]) {
    const peer = await Peer.at();
    // Minutes in which nobody was there do not count.
    await peer.engine.disconnect();
    await peer.waits(600);
    await peer.engine.connect(53);
    if (isProved) assert.is(await peer.begins(Role.Reader), Fault.Done);
    for (let i = 0; i < 120; i++) {
      await peer.waits(1);
      // Junk at any rate makes it no better.
      await peer.sends(isProved ? 'a' : i % 2 ? '' : hello());
    }
    assert.is(peer.engine.connected(), true);
    // The badge looks once a minute while its display is off.
    await peer.waits(61);
    assert.is(peer.engine.connected(), isProved);
    await peer.engine.connect(53);
    await peer.waits(100);
    assert.is(peer.engine.connected(), true, 'and may come again');
    assert.equal(await peer.engine.faults(), []);
  }
});

strangers('is thrown off after ten minutes, whatever it has proved, so that others can come', async () => {
  const peer = await Peer.at();
  assert.is(await peer.begins(Role.Admin), Fault.Done);
  for (let i = 0; i < 10; i++) {
    await peer.waits(59);
    assert.is(await peer.sends('asks nothing of sense'), Fault.UnknownOp);
  }
  assert.is(peer.engine.connected(), true, 'before ten minutes are over');
  // The badge looks once a minute while its display is off.
  await peer.waits(71);
  assert.is(peer.engine.connected(), false);
  await peer.engine.connect(53);
  assert.is(await peer.begins(Role.Admin), Fault.Done, 'and may come again at once');
});

strangers.run();

const frames = suite('a frame');

for (const isEnrolled of [true, false])
  frames(
    `of any length and bytes does nothing to a badge ${isEnrolled ? 'with' : 'without'} keys`,
    async () => {
      const peer = await Peer.at(isEnrolled);
      const rng = rngFrom(FIRST_SEED);
      const before = peer.flash;
      for (let length = 0; length <= 20; length++)
        for (let i = 0; i < 40; i++) {
          const frame = Buffer.from(Array.from({ length }, () => below(rng, 256)));
          // Beginnings have tests of their own.
          if (frame[0] === Op.Hello || frame[0] === Op.Status || frame[0] === Op.Abort) frame[0] = 99;
          // To a badge without keys these are requests like any other, from six bytes on.
          if (!isEnrolled && length > 5 && (frame[0] as number) <= Op.More) frame[0] = 99;
          await peer.sends(frame.toString('latin1'));
          const [answer] = peer.heard;
          assert.is(peer.heard.length, 1, `SEED=${FIRST_SEED} ${frame.toString('hex')}`);
          assert.is.not(answer?.[2], Fault.Done);
        }
      for (const op of [Op.Pull, Op.Ack, Op.Time, Op.Order])
        for (let length = 1; length < 6; length++)
          assert.is(await peer.sends(put(op, 1).padEnd(length, '\0')), Fault.BadFrame);
      assert.is(peer.flash, before);
      assert.equal(await peer.engine.faults(), []);
    },
  );

const looks = suite('the screen while somebody is at the link');

looks('shows by a letter which role was proved, and by a plus that all records are safe', async () => {
  for (const [role, letter] of [
    [Role.Reader, 'R'],
    [Role.Archive, 'A'],
    [Role.Dispatch, 'D'],
    [Role.Admin, 'M'],
  ] as const) {
    const peer = await Peer.at();
    assert.match(await peer.status(), /^--:-- !$/, 'who has proved nothing yet');
    assert.is(await peer.begins(role), Fault.Done);
    await peer.asks(Op.Pull, put(0, 4) + put(0, 2) + put(1, 1) + put(48, 1));
    assert.is(await peer.status(), `--:-- ${letter}`);
    const { state } = storyOfWords(world, wordsOfFlash(peer.engine.badge.nor.bytes)).badge;
    await peer.asks(Op.Ack, put(state[State.Seq] as number, 4));
    assert.is(await peer.status(), `--:-- ${letter}${role < Role.Archive ? '' : '+'}`);
  }
});

looks('shows it for ten seconds from the last request', async () => {
  const peer = await Peer.at();
  await peer.begins();
  await peer.asks(Op.Pull, put(0, 4) + put(0, 2) + put(1, 1) + put(48, 1));
  const asked = peer.engine.now();
  await peer.engine.advance(asked + 7900);
  assert.is(await peer.status(), '--:-- D');
  await peer.engine.advance(asked + 10_000);
  assert.is(await peer.status(), '--:--');
});

frames(
  'with a ninth order are told that there is no room; one that is there already is no other',
  async () => {
    const peer = await Peer.at();
    assert.is(await peer.begins(), Fault.Done);
    const order = (n: number): string =>
      packOrder(2, `WO-${n}`, [0, 0, 0, 0, MORNING + 3600, 0, 0, 0], 0, '');
    for (let n = 1; n <= 8; n++) assert.is(await peer.asks(Op.Order, order(n)), Fault.Done);
    assert.is(await peer.asks(Op.Order, order(9)), Fault.NoRoom);
    assert.is(await peer.asks(Op.Order, order(8)), Fault.Done);
  },
);

frames('with an op that nobody knows, or an order that is none, is answered so', async () => {
  const peer = await Peer.at();
  assert.is(await peer.begins(), Fault.Done);
  for (const op of [9, 10, 127, 0x81, 0x83, 255])
    assert.is(await peer.sends(put(op, 1) + 'x'.repeat(12)), Fault.UnknownOp);
  assert.is(await peer.asks(Op.Order, 'no order at all'), Fault.BadFrame);
  assert.is(await peer.asks(Op.Ack, put(1, 4)), Fault.Done, 'the conversation goes on');
});

frames('of a conversation is unknown to a badge without keys, which says so in its information', async () => {
  const open = await Peer.at(false);
  assert.is((await open.engine.read(uuid(INFO)))?.[0], 0);
  assert.is(await open.sends(hello()), Fault.UnknownOp);
  assert.is(await open.sends(`${put(Op.Auth, 1) + put(1, 1)}12345678`), Fault.UnknownOp);
  await open.sends(put(Op.Pull, 1) + put(1, 1) + put(0, 4) + put(0xff00, 2) + put(1, 1) + put(48, 1));
  assert.equal([open.heard[0]?.[0], open.heard[0]?.length], [Op.End, 10]);
  assert.is((await (await Peer.at()).engine.read(uuid(INFO)))?.[0], 1);
});

frames.run();

const services = suite('the service');

services('has these characteristics and no others, no console, and names nobody on the air', async () => {
  const { engine } = await Peer.at();
  const { radio } = engine.badge;
  const table = (await engine.services()).map(each => ({
    ...each,
    service: each.service === fullUuid(uuid(SERVICE)),
  }));
  const none = { service: true, readable: false, writable: false, notify: false, secure: false };
  assert.equal(table, [
    { ...none, uuid: fullUuid(uuid(INFO)), maxLen: 5, readable: true },
    { ...none, uuid: fullUuid(uuid(EVENT)), maxLen: 50, notify: true, secure: true },
    { ...none, uuid: fullUuid(uuid(CONTROL)), maxLen: 50, writable: true, secure: true },
  ]);
  assert.equal([...((await engine.read(uuid(INFO))) as Uint8Array)], [1, 0xee, 0xff, 0xc0, 0]);
  assert.equal(radio.advertised, [fullUuid(uuid(SERVICE))]);
  // Whoever pairs has to read six digits off the display, new ones each time; and at the start nobody may.
  assert.equal(radio.security, { display: true, mitm: true, lesc: true, pair: false });
  assert.is(radio.hasUart, false);
  assert.equal(await engine.faults(), []);
});

services(
  'says on the air which badge it is and how far its log reaches, and with the display off less often',
  async () => {
    const { engine } = await Peer.at();
    const { radio } = engine.badge;
    const records = (): number =>
      storyOfWords(world, wordsOfFlash(engine.badge.nor.bytes)).badge.state[State.Seq] as number;
    const said = (): unknown => {
      const { manufacturerData, ...how } = radio.advertising?.how ?? {};
      return { ...how, told: Buffer.from(String(manufacturerData), 'latin1').toString('hex') };
    };
    const told = (): string => Buffer.from(put(0xc0ffee) + put(records(), 2), 'latin1').toString('hex');
    // The flags, the firmware's name for itself and these, with two bytes before each, leave room in 31 bytes.
    assert.is(3 + 2 + 'Pixl.js abcd'.length + 2 + 2 + told().length / 2 <= 31, true);
    await engine.disconnect();
    await engine.advance(engine.now() + 60_000);
    assert.is(JSON.stringify(radio.advertising?.data), '{}');
    assert.equal(said(), { interval: 4000, told: told() });
    await engine.press(3);
    assert.equal(said(), { interval: 500, told: told() });
    const before = records();
    for (let i = 0; i < 3; i++) {
      await engine.press(3);
      await engine.advance(engine.now() + 4000);
    }
    await engine.advance(engine.now() + 60_000);
    assert.is(records() > before, true);
    assert.equal(said(), { interval: 4000, told: told() });
  },
);

services.run();
looks.run();
