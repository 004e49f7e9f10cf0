import { secondsOf } from '../shared/iso.js';
import type { Words } from '../shared/profile/profile.js';
import type { Incident, What } from './incidents.js';
import { fill, type Lang, say } from './report-words.js';

const TEXTS: { readonly [what in What]: Words } = {
  restart: {
    zh: '重新启动:{reset};前一条记录是 {since}',
    en: 'restarted: {reset}; the record before it was made at {since}',
  },
  program: {
    zh: '程序换了:{was} 变成 {is}',
    en: 'runs another program than before: {is}, it was {was}',
  },
  clock: {
    zh: '时钟改了 {seconds} 秒(来自{source})',
    en: 'its clock was moved by {seconds} s, by {source}',
  },
  fault: { zh: '程序出错 {count} 次', en: 'faults of the program: {count}' },
  refused: { zh: '不收的工单 {count} 张', en: 'orders refused: {count}' },
  doubled: { zh: '重复的工单 {count} 张', en: 'orders that it had already: {count}' },
  console: { zh: '打开过控制台', en: 'its console was opened' },
  leftOut: {
    zh: '快满时没记的次要记录 {count} 条',
    en: 'lesser records left out while it was nearly full: {count}',
  },
  lost: {
    zh: '没有地方记,丢了:记录 {list}',
    en: 'lost for want of room: record {list}',
  },
  missing: {
    zh: '不在这里的任何日志里:记录 {list}',
    en: 'in no log here, though another store may have it: record {list}',
  },
};

const NAMES: { readonly [name: string]: Words } = {
  'power-on': { zh: '断过电', en: 'its power was off' },
  pin: { zh: '按了复位', en: 'somebody reset it' },
  watchdog: { zh: '看门狗', en: 'its watchdog' },
  software: { zh: '程序自己', en: 'its program' },
  lockup: { zh: '死机', en: 'its processor hung' },
  other: { zh: '原因不明', en: 'cause not known' },
  order: { zh: '工单', en: 'an order' },
  phone: { zh: '手机', en: 'a phone' },
  supervisor: { zh: '主管', en: 'a supervisor' },
  unknown: { zh: '不明', en: 'an unknown time' },
};

/** An incident in one line, without its time and record. */
export function incidentText({ what, values }: Incident, lang: Lang): string {
  const named = Object.entries(values).map(
    ([name, value]) => [name, NAMES[value]?.[lang] ?? shown(value)] as const,
  );
  return fill(TEXTS[what][lang], Object.fromEntries(named));
}

/** When an incident was, to the minute. */
export function timeOf({ at }: Incident, lang: Lang): string {
  return at ? at.slice(0, 16).replace('T', ' ') : say('noTime', lang);
}

/** ISO times as people read them. */
function shown(value: string | number): string | number {
  return typeof value === 'string' && secondsOf(value) !== null
    ? value.slice(0, 19).replace('T', ' ')
    : value;
}
