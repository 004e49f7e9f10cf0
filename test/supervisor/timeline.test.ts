import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { DAY, HOUR, MINUTE } from '../../shared/time.js';
import {
  axisOf,
  type Flag,
  placeFlags,
  type ShownSpan,
  type Timeline,
  timelineSvg,
  widthOf,
} from '../../supervisor/timeline.js';
import { faultIn } from './well-formed.js';

const ZONE = 8 * HOUR;
/** 2026-11-23T09:00:00+08:00. */
const NINE = 1795395600;

const flag = (at: number, text: string): Flag => ({ at: at, text: text, kind: 'step' });

function pictureOf(flags: readonly Flag[], spans: readonly ShownSpan[] = []): string {
  const timeline: Timeline = {
    id: 'a',
    title: 'A visit',
    desc: 'What',
    zone: ZONE,
    flags: flags,
    spans: spans,
  };
  return timelineSvg(timeline);
}

/** The texts of one class with their places. */
function textsOf(svg: string, kind: string): { x: number; y: number; text: string }[] {
  const form = new RegExp(
    `<text class="${kind}" x="([-.\\d]+)"[^>]* y="([-.\\d]+)"[^>]*>([^<]*)</text>`,
    'g',
  );
  return [...svg.matchAll(form)].map(([, x, y, text]) => ({ x: Number(x), y: Number(y), text: text ?? '' }));
}

const pictures = suite('a timeline');

pictures('shows each step on its second with its text', () => {
  const svg = pictureOf([flag(NINE, 'arrived 09:00:00'), flag(NINE + 20 * MINUTE, 'left 09:20:00')]);
  assert.equal(
    textsOf(svg, 'flag').map(each => each.text),
    ['arrived 09:00:00', 'left 09:20:00'],
  );
  assert.equal(
    [...svg.matchAll(/<circle cx="([\d.]+)"/g)].map(([, x]) => x),
    ['24', '744'],
  );
  assert.is(faultIn(svg), null);
});

pictures('has a title and a description for who cannot see it', () => {
  const svg = pictureOf([flag(NINE, 'arrived')]);
  assert.match(svg, /role="img"[^>]*aria-labelledby="a-title a-desc"/);
  assert.match(svg, '<title id="a-title">A visit</title>');
  assert.match(svg, '<desc id="a-desc">What</desc>');
});

pictures('of nothing is no picture', () => {
  assert.is(pictureOf([]), '');
});

pictures('of one moment has an axis of ten minutes at least', () => {
  const svg = pictureOf([flag(NINE + 30, 'arrived')]);
  const ticks = textsOf(svg, 'tick').map(each => each.text);
  assert.is(ticks[0], '08:54');
  assert.is(ticks.at(-1), '09:06');
  assert.not.match(svg, 'NaN');
});

pictures('names both days where midnight is crossed', () => {
  const midnight = NINE + 15 * HOUR;
  const svg = pictureOf([flag(midnight - HOUR, 'arrived'), flag(midnight + HOUR, 'left')]);
  assert.equal(
    textsOf(svg, 'date').map(each => each.text),
    ['2026-11-23', '2026-11-24'],
  );
  assert.ok(textsOf(svg, 'tick').some(each => each.text === '00:00'));
});

pictures('leaves out the first date where the next stands too close', () => {
  const midnight = NINE + 15 * HOUR;
  const svg = pictureOf([flag(midnight - 1, 'arrived'), flag(midnight + 8 * HOUR - 2, 'left')]);
  assert.equal(
    textsOf(svg, 'date').map(each => each.text),
    ['2026-11-24'],
  );
});

pictures('has dates as ticks where it takes more than some days', () => {
  const svg = pictureOf([flag(NINE, 'arrived'), flag(NINE + 40 * DAY, 'left')]);
  const ticks = textsOf(svg, 'tick');
  assert.match(ticks[0]?.text ?? '', /^2026-11-\d\d$/);
  assert.is(textsOf(svg, 'date').length, 0);
  for (const [i, tick] of ticks.entries())
    if (i) assert.ok(tick.x - (ticks[i - 1]?.x ?? 0) >= widthOf(tick.text), 'dates run into each other');
});

pictures('puts a span behind the flags and its words under the axis', () => {
  const svg = pictureOf(
    [flag(NINE, 'rang')],
    [{ from: NINE, to: NINE + 10 * MINUTE, text: 'ten minutes', kind: 'wait' }],
  );
  assert.is([...svg.matchAll(/<rect /g)].length, 2);
  const words = textsOf(svg, 'words')[0];
  const ticks = textsOf(svg, 'tick')[0];
  assert.is(words?.text, 'ten minutes');
  assert.ok((words?.y ?? 0) > (ticks?.y ?? 0));
  assert.is(faultIn(svg), null);
});

