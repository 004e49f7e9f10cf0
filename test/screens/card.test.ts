import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { playBoth } from '../../cli/lane/engine.js';
import { CARD_BYTES, cardFault, cardImage } from '../../cli/make/card.js';
import { type MakeEngine, onNode, worldOf } from '../../cli/play/world.js';
import { readSettings } from '../../cli/settings-file.js';
import { HOW_TO, interpreter } from '../../host-sim/espruino/interpreter.js';
import { LANGUAGES, type Language } from '../../shared/words/ui.js';
import { readQr } from '../support/qr-reader.js';
import { skip } from '../support/skip.js';

const folder = mkdtempSync(join(tmpdir(), 'doorstep-'));
const card = suite('the identity card');
card.after(() => rmSync(folder, { recursive: true, force: true }));

const TEXTS = {
  company: { zh: '城东宽带网络', en: 'East Net Ltd' },
  name: { zh: '李小雷', en: 'Li Lei' },
  number: '0427',
};

function settings(check?: string): string {
  const file = join(folder, `own-${check?.length ?? 0}.json`);
  writeFileSync(file, JSON.stringify({ ...TEXTS, check }));
  return file;
}

/** The pixels of a badge that shows its card: the third row of the idle menu. */
async function shown(make: MakeEngine, language: Language, file: string): Promise<Uint8Array> {
  const world = worldOf({ id: '00c0ffee', profile: 'HB', language, settings: file });
  const engine = await make(world, 1, 0);
  await engine.advance(1000);
  for (const key of [4, 2, 2, 3]) {
    await engine.press(key);
    await engine.advance(engine.now() + 100);
  }
  assert.equal(await engine.faults(), []);
  return (await engine.pixels()).slice();
}

const LINK = 'https://example.com/v/00c0ffee';

for (const language of LANGUAGES)
  card(`is read off the screen by an independent reader, ${language}`, async () => {
    const pixels = await shown(onNode, language, settings(LINK));
    assert.is(readQr(pixels, 'light'), LINK);
  });

card('holds the longest text, and nothing longer', async () => {
  for (const longest of ['x'.repeat(32), 'HTTPS://EXAMPLE.COM/'.padEnd(47, '7'), 'x']) {
    assert.is(readQr(await shown(onNode, 'en', settings(longest)), 'light'), longest);
    assert.ok(cardImage(longest).length <= CARD_BYTES);
  }
  assert.match(cardFault('x'.repeat(33)) ?? '', /^has 33 characters, and the QR of a card holds 32/);
  assert.match(cardFault('X'.repeat(48)) ?? '', /^has 48 characters/);
  assert.match(cardFault('城东') ?? '', /must be ASCII/);
  assert.is(cardFault('x'.repeat(32)), null);
});

card('has no QR where no text is set, and says what is wrong with one', async () => {
  assert.is(readQr(await shown(onNode, 'zh', settings()), 'light'), null);
  assert.throws(() => readSettings(settings('x'.repeat(33))), /own-33\.json: check has 33 characters/);
});

if (interpreter())
  card('is the same in the interpreter', async () => {
    const { node, espruino, difference } = await playBoth(make => shown(make, 'zh', settings(LINK)));
    assert.is(difference, null);
    assert.is(Buffer.compare(node, espruino ?? new Uint8Array()), 0);
  });
else skip('the card in the interpreter', HOW_TO);

card.run();
