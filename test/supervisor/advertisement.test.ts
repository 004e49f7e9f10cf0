import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readAdvertisement } from '../../supervisor/advertisement.js';

const adverts = suite('what a badge says on the air');

adverts('is its id and how far its log goes', () => {
  const bytes = Uint8Array.of(9, 0xee, 0xff, 0xc0, 0x00, 0x34, 0xf2);
  assert.equal(readAdvertisement(bytes.subarray(1)), { badge: '00c0ffee', head: 0xf234 });
});

adverts('of any other length is of something else', () => {
  for (const length of [0, 5, 7]) assert.is(readAdvertisement(new Uint8Array(length)), null);
});

adverts.run();
