import { NEUTRAL, type Settings, SLOTS, type Slot } from '../shared/catalogue/topics.js';
import { isObject } from '../shared/json.js';
import type { Words } from '../shared/profile/profile.js';
import { CHOICES, type Choice } from '../shared/words/choices.js';
import { NARROW } from '../shared/words/layout.js';
import { POWER_LIMITS, POWERS, type Power } from '../shared/words/power.js';
import { cardFault } from './make/card.js';
import { type Cutter, openCutter } from './make/words/glyphs.js';
import { isAscii } from './make/words/line.js';
import { widthOf } from './make/words/wrap.js';
import { readJson } from './read-file.js';
import { UserError } from './user-error.js';

/**
 * Settings in a JSON file: `company`, `hotline`, `name`, `number`, each a text for both languages or one for each, as
 * `{ "zh": ..., "en": ... }`. They fill phrases and identity card of a badge when its words are packed; what is not set
 * stays neutral. `check` is the text of the card's QR; what is one of two things stands in
 * shared/words/choices.ts; how the badge spends its charge is numbers (shared/words/power.ts).
 */

const GIVE = '; give a JSON file with settings such as company, hotline, name, number and check.';
const NAMES = Object.keys(SLOTS) as Slot[];
const CHECK = 'check';
const ALL: readonly string[] = [...NAMES, CHECK, ...Object.keys(CHOICES), ...POWERS];

/** What is wrong with a text in a language, to stand behind its name; null where it can be shown. */
function faultOf(text: unknown, language: keyof Words, columns: number, cutter: Cutter): string | null {
  if (typeof text !== 'string' || !text.trim()) return 'is no text; write one, or leave it out';
  if (language === 'en' && ![...text].every(isAscii))
    return `has "${text}" for English badges, which show ASCII only; give "zh" and "en"`;
  const lost = [...text].find(char => !cutter(char));
  if (lost) return `has "${lost}", which the font of the badge does not have; put another character`;
  if (/[{}]/.test(text)) return 'has a brace, which stands for a value on the badge; leave it out';
  const width = widthOf(text) / NARROW;
  if (width <= columns) return null;
  return `takes ${width} columns, ${width - columns} more than there are (a Chinese character takes two); make it shorter`;
}

function textsOf(file: string, name: Slot, value: unknown, cutter: Cutter): Words {
  const languages = ['zh', 'en'] as const;
  const given = isObject(value) ? value : { zh: value, en: value };
  const strange = Object.keys(given).find(key => key !== 'zh' && key !== 'en');
  if (strange) throw new UserError(`${file}: ${name} has "${strange}": give zh and en only.`);
  const words = { ...NEUTRAL[name] };
  for (const language of languages) {
    const text = given[language];
    if (isObject(value) && text === undefined) continue;
    const fault = faultOf(text, language, SLOTS[name], cutter);
    if (fault) throw new UserError(`${file}: ${name} ${fault}.`);
    words[language] = text as string;
  }
  return words;
}

/** The text of the card's QR. */
function checkOf(file: string, value: unknown): Pick<Settings, 'check'> {
  if (value === undefined) return {};
  if (typeof value !== 'string' || !value)
    throw new UserError(`${file}: check is no text; write one, or leave it out.`);
  const fault = cardFault(value);
  if (fault) throw new UserError(`${file}: check ${fault}.`);
  return { check: value };
}

/** The settings that are one of two things, as far as a file says them. */
function choicesOf(file: string, json: object): Pick<Settings, 'choices'> {
  const given = Object.entries(json).filter(([name]) => name in CHOICES);
  for (const [name, value] of given) {
    const choices: readonly unknown[] = CHOICES[name as Choice];
    if (!choices.includes(value))
      throw new UserError(
        `${file}: ${name} is ${JSON.stringify(value)}; make it ${choices.map(each => JSON.stringify(each)).join(' or ')}.`,
      );
  }
  return given.length ? { choices: Object.fromEntries(given) } : {};
}

/** How charge is spent, as far as a file says it. */
function powerOf(file: string, json: object): Pick<Settings, 'power'> {
  const given = Object.entries(json).filter(([name]) => name in POWER_LIMITS);
  for (const [name, value] of given) {
    const { unit, least, most } = POWER_LIMITS[name as Power];
    if (!Number.isInteger(value) || value < least || value > most)
      throw new UserError(
        `${file}: ${name} is ${JSON.stringify(value)}; make it a whole number of ${unit} from ${least} to ${most}.`,
      );
  }
  return given.length ? { power: Object.fromEntries(given) } : {};
}

/** The settings in a file, neutral where it says nothing; all neutral without a file. */
export function readSettings(file: string | undefined): Settings {
  if (file === undefined) return NEUTRAL;
  const json = readJson(file, GIVE, GIVE);
  if (!isObject(json)) throw new UserError(`${file}: it is no object${GIVE}`);
  const strange = Object.keys(json).find(name => !ALL.includes(name));
  if (strange) throw new UserError(`${file}: there is no setting "${strange}": use ${ALL.join(', ')}.`);
  const cutter = openCutter();
  const set = NAMES.filter(name => json[name] !== undefined).map(name => [
    name,
    textsOf(file, name, json[name], cutter),
  ]);
  return {
    ...NEUTRAL,
    ...Object.fromEntries(set),
    ...checkOf(file, json[CHECK]),
    ...choicesOf(file, json),
    ...powerOf(file, json),
  };
}
