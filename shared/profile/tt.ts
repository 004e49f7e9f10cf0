import { TT_ENTRIES } from '../catalogue/tt.js';
import { CALLBACK_HOURS } from '../catalogue/tt-kpis.js';
import type { OrderType } from '../visit/event.js';
import { say } from './items.js';
import type { Profile, Reminder, Timed } from './profile.js';
import {
  ACCEPTED_SOON,
  CHANGE_TOLD_EARLY,
  CONTACTED_SOON,
  NOTE_FIELDS,
  REPLIED_IN_TIME,
  THERE_ON_TIME,
} from './prompts.js';
import { rulesOf } from './rules.js';
import { KIT, KIT_12345, TT_ITEMS } from './tt-items.js';

/** Community managers of a fixed-line operator: nearly every limit of the five codes (rules A1.2, A2.4). */

const INSTALL_MOVE: readonly OrderType[] = ['install', 'move'];
const INSTALL_MOVE_REPAIR: readonly OrderType[] = ['install', 'move', 'repair'];
const REPAIR: readonly OrderType[] = ['repair'];
const COMPLAINT: readonly OrderType[] = ['complaint'];

const TIMED: readonly Timed[] = [
  { rule: 'TT-2.5-2e', judge: 15, title: say('跨部门问题及时转交', 'Question handed over in time') },
  { rule: 'TT-3.2-1', judge: 7, title: CONTACTED_SOON },
  { rule: 'TT-3.2-1d', judge: 2, title: THERE_ON_TIME },
  { rule: 'TT-3.2-1e', judge: 4, title: CHANGE_TOLD_EARLY },
  { rule: 'TT-3.2-1g', judge: 5, title: say('改约次数不超', 'Not changed too often') },
  { rule: 'TT-3.2-8', judge: 10, title: REPLIED_IN_TIME, types: ['repair', 'complaint'] },
  { rule: 'TT-3.4-2b', judge: 16, title: say('损坏及时赔偿', 'Damage settled in time') },
  {
    rule: 'TT-4.1-1',
    judge: 14,
    title: say('装移机按时完成', 'Installed or moved in time'),
    types: INSTALL_MOVE,
  },
  { rule: 'TT-4.1-2', judge: 11, title: say('故障按时修复', 'Repaired in time'), types: REPAIR },
  { rule: 'TT-4.1-2c', judge: 12, title: say('久修不好要上报', 'Long fault escalated'), types: REPAIR },
  {
    rule: 'TT-4.1-3c',
    judge: 9,
    title: say('投诉受理后及时联系', 'Contacted soon after the complaint'),
    types: COMPLAINT,
    from: 'reported',
  },
  { rule: 'TT-4.3-1d', judge: 8, title: ACCEPTED_SOON, types: REPAIR },
  { rule: 'TT-4.3-1e', judge: 7, title: CONTACTED_SOON, types: REPAIR },
  { rule: 'TT-4.3-1f', judge: 13, title: say('定时报进度', 'Progress reported regularly'), types: REPAIR },
  { rule: 'TT-4.3-1g', judge: 10, title: REPLIED_IN_TIME, types: REPAIR },
  { rule: 'TT-4.3-2c', judge: 8, title: ACCEPTED_SOON, types: COMPLAINT },
  {
    rule: 'TT-4.3-2d',
    judge: 9,
    title: say('投诉到部门后及时联系', 'Contacted soon after it came in'),
    types: COMPLAINT,
    from: 'arrivedInDepartment',
  },
  { rule: 'TT-4.3-2g', judge: 10, title: REPLIED_IN_TIME, types: COMPLAINT },
  { rule: 'TT-5.1-3b', judge: 7, title: CONTACTED_SOON, types: INSTALL_MOVE_REPAIR },
  { rule: 'TT-5.1-3c', judge: 2, title: THERE_ON_TIME, types: INSTALL_MOVE_REPAIR },
  {
    rule: 'TT-5.3-2b',
    judge: 17,
    title: say('装移机约在许可时段', 'Install hour allowed'),
    types: INSTALL_MOVE,
  },
  { rule: 'TT-5.3-5b', judge: 17, title: say('修障约在许可时段', 'Repair hour allowed'), types: REPAIR },
];

/** In the order of their numbers in the log; what is added comes behind. */
const REMINDERS: readonly Reminder[] = [
  {
    rule: 'TT-4.3-1d',
    deed: 'accept',
    types: REPAIR,
    within: 'acceptWithinMin',
    from: 'dispatched',
    lead: 5,
  },
  {
    rule: 'TT-4.3-2c',
    deed: 'accept',
    types: COMPLAINT,
    within: 'acceptWithinMin',
    from: 'dispatched',
    lead: 5,
  },
  { rule: 'TT-3.2-1', deed: 'contact', within: 'contactWithinMin', lead: 15 },
  {
    rule: 'TT-4.1-3c',
    deed: 'contact',
    types: COMPLAINT,
    within: 'complaintContactWithinMin',
    from: 'reported',
    lead: 10,
  },
  { rule: 'TT-4.3-1f', deed: 'progress', types: REPAIR, within: 'progressEveryMin', lead: 30 },
  {
    rule: 'TT-4.1-2c',
    deed: 'escalate',
    types: REPAIR,
    within: 'escalateAfterMin',
    from: 'reported',
    lead: 15,
  },
  {
    rule: 'TT-4.1-2',
    deed: 'repair',
    types: REPAIR,
    within: 'repairWithinMin',
    from: 'reported',
    lead: 60,
  },
  {
    rule: 'TT-3.2-8',
    deed: 'reply',
    types: ['repair', 'complaint'],
    within: 'replyWithinMin',
    from: 'dispatched',
    lead: 60,
  },
  { rule: 'TT-2.5-2e', deed: 'hand-over', within: 'questionHandOverMin', lead: 5 },
  { rule: 'TT-3.4-2b', deed: 'settle', within: 'damageWithinMin', lead: 60 },
];

export const TT: Profile = {
  id: 'TT',
  version: 1,
  title: say('社区经理服务手册', 'Community managers'),
  params: {
    arriveEarlyMin: 0,
    noAnswerMin: null,
    rescheduleNoticeMin: 120,
    maxCompanyChanges: 2,
    contactWithinMin: 60,
    complaintContactWithinMin: 30,
    acceptWithinMin: 15,
    nightAcceptBy: '08:30',
    dayWindow: ['08:00', '20:00'],
    visitWindow: ['08:00', '20:00'],
    repairWithinMin: 1440,
    escalateAfterMin: 240,
    progressEveryMin: 720,
    replyWithinMin: 1200,
    installWorkingDays: 3,
    installWorkingDaysMax: 7,
    damageWithinMin: 2880,
    questionHandOverMin: 15,
    kit: KIT,
    kitList: null,
    kitAlt: KIT_12345,
    phonePolicy: 'free numbers with consent',
    signDoc: 'work order / completion receipt',
    leftBehind: ['service card', 'invoice (if fee)'],
    hotline: '10050',
  },
  rules: rulesOf(TT_ENTRIES, TT_ITEMS),
  timed: TIMED,
  items: TT_ITEMS,
  promises: [],
  reminders: REMINDERS,
  callHours: CALLBACK_HOURS.windows,
  kit: KIT,
  kitOptional: [],
  kitAlt: KIT_12345,
  noteFields: NOTE_FIELDS,
};
