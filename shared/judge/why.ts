import type { Words } from '../profile/profile.js';

/**
 * Every reason a verdict can give, with its sentence. docs/SPEC.md prints this table.
 * `{n}` is the verdict's minutes, `{count}` how many there were, `{missing}` the codes that are missing, in words.
 */
export interface Why {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** Reasons of the T rules, by judgement. */
export const MEASURED: readonly Why[] = [
  { code: 'early', zh: '比约定早{n}分钟到达', en: 'There {n} min before the appointed time' },
  { code: 'on-time-not-early', zh: '没有迟到,但没有提前到', en: 'On time, but not early' },
  { code: 'late', zh: '超过约定时间{n}分钟', en: '{n} min after the appointed time' },
  { code: 'on-time', zh: '没有迟到,比约定早{n}分钟', en: 'On time, {n} min before the appointed time' },
  { code: 'not-arrived-yet', zh: '还没到,时间还够', en: 'Not there yet, and still in time' },
  { code: 'set-out-again', zh: '这次没有到达,后来重新出发', en: 'Never got there; set out again later' },
  { code: 'called-off', zh: '工单已退回或取消', en: 'The order was returned or cancelled' },
  { code: 'no-appointment', zh: '没有约定时间', en: 'No appointed time' },
  { code: 'arrival-not-recorded', zh: '没有记录到达', en: 'The arrival was not recorded' },

  { code: 'not-late', zh: '没有迟到', en: 'Not late' },
  { code: 'not-late-yet', zh: '约定时间还没过', en: 'The appointed time has not passed yet' },
  {
    code: 'announced',
    zh: '约定时间之前已告知迟到,客户谅解',
    en: 'Said so before the appointed time, and was understood',
  },
  {
    code: 'not-understood',
    zh: '约定时间之前已告知迟到,没有记录客户谅解',
    en: 'Said so in time, but no understanding was recorded',
  },
  {
    code: 'announced-too-late',
    zh: '告知迟到时,约定时间已到',
    en: 'Said so only when the appointed time had come',
  },
  {
    code: 'changed-before',
    zh: '约定时间之前已告知改约',
    en: 'The change was told before the appointed time',
  },
  { code: 'silent', zh: '迟到,没有告知客户', en: 'Late without a word to the customer' },

  { code: 'notice-in-time', zh: '改约提前{n}分钟告知', en: 'The change was told {n} min ahead' },
  { code: 'short-notice', zh: '改约只提前{n}分钟告知', en: 'The change was told only {n} min ahead' },
  { code: 'customer-change', zh: '客户自己要求改约', en: 'The customer asked for the change' },
  { code: 'no-change', zh: '没有改约', en: 'The appointment was not changed' },
  { code: 'old-time-unknown', zh: '不知道原来的约定时间', en: 'The time before the change is not known' },

  {
    code: 'changes-within-limit',
    zh: '非客户原因改约{count}次',
    en: 'Changes by others than the customer: {count}',
  },
  {
    code: 'too-many-changes',
    zh: '非客户原因改约{count}次,太多',
    en: 'Changes by others than the customer: {count}, too many',
  },
  {
    code: 'changes-of-unknown-party',
    zh: '改约{count}次,有的不知是谁的原因',
    en: 'Changes: {count}; whose wish they were is not always known',
  },

  { code: 'answered', zh: '等待时间内有人应门', en: 'Answered within the waiting time' },
  {
    code: 'answered-late',
    zh: '等了{n}分钟后有人应门,不用留言',
    en: 'Answered after {n} min; no note is needed',
  },
  {
    code: 'reached-by-phone',
    zh: '已与客户联系上,按约定办',
    en: 'The customer was reached; what was agreed holds',
  },
  { code: 'left-early', zh: '只等了{n}分钟就离开', en: 'Left after waiting only {n} min' },
  { code: 'left-before-appointment', zh: '没到约定时间就离开', en: 'Left before the appointed time' },
  { code: 'not-called', zh: '没有打电话联系客户', en: 'The customer was not called' },
  { code: 'no-note', zh: '没有留言', en: 'No note was left' },
  { code: 'note-incomplete', zh: '留言缺:{missing}', en: 'The note lacks: {missing}' },
  { code: 'in-order', zh: '等了{n}分钟,打过电话,留言齐全', en: 'Waited {n} min, called, left a whole note' },
  { code: 'no-ring', zh: '没有敲门或按铃的记录', en: 'No ring or knock was recorded' },
  { code: 'waiting', zh: '还在门口', en: 'Still at the door' },
  { code: 'not-at-door', zh: '没有到门口', en: 'Not at the door' },
  { code: 'leaving-not-recorded', zh: '没有记录离开', en: 'The leaving was not recorded' },
  {
    code: 'wait-unknown',
    zh: '重启过且时钟未校准,等了多久不知道',
    en: 'A restart without a clock hides how long the wait was',
  },

  { code: 'contacted', zh: '提前{n}分钟联系上客户', en: 'The customer was reached with {n} min to spare' },
  {
    code: 'agreed-before',
    zh: '开始计时之前已与客户联系',
    en: 'The customer was reached before the time began to run',
  },
  { code: 'contact-attempted', zh: '时限内联系过,没有联系上', en: 'Tried in time, but nobody was reached' },
  { code: 'contact-late', zh: '联系上客户时已超{n}分钟', en: 'The customer was reached {n} min too late' },
  {
    code: 'not-contacted',
    zh: '没有联系上客户,已超{n}分钟',
    en: 'The customer was not reached, {n} min over',
  },
  { code: 'contact-due', zh: '还有{n}分钟可联系客户', en: '{n} min left to reach the customer' },
  { code: 'contact-not-recorded', zh: '没有记录第一次联系', en: 'The first contact was not recorded' },

  { code: 'accepted-in-time', zh: '提前{n}分钟接单', en: 'Accepted with {n} min to spare' },
  { code: 'accepted-late', zh: '接单晚了{n}分钟', en: 'Accepted {n} min too late' },
  { code: 'not-accepted', zh: '没有接单,已超{n}分钟', en: 'Not accepted, {n} min over' },
  { code: 'acceptance-due', zh: '还有{n}分钟可接单', en: '{n} min left to accept' },
  { code: 'not-accepted-yet', zh: '还没有接单', en: 'Not accepted yet' },
  { code: 'acceptance-not-recorded', zh: '没有记录接单', en: 'The acceptance was not recorded' },
  { code: 'dispatch-not-known', zh: '不知道派单时间', en: 'The time of dispatch is not known' },
  { code: 'report-not-known', zh: '不知道受理时间', en: 'The time of the report is not known' },

  { code: 'replied-in-time', zh: '提前{n}分钟回单', en: 'Replied with {n} min to spare' },
  { code: 'replied-late', zh: '回单晚了{n}分钟', en: 'Replied {n} min too late' },
  { code: 'not-replied', zh: '没有回单,已超{n}分钟', en: 'Not replied, {n} min over' },
  { code: 'reply-due', zh: '还有{n}分钟可回单', en: '{n} min left to reply' },
  { code: 'reply-not-recorded', zh: '没有记录回单', en: 'The reply was not recorded' },

  { code: 'repaired-in-time', zh: '提前{n}分钟修复', en: 'Repaired with {n} min to spare' },
  { code: 'repaired-late', zh: '修复晚了{n}分钟', en: 'Repaired {n} min too late' },
  { code: 'not-repaired', zh: '没有修复,已超{n}分钟', en: 'Not repaired, {n} min over' },
  { code: 'repair-due', zh: '还有{n}分钟可修复', en: '{n} min left to repair' },
  {
    code: 'customer-caused',
    zh: '超过时限,属客户原因或客户自有线路',
    en: "Over the limit for the customer's reasons or on their own line",
  },

  { code: 'escalated', zh: '没有按时修复,已上报', en: 'Not repaired by then, and passed on' },
  {
    code: 'not-escalated',
    zh: '没有按时修复,没有上报,已超{n}分钟',
    en: 'Not repaired by then and not passed on, {n} min over',
  },
  {
    code: 'escalation-not-needed',
    zh: '提前{n}分钟修复,不用上报',
    en: 'Repaired {n} min before it had to be passed on',
  },
  { code: 'escalation-not-due', zh: '还有{n}分钟才需上报', en: '{n} min until it must be passed on' },

  { code: 'progress-told', zh: '进度通报没有间断', en: 'Word was sent often enough' },
  {
    code: 'progress-gap',
    zh: '{count}次间隔太长,最长超{n}分钟',
    en: 'Gaps too long without a word: {count}, by up to {n} min',
  },
  { code: 'progress-due', zh: '还有{n}分钟可通报进度', en: '{n} min left to send word' },
  { code: 'progress-not-needed', zh: '没到通报时间就已修复', en: 'Repaired before any word was due' },

  { code: 'done-in-days', zh: '{count}个工作日内完工', en: 'Working days taken: {count}' },
  {
    code: 'over-normal-days',
    zh: '已{count}个工作日,超过正常时限',
    en: 'Working days: {count}, over the normal limit',
  },
  {
    code: 'over-all-days',
    zh: '已{count}个工作日,超过最长时限',
    en: 'Working days: {count}, over every limit',
  },
  {
    code: 'days-left',
    zh: '已{count}个工作日,还在时限内',
    en: 'Working days so far: {count}, within the limit',
  },

  {
    code: 'handed-in-time',
    zh: '提前{n}分钟转交问题',
    en: 'The question was handed over with {n} min to spare',
  },
  { code: 'handed-late', zh: '转交问题晚了{n}分钟', en: 'The question was handed over {n} min too late' },
  {
    code: 'not-handed',
    zh: '没有转交问题,已超{n}分钟',
    en: 'The question was not handed over, {n} min over',
  },
  { code: 'hand-over-due', zh: '还有{n}分钟可转交问题', en: '{n} min left to hand the question over' },
  { code: 'one-department', zh: '问题不涉及多个部门', en: 'The question needs no other department' },
  { code: 'no-question', zh: '没有接到问题', en: 'No question was taken' },

  { code: 'settled-in-time', zh: '提前{n}分钟赔付', en: 'The damage was made good with {n} min to spare' },
  { code: 'settled-late', zh: '赔付晚了{n}分钟', en: 'The damage was made good {n} min too late' },
  { code: 'not-settled', zh: '没有赔付,已超{n}分钟', en: 'The damage was not made good, {n} min over' },
  { code: 'settlement-due', zh: '还有{n}分钟可赔付', en: '{n} min left to make the damage good' },
  { code: 'no-damage', zh: '没有损坏', en: 'Nothing was damaged' },

  { code: 'in-window', zh: '约在上门时段内', en: 'Agreed within the hours for visits' },
  {
    code: 'in-window-within-a-day',
    zh: '约在上门时段内,接单不到24小时',
    en: 'Agreed within the hours for visits, sooner than 24 hours after acceptance',
  },
  { code: 'outside-window', zh: '约在上门时段之外', en: 'Agreed outside the hours for visits' },
  {
    code: 'outside-by-customer',
    zh: '客户要求约在上门时段之外',
    en: 'The customer asked for an hour outside those for visits',
  },

  { code: 'promise-kept', zh: '在承诺时间之前{n}分钟完成', en: 'Done {n} min before the promised time' },
  { code: 'promise-late', zh: '超过承诺时间{n}分钟', en: '{n} min past the promised time' },
  { code: 'called-back', zh: '按承诺的时间回访', en: 'Called back at the promised time' },
  {
    code: 'called-back-early',
    zh: '比承诺的时间早{n}分钟回访',
    en: 'Called back {n} min before the promised time',
  },
  { code: 'promise-running', zh: '承诺时间还没到', en: 'The promised time has not come yet' },
  { code: 'no-promise', zh: '没有这项承诺', en: 'Nothing was promised' },
  { code: 'work-done-not-recorded', zh: '没有记录完工', en: 'The end of the work was not recorded' },

  {
    code: 'clock-not-set',
    zh: '时钟未校准,时间不可知',
    en: 'The clock was not set, so the time is not known',
  },
  { code: 'no-limit', zh: '规范没有这个时限', en: 'There is no such limit' },
  { code: 'not-observable', zh: '胸牌无从得知,由人判断', en: 'The badge cannot know; people judge it' },
  { code: 'other-type', zh: '不适用于这类工单', en: 'Not for orders of this type' },
];

/** Reasons of the C rules and of declared ticks. */
export const DECLARED: readonly Why[] = [
  { code: 'done', zh: '已做', en: 'Done' },
  { code: 'late', zh: '做了,但晚了', en: 'Done, but late' },
  { code: 'order', zh: '做了,但顺序不对', en: 'Done, but in the wrong order' },
  { code: 'missed', zh: '没做', en: 'Not done' },
  { code: 'missed-part', zh: '没做全,缺:{missing}', en: 'Not all done, missing: {missing}' },
  { code: 'done-so-far', zh: '已做,步骤还没结束', en: 'Done so far; the step is not over' },
  { code: 'not-done-yet', zh: '还没做', en: 'Not done yet' },
  { code: 'not-ticked', zh: '没有勾选', en: 'Not ticked' },
  { code: 'ticked-na', zh: '勾选了不适用', en: 'Ticked as not applicable' },
  { code: 'not-applicable', zh: '这次不涉及', en: 'Does not apply this time' },
  { code: 'not-reached', zh: '没有走到这一步', en: 'The visit did not come to this' },
  { code: 'no-deadline', zh: '相关步骤没有记录', en: 'The steps it belongs to were not recorded' },
  { code: 'called-off', zh: '工单已退回或取消', en: 'The order was returned or cancelled' },
  { code: 'shown-only', zh: '只提示,不评判', en: 'Shown only, never judged' },
  {
    code: 'clock-not-set',
    zh: '时钟未校准,不知道是哪一天',
    en: 'The clock was not set, so the day is not known',
  },
];

/** The sentence for a reason. */
export function sentence(
  table: readonly Why[],
  code: string,
  minutes: number,
  missing: Words,
  count: number,
): Words {
  const why = table.find(row => row.code === code) as Why;
  const filled = (text: string, list: string): string =>
    text.replace('{n}', `${minutes}`).replace('{count}', `${count}`).replace('{missing}', list);
  return { zh: filled(why.zh, missing.zh), en: filled(why.en, missing.en) };
}
