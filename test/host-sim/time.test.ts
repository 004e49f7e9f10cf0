import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { VirtualClock } from '../../host-sim/clock.js';
import { badgeWith, rows } from './tiny.js';

const time = suite('time on the badge');

/** Bundles draw a bar in column n * 2 to tell that something happened. */
const MARK = `var font = require('Storage').read('font');
  function mark(n) { g.setFontCustom(font, 65, 6, 12).drawString('B', n * 2, 0).flip(); }`;
const marks = (badge: ReturnType<typeof badgeWith>): number[] =>
  [...rows(badge, 0, 0, 128)[0]].flatMap((pixel, x) => (pixel === '#' ? [x / 2] : []));

time('rings in the order of times, and of setting where they are equal', () => {
  const clock = new VirtualClock();
  const rung: string[] = [];
  clock.at(5, () => rung.push(`b${clock.now()}`));
  clock.at(5, () => rung.push(`c${clock.now()}`));
  clock.at(3, () => {
    rung.push(`a${clock.now()}`);
    clock.at(4, () => rung.push(`n${clock.now()}`));
  });
  clock.cancel(clock.at(4, () => rung.push('never')));
  clock.advance(5);
  assert.equal(rung, ['a3', 'n4', 'b5', 'c5']);
});

time('fires a timer at its moment and not before', () => {
  const badge = badgeWith(`(function () { ${MARK} setTimeout(function () { mark(1); }, 600000); })()`);
  badge.advance(599_999);
  assert.equal(marks(badge), []);
  badge.advance(600_000);
  assert.equal(marks(badge), [1]);
});

time('gives ids that are numbers, and clears by them', () => {
  const badge = badgeWith(`(function () { ${MARK}
    var a = setTimeout(function () { mark(1); }, 10), b = setTimeout(function () { mark(2); }, 10);
    clearTimeout(a); if (a + 1 === b) mark(3); })()`);
  badge.advance(20);
  assert.equal(marks(badge), [2, 3]);
  assert.is(badge.timers.count, 0);
});

time('counts whole ticks on the chip, fast or slow by its drift', () => {
  const bundle = `(function () { ${MARK}
    setTimeout(function () { mark(Math.floor(getTime())); mark(getTime() * 32768 % 1 === 0 ? 50 : 60); }, 0); })()`;
  const badge = badgeWith(bundle);
  badge.advance(1);
  assert.equal(marks(badge), [0, 50]);
  const fast = badgeWith(`(function () { ${MARK} setTimeout(function () { mark(1); }, 1000); })()`, {
    ppm: 500,
  });
  fast.advance(999.4);
  assert.equal(marks(fast), []);
  fast.advance(999.51);
  assert.equal(marks(fast), [1]);
});

time('starts the clock anew with the power, keeps it over a reset, and tells why it started', () => {
  const badge = badgeWith(`(function () { ${MARK}
    mark(Math.floor(getTime())); mark(30 + peek32(0x40000400)); poke32(0x40000400, 4);
    if (peek32(0x40000400) === 0) mark(60); })()`);
  assert.equal(marks(badge), [0, 30, 60]);
  badge.advance(10_000);
  badge.power('reset');
  assert.equal(marks(badge), [10, 34, 60]);
  badge.power('cut');
  assert.equal(marks(badge), []);
  badge.advance(20_000);
  badge.power('restore');
  assert.equal(marks(badge), [0, 30, 60]);
});

time('sets the clock and leaves running timers alone; only a loss of power forgets it', () => {
  const badge = badgeWith(`(function () { ${MARK}
    mark(getTime() > 1000 ? 5 : 6);
    setTimeout(function () { mark(1); }, 1000);
    if (getTime() < 1000) setTime(1790000000);
    mark(getTime() === 1790000000 ? 7 : 8); })()`);
  assert.equal(marks(badge), [6, 7]);
  badge.advance(999);
  assert.equal(marks(badge), [6, 7]);
  badge.advance(1000);
  assert.equal(marks(badge), [1, 6, 7]);
  badge.power('reset');
  assert.equal(marks(badge), [5, 8]);
  badge.power('cut');
  badge.power('restore');
  assert.equal(marks(badge), [6, 7]);
});

const buttons = suite('buttons');
const watch = (how: string): string => `(function () { ${MARK} var n = 0;
  setWatch(function (e) { mark(n++); if (e.state) mark(20); else mark(21); mark(40 + Math.round(e.time * 100)); },
    BTN3, ${how}); })()`;

buttons('tell a press once it has settled, with the time of its edge', () => {
  const badge = badgeWith(watch("{ repeat: true, edge: 'rising', debounce: 25 }"));
  badge.advance(50);
  badge.hold(3, true);
  badge.advance(74);
  assert.equal(marks(badge), []);
  badge.advance(76);
  assert.equal(marks(badge), [0, 20, 45]);
});

buttons('take chatter for one press, timed by the last bounce', () => {
  const badge = badgeWith(watch("{ repeat: true, edge: 'rising', debounce: 25 }"));
  for (const [at, down] of [
    [10, true],
    [15, false],
    [20, true],
  ] as const) {
    badge.advance(at);
    badge.hold(3, down);
  }
  badge.advance(200);
  assert.equal(marks(badge), [0, 20, 42]);
  badge.hold(3, false);
  badge.advance(210);
  badge.hold(3, true);
  badge.advance(400);
  assert.equal(marks(badge), [0, 20, 42]);
});

buttons('tell both edges where asked, without a wait where there is no debounce', () => {
  const badge = badgeWith(watch("{ repeat: true, edge: 'both', debounce: 0 }"));
  badge.press(3, 10);
  assert.equal(marks(badge), [0, 1, 20, 21, 40, 41]);
  assert.throws(() => badge.press(5), /no button 5/);
});

buttons('held at the start, the first one skips the program', () => {
  const badge = badgeWith(`(function () { ${MARK} mark(1); })()`);
  badge.hold(1, true);
  badge.power('cut');
  badge.power('restore');
  assert.equal(marks(badge), []);
});

time.run();
buttons.run();
