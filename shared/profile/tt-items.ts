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
import type { Condition, Item } from './profile.js';
import {
  CHECK_ORDER,
  CLEARED_UP,
  NO_ALCOHOL,
  SELF_ON_TIME,
  SELF_TIDY,
  SELF_WORKS,
  UNIFORM,
} from './prompts.js';

/** The checklist of the community-manager handbook (rules A2.5). */

/** Rules 3.4-10: the kit of a visit. */
export const KIT: readonly string[] = [
  'shoeCovers',
  'padCloth',
  'rubbishBag',
  'tableCloth',
  'serviceCard',
  'workReceipt',
];

/** Rules 5.1-2: the kit of the 1-2-3-4-5 code, for installing and moving. */
export const KIT_12345: readonly string[] = [
  'workNumberCard',
  'convenienceCard',
  'shoeCovers',
  'rag',
  'plasticBag',
  'completionReceipt',
];

const SELF_CHECKED: readonly string[] = ['clothes', 'badge', 'tools', 'shoeCovers', 'cleaned'];

const CABLE: readonly Condition[] = [{ when: 'order', field: 'cable', is: [true] }];
const CARE: readonly Condition[] = [{ when: 'order', field: 'type', is: ['care'] }];
const NOT_CARE: readonly Condition[] = [{ when: 'order-not', field: 'type', is: ['care'] }];
const REPAIR: readonly Condition[] = [{ when: 'order', field: 'type', is: ['repair'] }];
const INSTALL_MOVE: readonly Condition[] = [{ when: 'order', field: 'type', is: ['install', 'move'] }];
const INSTALL_MOVE_REPAIR: readonly Condition[] = [
  { when: 'order', field: 'type', is: ['install', 'move', 'repair'] },
];

