import { ORDER_BYTES } from '../../shared/order/order.js';
import type { Lang } from '../report-words.js';
import { localTime } from './browser.js';
import { byId, el } from './dom.js';
import { FIRST_FIELDS, type Filled, type FormField, MORE_FIELDS, packForm } from './order-form.js';
import { choiceName, fieldName, tell } from './words.js';

/** An order that somebody filled in. */
export interface FilledOrder {
  readonly id: string;
  readonly packed: Uint8Array;
}

const MENDS: { readonly [field: string]: string } = { id: 'mendId', door: 'mendDoor' };

/** The form of a work order: the fields of the one order table. */
export class OrderDialog {
  private readonly dialog = byId<HTMLDialogElement>('order');
  private readonly form = byId<HTMLFormElement>('order-form');
  private lang: Lang = 'en';
  private answer: (order: FilledOrder | null) => void = () => undefined;

  constructor() {
    this.form.addEventListener('submit', event => {
      event.preventDefault();
      const order = this.read();
      if (order) this.close(order);
    });
    this.form.addEventListener('input', () => this.showSize());
    byId('order-cancel').addEventListener('click', () => this.close(null));
    this.dialog.addEventListener('close', () => this.close(null));
  }

  /** The order for a badge; null where it was left. What was filled in stays until it is sent. */
  ask(badge: string, lang: Lang): Promise<FilledOrder | null> {
    if (this.lang !== lang || !this.form.querySelector('label')) this.fill(lang);
    byId('order-badge').textContent = badge;
    this.fault(null, '');
    this.showSize();
    this.dialog.showModal();
    return new Promise(done => {
      this.answer = done;
    });
  }

  private close(order: FilledOrder | null): void {
    const { answer } = this;
    this.answer = () => undefined;
    if (order) this.form.reset();
    this.dialog.close();
    answer(order);
  }

  private fill(lang: Lang): void {
    this.lang = lang;
    byId('order-first').replaceChildren(...FIRST_FIELDS.map(field => this.field(field)));
    byId('order-rest').replaceChildren(...MORE_FIELDS.map(field => this.field(field)));
  }

  private field(field: FormField): HTMLElement {
    const { name } = field;
    const common = { name, id: `field-${name}`, autocomplete: 'off' };
    if (field.is === 'choice') {
      const none = name === 'type' ? [] : [''];
      const values = [...none, ...field.values.map(String)];
      const options = values.map(value => el('option', { value }, choiceName(name, value, this.lang)));
      return el('label', {}, fieldName(name, this.lang), el('select', common, ...options));
    }
    const more =
      field.is === 'time'
        ? { type: 'datetime-local' }
        : {
            type: 'text',
            maxlength: name === 'id' ? '16' : '12',
            autocapitalize: name === 'id' ? 'characters' : 'off',
          };
    const required = name === 'id';
    return el('label', {}, fieldName(name, this.lang), el('input', { ...common, ...more, required }));
  }

  private filled(): Filled {
    return Object.fromEntries([...new FormData(this.form)].map(([name, value]) => [name, String(value)]));
  }

  private read(): FilledOrder | null {
    const filled = this.filled();
    const made = packForm(filled, localTime);
    if ('packed' in made && made.packed.length <= ORDER_BYTES)
      return { id: (filled['id'] ?? '').trim().toUpperCase(), packed: made.packed };
    if ('packed' in made) {
      this.fault(null, tell('orderLong', this.lang, { bytes: made.packed.length, limit: ORDER_BYTES }));
      return null;
    }
    const { field } = made;
    const isTime = [...FIRST_FIELDS, ...MORE_FIELDS].some(each => each.name === field && each.is === 'time');
    const mend = tell(MENDS[field] ?? (isTime ? 'mendTime' : 'mendChoice'), this.lang);
    this.fault(field, tell('orderWrong', this.lang, { field: fieldName(field, this.lang), mend }));
    return null;
  }

  private fault(field: string | null, text: string): void {
    byId('order-fault').textContent = text;
    for (const input of this.form.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
    if (field === null) return;
    const input = byId(`field-${field}`);
    input.setAttribute('aria-invalid', 'true');
    input.closest('details')?.setAttribute('open', '');
    input.focus();
  }

  private showSize(): void {
    const made = packForm(this.filled(), localTime);
    byId('order-size').textContent =
      'packed' in made ? tell('orderSize', this.lang, { bytes: made.packed.length, limit: ORDER_BYTES }) : '';
  }
}
