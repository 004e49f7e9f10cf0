import { CT_ENTRIES } from '../catalogue/ct.js';
import { say } from './items.js';
import type { Profile } from './profile.js';
import { NOTE_FIELDS, PROMISED_FINISH } from './prompts.js';
import { rulesOf } from './rules.js';

/** Telephone language and fault handling: phrases, and the promises that four of them make (rules A1.2, J18). */

export const CT: Profile = {
  id: 'CT',
  version: 1,
  title: say('客户端作业规范', 'Telephone and fault handling'),
  params: {
    arriveEarlyMin: null,
    noAnswerMin: null,
    rescheduleNoticeMin: null,
    kit: [],
    phrasesOnly: true,
    callbackToleranceMin: 15,
    hotline: '10000',
  },
  rules: rulesOf(CT_ENTRIES, []),
  timed: [
    { rule: 'CT-34b', judge: 18, title: say('承诺:回复', 'Promise: answered by'), keptBy: 'promise.kept' },
    { rule: 'CT-58b', judge: 18, title: PROMISED_FINISH, keptBy: 'work.done' },
    {
      rule: 'CT-61b',
      judge: 18,
      title: say('承诺:再次回访', 'Promise: called back at'),
      keptBy: 'callback.done',
    },
    { rule: 'CT-64b', judge: 18, title: PROMISED_FINISH, keptBy: 'work.done' },
  ],
  items: [],
  // Logs of before promises were numbered by what keeps them have the place in this list instead.
  promises: [
    { rule: 'CT-34b', number: 7, label: say('回复客户', 'Answer within') },
    { rule: 'CT-58b', number: 4, label: say('企业:完工', 'Company: done by') },
    { rule: 'CT-61b', number: 5, label: say('再回访', 'Call back in') },
    { rule: 'CT-64b', number: 6, label: say('家庭:完工', 'Home: done by') },
  ],
  reminders: [
    { rule: 'CT-34b', deed: 'promise', lead: 5 },
    { rule: 'CT-58b', deed: 'promise', lead: 5 },
    { rule: 'CT-61b', deed: 'promise', lead: 5 },
    { rule: 'CT-64b', deed: 'promise', lead: 5 },
  ],
  kit: [],
  kitOptional: [],
  noteFields: NOTE_FIELDS,
};
