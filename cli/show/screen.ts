/**
 * The badge in a terminal: its screen of 128x64 pixels with the four buttons at the corners.
 *
 * Two ways, and both need no colour: half blocks, two pixels one above the other in a character (128 columns, 32
 * lines), and braille, two by four of them (64 columns, 16 lines).
 */

const WIDTH = 128;
const HEIGHT = 64;

export type Style = 'blocks' | 'braille';

/** Columns and lines of a badge drawn in half blocks, with its buttons; narrower terminals get braille. */
const BLOCKS_COLUMNS = WIDTH + 4;
/** Below the badge there is room for what is told: lines of a whole screenful in half blocks. */
const BLOCKS_LINES = HEIGHT / 2 + 12;

/** How to draw on a terminal of this size; an unknown number of lines counts as enough. */
export function styleFor(columns: number, lines = BLOCKS_LINES): Style {
  return columns >= BLOCKS_COLUMNS && lines >= BLOCKS_LINES ? 'blocks' : 'braille';
}

/** Columns that a drawn badge takes. */
export function badgeWidth(style: Style): number {
  return style === 'blocks' ? BLOCKS_COLUMNS : WIDTH / 2 + 10;
}

/** The screen (64 rows of 16 bytes, leftmost pixel in the highest bit) as lines of text. */
export function screenLines(pixels: Uint8Array, style: Style): string[] {
  return style === 'blocks' ? blockLines(pixels) : brailleLines(pixels);
}

function isSet(pixels: Uint8Array, x: number, y: number): boolean {
  return ((pixels[y * 16 + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
}

function blockLines(pixels: Uint8Array): string[] {
  const lines: string[] = [];
  for (let y = 0; y < HEIGHT; y += 2) {
    let line = '';
    for (let x = 0; x < WIDTH; x++)
      line += ' ▀▄█'[(isSet(pixels, x, y) ? 1 : 0) + (isSet(pixels, x, y + 1) ? 2 : 0)];
    lines.push(line);
  }
  return lines;
}

/** Bits of a braille cell: the two columns of its four rows. */
const DOTS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;

function brailleLines(pixels: Uint8Array): string[] {
  const lines: string[] = [];
  for (let y = 0; y < HEIGHT; y += 4) {
    let line = '';
    for (let x = 0; x < WIDTH; x += 2) {
      let cell = 0;
      DOTS.forEach(([left, right], row) => {
        if (isSet(pixels, x, y + row)) cell |= left;
        if (isSet(pixels, x + 1, y + row)) cell |= right;
      });
      line += String.fromCharCode(0x2800 + cell);
    }
    lines.push(line);
  }
  return lines;
}

/** Words at the corners of the screen, by button: top left, top right, bottom right, bottom left. */
export type Labels = readonly [string, string, string, string];

/** The drawn badge: a frame with the words of the buttons in it, and the buttons' keys beside its corners. */
export function badgeLines(pixels: Uint8Array, style: Style, labels: Labels = ['', '', '', '']): string[] {
  const inner = screenLines(pixels, style);
  const width = style === 'blocks' ? WIDTH : WIDTH / 2;
  const pad = style === 'blocks' ? '' : ' ';
  const key = (name: string, side: 'left' | 'right'): string => {
    if (style === 'blocks') return name;
    return side === 'left' ? `(${name})` : `(${name})`;
  };
  const blank = style === 'blocks' ? ' ' : ' '.repeat(4);
  const bar = (left: string, right: string, from: string, to: string): string => {
    const a = left ? ` ${left} ` : '';
    const b = right ? ` ${right} ` : '';
    const line = '─'.repeat(Math.max(0, width - 2 - widthOf(a) - widthOf(b)));
    return `${from}─${a}${line}${b}─${to}`;
  };
  const [one, two, three, four] = labels;
  return [
    `${key('1', 'left')}${pad}${bar(one, two, '╭', '╮')}${pad}${key('2', 'right')}`,
    ...inner.map(line => `${blank}│${line}│`),
    `${key('4', 'left')}${pad}${bar(four, three, '╰', '╯')}${pad}${key('3', 'right')}`,
  ];
}

/** Columns that a text takes on a terminal: a Chinese character, or a sign of that width, takes two. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += isWide(char.codePointAt(0) as number) ? 2 : 1;
  return width;
}

function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x20000 && code <= 0x3fffd)
  );
}

/** A text in lines of at most `columns`: broken at spaces, and between Chinese characters. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  const pieces = text.match(/ +|[^ \u2e80-\uffef]+|[\u2e80-\uffef]/g) ?? [];
  for (const piece of pieces) {
    // A sign that closes a sentence does not begin a line.
    const fits = widthOf(line + piece) <= columns || /^[,。;:!?、)」]$/.test(piece);
    if (fits || !line) {
      line += piece;
      continue;
    }
    lines.push(line.trimEnd());
    line = piece.trimStart();
  }
  if (line.trim()) lines.push(line.trimEnd());
  return lines;
}
