/** Small programs that must give the same on the stand-ins and on a real interpreter; `t` tells a value. */
export interface Program {
  readonly name: string;
  readonly code: string;
}

/** `fails` tells whether it throws: words of errors are the firmware's own. */
export const HELPERS = `
  var told = [];
  function t(value) { told.push(typeof value === 'string' ? JSON.stringify(value) : '' + value); }
  function fails(act) { try { act(); t('fine'); } catch (error) { t('throws'); } }
  function hex(bytes) { var s = ''; for (var i = 0; i < bytes.length; i++) s += (bytes[i] + 256).toString(16).substr(1); return s; }
  function codes(text) { var s = ''; for (var i = 0; i < text.length; i++) s += (text.charCodeAt(i) + 256).toString(16).substr(1); return s; }
  var storage = require('Storage'), flash = require('Flash');
  var base = E.getAddressOf(storage.read('dlog'), true) - 32;
`;

const STORAGE: readonly Program[] = [
  {
    name: 'a file reads as bytes that lie in flash',
    code: `var f = storage.read('dlog'); t(f.length); t(codes(f.substr(0, 8))); t(f.charCodeAt(9000) | 0);
      t(storage.read('dlog', 4, 4).length); t(codes(storage.read('dlog', 12250, 100))); t(storage.read('none'));
      t(storage.read('dlog', 20000, 4)); t(E.getAddressOf(f, true) - base);`,
  },
  {
    name: 'a blank stretch is filled once, and not even with the same bytes again',
    code: `t(storage.write('dlog', new Uint8Array([1, 2, 3, 4]), 4064)); fails(function () { storage.write('dlog', new Uint8Array([1, 2, 3, 4]), 4064); });
      fails(function () { storage.write('dlog', new Uint8Array([0, 2, 3, 4]), 4064); }); fails(function () { storage.write('dlog', 'x', 4066); });
      t(codes(storage.read('dlog', 4060, 12)));`,
  },
  {
    name: 'bytes land at any offset, across words and pages',
    code: `storage.write('dlog', 'abc', 4069); storage.write('dlog', 'de', 4072); storage.write('dlog', '0123456789', 8155);
      t(codes(storage.read('dlog', 4064, 16))); t(codes(storage.read('dlog', 8150, 20)));`,
  },
  {
    name: 'a write that would leave the file is refused',
    code: `fails(function () { storage.write('dlog', 'abcd', 12255); }); t(codes(storage.read('dlog', 12250, 6)));
      storage.write('dlog', 'abcd', 12252); t(codes(storage.read('dlog', 12250, 6)));`,
  },
  {
    name: 'zeros are written as they are, and a blank word stays blank where 0xff is written',
    code: `storage.write('dlog', new Uint8Array([255, 255, 255, 255]), 5000); storage.write('dlog', new Uint8Array([0, 255, 255, 0]), 5000);
      t(codes(storage.read('dlog', 4998, 8))); fails(function () { storage.write('dlog', new Uint8Array([0, 1, 255, 0]), 5000); });
      fails(function () { storage.write('dlog', new Uint8Array([1, 255, 255, 0]), 5000); });`,
  },
  {
    name: 'a word of a typed array is written as its bytes through a view',
    code: `var cell = new Uint32Array(1), bytes = new Uint8Array(cell.buffer); cell[0] = 0x89abcdef; storage.write('dlog', bytes, 6000);
      t(codes(storage.read('dlog', 6000, 4))); var w = new Uint32Array(E.toArrayBuffer(E.memoryArea(base + 4096, 4096)));
      t(w[(6032 - 4096) / 4]); t(w[0]); t(w.length);`,
  },
  {
    name: 'a view of flash follows what is written and erased',
    code: `var w = new Uint32Array(E.toArrayBuffer(E.memoryArea(base + 4096, 8192))); storage.write('dlog', new Uint8Array([1, 0, 0, 128]), 4064);
      t(w[0]); flash.erasePage(base + 4096); t(w[0]); storage.write('dlog', new Uint8Array([2, 0, 0, 0]), 4064); t(w[0]); t(w[1024]);`,
  },
  {
    name: 'an erase takes its own page and no other',
    code: `storage.write('dlog', 'le', 4062); storage.write('dlog', 'right', 8160); flash.erasePage(base + 4096 + 100);
      t(codes(storage.read('dlog', 4058, 8))); t(codes(storage.read('dlog', 8158, 8))); t(storage.read('dlog').length);`,
  },
  {
    name: 'raw flash is read by address, headers of files with it',
    code: `t(hex(flash.read(32, base))); t(hex(flash.read(4, base + 4096))); t(flash.read(0, base));`,
  },
];

