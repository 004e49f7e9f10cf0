import { createRequire } from 'node:module';
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { areaOf, BADGE, ndefOf, ORDER, payloadIn, TYPE } from '../../../shared/order/ndef.js';
import { FIRST_SEED } from '../seed.js';

/** npm `ndef`, as far as it is used here. Its types are its own. */
interface Ndef {
  record(tnf: number, type: number[], id: number[], payload: number[]): unknown;
  encodeMessage(records: unknown[]): number[];
  decodeMessage(bytes: number[]): { tnf: number; type: string; payload: number[] }[];
}
const ndef: Ndef = createRequire(import.meta.url)('ndef');
const EXTERNAL = 4;

const bytes = (text: string): number[] => [...Buffer.from(text, 'latin1')];
const text = (list: readonly number[]): string => Buffer.from(list).toString('latin1');
const payloads = fc.uint8Array({ minLength: 1, maxLength: 124 }).map(list => text([...list]));
const runs = { seed: FIRST_SEED | 0, numRuns: 500 };

const oracle = suite('a message of an order');

oracle('made here is read by npm ndef', () => {
  fc.assert(
    fc.property(payloads, payload => {
      const [record, ...more] = ndef.decodeMessage(bytes(ndefOf(payload)));
      assert.is(more.length, 0);
      assert.is(record?.tnf, EXTERNAL);
      assert.equal(bytes(String(record?.type)), bytes(TYPE + ORDER));
      assert.is(text(record?.payload ?? []), payload);
    }),
    runs,
  );
});

oracle('made by npm ndef is read here, and only as what it is', () => {
  fc.assert(
    fc.property(payloads, payload => {
      const message = ndef.encodeMessage([ndef.record(EXTERNAL, bytes(TYPE + ORDER), [], bytes(payload))]);
      const area = text([3, message.length, ...message, 0xfe]);
      assert.is(payloadIn(ORDER, area), payload);
      assert.is(payloadIn(BADGE, area), '');
      assert.is(areaOf(ORDER, payload), area);
    }),
    runs,
  );
});

oracle.run();
