import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { put } from '../../shared/bytes.js';
import { DATA_BYTES, Op } from '../../shared/pull/frame.js';
import { Stream, Took } from '../../supervisor/stream.js';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/** A log of so many bytes that begins as a page does: word 2 is the number of its first record. */
function logOf(length: number, first = 7): Uint8Array {
  const log = Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8)) & 255);
  log.set(bytes(put(first, 4)).subarray(0, Math.max(0, length - 8)), Math.min(8, length));
  return log;
}

/** What a badge answers to a request: shared/pull/frame.ts in its plainest form. */
function answerOf(log: Uint8Array, skip: number, frames: number, first = 7): Uint8Array[] {
  const sent: Uint8Array[] = [];
  for (; frames > 0; frames--) {
    if (skip >= log.length) {
      sent.push(bytes(put(Op.End, 1) + put(skip, 1) + put(first, 4) + put(99, 4)));
      break;
    }
    const data = log.subarray(skip, skip + DATA_BYTES);
    sent.push(Uint8Array.of(Op.Data, Math.floor(skip / DATA_BYTES) & 255, ...data));
    skip += data.length;
  }
  return sent;
}

const ask = (stream: Stream, log: Uint8Array, frames = 6): Uint8Array[] =>
  answerOf(log, stream.wanted * DATA_BYTES, frames);

const streams = suite('a stream');

streams('is whole at once over a link that loses nothing', () => {
  for (const length of [12, 47, 48, 49, 6 * 48 - 1, 6 * 48, 6 * 48 + 1, 8192]) {
    const log = logOf(length);
    const stream = new Stream();
    let asked = 0;
    while (!stream.whole) {
      asked++;
      for (const frame of ask(stream, log)) stream.take(frame);
    }
    assert.equal(stream.bytes(), log, `${length} bytes`);
    assert.is(asked, Math.floor(Math.ceil(length / 48) / 6) + 1, `${length} bytes`);
    assert.equal([stream.first, stream.next], [7, 99]);
  }
});

streams('that began with less than a header knows nothing of its first record until the end says it', () => {
  const log = logOf(11);
  const stream = new Stream();
  for (const frame of answerOf(log, 0, 1)) stream.take(frame);
  const end = answerOf(log, log.length, 1)[0] as Uint8Array;
  assert.is(stream.take(end), Took.Changed);
  assert.is(stream.held, 0);
});

streams('of no bytes is whole as well', () => {
  const stream = new Stream();
  assert.is(stream.take(answerOf(new Uint8Array(0), 0, 6)[0] as Uint8Array), Took.Whole);
  assert.is(stream.bytes().length, 0);
});

streams('comes together under loss, doubling, disorder and foreign frames', () => {
  const fates = fc.array(
    fc.record({
      lost: fc.boolean(),
      doubled: fc.boolean(),
      // How many later frames overtake it.
      late: fc.nat({ max: 4 }),
      foreign: fc.option(fc.uint8Array({ maxLength: 60 })),
    }),
    { minLength: 1, maxLength: 40 },
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 12, max: 13_000 }),
      fc.integer({ min: 2, max: 8 }),
      fates,
      (length, frames, fate) => {
        const log = logOf(length);
        const stream = new Stream();
        let n = 0;
        for (let asked = 0; !stream.whole; asked++) {
          assert.is(asked < 20_000, true, 'a pull must end');
          // Air that loses everything for ever ends no pull: at times nothing is done to the frames.
          const isCalm = asked % 3 === 2;
          const air: { at: number; frame: Uint8Array }[] = [];
          ask(stream, log, frames).forEach((frame, i) => {
            const what = fate[n++ % fate.length];
            // Whatever is not of the two kinds of answer is foreign.
            if (what?.foreign && ![Op.Data, Op.End].includes(what.foreign[0] as Op))
              air.push({ at: i, frame: what.foreign });
            if (isCalm || !what?.lost) air.push({ at: i + (isCalm ? 0 : (what?.late ?? 0)), frame });
            if (!isCalm && what?.doubled) air.push({ at: i + 2 * what.late, frame });
          });
          air.sort((a, b) => a.at - b.at);
          for (const { frame } of air) stream.take(frame);
        }
        assert.equal(stream.bytes(), log);
      },
    ),
    { seed: 20261123, numRuns: 300 },
  );
});

