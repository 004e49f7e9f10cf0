import { crc32 } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BadText, bytesOf, enrolText, hexOf, readEnrolText } from '../../../shared/enrol/text.js';
import { deskDigest } from '../../../supervisor/dlog.js';
import { below, withSeeds } from '../seed.js';

const text = suite('what the QR of an enrolled badge says');

const BADGE = {
  id: 0x00c0ffee,
  logKey: bytesOf('000102030405060708090a0b0c0d0e0f'),
  radioKey: bytesOf('f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff'),
};
const SAYS = '00C0FFEE000102030405060708090A0B0C0D0E0FF0F1F2F3F4F5F6F7F8F9FAFBFCFDFEFF';

/** The check, worked out by another library. */
const checkOf = (digits: string) =>
  (crc32(Buffer.from(digits, 'hex')) & 0xffff).toString(16).padStart(4, '0').toUpperCase();

text('is id, key of the log, key of the radio and a check, pinned digit for digit', () => {
  assert.is(enrolText(deskDigest, BADGE), `${SAYS}4255`);
  assert.is(checkOf(SAYS), '4255');
});

text('is read in upper and in lower case', () => {
  assert.equal(readEnrolText(deskDigest, `${SAYS}4255`), BADGE);
  assert.equal(readEnrolText(deskDigest, `${SAYS}4255`.toLowerCase()), BADGE);
});

text('holds every id and every key', () => {
  withSeeds(200, rng => {
    const key = () => hexOf(String.fromCharCode(...Array.from({ length: 16 }, () => below(rng, 256))));
    const digits = rng.u32().toString(16).padStart(8, '0') + key() + key();
    const says = digits.toUpperCase() + checkOf(digits);
    const read = readEnrolText(deskDigest, says);
    assert.is(typeof read, 'object');
    if (typeof read !== 'object') return;
    assert.is(read.id.toString(16).padStart(8, '0') + hexOf(read.logKey) + hexOf(read.radioKey), digits);
    assert.is(enrolText(deskDigest, read), says);
  });
});

text('has 76 digits, not one less and not one more', () => {
  assert.is(readEnrolText(deskDigest, `${SAYS}797`), BadText.Length);
  assert.is(readEnrolText(deskDigest, `${SAYS}42550`), BadText.Length);
  assert.is(readEnrolText(deskDigest, ''), BadText.Length);
});

text('has no other letter than those of hex, at any place', () => {
  const says = `${SAYS}4255`;
  for (let i = 0; i < says.length; i++)
    for (const other of ['G', ' ', '-', '/', ':', '@', '`', 'g', '\u0130', '中'])
      assert.is(
        readEnrolText(deskDigest, says.slice(0, i) + other + says.slice(i + 1)),
        BadText.Digit,
        `${other} at ${i}`,
      );
});

text('with one digit misread says nothing', () => {
  const says = `${SAYS}4255`;
  for (let i = 0; i < says.length; i++)
    for (const other of '0123456789ABCDEF')
      if (other !== says[i])
        assert.is(readEnrolText(deskDigest, says.slice(0, i) + other + says.slice(i + 1)), BadText.Check);
});

text.run();
