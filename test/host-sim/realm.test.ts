import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Realm } from '../../host-sim/realm.js';
import { badgeWith } from './tiny.js';

const realm = suite('the language of the badge');

const inRealm = (expression: string): unknown => {
  const made = new Realm({ now: () => 5000, random: () => 0.25 });
  made.run(`result = ${expression}`);
  return made.globals.result;
};

realm('lacks what Espruino lacks', () => {
  const gone = [
    'Map',
    'Set',
    'WeakMap',
    'Symbol',
    'Proxy',
    'Reflect',
    'BigInt',
    'Intl',
    'structuredClone',
    'console',
    'setInterval',
    'queueMicrotask',
    'WebAssembly',
    'SharedArrayBuffer',
    'escape',
    'RangeError',
    'Float32Array',
    'print',
    'process',
    'Object.freeze',
    'Object.hasOwn',
    'Number.isInteger',
    'Number.isNaN',
    'Array.from',
    'Array.of',
    'Uint8Array.from',
    'Math.trunc',
    'Math.imul',
    'String.raw',
    'Promise.race',
    '[].flat',
    '[].at',
    '[].lastIndexOf',
    '[].keys',
    "''.at",
    "''.codePointAt",
    "''.trimStart",
    '(1).toPrecision',
    'new Uint8Array(1).map',
    'new Uint8Array(1).at',
    '({}).__proto__',
  ];
  const there = gone.filter(name =>
    inRealm(`(function () { try { return typeof ${name} !== 'undefined' } catch (e) { return false } })()`),
  );
  assert.equal(there, []);
});

realm('has every global and member that shared/badge-lib.d.ts promises', () => {
  const page = readFileSync('shared/badge-lib.d.ts', 'utf8');
  const names = [...page.matchAll(/^declare (?:const|function) (\w+)/gm)].map(match => match[1]);
  const outside = ['Symbol', 'atob', 'btoa'];
  const missing = names.filter(name => !outside.includes(name) && !inRealm(`'${name}' in globalThis`));
  assert.ok(names.length > 30);
  assert.equal(missing, []);
  const members: [string, string][] = [
    ['String', "''"],
    ['Array', '[]'],
    ['Uint8Array', 'new Uint8Array(1)'],
    ['TypedArray', 'new Int32Array(1)'],
    ['DataView', 'new DataView(new ArrayBuffer(1))'],
    ['RegExp', '/a/'],
    ['Date', 'new Date(0)'],
    ['Promise', 'Promise.resolve(1)'],
    ['ObjectConstructor', 'Object'],
    ['Math', 'Math'],
    ['JSON', 'JSON'],
    ['NumberConstructor', 'Number'],
    ['Object', '({})'],
    ['CallableFunction', '(function () {})'],
  ];
  for (const [type, value] of members) {
    const body = new RegExp(
      `^interface ${type}(?:<[^{]*>)?(?: extends [^{]*)? \\{([\\s\\S]*?)^\\}`,
      'm',
    ).exec(page);
    if (!body) continue;
    for (const [, member] of body[1].matchAll(/^ {2}(?:readonly )?(\w+)(?:<[^(]*>)?[(:]/gm))
      if (member !== 'new') assert.ok(inRealm(`${value}.${member} !== undefined`), `${type}.${member}`);
  }
});

realm('still iterates, matches and replaces', () => {
  assert.is(
    inRealm(
      "(function () { var s = ''; for (const x of [1, 2]) s += x; for (const c of 'ab') s += c; return s })()",
    ),
    '12ab',
  );
  assert.is(inRealm("'a-b-c'.replace(/-/g, '+')"), 'a+b+c');
  assert.is(inRealm("'x1y'.match(/[0-9]/)[0]"), '1');
});

realm('keeps the low byte of a character, the seed of chance and the chip\u2019s time', () => {
  assert.is(inRealm('String.fromCharCode(0x4e2d, 65).charCodeAt(0)'), 0x2d);
  assert.is(inRealm('Math.random()'), 0.25);
  assert.is(inRealm('new Date().getTime() + Date.now()'), 10_000);
});

realm('gives the bundle exactly what device/espruino.d.ts lists', () => {
  const page = readFileSync('device/espruino.d.ts', 'utf8');
  const badge = badgeWith(`seen = {};
    [['NRF', NRF], ['E', E], ['Graphics', g], ['Storage', require('Storage')], ['Flash', require('Flash')]]
      .forEach(function (each) { seen[each[0]] = Object.keys(each[1]).sort().join(' '); });
    E.setConsole(null, { force: true });
    throw new Error(JSON.stringify(seen));`);
  const seen = JSON.parse(
    badge
      .faults()[0]
      .replace(/^[^{]*/, '')
      .replace(/\} \(.*$/, '}'),
  );
  for (const name of Object.keys(seen)) {
    const body = new RegExp(`(?:interface ${name} |declare const ${name}: )\\{([\\s\\S]*?)^\\}`, 'm').exec(
      page,
    );
    const listed = [...(body?.[1] ?? '').matchAll(/^ {2}(\w+)\??\(/gm)].map(match => match[1]);
    assert.is(seen[name], [...new Set(listed)].sort().join(' '), name);
  }
  const globals = [...page.matchAll(/^declare (?:const|function) (\w+)/gm)].map(match => match[1]);
  const bundle = globals
    .map(name => `if (typeof ${name} === 'undefined') throw new Error('no ${name}');`)
    .join('');
  assert.equal(badgeWith(bundle).faults(), []);
});

realm('runs what a promise left to do before time goes on', () => {
  const badge = badgeWith(`Promise.resolve(1).then(function () { LED1.write(true); });`);
  assert.ok(badge.lights.backlight);
});

realm.run();
