import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { encode } from 'uqr';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { airOf } from '../../../cli/show/air.js';
import { TEST_KEYS } from '../../../host-sim/install.js';
import { NodeEngine } from '../../../host-sim/node-engine.js';
import { enrolText } from '../../../shared/enrol/text.js';
import { Role } from '../../../shared/pull/proof.js';
import { dayKeyTexts, dayOfDate } from '../../../supervisor/day-keys.js';
import { deskDigest } from '../../../supervisor/dlog.js';
import { skip } from '../../support/skip.js';
import { busyBadge, MORNING, setLater, WORLD } from '../badge.js';
import { chromiumPath, complaintsOf, type Stand, shoot, standWith } from './browser.js';
import { InjectedBadge } from './injected.js';
import type { Near } from './near.js';

const PHONE = { width: 390, height: 844 };
const DAY = dayOfDate('2026-11-23') as number;

/** The text of a day key for badges that were enrolled with one radio key. */
function textBy(radioKey: string, role: Role, day: number, ...badges: string[]): string {
  const wanted = badges.map(badge => ({ badge, radioKey }));
  return dayKeyTexts(wanted, role, day)[0]?.text as string;
}

/** The same under the marked test keys, for a dispatcher. */
function textFor(day: number, ...badges: string[]): string {
  return textBy(TEST_KEYS.radio, Role.Dispatch, day, ...badges);
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
async function eveningPage(
  work: (page: Page) => Promise<void>,
  script = '',
  near: Near | null = null,
): Promise<void> {
  const { browser, served } = stand as Stand;
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Asia/Shanghai',
    viewport: PHONE,
    permissions: ['camera'],
  });
  await near?.join(context);
  const page = await context.newPage();
  await near?.face(page);
  const complaints = complaintsOf(page);
  try {
    await page.clock.install({ time: '2026-11-23T18:00:00+08:00' });
    if (script) await page.addInitScript(script);
    await page.goto(served.url);
    await page.locator('body[data-ready]').waitFor();
    await work(page);
    assert.equal(complaints, []);
  } finally {
    await context.close();
    await near?.leave();
  }
}

/** The page beside a simulated badge, which it has met. */
function besideBadge(engine: NodeEngine, work: (page: Page, badge: Near) => Promise<void>): Promise<void> {
  const near = new InjectedBadge(engine);
  const met = async (page: Page): Promise<void> => {
    await press(page, 'Connect a badge');
    await says(page, '#status', /Badge 00c0ffee is connected/);
    await work(page, near);
  };
  return eveningPage(met, '', near);
}

