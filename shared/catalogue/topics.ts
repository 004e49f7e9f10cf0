import type { Words } from '../profile/profile.js';
import type { Choice } from '../words/choices.js';
import type { Power } from '../words/power.js';

/** The situations behind which phrases stand: the menu of phrases, in its order. */
export const TOPICS = {
  intro: { zh: '报名字', en: 'Introduce' },
  appt: { zh: '约时间', en: 'Booking' },
  ask: { zh: '要问的', en: 'Asking' },
  risk: { zh: '风险', en: 'Risk' },
  cause: { zh: '原因', en: 'Cause' },
  complaint: { zh: '客户不满', en: 'Complaint' },
  cannot: { zh: '办不到', en: 'Cannot do' },
  requests: { zh: '客户要的', en: 'Requests' },
  mistake: { zh: '出了错', en: 'Mistake' },
  done: { zh: '弄好了', en: 'All done' },
  bye: { zh: '再见', en: 'Goodbye' },
  phone: { zh: '打电话', en: 'Phone' },
  callback: { zh: '回访', en: 'Callback' },
  courtesy: { zh: '客气话', en: 'Courtesy' },
} satisfies { readonly [topic: string]: Words };

export type Topic = keyof typeof TOPICS;

/** What settings fill into phrases: whose badge it is. */
export interface Settings {
  readonly hotline: Words;
  readonly company: Words;
  readonly name: Words;
  readonly number: Words;
  /** What the QR of the identity card says; absent: there is none. */
  readonly check?: string;
  /** Those that are one of two things, as far as they are set. */
  readonly choices?: { readonly [choice in Choice]?: string };
  /** How its charge is spent, as far as that is set. */
  readonly power?: { readonly [power in Power]?: number };
}
export type Slot = 'hotline' | 'company' | 'name' | 'number';

/** The most columns of 6 px that each may take in a phrase. Company and name may be Chinese, at two columns a character. */
export const SLOTS: { readonly [slot in Slot]: number } = {
  hotline: 12,
  company: 12,
  name: 8,
  number: 8,
};

/** What stands there as long as nothing is set. */
export const NEUTRAL: Settings = {
  hotline: { zh: '客服电话', en: 'our hotline' },
  company: { zh: '客户服务', en: 'our company' },
  name: { zh: '工程师', en: 'engineer' },
  number: { zh: '见工牌', en: 'engineer' },
};
