import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Nor, PAGE, PIXLJS_BASE } from '../../host-sim/flash.js';
import { PowerCut } from '../../host-sim/power.js';
import { rngFrom } from '../../host-sim/rng.js';
import { TEARS } from '../../host-sim/tear.js';

const flash = suite('flash');
const word = (value: number): Uint8Array => new Uint8Array(Uint32Array.of(value).buffer);

flash('only clears bits when programmed, and sets a page when erased', () => {
  const nor = new Nor();
  nor.write(8, word(0x0ff0));
  nor.write(8, word(0xff00));
  assert.is(nor.word(8), 0x0f00);
  assert.is(nor.wear.doubleWrites, 1);
  nor.erase(8);
  assert.is(nor.word(8), 0xffffffff);
  assert.is(nor.wear.erases[0], 1);
  assert.is(nor.word(PAGE), 0xffffffff);
});

flash('counts the words that an unaligned write touches, and tells zeroing from spoiling', () => {
  const nor = new Nor();
  nor.write(2, Uint8Array.of(1, 2, 3, 4));
  assert.is(nor.wear.wordWrites, 2);
  assert.is(nor.wear.bytes, 4);
  nor.write(0, new Uint8Array(4));
  assert.is(nor.wear.zeroed, 1);
  assert.is(nor.wear.doubleWrites, 0);
});

flash('names a block that takes more than 181 words between erases', () => {
  const nor = new Nor();
  for (let i = 0; i < 181; i++) nor.write(512, word(0));
  assert.equal(nor.wear.overworked, []);
  nor.write(512, word(0));
  assert.equal(nor.wear.overworked, [1]);
});

flash('leaves a torn word between old and new, and one that is not finished unstable', () => {
  for (const tear of TEARS) {
    const nor = new Nor(PIXLJS_BASE, 9, rngFrom(7));
    nor.cut = { at: 2, tear };
    nor.write(0, word(0x12345678));
    assert.throws(
      () => nor.write(4, word(0x0f0f0f0f)),
      (error: unknown) => error instanceof PowerCut,
    );
    assert.throws(
      () => nor.read(0, 4),
      (error: unknown) => error instanceof PowerCut,
    );
    nor.revive();
    assert.is(nor.word(0), 0x12345678);
    const seen = new Set<number>();
    for (let i = 0; i < 20; i++) seen.add(nor.word(4));
    for (const value of seen) assert.is((value & 0x0f0f0f0f) >>> 0, 0x0f0f0f0f, tear);
    if (tear === 'before') assert.equal([...seen], [0xffffffff]);
    if (tear === 'after') assert.equal([...seen], [0x0f0f0f0f]);
    if (tear === 'torn') assert.is(seen.size, 1);
    if (tear === 'unstable') assert.ok(seen.size > 1);
    nor.write(4, word(0x0f0f0f0f));
    assert.is(nor.word(4), 0x0f0f0f0f);
  }
});

flash('shows what is programmed through a view that was taken before', () => {
  const nor = new Nor();
  const view = new Uint32Array(nor.view(PAGE, PAGE));
  nor.write(PAGE + 12, word(0xabcd0123));
  assert.is(view[3], 0xabcd0123);
  nor.erase(PAGE);
  assert.is(view[3], 0xffffffff);
  assert.not(nor.tampered());
  view[3] = 0;
  assert.ok(nor.tampered());
});

flash('starts again from an image, wear included', () => {
  const nor = new Nor();
  nor.write(0, word(5));
  const image = nor.image();
  nor.write(4, word(6));
  const other = new Nor();
  other.restore(image);
  assert.is(other.word(0), 5);
  assert.is(other.word(4), 0xffffffff);
  assert.is(other.wear.wordWrites, 1);
});

flash.run();