const BYTES: readonly Program[] = [
  {
    name: 'CRC-32 of strings, arrays and flash',
    code: `t(E.CRC32('123456789')); t(E.CRC32('')); t(E.CRC32(new Uint8Array([0, 255, 128]))); t(E.CRC32(storage.read('dlog')));
      t(E.CRC32('\\x00\\xff\\x80')); t(E.CRC32([49, 50, 51])); t(E.CRC32(E.memoryArea(base, 100)));`,
  },
  {
    name: 'base64 both ways',
    code: `t(btoa('abc')); t(btoa('ab')); t(btoa('')); t(btoa('\\xff\\x00\\x80')); t(codes(atob('/wCA'))); t(codes(atob('YWI='))); t(codes(atob('YQ==')));
      t(codes(atob('YWJj'))); t(codes(atob('WO+1AAA='))); t(codes(atob('ABCDEFGH')));`,
  },
  {
    name: 'typed arrays wrap, clip and read past their end',
    code: `var a = new Uint8Array(3); a[0] = 257; a[1] = -1; a[2] = 3.9; t(a.join()); t(a[3]); a[7] = 1; t(a.length); t(new Uint32Array([-1])[0]);
      t(new Int8Array([200])[0]); t(new Uint16Array([65537])[0]); t(new Uint8Array([1, 2, 3, 4]).slice(1, 3).join()); t(new Int32Array([2147483648])[0]);
      var b = new Uint8Array(8); b.set([1, 2, 3], 2); t(b.join()); b.fill(9, 6); t(b.join()); t(new Uint8Array(b.buffer, 2, 3).join());
      t(new Uint32Array(b.buffer)[0]); t(new Uint8Array(new Uint8Array([5, 6])).join()); t(b.indexOf(3)); t(new Uint8Array(b.buffer, 6, 2).length);`,
  },
  {
    name: 'a DataView reads both ways round',
    code: `var b = new Uint8Array([1, 2, 3, 4, 255, 255]), v = new DataView(b.buffer); t(v.getUint16(0)); t(v.getUint16(0, true)); t(v.getUint32(0, true));
      t(v.getInt16(4)); v.setUint16(1, 0x1234, true); t(b.join()); v.setUint32(0, 0xfffffffe); t(b.join());`,
  },
  {
    name: 'bits wrap at 32',
    code: `t(1 << 31); t((1 << 31) >>> 0); t(-1 >>> 27); t(0xffffffff >>> 0); t(0xffffffff | 0); t(4294967295 >> 31); t(4294967296 | 0); t(1e12 | 0);
      t(~0); t(5 ^ -1); t(2147483647 + 1); t(0xffffffff * 2); t(-7 % 3); t(7 >> 1); t(-7 >> 1); t(1 << 32); t(0x7ffffff & 0x5555555); t(27 * 0x8000000 + 5);
      t((134217727 >> 1) & 0x5555555); t((3.7 | 0) + (-3.7 | 0)); t(0xf0f0f0f % 255); t(4294967295 === 0xffffffff); t(4294967295 - 4294967294);`,
  },
];

