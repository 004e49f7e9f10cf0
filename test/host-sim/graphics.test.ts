import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bytesText } from '../../host-sim/bytes.js';
import { Graphics } from '../../host-sim/graphics.js';
import { picture } from '../../host-sim/picture.js';
import { freshSupply } from '../../host-sim/power.js';
import { rngFrom } from '../../host-sim/rng.js';
import { blockFont } from './tiny.js';

const graphics = suite('Graphics');

function screen(): Graphics {
  const made = new Graphics(freshSupply());
  made.setFontCustom(bytesText(blockFont()), 65, 6, 12);
  return made;
}

function at(g: Graphics, x: number, y: number): boolean {
  return (g.pixels()[y * 16 + (x >> 3)] & (0x80 >> (x & 7))) !== 0;
}

function lit(g: Graphics): [number, number][] {
  const list: [number, number][] = [];
  for (let y = 0; y < 64; y++) for (let x = 0; x < 128; x++) if (at(g, x, y)) list.push([x, y]);
  return list;
}

graphics('shows nothing before flip', () => {
  const g = screen();
  g.drawString('B', 0, 0);
  assert.is(lit(g).length, 0);
  g.flip();
  assert.is(lit(g).length, 12);
  g.flip();
  assert.is(g.flips, 1);
});

graphics('reads a font column by column, top bit first', () => {
  const g = screen();
  g.drawString('A', 10, 20);
  g.flip();
  for (let y = 0; y < 12; y++) {
    assert.ok(at(g, 10, 20 + y) && at(g, 14, 20 + y));
    assert.is(at(g, 12, 20 + y), y === 0 || y === 11);
    assert.not(at(g, 15, 20 + y));
  }
});

graphics('leaves the background of a letter as it was', () => {
  const g = screen();
  g.drawString('B', 2, 0);
  g.drawString('A', 0, 0);
  g.flip();
  assert.ok(at(g, 2, 5) && at(g, 0, 5));
});

graphics('moves on past characters below the first and past the end of the bitmap', () => {
  const g = screen();
  g.drawString('@CB', 0, 0);
  g.flip();
  assert.equal(lit(g)[0], [12, 0]);
  assert.is(lit(g).length, 12);
});

graphics('starts a new line at a line feed', () => {
  const g = screen();
  g.drawString('B\nB', 5, 0);
  g.flip();
  assert.ok(at(g, 5, 0) && at(g, 5, 23) && !at(g, 5, 24));
});

graphics('clips at every edge, and leaves out a letter that begins in the last column', () => {
  const g = screen();
  g.drawString('A', -3, -5);
  g.drawString('A', 124, 58);
  g.drawString('B', 127, 30);
  g.drawString('B', 126, 30);
  g.flip();
  assert.ok(at(g, 1, 0) && at(g, 1, 6) && !at(g, 1, 7) && at(g, 0, 6) && !at(g, 0, 0));
  assert.ok(at(g, 124, 63) && at(g, 127, 58) && !at(g, 127, 59));
  assert.ok(!at(g, 127, 35) && at(g, 126, 35));
});

graphics('clears a rectangle with both its corners, in either order', () => {
  const g = screen();
  for (let x = 0; x < 128; x++) for (const y of [0, 12, 24, 36, 48, 52]) g.drawString('B', x, y);
  g.clearRect(20, 40, 10, 30);
  g.flip();
  for (const [x, y] of [
    [10, 30],
    [20, 40],
    [20, 30],
    [10, 40],
    [15, 32],
  ])
    assert.not(at(g, x, y));
  for (const [x, y] of [
    [9, 30],
    [21, 40],
    [15, 29],
    [15, 41],
  ])
    assert.ok(at(g, x, y));
});

graphics('draws each pixel of a font as a square, and moves on by as much more', () => {
  const g = new Graphics(freshSupply());
  g.setFontCustom(bytesText(blockFont()), 65, 6, 12 + (3 << 8));
  g.drawString('A\nB', 10, 20);
  g.drawString('AB', 60, -30);
  g.flip();
  assert.ok(at(g, 10, 20) && at(g, 12, 22) && at(g, 24, 55) && !at(g, 25, 30));
  assert.ok(at(g, 16, 20) && at(g, 16, 22) && !at(g, 16, 23), 'the bar of A is three high');
  assert.ok(at(g, 10, 56) && !at(g, 10, 55 + 9), 'the next line begins 36 lower');
  assert.ok(at(g, 60, 0) && at(g, 60, 5) && !at(g, 60, 6) && at(g, 78, 5));
  assert.throws(() => g.setFontCustom('', 32, 6, 256), /height 1 to 255/);
});

graphics('agrees with a pixel by pixel painter on random calls', () => {
  const rng = rngFrom(11);
  const g = screen();
  const plain = new Uint8Array(128 * 64);
  const font = blockFont();
  const ink = (code: number, x: number, y: number): boolean => {
    const bit = ((code - 65) * 6 + x) * 12 + y;
    return (font[bit >> 3] & (0x80 >> (bit & 7))) !== 0;
  };
  for (let i = 0; i < 400; i++) {
    const x = (rng.u32() % 150) - 12;
    const y = (rng.u32() % 90) - 14;
    if (rng.u32() % 3 === 0) {
      const x2 = x + (rng.u32() % 40) - 20;
      const y2 = y + (rng.u32() % 40) - 20;
      g.clearRect(x, y, x2, y2);
      for (let b = Math.max(0, Math.min(y, y2)); b <= Math.min(63, Math.max(y, y2)); b++)
        for (let a = Math.max(0, Math.min(x, x2)); a <= Math.min(127, Math.max(x, x2)); a++)
          plain[b * 128 + a] = 0;
    } else {
      const code = 65 + (rng.u32() % 2);
      g.drawString(String.fromCharCode(code), x, y);
      if (x < 127)
        for (let a = 0; a < 6; a++)
          for (let b = 0; b < 12; b++)
            if (ink(code, a, b) && x + a >= 0 && x + a < 128 && y + b >= 0 && y + b < 64)
              plain[(y + b) * 128 + x + a] = 1;
    }
  }
  g.flip();
  const wrong = [];
  for (let y = 0; y < 64; y++)
    for (let x = 0; x < 128; x++) if (at(g, x, y) !== (plain[y * 128 + x] === 1)) wrong.push([x, y]);
  assert.equal(wrong, []);
});

graphics('draws a glyph taller than a word of pixels', () => {
  const g = screen();
  g.setFontCustom('\xff'.repeat(10), 32, 2, 40);
  g.drawString(' ', 3, 20);
  g.flip();
  assert.is(lit(g).length, 80);
  assert.ok(at(g, 4, 59) && !at(g, 4, 60));
});

graphics('refuses what the badge refuses', () => {
  const g = screen();
  assert.throws(() => g.setFontCustom(undefined, 32, 6, 12), /must be a String/);
  assert.throws(() => g.setFontCustom('', 256, 6, 12), /out of range/);
  assert.throws(() => g.drawString('\u4e2d', 0, 0), /above 255/);
});

graphics('makes a picture of four pixels a pixel', () => {
  const png = picture(screen().pixels());
  assert.is(Buffer.from(png.subarray(1, 4)).toString(), 'PNG');
  assert.is(new DataView(png.buffer, png.byteOffset).getUint32(16), 528);
});

graphics.run();
