import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { worldOf } from '../../cli/play/world.js';
import { TEST_KEYS } from '../../host-sim/install.js';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { Acr122, ATR } from '../../host-sim/pcsc/acr122.js';
import { framesIn, type LaidCard, layCard } from '../../host-sim/pcsc/vpcd.js';
import { SimReader } from '../../host-sim/reader.js';
import { packOrder } from '../../shared/order/order.js';
import { deliver } from '../../supervisor/deliver.js';
import { keyNumber, signOrder } from '../../supervisor/orders.js';
import { PcscReader } from '../../supervisor/pcsc-reader.js';

/** The virtual reader and the desk's PC/SC reader, without a pcscd between them. */

const world = worldOf({ id: '00c0ffee', profile: 'HB', language: 'en' });

function onReader(): { engine: NodeEngine; reader: SimReader; acr: Acr122 } {
  const engine = new NodeEngine({ ...world.parts, seed: 1 });
  const reader = new SimReader(engine);
  return { engine, reader, acr: new Acr122(reader, engine.badge.tag.uid) };
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

const apdus = suite('what a reader of the ACR122U class makes of an APDU');

apdus('is frames of a Type 2 tag, and status words', async () => {
  const { acr, engine } = onReader();
  await acr.power(true);
  const uid = hex(engine.badge.tag.uid);
  const answer = async (apdu: string): Promise<string> => hex(await acr.answer(bytes(apdu)));
  assert.is(uid.length, 14);
  assert.is(await answer('FF CA 00 00 00'), `${uid}9000`);
  assert.match(await answer('FF B0 00 03 10'), /^e1101300.{24}9000$/);
  assert.is(await answer('FF B0 00 03 04'), 'e11013009000');
  assert.is(await answer('FF D6 00 05 04 01 02 03 04'), '9000');
  assert.is(await answer('FF B0 00 05 04'), '010203049000');
  // What the badge refuses, and what the reader does.
  assert.is(await answer('FF D6 00 03 04 01 02 03 04'), '6300');
  assert.is(await answer('FF D6 00 2A 04 01 02 03 04'), '6300');
  assert.is(await answer('FF B0 00 2A 10'), '6300');
  assert.is(await answer('FF B0 00 03 11'), '6700');
  assert.is(await answer('FF D6 00 05 08 01 02 03 04 05 06 07 08'), '6700');
  assert.is(await answer('FF D6 00 05 04 01 02 03'), '6700');
  assert.is(await answer('00 A4 04 00 00'), '6a81');
  assert.is(await answer('FF 20 00 00 00'), '6a81');
});

apdus('is what is sent to its PN532', async () => {
  const { acr, engine } = onReader();
  await acr.power(true);
  const answer = async (apdu: string): Promise<string> => hex(await acr.answer(bytes(apdu)));
  assert.match(await answer('FF 00 00 00 04 D4 42 30 03'), /^d54300e1101300.{24}9000$/);
  assert.match(await answer('FF 00 00 00 05 D4 40 01 30 03'), /^d54100e1101300.{24}9000$/);
  assert.is(await answer('FF 00 00 00 08 D4 42 A2 05 01 02 03 04'), 'd543000a9000');
  assert.is(await answer('FF 00 00 00 08 D4 42 A2 03 01 02 03 04'), 'd54300009000');
  // The badge keeps silent.
  assert.is(await answer('FF 00 00 00 03 D4 42 60'), 'd543019000');
  assert.is(await answer('FF 00 00 00 04 D4 4A 01 00'), `d54b010100440007${hex(engine.badge.tag.uid)}9000`);
  assert.is(Buffer.from(await acr.answer(bytes('FF 00 48 00 00'))).toString('latin1'), 'ACR122U214');
  assert.equal(await engine.faults(), []);
});

apdus('carries a whole delivery, through the PC/SC reader of the desk', async () => {
  const { engine, acr } = onReader();
  let released = 0;
  const reader = new PcscReader(async () => {
    await acr.power(true);
    return {
      transmit: apdu => acr.answer(apdu),
      release: async () => {
        released++;
        await acr.power(false);
      },
    };
  });
  const order = packOrder(2, 'WO-7', [0, 0, 0, 0, 0, 0, 0, 0], 0, '');
  const { end, receipt } = await deliver(reader, {
    badge: '00c0ffee',
    radioKey: TEST_KEYS.radio,
    payloadFor: ({ badge, nonce }) =>
      signOrder({ badge, radioKey: TEST_KEYS.radio, key: keyNumber('desk', 0), salt: nonce }, order),
  });
  assert.equal([end, receipt?.seq, released], ['done', 1, 2]);
  assert.equal(await engine.faults(), []);
});

apdus('is silence, where the card is gone or the reader says so', async () => {
  const gone = new PcscReader(async () => ({
    transmit: async () => Promise.reject(new Error('RemovedCard')),
    release: async () => Promise.reject(new Error('RemovedCard')),
  }));
  assert.is(await gone.transceive(Uint8Array.of(0x30, 3)), null, 'before it is there');
  assert.ok(await gone.field(true));
  assert.is(await gone.transceive(Uint8Array.of(0x30, 3)), null);
  assert.not.ok(await gone.field(false));
  const none = new PcscReader(async () => Promise.reject(new Error('NoCard')));
  assert.not.ok(await none.field(true));
  const { acr } = onReader();
  await acr.power(true);
  const there = new PcscReader(async () => ({
    transmit: apdu => acr.answer(apdu),
    release: async () => undefined,
  }));
  await there.field(true);
  assert.is(await there.transceive(Uint8Array.of(0x30, 42)), null);
  assert.is(await there.transceive(Uint8Array.of(0xa2, 3, 0, 0, 0, 0)), null);
  assert.is(await there.transceive(Uint8Array.of(0x60)), null, 'readers keep other frames to themselves');
  assert.is(await there.transceive(Uint8Array.of(0xa2, 4, 3, 0, 0, 0)), 'ack');
});

apdus.run();

/** As much of pcscd's driver as listens: what it sends, and what it hears. */
class Driver {
  private heard = Buffer.alloc(0);

  private constructor(
    readonly card: LaidCard,
    private readonly socket: Socket,
    private readonly close: () => void,
  ) {
    socket.on('data', data => {
      this.heard = Buffer.concat([this.heard, data]);
    });
  }

  static async with(acr: Acr122): Promise<Driver> {
    const server = createServer();
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    const came = new Promise<Socket>(done => server.once('connection', done));
    const card = await layCard(acr, (server.address() as AddressInfo).port);
    if ('error' in card) throw new Error(card.error);
    return new Driver(card, await came, () => server.close());
  }

  send(...parts: string[]): void {
    for (const part of parts) this.socket.write(bytes(part));
  }

  /** Everything that was answered, once there are so many answers. */
  async answers(count: number): Promise<string[]> {
    for (let waited = 0; waited < 2000 && framesIn(this.heard).frames.length < count; waited += 2)
      await new Promise(done => setTimeout(done, 2));
    return framesIn(this.heard).frames.map(hex);
  }

  end(): void {
    this.socket.destroy();
    this.close();
  }
}

const vpcd = suite('a card on the virtual reader');

vpcd('answers the ATR and APDUs in their order, and controls not at all', async () => {
  const { acr, engine } = onReader();
  const driver = await Driver.with(acr);
  // As pcscd does when a card comes: ATR, ATR, power on, ATR; then an APDU cut into pieces, reset, and power off.
  driver.send('000104 000104', '000101 000104', '00', '05FFB0', '00030400', '0102 000100 000104');
  assert.equal(await driver.answers(5), [hex(ATR), hex(ATR), hex(ATR), 'e11013009000', hex(ATR)]);
  assert.not.ok(engine.badge.tag.field);
  driver.send('000101');
  driver.send('000104');
  await driver.answers(6);
  assert.ok(engine.badge.tag.field);
  driver.card.lift();
  await driver.card.gone;
  await new Promise(done => setTimeout(done, 5));
  assert.not.ok(engine.badge.tag.field, 'its field goes with it');
  driver.end();
});

vpcd('has the checksum that a storage card has', () => {
  assert.is(
    ATR.subarray(1).reduce((sum, byte) => sum ^ byte, 0),
    0,
  );
  assert.match(hex(ATR), /4f0ca000000306/);
});

vpcd('says what is missing where no driver listens', async () => {
  const server = createServer();
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>(done => server.close(() => done()));
  const card = await layCard(onReader().acr, port);
  assert.match(
    'error' in card ? card.error : '',
    /^no pcscd with the virtual reader listens on port \d+: install/,
  );
});

vpcd.run();
