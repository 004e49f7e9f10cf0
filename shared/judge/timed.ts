import type { Timed } from '../profile/profile.js';
import { judgeArrivals } from './arrival.js';
import type { Finding, OrderCase } from './case.js';
import { finding } from './case.js';
import { judgeDoors } from './door.js';
import { judgeLateness } from './lateness.js';
import { judgeNotices } from './notice.js';
import { judgePromises } from './promise.js';

/** A judgement J n of rules A2.4: what it finds about one order under one rule. */
export type Judgement = (of: OrderCase, rule: Timed) => Finding[];

/** The judgements by their number in rules A2.4. Another one is another row. */
export const JUDGEMENTS: { readonly [judge: number]: Judgement } = {
  1: judgeArrivals,
  3: judgeLateness,
  4: judgeNotices,
  6: judgeDoors,
  18: judgePromises,
};

export function judgeTimed(of: OrderCase, rule: Timed): Finding[] {
  if (rule.types && !rule.types.includes(of.order.type)) return [finding('NA', 'other-type', [])];
  return JUDGEMENTS[rule.judge](of, rule);
}
