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
      say('谁接的谁负责,及时报进度', 'You took it: see it through and report'),
      'query.taken',
      'end-of-day',
      [{ event: 'query.handed' }, { event: 'query.closed' }],
    ),
  ),
  item('BQ-A4', say('上报维修结果,单子归档', 'Result reported, slip filed'), 'left', 'end-of-day', [
    { event: 'order.replied' },
  ]),
  precedes(
    item('BQ-B4', say('问好、报姓名、亮胸卡', 'Greet, say your name, show the badge'), 'answered', 'entered'),
  ),
  precedes(
    item(
      'BQ-B4b',
      say('客户同意,穿好鞋套再进', 'Allowed in, shoe covers on, then enter'),
      'answered',
      'entered',
    ),
  ),
  item('BQ-B5', say('耐心听,重现故障', 'Listen, then reproduce the fault'), 'entered', 'work.started'),
  Object.assign(
    {},
    flags(
      ['cause'],
      precedes(
        item(
          'BQ-B5b',
          say('讲清原因、办法和费用', 'Explain cause, repair and any fee'),
          'entered',
          'work.started',
          [{ event: 'explained', codes: 'flags' }],
        ),
      ),
    ),
    { flagsWithFee: ['fee'] },
  ),
  onTick(item('BQ-B5c', say('送上使用保养手册', 'Care leaflet handed over'), 'work.done', 'left')),
  item('BQ-B6', say('工具摆齐,螺丝入盒', 'Tools in order, screws in the box'), 'work.started', 'work.done'),
  item('BQ-B6b', say('拆装都要轻', 'Take apart and refit gently'), 'work.started', 'work.done'),
  item('BQ-B7', say('机器擦干净', 'Machine cleaned'), 'work.done', 'left'),
  precedes(
    item('BQ-B7b', say('和客户一起再检查', 'Re-check done with the customer'), 'work.done', 'signed', [
      { event: 'trial.ok' },
    ]),
  ),
  item('BQ-B7c', say('设置改回原样', 'Settings put back as they were'), 'work.done', 'left'),
  item('BQ-B8', say('维修单填清,请客户签字', 'Slip filled in and signed'), 'work.done', 'left', [
    { event: 'signed' },
  ]),
  item('BQ-B8b', say('客户联留给客户', "Customer's copy left"), 'work.done', 'left'),
  item('BQ-B10', say('地面桌面收拾干净', 'Floor and table tidied'), 'work.done', 'left', [
    { event: 'cleaned' },
  ]),
  item('BQ-B11', say('递上网点名片,道别', 'Service-centre card, then goodbye'), 'work.done', 'left'),
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
  kit: [],
  kitOptional: [],
  noteFields: NOTE_FIELDS,
};
