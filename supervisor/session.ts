import { type ByteString, put, take } from '../shared/bytes.js';
import { Header } from '../shared/log/page.js';
import { Fault, Op, SEAL_NAME_BYTES } from '../shared/pull/frame.js';
import {
  AIR_TAG_BYTES,
  type DayKey,
  endTagOf,
  GREETING,
  NONCE_BYTES,
  Role,
  sessionKeyOf,
  shortCode,
  signedRequest,
  type Transcript,
} from '../shared/pull/proof.js';
import type { Refusal } from './bluetooth.js';
import { bytesIn, textOf } from './bytes.js';
import type { Channel, Sign } from './channel.js';
import { badgeName, deskDigest, wordsIn } from './dlog.js';
import { headIn } from './head.js';
import { Refused } from './refused.js';
import type { Stream } from './stream.js';

/** What a supervisor may do at badges, and what its part of a conversation is drawn from. */
export interface Access {
  /** The key for the badge of this id (8 hex digits), asked for on each connection; undefined: there is none. */
  keyFor(badge: string): DayKey | undefined;
  /** 8 bytes that nobody can foresee, others each time. */
  nonce(): ByteString;
}

/** What a badge and its supervisor proved to each other on one connection. */
interface Proved {
  readonly dayKey: DayKey;
  readonly own: ByteString;
  readonly badge: ByteString;
  readonly key: ByteString;
}

/** Versions of the link, as a badge's information begins: with and without keys. */
const OPEN = 0;
const AUTHENTICATED = 1;

/** What stands behind a request that says nothing yet. */
const SPARE_BYTES = 4;

/** A role as people say it. */
export function roleName(role: Role): string {
  return ['nobody', 'a reader', 'an archive', 'a dispatcher'][role] ?? 'an administrator';
}

/**
 * A supervisor's conversation with a badge, version 1 of the link, and the open one of a badge without keys. It begins
 * anew on each connection.
 */
export class Session {
  /** The badge's id, 8 hex digits; '' before it was asked. */
  badge = '';
  /** The seal that the last whole pull ended with, or the page where it has none, by its first bytes; '' before there was one. */
  seal: ByteString = '';
  private proved: Proved | null = null;
  private connection = 0;
  /** Requests that were signed in this conversation. */
  private count = 0;

  constructor(
    private readonly channel: Channel,
    private readonly access?: Access,
  ) {}

  /** Connects and proves who we are, unless that was done. Throws what is told by `Refused`, or what may work next time. */
  async open(): Promise<void> {
    const { channel } = this;
    await channel.open();
    if (this.connection === channel.connections) return;
    const isOpen = await this.identify();
    this.proved = null;
    this.count = 0;
    const key = this.access?.keyFor(this.badge);
    if (isOpen && key)
      throw new Refused(
        'not-enrolled',
        `What answers as badge ${this.badge} says that it has no keys, and it is enrolled here: it is another one, or was erased. Enrol it anew.`,
      );
    if (!isOpen) await this.prove(key);
    this.connection = channel.connections;
  }

  /** Asks who it is; true where it has no keys. */
  async identify(): Promise<boolean> {
    const said = await this.channel.readInfo();
    const version = said.byteLength < 5 ? -1 : said.getUint8(0);
    if (version !== OPEN && version !== AUTHENTICATED)
      throw new Error('it speaks another version of the link');
    this.badge = badgeName(said.getUint32(1, true));
    return version === OPEN;
  }

  private async prove(dayKey: DayKey | undefined): Promise<void> {
    const { badge, channel, access } = this;
    if (!dayKey || !access)
      throw new Refused(
        'no-key',
        `Badge ${badge} talks only to who has a key of it: use the store that it is enrolled in, or a key for the day (doorstep key day).`,
      );
    const own = access.nonce();
    const { role, day, key } = dayKey;
    const greeting = await this.done(
      channel.ask(Op.Hello, bytesIn(put(role, 1) + put(day, 2) + own)),
      dayKey,
    );
    const theirs = textOf(greeting.subarray(0, NONCE_BYTES));
    const session = sessionKeyOf(deskDigest, key, theirs + own);
    if (textOf(greeting.subarray(NONCE_BYTES)) !== tagOf(session, GREETING))
      throw new Refused(
        'other-key',
        `What answers as badge ${badge} does not know its key: it is another one, or was enrolled anew, or the key is for another badge or day.`,
      );
    this.proved = { dayKey, own, badge: theirs, key: session };
    await this.done(channel.ask(Op.Auth, new Uint8Array(0), this.sign), dayKey);
  }

