import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { type ReaderOptions, SimReader } from '../../host-sim/reader.js';
import { dlog } from './tiny.js';

/** A tag that counts the frames it hears in the first byte of every READ, and is deaf to whoever sends 50. */
const TAG = `(function () {
  var heard = 0, part = new Uint8Array(16);
  NRF.nfcStart();
  NRF.on('NFCrx', function (f) {
    heard++;
    if (f[0] === 0x30) { part[0] = heard; NRF.nfcSend(part); }
    else if (f[0] === 0xa2) NRF.nfcSend(f[1] ? 10 : 0);
    else if (f[0] !== 0x50) NRF.nfcSend();
  });
  NRF.on('NFCoff', function () { LED1.write(true); });
})();`;

const READ = Uint8Array.of(0x30, 4);
const WRITE = Uint8Array.of(0xa2, 4, 1, 2, 3, 4);

const engineWith = (): NodeEngine => new NodeEngine({ files: [dlog], bundle: TAG });

async function inField(options: ReaderOptions = {}, engine = engineWith()): Promise<SimReader> {
  const reader = new SimReader(engine, options);
  assert.ok(await reader.field(true));
  return reader;
}

/** How many frames the tag says it has heard, this one included. */
const heardBy = async (reader: SimReader): Promise<number | undefined> =>
  ((await reader.transceive(READ)) as Uint8Array | null)?.[0];

const model = suite('a reader that faces the badge');

model('hears bytes, ack, nak or nothing, and takes its time over each frame', async () => {
  const engine = engineWith();
  const reader = await inField({ frameMs: 7 }, engine);
  assert.is(((await reader.transceive(READ)) as Uint8Array).length, 16);
  assert.is(await reader.transceive(WRITE), 'ack');
  assert.is(await reader.transceive(Uint8Array.of(0xa2, 0, 1, 2, 3, 4)), 'nak');
  assert.is(await reader.transceive(Uint8Array.of(0x60)), null);
  assert.is(engine.now(), 5 * 7);
  assert.equal(
    reader.frames.map(({ answer }) => (answer instanceof Uint8Array ? 'bytes' : answer)),
    ['bytes', 'ack', 'nak', null],
  );
  await reader.field(false);
  assert.ok(await engine.light());
});

model('loses a command before the badge hears it, or an answer after', async () => {
  const command = await inField({ loss: { at: 2, what: 'command' } });
  assert.is(await heardBy(command), 1);
  assert.is(await heardBy(command), undefined);
  assert.is(await heardBy(command), 2);
  const answer = await inField({ loss: { at: 2, what: 'answer' } });
  assert.is(await heardBy(answer), 1);
  assert.is(await heardBy(answer), undefined);
  assert.is(await heardBy(answer), 3);
});

model('loses the field behind a frame, and hears nothing until it is brought anew', async () => {
  const engine = engineWith();
  const reader = await inField({ loss: { at: 2, what: 'field' } }, engine);
  assert.is(await heardBy(reader), 1);
  assert.not.ok(await engine.light());
  assert.is(await heardBy(reader), undefined);
  assert.ok(await engine.light());
  assert.is(await heardBy(reader), undefined);
  assert.is(reader.frames.length, 2);
  await reader.field(true);
  assert.is(await heardBy(reader), 3);
});

model('may send what was not answered again by itself', async () => {
  const reader = await inField({ loss: { at: 2, what: 'answer' }, repeats: 1 });
  assert.is(await heardBy(reader), 1);
  assert.is(await heardBy(reader), 3);
  assert.is(reader.frames.length, 3);
});

model('finds the badge deaf after a frame without an answer, until it comes anew', async () => {
  const engine = engineWith();
  const reader = await inField({}, engine);
  assert.is(await reader.transceive(Uint8Array.of(0x50)), null);
  assert.match((await engine.faults())[0], /no nfcSend/);
  assert.is(await heardBy(reader), undefined);
  await reader.field(false);
  await reader.field(true);
  assert.is(await heardBy(reader), 2);
});

model.run();
