import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { digest } from '../../../host-sim/digest.js';
import { macOf, Pad, padOf } from '../../../shared/log/mac.js';

const mac = suite('HMAC-SHA1');

const bytes = (...values: number[]): string => String.fromCharCode(...values);

/** RFC 2202 section 3, those of its cases whose key fits one block: key, data, tag. */
const CASES: readonly (readonly [key: string, data: string, tag: string])[] = [
  ['\x0b'.repeat(20), 'Hi There', 'b617318655057264e28bc0b6fb378c8ef146be00'],
  ['Jefe', 'what do ya want for nothing?', 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79'],
  ['\xaa'.repeat(20), '\xdd'.repeat(50), '125d7342b9ac11cd91a39af48aa17b4f63f175d3'],
  [
    bytes(...Array.from({ length: 25 }, (_, i) => i + 1)),
    '\xcd'.repeat(50),
    '4c9007f4026250c6bc8414f9bf50c86c2d7235da',
  ],
  ['\x0c'.repeat(20), 'Test With Truncation', '4c1a03424b55e07fe7f27be1d58bb9324a9a5a04'],
];

CASES.forEach(([key, data, tag], i) => {
  mac(`makes the tag of case ${i + 1} of RFC 2202`, () => {
    const made = macOf(digest, padOf(key, Pad.Inner), padOf(key, Pad.Outer), data);
    assert.is(Buffer.from(made, 'latin1').toString('hex'), tag);
  });
});

mac.run();
