import { PAGE_WORDS } from '../../shared/log/page.js';
import { dateOf } from '../day-keys.js';
import { TAGS } from '../report-html.js';
import { reportCsv } from '../report-text.js';
import { dayTime, type Lang } from '../report-words.js';
import { isLasting, saveFile, sleep, tabs, today } from './browser.js';
import { badgeCards, type LogCard, logCards } from './cards.js';
import { Desk, troubleWithBluetooth } from './desk.js';
import { byId, el, refill } from './dom.js';
import { KeyDialog } from './key-dialog.js';
import { KeyRing } from './key-ring.js';
import { OrderDialog } from './order-dialog.js';
import type { Reached } from './pulling.js';
import type { WebDevice } from './reach.js';
import { type Choice, firstChoice, reportsOn, showReport } from './report-view.js';
import { type Status, statusText } from './status.js';
import type { Vault } from './vault.js';
import { langOf, tell } from './words.js';

/** The most that a badge with two pages for its log can send. */
const RING_BYTES = 2 * PAGE_WORDS * 4;
/** So often the page looks whether the day is over. */
const DAY_CHECK_MS = 20_000;

/** The page: what is shown, and which button does what. */
export class Page {
  private lang: Lang = langOf(navigator.languages);
  private status: Status | null = null;
  private isBusy = false;
  private choice: Choice = { which: 0, day: '' };
  /** False: the browser may clear what is kept. */
  private isLasting = true;
  private readonly order = new OrderDialog();
  private readonly keys: KeyRing | null;
  private readonly keyDialog: KeyDialog | null;
  private readonly desk: Desk | null;
  private badge: string | null = null;
  private reached: Reached | null = null;

  /** `vault` null: the browser keeps nothing. */
  constructor(vault: Vault | null) {
    const keys = vault && new KeyRing(vault, today);
    this.keys = keys;
    this.keyDialog = keys && new KeyDialog(text => keys.take(text));
    this.desk =
      keys &&
      new Desk(vault, keys, {
        say: status => this.say(status),
        pulling: (badge, reached) => this.pulling(badge, reached),
        changed: () => this.draw(),
      });
    document.addEventListener('click', event => this.click(event));
    // What another tab was given or forgot, this one was given or forgets.
    tabs.addEventListener('message', () => void keys?.load().then(() => this.draw()));
    byId('report-which').addEventListener('change', () => {
      const which = Number(byId<HTMLSelectElement>('report-which').value);
      this.choice = firstChoice(this.desk?.reports ?? [], which);
      this.drawReport();
    });
    byId('report-day').addEventListener('change', () => {
      this.choice = { ...this.choice, day: byId<HTMLSelectElement>('report-day').value };
      this.drawReport();
    });
  }

  async begin(): Promise<void> {
    this.drawWords();
    this.draw();
    try {
      await this.keys?.load();
      await this.desk?.reload();
      this.say(this.desk ? await troubleWithBluetooth() : { line: 'noStore', isBad: true });
    } catch (error) {
      this.say({ line: 'noStore', isBad: true, detail: String(error) });
    }
    this.choice = firstChoice(this.desk?.reports ?? [], 0);
    this.isLasting = await isLasting(false);
    this.draw();
    void this.watchDay();
    document.body.dataset['ready'] = 'yes';
  }

  /** Forgets the day keys when their day is over. */
  private async watchDay(): Promise<void> {
    const { keys } = this;
    while (keys) {
      await sleep(DAY_CHECK_MS, new AbortController().signal);
      if (!(await keys.forgetOld().catch(() => false))) continue;
      this.say({ line: 'keysOver' });
      this.draw();
    }
  }

  private click(event: MouseEvent): void {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    const { lang, act, of = '' } = button?.dataset ?? {};
    if (lang === 'zh' || lang === 'en') {
      this.lang = lang;
      this.drawWords();
      this.draw();
    }
    if (act && button?.getAttribute('aria-disabled') !== 'true') this.act(act, of);
  }

  private act(act: string, of: string): void {
    const { desk } = this;
    if (!desk) return;
    const device = desk.device(of);
    const log = desk.logs.find(({ id }) => id === of);
    if (act === 'giveKey') void this.giveKey();
    else if (act === 'forgetKeys') void this.busy(() => this.forgetKeys());
    else if (act === 'connect') void this.busy(() => desk.connect());
    else if (act === 'pull' && device) void this.busy(() => this.pull(desk, device));
    else if (act === 'stop') void desk.stop();
    else if (act === 'time' && device) void this.busy(() => desk.setTime(device));
    else if (act === 'order' && device) void this.sendOrder(desk, device);
    else if (act === 'forget') void this.busy(() => desk.forget(of));
    else if (act === 'saveLog' && log) void this.busy(() => this.saveLog(desk, log));
    else if (act === 'saveCsv' && log) void this.busy(() => this.saveCsv(log));
    else if (act === 'remove' && log) void this.remove(desk, log);
  }

