import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bytesOf } from '../../shared/enrol/text.js';
import { type Keys, readKeys, writeKeys } from '../../supervisor/keys.js';

const A = '000102030405060708090a0b0c0d0e0f';
const B = 'f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff';

const KEYS: Keys = [
  { badge: '00c0ffee', logKey: bytesOf(B), radioKey: bytesOf(A), enrolled: 1795395600 },
  { badge: '00c0ffee', logKey: bytesOf(A), radioKey: bytesOf(B), enrolled: null },
  { badge: '00000001', logKey: bytesOf(A), radioKey: bytesOf(A), enrolled: null },
];

const keys = suite('a keys file');

keys('is a line for each enrolment under a line that says what it is', () => {
  assert.is(
    writeKeys(KEYS, ['test keys']),
    `doorstep-keys 1\n# test keys\n00c0ffee ${B} ${A} 2026-11-23T01:00:00+00:00\n00c0ffee ${A} ${B}\n00000001 ${A} ${A}\n`,
  );
  assert.equal(readKeys(writeKeys(KEYS, ['test keys'])), KEYS);
});

keys('may be written by hand: notes, empty lines, capitals, any blanks, the ends of lines of Windows', () => {
  const text = `\uFEFFdoorstep-keys 1\r\n\r\n# 00c0ffee is a test key\r\n  00C0FFEE\t${B.toUpperCase()}  ${A} 2026-11-23T09:00:00+08:00\r\n`;
  assert.equal(readKeys(text), [KEYS[0]]);
  assert.equal(readKeys('doorstep-keys 1'), []);
});

const FAULTS: readonly (readonly [text: string, error: RegExp])[] = [
  ['', /^it is no keys file: its first line must be "doorstep-keys 1"$/],
  [`00c0ffee ${A} ${B}\n`, /^it is no keys file/],
  ['doorstep-keys 1 more\n', /^it is no keys file/],
  ['doorstep-keys 2\n', /^it is of version 2, and this doorstep reads version 1: use a newer one$/],
  ['doorstep-keys\n', /^it is no keys file/],
  [`doorstep-keys 1\n\n00c0ffe ${A} ${B}\n`, /^line 3 is no line of keys/],
  [`doorstep-keys 1\n00c0ffee ${A}0 ${B}\n`, /^line 2 /],
  [`doorstep-keys 1\n00c0ffee ${A} ${B.slice(1)}\n`, /^line 2 /],
  [`doorstep-keys 1\n00c0ffee ${A}\n`, /^line 2 /],
  [`doorstep-keys 1\n00c0ffee ${A} ${B} yesterday\n`, /^line 2 /],
  [`doorstep-keys 1\n00c0ffee ${A} ${B} 2026-11-23T09:00:00+08:00 more\n`, /^line 2 /],
];

for (const [text, error] of FAULTS)
  keys(`is refused in one sentence that shows no key: ${JSON.stringify(text.slice(0, 40))}`, () => {
    const read = readKeys(text);
    assert.ok('error' in read);
    if (!('error' in read)) return;
    assert.match(read.error, error);
    assert.not.match(read.error, /[0-9a-f]{8}/);
  });

keys.run();
