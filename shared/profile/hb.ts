import type { Condition, Deadline, DoneBy, Item, Profile, Words } from './profile.js';

/** Home-broadband maintenance: the code with the two rules the badge is named for (rules A1.2, A2.4, A2.5, part B). */

const ALWAYS: readonly Condition[] = [{ when: 'always' }];
const NONE: readonly DoneBy[] = [];
const KIT = ['shoeCovers', 'padCloth', 'rag', 'serviceCard', 'surveyForm'];
const KIT_OPTIONAL = ['rubbishBag'];
const NOTE_FIELDS = ['arrival', 'leaving', 'phone', 'contact'];

/** An item that always applies; `doneBy` are the events that do it besides its tick. */
function item(
  id: string,
  zh: string,
  en: string,
  shownFrom: string,
  deadline: Deadline,
  doneBy: readonly DoneBy[],
): Item {
  const text: Words = { zh: zh, en: en };
  return {
    id: id,
    text: text,
    shownFrom: shownFrom,
    deadline: deadline,
    precedes: false,
    applies: ALWAYS,
    doneBy: doneBy,
    flags: [],
  };
}

function precedes(of: Item): Item {
  return Object.assign({}, of, { precedes: true });
}

function shownOnly(of: Item): Item {
  return Object.assign({}, of, { shownOnly: true });
}

function when(conditions: readonly Condition[], of: Item): Item {
  return Object.assign({}, of, { applies: conditions });
}

function flags(codes: readonly string[], of: Item): Item {
  return Object.assign({}, of, { flags: codes });
}

/** Only the engineer knows whether it applies: asked for by a consent, or ticked. */
function onConsent(flag: string, of: Item): Item {
  const asked: readonly Condition[] = [{ when: 'event', event: 'consent', flag: flag }, { when: 'ticked' }];
  return Object.assign({}, of, { applies: asked, doneBy: [{ event: 'consent', flag: flag }] });
}

const CHANGED_BY_US: readonly Condition[] = [
  { when: 'event', event: 'appt.changed', unless: { field: 'party', is: 'customer' } },
];

