import type { Phase as CataloguePhase } from '../catalogue/entry.js';
import type { Topic } from '../catalogue/topics.js';

/**
 * The order in which the badge shows situations and their phrases: a ring, along the visit. What the code warns of in a
 * phase (`tips:` and the phase) stands in front of what is said there.
 */
export type GroupName = Topic | `tips:${CataloguePhase}`;

export const RING: readonly GroupName[] = [
  'tips:before-leaving',
  'appt',
  'phone',
  'tips:at-door',
  'intro',
  'ask',
  'risk',
  'tips:during-work',
  'cause',
  'complaint',
  'cannot',
  'requests',
  'mistake',
  'tips:completion',
  'done',
  'tips:leaving',
  'bye',
  'callback',
  'courtesy',
  'tips:any',
];

export const TIP_TITLE = { en: 'Tip', zh: '要记的' };
