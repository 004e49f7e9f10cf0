import { isObject, type JsonObject } from '../json.js';
import { settingsFault } from '../judge/settings.js';
import { type Item, MAX_FLAGS, type Params, type Profile, type Timed, type Words } from './profile.js';
import { CODES } from './profiles.js';

/**
 * A custom profile: one of the five codes with limits, kit or words of an operator's own, as a JSON file.
 *
 *     { "base": "HB", "version": 101, "about": "15 minutes at a silent door", "params": { "noAnswerMin": 15 } }
 *
 *   base         the code that it is: HB, BQ, CT, TT or ZT
 *   version      101 to 255, another one for each change: logs carry it beside the code
 *   about        a note for people
 *   title        { zh, en }
 *   params       limits by their names (`Params`), of rules that the code has; null: no such rule
 *   kit, kitAlt, kitOptional   parts that some code has, where this one has a kit
 *   items        by the id of a checklist item, { zh, en }: at most 20 characters, or 42 of ASCII
 *   titles       by the id of a timed rule, { zh, en } in the same room
 *
 * Everything but base and version may be left out. What an event, an item or a rule means stays as the code has it.
 */
export type CustomKey =
  | 'base'
  | 'version'
  | 'about'
  | 'title'
  | 'params'
  | 'kit'
  | 'kitAlt'
  | 'kitOptional'
  | 'items'
  | 'titles';

const KEYS: readonly CustomKey[] = [
  'base',
  'version',
  'about',
  'title',
  'params',
  'kit',
  'kitAlt',
  'kitOptional',
  'items',
  'titles',
];

/** The versions below are those of the codes themselves. */
export const FIRST_CUSTOM = 101;
const LAST_CUSTOM = 255;

/** Room of a prompt: two lines of the badge. */
export const MAX_ZH = 20;
export const MAX_EN = 42;

/** A `kit.check` record has 9 bits, of which a profile with two kits needs one to tell them apart. */
const KIT_BITS = 9;

/** The badge counts the limits that it goes by in seconds, in 16 bits. */
const MAX_BADGE_MINUTES = 1092;
/** Its countdown at a door has room for two digits of minutes. */
const MAX_WAIT_MINUTES = 99;
/** What it reminds of, in minutes. */
const MAX_REMINDER_MINUTES = 0xffff;

/** The judgements that a limit belongs to (rules A2.4). What is not here is said of a code and judged by nobody. */
const JUDGED_BY: { readonly [param: string]: readonly number[] } = {
  arriveEarlyMin: [1],
  noAnswerMin: [6],
  noAnswerNeedsCall: [6],
  rescheduleNoticeMin: [4],
  maxCompanyChanges: [5],
  contactWithinMin: [7],
  acceptWithinMin: [8],
  nightAcceptBy: [8],
  dayWindow: [8, 9],
  complaintContactWithinMin: [9],
  replyWithinMin: [10],
  repairWithinMin: [11],
  escalateAfterMin: [12],
  progressEveryMin: [13],
  installWorkingDays: [14],
  installWorkingDaysMax: [14],
  questionHandOverMin: [15],
  damageWithinMin: [16],
  visitWindow: [17],
  callbackToleranceMin: [18],
};

/** Limits whose number the title of their rule names. */
const NAMED: readonly (keyof Params)[] = ['arriveEarlyMin', 'noAnswerMin'];

/** The parts of all kits: the badge has words for these. */
const PARTS: readonly string[] = CODES.reduce<string[]>(
  (all, code) =>
    all.concat(code.kit.concat(code.kitOptional, code.kitAlt || []).filter(part => !all.includes(part))),
  [],
);

export interface Faults {
  /** A sentence each: the path in the file, what is wrong there, and how to mend it. */
  readonly faults: readonly string[];
}

function has(of: object, name: string): boolean {
  return Object.keys(of).includes(name);
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}

/** The profile that a file describes, or all that is wrong with it. */
export function customProfile(json: unknown): Profile | Faults {
  if (!isObject(json)) return { faults: ['the file is no JSON object; give base, version and what differs'] };
  const known = CODES.map(code => code.id);
  const base = CODES.find(code => code.id === json['base']);
  if (!base) return { faults: [`base is ${shown(json['base'])}; make it one of ${known.join(', ')}`] };
  const faults = Object.keys(json)
    .filter(key => !KEYS.includes(key as CustomKey))
    .map(key => `${key}: there is no ${key} in a profile; known are ${KEYS.join(', ')}`)
    .concat(headFaults(json))
    .concat(partFaults(json, 'params', (params, name) => paramFault(base, params, name)))
    .concat(paramsFaults(base, json['params']))
    .concat(kitFaults(base, json))
    .concat(
      textFaults(
        json,
        'items',
        base.items.map(item => item.id),
        `checklist item of ${base.id}`,
      ),
    )
    .concat(
      textFaults(
        json,
        'titles',
        base.timed.map(rule => rule.rule),
        `timed rule of ${base.id}`,
      ),
    );
  return faults.length ? { faults: faults } : applied(base, json);
}

