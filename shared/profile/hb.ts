import { HB_ENTRIES } from '../catalogue/hb.js';
import {
  afterEvent,
  declared,
  flags,
  item,
  onConsent,
  onTick,
  precedes,
  say,
  shownOnly,
  when,
  whenMovedByUs,
} from './items.js';
import type { Item, Profile } from './profile.js';
import { CHANGE_TOLD_EARLY, NO_ALCOHOL, NOTE_FIELDS, PROMISED_FINISH, SEE_IT_THROUGH } from './prompts.js';
import { rulesOf } from './rules.js';

/** Home-broadband maintenance: the code with the two rules the badge is named for (rules A1.2, A2.4, A2.5, part B). */

const KIT = ['shoeCovers', 'padCloth', 'rag', 'serviceCard', 'surveyForm'];
const KIT_OPTIONAL = ['rubbishBag'];

const ITEMS: readonly Item[] = [
  item('HB-B01', say('头发干净整齐', 'Hair and look neat'), 'appt.made', 'departed'),
  item('HB-B02', say('手和指甲都干净', 'Hands and nails clean'), 'appt.made', 'departed'),
  shownOnly(item('HB-B03', say('带笑、专心', 'Friendly and sure'), 'arrived', 'entered-or-left')),
  flags(
    KIT,
    item('HB-B04', say('5件套带齐', 'All of the kit packed'), 'appt.made', 'departed', [
      { event: 'kit.check', codes: 'items' },
    ]),
  ),
  item('HB-B05', say('客户说什么话就用什么话', 'Speak as the customer does'), 'answered', 'work.started'),
  afterEvent(
    'query.taken',
    item('HB-B06', SEE_IT_THROUGH, 'query.taken', 'end-of-day', [
      { event: 'query.handed' },
      { event: 'query.closed' },
    ]),
  ),
  onConsent(
    'environment',
    precedes(item('HB-B07', say('动现场前先问客户', 'Ask before you touch'), 'answered', 'work.started')),
  ),
  whenMovedByUs(
    flags(
      ['reason', 'apology', 'newTime'],
      item('HB-B08d', say('改约:原因、道歉、新时间', 'Reason, apology, time'), 'appt.changed', 'departed', [
        { event: 'appt.changed', codes: 'flags' },
      ]),
    ),
  ),
  item('HB-B09', say('敲门轻,门铃不久按', 'Knock softly, ring short'), 'arrived', 'entered-or-left'),
  when(
    [{ when: 'note-due' }],
    flags(
      NOTE_FIELDS,
      item('HB-B09c', say('留言要写全', 'Whole note written'), 'rang', 'left', [
        { event: 'note.left', codes: 'fields' },
      ]),
    ),
  ),
  precedes(item('HB-B10', say('亮工牌、报名字、让进再进', 'Card, name, then a yes'), 'answered', 'entered')),
  precedes(item('HB-B10b', say('鞋套穿好再进门', 'Shoe covers on first'), 'answered', 'entered')),
  precedes(
    item('HB-B11', say('规定要说清', 'Rules explained'), 'entered', 'work.started', [
      { event: 'explained', flag: 'policy' },
    ]),
  ),
  precedes(
    item('HB-B11b', say('说清要做什么', "Today's work explained"), 'entered', 'work.started', [
      { event: 'explained', flag: 'content' },
    ]),
  ),
  precedes(item('HB-B11c', say('调查表给客户看', 'Survey form handed over'), 'entered', 'work.started')),
  onConsent(
    'move',
    item('HB-B12', say('客户同意再搬东西', 'Asked, then moved'), 'work.started', 'work.done'),
  ),
  when(
    [{ when: 'done', item: 'HB-B12' }],
    item('HB-B12b', say('搬了的放回原处', 'Moved things put back'), 'work.started', 'left'),
  ),
  shownOnly(item('HB-B14', say('做事专心', 'Work with attention'), 'work.started', 'work.done')),
  onConsent(
    'phone',
    item(
      'HB-B16b',
      say('打不收费的号,收费先问', 'Free numbers; ask if charged'),
      'work.started',
      'work.done',
    ),
  ),
  afterEvent(
    'risk.flagged',
    flags(
      ['explained', 'backup', 'consent'],
      precedes(
        item(
          'HB-B17',
          say('有风险:说明、备份、同意', 'Explain, back up, ask'),
          'risk.flagged',
          'work.started',
          [{ event: 'risk.flagged', codes: 'flags' }],
        ),
      ),
    ),
  ),
  item('HB-B18', say('做给客户看,会用了', 'Shown how to use it'), 'work.done', 'left'),
  precedes(
    item('HB-B18b', say('请客户试到满意', 'Tried and accepted'), 'work.done', 'signed', [
      { event: 'trial.ok' },
    ]),
  ),
  onTick(item('HB-B19', say('现场试不了的再约时间', 'Later check agreed on'), 'work.done', 'left')),
  item('HB-B20', say('设备干净,现场清好', 'Device and place clean'), 'work.done', 'left', [
    { event: 'cleaned' },
  ]),
  item('HB-B20c', say('请客户写表签字', 'Customer signs the form'), 'work.done', 'left', [
    { event: 'signed' },
  ]),
  item('HB-B21', say('用抹布擦干净', 'Dirt wiped with the rag'), 'work.done', 'left'),
  item('HB-B21b', say('废料装袋', 'Scraps in a bag'), 'work.done', 'left'),
  declared(item('HB-B08e', NO_ALCOHOL, 'appt.made', 'departed')),
];