const ITEMS: readonly Item[] = [
  item('HB-B01', '头发仪容整洁大方', 'Hair and look neat', 'appt.made', 'departed', NONE),
  item('HB-B02', '指甲剪净,个人卫生好', 'Clean hands, nails trimmed', 'appt.made', 'departed', NONE),
  shownOnly(
    item('HB-B03', '微笑、专注、自信', 'Friendly, attentive, sure', 'arrived', 'entered-or-left', NONE),
  ),
  flags(
    KIT,
    item('HB-B04', '五件套带齐', 'All five of the kit packed', 'appt.made', 'departed', [
      { event: 'kit.check', codes: 'items' },
    ]),
  ),
  item('HB-B05', '普通话或方言,随客户', "Speak the customer's way, kindly", 'answered', 'work.started', NONE),
  when(
    [{ when: 'event', event: 'query.taken' }],
    item('HB-B06', '接了问题就跟到底', 'Question asked: see it through', 'query.taken', 'end-of-day', [
      { event: 'query.handed' },
      { event: 'query.closed' },
    ]),
  ),
  onConsent(
    'environment',
    precedes(
      item('HB-B07', '动现场前先问客户', 'Ask before touching the place', 'answered', 'work.started', NONE),
    ),
  ),
  when(
    CHANGED_BY_US,
    flags(
      ['reason', 'apology', 'newTime'],
      item(
        'HB-B08d',
        '改约:原因、道歉、新时间',
        'Moved: reason, apology, new time',
        'appt.changed',
        'departed',
        [{ event: 'appt.changed', codes: 'flags' }],
      ),
    ),
  ),
  item('HB-B09', '轻敲门,门铃少按短按', 'Knock softly, ring short', 'arrived', 'entered-or-left', NONE),
  when(
    [{ when: 'note-due' }],
    flags(
      NOTE_FIELDS,
      item('HB-B09c', '留言四项都写上', 'Note: all four contents written', 'rang', 'left', [
        { event: 'note.left', codes: 'fields' },
      ]),
    ),
  ),
  precedes(
    item(
      'HB-B10',
      '亮工牌、报姓名、获准再进',
      'Show card, say name, wait for a yes',
      'answered',
      'entered',
      NONE,
    ),
  ),
  precedes(item('HB-B10b', '鞋套穿好再进屋', 'Shoe covers on before going in', 'answered', 'entered', NONE)),
  precedes(
    item('HB-B11', '讲清政策和规定', 'Policy and rules explained', 'entered', 'work.started', [
      { event: 'explained', flag: 'policy' },
    ]),
  ),
  precedes(
    item('HB-B11b', '说清这次做什么', "Today's work explained", 'entered', 'work.started', [
      { event: 'explained', flag: 'content' },
    ]),
  ),
  precedes(
    item(
      'HB-B11c',
      '递上调查表,请客户监督',
      'Survey form handed over to read',
      'entered',
      'work.started',
      NONE,
    ),
  ),
  onConsent(
    'move',
    item('HB-B12', '搬东西先征得同意', 'Asked before moving things', 'work.started', 'work.done', NONE),
  ),
  when(
    [{ when: 'done', item: 'HB-B12' }],
    item('HB-B12b', '搬动过的放回原处', 'Moved things put back', 'work.started', 'left', NONE),
  ),
  shownOnly(item('HB-B14', '干活专心细致', 'Work with full attention', 'work.started', 'work.done', NONE)),
  onConsent(
    'phone',
    item(
      'HB-B16b',
      '测试打免费号,收费先问',
      'Free test numbers; ask if charged',
      'work.started',
      'work.done',
      NONE,
    ),
  ),
  when(
    [{ when: 'event', event: 'risk.flagged' }],
    flags(
      ['explained', 'backup', 'consent'],
      precedes(
        item(
          'HB-B17',
          '有风险:说明、备份、同意',
          'Risk: explain, back up, get a yes',
          'risk.flagged',
          'work.started',
          [{ event: 'risk.flagged', codes: 'flags' }],
        ),
      ),
    ),
  ),
  item('HB-B18', '演示,教会用法和保养', 'Shown how to use and care for it', 'work.done', 'left', NONE),
  precedes(
    item('HB-B18b', '请客户试到满意', 'Customer tried it and is happy', 'work.done', 'signed', [
      { event: 'trial.ok' },
    ]),
  ),
  when(
    [{ when: 'ticked' }],
    item('HB-B19', '现场验不了的另约时间', 'Later check agreed where needed', 'work.done', 'left', NONE),
  ),
  item('HB-B20', '设备擦净,现场清好', 'Device wiped, place cleaned up', 'work.done', 'left', [
    { event: 'cleaned' },
  ]),
  item('HB-B20c', '请客户填表签字', 'Customer fills in and signs form', 'work.done', 'left', [
    { event: 'signed' },
  ]),
  item('HB-B21', '灰尘污迹用抹布擦掉', 'Dust and dirt wiped with the rag', 'work.done', 'left', NONE),
  item('HB-B21b', '线头废料装袋', 'Scraps collected in a bag', 'work.done', 'left', NONE),
  Object.assign(
    {},
    item('HB-B08e', '出门前没喝酒', 'No alcohol before the visit', 'appt.made', 'departed', NONE),
    {
      declared: true,
    },
  ),
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
  rules: [
    'HB-B01',
    'HB-B02',
    'HB-B03',
    'HB-B04',
    'HB-B05',
    'HB-B06',
    'HB-B07',
    'HB-B08',
    'HB-B08b',
    'HB-B08c',
    'HB-B08d',
    'HB-B08e',
    'HB-B09',
    'HB-B09b',
    'HB-B09c',
    'HB-B10',
    'HB-B10b',
    'HB-B11',
    'HB-B11b',
    'HB-B11c',
    'HB-B12',
    'HB-B12b',
    'HB-B14',
    'HB-B16b',
    'HB-B17',
    'HB-B18',
    'HB-B18b',
    'HB-B19',
    'HB-B20',
    'HB-B20c',
    'HB-B21',
    'HB-B21b',
    'HB-L16b',
    'HB-L17b',
    'HB-L33b',
  ],
  timed: [
    { rule: 'HB-B08', judge: 1, title: { zh: '提前5分钟到现场', en: 'There 5 minutes early' } },
    { rule: 'HB-B08b', judge: 3, title: { zh: '迟到提前告知', en: 'Lateness announced in time' } },
    { rule: 'HB-B08c', judge: 4, title: { zh: '改约提前2小时', en: 'Change told 2 hours ahead' } },
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
      title: { zh: '承诺:完工时刻', en: 'Promise: finished by the hour' },
      keptBy: 'work.done',
    },
  ],
  items: ITEMS,
  promises: [
    { rule: 'HB-L16b', label: { zh: '施工时长', en: 'Install time' } },
    { rule: 'HB-L17b', label: { zh: '维修时长', en: 'Repair time' } },
    { rule: 'HB-L33b', label: { zh: '完工时刻', en: 'Finish hour' } },
  ],
  kit: KIT,
  kitOptional: KIT_OPTIONAL,
  noteFields: NOTE_FIELDS,
};