streams('never takes what cannot be a frame', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), frame => {
      fc.pre(frame[0] !== Op.Data && frame[0] !== Op.End);
      const stream = new Stream();
      const took = stream.take(frame);
      assert.is(took === Took.Foreign || took === Took.Refused, true);
      assert.is(stream.held, 0);
    }),
    { seed: 20261123, numRuns: 500 },
  );
  const stream = new Stream();
  assert.is(stream.take(Uint8Array.of(Op.Data, 0)), Took.Foreign, 'no data');
  assert.is(stream.take(new Uint8Array(51).fill(Op.Data)), Took.Foreign, 'too much data');
  assert.is(stream.take(Uint8Array.of(Op.End, 0, 0, 0)), Took.Foreign, 'half an end');
});

streams('takes a repeat for what it is', () => {
  const log = logOf(200);
  const stream = new Stream();
  const frames = ask(stream, log);
  assert.equal(
    frames.map(frame => stream.take(frame)),
    [Took.News, Took.News, Took.News, Took.News, Took.News, Took.Whole],
  );
  assert.equal(
    frames.map(frame => stream.take(frame)),
    [Took.Repeat, Took.Repeat, Took.Repeat, Took.Repeat, Took.Repeat, Took.Whole],
  );
});

streams('does not end while a frame is missing', () => {
  const log = logOf(200);
  const stream = new Stream();
  const frames = ask(stream, log);
  frames.splice(2, 1);
  assert.is(frames.map(frame => stream.take(frame)).at(-1), Took.Gaps);
  assert.is(stream.held, 96);
  for (const frame of ask(stream, log)) stream.take(frame);
  assert.equal(stream.bytes(), log);
});

streams('lets its last frame grow with the log', () => {
  const stream = new Stream();
  for (const frame of ask(stream, logOf(100))) stream.take(frame);
  assert.is(stream.whole, true);
  for (const frame of ask(stream, logOf(170))) stream.take(frame);
  assert.is(stream.whole, true);
  assert.equal(stream.bytes(), logOf(170));
});

streams('begins anew where the badge has used the first page again', () => {
  const stream = new Stream();
  for (const frame of answerOf(logOf(400), 0, 6)) stream.take(frame);
  const later = logOf(500, 60);
  let took = Took.Foreign;
  for (const frame of answerOf(later, stream.wanted * DATA_BYTES, 8, 60)) took = stream.take(frame);
  assert.is(took, Took.Changed);
  assert.is(stream.held, 0);
  for (const frame of answerOf(later, 0, 20, 60)) stream.take(frame);
  assert.equal(stream.bytes(), later);
});

streams('that was held before is sure of itself once its last full frame has come again', () => {
  const log = logOf(200);
  for (const [held, wanted] of [
    [0, 0],
    [47, 0],
    [48, 0],
    [95, 0],
    [96, 1],
    [200, 3],
  ] as const) {
    const stream = Stream.holding(log.subarray(0, held));
    assert.is(stream.wanted, wanted, `${held} bytes`);
    for (const frame of ask(stream, log)) stream.take(frame);
    assert.is(stream.whole, true);
    assert.equal(stream.bytes(), log);
  }
});

streams('that was held before is dropped where other bytes come, or none', () => {
  const log = logOf(200);
  const other = log.map((byte, i) => (i === 100 ? byte ^ 1 : byte));
  const stream = Stream.holding(other.subarray(0, 150));
  assert.is(stream.take(ask(stream, log)[0] as Uint8Array), Took.Changed);
  assert.is(stream.held, 0);
  const shorter = Stream.holding(log);
  assert.is(shorter.take(answerOf(log.subarray(0, 100), 144, 6)[0] as Uint8Array), Took.Changed);
  assert.is(shorter.held, 0);
  // An end that belongs to another request says nothing about what is held.
  const longer = Stream.holding(log);
  assert.is(longer.take(answerOf(log, 200, 6)[0] as Uint8Array), Took.Gaps);
  assert.is(longer.held, 200);
});

streams('goes on in smaller frames with what came in larger ones, cut by a narrow link', () => {
  const log = logOf(200);
  const stream = new Stream();
  for (const frame of answerOf(log, 0, 3)) stream.take(frame.subarray(0, 20));
  stream.size = 18;
  assert.is(stream.wanted, 1, 'only the first 18 bytes follow one another');
  let took = Took.News;
  for (let at = stream.wanted * 18; at < log.length; at += 18)
    took = stream.take(Uint8Array.of(Op.Data, at / 18, ...log.subarray(at, at + 18)));
  assert.is(took, Took.News);
  assert.is(stream.take(answerOf(log, log.length, 1)[0] as Uint8Array), Took.Whole);
  assert.equal(stream.bytes(), log);
});

streams.run();
