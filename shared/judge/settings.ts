import { clockOf, windowOf } from './clock.js';

/** What each setting may be: the parameters of rules A1.2, any of which may also be null. */
const KINDS: { readonly [name: string]: string } = {
  arriveEarlyMin: 'minutes',
  noAnswerMin: 'minutes',
  rescheduleNoticeMin: 'minutes',
  maxCompanyChanges: 'minutes',
  contactWithinMin: 'minutes',
  complaintContactWithinMin: 'minutes',
  acceptWithinMin: 'minutes',
  repairWithinMin: 'minutes',
  escalateAfterMin: 'minutes',
  progressEveryMin: 'minutes',
  replyWithinMin: 'minutes',
  installWorkingDays: 'minutes',
  installWorkingDaysMax: 'minutes',
  damageWithinMin: 'minutes',
  questionHandOverMin: 'minutes',
  callbackToleranceMin: 'minutes',
  noAnswerNeedsCall: 'flag',
  shoeCoversBeforeEntry: 'flag',
  phrasesOnly: 'flag',
  noteFields: 'list',
  dayWindow: 'window',
  visitWindow: 'window',
  kit: 'list',
  kitOptional: 'list',
  kitAlt: 'list',
  leftBehind: 'list',
  nightAcceptBy: 'clock',
  phonePolicy: 'text',
  signDoc: 'text',
  hotline: 'text',
};

const MEANING: { readonly [kind: string]: string } = {
  minutes: 'a whole number of 0 or more',
  flag: 'true or false',
  list: 'a list of texts',
  text: 'a text',
  clock: 'a clock time such as "08:30"',
  window: 'two clock times such as ["08:00", "20:00"], the earlier one first',
};

function isOf(kind: string, value: unknown): boolean {
  if (kind === 'minutes') return typeof value === 'number' && value >= 0 && Math.floor(value) === value;
  if (kind === 'flag') return typeof value === 'boolean';
  if (kind === 'clock') return clockOf(value) !== null;
  if (kind === 'window') return windowOf(value) !== null;
  if (kind === 'text') return typeof value === 'string';
  return Array.isArray(value) && value.every(one => typeof one === 'string');
}

/** What is wrong with the settings, in one sentence; null: nothing. */
export function settingsFault(settings: { readonly [name: string]: unknown }): string | null {
  for (const name of Object.keys(settings)) {
    const value = settings[name];
    if (name === 'kitList') {
      if (value === null || value === 'visit' || value === '12345') continue;
      return `settings: kitList is ${JSON.stringify(value)}; make it "visit", "12345" or null`;
    }
    if (!Object.keys(KINDS).includes(name))
      return `settings: there is no ${name}; known are ${Object.keys(KINDS).join(', ')}, kitList`;
    const kind = KINDS[name];
    if (value !== null && !isOf(kind, value))
      return `settings: ${name} is ${JSON.stringify(value)}; make it ${MEANING[kind]}, or null for no such rule`;
  }
  return null;
}