  /** One thing at a time. What the browser refuses is told. */
  private async busy(work: () => Promise<Status>): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.draw();
    let end: Status;
    try {
      end = await work();
    } catch (error) {
      end = { line: 'failed', isBad: true, detail: String(error) };
    }
    this.isBusy = false;
    this.say(end);
    this.draw();
  }

  private async giveKey(): Promise<void> {
    const how = await this.keyDialog?.ask(this.lang);
    if (how) {
      tabs.postMessage('keys');
      this.say(how);
    }
    this.draw();
  }

  private async forgetKeys(): Promise<Status> {
    await this.keys?.forget();
    tabs.postMessage('keys');
    // The button that was pressed goes; who is on it by keyboard is not lost.
    byId('key-give').focus();
    return { line: 'keysForgotten' };
  }

  private async pull(desk: Desk, device: WebDevice): Promise<Status> {
    const end = await desk.pull(device);
    const badge = desk.badgeOf(device);
    this.choice = firstChoice(
      desk.reports,
      desk.reports.findIndex(report => report.badge === badge),
    );
    // A browser may say no; the page then says that it may lose the logs.
    this.isLasting = await isLasting(true);
    return end;
  }

  private async sendOrder(desk: Desk, device: WebDevice): Promise<void> {
    const badge = desk.badgeOf(device);
    const title = badge === null ? tell('newBadge', this.lang) : tell('badge', this.lang, { badge });
    const order = await this.order.ask(title, this.lang);
    if (order) await this.busy(() => desk.sendOrder(device, order));
  }

  private async saveLog(desk: Desk, log: LogCard): Promise<Status> {
    const file = `${fileName(log)}.dlog`;
    saveFile(file, 'application/octet-stream', log.file);
    await desk.noteExported(log);
    return { line: 'exported', values: { file } };
  }

  private async saveCsv(log: LogCard): Promise<Status> {
    const file = `${fileName(log)}.csv`;
    // The mark in front tells spreadsheets that this is UTF-8.
    saveFile(file, 'text/csv;charset=utf-8', `\ufeff${reportCsv(reportsOn([log]), this.lang)}`);
    return { line: 'exported', values: { file } };
  }

  private async remove(desk: Desk, log: LogCard): Promise<void> {
    byId('delete-why').textContent = tell(log.exported ? 'deleteSaved' : 'deleteUnsaved', this.lang);
    const dialog = byId<HTMLDialogElement>('delete');
    dialog.returnValue = '';
    dialog.showModal();
    await new Promise(done => dialog.addEventListener('close', done, { once: true }));
    if (dialog.returnValue !== 'yes') return;
    await this.busy(async () => {
      const end = await desk.remove(log);
      this.choice = firstChoice(desk.reports, 0);
      return end;
    });
  }

  private say(status: Status | null): void {
    this.status = status;
    this.drawStatus();
  }

  private pulling(badge: string | null, reached: Reached | null): void {
    this.badge = badge;
    this.reached = reached;
    this.drawPulling();
  }

  private draw(): void {
    const { desk, lang } = this;
    for (const id of ['connect', 'key-give', 'key-forget'])
      byId(id).setAttribute('aria-disabled', `${this.isBusy || !desk}`);
    this.drawKeys();
    refill(byId('badges'), ...badgeCards(desk?.badges ?? [], this.isBusy, lang));
    const logs = desk?.logs ?? [];
    byId('logs-note').hidden = !logs.length || this.isLasting;
    refill(byId('logs'), ...logCards(logs, this.isBusy, lang));
    this.drawStatus();
    this.drawPulling();
    this.drawReport();
  }

  private drawKeys(): void {
    const keys = this.keys?.keys ?? [];
    const badges = keys.map(({ badge }) => badge).join(this.lang === 'zh' ? '、' : ', ');
    const state = byId('key-state');
    state.className = keys.length ? '' : 'open';
    state.textContent = keys.length
      ? tell('keyState', this.lang, { badges, date: dateOf(today()) })
      : tell('keyNone', this.lang);
    byId('key-forget').hidden = !keys.length;
  }

  private drawReport(): void {
    showReport(this.desk?.reports ?? [], this.desk?.logs ?? [], this.choice, this.lang);
  }

  private drawStatus(): void {
    const { status, lang } = this;
    const place = byId('status');
    place.className = status?.isBad ? 'bad' : '';
    const said: HTMLElement[] = status ? [el('p', {}, statusText(status, lang))] : [];
    if (status?.detail)
      said.push(
        el(
          'details',
          {},
          el('summary', {}, tell('saysSystem', lang)),
          el('p', { lang: 'en' }, status.detail),
        ),
      );
    place.replaceChildren(...said);
  }

  private drawPulling(): void {
    const { badge, reached, lang } = this;
    byId('pulling').hidden = badge === null;
    if (badge === null) return;
    byId('pulling-what').textContent = tell('pulling', lang, { badge });
    const bar = byId<HTMLProgressElement>('pulling-bar');
    bar.max = RING_BYTES;
    if (reached) bar.value = reached.bytes;
    else bar.removeAttribute('value');
    const { bytes = 0, records = 0 } = reached ?? {};
    byId('pulling-reached').textContent = tell('reached', lang, { bytes, records });
  }

  /** All words that stand still. */
  private drawWords(): void {
    const { lang } = this;
    document.documentElement.lang = TAGS[lang];
    document.title = tell('page-title', lang);
    for (const each of document.querySelectorAll<HTMLElement>('[data-say]'))
      each.textContent = tell(each.dataset['say'] as string, lang);
    for (const each of document.querySelectorAll<HTMLElement>('[data-label]'))
      each.setAttribute('aria-label', tell(each.dataset['label'] as string, lang));
    for (const each of document.querySelectorAll<HTMLElement>('[data-lang]'))
      each.setAttribute('aria-pressed', `${each.dataset['lang'] === lang}`);
  }
}

/** A name for a file of a pull: badge, day and minute. */
function fileName({ log }: LogCard): string {
  return `${log.badge}-${dayTime(log.pulledAt, log.zone).replace(/\D+/g, '-')}`;
}
