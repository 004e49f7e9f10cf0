import { Kind } from '../visit/kind.js';
import type { GroupName } from './phrases.js';
import { type Action, Go, type Menu } from './ui.js';

/**
 * The menus, by the name that screens and rows open them with. What is likeliest stands first.
 *
 * A row whose event carries a value says it in `with`: the 9 bits of the event's log word (log/fields.ts).
 */

/** An action; `value` is its `with`. */
export function act(en: string, zh: string, does: Kind | Go, value: number | string): Action {
  return { label: { en: en, zh: zh }, does: does, with: value };
}

function menu(en: string, zh: string, rows: readonly Action[]): Menu {
  return { title: { en: en, zh: zh }, rows: rows };
}

/** What to say there: the group named, or the next that the code has. */
function say(group: GroupName): Action {
  return act('What to say', '说的话', Go.Phrases, group);
}

/** Rows that several menus have. */
const CHECKLIST = act('Checklist', '待办', Go.Checklist, 0);
const CHANGE = act('Change the visit', '改约', Go.Appointment, 'party');
const BOOK = act('Book a visit', '预约', Go.Appointment, 'wish');
const CONTACT = act('Contact', '联系客户', Go.Menu, 'contact');
const KIT = act('Kit', '装备', Go.Flags, 'kit');
const LEAVE = act('Leave', '离开', Go.Leave, 0);
const CONSENT = act('Consent', '客户同意', Go.Flags, 'consent');
const EXPLAIN = act('Explain', '说明', Go.Flags, 'explained');
const RISK = act('Risk', '风险', Go.Flags, 'risk');
const QUESTION = act('Question', '问题', Go.Menu, 'question');
const PROMISE = act('Promise', '说好的', Go.Menu, 'promise');
const DAMAGE = act('Damage', '弄坏', Go.Menu, 'damage');
const FEE = act('Fee', '收费', Go.Menu, 'fee');
const MATTERS = act('Customer matters', '客户的事', Go.Menu, 'matters');
const MORE = act('More', '还有', Go.Menu, 'more');
const REPORT = act('Report', '上报', Go.Menu, 'report');
const SKIPPED = act('Skipped step', '补记', Go.Menu, 'skipped');
const ORDER = act('Order', '工单', Go.Menu, 'order');
const ALL_ORDERS = act('All orders', '全部工单', Go.Orders, 0);
const CARD = act('My card', '工牌', Go.Card, 0);
const WRITE = act('Write the note', '写留言', Go.Phrases, 'note');
const DAY = act('My day', '我的今天', Go.Day, 0);
const PAIR = act('Pair a phone', '配对', Go.Pair, 0);
const CONSOLE = act('Open console', '让人改机', Go.Console, 0);
const WALK_IN = act('Visit without order', '没单上门', Go.Menu, 'walkIn');

/** Late by so many minutes; `understood` is bit 0. */
function late(understood: number): Action[] {
  return [
    act('5 min', '5分钟', Kind.DelayNotified, understood + 10),
    act('10 min', '10分钟', Kind.DelayNotified, understood + 20),
    act('15 min', '15分钟', Kind.DelayNotified, understood + 30),
    act('30 min', '30分钟', Kind.DelayNotified, understood + 60),
    act('60 min', '60分钟', Kind.DelayNotified, understood + 120),
    act('Not stated', '没说多久', Kind.DelayNotified, understood),
  ];
}

/** To whom something was handed. */
function handed(kind: Kind): Action[] {
  return [
    act('To manager', '转交经理', kind, 1),
    act('To back office', '转交后方', kind, 2),
    act('To colleague', '转交同事', kind, 3),
    act('To someone else', '转交他人', kind, 4),
  ];
}

