import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { PAGE } from '../../host-sim/flash.js';
import { TEARS } from '../../host-sim/tear.js';
import { badgeWith, rows } from './tiny.js';

const power = suite('a cut of the power');

/** Writes a word into the ring each 100 ms, then draws; swallows every exception. */
const WRITER = `(function () {
  var files = require('Storage'), font = files.read('font');
  var ring = new Uint32Array(E.toArrayBuffer(E.memoryArea(E.getAddressOf(files.read('dlog', 4064, 8192), true), 8192)));
  var at = 0;
  while (ring[at] !== 0xffffffff) at++;
  function next() {
    try {
      files.write('dlog', new Uint8Array([at, 0, 0, 0]), 4064 + at * 4);
      at++;
    } catch (e) {}
    try { g.setFontCustom(font, 65, 6, 12).drawString('B', at * 2, 0).flip(); } catch (e) {}
    setTimeout(next, 100);
  }
  next();
})();`;

power('stops flash, screen and time at that instant, whatever the bundle catches', () => {
  for (const tear of TEARS) {
    const badge = badgeWith(WRITER);
    badge.advance(250);
    assert.is(rows(badge, 0, 0)[0], '..#.#.#.........');
    badge.cutAt(2, tear);
    badge.advance(1000);
    assert.not(badge.supply.on);
    assert.is(badge.graphics.flips, 4);
    const image = badge.image();
    assert.is(image.bytes[PAGE + 12], 3);
    assert.is(image.bytes[PAGE + 20], 0xff);
    if (tear === 'after') assert.is(image.bytes[PAGE + 16], 4);
    badge.power('restore');
    badge.advance(1250);
    assert.equal(badge.faults(), []);
    const last = tear === 'before' ? 6 : 7;
    assert.is(badge.image().bytes[PAGE + last * 4], last);
  }
});

power('goes on from an image as from the flash it was taken of', () => {
  const badge = badgeWith(WRITER);
  badge.advance(250);
  const other = badgeWith('', { image: badge.image(), startMs: 5000 });
  assert.is(other.now(), 5000);
  other.advance(5150);
  assert.is(other.image().bytes[PAGE + 16], 4);
  assert.is(other.nor.wear.wordWrites, 5);
});

power('can come during the start, too', () => {
  const badge = badgeWith(WRITER, { powered: false });
  badge.cutAt(1, 'before');
  badge.power('restore');
  assert.not(badge.supply.on);
  badge.power('restore');
  assert.ok(badge.supply.on);
  assert.is(badge.image().bytes[PAGE], 0);
});

power('erases all of Storage at the next start where a header is bad, and only then', () => {
  const badge = badgeWith('LED1.write(true);');
  badge.nor.write(5 * PAGE, Uint8Array.of(0xff, 0xff, 0xff, 0x10));
  badge.power('reset');
  assert.ok(badge.lights.backlight);
  const spoilt = badgeWith('LED1.write(true);');
  const end = spoilt.storage.files.entries().at(-1);
  spoilt.nor.write((end?.offset ?? 0) + 32 + 20, Uint8Array.of(0xff, 0xff, 0xff, 0x10));
  spoilt.nor.write(4 * PAGE, Uint8Array.of(0xff, 0xff, 0xff, 0x10));
  spoilt.power('cut');
  spoilt.power('restore');
  assert.not(spoilt.lights.backlight);
  assert.is(spoilt.storage.read('dlog'), undefined);
});

power('is told by faults what a real badge would punish quietly', () => {
  const badge = badgeWith(`require('Flash').erasePage(4096);
    NRF.setServices({ 0x180f: { 0x2a19: { value: [1] } } }, { advertise: [] });`);
  assert.is(badge.faults().length, 3);
  assert.match(badge.faults().join('\n'), /not Storage[\s\S]*UART[\s\S]*maxLen/);
});

power.run();