function headFaults(json: JsonObject): string[] {
  const faults: string[] = [];
  const version = json['version'];
  const isVersion =
    typeof version === 'number' &&
    version >= FIRST_CUSTOM &&
    version <= LAST_CUSTOM &&
    Math.floor(version) === version;
  if (!isVersion)
    faults.push(
      `version is ${shown(version)}; make it a whole number from ${FIRST_CUSTOM} to ${LAST_CUSTOM}, ` +
        'another one for each change',
    );
  if (json['about'] !== undefined && typeof json['about'] !== 'string')
    faults.push(`about is ${shown(json['about'])}; make it a text, or leave it out`);
  return json['title'] === undefined ? faults : faults.concat(wordsFaults('title', json['title']));
}

/** The faults of the parts of an object in the file; none where it is left out. */
function partFaults(
  json: JsonObject,
  key: CustomKey,
  faultOf: (of: JsonObject, name: string) => string | null,
): string[] {
  const of = json[key];
  if (of === undefined) return [];
  if (!isObject(of)) return [`${key} is ${shown(of)}; make it an object, or leave it out`];
  return Object.keys(of)
    .map(name => faultOf(of, name))
    .filter(fault => fault !== null) as string[];
}

function paramFault(base: Profile, params: JsonObject, name: string): string | null {
  const value = params[name];
  if (name === 'kit' || name === 'kitAlt' || name === 'kitOptional')
    return `params.${name}: the kit stands at the top of the file; move ${name} there`;
  if (name === 'noteFields') return 'params.noteFields: a log has room for these four; leave it out';
  const fault = settingsFault(Object.fromEntries([[name, value]]));
  // It names the setting itself where there is one.
  if (fault)
    return fault.replace(/^settings: (there is )?/, (_, none) =>
      none ? `params.${name}: there is ` : 'params.',
    );
  if (name === 'kitList' && !base.kitAlt) return `params.kitList: ${base.id} has no second kit; leave it out`;
  if (has(JUDGED_BY, name) && !base.timed.some(rule => isLimitOf(rule, name)))
    return `params.${name}: ${base.id} has no rule with such a limit; leave it out`;
  if (name === 'noAnswerMin' && (value as number) > MAX_WAIT_MINUTES)
    return `params.${name} is ${value}; make it ${MAX_WAIT_MINUTES} or less, which is what a badge can count down`;
  if (NAMED.includes(name as keyof Params) && (value as number) > MAX_BADGE_MINUTES)
    return `params.${name} is ${value}; make it ${MAX_BADGE_MINUTES} or less, which is what a badge can count`;
  if ((value as number) > MAX_REMINDER_MINUTES && base.reminders.some(each => each.within === name))
    return `params.${name} is ${value}; make it ${MAX_REMINDER_MINUTES} or less, which is what a badge can remind of`;
  return null;
}

function isLimitOf(rule: Timed, param: string): boolean {
  if (!JUDGED_BY[param].includes(rule.judge)) return false;
  return param !== 'callbackToleranceMin' || rule.keptBy === 'callback.done';
}

/** What is wrong with two limits together. */
function paramsFaults(base: Profile, params: unknown): string[] {
  if (!isObject(params)) return [];
  const both = Object.assign({}, base.params, params);
  const [normal, most] = [both.installWorkingDays, both.installWorkingDaysMax];
  if (typeof normal !== 'number' || typeof most !== 'number' || normal <= most) return [];
  return [`params.installWorkingDays is ${normal}; make it no more than installWorkingDaysMax, ${most}`];
}

function kitFaults(base: Profile, json: JsonObject): string[] {
  const faults: string[] = [];
  for (const key of ['kit', 'kitAlt', 'kitOptional'] as const) {
    if (json[key] === undefined) continue;
    const fault = kitFault(base, json, key);
    if (fault) faults.push(fault);
  }
  return faults;
}

function kitFault(base: Profile, json: JsonObject, key: 'kit' | 'kitAlt' | 'kitOptional'): string | null {
  const parts = json[key];
  const old = key === 'kitOptional' ? base.kit : base[key];
  if (!old || !old.length)
    return `${key}: ${base.id} has no ${key === 'kitAlt' ? 'second ' : ''}kit; leave it out`;
  if (!Array.isArray(parts)) return `${key} is ${shown(parts)}; make it a list of parts`;
  for (let i = 0; i < parts.length; i++) {
    if (!PARTS.includes(parts[i]))
      return `${key}[${i}] is ${shown(parts[i])}; make it one of ${PARTS.join(', ')}`;
    if (parts.indexOf(parts[i]) < i) return `${key}[${i}]: "${parts[i]}" stands twice; take one out`;
  }
  return key === 'kitOptional'
    ? optionalFault(base, json, parts)
    : sizeFault(json, key, parts, itemOfKit(base, old));
}

