import { entriesOf } from '../../../shared/catalogue/catalogue.js';
import type { Phrase, Tip } from '../../../shared/catalogue/entry.js';
import { type Settings, type Slot, TOPICS, type Topic } from '../../../shared/catalogue/topics.js';
import type { Words } from '../../../shared/profile/profile.js';
import { profileOf } from '../../../shared/profile/profiles.js';
import { FLAGS } from '../../../shared/words/flags.js';
import { WIDTH } from '../../../shared/words/layout.js';
import { type GroupName, NOTE, RING, TIP_TITLE } from '../../../shared/words/phrases.js';
import type { Group, Text } from '../../../shared/words/ui.js';
import { widest } from './line.js';
import { linesOf } from './wrap.js';

/** Phrases and tips of a code as the badge shows them: in groups, each text once in its group. */

/** A group by its name in the ring. */
export interface NamedGroup extends Group {
  readonly name: GroupName;
}

/** A text with what the settings fill into it. */
export function filled(words: Words, settings: Settings): Words {
  const fill = (language: keyof Words): string =>
    words[language].replace(/\{(\w+)\}/g, (all, slot: Slot) => settings[slot]?.[language] ?? all);
  return { zh: fill('zh'), en: fill('en') };
}

/** Texts without those that were there before. */
function once(texts: readonly Words[], before: readonly Words[] = []): Words[] {
  return texts.filter((text, i) => texts.indexOf(text) === i && !before.includes(text));
}

function phrasesOf(topic: Topic, phrases: readonly Phrase[], settings: Settings): NamedGroup | null {
  const here = phrases.filter(phrase => phrase.topic === topic);
  const texts = (of: (phrase: Phrase) => Words | undefined): Words[] =>
    here.flatMap(phrase => of(phrase) ?? []);
  const work = texts(each => (each.customer === 'enterprise' || each.atHome ? each.text : undefined));
  const life = texts(each => (each.customer === 'home' ? each.text : each.atHome));
  const shared = texts(each => (each.customer || each.atHome ? undefined : each.text));
  // What both kinds of customers are told under numbers of their own is for all.
  const all = once([...shared, ...work.filter(text => life.includes(text))]);
  const [companies, homes] = [once(work, all), once(life, all)];
  const pages = [...companies, ...all, ...homes].map(text => linesOf(filled(text, settings)));
  if (!pages.length) return null;
  const counts = { companies: companies.length, homes: homes.length };
  return { name: topic, title: TOPICS[topic], isTips: false, pages, ...counts };
}

function tipsOf(name: GroupName, tips: readonly Tip[]): NamedGroup | null {
  const here = tips.filter(tip => `tips:${tip.phase}` === name);
  const pages = once(here.map(tip => tip.text)).map(linesOf);
  return pages.length ? { name, title: TIP_TITLE, isTips: true, pages, companies: 0, homes: 0 } : null;
}

/** The note to copy, a content to a page; what takes more than half a row stays as small as a row. */
function noteOf(profile: string, settings: Settings): NamedGroup | null {
  if (!profileOf(profile)?.params.noAnswerMin) return null;
  const large = (text: string): string => (2 * widest(text) > WIDTH - 2 ? text : `{x2}${text}`);
  const pages = NOTE.map(([label, content]): [Text, Text] => {
    const { en, zh } = filled(content, settings);
    return [label, { en: large(en), zh: large(zh) }];
  });
  return { name: 'note', title: FLAGS['note'].title, isTips: false, pages, companies: 0, homes: 0 };
}

/**
 * The codes whose tips stay off the badge. The rule: a code's tips are on it where both languages then stay within 6000
 * bytes, and they come or go together, so that the badges of a code say the same whatever their language.
 */
const WITHOUT_TIPS: readonly string[] = ['TT'];

export function hasTips(profile: string): boolean {
  return !WITHOUT_TIPS.includes(profile);
}

/** The groups of a code in the order of the ring. */
export function groupsOf(profile: string, settings: Settings): NamedGroup[] {
  const entries = entriesOf(profile);
  const phrases = entries.filter(entry => entry.class === 'P');
  const tips = hasTips(profile) ? entries.filter(entry => entry.class === 'F') : [];
  return RING.flatMap(name => {
    if (name === 'note') return noteOf(profile, settings) ?? [];
    return (name in TOPICS ? phrasesOf(name as Topic, phrases, settings) : tipsOf(name, tips)) ?? [];
  });
}

/** Where in the ring a row begins that names this group: there, or at the next one that the code has. */
export function startOf(groups: readonly NamedGroup[], wanted: GroupName): number {
  const from = RING.indexOf(wanted);
  const later = groups.findIndex(group => RING.indexOf(group.name) >= from);
  return Math.max(0, later);
}
