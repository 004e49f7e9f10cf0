import { TAGS } from '../report-html.js';
import { dayTime, type Lang } from '../report-words.js';
import { now, zone } from './browser.js';
import { byId, WORKER } from './dom.js';
import { tellNfc } from './nfc-words.js';
import { answerIn, type GivenOrder, orderIn, type Reading, type WebNfc, writeOrder } from './nfc-writer.js';
import { langOf, type Values } from './words.js';

/** The small page that writes orders: what is shown, and what a button does. */
class NfcPage {
  private lang: Lang = langOf(navigator.languages);
  private order: GivenOrder | null = null;
  private said: { readonly line: string; readonly values: Values; readonly isBad: boolean } | null = null;
  private stop = new AbortController();
  /** Null where the browser has none. */
  private readonly Nfc =
    (globalThis as unknown as { readonly NDEFReader?: new () => WebNfc }).NDEFReader ?? null;

  begin(): void {
    const text = byId<HTMLTextAreaElement>('nfc-text');
    text.addEventListener('input', () => this.give(text.value));
    byId('nfc-form').addEventListener('submit', event => {
      event.preventDefault();
      if (this.order) void this.write(this.order);
    });
    for (const button of document.querySelectorAll<HTMLElement>('[data-lang]'))
      button.addEventListener('click', () => {
        this.lang = button.dataset['lang'] === 'zh' ? 'zh' : 'en';
        this.draw();
      });
    if (!this.Nfc) this.say('noNfc', {}, true);
    this.draw();
    document.body.dataset['ready'] = 'yes';
  }

  private give(text: string): void {
    if (!this.Nfc) return;
    this.stop.abort();
    const order = orderIn(text);
    const until = order?.notAfter ?? null;
    const isOver = until !== null && until < now();
    this.order = isOver ? null : order;
    const time = until === null ? '' : dayTime(until, zone());
    if (!order) this.say('noOrder', {}, text.trim() !== '');
    else
      this.say(
        isOver ? 'expired' : time ? 'until' : 'order',
        { id: order.id, badge: order.badge, time },
        isOver,
      );
  }

  private async write(order: GivenOrder): Promise<void> {
    if (!this.Nfc) return;
    this.stop.abort();
    this.stop = new AbortController();
    const { signal } = this.stop;
    const nfc = new this.Nfc();
    this.say('hold', {});
    try {
      await writeOrder(nfc, order, signal);
      nfc.addEventListener('reading', event => this.answered(event as Reading, order), { signal });
      this.say('written', {});
      await nfc.scan({ signal });
    } catch (error) {
      if (!signal.aborted) this.say('torn', { detail: error instanceof Error ? error.message : '' }, true);
    }
  }

  private answered(reading: Reading, order: GivenOrder): void {
    const { badge } = order;
    const answer = answerIn(reading, order);
    const other = answer.is === 'other' ? answer.badge : '';
    const seq = answer.is === 'taken' ? answer.receipt.seq : 0;
    this.say(answer.is, { badge, other, seq }, answer.is !== 'taken');
    if (answer.is === 'taken') this.stop.abort();
  }

  private say(line: string, values: Values, isBad = false): void {
    this.said = { line, values, isBad };
    this.draw();
  }

  private draw(): void {
    const { lang, said } = this;
    document.documentElement.lang = TAGS[lang];
    document.title = `Doorstep · ${tellNfc('nfc-title', lang)}`;
    for (const each of document.querySelectorAll<HTMLElement>('[data-say]'))
      each.textContent = tellNfc(each.dataset['say'] as string, lang);
    for (const each of document.querySelectorAll<HTMLElement>('[data-label]'))
      each.setAttribute('aria-label', tellNfc(each.dataset['label'] as string, lang));
    for (const each of document.querySelectorAll<HTMLElement>('[data-lang]'))
      each.setAttribute('aria-pressed', String(each.dataset['lang'] === lang));
    byId<HTMLButtonElement>('nfc-write').disabled = !this.order || !this.Nfc;
    const status = byId('nfc-status');
    status.textContent = said ? tellNfc(said.line, lang, said.values) : '';
    status.className = said?.isBad ? 'fault' : '';
  }
}

new NfcPage().begin();
// Without a worker the page is the same, but for being there without a network.
navigator.serviceWorker?.register(WORKER).catch(() => undefined);
