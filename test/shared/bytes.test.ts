import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { put, take } from '../../shared/bytes.js';

const bytes = suite('bytes in a string');

bytes('stand lowest first', () => {
  assert.is(put(0x04030201, 4), '\x01\x02\x03\x04');
  assert.is(put(0x04030201, 3), '\x01\x02\x03');
  assert.is(put(0x04030201, 1), '\x01');
  assert.is(put(0xffffffff, 4), '\xff\xff\xff\xff');
});

bytes('come back as the number that they were, whatever stands around them', () => {
  const size = fc.integer({ min: 1, max: 4 });
  const number = fc.integer({ min: 0, max: 0xffffffff });
  fc.assert(
    fc.property(number, size, fc.string(), (value, n, around) => {
      const text = around + put(value, n) + around;
      assert.is(take(text, around.length, n), n === 4 ? value : value % 2 ** (8 * n));
    }),
  );
});

bytes('past the end count as 0', () => {
  assert.is(take('\x01\x02', 1, 4), 2);
  assert.is(take('', 0, 4), 0);
});

bytes.run();
