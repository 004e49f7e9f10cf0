import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { liveDay } from '../../../cli/demo/day.js';
import { startBus } from '../../../host-sim/bluez/daemon.js';
import { TEST_KEYS } from '../../../host-sim/install.js';
import type { NodeEngine } from '../../../host-sim/node-engine.js';
import { Role } from '../../../shared/pull/proof.js';
import { DAY } from '../../../shared/time.js';
import { dayKeyTexts } from '../../../supervisor/day-keys.js';
import { readDlog } from '../../../supervisor/dlog.js';
import { exceptionsOf, reportOf } from '../../../supervisor/report.js';
import { skip } from '../../support/skip.js';
import { chromiumPath, complaintsOf, type Stand, shoot, standWith } from './browser.js';
import { BluezBadge } from './by-bluez.js';
import { InjectedBadge } from './injected.js';
import { GREETINGS, type Near } from './near.js';

const MAIN = fileURLToPath(new URL('../../../cli/main.js', import.meta.url));
const chromium = chromiumPath();
const folder = mkdtempSync(join(tmpdir(), 'doorstep-'));

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };

async function textOf(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).first().textContent()) ?? '';
}

/** The line that is read out, once it says so. */
async function says(page: Page, what: RegExp): Promise<string> {
  const line = page.locator('#status > p', { hasText: what });
  await line.waitFor({ timeout: 30_000 }).catch(async () => {
    throw new Error(`it should say ${what} and says: ${await textOf(page, '#status')}`);
  });
  return textOf(page, '#status > p');
}

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name }).first().click();

/** Names of the controls of a page that a screen reader would call nothing. */
async function namelessOn(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const controls = /^(button|combobox|textbox|Date|InputTime|dialog|region|progressbar|image|link)$/;
  return nodes
    .filter(node => !node.ignored && controls.test(String(node.role?.value)) && !node.name?.value)
    .map(node => String(node.role?.value));
}

const story = suite("the supervisor's page");
const bus = await startBus();
let stand: Stand | null = null;

const FULL_STORY = 'connects, pulls, loses the link, goes on without the chooser, checks, judges and exports';

/** The demo day, and in the evening `desk` with the badge that lived it. What goes wrong there is thrown here. */
async function inTheEvening(desk: (engine: NodeEngine) => Promise<void>): Promise<void> {
  let failed: unknown = new Error('the day did not come to its evening');
  await liveDay('en', {
    async onEvening(engine) {
      failed = await desk(engine as NodeEngine).catch(error => error);
    },
  });
  if (failed) throw failed;
}

