import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { storyOfWords, wordsOfFlash } from '../../../cli/play/flash-log.js';
import { worldOf } from '../../../cli/play/world.js';
import { TEST_KEYS } from '../../../host-sim/install.js';
import { NodeEngine } from '../../../host-sim/node-engine.js';
import { SimReader } from '../../../host-sim/reader.js';
import { ndefOf } from '../../../shared/order/ndef.js';
import { packOrder } from '../../../shared/order/order.js';
import { keyNumber, signOrder } from '../../../supervisor/orders.js';
import { readTag, writeTag } from '../../../supervisor/tag.js';
import { NFC_LINES, tellNfc } from '../../../supervisor/web/nfc-words.js';
import {
  answerIn,
  type GivenOrder,
  orderIn,
  type Reading,
  type WebNfc,
  writeOrder,
} from '../../../supervisor/web/nfc-writer.js';
import { skip } from '../../support/skip.js';
import { chromiumPath, complaintsOf, type Stand, shoot, standWith } from './browser.js';

/** Orders by Web NFC: through an object that stands in for the browser's, into the simulated badge. */

/** 2100-01-01. */
const LATER = 4_102_444_800;
const world = worldOf({ id: '00c0ffee', profile: 'HB', language: 'en' });
const badge = (): NodeEngine => new NodeEngine({ ...world.parts, seed: 1 });

/** What the QR of an order says. */
function qrOf(id: string, to = '00c0ffee', radioKey = TEST_KEYS.radio, notAfter = LATER): string {
  const order = packOrder(2, id, [0, 0, 0, 0, 0, 0, notAfter, 0], 0, '');
  const payload = signOrder({ badge: to, radioKey, key: keyNumber('desk', 0), salt: 'salt' }, order);
  return Buffer.from(ndefOf(payload), 'latin1').toString('hex').toUpperCase();
}

const ordersIn = (engine: NodeEngine): number =>
  storyOfWords(world, wordsOfFlash(engine.badge.nor.bytes)).events.filter(
    ({ event }) => event === 'order.dispatched',
  ).length;

/** A record as a phone writes it into a tag, in one touch. */
async function phoneWrites(engine: NodeEngine, recordType: string, data: Uint8Array): Promise<void> {
  const type = Buffer.from(recordType);
  const message = Uint8Array.of(0xd4, type.length, data.length, ...type, ...data);
  const end = await writeTag(new SimReader(engine), () => message);
  if (end !== 'done') throw new Error(`NetworkError: ${end}`);
}

/** The record in a tag, in one touch. */
async function phoneReads(engine: NodeEngine): Promise<{ recordType: string; data: number[] }> {
  const shown = await readTag(new SimReader(engine));
  if (typeof shown === 'string') throw new Error(shown);
  const [, type = 0] = shown.message;
  const text = Buffer.from(shown.message);
  return { recordType: text.toString('latin1', 3, 3 + type), data: [...text.subarray(3 + type)] };
}

class FakeNfc extends EventTarget implements WebNfc {
  constructor(private readonly engine: NodeEngine) {
    super();
  }
  async scan(): Promise<void> {
    return undefined;
  }
  async write({ records: [record] }: Parameters<WebNfc['write']>[0]): Promise<void> {
    if (record) await phoneWrites(this.engine, record.recordType, record.data as Uint8Array);
  }
}

async function readingOf(engine: NodeEngine): Promise<Reading> {
  const { recordType, data } = await phoneReads(engine);
  const records = [{ recordType, data: new DataView(Uint8Array.from(data).buffer) }];
  return { message: { records } } as unknown as Reading;
}

const { signal } = new AbortController();
const phone = suite('an order by Web NFC');

phone('is what its QR says, and nothing else is one', () => {
  assert.equal(
    { ...(orderIn(qrOf('WO-7')) as GivenOrder), payload: '' },
    { id: 'WO-7', badge: '00c0ffee', notAfter: LATER, payload: '' },
  );
  assert.is(
    orderIn(
      `  ${qrOf('WO-7')
        .toLowerCase()
        .replace(/(.{20})/g, '$1\n')}\n`,
    )?.id,
    'WO-7',
  );
  assert.is(orderIn(qrOf('WO-7', '00c0ffee', TEST_KEYS.radio, 0))?.notAfter, null);
  const unsigned = Buffer.from(ndefOf(packOrder(2, 'WO-7', [0, 0, 0, 0, 0, 0, 0, 0], 0, '')), 'latin1');
  for (const text of ['', 'WO-7', qrOf('WO-7').slice(0, -2), `${qrOf('WO-7')}00`, unsigned.toString('hex')])
    assert.is(orderIn(text), null, text);
});

phone('gets to its badge, which says so at the next touch', async () => {
  const engine = badge();
  const order = orderIn(qrOf('WO-7')) as GivenOrder;
  await writeOrder(new FakeNfc(engine), order, signal);
  assert.is(ordersIn(engine), 1);
  assert.equal(answerIn(await readingOf(engine), order), { is: 'taken', receipt: { time: null, seq: 1 } });
  const other = orderIn(qrOf('WO-8')) as GivenOrder;
  assert.equal(answerIn(await readingOf(engine), other), { is: 'silent' });
});

