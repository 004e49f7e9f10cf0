import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { encode } from 'uqr';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { TEST_KEYS } from '../../../host-sim/install.js';
import { enrolText } from '../../../shared/enrol/text.js';
import { Role } from '../../../shared/pull/proof.js';
import { dayKeyTexts, dayOfDate } from '../../../supervisor/day-keys.js';
import { deskDigest } from '../../../supervisor/dlog.js';
import { skip } from '../../support/skip.js';
import { chromiumPath, complaintsOf, type Stand, shoot, standWith } from './browser.js';

const PHONE = { width: 390, height: 844 };
const DAY = dayOfDate('2026-11-25') as number;

/** The text of a day key under marked test keys. */
function textFor(day: number, ...badges: string[]): string {
  const wanted = badges.map(badge => ({ badge, radioKey: TEST_KEYS.radio }));
  return dayKeyTexts(wanted, Role.Dispatch, day)[0]?.text as string;
}

/** A photograph of a QR: larger than the page looks at, and not quite straight on its paper. */
function pictureOf(text: string): Buffer {
  const { data, size } = encode(text, { border: 4 });
  const scale = Math.ceil(2000 / size);
  const png = new PNG({ width: size * scale, height: size * scale });
  for (let y = 0; y < png.height; y++)
    for (let x = 0; x < png.width; x++) {
      const isDark = data[Math.floor(y / scale)]?.[Math.floor(x / scale)];
      png.data.fill(isDark ? 60 : 210, (y * png.width + x) * 4, (y * png.width + x) * 4 + 3);
      png.data[(y * png.width + x) * 4 + 3] = 255;
    }
  return PNG.sync.write(png);
}

const asFile = (buffer: Buffer) => ({ name: 'photo.png', mimeType: 'image/png', buffer });

const keys = suite('a day key on the page');
const chromium = chromiumPath();
let stand: Stand | null = null;

/** The page in the evening of the day, at a clock that the test turns. */
async function eveningPage(work: (page: Page) => Promise<void>, script = ''): Promise<void> {
  const { browser, served } = stand as Stand;
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Asia/Shanghai',
    viewport: PHONE,
    permissions: ['camera'],
  });
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.clock.install({ time: '2026-11-25T18:00:00+08:00' });
  if (script) await page.addInitScript(script);
  await page.goto(served.url);
  await page.locator('body[data-ready]').waitFor();
  await work(page);
  assert.equal(complaints, []);
  await context.close();
}

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name }).click();
const state = (page: Page): Promise<string | null> => page.locator('#key-state').textContent();

async function says(page: Page, place: string, what: RegExp): Promise<void> {
  await page.locator(place, { hasText: what }).waitFor({ timeout: 10_000 });
}

async function giveText(page: Page, text: string): Promise<void> {
  await press(page, 'Give a day key');
  await page.getByLabel('Text of the key').fill(text);
  await press(page, 'Use it');
}

/** How many keys lie in the browser's own storage. */
function onDisk(page: Page): Promise<number> {
  return page.evaluate<number>(`new Promise(done => {
    const asked = indexedDB.open('doorstep');
    asked.onsuccess = () => {
      const count = asked.result.transaction('keys').objectStore('keys').count();
      count.onsuccess = () => { asked.result.close(); done(count.result); };
    };
  })`);
}