export const MENUS: { readonly [name: string]: Menu } = {
  // One for each group of phases: what BTN4 opens.
  idle: menu('Menu', '其他', [ALL_ORDERS, DAY, CARD, WALK_IN, PAIR, CONSOLE]),
  offered: menu('Menu', '其他', [say('appt'), act('Accept', '接单', Kind.Accepted, 0), MORE]),
  accepted: menu('Menu', '其他', [say('appt'), CONTACT, BOOK, KIT, MORE]),
  booked: menu('Menu', '其他', [
    say('appt'),
    CONTACT,
    act('Running late', '要晚到', Go.Menu, 'late'),
    CHANGE,
    KIT,
    MORE,
  ]),
  door: menu('Menu', '其他', [
    say('intro'),
    CARD,
    WRITE,
    act('Ring or knock', '敲门', Go.Menu, 'ring'),
    act('Call', '电话', Go.Menu, 'call'),
    act('Answered by', '开门的是', Go.Menu, 'answered'),
    act('Visit note', '到访留言', Go.Flags, 'note'),
    CHANGE,
    LEAVE,
    MORE,
  ]),
  entry: menu('Menu', '其他', [say('intro'), CARD, CONSENT, EXPLAIN, CHANGE, LEAVE, MATTERS, MORE]),
  inside: menu('Menu', '其他', [say('ask'), EXPLAIN, CONSENT, RISK, CHANGE, LEAVE, MATTERS, MORE]),
  work: menu('Menu', '其他', [
    say('cause'),
    CONSENT,
    MATTERS,
    act('Done, by fault', '完工:原因方', Go.Menu, 'done'),
    act('Hand the work over', '转交', Go.Menu, 'handed'),
    EXPLAIN,
    RISK,
    LEAVE,
    MORE,
  ]),
  finish: menu('Menu', '其他', [
    say('done'),
    act('Trial accepted', '试用满意', Kind.TrialOk, 0),
    act('Cleaned up', '已清场', Kind.Cleaned, 0),
    act('Signed', '已签字', Kind.Signed, 0),
    act('Trial rejected', '试用不满意', Kind.TrialRejected, 0),
    MATTERS,
    LEAVE,
    MORE,
  ]),
  after: menu('Menu', '其他', [
    say('bye'),
    BOOK,
    act('Work resumed', '继续开工', Kind.WorkResumed, 0),
    MATTERS,
    MORE,
  ]),
  // What these open.
  more: menu('More', '还有', [CHECKLIST, REPORT, ORDER, SKIPPED, ALL_ORDERS, DAY, WALK_IN]),
  matters: menu('Customer', '客户', [QUESTION, PROMISE, DAMAGE, FEE]),
  order: menu('Order', '工单', [
    act('Give it its number', '补单号', Go.Rename, 0),
    act('Return: wrong data', '退单:不对', Kind.Returned, 1),
    act('Return: other cause', '退单:其他', Kind.Returned, 0),
  ]),
  walkIn: menu('Visit for', '上门', [
    act('Repair', '检修', Go.WalkIn, 2),
    act('Install', '安装', Go.WalkIn, 0),
    act('Move', '移机', Go.WalkIn, 1),
    act('Complaint', '客户不满', Go.WalkIn, 3),
    act('Care', '访问', Go.WalkIn, 4),
    act('Inspection', '检查', Go.WalkIn, 5),
  ]),
  contact: menu('Contact', '联系', [
    act('Talked to customer', '联系上了', Kind.Contacted, 1),
    act('Phoned, reached', '电话打通', Kind.CallTried, 1),
    act('Phoned, no answer', '电话没人接', Kind.CallTried, 0),
    act('Not reached', '没联系上', Kind.Contacted, 0),
    PROMISE,
    QUESTION,
  ]),
  /** Opened in the place of the kit where a code has two. */
  kits: menu('Kit', '装备', [
    act('Visit kit', '上门装备', Go.Flags, 'visitKit'),
    act('Install or move', '安装移机', Go.Flags, 'installKit'),
  ]),
  call: menu('Call', '电话', [
    act('Phoned, no answer', '电话没人接', Kind.CallTried, 0),
    act('Phoned, reached', '电话打通', Kind.CallTried, 1),
  ]),
  late: menu('Told them', '已说明', [
    act('They understand', '客户理解', Go.Menu, 'lateUnderstood'),
    act('They do not', '不理解', Go.Menu, 'lateTold'),
  ]),
  lateUnderstood: menu('Late by', '晚多久', late(1)),
  lateTold: menu('Late by', '晚多久', late(0)),
  ring: menu('Door', '敲门', [
    act('Bell', '门铃', Kind.Rang, 0),
    act('Knock', '敲门', Kind.Rang, 1),
    act('Shared door: bell', '楼门:门铃', Kind.Rang, 4),
    act('Shared door: knock', '楼门:敲门', Kind.Rang, 5),
    act('Own door: bell', '户门:门铃', Kind.Rang, 2),
    act('Own door: knock', '户门:敲门', Kind.Rang, 3),
  ]),
  answered: menu('Who', '开门的是', [
    act('Customer', '客户', Kind.Answered, 0),
    act('Someone else there', '其他人', Kind.Answered, 1),
    act('Guard at the gate', '楼门的人', Kind.Answered, 3),
  ]),
  wish: menu('Hour', '时间', [
    act('Agreed together', '已约定', Go.Party, 0),
    act('Customer wants it', '客户定的', Go.Party, 1),
  ]),
  party: menu('Moved by', '要改的是', [
    act('Customer', '客户', Go.Party, 1),
    act('Our side', '我方', Go.Party, 2),
    act('Third party', '第三方', Go.Party, 3),
    act('Weather, traffic', '天气交通', Go.Party, 4),
    act('Not known', '不明', Go.Party, 5),
  ]),
  paused: menu('Why', '原因', [
    act('Customer wants it', '客户要停', Kind.WorkPaused, 9),
    act('Parts: our side', '缺料:我方', Kind.WorkPaused, 18),
    act('Parts: third party', '缺料:第三方', Kind.WorkPaused, 26),
    act('Access: customer', '进不去:客户', Kind.WorkPaused, 11),
    act('Access: third party', '进不去:第三方', Kind.WorkPaused, 27),
    act('Unsafe: weather', '不安全:天气', Kind.WorkPaused, 36),
    act('Unsafe: other', '不安全:其他', Kind.WorkPaused, 44),
    act('Night', '深夜', Kind.WorkPaused, 5),
    act('Other: our side', '其他:我方', Kind.WorkPaused, 22),
    act('Other cause', '其他', Kind.WorkPaused, 46),
  ]),
  done: menu('Fault of', '原因方', [
    act('Our side', '我方', Kind.WorkDone, 2),
    act('Customer', '客户', Kind.WorkDone, 1),
    act('Third party', '第三方', Kind.WorkDone, 3),
    act('Weather, traffic', '天气交通', Kind.WorkDone, 4),
    act('Not known', '不明', Kind.WorkDone, 5),
    act('Nobody', '没有', Kind.WorkDone, 0),
  ]),
  handed: menu('Hand over', '转交', handed(Kind.WorkHanded)),
  question: menu(
    'Question',
    '问题',
    [
      act('Taken', '已接', Kind.QueryTaken, 0),
      act('Taken: other dept.', '已接:其他部门', Kind.QueryTaken, 1),
      act('Answered, closed', '已回答', Kind.QueryClosed, 0),
    ].concat(handed(Kind.QueryHanded)),
  ),
  /** The promises of the profile come before. */
  promise: menu('Promise', '说好的', [act('Promise kept', '说好的做到了', Kind.PromiseKept, 0)]),
  damage: menu('Damage', '弄坏', [
    act('Damage made', '弄坏了', Kind.DamageMade, 0),
    act('Settled', '已办好', Kind.DamageSettled, 0),
  ]),
  fee: menu('Fee', '收费', [
    act('With invoice', '有发票', Kind.FeeCharged, 1),
    act('Without invoice', '没发票', Kind.FeeCharged, 0),
  ]),
  report: menu('Report', '上报', [
    act('Progress sent', '已通报', Kind.ProgressSent, 0),
    act('Escalated', '已上报', Kind.Escalated, 0),
    act('Order replied', '已回单', Kind.Replied, 0),
    act('Promise kept', '说好的做到了', Kind.PromiseKept, 0),
    act('Called back', '已回访', Kind.CallbackDone, 0),
  ]),
  /** A press that was forgotten: the phase jumps on (rules A2.1). */
  skipped: menu('Skipped', '补记', [
    act('Departed', '已出发', Go.Depart, 0),
    act('Arrived', '已到', Kind.Arrived, 3),
    act('Rang', '已敲门', Kind.Rang, 0),
    act('Answered', '已开门', Kind.Answered, 0),
    act('Entered', '已进门', Kind.Entered, 0),
    act('Work started', '已开工', Kind.WorkStarted, 0),
    act('Work done', '已完工', Kind.WorkDone, 0),
    act('Left', '已离开', Go.Leave, 0),
  ]),
};
