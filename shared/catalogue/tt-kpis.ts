import { say } from '../profile/items.js';
import type { Words } from '../profile/profile.js';
import type { Ahead, Hours, Mean, OnDay, Owner, Population, Share, Source, Within } from './kpi.js';

/** The 27 key figures, all of the community-manager handbook (rules TT-4.1, TT-4.3, TT-5.3). */

const HOUR = 60;
const DAY = 24 * HOUR;

const ALL: Population = { title: say('全部工单', 'all orders') };
const INSTALLS: Population = { title: say('装机工单', 'install orders'), types: ['install'] };
const MOVES_TOO: Population = {
  title: say('装机移机工单', 'install and move orders'),
  types: ['install', 'move'],
};
const FAULTS: Population = { title: say('故障工单', 'fault orders'), types: ['repair'] };
const EXPERT_FAULTS: Population = {
  title: say('专家席故障单', 'faults at the expert seat'),
  types: ['repair'],
  marked: 'expert-seat',
};
const COMPLAINTS: Population = { title: say('投诉工单', 'complaint orders'), types: ['complaint'] };
const HOTLINE_COMPLAINTS: Population = {
  title: say('热线受理的投诉', 'complaints taken by the hotline'),
  types: ['complaint'],
  marked: 'hotline',
};
const HIGH_COMPLAINTS: Population = {
  title: say('越级投诉', 'complaints above the normal level'),
  types: ['complaint'],
  marked: 'above-level',
};
const HOTLINE_ORDERS: Population = {
  title: say('热线转来的工单', 'orders that the hotline passed on'),
  marked: 'hotline',
};
const SUGGESTIONS: Population = { title: say('建议单', 'suggestions'), ticket: 'suggestion' };
const ENQUIRIES: Population = { title: say('咨询单', 'enquiries'), ticket: 'enquiry' };
const REQUESTS: Population = { title: say('业务单', 'business requests'), ticket: 'request' };
const LEAVING: Population = { title: say('退网客户', 'customers who leave'), ticket: 'cancellation' };
const CUTOVERS: Population = { title: say('割接', 'cut-overs'), ticket: 'cutover' };
const WARNINGS: Population = { title: say('超时预警', 'overdue warnings'), ticket: 'warning' };

/** The first of `to` comes within so many minutes of `from`. */
function within(
  title: Words,
  over: Population,
  from: string,
  to: readonly string[],
  minutes: number | null,
  source: Source,
  owner?: Owner,
): Within {
  const of: Within = {
    form: 'within',
    title: title,
    over: over,
    excludes: [],
    source: source,
    from: from,
    to: to,
    minutes: minutes,
  };
  return owner ? Object.assign({}, of, { owner: owner }) : of;
}

function atMost(limit: { readonly minutes: number } | { readonly days: number }, of: Within): Within {
  return Object.assign({}, of, { atMost: limit });
}

const REPORTED = 'order.reported';
const HANDLED = ['complaint.handled'];
const CALLBACK = ['callback.done'];
const CLOSED = ['ticket.closed'];
const DISPATCHED = ['order.dispatched'];

export const INSTALL_CALLBACK = atMost(
  { days: 3 },
  within(
    say('竣工回访及时', 'Callback after installing'),
    INSTALLS,
    'work.done',
    CALLBACK,
    DAY,
    'both',
    'call-centre',
  ),
);

export const INSTALL_FIRST_CALL: OnDay = {
  form: 'on-day',
  title: say('超期未装致电', 'Call when not installed'),
  over: MOVES_TOO,
  excludes: [],
  source: 'both',
  owner: 'call-centre',
  from: REPORTED,
  until: 'work.done',
  afterDays: 4,
  event: 'call.first',
  onDay: 5,
};

export const FAULT_CALLBACK = atMost(
  { days: 2 },
  within(
    say('故障回访及时', 'Callback after a fault'),
    FAULTS,
    'order.replied',
    CALLBACK,
    DAY,
    'both',
    'call-centre',
  ),
);

export const COMPLAINT_HANDLED = atMost(
  { minutes: 2 * DAY },
  within(say('投诉处理及时', 'Complaint handled'), COMPLAINTS, REPORTED, HANDLED, DAY, 'station'),
);

export const COMPLAINT_CALLBACK = within(
  say('投诉回访及时', 'Callback after a complaint'),
  COMPLAINTS,
  'complaint.replied',
  CALLBACK,
  2 * DAY,
  'station',
  'call-centre',
);

export const LEAVING_CALLBACK = within(
  say('退网即时回访', 'Callback while leaving'),
  LEAVING,
  'customer.cancelled',
  CALLBACK,
  null,
  'station',
  'branch',
);

export const CALLBACK_HOURS: Hours = {
  form: 'hours',
  title: say('回访时段', 'Callback hours'),
  over: ALL,
  excludes: [],
  source: 'both',
  event: 'callback.done',
  windows: [
    { from: '08:30', to: '12:00' },
    { from: '14:30', to: '20:30' },
  ],
};

export const FAULT_FLOW = within(
  say('故障单全程', 'Fault from report to close'),
  FAULTS,
  REPORTED,
  CLOSED,
  DAY,
  'station',
);

export const FAULT_DISPATCH = within(
  say('报障派单', 'Fault dispatched'),
  FAULTS,
  REPORTED,
  DISPATCHED,
  10,
  'both',
  'province',
);

export const EXPERT_SEAT = within(
  say('专家席排障', 'Expert seat solves or dispatches'),
  EXPERT_FAULTS,
  REPORTED,
  ['ticket.closedOnline', 'order.dispatched'],
  2 * HOUR,
  'station',
  'expert-seat',
);

