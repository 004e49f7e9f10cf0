import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { badgeLines, badgeWidth, screenLines, styleFor, widthOf, wrapped } from '../../cli/show/screen.js';

/** A screen with these points set. */
function screen(...points: readonly (readonly [x: number, y: number])[]): Uint8Array {
  const pixels = new Uint8Array(1024);
  for (const [x, y] of points)
    pixels[y * 16 + (x >> 3)] = (pixels[y * 16 + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
  return pixels;
}

/** A ring of 8 by 8 points at the top left. */
const RING: [number, number][] = [];
for (let i = 0; i < 8; i++) RING.push([i, 0], [i, 7], [0, i], [7, i]);

const drawing = suite('a drawn screen');

drawing('has two points in each half block', () => {
  const lines = screenLines(screen([0, 0], [1, 1], [2, 0], [2, 1], [127, 63]), 'blocks');
  assert.is(lines.length, 32);
  assert.is(lines[0], `▀▄█${' '.repeat(125)}`);
  assert.is(lines[31], `${' '.repeat(127)}▄`);
  assert.equal(
    screenLines(screen(...RING), 'blocks')
      .slice(0, 5)
      .map(line => line.slice(0, 9)),
    ['█▀▀▀▀▀▀█ ', '█      █ ', '█      █ ', '█▄▄▄▄▄▄█ ', '         '],
  );
});

drawing('has eight points in each braille cell', () => {
  const blank = '\u2800';
  assert.equal(
    screenLines(screen(...RING), 'braille')
      .slice(0, 3)
      .map(line => line.slice(0, 5)),
    [`⡏⠉⠉⢹${blank}`, `⣇⣀⣀⣸${blank}`, blank.repeat(5)],
  );
  const lines = screenLines(new Uint8Array(1024).fill(0xff), 'braille');
  assert.equal(lines, new Array(16).fill('⣿'.repeat(64)));
});

drawing('sets every point once and in one place, either way', () => {
  const count = (lines: readonly string[], bits: (char: string) => number): number =>
    lines
      .join('')
      .split('')
      .filter(char => bits(char) > 0).length;
  for (let y = 0; y < 64; y += 7)
    for (let x = 0; x < 128; x += 9) {
      const blocks = screenLines(screen([x, y]), 'blocks');
      assert.is(blocks[y >> 1]?.[x], y & 1 ? '▄' : '▀');
      assert.is(
        count(blocks, char => (char === ' ' ? 0 : 1)),
        1,
      );
      const braille = screenLines(screen([x, y]), 'braille');
      const dot = (braille[y >> 2]?.charCodeAt(x >> 1) ?? 0) - 0x2800;
      assert.is([0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80][(y & 3) * 2 + (x & 1)], dot);
    }
});

drawing('stands in a badge with its four buttons and their words', () => {
  const lines = badgeLines(screen(), 'braille', ['工单', 'Day', 'Ring', 'Menu']);
  assert.is(lines.length, 18);
  assert.is(lines[0], `(1) ╭─ 工单 ${'─'.repeat(51)} Day ─╮ (2)`);
  assert.is(lines[1], `    │${'\u2800'.repeat(64)}│`);
  assert.is(lines[17], `(4) ╰─ Menu ${'─'.repeat(50)} Ring ─╯ (3)`);
  for (const style of ['blocks', 'braille'] as const)
    for (const line of badgeLines(screen(), style, ['工单', 'Day', 'Ring', 'Menu']))
      assert.is(widthOf(line) <= badgeWidth(style), true);
});

drawing('uses half blocks where the terminal has room for them', () => {
  assert.is(styleFor(132, 50), 'blocks');
  assert.is(styleFor(131, 50), 'braille');
  assert.is(styleFor(132, 30), 'braille');
  assert.is(styleFor(80), 'braille');
  assert.is(badgeWidth('braille') <= 80, true);
});

drawing.run();

const text = suite('a text in a terminal');

text('takes two columns for a Chinese character', () => {
  assert.is(widthOf('abc'), 3);
  assert.is(widthOf('工单ab,'), 7);
  assert.is(widthOf('╭─│▀⣿'), 5);
});

text('is broken at spaces and between Chinese characters, never before a stop', () => {
  assert.equal(wrapped('one two three', 8), ['one two', 'three']);
  assert.equal(wrapped('一二三四五六', 8), ['一二三四', '五六']);
  assert.equal(wrapped('一二三四。五', 8), ['一二三四。', '五']);
  assert.equal(wrapped('unbreakable', 4), ['unbreakable']);
  assert.equal(wrapped('', 4), []);
});

text.run();