/** A badge that was never enrolled, with something on its record. */
async function openBadge(): Promise<NodeEngine> {
  const { keys: _, ...parts } = WORLD.parts;
  const engine = new NodeEngine({ ...parts, seed: 1, startMs: MORNING * 1000 });
  const air = airOf(engine, { access: { keyFor: () => undefined, nonce: () => '' } });
  await setLater(air, 20);
  air.client.close();
  return engine;
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
      await says(page, '#status', /day key of 2026-11-23 is here until midnight, for badges: 2\./);
      assert.is(
        await state(page),
        'Key of 2026-11-23, forgotten at midnight tonight. Badges: 00c0ffee, 00c0ffef',
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
        [textFor(DAY - 1, '00c0ffee'), /the key of 2026-11-22, and that day is over: ask the desk/],
        [textFor(DAY + 1, '00c0ffee'), /the key of 2026-11-24, which is still to come/],
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

  keys('of another badge does not open this one, and the page says what to do', async () =>
    besideBadge(await busyBadge(), async page => {
      await giveText(page, textFor(DAY, '00c0ffef'));
      await press(page, 'Pull the log');
      await says(page, '#status', /Badge 00c0ffee is enrolled and talks only to who has a day key for it/);
      await giveText(page, textBy('TEST KEY, newer.', Role.Dispatch, DAY, '00c0ffee'));
      await press(page, 'Pull the log');
      await says(page, '#status', /Badge 00c0ffee does not know this key: it was enrolled anew, or/);
      await shoot(page, 'key-other');
    }),
  );

  keys('allows what its role may: a reader only reads', async () =>
    besideBadge(await busyBadge(), async page => {
      await giveText(page, textBy(TEST_KEYS.radio, Role.Reader, DAY, '00c0ffee'));
      await says(page, '#badges p', /^Its key may: read$/);
      await press(page, 'Set its time');
      await says(page, '#status', /does not allow this: ask the desk for one of the role dispatch/);
      await press(page, 'Pull the log');
      await says(page, '#status', /The key may only read, so the badge keeps them too\. The badge signed/);
      await says(page, '#logs', /Fresh and whole, signed by the badge/);
    }),
  );

  keys('is not needed for a badge that was never enrolled, and then nothing was proved', async () =>
    besideBadge(await openBadge(), async page => {
      await press(page, 'Pull the log');
      await says(page, '#status', /The badge was told so\. The link was open: nothing was proved\./);
      await says(page, '#logs', /Not signed by the badge: nothing was proved/);
      await shoot(page, 'nothing-proved');
      await giveText(page, textFor(DAY, '00c0ffee'));
      await press(page, 'Pull the log');
      await says(page, '#status', /was never enrolled, and there is a key for it here/);
    }),
  );

  keys('is not used after midnight, though nothing has told the page yet', async () =>
    besideBadge(await busyBadge(), async (page, badge) => {
      await giveText(page, textFor(DAY, '00c0ffee'));
      await says(page, '#badges', /Its key may/);
      await page.clock.pauseAt('2026-11-23T23:59:30+08:00');
      await page.clock.setSystemTime('2026-11-24T00:00:00+08:00');
      await press(page, 'Pull the log');
      await says(page, '#status', /is enrolled and talks only to who has a day key/);
      assert.is(badge.sent, 0, 'the badge was asked for nothing');
    }),
  );

  keys('is forgotten at midnight', () =>
    eveningPage(async page => {
      await giveText(page, textFor(DAY, '00c0ffee'));
      await says(page, '#status', /is here until/);
      await page.clock.pauseAt('2026-11-23T23:59:59+08:00');
      await page.clock.runFor(500);
      assert.match((await state(page)) as string, /00c0ffee/);
      await page.clock.fastForward(30_000);
      await says(page, '#status', /The day is over and its key is forgotten/);
      assert.match((await state(page)) as string, /There is no day key here/);
      await page.clock.resume();
      assert.is(await onDisk(page), 0);
    }),
  );

  keys('is kept beside what a page without keys has left', () =>
    eveningPage(async page => {
      await page.evaluate(`new Promise(done => {
        const gone = indexedDB.deleteDatabase('doorstep');
        gone.onsuccess = () => {
          const asked = indexedDB.open('doorstep', 1);
          asked.onupgradeneeded = () => {
            asked.result.createObjectStore('logs', { keyPath: 'id' });
            asked.result.createObjectStore('badges', { keyPath: 'device' });
            const parts = asked.result.createObjectStore('parts', { keyPath: 'badge' });
            parts.put({ badge: '00c0ffee', bytes: new Uint8Array(96) });
          };
          asked.onsuccess = () => { asked.result.close(); done(); };
        };
      })`);
      await page.reload();
      await says(page, '#badges', /Half pulled: 96 bytes/);
      await giveText(page, textFor(DAY, '00c0ffee'));
      await says(page, '#badges', /Its key may/);
      assert.is(await onDisk(page), 1);
    }),
  );

  keys('is forgotten in all tabs at once', () =>
    eveningPage(async page => {
      const other = await page.context().newPage();
      await other.clock.install({ time: '2026-11-23T18:00:00+08:00' });
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
      await page.clock.setSystemTime('2026-11-24T08:00:00+08:00');
      await page.goto((stand as Stand).served.url);
      await page.locator('body[data-ready]').waitFor();
      assert.match((await state(page)) as string, /There is no day key here/);
      assert.is(await onDisk(page), 0);
    }),
  );
}

keys.run();