if (!chromium) skip("the supervisor's page in a browser", 'chromium is not here: apt-get install chromium');
else {
  story.before(async () => {
    stand = await standWith(chromium);
  });
  story.after(() => stand?.close());

  if ('error' in bus) skip("the supervisor's page through BlueZ", bus.error);
  else
    story(`${FULL_STORY}, through BlueZ`, () =>
      inTheEvening(async engine => {
        const near = new BluezBadge(engine);
        await near.begin(bus.address);
        // The bus must be there before the browser is.
        const own = await standWith(chromium, { DBUS_SYSTEM_BUS_ADDRESS: bus.address });
        try {
          await aDayAtTheDesk(own, near, 'bluez');
        } finally {
          await own.close();
          await near.leave();
        }
      }),
    );

  story(`${FULL_STORY}, where something stands in for Bluetooth`, () =>
    inTheEvening(async engine => {
      const near = new InjectedBadge(engine, false);
      await aDayAtTheDesk(stand as Stand, near, 'injected').finally(() => near.leave());
    }),
  );

  story('says what is missing, and how to mend it', async () => {
    const { browser, served } = stand as Stand;
    const isMissing: readonly (readonly [what: string, script: string, says: RegExp])[] = [
      [
        'bluetooth',
        "Object.defineProperty(navigator, 'bluetooth', { value: undefined })",
        /cannot use Bluetooth\. Open the page in Chrome/,
      ],
      [
        'adapter',
        "Object.defineProperty(navigator, 'bluetooth', { value: { getAvailability: async () => false } })",
        /Bluetooth is off .* turn it on/,
      ],
      ['store', "indexedDB.open = () => { throw new Error('no'); }", /keeps nothing here .* ordinary window/],
    ];
    for (const [what, script, line] of isMissing) {
      const page = await browser.newPage({ locale: 'en-GB', viewport: PHONE });
      await page.addInitScript(script);
      await page.goto(served.url);
      await says(page, line);
      await shoot(page, `missing-${what}`);
      await page.close();
    }
  });

  story('tells whoever finds no badge in the list what to look at', async () => {
    const { browser, served } = stand as Stand;
    const page = await browser.newPage({ locale: 'zh-CN', viewport: PHONE });
    await page.clock.install({ time: '2026-11-25T18:00:00+08:00' });
    await page.addInitScript(
      "Object.defineProperty(navigator, 'bluetooth', { value: { requestDevice: () => new Promise(() => 0) } })",
    );
    await page.goto(served.url);
    await page.locator('body[data-ready]').waitFor();
    await page.clock.pauseAt('2026-11-25T18:10:00+08:00');
    await press(page, '连接工牌');
    await says(page, /请在浏览器的窗口里选择工牌/);
    await page.clock.fastForward(5999);
    await says(page, /请在浏览器的窗口里选择工牌/);
    await page.clock.fastForward(1);
    await says(page, /列表里没有工牌/);
    await shoot(page, 'no-badge-in-list');
    await page.close();
  });
}

/** What the desk gives a supervisor for the demo's badge and the day of its clock. */
function dayKeyFor(badge: Near): string {
  const day = Math.floor(badge.now / 1000 / DAY);
  const enrolled = { badge: '00c0ffee', radioKey: TEST_KEYS.radio };
  return dayKeyTexts([enrolled], Role.Dispatch, day)[0]?.text as string;
}

/** Why a browser would not offer to install the page; contexts of tests are private windows, which never do. */
async function notInstallableFor(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  return installabilityErrors.map(({ errorId }) => errorId).filter(each => each !== 'in-incognito');
}

/** Takes pictures in both languages, at both widths, by day and by night; none is wider than its screen. */
async function lookAllWays(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  for (const [width, viewport] of Object.entries({ phone: PHONE, desk: DESK }))
    for (const scheme of ['light', 'dark'] as const)
      for (const name of ['中文', 'English']) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme: scheme });
        await press(page, name);
        assert.is(
          await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
          true,
          'nothing is wider than the screen',
        );
        await look(`report-${width}-${scheme}-${name === '中文' ? 'zh' : 'en'}`);
      }
}

