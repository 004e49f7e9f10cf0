import { say } from '../profile/items.js';
import { check, type Entry, phrase, tip } from './entry.js';
import { NEVER_SIGN, NEVER_UNKNOWN } from './said.js';

/** Door-to-door service for computer products: 42 entries of an extract. */
export const BQ_ENTRIES: readonly Entry[] = [
  // Principles.
  tip('BQ-1.1', 'any', say('客户在先,不和客户争', 'Customer first: never clash')),
  check('BQ-1.2', 'during-work', 'query.taken'),
  tip('BQ-1.3', 'any', say('说话要真,说到做到', 'Be honest and keep your word')),
  // Language: courtesy, forbidden phrases, taboos.
  phrase('BQ-2.1', 'any', 'courtesy', say('多说请、您好、谢谢、抱歉', 'Please, hello, thank you, excuse me')),
  tip('BQ-2.2.1', 'any', NEVER_UNKNOWN),
  tip('BQ-2.2.2', 'any', say('没查清不说有问题', 'Not "abnormal" before you know the cause')),
  tip('BQ-2.2.3', 'any', say('客户说有声音就去查', 'Take noise seriously, no excuses')),
  tip('BQ-2.2.4', 'any', say('不说设备老,不提退', 'Blame no design or age; offer no return')),
  tip('BQ-2.2.5', 'any', say('不让客户用别的牌子', 'Do not advise another brand')),
  tip('BQ-2.2.6', 'any', say('不说这种设备问题多', 'Do not run the model down')),
  tip('BQ-2.2.7', 'any', say('新的老的缺料的都接', 'New, old, no parts: no excuse')),
  tip('BQ-2.2.8', 'any', say('不让客户去别的部门', 'Do not send customers elsewhere')),
  tip('BQ-2.3.1', 'any', say('不争不骂,不说客户不行', 'No quarrels, insults or belittling')),
  tip('BQ-2.3.2', 'any', say('不先放下客户电话', 'Never hang up on a customer')),
  tip('BQ-2.3.3', 'any', say('没时间也要接待', 'Busy is no reason to refuse')),
  tip('BQ-2.3.4', 'any', say('不推给别人,不让人投诉', 'Shift no blame, incite no complaint')),
  tip('BQ-2.3.5', 'leaving', say('满意由客户自己说', 'Never press for "satisfied"')),
  tip('BQ-2.3.6', 'completion', say('只收该收的费', 'No charges of your own, no markup')),
  tip('BQ-2.3.7', 'any', say('不说假话,规定讲明白', 'No cheating; tell the policy')),
  tip('BQ-2.3.8', 'during-work', say('不打听私事,不多话', 'No prying, no remarks on the home')),
  tip('BQ-2.3.9', 'during-work', say('不抽烟吃喝,不要东西', 'No smoking, drinks, meals or asking')),
  // The end of a list whose beginning is lost.
  phrase('BQ-A3', 'leaving', 'bye', say('有事请联系我们', 'Contact us whenever you need us')),
  check('BQ-A4', 'after-visit', 'left'),
  // On site, items 4 to 11; items 1 to 3 are lost.
  check('BQ-B4', 'at-door', 'answered'),
  check('BQ-B4b', 'entry', 'answered'),
  check('BQ-B5', 'before-work', 'entered'),
  check('BQ-B5b', 'before-work', 'entered'),
  check('BQ-B5c', 'completion', 'work.done'),
  check('BQ-B6', 'during-work', 'work.started'),
  check('BQ-B6b', 'during-work', 'work.started'),
  check('BQ-B7', 'completion', 'work.done'),
  check('BQ-B7b', 'completion', 'trial.ok'),
  check('BQ-B7c', 'completion', 'work.done'),
  check('BQ-B8', 'leaving', 'signed'),
  check('BQ-B8b', 'leaving', 'signed'),
  tip('BQ-B9', 'any', say('不争,约了就要到', 'No disputes, no missed visits')),
  tip('BQ-B9b', 'during-work', say('在客户家不动烟酒吃喝', 'No tobacco, alcohol, drink or food')),
  tip('BQ-B9c', 'during-work', say('用客户电话先问过', "Customer's phone: only if allowed")),
  tip('BQ-B9d', 'leaving', NEVER_SIGN),
  tip('BQ-B9e', 'any', say('东西不收也不要', 'Take no gifts, ask for none')),
  check('BQ-B10', 'completion', 'cleaned'),
  check('BQ-B11', 'leaving', 'left'),
];
