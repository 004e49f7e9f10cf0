import { PNG } from 'pngjs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Screen } from '../../cli/play/screen.js';
import { worldOf } from '../../cli/play/world.js';
import { bitmapsOf, differences, packScreens, readGolden, unpackScreens } from '../../cli/screens/golden.js';
import { indexPage } from '../../cli/screens/index-page.js';
import { Reading } from '../../cli/screens/reading.js';
import { screensOf, type Toured } from '../../cli/screens/tours.js';
import { picture } from '../../host-sim/picture.js';
import { CODES } from '../../shared/profile/profiles.js';
import { Fixed, LANGUAGES } from '../../shared/words/ui.js';

const screens = suite('the screens of every build');

for (const { id } of CODES)
  for (const language of LANGUAGES)
    screens(`${id} ${language}: all words are read on some screen, and each is as it was`, async () => {
      const toured = await screensOf(id, language);
      assert.equal(toured.faults, []);
      assert.equal(differences(`${id} ${language}`, readGolden(id, language), bitmapsOf(toured)), []);
    });

screens.run();

const eyes = suite('a screen held against its words');

const world = worldOf({ id: '00c0ffee', profile: 'HB', language: 'en' });
const fixed = (which: Fixed) => world.tables.fixed[which] ?? null;
const done = readGolden('HB', 'en').get('checklist-done') as Uint8Array;
const EXPECTED = {
  keys: [null, null, null, fixed(Fixed.Back)],
  top: /\d\d:\d\d/,
  body: [Fixed.ChecklistTitle, Fixed.ChecklistDone].map(which => ({ mark: '', say: fixed(which) })),
} as const;
const faultsOf = (pixels: Uint8Array): string[] =>
  new Reading('en').faults(Screen.read(world, pixels), EXPECTED);

/** The screen with one of its points the other way. */
function flipped(pixels: Uint8Array, x: number, y: number): Uint8Array {
  const other = pixels.slice();
  const at = y * 16 + (x >> 3);
  other[at] = (other[at] as number) ^ (0x80 >> (x & 7));
  return other;
}

eyes('is right as the badge draws it', () => assert.equal(faultsOf(done), []));

eyes('says the text and the pixels where the end of it is missing', () => {
  const clipped = done.slice();
  // "Nothing left to do" is 18 columns wide: the last of them is blanked.
  for (let y = 26; y < 38; y++) for (let x = 102; x < 108; x++) clipped[y * 16 + (x >> 3)] = 0;
  const [fault = '', ...others] = faultsOf(clipped);
  assert.match(fault, /row 3 reads "Nothing left to[^"]*", and its words are "Nothing left to do" \(108 px/);
  assert.is(others.length, 0);
});

eyes('does not read a glyph with one wrong point', () => {
  assert.is(faultsOf(flipped(done, 1, 17)).length, 1);
  // Between two rows of text there is nothing to read.
  assert.is(faultsOf(flipped(done, 60, 12)).length, 0);
});

eyes('wants nothing where the words say nothing', () => {
  const { keys, top, body } = EXPECTED;
  const screen = Screen.read(world, done);
  assert.is(new Reading('en').faults(screen, { keys, top, body: body.slice(0, 1) }).length, 1);
});

eyes.run();

const golden = suite('golden screens');

const small = new Map([
  ['a', done],
  ['b', flipped(done, 5, 5)],
]);

golden('come out of their file as they went in', () => {
  const hex = (screens: ReadonlyMap<string, Uint8Array>): string[] =>
    [...screens].map(([name, pixels]) => `${name} ${Buffer.from(pixels).toString('hex')}`);
  assert.is(hex(unpackScreens(packScreens(small))).join(), hex(small).join());
});

golden('differ by single pixels, and by what is new or gone', () => {
  assert.equal(differences('HB en', small, small), []);
  const [pixel = '', gone = '', fresh = ''] = differences(
    'HB en',
    small,
    new Map([
      ['a', flipped(flipped(done, 0, 0), 127, 63)],
      ['c', done],
    ]),
  );
  assert.match(pixel, /^HB en, a: 2 pixels differ\ngolden:\n/);
  assert.match(gone, /HB en, b: .* not show it any more/);
  assert.match(fresh, /HB en, c: it is new/);
});

golden.run();

const pictures = suite('pictures');

pictures('say the same pixels to another reader of PNG', () => {
  for (const scale of [1, 3, 4]) {
    const png = PNG.sync.read(Buffer.from(picture(done, scale)));
    assert.equal([png.width, png.height], [132 * scale, 68 * scale]);
    for (let y = 0; y < png.height; y++)
      for (let x = 0; x < png.width; x++) {
        const [column, row] = [Math.floor(x / scale) - 2, Math.floor(y / scale) - 2];
        const inside = column >= 0 && column < 128 && row >= 0 && row < 64;
        const isInk = inside && ((done[row * 16 + (column >> 3)] as number) >> (7 - (column & 7))) & 1;
        assert.is(png.data[(y * png.width + x) * 4], isInk ? 0x1c : 0xd9);
      }
  }
});

pictures('are all on one page that needs nothing else', () => {
  const build = (profile: string, names: readonly string[]): Toured => ({
    profile,
    language: 'zh',
    faults: [],
    shots: names.map(name => ({ group: 'main', name, pixels: done, lines: ['<上>', ' a  b '] })),
  });
  const page = indexPage([build('HB', ['one', 'two']), build('TT', ['three'])]);
  assert.is(page.match(/<img src="data:image\/png;base64,/g)?.length, 3);
  assert.match(page, '3 screens of 2 builds');
  assert.match(page, 'alt="&lt;上&gt;; a, b"');
  assert.not.match(page, /https?:|<script|src="(?!data:)/);
});

pictures.run();
