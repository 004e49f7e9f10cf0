import { ZT_ENTRIES } from '../catalogue/zt.js';
import { afterEvent, flags, item, onConsent, onTick, precedes, say, shownOnly, when } from './items.js';
import type { Condition, Item, Profile } from './profile.js';
import { CLEARED_UP, NOTE_FIELDS, SEE_IT_THROUGH, THERE_ON_TIME } from './prompts.js';
import { rulesOf } from './rules.js';

/** Service staff in a customer's equipment room: punctual, escorted, discreet (rules A1.2, A2.4, A2.5). */

const IN_EQUIPMENT_ROOM: readonly Condition[] = [{ when: 'order', field: 'site', is: ['equipment-room'] }];

const ITEMS: readonly Item[] = [
  item('ZT-1-2', say('穿着干净,合场合', 'Dress clean and suitable'), 'appt.made', 'departed'),
  shownOnly(item('ZT-1-3', say('高兴出门', 'In a good working mood'), 'appt.made', 'departed')),
  onTick(
    item(
      'ZT-2-1',
      say('没见过的先说自己名字', 'First meeting: name or card given'),
      'answered',
      'work.started',
    ),
  ),
  item('ZT-2-7', say('客户的规矩要守', 'Customs respected'), 'entered', 'work.started'),
  Object.assign(
    {},
    item('ZT-3-2', say('今天的事今天办完', "Today's matters done today"), 'left', 'end-of-day'),
    { missedAfterDay: true },
  ),
  afterEvent(
    'query.taken',
    item('ZT-3-6', say('客户说的要记全', 'All questions written down'), 'query.taken', 'end-of-day', [
      { event: 'query.handed' },
      { event: 'query.closed' },
    ]),
  ),
  afterEvent(
    'query.taken',
    item('ZT-3-6-a1', SEE_IT_THROUGH, 'query.taken', 'end-of-day', [
      { event: 'query.handed' },
      { event: 'query.closed' },
    ]),
  ),
  onTick(
    flags(
      ['content', 'phone', 'email'],
      item(
        'ZT-3-6-a2',
        say('答不了:记下问题和电话', 'Cannot answer: content and contacts'),
        'query.taken',
        'end-of-day',
      ),
    ),
  ),
  onTick(
    item('ZT-3-6-a3', say('转交先问客户同意', 'Referred only if they agree'), 'query.taken', 'end-of-day'),
  ),
  afterEvent(
    'query.taken',
    item('ZT-3-6-a4', say('跟到问题办好', 'Tracked until solved'), 'query.taken', 'end-of-day', [
      { event: 'query.closed' },
    ]),
  ),
  item('ZT-4-1', say('开工要守规定', 'Worked to the standards'), 'work.started', 'work.done'),
  when(
    IN_EQUIPMENT_ROOM,
    precedes(item('ZT-4-2', say('值班人同意再进机房', 'Duty person let you in'), 'answered', 'entered')),
  ),
  when(
    IN_EQUIPMENT_ROOM,
    item('ZT-4-2b', say('离开机房说一声', 'Duty person told on leaving'), 'work.done', 'left'),
  ),
  when(IN_EQUIPMENT_ROOM, item('ZT-4-3', say('守机房的规定', 'Room rules kept'), 'entered', 'work.done')),
  onConsent(
    'operate',
    flags(
      ['approval', 'escort'],
      precedes(
        item(
          'ZT-4-4',
          say('管事的人同意,有人在场', 'Approved, and someone is with you'),
          'answered',
          'work.started',
        ),
      ),
    ),
  ),
  afterEvent(
    'risk.flagged',
    flags(
      ['lateNight', 'backup'],
      precedes(
        item(
          'ZT-4-5',
          say('大的改动:深夜、先备份', 'Major work: late night, backed up'),
          'risk.flagged',
          'work.started',
          [{ event: 'risk.flagged', codes: 'flags' }],
        ),
      ),
    ),
  ),
  onTick(item('ZT-4-6', say('动设备前先放静电', 'Anti-static before hardware'), 'entered', 'work.started')),
  onConsent(
    'disk',
    item('ZT-4-7', say('自带硬盘,先问管机房的', 'Own disk only with consent'), 'answered', 'work.started'),
  ),
  onTick(
    item(
      'ZT-4-8',
      say('带进的东西先问,放好', 'Items brought in: asked, placed right'),
      'entered',
      'work.started',
    ),
  ),
  item('ZT-4-9', CLEARED_UP, 'work.done', 'left', [{ event: 'cleaned' }]),
  onTick(item('ZT-4-10', say('用过的东西还了', 'Borrowed things returned'), 'work.done', 'left')),
  precedes(
    item('ZT-5-1', say('上门前约好时间', 'Time agreed before the visit'), 'order.accepted', 'departed', [
      { event: 'appt.made' },
    ]),
  ),
  item('ZT-5-3', say('门开着也先敲门', 'Knock even at an open door'), 'arrived', 'entered-or-left'),
  item('ZT-5-4', say('等主人请再坐', 'Sit where you are asked to'), 'entered', 'work.started'),
  item('ZT-5-5', say('先说要事,不多留', 'To the point, short visit'), 'entered', 'work.done'),
  onTick(item('ZT-6-3', say('打电话前先想好', 'Call prepared beforehand'), 'order.accepted', 'departed')),
  onTick(
    item('ZT-6-4', say('先打办公电话,再打手机', 'Landline first, then mobile'), 'order.accepted', 'departed'),
  ),
  onTick(item('ZT-6-8', say('转接前说分机号', 'Extension told before transfer'), 'appt.made', 'left')),
  onTick(item('ZT-6-10', say('先问对方单位、名字', "Caller's unit and name asked"), 'appt.made', 'left')),
];

export const ZT: Profile = {
  id: 'ZT',
  version: 1,
  title: say('用户服务人员行为规范', 'User-service staff'),
  params: {
    arriveEarlyMin: 0,
    noAnswerMin: null,
    rescheduleNoticeMin: 0,
    kit: [],
    phonePolicy: "duty person's consent",
    signDoc: null,
    leftBehind: [],
    hotline: null,
  },
  rules: rulesOf(ZT_ENTRIES, ITEMS),
  timed: [
    { rule: 'ZT-5-2', judge: 2, title: THERE_ON_TIME },
    {
      rule: 'ZT-5-2b',
      judge: 3,
      title: say('去不了先告知', 'Not coming: told beforehand'),
      changeTells: true,
    },
    { rule: 'ZT-6-1', judge: 19, title: say('尽快接电话', 'Phone picked up quickly') },
  ],
  items: ITEMS,
  promises: [],
  reminders: [],
  kit: [],
  kitOptional: [],
  noteFields: NOTE_FIELDS,
};
