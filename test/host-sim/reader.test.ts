import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { framesOf, pagesWith, readTag, tap } from '../../host-sim/reader.js';
import { dlog } from './tiny.js';

/** A writable Type 2 tag of 240 bytes; the light tells that a whole message was there when the field went. */
const TAG = `(function () {
  var image = new Uint8Array(256), part = new Uint8Array(16);
  image.set(NRF.nfcStart(), 0);
  image.set([0xe1, 0x10, 30, 0], 12);
  image[16] = 3;
  NRF.on('NFCrx', function (f) {
    var at = f[1] * 4, i;
    if (f[0] === 0x30) {
      for (i = 0; i < 16; i++) part[i] = at + i < 256 ? image[at + i] : 0;
      NRF.nfcSend(part);
    } else if (f[0] === 0xa2) {
      if (at < 16 || at > 252) { NRF.nfcSend(0); return; }
      for (i = 0; i < 4; i++) image[at + i] = f[2 + i];
      NRF.nfcSend(10);
    } else NRF.nfcSend();
  });
  NRF.on('NFCoff', function () { LED1.write(image[17] > 0 && image[18 + image[17]] === 0xfe); });
})();`;

const engineWith = (bundle: string): NodeEngine => new NodeEngine({ files: [dlog], bundle });
const message = Uint8Array.from({ length: 63 }, (_, i) => i + 1);

const reader = suite('a reader');

reader('writes length 0, the data, the length, and reads it back: 24 frames for 63 bytes', async () => {
  const engine = engineWith(TAG);
  const { end, frames } = await tap(engine, message);
  assert.is(end, 'done');
  assert.is(frames.length, 24);
  assert.is(framesOf(63), 24);
  assert.equal([...frames[1].sent], [0xa2, 4, 3, 0, 1, 2]);
  assert.equal([...frames[2].sent], [0xa2, 5, 3, 4, 5, 6]);
  assert.equal([...frames[18].sent], [0xa2, 4, 3, 63, 1, 2]);
  assert.ok(await engine.light());
  assert.equal((await readTag(engine)).message, message);
  assert.equal(await engine.faults(), []);
});

reader('leaves no message behind when the badge is pulled away at any frame of the writing', async () => {
  for (let frame = 0; frame < 19; frame++) {
    const engine = engineWith(TAG);
    const { end, frames } = await tap(engine, message, { cutAfter: frame });
    assert.is(end, 'cut');
    assert.is(frames.length, frame);
    assert.not(await engine.light(), `after frame ${frame}`);
  }
  const engine = engineWith(TAG);
  await tap(engine, message, { cutAfter: 19 });
  assert.ok(await engine.light());
});

reader('stops where an answer is lost, and where the badge refuses', async () => {
  const engine = engineWith(TAG);
  assert.is((await tap(engine, message, { loseAnswer: 5 })).end, 'silent');
  assert.is(
    (await tap(engineWith(TAG.replace('NRF.nfcSend(10)', 'NRF.nfcSend(0)')), message)).end,
    'refused',
  );
  assert.is((await tap(engine, new Uint8Array(238))).end, 'too-long');
  assert.is((await tap(engineWith('LED1.write(false)'), message)).end, 'silent');
  assert.is((await tap(engine, message, { probe: true })).end, 'done');
});

reader('finds the badge deaf after a frame without an answer, until it comes anew', async () => {
  const engine = engineWith(TAG.replace('} else NRF.nfcSend();', '}'));
  assert.is((await tap(engine, message, { probe: true })).end, 'silent');
  assert.match((await engine.faults())[0], /no nfcSend/);
  assert.is((await tap(engine, message)).end, 'done');
});

reader('pads the pages of a message with a terminator and zeros', () => {
  assert.equal([...pagesWith(Uint8Array.of(7))], [3, 1, 7, 0xfe]);
  assert.equal([...pagesWith(Uint8Array.of(7, 8))], [3, 2, 7, 8, 0xfe, 0, 0, 0]);
});

reader.run();
