import { Kind, Phase } from '../visit/kind.js';
import { act } from './menus.js';
import { type Action, Go, type Screen, type Text } from './ui.js';

/**
 * The main screen of each phase: what the wearer sees and the three presses the visit is likeliest to need.
 *
 * BTN3 is the next step of the visit.
 */

type Line = Text | 'arrival';

function line(en: string, zh: string): Text {
  return { en: en, zh: zh };
}

function screen(
  phase: Phase,
  menu: string,
  lines: readonly [Line, Line, Line],
  keys: readonly [Action | null, Action | null, Action | null],
): Screen {
  return { phase: phase, menu: menu, lines: lines, keys: keys };
}

const ORDER = line('{order}', '{order}');
const DUE = line('{appointment} in {until}', '{appointment} 等{until}');
const DOOR = line('Door {door}', '门 {door}');
const OPEN = line('To do: {open}', '待办: {open}');
/** What leaving a silent door still lacks: three marks in the column, with the time that was waited so far. */
const TIME_MARK = '{column}{timeMark}{waited}';
const CALL_MARK = line('{column}{callMark}Call', '{column}{callMark}电话');
const IN_ORDER_FROM = line(
  'Go at {inOrderFrom}{column}{noteMark}Note',
  '{inOrderFrom}后离开{column}{noteMark}留言',
);
/** Beside them what is left of the wait, over two rows. */
const LEFT_OF_WAIT = line(`{x3}{remaining}${TIME_MARK}`, `{x3}{remaining}${TIME_MARK}`);

const ORDERS = act('Orders', '工单', Go.Orders, 0);
const BOOK = act('Book', '预约', Go.Appointment, 'wish');
const CHANGE = act('Change', '改约', Go.Appointment, 'party');
const CHECKLIST = act('To do', '待办', Go.Checklist, 0);
const DEPART = act('Depart', '出发', Go.Depart, 0);
const CALL = act('Call', '电话', Go.Menu, 'call');
const NOTE = act('Note', '留言', Go.Flags, 'note');
const OPENED = act('Opened', '已开门', Kind.Answered, 0);
const LEAVE = act('Leave', '离开', Go.Leave, 0);
const REPLIED = act('Reply', '已回单', Kind.Replied, 0);
const RESUME = act('Resume', '继续', Kind.WorkResumed, 0);

/** What stands at the door where the code asks for no wait there: how long nobody came, and where it is. */
export const NO_WAIT: Screen['lines'] = [line('Waited {waited}', '已等{waited}'), DOOR, line('', '')];

/** In the order of `Phase`, but for the last: an order that is closed has left the badge. */
export const SCREENS: readonly Screen[] = [
  screen(
    Phase.Idle,
    'idle',
    [
      line('Battery {battery}%', '电{battery}%'),
      // The application puts the next order here.
      line('', ''),
      line('Visits today: {visits}', '今天上门: {visits}'),
    ],
    [ORDERS, act('Day', '今天', Go.Day, 0), act('New', '新单', Go.Menu, 'walkIn')],
  ),
  screen(
    Phase.Offered,
    'offered',
    [ORDER, line('Visit {appointment}', '预约 {appointment}'), line('New order: accept?', '新单,接吗?')],
    [ORDERS, null, act('Accept', '接单', Kind.Accepted, 0)],
  ),
  screen(
    Phase.Accepted,
    'accepted',
    [ORDER, line('No appointment yet', '没有预约时间'), line('Contact the customer', '请联系客户')],
    [act('Call', '联系', Go.Menu, 'contact'), BOOK, DEPART],
  ),
  screen(
    Phase.Booked,
    'booked',
    [ORDER, DUE, OPEN],
    [CHECKLIST, act('Kit', '装备', Go.Flags, 'kit'), DEPART],
  ),
  screen(
    Phase.EnRoute,
    'booked',
    [ORDER, DUE, DOOR],
    [act('Late', '晚到', Go.Menu, 'late'), CALL, act('Arrive', '到了', Kind.Arrived, 3)],
  ),
  screen(
    Phase.OnSite,
    'door',
    ['arrival', line('Arrived {arrivedAt}', '到 {arrivedAt}'), DOOR],
    [act('Knock', '敲门', Kind.Rang, 1), OPENED, act('Ring', '门铃', Kind.Rang, 0)],
  ),
  screen(Phase.AtDoor, 'door', [LEFT_OF_WAIT, CALL_MARK, IN_ORDER_FROM], [CALL, NOTE, OPENED]),
  screen(
    Phase.NoAnswer,
    'door',
    [
      line(`No answer${TIME_MARK}`, `没人开门${TIME_MARK}`),
      line('Call, note,{column}{callMark}Call', '打电话,{column}{callMark}电话'),
      line('then go{column}{noteMark}Note', '到访留言{column}{noteMark}留言'),
    ],
    [CALL, NOTE, OPENED],
  ),
  screen(
    Phase.NoteOk,
    'door',
    [line(`Note complete${TIME_MARK}`, `留言已写全${TIME_MARK}`), CALL_MARK, IN_ORDER_FROM],
    [CALL, OPENED, LEAVE],
  ),
  screen(
    Phase.Called,
    'door',
    [
      line('Customer reached', '电话打通了'),
      line('Wait or change time', '先等,再改约'),
      line('Visit {appointment}', '预约 {appointment}'),
    ],
    [CHANGE, LEAVE, OPENED],
  ),
  screen(
    Phase.Answered,
    'entry',
    [line('Show card, say name', '亮工牌,报名字'), line('Shoe covers on', '穿好鞋套'), OPEN],
    [CHECKLIST, act('Denied', '不让进', Kind.Refused, 0), act('Enter', '进门', Kind.Entered, 0)],
  ),
  screen(
    Phase.Inside,
    'inside',
    [ORDER, line('Explain, then start', '先说明,再开工'), OPEN],
    [CHECKLIST, act('Tell', '说明', Go.Flags, 'explained'), act('Start', '开工', Kind.WorkStarted, 0)],
  ),
  screen(
    Phase.Working,
    'work',
    [ORDER, line('Working', '已开工'), OPEN],
    [CHECKLIST, act('Pause', '暂停', Go.Menu, 'paused'), act('Done', '完工', Kind.WorkDone, 0)],
  ),
  screen(Phase.Paused, 'work', [ORDER, line('Paused', '暂停'), OPEN], [CHECKLIST, LEAVE, RESUME]),
  screen(
    Phase.Completing,
    'finish',
    [line('Work is done', '已完工'), line('Try, clean, sign', '试用,清场,签字'), OPEN],
    [CHECKLIST, act('Not OK', '不满意', Kind.TrialRejected, 0), LEAVE],
  ),
  screen(
    Phase.Waiting,
    'after',
    [ORDER, line('Left, job not done', '已离开,没完工'), line('Book the next visit', '请预约再来')],
    [BOOK, REPLIED, RESUME],
  ),
  screen(
    Phase.Left,
    'after',
    [ORDER, line('Left, not replied', '已离开,没回单'), OPEN],
    [CHECKLIST, BOOK, REPLIED],
  ),
  screen(
    Phase.FailedVisit,
    'after',
    [ORDER, line('Could not get in', '没进门'), line('Book the next visit', '请预约再来')],
    [BOOK, null, REPLIED],
  ),
];