if (!chromium) skip('day keys in a browser', 'chromium is not here: apt-get install chromium');
else {
  keys.before(async () => {
    stand = await standWith(chromium);
  });
  keys.after(() => stand?.close());

  keys('is pasted, shown until when it lasts, and forgotten by a button', () =>
    eveningPage(async page => {
      assert.match((await state(page)) as string, /There is no day key here.*nothing is proved/);
      await giveText(page, textFor(DAY, '00c0ffee', '00c0ffef').toLowerCase());
      await says(page, '#status', /day key of 2026-11-25 is here until midnight, for badges: 2\./);
      assert.is(
        await state(page),
        'Key of 2026-11-25, forgotten at midnight tonight. Badges: 00c0ffee, 00c0ffef',
      );
      await shoot(page, 'key-taken');
      await page.reload();
      await page.locator('body[data-ready]').waitFor();
      assert.match((await state(page)) as string, /00c0ffee, 00c0ffef/);
      await press(page, '中文');
      await page.getByRole('button', { name: '现在忘掉' }).focus();
      await page.keyboard.press('Enter');
      await says(page, '#status', /当日钥匙已忘掉。/);
      assert.match((await state(page)) as string, /这里没有当日钥匙/);
      assert.is(await onDisk(page), 0);
      assert.is(await page.evaluate('document.activeElement.id'), 'key-give');
    }),
  );

  keys('that is no key of today is refused where it was given, with what to do', () =>
    eveningPage(async page => {
      const radioKey = TEST_KEYS.radio;
      const refused: readonly (readonly [text: string, says: RegExp])[] = [
        [textFor(DAY - 1, '00c0ffee'), /the key of 2026-11-24, and that day is over: ask the desk/],
        [textFor(DAY + 1, '00c0ffee'), /the key of 2026-11-26, which is still to come/],
        [textFor(DAY, '00c0ffee').slice(0, -1), /wrong or missing: copy it again/],
        [enrolText(deskDigest, { id: 1, logKey: TEST_KEYS.log, radioKey }), /belongs to the desk alone/],
      ];
      await press(page, 'Give a day key');
      for (const [text, what] of refused) {
        await page.getByLabel('Text of the key').fill(text);
        await press(page, 'Use it');
        await says(page, '#key-fault', what);
      }
      await shoot(page, 'key-refused');
      assert.is(await page.getByLabel('Text of the key').getAttribute('aria-invalid'), 'true');
      await page.keyboard.press('Escape');
      // Nothing stays in a field that nobody sees.
      await page.waitForFunction("!document.getElementById('key-text').value");
      assert.is(await onDisk(page), 0);
    }),
  );

  keys('is read from a picture where the browser cannot scan by itself', () =>
    eveningPage(async page => {
      await press(page, 'Give a day key');
      assert.is(await page.getByRole('button', { name: 'Scan the QR' }).count(), 0);
      await says(page, '#key-noscan:visible', /cannot scan by itself: take a picture/);
      const file = page.locator('#key-file');
      const blank = new PNG({ width: 300, height: 200 });
      await file.setInputFiles(asFile(PNG.sync.write(blank)));
      await says(page, '#key-fault', /no QR to be read in this picture/);
      await file.setInputFiles(asFile(Buffer.from('not a picture')));
      await says(page, '#key-fault', /did not do it/);
      const many = Array.from({ length: 12 }, (_, i) => `00c0ff${10 + i}`);
      await file.setInputFiles(asFile(pictureOf(textFor(DAY, ...many))));
      await says(page, '#status', /for badges: 12\./);
    }),
  );

  keys('is scanned where the browser can, and the camera is off again', () =>
    eveningPage(
      async page => {
        await press(page, 'Give a day key');
        await press(page, 'Scan the QR');
        assert.is(await page.locator('#key-noscan').isVisible(), false);
        await says(page, '#status', /for badges: 1\./);
        assert.is(await page.evaluate('document.getElementById("key-video").srcObject'), null);
      },
      `let looks = 0;
      globalThis.BarcodeDetector = class {
        static getSupportedFormats = async () => ['qr_code'];
        async detect(video) {
          if (!(video.srcObject instanceof MediaStream)) throw new Error('no live picture');
          return ++looks < 3 ? [] : [{ rawValue: '${textFor(DAY, '00c0ffee')}' }];
        }
      };`,
    ),
  );

  keys('says so where the camera is not allowed', () =>
    eveningPage(
      async page => {
        await press(page, 'Give a day key');
        await press(page, 'Scan the QR');
        await says(page, '#key-fault', /camera cannot be used: allow it/);
      },
      `navigator.mediaDevices.getUserMedia = async () => { throw new Error('not allowed'); };
      globalThis.BarcodeDetector = class { static getSupportedFormats = async () => ['qr_code']; };`,
    ),
  );

  keys('is forgotten at midnight', () =>
    eveningPage(async page => {
      await giveText(page, textFor(DAY, '00c0ffee'));
      await says(page, '#status', /is here until/);
      await page.clock.pauseAt('2026-11-25T23:59:59+08:00');
      await page.clock.runFor(500);
      assert.match((await state(page)) as string, /00c0ffee/);
      await page.clock.fastForward(30_000);
      await says(page, '#status', /The day is over and its key is forgotten/);
      assert.match((await state(page)) as string, /There is no day key here/);
      await page.clock.resume();
      assert.is(await onDisk(page), 0);
    }),
  );

  keys('is forgotten in all tabs at once', () =>
    eveningPage(async page => {
      const other = await page.context().newPage();
      await other.clock.install({ time: '2026-11-25T18:00:00+08:00' });
      await other.goto((stand as Stand).served.url);
      await other.locator('body[data-ready]').waitFor();
      await giveText(page, textFor(DAY, '00c0ffee'));
      await says(other, '#key-state', /00c0ffee/);
      await press(page, 'Forget it now');
      await says(other, '#key-state', /There is no day key here/);
    }),
  );

  keys('of a day when the page was closed at midnight is gone when it is opened', () =>
    eveningPage(async page => {
      await giveText(page, textFor(DAY, '00c0ffee'));
      await says(page, '#status', /is here until/);
      await page.goto('about:blank');
      await page.clock.setSystemTime('2026-11-26T08:00:00+08:00');
      await page.goto((stand as Stand).served.url);
      await page.locator('body[data-ready]').waitFor();
      assert.match((await state(page)) as string, /There is no day key here/);
      assert.is(await onDisk(page), 0);
    }),
  );
}

keys.run();
