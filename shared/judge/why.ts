import type { Words } from '../profile/profile.js';

/**
 * Every reason a verdict can give, with its sentence. docs/SPEC.md prints this table.
 * `{n}` is the verdict's minutes, `{missing}` the codes that are missing, in words.
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
  { code: 'silent', zh: '迟到,没有告知客户', en: 'Late without a word to the customer' },

  { code: 'notice-in-time', zh: '改约提前{n}分钟告知', en: 'The change was told {n} min ahead' },
  { code: 'short-notice', zh: '改约只提前{n}分钟告知', en: 'The change was told only {n} min ahead' },
  { code: 'customer-change', zh: '客户自己要求改约', en: 'The customer asked for the change' },
  { code: 'no-change', zh: '没有改约', en: 'The appointment was not changed' },
  { code: 'old-time-unknown', zh: '不知道原来的约定时间', en: 'The time before the change is not known' },

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

  { code: 'promise-kept', zh: '在承诺时间之前{n}分钟完成', en: 'Done {n} min before the promised time' },
  { code: 'promise-late', zh: '超过承诺时间{n}分钟', en: '{n} min past the promised time' },
  { code: 'promise-running', zh: '承诺时间还没到', en: 'The promised time has not come yet' },
  { code: 'no-promise', zh: '没有这项承诺', en: 'Nothing was promised' },
  { code: 'work-done-not-recorded', zh: '没有记录完工', en: 'The end of the work was not recorded' },

  {
    code: 'clock-not-set',
    zh: '时钟未校准,时间不可知',
    en: 'The clock was not set, so the time is not known',
  },
  { code: 'no-limit', zh: '规范没有这个时限', en: 'There is no such limit' },
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
export function sentence(table: readonly Why[], code: string, minutes: number, missing: Words): Words {
  const why = table.find(row => row.code === code) as Why;
  return {
    zh: why.zh.replace('{n}', `${minutes}`).replace('{missing}', missing.zh),
    en: why.en.replace('{n}', `${minutes}`).replace('{missing}', missing.en),
  };
}
