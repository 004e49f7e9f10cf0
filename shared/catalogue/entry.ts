import type { Words } from '../profile/profile.js';
import type { Party } from '../visit/event.js';
import type { Kpi } from './kpi.js';
import type { Reason } from './reasons.js';
import type { Topic } from './topics.js';

/**
 * The catalogue: what each entry of the five conduct codes is in the product.
 *
 * A T entry is a judged rule and a C entry a checklist item: both stand in the profile, which has their words.
 * A P entry is a phrase behind a topic of the phrase menu, an F entry a tip that shows in its phase and is never
 * judged, a K entry a key figure of the station, and an R entry stays a reference, with the reason why.
 */

export type Class = 'T' | 'C' | 'P' | 'F' | 'K' | 'R';

/** The nine phases of the checklist, and what lies before and beside them. */
export type Phase =
  | 'order'
  | 'appointment'
  | 'before-leaving'
  | 'en-route'
  | 'at-door'
  | 'entry'
  | 'before-work'
  | 'during-work'
  | 'completion'
  | 'leaving'
  | 'after-visit'
  | 'any';

interface Placed {
  readonly id: string;
  readonly phase: Phase;
  /** An event of a visit, `menu:` and a topic, `tip`, or `none`. */
  readonly trigger: string;
}

export interface Rule extends Placed {
  readonly class: 'T';
}

export interface Check extends Placed {
  readonly class: 'C';
}

/** What saying a phrase comes with on the record. */
export interface Leads {
  /** The promise rule whose time the phrase names. */
  readonly promise?: string;
  /** The promise rule that is kept by saying it. */
  readonly keeps?: string;
  /** Opens a question that somebody has to follow up. */
  readonly opens?: boolean;
  /** Whose fault the phrase says it is. */
  readonly party?: Party;
  /** The order is taken up again. */
  readonly reopens?: boolean;
  /** For this kind of customer only; absent: for both. */
  readonly customer?: 'home' | 'enterprise';
  /** What is said instead to a customer at home. */
  readonly atHome?: Words;
}

export interface Phrase extends Placed, Leads {
  readonly class: 'P';
  readonly topic: Topic;
  readonly text: Words;
}

export interface Tip extends Placed {
  readonly class: 'F';
  readonly text: Words;
}

export interface Figure extends Placed {
  readonly class: 'K';
  readonly kpi: Kpi;
}

export interface Reference extends Placed {
  readonly class: 'R';
  readonly about: string;
  readonly reason: Reason;
}

export type Entry = Rule | Check | Phrase | Tip | Figure | Reference;

export function rule(id: string, phase: Phase, trigger: string): Rule {
  return { class: 'T', id: id, phase: phase, trigger: trigger };
}

export function check(id: string, phase: Phase, trigger: string): Check {
  return { class: 'C', id: id, phase: phase, trigger: trigger };
}

export function phrase(id: string, phase: Phase, topic: Topic, text: Words, leads?: Leads): Phrase {
  const of: Phrase = { class: 'P', id: id, phase: phase, trigger: `menu:${topic}`, topic: topic, text: text };
  return leads ? Object.assign({}, of, leads) : of;
}

/** A phrase that an event of the visit brings up by itself. */
export function brought(by: string, of: Phrase): Phrase {
  return Object.assign({}, of, { trigger: by });
}

export function tip(id: string, phase: Phase, text: Words): Tip {
  return { class: 'F', id: id, phase: phase, trigger: 'tip', text: text };
}

export function figure(id: string, phase: Phase, trigger: string, kpi: Kpi): Figure {
  return { class: 'K', id: id, phase: phase, trigger: trigger, kpi: kpi };
}

export function reference(id: string, phase: Phase, about: string, reason: Reason): Reference {
  return { class: 'R', id: id, phase: phase, trigger: 'none', about: about, reason: reason };
}
