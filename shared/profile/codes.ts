import type { Words } from './profile.js';

/** What the codes of kits, notes and flags mean, for sentences at the desk. */
export const CODE_WORDS: { readonly [code: string]: Words } = {
  shoeCovers: { zh: '鞋套', en: 'shoe covers' },
  padCloth: { zh: '垫布', en: 'pad cloth' },
  rag: { zh: '抹布', en: 'wiping rag' },
  serviceCard: { zh: '服务卡', en: 'service card' },
  surveyForm: { zh: '调查表', en: 'survey form' },
  rubbishBag: { zh: '废料袋', en: 'rubbish bag' },
  arrival: { zh: '到达时间', en: 'arrival time' },
  leaving: { zh: '离开时间', en: 'leaving time' },
  phone: { zh: '联系电话', en: 'contact phone' },
  contact: { zh: '联系人', en: 'contact person' },
  reason: { zh: '说明原因', en: 'reason' },
  apology: { zh: '道歉', en: 'apology' },
  newTime: { zh: '约定新时间', en: 'new time' },
  explained: { zh: '说明风险', en: 'risk explained' },
  backup: { zh: '备份或预案', en: 'backup or plan' },
  consent: { zh: '客户同意', en: 'consent' },
  lateNight: { zh: '深夜时段', en: 'late-night slot' },
  understanding: { zh: '取得谅解', en: 'understanding' },
  cause: { zh: '讲清原因', en: 'cause explained' },
  fee: { zh: '讲清费用', en: 'fee explained' },
  tableCloth: { zh: '桌布', en: 'table cloth' },
  workReceipt: { zh: '工作回执', en: 'work receipt' },
  workNumberCard: { zh: '工号牌', en: 'work-number card' },
  convenienceCard: { zh: '便民卡', en: 'convenience card' },
  plasticBag: { zh: '塑料袋', en: 'plastic bag' },
  completionReceipt: { zh: '完工回执', en: 'completion slip' },
  address: { zh: '地址', en: 'address' },
  name: { zh: '户名', en: 'account name' },
  type: { zh: '客户类型', en: 'customer type' },
  clothes: { zh: '工装', en: 'work clothes' },
  badge: { zh: '工牌', en: 'badge' },
  tools: { zh: '自带工具', en: 'own tools' },
  cleaned: { zh: '清场', en: 'site cleaned' },
  content: { zh: '问题内容', en: 'content' },
  email: { zh: '邮箱', en: 'e-mail' },
  approval: { zh: '负责人认可', en: 'approval' },
  escort: { zh: '有人陪同', en: 'escort' },
};

export function wordsOf(code: string): Words {
  return Object.keys(CODE_WORDS).includes(code) ? CODE_WORDS[code] : { zh: code, en: code };
}