pictures('keeps the words of a span inside, however long they are', () => {
  for (const length of [10, 60, 200]) {
    const text = 'n'.repeat(length);
    const span: ShownSpan = { from: NINE + HOUR, to: NINE + HOUR + MINUTE, text: text, kind: 'wait' };
    const svg = pictureOf([flag(NINE, 'rang')], [span]);
    const right = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
    const [, x, anchor] = /<text class="words" x="([\d.]+)"( text-anchor="end")?/.exec(svg) ?? [];
    const from = Number(x) - (anchor ? widthOf(text) : 0);
    assert.ok(from >= -0.01 && from + widthOf(text) <= right + 0.01, `${length}: from ${from}`);
  }
});

pictures('lets no text out of its place', () => {
  const nasty = `"/><script>alert('1')</script>&\u0000\u202e`;
  const svg = timelineSvg({
    id: 'a',
    title: nasty,
    desc: nasty,
    zone: ZONE,
    flags: [flag(NINE, nasty)],
    spans: [{ from: NINE, to: NINE, text: nasty, kind: 'early' }],
  });
  assert.not.match(svg, '<script');
  assert.not.match(svg, '\u0000');
  assert.not.match(svg, '\u202e');
  assert.is(faultIn(svg), null);
});

pictures('does not know a direction of time: what was recorded later may have the earlier time', () => {
  const one = pictureOf([flag(NINE, 'left'), flag(NINE - HOUR, 'arrived')]);
  assert.is(one, pictureOf([flag(NINE - HOUR, 'arrived'), flag(NINE, 'left')]));
});

/** Numbers below 1 from a seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const WORDS = ['set out', 'arrived', '到达', 'rang', 'went in', '完工', 'finished', 'W', '约定 2026-11-23'];

function randomFlags(random: () => number): Flag[] {
  const span = 10 ** (random() * 7);
  return Array.from({ length: 1 + Math.floor(random() * 10) }, () =>
    flag(
      NINE + Math.floor(random() * span),
      `${WORDS[Math.floor(random() * WORDS.length)]} ${'09:00:00'.slice(0, Math.floor(random() * 9))}`,
    ),
  );
}

/** What two texts, or a text and the pole of another flag, have in common; null: nothing. */
function meeting(flags: readonly Flag[]): string | null {
  const { from, to } = axisOf(
    flags.map(each => each.at),
    ZONE,
  );
  const placed = placeFlags(flags, at => 24 + (720 * (at - from)) / (to - from));
  for (const [i, a] of placed.entries())
    for (const b of placed.slice(i + 1)) {
      const isUnder = b.x >= a.x && b.x < a.x + a.width;
      if (isUnder && b.row >= a.row) return `${a.flag.text} and ${b.flag.text}`;
    }
  return null;
}

pictures('lets no label meet another, wherever the steps lie', () => {
  const first = Number(process.env['SEED'] ?? Date.now() >>> 0);
  const count = process.env['SEED'] ? 1 : 500;
  for (let seed = first; seed < first + count; seed++) {
    const flags = randomFlags(randomOf(seed));
    const met = meeting(flags);
    if (met !== null) assert.unreachable(`${met} overlap; replay with SEED=${seed}`);
    const svg = pictureOf(flags);
    const right = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
    const shown = textsOf(svg, 'flag');
    assert.is(shown.length, flags.length, `SEED=${seed}`);
    for (const a of shown) {
      assert.ok(a.x + widthOf(a.text) <= right, `${a.text} leaves the picture; SEED=${seed}`);
      assert.ok(a.y > 0, `SEED=${seed}`);
      for (const b of shown)
        if (a !== b && a.y === b.y && a.x <= b.x)
          assert.ok(a.x + widthOf(a.text) <= b.x, `${a.text} and ${b.text}; SEED=${seed}`);
    }
    assert.is(faultIn(svg), null, `SEED=${seed}`);
  }
});

pictures('has at most ten ticks, on whole minutes, with all times between its ends', () => {
  const first = Number(process.env['SEED'] ?? Date.now() >>> 0);
  for (let seed = first; seed < first + 500; seed++) {
    const times = randomFlags(randomOf(seed)).map(each => each.at);
    const { from, to, tick } = axisOf(times, ZONE);
    const said = `replay with SEED=${seed}`;
    assert.ok((to - from) / tick <= 10, said);
    assert.is((to - from) % tick, 0, said);
    assert.is(tick % MINUTE, 0, said);
    assert.ok(
      times.every(at => at >= from && at <= to),
      said,
    );
  }
});

pictures.run();