  /** What a badge says of itself. Whether it knows us does not matter. */
  async ask(op: Op): Promise<Uint8Array> {
    return this.done(this.channel.ask(op, new Uint8Array(SPARE_BYTES)), this.proved?.dayKey);
  }

  /** Ends the conversation, where one was begun. */
  async abort(): Promise<void> {
    const { channel, proved } = this;
    this.proved = null;
    this.connection = 0;
    if (proved && channel.isUp)
      await channel.write(Op.Abort, new Uint8Array(SPARE_BYTES)).catch(() => undefined);
  }

  /** Has something done that changes the badge. */
  async request(op: Op, body: Uint8Array): Promise<void> {
    await this.done(this.channel.ask(op, body, this.sign), this.proved?.dayKey);
  }

  /** What the badge signed at the end of a stream; null where it is an open one; false where the signature is not right. */
  proofOf(stream: Stream): Transcript | null | false {
    const { proved } = this;
    const words = wordsIn(stream.bytes());
    const { page, head, isSealed } = headIn(words);
    this.seal = head.slice(0, SEAL_NAME_BYTES);
    if (!proved) return null;
    const { role, day, key } = proved.dayKey;
    const said = { role, day, supervisorNonce: proved.own, badgeNonce: proved.badge, head, tag: stream.tag };
    const extent = {
      badgeId: Number.parseInt(this.badge, 16),
      profile: (words[page + Header.Profile] as number) & 0xffff,
      first: stream.first,
      next: stream.next,
    };
    if (endTagOf(deskDigest, key, extent, said) !== stream.tag) return false;
    return isSealed ? said : null;
  }

  private readonly sign: Sign = request => {
    const { proved } = this;
    if (!proved) return new Uint8Array(0);
    return bytesIn(tagOf(proved.key, signedRequest(textOf(request), this.count++)));
  };

  /** What stands behind `Done` in an answer; anything else is thrown, in a sentence. */
  private async done(answer: Promise<Uint8Array>, key: DayKey | undefined): Promise<Uint8Array> {
    const said = await answer;
    const fault = said[0] as Fault;
    if (fault === Fault.Done) return said.subarray(1);
    throw new Refused(
      REFUSALS[fault] ?? 'request',
      sentenceOf(this.badge, fault, key?.role ?? Role.None, said),
    );
  }
}

const REFUSALS: { readonly [fault in Fault]?: Refusal } = {
  [Fault.Role]: 'role',
  [Fault.Tag]: 'proof',
  [Fault.Seal]: 'seal',
  [Fault.NotAuthenticated]: 'proof',
  [Fault.NoRoom]: 'full',
  [Fault.Locked]: 'locked',
  [Fault.Clock]: 'clock',
};

/** Why a badge did not do what it was asked, and what helps. */
function sentenceOf(badge: string, fault: Fault, role: Role, said: Uint8Array): string {
  const seconds = take(textOf(said), 1, 4);
  switch (fault) {
    case Fault.Role:
      return `Badge ${badge} does not do this for ${roleName(role)}: use a key of a role that may (doorstep key day --role).`;
    case Fault.Tag:
    case Fault.NotAuthenticated:
      return `Badge ${badge} does not take this proof: begin anew, with a key for this badge and day.`;
    case Fault.Seal:
      return `Badge ${badge} has sealed its log anew since it was pulled: pull again, what is there already does not come twice.`;
    case Fault.NoRoom:
      return `Badge ${badge} knows as many orders as it can: have its wearer close one, then send this again.`;
    case Fault.Locked:
      return `Badge ${badge} talks to nobody for another ${seconds} s: too many others began and could not prove anything. Wait, or restart it.`;
    case Fault.Clock:
      return `Badge ${badge} and this clock do not agree on the time: see that both have today's date; a badge is never set back behind its newest record, so try again in a minute.`;
    case Fault.BadFrame:
      return `Badge ${badge} cannot read this request: it is damaged, or no order.`;
    default:
      return `Badge ${badge} does not know this request (${fault}): it may speak another version.`;
  }
}

function tagOf(session: ByteString, said: ByteString): ByteString {
  return shortCode(deskDigest, session, said, AIR_TAG_BYTES);
}
