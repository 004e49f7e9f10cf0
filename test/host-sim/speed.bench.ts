import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { badgeWith } from './tiny.js';

const bench = suite('how fast the simulator is');

const TEXT_SCREEN = `(function () {
  var font = require('Storage').read('font'), n = 0;
  function draw() {
    n++;
    g.setFontCustom(font, 65, 6, 12);
    g.clear();
    for (var row = 0; row < 5; row++) g.drawString('ABABABABABABABABABABA', 0, row * 12);
    g.flip();
    setTimeout(draw, 10);
  }
  draw();
})();`;

const ONE_ROW = `(function () {
  var font = require('Storage').read('font');
  function draw() {
    g.clearRect(0, 24, 127, 35);
    g.setFontCustom(font, 65, 6, 12).drawString('ABABABABABABABABABABA', 0, 24).flip();
    setTimeout(draw, 10);
  }
  draw();
})();`;

function perSecond(bundle: string): number {
  const badge = badgeWith(bundle);
  badge.advance(100_000);
  const before = badge.graphics.flips;
  const start = performance.now();
  badge.advance(badge.now() + 1_500_000);
  const seconds = (performance.now() - start) / 1000;
  return (badge.graphics.flips - before) / seconds;
}

bench('redraws of five rows of 21 characters, through the bundle and its timer', () => {
  const rate = perSecond(TEXT_SCREEN);
  console.log(`  five rows: ${Math.round(rate)} redraws a second`);
  assert.ok(rate > 0);
});

bench('redraws of one row', () => {
  const rate = perSecond(ONE_ROW);
  console.log(`  one row: ${Math.round(rate)} redraws a second`);
  assert.ok(rate > 0);
});

bench('boots', () => {
  const badge = badgeWith('g.clear();');
  const start = performance.now();
  for (let i = 0; i < 500; i++) {
    badge.power('cut');
    badge.power('restore');
  }
  console.log(`  boot: ${((performance.now() - start) / 500).toFixed(3)} ms`);
});

bench.run();
