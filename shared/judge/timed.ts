import type { Timed } from '../profile/profile.js';
import { judgeAcceptance } from './acceptance.js';
import { judgeArrivals, judgePunctuality } from './arrival.js';
import type { Finding, OrderCase } from './case.js';
import { finding } from './case.js';
import { judgeChanges } from './changes.js';
import { judgeComplaintContact, judgeContact } from './contact.js';
import { judgeDoors } from './door.js';
import { judgeEscalation } from './escalation.js';
import { judgeInstall } from './install.js';
import { judgeLateness } from './lateness.js';
import { judgeNotices } from './notice.js';
import { judgeProgress } from './progress.js';
import { judgePromises } from './promise.js';
import { judgeDamage, judgeQuestions } from './question.js';
import { judgeRepair } from './repair.js';
import { judgeReply } from './reply.js';
import { judgeWindow } from './window.js';

/** A judgement J n of rules A2.4: what it finds about one order under one rule. */
export type Judgement = (of: OrderCase, rule: Timed) => Finding[];

/** The judgements by their number in rules A2.4. Another one is another row. */
export const JUDGEMENTS: { readonly [judge: number]: Judgement } = {
  1: judgeArrivals,
  2: judgePunctuality,
  3: judgeLateness,
  4: judgeNotices,
  5: judgeChanges,
  6: judgeDoors,
  7: judgeContact,
  8: judgeAcceptance,
  9: judgeComplaintContact,
  10: judgeReply,
  11: judgeRepair,
  12: judgeEscalation,
  13: judgeProgress,
  14: judgeInstall,
  15: judgeQuestions,
  16: judgeDamage,
  17: judgeWindow,
  18: judgePromises,
  /** The telephone: no badge listens to how often it rings. */
  19: () => [finding('NA', 'not-observable', [])],
};

export function judgeTimed(of: OrderCase, rule: Timed): Finding[] {
  if (rule.types && !rule.types.includes(of.order.type)) return [finding('NA', 'other-type', [])];
  return JUDGEMENTS[rule.judge](of, rule);
}