export const COMPLAINT_FLOW = within(
  say('投诉单全程', 'Complaint from report to close'),
  COMPLAINTS,
  REPORTED,
  CLOSED,
  DAY,
  'station',
);

export const COMPLAINT_DISPATCH = within(
  say('投诉派单', 'Complaint dispatched'),
  COMPLAINTS,
  'shiftLeader.approved',
  DISPATCHED,
  10,
  'station',
  'province',
);

export const HOTLINE_COMPLAINT = within(
  say('热线投诉处理', 'Hotline complaint handled'),
  HOTLINE_COMPLAINTS,
  REPORTED,
  HANDLED,
  DAY,
  'station',
);

export const HIGH_COMPLAINT = within(
  say('越级投诉处理', 'Higher complaint handled'),
  HIGH_COMPLAINTS,
  REPORTED,
  HANDLED,
  DAY,
  'station',
);

export const SUGGESTION_FLOW = within(
  say('建议单办结', 'Suggestion closed'),
  SUGGESTIONS,
  'ticket.created',
  CLOSED,
  DAY,
  'station',
);

export const ENQUIRY_FLOW = within(
  say('咨询单办结', 'Enquiry closed'),
  ENQUIRIES,
  'ticket.dispatched',
  CLOSED,
  DAY,
  'station',
);

export const REQUEST_FLOW = within(
  say('业务单回复', 'Business request replied'),
  REQUESTS,
  'ticket.created',
  ['order.replied'],
  DAY,
  'station',
);

/** Late is what broke the limit of its kind: those of the badge's orders, then those of the station's tickets. */
export const ORDER_TIMELINESS: Share = {
  form: 'share',
  title: say('工单及时率', 'Orders in time'),
  numerator: say('没有超时的工单', 'orders not overdue'),
  over: ALL,
  excludes: [],
  source: 'both',
  counts: {
    by: 'rules',
    none: ['TT-4.1-1', 'TT-4.1-2', 'TT-4.3-1', 'TT-4.3-2', 'TT-4.3-3', 'TT-4.3-4', 'TT-4.3-5'],
  },
  goal: { min: 0.9 },
};

export const ORDER_CONTENT: Share = {
  form: 'share',
  title: say('工单满意率', 'Customers content'),
  numerator: say('客户没有不满的工单', 'orders without an unhappy customer'),
  over: ALL,
  excludes: [],
  source: 'station',
  counts: { by: 'column', column: 'content' },
  goal: { min: 0.95 },
};

export const PASSED_ON: Share = {
  form: 'share',
  title: say('转派及时率', 'Passed on in time'),
  numerator: say('及时转派的工单', 'orders passed on in time'),
  over: HOTLINE_ORDERS,
  excludes: [],
  source: 'station',
  counts: { by: 'column', column: 'passedOnInTime' },
  goal: { min: 0.99 },
};

export const REMINDER = within(
  say('超时催办', 'Overdue order urged'),
  WARNINGS,
  'warning.overdue',
  ['reminder.dispatched'],
  30,
  'station',
);

export const CUTOVER_NOTICE: Ahead = {
  form: 'ahead',
  title: say('割接公告', 'Cut-over announced'),
  over: CUTOVERS,
  excludes: [],
  source: 'station',
  event: 'cutover.announced',
  start: 'cutover.start',
  minutes: 3 * DAY,
};

export const APPOINTMENT_TIMELINESS: Share = {
  form: 'share',
  title: say('预约及时率', 'Appointments in time'),
  numerator: say('时限内约好的装机工单', 'install orders agreed within the limit'),
  over: INSTALLS,
  excludes: [],
  source: 'logs',
  counts: {
    by: 'limit',
    from: 'order.accepted',
    to: ['appt.made'],
    limit: 'contactWithinMin',
  },
  goal: { baseline: 0.99, challenge: 0.996 },
};

export const ACTIVATION_TIMELINESS: Share = {
  form: 'share',
  title: say('开通及时率', 'Activated in time'),
  numerator: say('时限内开通的装机工单', 'install orders activated within the limit'),
  over: INSTALLS,
  excludes: ['line-owner', 'customer-delay'],
  source: 'logs',
  counts: { by: 'limit', from: 'order.accepted', to: ['work.done'], limit: 'installWorkingDays' },
  goal: { baseline: 0.9, challenge: 0.95 },
};

export const FIRST_RESPONSE = within(
  say('投诉首次回应', 'First response to a complaint'),
  COMPLAINTS,
  REPORTED,
  ['response.first'],
  8 * HOUR,
  'station',
);

/** The table of the code has three areas and two values: the limit for townships is not stated. */
export const MEAN_REPAIR: Mean = {
  form: 'mean',
  title: say('平均修障时长', 'Mean fault handling'),
  over: FAULTS,
  excludes: ['line-owner', 'customer-delay'],
  source: 'logs',
  from: 'order.accepted',
  to: 'work.done',
  areas: { urban: DAY, township: null, village: 2 * DAY },
  overall: DAY,
};

export const REPAIR_TIMELINESS: Share = {
  form: 'share',
  title: say('修复及时率', 'Repaired in time'),
  numerator: say('时限内修复的故障工单', 'faults cleared within the limit'),
  over: FAULTS,
  excludes: ['line-owner', 'customer-fault'],
  source: 'logs',
  counts: { by: 'limit', from: 'order.accepted', to: ['work.done'], limit: 'repairWithinMin' },
  goal: { baseline: 0.9, challenge: 0.95 },
};