phone('that is for another badge, or is no good, or was no badge, is told apart', async () => {
  const engine = badge();
  const foreign = orderIn(qrOf('WO-7', '0000000b')) as GivenOrder;
  await writeOrder(new FakeNfc(engine), foreign, signal);
  assert.equal(answerIn(await readingOf(engine), foreign), { is: 'other', badge: '00c0ffee' });
  const forged = orderIn(qrOf('WO-7', '00c0ffee', 'another key 16b.')) as GivenOrder;
  await writeOrder(new FakeNfc(engine), forged, signal);
  assert.equal(answerIn(await readingOf(engine), forged), { is: 'silent' });
  assert.is(ordersIn(engine), 0);
  const card = { message: { records: [{ recordType: 'url' }] } } as unknown as Reading;
  assert.equal(answerIn(card, forged), { is: 'no-badge' });
});

phone('has its words in both languages, and none beside', () => {
  const html = readFileSync('supervisor/web/nfc.html', 'utf8');
  const code = ['nfc', 'nfc-writer']
    .map(name => readFileSync(`supervisor/web/${name}.ts`, 'utf8'))
    .join('\n');
  const asked = [...html.matchAll(/data-(?:say|label)="([^"]+)"/g)].map(([, line]) => line as string);
  for (const line of asked) assert.ok(NFC_LINES.includes(line), line);
  for (const line of NFC_LINES) {
    assert.ok(asked.includes(line) || code.includes(`'${line}'`), line);
    assert.is.not(tellNfc(line, 'zh'), tellNfc(line, 'en'), line);
  }
});

/** What stands in for `NDEFReader`, in the page: each call goes to the simulated badge. */
function pretend(): void {
  // biome-ignore lint/suspicious/noExplicitAny: this runs in a page, and the compiler here knows no page.
  const page = globalThis as any;
  page.NDEFReader = class extends EventTarget {
    async write({ records }: { records: { recordType: string; data: Uint8Array }[] }): Promise<void> {
      const [{ recordType, data } = { recordType: '', data: new Uint8Array(0) }] = records;
      await page.nfcWrite(recordType, [...data]);
    }
    async scan(): Promise<void> {
      page.nfcTouch = async () => {
        const { recordType, data } = await page.nfcRead();
        const record = { recordType, data: new DataView(Uint8Array.from(data).buffer) };
        this.dispatchEvent(Object.assign(new Event('reading'), { message: { records: [record] } }));
      };
    }
  };
}

const chromium = chromiumPath();
if (!chromium) skip('the page that writes orders', 'chromium is not here: apt-get install chromium');
else {
  let stand: Stand | null = null;
  phone.before(async () => {
    stand = await standWith(chromium);
  });
  phone.after(() => stand?.close());

  const says = (page: Page, text: string): Promise<void> =>
    page
      .locator('#nfc-status', { hasText: text })
      .waitFor({ timeout: 10_000 })
      .catch(async () => {
        throw new Error(`it should say ${text} and says: ${await page.locator('#nfc-status').textContent()}`);
      });

  phone('is written by the page, which asks for the badge once more', async () => {
    const { browser, served } = stand as Stand;
    const engine = badge();
    let isAway = true;
    const context = await browser.newContext({ locale: 'en-US', viewport: { width: 390, height: 844 } });
    await context.exposeFunction('nfcWrite', (recordType: string, data: number[]) => {
      if (isAway) throw new Error('the tag was lost');
      return phoneWrites(engine, recordType, Uint8Array.from(data));
    });
    await context.exposeFunction('nfcRead', () => phoneReads(engine));
    await context.addInitScript(pretend);
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    await page.goto(`${served.url}nfc.html`);
    await page.locator('body[data-ready]').waitFor();
    const button = page.getByRole('button', { name: 'Write it' });
    assert.ok(await button.isDisabled());
    const text = page.getByRole('textbox', { name: /what the QR of doorstep order new says/ });
    await text.fill('anything');
    await says(page, 'That is no signed order');
    await text.fill(qrOf('WO-7', '00c0ffee', TEST_KEYS.radio, 1_000_000_000));
    await says(page, 'Order WO-7 is out of date');
    assert.ok(await button.isDisabled());
    await text.fill(qrOf('WO-7'));
    await says(page, 'Order WO-7 for badge 00c0ffee, until');
    await button.click();
    await says(page, 'It was not written: touch once more. (the tag was lost)');
    isAway = false;
    await button.click();
    await says(page, 'Written. Take the phone away, and touch once more');
    await page.evaluate(() => (globalThis as unknown as { nfcTouch(): Promise<void> }).nfcTouch());
    await says(page, 'Badge 00c0ffee says that it has it: record 1.');
    await shoot(page, 'nfc-en');
    await page.getByRole('button', { name: '中文' }).click();
    await says(page, '工牌 00c0ffee 说已收下,记录 1。');
    await shoot(page, 'nfc-zh');
    assert.is(ordersIn(engine), 1);
    assert.equal(complaints, []);
    await context.close();
  });

  phone('is not to be written where the browser has no NFC', async () => {
    const { browser, served } = stand as Stand;
    const page = await browser.newPage({ locale: 'en-US' });
    await page.goto(`${served.url}nfc.html`);
    await page.getByRole('textbox').fill(qrOf('WO-7'));
    await says(page, 'This browser cannot write NFC: open the page in Chrome on Android');
    assert.ok(await page.getByRole('button', { name: 'Write it' }).isDisabled());
    await page.close();
  });
}

phone.run();
