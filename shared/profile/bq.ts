import { BQ_ENTRIES } from '../catalogue/bq.js';
import { afterEvent, flags, item, onTick, precedes, say } from './items.js';
import type { Item, Profile } from './profile.js';
import { NOTE_FIELDS } from './prompts.js';
import { rulesOf } from './rules.js';

/** Door-to-door service for computer products: no limit in minutes, and no rule on a silent door (rules A1.2, A2.5). */

const ITEMS: readonly Item[] = [
  afterEvent(
    'query.taken',
    item(
      'BQ-1.2',
      say('谁接的谁办,有进度就报', 'You took it: see it through and report'),
      'query.taken',
      'end-of-day',
      [{ event: 'query.handed' }, { event: 'query.closed' }],
    ),
  ),
  item('BQ-A4', say('修完上报,工单收好', 'Result reported, slip filed'), 'left', 'end-of-day', [
    { event: 'order.replied' },
  ]),
  precedes(
    item('BQ-B4', say('问好、报名字、亮工牌', 'Greet, say your name, show the badge'), 'answered', 'entered'),
  ),
  precedes(
    item(
      'BQ-B4b',
      say('客户同意,穿好鞋套再进', 'Allowed in, shoe covers on, then enter'),
      'answered',
      'entered',
    ),
  ),
  item('BQ-B5', say('听完,再试出故障', 'Listen, then reproduce the fault'), 'entered', 'work.started'),
  Object.assign(
    {},
    flags(
      ['cause'],
      precedes(
        item(
          'BQ-B5b',
          say('讲清原因、怎么修、收费', 'Explain cause, repair and any fee'),
          'entered',
          'work.started',
          [{ event: 'explained', codes: 'flags' }],
        ),
      ),
    ),
    { flagsWithFee: ['fee'] },
  ),
  onTick(item('BQ-B5c', say('给客户说明书', 'Care leaflet handed over'), 'work.done', 'left')),
  item('BQ-B6', say('工具放齐,东西放好', 'Tools in order, screws in the box'), 'work.started', 'work.done'),
  item('BQ-B6b', say('装卸要轻', 'Take apart and refit gently'), 'work.started', 'work.done'),
  item('BQ-B7', say('设备擦干净', 'Machine cleaned'), 'work.done', 'left'),
  precedes(
    item('BQ-B7b', say('和客户一起再试', 'Re-check done with the customer'), 'work.done', 'signed', [
      { event: 'trial.ok' },
    ]),
  ),
  item('BQ-B7c', say('设定改回原来', 'Settings put back as they were'), 'work.done', 'left'),
  item('BQ-B8', say('工单写清,请客户签字', 'Slip filled in and signed'), 'work.done', 'left', [
    { event: 'signed' },
  ]),
  item('BQ-B8b', say('客户联留给客户', "Customer's copy left"), 'work.done', 'left'),
  item('BQ-B10', say('现场和桌上干净', 'Floor and table tidied'), 'work.done', 'left', [
    { event: 'cleaned' },
  ]),
  item('BQ-B11', say('留下联系卡,再见', 'Service-centre card, then goodbye'), 'work.done', 'left'),
];

export const BQ: Profile = {
  id: 'BQ',
  version: 1,
  title: say('上门服务规范标准', 'Door-to-door service'),
  params: {
    arriveEarlyMin: null,
    noAnswerMin: null,
    rescheduleNoticeMin: null,
    kit: [],
    shoeCoversBeforeEntry: true,
    phonePolicy: 'consent',
    signDoc: 'repair slip',
    leftBehind: ['slip copy', 'service-centre card', 'care leaflet'],
    hotline: null,
  },
  rules: rulesOf(BQ_ENTRIES, ITEMS),
  timed: [],
  items: ITEMS,
  promises: [],
  reminders: [],
  kit: [],
  kitOptional: [],
  noteFields: NOTE_FIELDS,
};
