import { CATALOGUE, entriesOf } from '../../shared/catalogue/catalogue.js';
import type { Class, Entry, Leads, Tip } from '../../shared/catalogue/entry.js';
import type { Kpi } from '../../shared/catalogue/kpi.js';
import { REASONS } from '../../shared/catalogue/reasons.js';
import { NEUTRAL, TOPICS } from '../../shared/catalogue/topics.js';
import type { Profile, Words } from '../../shared/profile/profile.js';
import { CODES } from '../../shared/profile/profiles.js';
import { EVENT_NAMES } from '../../shared/visit/names.js';
import type { GroupName } from '../../shared/words/phrases.js';
import { filled, groupsOf, hasTips } from './words/phrases.js';
import { linesOf } from './words/wrap.js';

/** The tables of docs/COVERAGE.md: where each entry of the catalogue lives in the product. */

export const CLASSES: readonly Class[] = ['T', 'C', 'P', 'F', 'K', 'R'];

/** Where an entry lives, and its words there; `dangling` says what it points to that is not there. */
export interface Place {
  readonly where: string;
  readonly words: Words;
  readonly dangling?: string;
}

const NOTHING: Words = { zh: '', en: '' };

function dangling(what: string): Place {
  return { where: '', words: NOTHING, dangling: what };
}

function ruleOf(profile: Profile, id: string): Place {
  const rule = profile.timed.find(row => row.rule === id);
  if (!rule || !profile.rules.includes(id)) return dangling(`no timed rule of ${profile.id}`);
  const isPromise = profile.promises.some(promise => promise.rule === id);
  if (isPromise !== (rule.keptBy !== undefined)) return dangling(`no promise of ${profile.id}`);
  const types = rule.types ? `, ${rule.types.join(', ')}` : '';
  const reminds = profile.reminders.some(reminder => reminder.rule === id) ? ', reminded of' : '';
  return { where: `rule, J${rule.judge}${types}${reminds}`, words: rule.title };
}

function itemOf(profile: Profile, id: string): Place {
  const number = profile.items.findIndex(item => item.id === id);
  const item = profile.items[number];
  if (!item || item.declared || !profile.rules.includes(id))
    return dangling(`no checklist item of ${profile.id}`);
  return { where: `checklist, item ${number}${item.shownOnly ? ', shown only' : ''}`, words: item.text };
}

/** Whether a group of the badge has a page that says this. */
function isOn(profile: Profile, name: GroupName, words: Words): boolean {
  const group = groupsOf(profile.id, NEUTRAL).find(each => each.name === name);
  const [first] = linesOf(filled(words, NEUTRAL));
  return group?.pages.some(([line]) => line.zh === first.zh && line.en === first.en) ?? false;
}

function tipOf(profile: Profile, entry: Tip): Place {
  const number = profile.items.findIndex(item => item.id === entry.id);
  const item = profile.items[number];
  if (item && (!item.declared || !profile.rules.includes(entry.id))) return dangling('no declared tick');
  const isShown = isOn(profile, `tips:${entry.phase}`, entry.text);
  if (isShown !== hasTips(profile.id)) return dangling('a group of tips that is not there');
  const tip = isShown ? `tip, ${entry.phase === 'any' ? 'any phase' : entry.phase}` : 'tip, not on the badge';
  return { where: item ? `${tip}; a tick that is a statement, item ${number}` : tip, words: entry.text };
}

/** What a phrase points to, as the page says it; null where something is not there. */
function leadsTo(profile: Profile, leads: Leads): string[] | null {
  const { promise, keeps, opens, party, reopens, customer, atHome } = leads;
  for (const rule of [promise, keeps])
    if (rule !== undefined && !profile.promises.some(each => each.rule === rule)) return null;
  return [
    promise ? `starts ${promise}` : '',
    keeps ? `keeps ${keeps}` : '',
    opens ? 'opens a question' : '',
    party ? `fault: ${party}` : '',
    reopens ? 'reopens the order' : '',
    customer ? `${customer} customers` : '',
    atHome ? `at home: "${atHome.en}" ${atHome.zh}` : '',
  ].filter(Boolean);
}

const EXCLUDED = {
  'line-owner': "lines of the customer's own",
  'customer-delay': 'the customer as cause',
  'customer-fault': 'the customer as cause',
};

/** A limit that is stated, or not. */
function minutes(limit: number | null): string {
  if (limit === null) return 'not stated';
  return limit % 60 ? `${limit} min` : `${limit / 60} h`;
}

function percent(ratio: number): string {
  return `${Number((ratio * 100).toFixed(1))} %`;
}