const LANGUAGE: readonly Program[] = [
  {
    name: 'numbers as text and back',
    code: `t(1.5); t(1e3); t(-0 === 0); t(7 / 2); t(4 / 2); t((4 / 2) === 2); t(1 / 0); t(0 / 0); t(parseInt('12x')); t(parseInt('ff', 16));
      t(parseInt('')); t(Number('')); t(Number('0x10')); t(+'3.5'); t((255).toString(16)); t((5).toString(2)); t((1.005).toFixed(1)); t(1767225600);
      t(1767225600123); t(4294967295 + 1); t(Math.floor(-1.5)); t(Math.round(2.5)); t(Math.max(1, 2, 3)); t(Math.min(3, 1)); t(Math.abs(-4)); t(isNaN('a'));`,
  },
  {
    name: 'strings cut and found',
    code: `var s = 'abcdefgh'; t(s.substr(2)); t(s.substr(2, 3)); t(s.substr(-3)); t(s.substr(-3, 2)); t(s.substring(5, 2)); t(s.substring(2)); t(s.slice(-2)); t(s.slice(1, -1));
      t(s.substr(20)); t(s.substr(0, 0)); t(s.charAt(9)); t(s.charCodeAt(9)); t(s[1]); t(s[9]); t(s.indexOf('cd')); t(s.indexOf('x')); t(s.indexOf('a', 1)); t(s.lastIndexOf('e'));
      t(s.split('d').join()); t('a,b,,c'.split(',').length); t('abc'.split('').join('-')); t('' + s + 1 + null + undefined + true); t('a' < 'b'); t('10' < '9'); t('ab'.repeat(3)); t(' x '.trim());
      t('7'.padStart(3, '0')); t('7'.padEnd(3)); t('abc'.toUpperCase()); t('a' + 1 - 1); t('5' * '2'); t('x'.charCodeAt(0)); t(String.fromCharCode(65, 66, 256 + 67)); t('abc'.includes('b'));`,
  },
  {
    name: 'replaceAll and replace',
    code: `t('a-b-c'.replaceAll('-', '+')); t('aaa'.replaceAll('a', 'bb')); t('a-b-c'.replace('-', '+')); t('a1b2'.replace(/[0-9]/g, '#')); t('abc'.replaceAll('x', 'y'));
      t('WO-12'.replaceAll('+', '-')); t('a.b'.replaceAll('.', '')); t('x'.replaceAll('x', ''));`,
  },
  {
    name: 'the regular expressions of the badge',
    code: `var id = /^[A-Z0-9-]+$/; t(id.test('WO-1001')); t(id.test('wo')); t(id.test('')); t(id.test('A B')); t(id.test('A+')); t(/\\d+/.exec('ab12c')[0]);`,
  },
  {
    name: 'arrays',
    code: `var a = [3, 1, 2]; t(a.concat([4]).join()); t(a.slice(1).join()); t(a.indexOf(2)); t(a.splice(1, 1).join()); t(a.join()); a.unshift(9); t(a.join()); t(a.shift()); t(a.pop()); t(a.length);
      t([1, 2, 3].map(function (x) { return x * 2; }).join()); t([1, 2, 3].filter(function (x) { return x > 1; }).join()); t([5, 3, 10].sort().join()); t([5, 3, 10].sort(function (x, y) { return x - y; }).join());
      t([].concat([1], 2, [3, [4]]).length); t([1, 2, 3].reverse().join()); t(Array.isArray([])); t([1, , 3].length); t([undefined, null].join()); t([0, 1].find(function (x) { return x; })); t([].pop());
      var b = []; b[3] = 1; t(b.length); t(b.join()); t([1, 2, 3].includes(2)); t([3, 4].reduce(function (x, y) { return x + y; }, 1)); t([1, 2].some(function (x) { return x > 1; })); t([1, 2].every(function (x) { return x > 1; }));`,
  },
  {
    name: 'objects keep the order in which their keys came',
    code: `var o = { b: 1, a: 2 }; o.c = 3; t(Object.keys(o).join()); delete o.b; t('b' in o); t(o.b); t(JSON.stringify(o)); var s = ''; for (var k in o) s += k; t(s); t(Object.values(o).join());
      t(JSON.stringify([1, 'a', null, true, { x: [] }])); t(JSON.parse('{"a":[1,2]}').a.length); t(o.hasOwnProperty('a')); t(typeof null); t(typeof undefined); t(typeof function () {});`,
  },
  {
    name: 'what counts as true, and what is left of it',
    code: `t('' || 5); t(0 || ''); t(null || 0); t('a' && 'b'); t(0 && 1); t(!''); t(!!'0'); t(null == undefined); t(null === undefined); t(NaN === NaN); t('1' == 1); t([] + ''); t(undefined + 1); t(null + 1); t(true + 1); t(void 0); t(1 ? 2 : 3);`,
  },
  {
    name: 'loops, switches and exceptions',
    code: `var s = ''; for (var i = 0; i < 5; i++) { if (i === 1) continue; if (i === 4) break; s += i; } t(s); function f(x) { switch (x) { case 1: s += 'one'; case 2: return 'two'; case 'a': return 'A'; default: return 'none'; } }
      t(f(1)); t(f('a')); t(f(9)); t(s); function g() { try { throw new Error('x'); } catch (e) { return e.message; } finally { s = 'f'; } } t(g()); t(s); var n = 3, c = 0; while (n-- > 0) c += n; t(c); do { c++; } while (c < 10); t(c);
      try { null.x; } catch (e) { t('caught'); } try { throw 'text'; } catch (e) { t(e); } try { undefined(); } catch (e) { t('caught'); } fails(function () { missing + 1; });`,
  },
  {
    name: 'closures, arguments and this',
    code: `function counter() { var n = 0; return { up: function () { return ++n; }, n: function () { return n; } }; } var a = counter(), b = counter(); a.up(); a.up(); b.up(); t(a.n()); t(b.n());
      function count() { return arguments.length; } t(count(1, undefined)); t(count.apply(null, [1, 2, 3])); t(count.call(null, 1)); var o = { x: 4, f: function () { return this.x; } }; t(o.f()); t((() => 5)()); t(((x, y) => x + y)(1, 2));
      let z = 1; { let z = 2; t(z); } t(z); var list = []; for (let i = 0; i < 3; i++) { const j = i; list.push(() => j); } t(list.map(function (x) { return x(); }).join()); function miss(x) { return x; } t(miss());`,
  },
  {
    name: 'dates in UTC',
    code: `t(new Date(1767225600000).toISOString()); t(new Date(0).toISOString()); t(new Date(1795392000500).toISOString()); t(new Date(951782400000).toISOString()); t(new Date('2026-11-23T08:00:00Z').getTime());
      t(new Date('2026-11-23T08:00:00+08:00').getTime()); t(new Date(1795392000000).getTime()); t(new Date(4102444799000).toISOString());`,
  },
  {
    name: 'the firmware and the console are as the badge expects',
    code: `t(typeof process.env.VERSION); t(typeof E.getBattery()); t(typeof getTime()); t(typeof E.hwRand()); t(typeof require('Flash').erasePage);`,
  },
];

