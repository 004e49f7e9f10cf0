import { Fixed, type Language, type Text } from '../../../shared/words/ui.js';
import { widest } from './line.js';
import type { Tables } from './tables.js';
import { piecesOf } from './values.js';

/** Where a text stands on the screen, and the pixels that it has there. */
const ROOM = {
  /** Beside its button: 6 columns, or 3 characters. */
  key: 36,
  /** Between the labels of two keys. */
  title: 54,
  /** In a list, behind the cursor. */
  row: 114,
  /** In a list, behind the cursor and a box. */
  flag: 102,
  line: 126,
  /** Beside the QR of the identity card. */
  card: 72,
  /** A line of a main screen, and of a checklist item. */
  main: 126,
  item: 126,
} as const;
export type Spot = keyof typeof ROOM;

/** A text and its spot. */
export interface Use {
  readonly text: Text;
  readonly spot: Spot;
}

const KEYS: readonly number[] = [Fixed.LeaveAnyway, Fixed.DepartAnyway, Fixed.ParkYes];
/** In the middle of the top row or of the bottom row. */
const TITLES: readonly number[] = [
  Fixed.ChecklistTitle,
  Fixed.OrdersTitle,
  Fixed.PickSpan,
  Fixed.LogFull,
  Fixed.ReadOnly,
  Fixed.ReminderTitle,
];

const CARD: readonly number[] = [Fixed.CardCompany, Fixed.CardName, Fixed.CardNumber];

function spotOfFixed(which: number): Spot {
  if (which <= Fixed.Next || KEYS.includes(which)) return 'key';
  if (CARD.includes(which)) return 'card';
  if (which === Fixed.All || which === Fixed.Record) return 'row';
  return TITLES.includes(which) ? 'title' : 'line';
}

/** Every text of the tables with its spot. */
export function usesOf(tables: Tables): Use[] {
  const uses: Use[] = [];
  const add = (spot: Spot, text: Text) => uses.push({ text, spot });
  for (const screen of tables.screens) {
    for (const line of screen.lines) if (line !== 'arrival') add('main', line);
    for (const key of screen.keys) if (key) add('key', key.label);
  }
  for (const menu of Object.values(tables.menus)) {
    add('title', menu.title);
    for (const row of menu.rows) add('row', row.label);
  }
  for (const flags of Object.values(tables.flags)) {
    add('title', flags.title);
    for (const row of flags.rows) add('flag', row.label);
  }
  tables.fixed.forEach((text, which) => {
    add(spotOfFixed(which), text);
  });
  for (const { action } of tables.reminders) add('row', action.label);
  for (const prompt of tables.prompts) for (const line of prompt.lines) add('item', line);
  for (const group of tables.groups) {
    add('title', group.title);
    for (const page of group.pages) for (const line of page) add('line', line);
  }
  return uses;
}

/** What is wrong with the texts in a language: each names the text and the number. */
export function complaints(uses: readonly Use[], language: Language): string[] {
  const found: string[] = [];
  for (const { text, spot } of uses) {
    const words = text[language];
    if (!piecesOf(words)) found.push(`"${words}" (${language}) names a value that there is not.`);
    const over = widest(words) - ROOM[spot];
    if (over > 0)
      found.push(
        `"${words}" (${language}, ${spot}) can get ${widest(words)} px wide: ${over} more than fit.`,
      );
  }
  return [...new Set(found)];
}
