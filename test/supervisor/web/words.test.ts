import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ORDER_KEYS } from '../../../shared/order/json.js';
import { PAGE_CSS } from '../../../supervisor/page-style.js';
import { FIRST_FIELDS, MORE_FIELDS } from '../../../supervisor/web/order-form.js';
import { choiceName, fieldName, LINES, langOf, tell } from '../../../supervisor/web/words.js';

const page = readFileSync('supervisor/web/index.html', 'utf8');
const code = [
  'desk',
  'page',
  'cards',
  'status',
  'report-view',
  'day',
  'order-dialog',
  'key-dialog',
  'key-ring',
]
  .map(name => readFileSync(`supervisor/web/${name}.ts`, 'utf8'))
  .join('\n');

const words = suite('words of the page');

words('are there for whatever asks for them, and none beside', () => {
  const asked = [...page.matchAll(/data-(?:say|label)="([^"]+)"/g)].map(([, line]) => line as string);
  for (const line of asked) assert.ok(LINES.includes(line), line);
  for (const line of LINES) assert.ok(asked.includes(line) || code.includes(`'${line}'`), line);
});

words('take the same values in both languages, and are not the same', () => {
  const names = (text: string): string[] =>
    [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string).sort();
  const asIs = new Proxy({}, { get: (_, name) => `{${String(name)}}` });
  for (const line of LINES) {
    assert.equal(names(tell(line, 'zh', asIs)), names(tell(line, 'en', asIs)), line);
    assert.is.not(tell(line, 'zh'), tell(line, 'en'), line);
  }
});

words('name every field of an order and every choice in it', () => {
  for (const name of ORDER_KEYS) assert.is.not(fieldName(name, 'zh'), name);
  for (const field of [...FIRST_FIELDS, ...MORE_FIELDS])
    if (field.is === 'choice')
      for (const value of field.values)
        assert.match(
          choiceName(field.name, `${value}`, 'zh'),
          /[\u4e00-\u9fff]|^(LAN|ADSL)$/,
          `${field.name} ${value}`,
        );
});

words('are Chinese for who reads Chinese, and English for everybody else', () => {
  assert.is(langOf(['zh-CN', 'en']), 'zh');
  assert.is(langOf(['zh']), 'zh');
  assert.is(langOf(['en-GB', 'zh']), 'en');
  assert.is(langOf(['de']), 'en');
  assert.is(langOf([]), 'en');
});

words.run();

/** Colours of a style sheet: by day, and by night where there is another. */
function coloursOf(css: string): { readonly [scheme: string]: { readonly [name: string]: string } } {
  const [day = '', night = ''] = css.split('prefers-color-scheme: dark');
  const read = (part: string) =>
    Object.fromEntries(
      [...part.matchAll(/--([\w-]+): (#[0-9a-f]{3,6})/g)].map(([, name, value]) => [name, value]),
    );
  return { day: read(day), night: read(night) };
}

function luminance(colour: string): number {
  const hex = colour.length === 4 ? colour.replace(/\w/g, '$&$&') : colour;
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map(at => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map(each => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const colours = suite('colours of the page');

const own = coloursOf(readFileSync('supervisor/web/page.css', 'utf8'));
const report = coloursOf(PAGE_CSS);
const PAIRS: readonly (readonly [ink: string, ground: string, least: number])[] = [
  ...['ink', 'faint', 'bad', 'warn', 'unknown', 'good', 'link', 'accent'].map(
    ink => [ink, 'card', 4.5] as const,
  ),
  ...['ink', 'faint', 'accent'].map(ink => [ink, 'soft', 4.5] as const),
  ['ink', 'page', 4.5],
  ['faint', 'page', 4.5],
  ['on-accent', 'accent', 4.5],
  ['note-ink', 'note', 4.5],
  ['ground', 'bad', 4.5],
  ['edge', 'card', 3],
];

for (const scheme of ['day', 'night'])
  colours(`can be told apart by ${scheme}`, () => {
    const all: { readonly [name: string]: string } = { ...report[scheme], ...own[scheme] };
    for (const [ink, ground, least] of PAIRS) {
      const ratio = contrast(all[ink] as string, all[ground] as string);
      assert.ok(ratio >= least, `${ink} on ${ground}: ${ratio.toFixed(2)}`);
    }
  });

colours.run();
