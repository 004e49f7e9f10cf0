import { WORKER } from './dom.js';
import { Page } from './page.js';
import { Vault } from './vault.js';

const vault = await Vault.open().catch(() => null);
await new Page(vault).begin();
// Without a worker the page is the same, but for being there without a network.
navigator.serviceWorker?.register(WORKER).catch(() => undefined);
