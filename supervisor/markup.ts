/** What no page may show as it is: control characters, those that turn the direction of text, halves of characters. */
const UNSEEN = /(?![\t\n])[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Noncharacter_Code_Point}]/gu;

const ENTITIES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Any text as the content of an element or of a quoted attribute, in HTML and in XML. Characters not to be seen become U+FFFD. */
export function escaped(text: string): string {
  return text.replace(UNSEEN, '\ufffd').replace(/[&<>"']/g, character => ENTITIES[character] as string);
}

/** Text that is markup already. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What may stand in a template: text is escaped, markup is not, null leaves nothing. */
export type Content = string | number | Markup | null | readonly Content[];

/** Markup from a template. Whatever stands in it is escaped, so that only a template can bring a tag onto a page. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(parts.map((part, i) => (i ? textOf(contents[i - 1] ?? null) : '') + part).join(''));
}

function textOf(content: Content): string {
  if (content === null) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'object') return content.map(textOf).join('\n');
  return escaped(String(content));
}