/** What is counted and against which limit. */
function counted(kpi: Kpi): string {
  switch (kpi.form) {
    case 'within': {
      const most = kpi.atMost;
      const outer = !most
        ? ''
        : 'days' in most
          ? `, at most ${most.days} days`
          : `, at most ${minutes(most.minutes)}`;
      const limit = kpi.minutes === null ? 'at once (no number stated)' : `within ${minutes(kpi.minutes)}`;
      return `\`${kpi.to.join('` or `')}\` ${limit} of \`${kpi.from}\`${outer}`;
    }
    case 'ahead':
      return `\`${kpi.event}\` at least ${minutes(kpi.minutes)} before \`${kpi.start}\``;
    case 'on-day':
      return `no \`${kpi.until}\` ${kpi.afterDays} days after \`${kpi.from}\`: \`${kpi.event}\` on day ${kpi.onDay}`;
    case 'hours':
      return `\`${kpi.event}\` in ${kpi.windows.map(({ from, to }) => `${from}-${to}`).join(', ')}`;
    case 'share': {
      const { goal } = kpi;
      const level =
        'min' in goal
          ? `at least ${percent(goal.min)}`
          : `baseline ${percent(goal.baseline)}, challenge ${percent(goal.challenge)}`;
      return `${kpi.numerator.en}: ${level}`;
    }
    case 'mean': {
      const { urban, township, village } = kpi.areas;
      return (
        `mean from \`${kpi.from}\` to \`${kpi.to}\`: urban ${minutes(urban)}, township ${minutes(township)}, ` +
        `village ${minutes(village)}, overall ${minutes(kpi.overall)}`
      );
    }
  }
}

function figureText(kpi: Kpi): string {
  const left = kpi.excludes.map(each => EXCLUDED[each]).join(' and ');
  return `key figure: ${counted(kpi)}; of ${kpi.over.title.en}${left ? `, without ${left}` : ''}`;
}

/** The place of one entry. */
export function placeOf(profile: Profile, entry: Entry): Place {
  switch (entry.class) {
    case 'T':
      return ruleOf(profile, entry.id);
    case 'C':
      return itemOf(profile, entry.id);
    case 'P': {
      const leads = leadsTo(profile, entry);
      if (!leads || !isOn(profile, entry.topic, entry.text))
        return dangling('a topic or a promise that is not there');
      return { where: [`phrase, ${TOPICS[entry.topic].en}`, ...leads].join(', '), words: entry.text };
    }
    case 'F':
      return tipOf(profile, entry);
    case 'K':
      return { where: figureText(entry.kpi), words: entry.kpi.title };
    case 'R':
      return { where: `reference: ${REASONS[entry.reason]}`, words: { zh: '', en: entry.about } };
  }
}

/** All that is wrong with the catalogue, a sentence each: ids twice, places that are not there. */
export function coverageFaults(): string[] {
  const faults: string[] = [];
  const seen = new Set<string>();
  for (const profile of CODES) {
    const entries = entriesOf(profile.id);
    for (const entry of entries) {
      if (seen.has(entry.id)) faults.push(`${entry.id} stands twice`);
      seen.add(entry.id);
      if (!entry.id.startsWith(`${profile.id}-`)) faults.push(`${entry.id} stands under ${profile.id}`);
      const place = placeOf(profile, entry);
      if (place.dangling) faults.push(`${entry.id} points to ${place.dangling}`);
      if (!isTrigger(entry.trigger)) faults.push(`${entry.id} hangs on ${entry.trigger}, which is no event`);
    }
    for (const rule of profile.rules)
      if (!entries.some(({ id }) => id === rule)) faults.push(`${rule} is judged and in no catalogue`);
  }
  return faults;
}

const EVENTS = new Set(Object.values(EVENT_NAMES));

function isTrigger(trigger: string): boolean {
  if (trigger === 'tip' || trigger === 'none') return true;
  return trigger.startsWith('menu:') ? trigger.slice(5) in TOPICS : EVENTS.has(trigger);
}

/** How many entries a code has, by class. */
export function countsOf(profile: string): { readonly [name in Class]: number } {
  const counts = { T: 0, C: 0, P: 0, F: 0, K: 0, R: 0 };
  for (const entry of entriesOf(profile)) counts[entry.class]++;
  return counts;
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [head, head.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n');
}

/** Entries by code and class, and their sum. */
export function countsTable(): string {
  const rows = CATALOGUE.map(({ profile, entries }) => {
    const counts = countsOf(profile);
    return [profile, entries.length, ...CLASSES.map(name => counts[name])];
  });
  const sums = rows.reduce<number[]>(
    (sum, row) => row.slice(1).map((count, i) => (sum[i] ?? 0) + Number(count)),
    [],
  );
  return table(['code', 'entries', ...CLASSES], [...rows, ['all', ...sums]]);
}

/** The entries of a code, a row each. */
export function entriesTable(profile: Profile): string {
  const rows = entriesOf(profile.id).map(entry => {
    const { where, words, dangling: lost } = placeOf(profile, entry);
    if (lost) throw new Error(`${entry.id} points to ${lost}`);
    return [entry.id, entry.class, entry.phase, `\`${entry.trigger}\``, where, words.en, words.zh];
  });
  return table(['id', 'class', 'phase', 'trigger', 'place', 'English', '中文'], rows);
}

/** The blocks of the page: the counts, then each code by its id. */
export const COVERAGE_BLOCKS: { readonly [marker: string]: () => string } = {
  counts: countsTable,
  ...Object.fromEntries(CODES.map(profile => [profile.id, () => entriesTable(profile)])),
};