async function aDayAtTheDesk({ browser, served }: Stand, badge: Near, way: string): Promise<void> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Asia/Shanghai', viewport: PHONE });
  await badge.join(context);
  const page = await context.newPage();
  await badge.face(page);
  const look = (name: string): Promise<void> => shoot(page, `${way}-${name}`);
  const complaints = complaintsOf(page);
  await page.clock.install({ time: badge.now });
  await page.goto(served.url);
  await page.locator('body[data-ready]').waitFor();
  assert.is(await page.locator('html').getAttribute('lang'), 'en');
  assert.match(await textOf(page, '#key-state'), /There is no day key here.* nothing is proved/);
  assert.equal(await namelessOn(page), []);
  await look('begin-phone');

  // By keyboard alone: what can be pressed comes in the order in which it is read.
  const reached: string[] = [];
  for (let i = 0; i < 4; i++) {
    await page.keyboard.press('Tab');
    reached.push(await page.evaluate<string>('document.activeElement.textContent'));
  }
  assert.equal(reached, ['中文', 'English', 'Give a day key…', 'Connect a badge']);

  // A chooser that was closed.
  badge.isRefused = true;
  await page.keyboard.press('Enter');
  await says(page, /No badge was chosen/);
  badge.isRefused = false;

  await press(page, 'Connect a badge');
  assert.is(await says(page, /is connected/), 'Badge 00c0ffee is connected.');

  // The badge is enrolled: without a key it says nothing.
  await press(page, 'Pull the log');
  await says(page, /is enrolled and talks only to who has a day key.* ask the desk/);
  await press(page, '中文');
  await says(page, /工牌 00c0ffee 登记过,没有当日钥匙不能读:向值班台要一把/);
  await look('needs-key-phone');
  await press(page, 'English');
  const dayKey = dayKeyFor(badge);
  await press(page, 'Give a day key');
  assert.equal(await namelessOn(page), []);
  await page.getByLabel('Text of the key').fill(dayKey);
  await press(page, 'Use it');
  await says(page, /is here until midnight, for badges: 1\./);
  assert.match(await textOf(page, '#badges'), /Its key may: read, acknowledge, set its time, send orders/);

  // The system has not paired: the wearer has to let it, and somebody has to read the display, once.
  await press(page, 'Pull the log');
  await says(page, /has not paired with badge 00c0ffee: on the badge choose Menu, “Pair a phone”/);
  await look('not-paired-phone');
  assert.is(badge.asked, 0);
  await badge.letPair();

  // The link breaks in the middle of it, and for good.
  badge.dropAt(8, true);
  await press(page, 'Pull the log');
  await says(page, /connecting again\. 336 bytes are safe here/);
  await look('dropped-phone');
  // The page gives up after a while, or somebody stops it.
  if (way === 'bluez') {
    await press(page, 'Stop');
    await says(
      page,
      /^Stopped\. 336 bytes .* badge 00c0ffee still has all of them, and is free for others\.$/,
    );
  } else {
    const stopped = await says(page, /The link is gone/);
    assert.match(stopped, /336 bytes \(\d\d records\) are safe here, and the badge still has all of them/);
    await look('stopped-phone');
  }

  // Another day, another tab: the browser knows the badge, the page what it holds of it.
  await page.reload();
  await page.locator('body[data-ready]').waitFor();
  assert.match(await textOf(page, '#badges'), `Half pulled: 336 bytes`);
  badge.isAway = false;
  const before = badge.sent;
  await press(page, 'Go on pulling');
  const kept = await says(page, /records are kept/);
  assert.is(badge.chosen, 2, 'without the chooser');
  assert.match(
    kept,
    /^Badge 00c0ffee: all \d+ records are kept; .* The badge was told so\. The badge signed that this is fresh and whole\. To look at: \d+\.$/,
  );
  assert.match(await textOf(page, '#logs'), /Fresh and whole, signed by the badge/);
  await look('kept-phone');

  const downloaded = page.waitForEvent('download');
  await press(page, 'Export .dlog');
  const download = await downloaded;
  const file = join(folder, 'day.dlog');
  await download.saveAs(file);
  assert.match(download.suggestedFilename(), /^00c0ffee-\d{4}-\d\d-\d\d-\d\d-\d\d\.dlog$/);
  const bytesPulled = readFileSync(file);
  const log = readDlog(bytesPulled);
  if ('error' in log) throw new Error(log.error);
  // What was missing, the last frame that was held once more, the end, which may be said twice, that it was noted, how the
  // badge is, and that the conversation is over.
  const missing = Math.ceil((bytesPulled.length - 68 - 336) / 48);
  assert.ok(badge.sent - before <= GREETINGS + missing + 6, `${badge.sent - before} frames for ${missing}`);
  const verified = execFileSync(process.execPath, [MAIN, 'verify', file], { encoding: 'utf8' });
  assert.match(verified, /authentic: the badge sealed every record/);
  assert.match(verified, /fresh: the badge signed its end for a dispatcher, with a key of 2026-11-23/);
  assert.is(log.transcript?.role, Role.Dispatch);
  const [, keyHex = ''] = /^DK1.{6}.{8}(.{32})/.exec(dayKey) ?? [];
  assert.not(bytesPulled.includes(Buffer.from(keyHex, 'hex')), 'the key goes with nothing');
  await page.locator('#logs', { hasText: 'Exported' }).waitFor();

  // The verdicts are those of the command line.
  const [report] = reportOf([log]);
  if (!report) throw new Error('there is no report');
  const rules = exceptionsOf(report).map(({ verdict }) => verdict.rule);
  const shown = await page.locator('#report table').first().locator('tbody th').allTextContents();
  assert.equal(shown, rules);
  assert.is(Number(/To look at: (\d+)/.exec(kept)?.[1]), rules.length);
  assert.is(
    await page.locator('#report figure svg').count(),
    report.orders.flatMap(each => each.visits).length + 1,
  );

  await page.locator('#report summary', { hasText: 'All verdicts' }).first().click();
  await look('verdicts-phone');

  const csv = page.waitForEvent('download');
  await press(page, 'Export CSV');
  const table = join(folder, 'day.csv');
  await (await csv).saveAs(table);
  const printed = execFileSync(process.execPath, [MAIN, 'report', file, '--csv', '--lang', 'en'], {
    encoding: 'utf8',
  });
  assert.is(readFileSync(table, 'utf8'), `\ufeff${printed}`);

  // Time passes faster for a simulated badge, and it is never set back behind its newest record.
  await page.clock.setSystemTime(badge.now + 60_000);
  await press(page, 'Set its time');
  await says(page, /was given the time .* and says that it took it/);
  assert.match(await textOf(page, '#badges'), /Battery 100 % · Clock right · Records not said to be safe: 1/);
  await press(page, 'Send an order');
  await page.getByLabel('Order number').fill('wo-9001');
  await page.getByLabel('Type').selectOption('care');
  await page.getByLabel('Appointment').fill('2026-11-24T09:00');
  await page.getByLabel('Door hint').fill('<img src=x>');
  assert.equal(await namelessOn(page), []);
  await look('order-phone');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  assert.is(await says(page, /went to badge/), 'Order WO-9001 went to badge 00c0ffee: look at its screen.');

  if (way === 'injected') await lookAllWays(page, look);

  // What was sent to the badge is on its record; a link that breaks for a moment is nothing to press a button for.
  badge.dropAt(5, false);
  await press(page, 'Pull the log');
  await says(page, /connecting again/);
  await says(page, /records are kept/);
  assert.match(await textOf(page, '#report'), 'WO-0012');
  await page.getByLabel('Day', { exact: true }).selectOption('');
  await page.locator('#report h3', { hasText: 'WO-9001' }).waitFor();
  assert.match(await textOf(page, '#report'), 'Door: <img src=x>', 'what a badge says stays text');
  assert.is(await page.locator('#report img').count(), 0);

  // Offline after the first load: the server is gone.
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
  await page.evaluate('caches.keys().then(keys => keys.length)').then(n => assert.is(n, 1));
  assert.equal(await notInstallableFor(page), []);
  await context.setOffline(true);
  await page.reload();
  await page.locator('body[data-ready]').waitFor();
  assert.is(await page.locator('#logs > li').count(), 2);

  // Deleting asks first.
  await page.locator('#logs').getByRole('button', { name: 'Delete' }).first().click();
  assert.match(await textOf(page, '#delete-why'), /has not been exported/);
  await press(page, 'Keep it');
  assert.is(await page.locator('#logs > li').count(), 2);
  await page.locator('#logs').getByRole('button', { name: 'Delete' }).first().click();
  await page.locator('#delete').getByRole('button', { name: 'Delete' }).click();
  await says(page, /^Deleted/);
  assert.is(await page.locator('#logs > li').count(), 1);
  assert.is(await page.evaluate('document.activeElement.id'), 'logs', 'who deletes by keyboard stays there');
  assert.is(badge.asked, 1, 'paired once, however often it connected');
  assert.equal(complaints, []);
  await context.close();
}

story.after(async () => {
  rmSync(folder, { recursive: true, force: true });
  if (!('error' in bus)) await bus.stop();
});
story.run();
