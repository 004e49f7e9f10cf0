import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  framesOf,
  type Heard,
  pagesWith,
  type Reader,
  readTag,
  type Shown,
  type TagEnd,
  writeTag,
} from '../../supervisor/tag.js';

/** A plain Type 2 tag of `room` bytes that remembers what it was sent. `faulty`: what it answers instead, by frame. */
class PlainTag implements Reader {
  readonly memory: Uint8Array;
  readonly sent: number[][] = [];
  present = true;
  faulty: (frame: number) => Heard | undefined = () => undefined;

  constructor(room = 240) {
    this.memory = new Uint8Array(16 + room + 16);
    this.memory.set([0xe1, 0x10, room / 8, 0, 3, 0, 0xfe], 12);
  }

  async field(): Promise<boolean> {
    return this.present;
  }

  async transceive(frame: Uint8Array): Promise<Heard> {
    this.sent.push([...frame]);
    const at = (frame[1] as number) * 4;
    const fault = this.faulty(this.sent.length);
    if (frame[0] === 0xa2 && fault === undefined) this.memory.set(frame.subarray(2), at);
    return fault !== undefined ? fault : frame[0] === 0xa2 ? 'ack' : this.memory.slice(at, at + 16);
  }
}

const messageOf = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i + 1);
const write = (tag: PlainTag, message: Uint8Array): Promise<TagEnd> => writeTag(tag, () => message);

const writer = suite("the desk's writer of tags");

writer('writes length 0, the data, the length, and reads it back: 23 frames for 63 bytes', async () => {
  const tag = new PlainTag();
  assert.is(await write(tag, messageOf(63)), 'done');
  assert.is(framesOf(63), 23);
  assert.is(tag.sent.length, 1 + 23);
  assert.equal(tag.sent[1], [0xa2, 4, 3, 0, 1, 2]);
  assert.equal(tag.sent[2], [0xa2, 5, 3, 4, 5, 6]);
  assert.equal(tag.sent[17], [0xa2, 20, 63, 0xfe, 0, 0]);
  assert.equal(tag.sent[18], [0xa2, 4, 3, 63, 1, 2]);
  assert.equal(tag.sent[19], [0x30, 4]);
  assert.equal(((await readTag(tag)) as Shown).message, messageOf(63));
});

writer('fills the tag to its last byte, and no further', async () => {
  for (const room of [48, 152, 240]) {
    const tag = new PlainTag(room);
    assert.is(await write(tag, messageOf(room - 3)), 'done');
    assert.equal(((await readTag(tag)) as Shown).message, messageOf(room - 3));
    assert.is(await write(tag, messageOf(room - 2)), 'too-long');
  }
  // A length of one byte.
  assert.is(await write(new PlainTag(496), messageOf(254)), 'done');
  assert.is(await write(new PlainTag(496), messageOf(255)), 'too-long');
});

writer('has the tag hold no message until the last page is written', async () => {
  const frames = 1 + framesOf(20);
  for (let lost = 2; lost <= frames; lost++) {
    const tag = new PlainTag();
    tag.faulty = frame => (frame >= lost ? null : undefined);
    assert.is(await write(tag, messageOf(20)), 'silent');
    tag.faulty = () => undefined;
    const { message } = (await readTag(tag)) as Shown;
    // The capability, then page 4 with length 0, pages 5 to 9, and page 4 again.
    assert.equal(message, lost > 1 + 7 ? messageOf(20) : new Uint8Array(0), `frame ${lost}`);
  }
});

writer('says what came in its way', async () => {
  const withByte = (at: number, byte: number): PlainTag => {
    const tag = new PlainTag();
    tag.memory[at] = byte;
    return tag;
  };
  const behind = (frames: number, answer: Heard): PlainTag => {
    const tag = new PlainTag();
    tag.faulty = frame => (frame > frames ? answer : undefined);
    return tag;
  };
  const none = new PlainTag();
  none.present = false;
  const ends: [string, PlainTag, TagEnd][] = [
    ['no tag', none, 'gone'],
    ['a card of another kind', withByte(12, 0), 'not-a-tag'],
    ['a tag of a later version', withByte(13, 0x20), 'not-a-tag'],
    ['a tag that refuses', behind(2, 'nak'), 'refused'],
    ['a tag that falls silent', behind(2, null), 'silent'],
    ['a short answer', behind(8, new Uint8Array(8)), 'differs'],
    ['other bytes', behind(8, new Uint8Array(16)), 'differs'],
  ];
  for (const [what, tag, end] of ends) assert.is(await write(tag, messageOf(20)), end, what);
});

writer('reads a tag without a message, or with one that cannot be, as empty', async () => {
  const tag = new PlainTag(48);
  for (const head of [[0], [3, 0], [3, 255], [3, 46]]) {
    tag.memory.set(head, 16);
    assert.equal(await readTag(tag), { room: 48, message: new Uint8Array(0) });
  }
  tag.memory.set([3, 45], 16);
  assert.is(((await readTag(tag)) as Shown).message.length, 45);
});

writer('pads the pages of a message with a terminator and zeros', () => {
  assert.equal([...pagesWith(Uint8Array.of(7))], [3, 1, 7, 0xfe]);
  assert.equal([...pagesWith(Uint8Array.of(7, 8))], [3, 2, 7, 8, 0xfe, 0, 0, 0]);
});

writer.run();
