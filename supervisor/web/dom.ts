import type { Markup } from '../markup.js';

/** How a page whose policy asks for it says which text may become markup or a worker. */
interface Trust {
  createHTML(text: string): string;
  createScriptURL(url: string): string;
}
interface TrustMaker {
  createPolicy(name: string, rules: Trust): Trust;
}

const asIs: Trust = { createHTML: text => text, createScriptURL: url => url };
const maker = (globalThis as unknown as { readonly trustedTypes?: TrustMaker }).trustedTypes;
const trust = maker ? maker.createPolicy('doorstep', asIs) : asIs;

/** The page's worker; the one script that it starts. */
export const WORKER = trust.createScriptURL('worker.js');

/** Markup that the report's templates made, as nodes. All text in it was escaped there; nothing else may come this way. */
export function nodesOf(markup: Markup): DocumentFragment {
  const template = document.createElement('template');
  template.innerHTML = trust.createHTML(markup.text);
  return template.content;
}

export type Attributes = { readonly [name: string]: string | boolean | null | undefined };

/** An element. `false`, null and undefined leave an attribute out, and text stays text. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== undefined && value !== false)
      made.setAttribute(name, value === true ? '' : value);
  made.append(...children);
  return made;
}

/** The element of the page with this id. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as T;
}

/** Puts other nodes in an element. Who was on a button there stays on the one with the same `data-key`, or in its place. */
export function refill(place: HTMLElement, ...children: readonly Node[]): void {
  const { activeElement } = document;
  const key = place.contains(activeElement) ? activeElement?.getAttribute('data-key') : null;
  place.replaceChildren(...children);
  if (!key) return;
  place.tabIndex = -1;
  (place.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? place).focus();
}
