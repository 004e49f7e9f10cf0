import type { Phase as CataloguePhase } from '../catalogue/entry.js';
import type { Topic } from '../catalogue/topics.js';
import type { Text } from './ui.js';

/**
 * The order in which the badge shows situations and their phrases: a ring, along the visit. What the code warns of in a
 * phase (`tips:` and the phase) stands in front of what is said there. Behind the words for the door comes the note to copy.
 */
export type GroupName = Topic | `tips:${CataloguePhase}` | 'note';

export const RING: readonly GroupName[] = [
  'tips:before-leaving',
  'appt',
  'phone',
  'tips:at-door',
  'intro',
  'note',
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

/** The four contents of a visit note, each with what is to be copied: as large as it can be, settings filled in. */
export const NOTE: readonly (readonly [label: Text, content: Text])[] = [
  [
    { en: 'Arrived', zh: '已到' },
    { en: '{arrivedAt}', zh: '{arrivedAt}' },
  ],
  [
    { en: 'Left', zh: '已离开' },
    { en: '{leaving}', zh: '{leaving}' },
  ],
  [
    { en: 'Phone', zh: '联系电话' },
    { en: '{hotline}', zh: '{hotline}' },
  ],
  [
    { en: 'Contact person', zh: '联系人' },
    { en: '{name}', zh: '{name}' },
  ],
];