export const TT_ITEMS: readonly Item[] = [
  item('TT-2.2-1', say('工装干净', 'Work clothes tidy'), 'appt.made', 'departed'),
  shownOnly(item('TT-2.2-2', say('客气,带笑', 'Kind eyes and a smile'), 'arrived', 'entered-or-left')),
  shownOnly(item('TT-2.2-3', say('待人用心', 'Attentive and kind'), 'answered', 'work.started')),
  when(
    [{ when: 'event', event: 'query.taken', unless: { field: 'departments', is: true } }],
    item('TT-2.5-2', say('能答的现场答清', 'Answered on the spot'), 'query.taken', 'end-of-day', [
      { event: 'query.closed' },
    ]),
  ),
  onTick(item('TT-2.5-2c', say('带客户去见办事的人', 'Led to who can help'), 'query.taken', 'end-of-day')),
  onTick(item('TT-2.5-2d', say('打电话能办的马上办', 'Settled by phone'), 'query.taken', 'end-of-day')),
  onTick(item('TT-2.5-3', say('上报,办完对客户说', 'Passed up, then told'), 'query.taken', 'end-of-day')),
  onTick(item('TT-2.5-4b', say('没讲清的,事后再联系', 'Unclear: call later'), 'query.taken', 'end-of-day')),
  item('TT-3.1-1', say('手干净,没口气', 'Nails, breath clean'), 'appt.made', 'departed'),
  item('TT-3.1-2', say('头发干净', 'Hair clean and plain'), 'appt.made', 'departed'),
  item('TT-3.1-3', say('鞋干净、穿好', 'Shoes clean, closed'), 'appt.made', 'departed'),
  when(NOT_CARE, item('TT-3.1-4', UNIFORM, 'appt.made', 'departed')),
  when(CARE, item('TT-3.1-4b', say('访问客户穿正装', 'Formal dress on'), 'appt.made', 'departed')),
  item('TT-3.1-5', say('工具干净齐全,装好', 'Tools clean and full'), 'appt.made', 'departed'),
  precedes(item('TT-3.2-1b', CHECK_ORDER, 'order.accepted', 'appt.made')),
  item('TT-3.2-1c', say('约时间,先听客户的', 'Their hour preferred'), 'order.accepted', 'departed'),
  whenMovedByUs(
    flags(
      ['reason', 'apology', 'understanding', 'newTime'],
      item(
        'TT-3.2-1f',
        say('改约:原因、道歉、理解、时间', 'Reason, apology, accord, new time'),
        'appt.changed',
        'departed',
        [{ event: 'appt.changed', codes: 'flags' }],
      ),
    ),
  ),
  flags(
    ['address', 'name', 'type'],
    item('TT-3.2-1i', say('对过门牌、户名、工单', 'Address, name, type'), 'appt.made', 'departed'),
  ),
  item('TT-3.2-2', say('先敲门,铃轻按,等一等', 'Knock; ring gently'), 'arrived', 'entered-or-left'),
  precedes(item('TT-3.2-2b', say('亮工牌、说来意、同意再进', 'Card, purpose, a yes'), 'answered', 'entered')),
  precedes(item('TT-3.2-3', say('问清装哪里,线走哪里', 'Place, route planned'), 'entered', 'work.started')),
  onConsent(
    'things',
    item('TT-3.2-4b', say('先问再动,墙地不弄坏', 'Ask first; save walls'), 'work.started', 'work.done'),
  ),
  when(CABLE, item('TT-3.2-4c', say('布线平直、装好', 'Cables straight, firm'), 'work.started', 'work.done')),
  precedes(
    item('TT-3.2-5', say('先试好,再请客户试', 'Tested and accepted'), 'work.done', 'signed', [
      { event: 'trial.ok' },
    ]),
  ),
  item('TT-3.2-5b', say('客户问的全答清', 'All doubts answered'), 'work.done', 'signed'),
  item('TT-3.2-5c', say('现场清好,东西放回', 'Cleaned, put back'), 'work.done', 'left', [
    { event: 'cleaned' },
  ]),
  when(
    [
      { when: 'event', event: 'fee.charged' },
      { when: 'order', field: 'fee', is: [true] },
    ],
    item('TT-3.2-5d', say('收了费开发票', 'Fee: invoice given'), 'work.done', 'left', [
      { event: 'fee.charged', field: { field: 'invoice', is: true } },
    ]),
  ),
  onConsent(
    'phone',
    item('TT-3.2-5e', say('用电话:先问,不收费', 'Phone: asked, free'), 'work.started', 'left'),
  ),
  item('TT-3.2-6', say('谢过,请写意见、签字', 'Thanks said, opinion and signature'), 'work.done', 'left', [
    { event: 'signed' },
  ]),
  item('TT-3.2-7', say('道别留服务卡,不久留', 'Goodbye, card left'), 'work.done', 'left'),
  afterEvent(
    'damage.made',
    item('TT-3.4-2', say('弄坏东西马上道歉', 'Damage: said sorry'), 'damage.made', 'left'),
  ),
  when(
    [{ when: 'kit-list', list: 'visit' }],
    flags(
      KIT,
      item('TT-3.4-10', say('上门6件套带齐', 'Visit kit: all six'), 'appt.made', 'departed', [
        { event: 'kit.check', codes: 'items' },
      ]),
    ),
  ),
  when(INSTALL_MOVE, item('TT-4.2-1', SELF_WORKS, 'work.done', 'left', [{ event: 'trial.ok' }])),
  when(INSTALL_MOVE, item('TT-4.2-1b', SELF_ON_TIME, 'work.done', 'left')),
  when(INSTALL_MOVE, flags(SELF_CHECKED, item('TT-4.2-1c', SELF_TIDY, 'work.done', 'left'))),
  when(REPAIR, item('TT-4.2-2', SELF_WORKS, 'work.done', 'left', [{ event: 'trial.ok' }])),
  when(REPAIR, item('TT-4.2-2b', SELF_ON_TIME, 'work.done', 'left')),
  when(REPAIR, flags(SELF_CHECKED, item('TT-4.2-2c', SELF_TIDY, 'work.done', 'left'))),
  when(INSTALL_MOVE_REPAIR, item('TT-5.1-1', UNIFORM, 'appt.made', 'departed')),
  when(
    [{ when: 'kit-list', list: '12345' }],
    flags(
      KIT_12345,
      item('TT-5.1-2', say('工具、工牌、6件套齐', 'Tools, six-part kit'), 'appt.made', 'departed', [
        { event: 'kit.check', codes: 'items' },
      ]),
    ),
  ),
  when(INSTALL_MOVE_REPAIR, item('TT-5.1-3', CHECK_ORDER, 'order.accepted', 'appt.made')),
  when(
    INSTALL_MOVE_REPAIR,
    item('TT-5.1-3d', say('进门问好,亮工牌', 'Greeting, card shown'), 'answered', 'entered-or-left'),
  ),
  when(
    INSTALL_MOVE_REPAIR,
    item('TT-5.1-5', say('试机好,客户满意', 'Tested, all is well'), 'work.done', 'signed', [
      { event: 'trial.ok' },
    ]),
  ),
  when(INSTALL_MOVE_REPAIR, item('TT-5.1-5b', say('按时完工', 'Done within the limit'), 'work.done', 'left')),
  when(CABLE, item('TT-5.1-5c', say('走线要齐', 'Cables run neatly'), 'work.done', 'left')),
  when(INSTALL_MOVE_REPAIR, item('TT-5.1-5d', CLEARED_UP, 'work.done', 'left', [{ event: 'cleaned' }])),
  when(
    INSTALL_MOVE_REPAIR,
    item('TT-5.1-5e', say('回执请客户写意见签字', 'Receipt: opinion and signature'), 'work.done', 'left', [
      { event: 'signed' },
    ]),
  ),
  when(INSTALL_MOVE_REPAIR, item('TT-5.1-5f', say('走前留联系卡', 'Contact card left'), 'work.done', 'left')),
  when(
    INSTALL_MOVE_REPAIR,
    item('TT-5.1-5g', say('一起试过,客户说好', 'Shown and confirmed'), 'work.done', 'signed', [
      { event: 'trial.ok' },
    ]),
  ),
  when(CABLE, item('TT-5.2-1', say('进户线贴墙,平直', 'Drop cable flat, firm'), 'work.started', 'work.done')),
  when(CABLE, item('TT-5.2-2', say('转弯留4倍线径', 'Bends: 4 x diameter'), 'work.started', 'work.done')),
  when(
    CABLE,
    item('TT-5.2-3', say('离开强电、高压、消防', 'Clear of power, pipes'), 'work.started', 'work.done'),
  ),
  when(CABLE, item('TT-5.2-4', say('同道的线扎在一起', 'Cables tied together'), 'work.started', 'work.done')),
  when(
    [{ when: 'order', field: 'access', is: ['lan'] }],
    item('TT-5.2-5', say('LAN:接好、包好、贴签', 'LAN: joint, wrap, tag'), 'work.started', 'work.done'),
  ),
  when(
    [{ when: 'order', field: 'access', is: ['adsl'] }],
    item('TT-5.2-6', say('盒里线齐,下方留弯', 'Box in order, slack'), 'work.started', 'work.done'),
  ),
  onTick(item('TT-5.2-7', say('上方线平直,扎一起', 'Overhead level, tied'), 'work.started', 'work.done')),
  when(CABLE, item('TT-5.2-8', say('签按规定贴好', 'Labels to standard'), 'work.started', 'work.done')),
  declared(item('TT-3.2-1h', NO_ALCOHOL, 'appt.made', 'departed')),
];
