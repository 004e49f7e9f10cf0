import type { Words } from '../../shared/profile/profile.js';

/** Why a case stands neither in the numerator nor in the denominator of a key figure. */
export type Reason =
  | 'line-owner'
  | 'customer-caused'
  | 'open'
  | 'called-off'
  | 'start-not-known'
  | 'not-recorded'
  | 'not-listed'
  | 'clock-not-set'
  | 'out-of-order'
  | 'no-limit';

/** In the order in which a report names them. */
export const REASONS: { readonly [reason in Reason]: Words } = {
  'line-owner': { zh: '线路属客户', en: "line of the customer's own" },
  'customer-caused': { zh: '客户原因', en: 'the customer was the cause' },
  open: { zh: '未到期', en: 'not due yet' },
  'called-off': { zh: '已退回或取消', en: 'called off' },
  'start-not-known': { zh: '起算时间不明', en: 'start not known' },
  'not-recorded': { zh: '没有记录', en: 'not recorded' },
  'not-listed': { zh: '台账没有填', en: "not in the station's list" },
  'clock-not-set': { zh: '时钟未校准', en: 'clock not set' },
  'out-of-order': { zh: '时间先后不对', en: 'comes before its start' },
  'no-limit': { zh: '没有这个时限', en: 'no such limit' },
};