/** Fonts are cut from the page 0 that the badge has: ASCII of 6x12 at 836, 12x12 glyphs at 1691. */
const FONTS = `var narrow = storage.read('dlog', 836, 855), wide = storage.read('dlog', 1691, 2373);
  function a() { g.setFontCustom(narrow, 32, 6, 12); } function z() { g.setFontCustom(wide, 32, 12, 12); } g.clear(); a();`;

const GRAPHICS: readonly Program[] = [
  {
    name: 'text in the narrow font',
    code: `${FONTS} g.drawString('Hello, badge! 0123', 0, 0); g.drawString('~}|{', 60, 30);`,
  },
  {
    name: 'glyphs in the wide font',
    code: `${FONTS} z(); g.drawString(' !"#$%&()', 0, 13); g.drawString('@ABC', 40, 40);`,
  },
  {
    name: 'text over every edge',
    code: `${FONTS} g.drawString('Wg#', -4, -5); g.drawString('Wg#', 118, 20); g.drawString('Wg#', 127, 30); g.drawString('Wg#', 126, 43); g.drawString('Wg#', 50, 58); g.drawString('Wg#', -20, 30); g.drawString('Wg#', 70, -11); g.drawString('Wg#', 90, 63);`,
  },
  {
    name: 'wide glyphs over every edge',
    code: `${FONTS} z(); g.drawString('0123', -7, -5); g.drawString('0123', 117, 20); g.drawString('01', 122, 40); g.drawString('45', 50, 57); g.drawString('45', -30, 30);`,
  },
  {
    name: 'text over text only adds',
    code: `${FONTS} g.drawString('AAAA', 10, 10); g.drawString('----', 10, 10); g.drawString('    ', 10, 10); g.drawString('____', 12, 13);`,
  },
  {
    name: 'rectangles cleared, corners in, either order, clipped',
    code: `${FONTS} for (var y = 0; y < 64; y += 11) g.drawString('MMMMMMMMMMMMMMMMMMMMMM', 0, y); g.clearRect(3, 3, 20, 20); g.clearRect(60, 40, 50, 30); g.clearRect(-5, 55, 2, 90); g.clearRect(120, -3, 300, 4); g.clearRect(80, 32, 80, 32); g.clearRect(100, 31, 110, 32); g.clearRect(64, 70, 70, 80); g.clearRect(30.9, 50.9, 40.2, 52.7);`,
  },
  {
    name: 'characters in front of the first and behind the last',
    code: `${FONTS} g.drawString('a\\x1f\\x01b\\x7f\\x80\\xffc', 0, 0); z(); g.drawString('\\x20\\x80\\xa0\\xf0', 0, 20);`,
  },
  { name: 'a line end begins a line below', code: `${FONTS} g.drawString('one\\ntwo\\n\\nfour', 20, 3);` },
  {
    name: 'places between pixels',
    code: `${FONTS} g.drawString('xyz', 3.7, 4.2); g.drawString('xyz', 50.5, 20.9); g.drawString('xyz', -0.5, 40);`,
  },
  {
    name: 'numbers as text',
    code: `${FONTS} g.drawString(1234, 0, 0); g.drawString('' + 5.5, 40, 0); g.drawString(undefined + '', 0, 20);`,
  },
  {
    name: 'a font built in RAM',
    code: `g.clear(); var bits = ''; for (var i = 0; i < 40; i++) bits += String.fromCharCode((i * 37 + 11) & 255); g.setFontCustom(bits, 65, 5, 8); g.drawString('ABCDEFGH', 4, 4); g.setFontCustom(bits, 65, 10, 16); g.drawString('AB', 60, 20); g.setFontCustom(bits, 65, 3, 33); g.drawString('AB', 100, 20);`,
  },
];

