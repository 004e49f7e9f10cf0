import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { QR_SIZE, qrOf } from '../../device/enrol/qr.js';
import { type Screen, showQr } from '../../device/enrol/show.js';
import { below, withSeeds } from '../shared/seed.js';
import { readQr } from '../support/qr-reader.js';

const DIGITS = 76;

const digitsBy = (digit: (index: number) => number): string =>
  Array.from({ length: DIGITS }, (_, i) => '0123456789ABCDEF'.charAt(digit(i))).join('');

/** What the display shows after `showQr`. */
function shown(digits: string): Uint8Array {
  const pixels = new Uint8Array(1024);
  const set = (x: number, y: number): void => {
    assert.ok(x >= 0 && x < 128 && y >= 0 && y < 64, `pixel ${x}, ${y} is outside the display`);
    pixels[y * 16 + (x >> 3)] |= 0x80 >> (x & 7);
  };
  let isShown = false;
  const screen: Screen = {
    dot: (x, y) => {
      for (const [dx, dy] of [
        [0, 0],
        [1, 0],
        [0, 1],
        [1, 1],
      ] as const)
        set(x + dx, y + dy);
    },
    text: () => assert.unreachable('a QR has no text'),
    clear: () => pixels.fill(0),
    show: () => {
      isShown = true;
    },
  };
  showQr(screen, digits);
  assert.ok(isShown);
  return pixels;
}

const qr = suite('the QR of an enrolment');

qr('is read in a light frame and in a dark one, whatever the keys are', () => {
  withSeeds(60, rng => {
    const digits = digitsBy(() => below(rng, 16));
    const pixels = shown(digits);
    assert.is(readQr(pixels, 'light'), digits, 'light frame');
    assert.is(readQr(pixels, 'dark'), digits, 'dark frame');
  });
});

qr('is read where the digits follow a pattern', () => {
  const patterns = [() => 0, () => 15, (i: number) => i % 16, (i: number) => (i % 2) * 15, () => 5, () => 10];
  for (const pattern of patterns) {
    const digits = digitsBy(pattern);
    const pixels = shown(digits);
    for (const frame of ['light', 'dark'] as const) assert.is(readQr(pixels, frame), digits, digits);
  }
});

qr('is read with three of its bytes hidden, as its level promises', () => {
  // A level L code of 15 bytes mends seven; a thumb on the display hides fewer.
  const digits = digitsBy(i => (i * 7) % 16);
  const pixels = shown(digits);
  for (let y = 3 + 2 * 10; y < 3 + 2 * 14; y++)
    for (let x = 35 + 2 * 24; x < 35 + 2 * 28; x++) pixels[y * 16 + (x >> 3)] |= 0x80 >> (x & 7);
  assert.is(readQr(pixels, 'light'), digits);
});

qr('is 29 modules wide, and dark in about half of them', () => {
  withSeeds(20, rng => {
    const modules = qrOf(digitsBy(() => below(rng, 16)));
    assert.is(modules.length, QR_SIZE * QR_SIZE);
    const dark = modules.reduce((sum, module) => sum + module, 0) / modules.length;
    assert.ok(modules.every(module => module < 2));
    assert.ok(dark > 0.4 && dark < 0.6, `${dark}`);
  });
});

qr.run();
