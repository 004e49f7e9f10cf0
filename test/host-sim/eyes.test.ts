import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bytesText } from '../../host-sim/bytes.js';
import { type GlyphTable, readScreen, tablesOf, textOf } from '../../host-sim/eyes.js';
import { Graphics } from '../../host-sim/graphics.js';
import { freshSupply } from '../../host-sim/power.js';
import { rngFrom } from '../../host-sim/rng.js';

const eyes = suite('eyes');

/** Made up: every glyph differs, its last column blank as in a real font. */
function table(chars: string, width: number, seed: number): GlyphTable {
  const rng = rngFrom(seed);
  const glyphs = [...chars].map(char => ({
    char,
    columns: Array.from({ length: width }, (_, x) =>
      char === ' ' || x === width - 1 ? 0 : rng.u32() & rng.u32() & 0x7fe,
    ),
  }));
  return { width, height: 12, glyphs };
}

/** The table as the badge's font, from character 32 on; `flip` for an inverse copy. */
function bitmap(font: GlyphTable, flip = 0): string {
  const bits = font.glyphs
    .flatMap(glyph => glyph.columns)
    .map(column => (column ^ flip).toString(2).padStart(12, '0'))
    .join('');
  const bytes = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0').match(/.{8}/g) as string[];
  return bytesText(Uint8Array.from(bytes, byte => parseInt(byte, 2)));
}

const ASCII = table(' 0123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-', 6, 1);
const HAN = table('到访留言等待离开记录工单', 12, 2);
const FONTS = [ASCII, HAN];
const ROWS = [0, 13, 26, 39, 52];

function draw(g: Graphics, text: string, x: number, y: number, flip = 0): void {
  let left = x;
  for (const char of text) {
    const font = FONTS.find(each => each.glyphs.some(glyph => glyph.char === char)) as GlyphTable;
    const index = font.glyphs.findIndex(glyph => glyph.char === char);
    g.setFontCustom(bitmap(font, flip), 32, font.width, 12);
    g.drawString(String.fromCharCode(32 + index), left, y);
    left += font.width;
  }
}

eyes('read what was drawn, with its places', () => {
  const g = new Graphics(freshSupply());
  draw(g, 'WO-0007 09:00', 0, 0);
  draw(g, '到访留言', 3, 13);
  draw(g, '等待 09:59', 5, 26);
  draw(g, 'OK', 116, 26);
  g.flip();
  assert.equal(readScreen(g.pixels(), FONTS, ROWS), [
    { y: 0, x: 0, text: 'WO-0007 09:00', inverse: false },
    { y: 13, x: 3, text: '到访留言', inverse: false },
    { y: 26, x: 5, text: '等待 09:59', inverse: false },
    { y: 26, x: 116, text: 'OK', inverse: false },
  ]);
  const lines = textOf(g.pixels(), FONTS, ROWS);
  assert.is(lines[0], 'WO-0007 09:00');
  assert.is(lines[1], ' 到访留言');
  assert.match(lines[2], /^ 等待 09:59 +OK$/);
  assert.equal(lines.slice(3), ['', '']);
});

eyes('read a chosen row, inverted from edge to edge or only under its letters', () => {
  const g = new Graphics(freshSupply());
  g.setFontCustom('\xff'.repeat(400), 32, 128, 12);
  draw(g, 'Leave 离开', 12, 13, 0xfff);
  draw(g, 'Menu', 0, 26);
  draw(g, 'Go on', 40, 26, 0xfff);
  g.flip();
  assert.equal(
    readScreen(g.pixels(), FONTS, ROWS).map(run => [run.x, run.text, run.inverse]),
    [
      [12, 'Leave 离开', true],
      [0, 'Menu', false],
      [40, 'Go on', true],
    ],
  );
});

eyes('read text of twice and three times the size beside smaller rows', () => {
  const digits = table('0123456789: ', 6, 5);
  const tall = {
    ...digits,
    glyphs: digits.glyphs.map(each => ({ ...each, columns: each.columns.map(c => c & 0x7f8) })),
  };
  const fonts = [tall, HAN];
  const g = new Graphics(freshSupply());
  const say = (font: GlyphTable, text: string, x: number, y: number, scale: number): void => {
    const codes = [...text].map(char => 32 + font.glyphs.findIndex(glyph => glyph.char === char));
    g.setFontCustom(bitmap(font), 32, font.width, 12 + (scale << 8));
    g.drawString(String.fromCharCode(...codes), x, y);
  };
  say(tall, '9:59', 0, 11, 3);
  say(tall, '1:23', 90, 13, 1);
  say(HAN, '留言', 90, 26, 1);
  say(HAN, '等待', 0, 39, 1);
  g.flip();
  const lines = textOf(g.pixels(), fonts, ROWS);
  assert.equal(
    lines.map(line => line.replace(/ +/g, ' ')),
    ['', '9:59 1:23', ' 留言', '等待', ''],
  );
  assert.equal(readScreen(g.pixels(), fonts, [13])[0], {
    y: 13,
    x: 0,
    text: '9:59',
    inverse: false,
    scale: 3,
  });
  g.clear();
  say(HAN, '到访 离开'.replace(' ', ''), 0, 26, 2);
  say(tall, '12:34', 0, 13, 1);
  g.flip();
  assert.equal(
    readScreen(g.pixels(), fonts, ROWS).map(run => [run.y, run.text, run.scale ?? 1]),
    [
      [13, '12:34', 1],
      [26, '到访离开', 2],
    ],
  );
});

eyes('sort a flat list of glyphs by width', () => {
  const flat = FONTS.flatMap(font => font.glyphs.map(glyph => ({ ...glyph, width: font.width })));
  assert.equal(
    tablesOf(flat).map(font => [font.width, font.glyphs.length]),
    FONTS.map(font => [font.width, font.glyphs.length]),
  );
});

eyes('say where there is ink that is no letter', () => {
  const g = new Graphics(freshSupply());
  draw(g, 'AB', 0, 0);
  g.setFontCustom('\xff\xf0', 32, 1, 12);
  g.drawString(' ', 60, 0);
  g.drawString(' ', 64, 3);
  g.flip();
  const texts = readScreen(g.pixels(), FONTS, [0]).map(run => run.text);
  assert.equal(texts, ['AB', '\ufffd']);
});

eyes('read random screens right, thousands a second', () => {
  const rng = rngFrom(3);
  const chars = [...ASCII.glyphs.map(glyph => glyph.char)];
  const g = new Graphics(freshSupply());
  for (let i = 0; i < 100; i++) {
    g.clear();
    const text = Array.from({ length: 21 }, () => chars[rng.u32() % chars.length]).join('');
    draw(g, text, 0, 26);
    g.flip();
    assert.is(textOf(g.pixels(), FONTS, [26])[0], text.trimEnd());
  }
  const start = performance.now();
  for (let i = 0; i < 5000; i++) readScreen(g.pixels(), FONTS, ROWS);
  assert.ok(performance.now() - start < 1000);
});

eyes.run();