export const PROGRAMS: readonly Program[] = [...STORAGE, ...BYTES, ...LANGUAGE];
export const DRAWINGS: readonly Program[] = GRAPHICS;

/** What timers do, told in the order in which they ring; delays are small, for the interpreter's are real. */
export const TIMERS: readonly Program[] = [
  {
    name: 'ring in the order of their delays',
    code: `setTimeout(function () { t('30'); done(); }, 30); setTimeout(function () { t('10'); }, 10); setTimeout(function () { t('20'); }, 20); t('now');`,
  },
  {
    name: 'of one delay ring in the order they were set',
    code: `setTimeout(function () { t('a'); }, 5); setTimeout(function () { t('b'); }, 5); setTimeout(function () { t('c'); done(); }, 5);`,
  },
  {
    name: 'of no delay wait for the end of what runs',
    code: `setTimeout(function () { t('later'); setTimeout(function () { t('last'); done(); }, 0); t('still'); }, 0); t('first');`,
  },
  {
    name: 'are called off',
    code: `var a = setTimeout(function () { t('never'); }, 5); clearTimeout(a); clearTimeout(a); setTimeout(function () { t('end'); done(); }, 15);`,
  },
  {
    name: 'are called off by one that rings before',
    code: `var b = setTimeout(function () { t('never'); }, 12); setTimeout(function () { clearTimeout(b); t('off'); }, 4); setTimeout(function () { t('end'); done(); }, 25);`,
  },
  {
    name: 'cannot be called off by an undefined id',
    code: `fails(function () { clearTimeout(undefined); }); done();`,
  },
  {
    name: 'need something to call',
    code: `fails(function () { setTimeout(undefined, 5); }); fails(function () { setTimeout(5, 5); }); done();`,
  },
  {
    name: 'go on after one of them threw',
    code: `setTimeout(function () { null.x; }, 3); setTimeout(function () { t('next'); done(); }, 9);`,
  },
  {
    name: 'keep their delay when the clock jumps',
    code: `var c = 0; setTimeout(function () { t('rang'); done(); }, 40); setTime(1795392000); setTimeout(function () { t(getTime() >= 1795392000); }, 10);`,
  },
];

export interface Known extends Program {
  readonly standIns: string;
  readonly interpreter: string;
}

/** Where the stand-ins cannot be as the badge is. Programs for the badge keep clear of these. */
export const KNOWN: readonly Known[] = [
  {
    name: 'a division gives a float, which is no address and no length even where it is whole',
    code: `var half = base / 2; fails(function () { flash.erasePage(half + half); }); fails(function () { flash.erasePage((half + half) | 0); });`,
    standIns: '"fine"|"fine"',
    interpreter: '"throws"|"fine"',
  },
  {
    name: 'decimal fractions are read less exactly',
    code: `t(0.1 + 0.2 > 0.3);`,
    standIns: 'true',
    interpreter: 'false',
  },
  {
    name: 'halves are rounded in other ways',
    code: `t((2.5).toFixed(0)); t(Math.round(-2.5));`,
    standIns: '"3"|-2',
    interpreter: '"2"|-3',
  },
  {
    name: 'a short string in RAM has an address too',
    code: `t(E.getAddressOf('abc' + told.length, true) > 0);`,
    standIns: 'false',
    interpreter: 'true',
  },
];
