/** Elements of HTML that have no end. */
const VOID = /^(meta|br|hr|col|wbr)$/;

/**
 * What is wrong with the markup of a page or picture, null where nothing is: elements are closed in the order in which
 * they were opened, attributes are quoted, and outside of tags there is no `<`, `>` or lone `&`. Style sheets are passed over.
 */
export function faultIn(markup: string): string | null {
  const open: string[] = [];
  const text = markup.replace(/^<!doctype html>/, '').replace(/(<style>)[^<]*(<\/style>)/g, '$1$2');
  const tag = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+="[^"<>]*")*)\s*(\/?)>/g;
  const between = text.replace(tag, '\0').split('\0');
  const stray = between.find(part => /[<>]|&(?!(amp|lt|gt|quot|#39);)/.test(part));
  if (stray !== undefined) return `stray character in ${JSON.stringify(stray.slice(0, 200))}`;
  for (const [, end, name, attributes, isEmpty] of text.matchAll(tag)) {
    const names = [...(attributes ?? '').matchAll(/\s([\w:-]+)=/g)].map(([, each]) => each);
    if (new Set(names).size !== names.length) return `${name} has an attribute twice`;
    if (/&(?!(amp|lt|gt|quot|#39);)/.test(attributes ?? '')) return `${name} has a lone &`;
    if (isEmpty || VOID.test(name ?? '')) continue;
    if (!end) open.push(name ?? '');
    else if (open.pop() !== name) return `${name} is closed where it is not open`;
  }
  return open.length ? `${open.join(' ')} stays open` : null;
}
