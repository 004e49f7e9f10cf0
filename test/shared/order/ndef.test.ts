import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ndefOf, ORDER, payloadIn, TYPE } from '../../../shared/order/ndef.js';
import { below, pick, withSeeds } from '../seed.js';

const tag = suite('a work order in a tag');

/** The area of a tag with one message in it, terminator and zeros behind. */
const areaWith = (message: string) =>
  `\x03${String.fromCharCode(message.length)}${message}\xfe`.padEnd(240, '\0');

/**
 * What the NFC Forum's documents say, written down once more: a Type 2 tag's area is a row of TLVs; a short record is
 * header, lengths of type and payload, type, payload. Only the one shape that a badge takes is accepted.
 */
function payloadBy(area: Buffer): string {
  if (area.length < 3 || area[0] !== 0x03 || area[1] === 0xff) return '';
  const message = area.subarray(2, 2 + area[1]);
  if (message.length < area[1] || area[2 + area[1]] !== 0xfe) return '';
  const [header, typeLength, payloadLength] = message;
  const [isFirst, isLast, chunked, short, hasId] = [0x80, 0x40, 0x20, 0x10, 0x08].map(
    bit => (header & bit) !== 0,
  );
  if (!isFirst || !isLast || chunked || !short || hasId || (header & 7) !== 4) return '';
  if (message.length !== 3 + typeLength + payloadLength) return '';
  if (message.subarray(3, 3 + typeLength).toString('latin1') !== 'doorstep.badge:wo') return '';
  return message.subarray(3 + typeLength).toString('latin1');
}

tag('is one short record of external type, pinned byte for byte', () => {
  assert.is(
    Buffer.from(ndefOf('AB'), 'latin1').toString('hex'),
    `d41102${Buffer.from(TYPE + ORDER).toString('hex')}4142`,
  );
  assert.is(TYPE + ORDER, 'doorstep.badge:wo');
});

tag('is read back, from one byte of payload to what a tag holds', () => {
  for (let length = 1; length <= 200; length++) {
    const payload = 'x'.repeat(length);
    assert.is(payloadIn(ORDER, areaWith(ndefOf(payload))), payload);
  }
});

tag('without payload, or blank, or erased, holds nothing', () => {
  for (const area of [
    '',
    '\0'.repeat(240),
    '\xff'.repeat(240),
    areaWith(ndefOf('')),
    areaWith(''),
    '\x03\x00\xfe',
  ])
    assert.is(payloadIn(ORDER, area), '');
});

tag('cut off anywhere holds nothing', () => {
  const area = areaWith(ndefOf('an order'));
  const end = area.indexOf('\xfe') + 1;
  for (let length = 0; length < end; length++) {
    assert.is(payloadIn(ORDER, area.slice(0, length)), '', `${length} bytes`);
    assert.is(payloadIn(ORDER, area.slice(0, length).padEnd(240, '\0')), '', `${length} bytes, then zeros`);
  }
  assert.is(payloadIn(ORDER, area.slice(0, end)), 'an order');
});

tag('written half, with the length still 0 or the old message behind it, holds nothing', () => {
  const area = areaWith(ndefOf('the old order'));
  assert.is(payloadIn(ORDER, `\x03\x00${area.slice(2)}`), '');
  assert.is(payloadIn(ORDER, area.slice(0, 20) + areaWith(ndefOf('the newer order, longer')).slice(20)), '');
});

tag('of any other shape holds nothing: header, lengths, type, each bit of them', () => {
  const area = areaWith(ndefOf('an order'));
  const head = 2 + 3 + TYPE.length + ORDER.length;
  for (let byte = 0; byte < head; byte++)
    for (let bit = 0; bit < 8; bit++) {
      const turned = String.fromCharCode(area.charCodeAt(byte) ^ (1 << bit));
      assert.is(
        payloadIn(ORDER, area.slice(0, byte) + turned + area.slice(byte + 1)),
        '',
        `byte ${byte}, bit ${bit}`,
      );
    }
});

tag('is read as the documents say, whatever stands in it', () => {
  let whole = 0;
  withSeeds(1, rng => {
    for (let i = 0; i < 50_000; i++) {
      const area = Buffer.from(areaWith(ndefOf('order'.repeat(below(rng, 8)))), 'latin1');
      for (let hits = below(rng, 4); hits > 0; hits--)
        area[below(rng, 60)] = pick(rng, [0, 0xff, 0xfe, 3, 0xd4, 0xd1, 0x94, rng.u32() & 255]);
      const wanted = payloadBy(area);
      if (wanted) whole++;
      assert.is(payloadIn(ORDER, area.toString('latin1')), wanted, area.toString('hex'));
    }
  });
  assert.ok(whole > 1000);
});

tag.run();
