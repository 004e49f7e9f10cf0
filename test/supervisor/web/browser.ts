import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type Served, serveFolder } from '../../../cli/show/web-server.js';

/** The built page. */
export const WEB = fileURLToPath(new URL('../../../web/', import.meta.url));

/** Where pictures of the page go, for people to look at. */
const SHOTS = fileURLToPath(new URL('../../../shots/', import.meta.url));

/** Where Chromium is; null: not here. */
export function chromiumPath(): string | null {
  try {
    return execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/** A browser with the page's server beside it. */
export interface Stand {
  readonly browser: Browser;
  readonly served: Served;
  close(): Promise<void>;
}

/** `env`: beside that of this process. */
export async function standWith(
  executablePath: string,
  env: { readonly [name: string]: string } = {},
): Promise<Stand> {
  const served = await serveFolder(WEB, 0);
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    env: { ...(process.env as { [name: string]: string }), ...env },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--use-fake-device-for-media-stream',
      '--enable-features=WebBluetooth,WebBluetoothNewPermissionsBackend',
    ],
  });
  return {
    browser,
    served,
    async close() {
      await browser.close();
      served.server.closeAllConnections();
      served.server.close();
    },
  };
}

/** Everything that a page complains of, in the order in which it does. */
export function complaintsOf(page: Page): string[] {
  const all: string[] = [];
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') all.push(message.text());
  });
  page.on('pageerror', error => all.push(String(error)));
  return all;
}

/** Takes a picture of the whole page as it is. */
export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}${name}.png`, fullPage: true });
}