function optionalFault(base: Profile, json: JsonObject, parts: readonly string[]): string | null {
  const kit = Array.isArray(json['kit']) ? (json['kit'] as string[]) : base.kit;
  const twice = parts.findIndex(part => kit.includes(part));
  if (twice >= 0) return `kitOptional[${twice}]: "${parts[twice]}" is in the kit; take one out`;
  const room = KIT_BITS - (base.kitAlt ? 1 : 0) - kit.length;
  return parts.length > room ? `kitOptional has ${parts.length} parts; make it ${room} at most` : null;
}

/** A kit is the flags of its item, whose text may name their number. */
function sizeFault(
  json: JsonObject,
  key: 'kit' | 'kitAlt',
  parts: readonly string[],
  item: Item,
): string | null {
  if (!parts.length || parts.length > MAX_FLAGS)
    return `${key} has ${parts.length} parts; make it 1 to ${MAX_FLAGS}`;
  const items = json['items'];
  const hasText = isObject(items) && has(items, item.id);
  if (parts.length === item.flags.length || hasText) return null;
  return `${key} has ${parts.length} parts, and the text of ${item.id} was written for ${item.flags.length}; give items.${item.id}`;
}

function itemOfKit(base: Profile, kit: readonly string[]): Item {
  return base.items.find(item => item.flags === kit) as Item;
}

function textFaults(
  json: JsonObject,
  key: 'items' | 'titles',
  known: readonly string[],
  what: string,
): string[] {
  const faults = partFaults(json, key, (_, id) =>
    known.includes(id) ? null : `${key}.${id}: there is no ${what} by this id; take it out`,
  );
  const texts = json[key];
  if (!isObject(texts)) return faults;
  return Object.keys(texts)
    .filter(id => known.includes(id))
    .reduce<string[]>((all, id) => all.concat(wordsFaults(`${key}.${id}`, texts[id])), faults);
}

function wordsFaults(path: string, words: unknown): string[] {
  if (!isObject(words)) return [`${path} is ${shown(words)}; make it an object with zh and en`];
  const faults = Object.keys(words)
    .filter(name => name !== 'zh' && name !== 'en')
    .map(name => `${path}.${name}: a text has zh and en and no more; take it out`);
  const [zh, en] = [words['zh'], words['en']];
  if (typeof zh !== 'string' || !zh.trim() || zh.length > MAX_ZH)
    faults.push(`${path}.zh is ${shown(zh)}; make it a text of 1 to ${MAX_ZH} characters`);
  if (typeof en !== 'string' || !/^[ -~]*[!-~][ -~]*$/.test(en) || en.length > MAX_EN)
    faults.push(`${path}.en is ${shown(en)}; make it a text of 1 to ${MAX_EN} ASCII characters`);
  return faults;
}

/** The base with what the file has instead; the file has been checked. */
function applied(base: Profile, json: JsonObject): Profile {
  const kit = (json['kit'] as string[]) || base.kit;
  const kitAlt = (json['kitAlt'] as string[]) || base.kitAlt;
  const kitOptional = (json['kitOptional'] as string[]) || base.kitOptional;
  const own: Params = (json['params'] as Params) || {};
  const kits: Params = base.kit.length
    ? Object.assign({ kit: kit, kitOptional: kitOptional }, kitAlt ? { kitAlt: kitAlt } : {})
    : {};
  const texts = (json['items'] as { [id: string]: Words }) || {};
  const titles = (json['titles'] as { [rule: string]: Words }) || {};
  return Object.assign({}, base, {
    version: json['version'] as number,
    title: (json['title'] as Words) || base.title,
    params: Object.assign(Object.assign({}, base.params, kits), own),
    timed: base.timed.map(rule =>
      Object.assign({}, rule, { title: titles[rule.rule] || titleOf(base.params, own, rule) }),
    ),
    items: base.items.map(item =>
      Object.assign({}, item, {
        text: texts[item.id] || item.text,
        flags: kitFlags(base, item, kit, kitAlt),
      }),
    ),
    kit: kit,
    kitOptional: kitOptional,
    kitAlt: kitAlt,
  });
}

function kitFlags(
  base: Profile,
  item: Item,
  kit: readonly string[],
  kitAlt: readonly string[] | undefined,
): readonly string[] {
  if (base.kit.length && item.flags === base.kit) return kit;
  return kitAlt && item.flags === base.kitAlt ? kitAlt : item.flags;
}

/** The title of a rule, with the new number where it names the old one. */
function titleOf(old: Params, own: Params, rule: Timed): Words {
  for (const name of NAMED) {
    const [was, is] = [old[name], own[name]];
    if (!JUDGED_BY[name].includes(rule.judge) || typeof was !== 'number' || typeof is !== 'number') continue;
    return {
      zh: rule.title.zh.replace(String(was), String(is)),
      en: rule.title.en.replace(String(was), String(is)),
    };
  }
  return rule.title;
}