export const HB: Profile = {
  id: 'HB',
  version: 1,
  title: { zh: '家庭宽带维护人员行为规范', en: 'Home-broadband maintenance' },
  params: {
    arriveEarlyMin: 5,
    noAnswerMin: 10,
    noAnswerNeedsCall: true,
    noteFields: NOTE_FIELDS,
    rescheduleNoticeMin: 120,
    maxCompanyChanges: null,
    contactWithinMin: null,
    acceptWithinMin: null,
    kit: KIT,
    kitOptional: KIT_OPTIONAL,
    shoeCoversBeforeEntry: true,
    phonePolicy: 'avoid; free numbers; consent for charged',
    signDoc: 'supervision survey form',
    leftBehind: ['manual (if any)'],
    hotline: '66616567',
  },
  rules: rulesOf(HB_ENTRIES, ITEMS),
  timed: [
    { rule: 'HB-B08', judge: 1, title: { zh: '提前5分钟到现场', en: 'There 5 minutes early' } },
    { rule: 'HB-B08b', judge: 3, title: { zh: '迟到提前告知', en: 'Lateness announced in time' } },
    { rule: 'HB-B08c', judge: 4, title: CHANGE_TOLD_EARLY },
    {
      rule: 'HB-B09b',
      judge: 6,
      title: { zh: '无人应门:等10分钟、留言', en: 'Silent door: 10 minutes, then a note' },
    },
    {
      rule: 'HB-L16b',
      judge: 18,
      title: { zh: '承诺:施工时长', en: 'Promise: installing done by' },
      keptBy: 'work.done',
    },
    {
      rule: 'HB-L17b',
      judge: 18,
      title: { zh: '承诺:维修时长', en: 'Promise: repair done by' },
      keptBy: 'work.done',
    },
    {
      rule: 'HB-L33b',
      judge: 18,
      title: PROMISED_FINISH,
      keptBy: 'work.done',
    },
  ],
  items: ITEMS,
  promises: [
    { rule: 'HB-L16b', number: 0, label: { zh: '装机时间', en: 'Install time' } },
    { rule: 'HB-L17b', number: 1, label: { zh: '检修时间', en: 'Repair time' } },
    { rule: 'HB-L33b', number: 2, label: { zh: '完工时间', en: 'Finish hour' } },
  ],
  reminders: [
    { rule: 'HB-L16b', deed: 'promise', lead: 5 },
    { rule: 'HB-L17b', deed: 'promise', lead: 5 },
    { rule: 'HB-L33b', deed: 'promise', lead: 5 },
  ],
  kit: KIT,
  kitOptional: KIT_OPTIONAL,
  noteFields: NOTE_FIELDS,
};
