import type { Words } from './profile.js';

/** What the codes of kits, notes and flags mean, for sentences at the desk. */
export const CODE_WORDS: { readonly [code: string]: Words } = {
  shoeCovers: { zh: '鞋套', en: 'shoe covers' },
  padCloth: { zh: '垫布', en: 'pad cloth' },
  rag: { zh: '抹布', en: 'wiping rag' },
  serviceCard: { zh: '服务卡', en: 'service card' },
  surveyForm: { zh: '调查表', en: 'survey form' },
  rubbishBag: { zh: '垃圾袋', en: 'rubbish bag' },
  arrival: { zh: '到达时间', en: 'arrival time' },
  leaving: { zh: '离开时间', en: 'leaving time' },
  phone: { zh: '联系电话', en: 'contact phone' },
  contact: { zh: '联系人', en: 'contact person' },
  reason: { zh: '说明原因', en: 'reason' },
  apology: { zh: '致歉', en: 'apology' },
  newTime: { zh: '约定新时间', en: 'new time' },
  explained: { zh: '说明风险', en: 'risk explained' },
  backup: { zh: '备份或预案', en: 'backup or plan' },
  consent: { zh: '客户同意', en: 'consent' },
};

export function wordsOf(code: string): Words {
  return Object.keys(CODE_WORDS).includes(code) ? CODE_WORDS[code] : { zh: code, en: code };
}
