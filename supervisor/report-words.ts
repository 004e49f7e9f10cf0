import { isoOf } from '../shared/iso.js';
import type { Verdict } from '../shared/judge/judge.js';
import type { Profile, Words } from '../shared/profile/profile.js';
import type { Seconds, Span } from '../shared/time.js';
import type { Party } from '../shared/visit/event.js';
import { saidAbout } from './annotations.js';
import {
  type BadgeReport,
  type Evidence,
  type KnownTime,
  type Outcome,
  TOLD_STEPS,
  type VisitReport,
} from './report.js';
import { nameOf } from './wearers.js';

export type Lang = keyof Words;

export const OUTCOMES: { readonly [outcome in Outcome]: Words } = {
  planned: { zh: '还没出发', en: 'not begun' },
  'under-way': { zh: '进行中', en: 'under way' },
  finished: { zh: '已完工离开', en: 'work done, left' },
  'left-open': { zh: '离开时没完工', en: 'left with the job open' },
  'nobody-opened': { zh: '没人开门', en: 'nobody opened' },
  'not-let-in': { zh: '客户不让进门', en: 'not let in' },
  'not-entered': { zh: '没有进门', en: 'left without going in' },
  'not-closed': { zh: '没有记录离开', en: 'the leaving was not recorded' },
};

export const TYPES: { readonly [type: string]: Words } = {
  install: { zh: '安装', en: 'install' },
  move: { zh: '移机', en: 'move' },
  repair: { zh: '维修', en: 'repair' },
  complaint: { zh: '投诉', en: 'complaint' },
  care: { zh: '走访', en: 'care' },
  inspect: { zh: '检查', en: 'inspection' },
};

export const STEPS: { readonly [step: string]: Words } = {
  departed: { zh: '出发', en: 'set out' },
  arrived: { zh: '到达', en: 'arrived' },
  rang: { zh: '敲门', en: 'rang' },
  answered: { zh: '应门', en: 'answered' },
  entered: { zh: '进门', en: 'went in' },
  'work.started': { zh: '开工', en: 'began work' },
  'work.done': { zh: '完工', en: 'finished' },
  left: { zh: '离开', en: 'left' },
};

/** The verdicts in plain words. */
export const VERDICTS: { readonly [verdict in Verdict['verdict']]: Words } = {
  PASS: { zh: '做到', en: 'kept' },
  WARN: { zh: '没全做到', en: 'not fully kept' },
  FAIL: { zh: '没做到', en: 'not kept' },
  EXCUSED: { zh: '例外', en: 'excused' },
  NA: { zh: '不涉及', en: 'does not apply' },
  OPEN: { zh: '未到期', en: 'still open' },
  UNKNOWN: { zh: '无法知道', en: 'cannot be known' },
};

const PARTIES: { readonly [party in Party]: Words } = {
  customer: { zh: '客户', en: 'the customer' },
  company: { zh: '公司', en: 'the company' },
  third: { zh: '第三方', en: 'a third party' },
  weather: { zh: '天气', en: 'the weather' },
  unknown: { zh: '不明', en: 'not known' },
};

const SAID: { readonly [line: string]: Words } = {
  head: {
    zh: '工牌 {badge} · {profile} · 记录 {first}-{last} · {at} 读取',
    en: 'Badge {badge} · {profile} · records {first} to {last} · pulled {at}',
  },
  counts: {
    zh: '工单 {orders},上门 {visits}({outcomes})。做到 {kept},需要看 {exceptions},例外 {excused},未到期 {open}。',
    en: 'Orders: {orders}, visits: {visits} ({outcomes}). Kept {kept}, to look at {exceptions}, excused {excused}, still open {open}.',
  },
  damaged: {
    zh: '有 {n} 页的部分记录读不出来:doorstep verify 会指出位置。',
    en: 'Pages with words that could not be read: {n}; doorstep verify says where.',
  },
  settings: {
    zh: '按站点自己的设置判断:{list}。',
    en: "Judged by the station's own settings: {list}.",
  },
  days: { zh: '工作日表({from}至{to})', en: 'working days from {from} to {to}' },
  wearer: { zh: '佩戴人', en: 'Worn by' },
  worn: { zh: '{name}佩戴', en: 'worn by {name}' },
  note: { zh: '备注', en: 'Note' },
  excuse: { zh: '免责,原因在{party}', en: 'Excused, the cause being {party}' },
  contest: { zh: '有异议', en: 'Contested' },
  said: { zh: '{what}({author},{at}):{reason}', en: '{what} ({author}, {at}): {reason}' },
  superseded: { zh: '[后来另有说明]', en: ' [superseded by what the same author said later]' },
  exceptions: { zh: '需要看的({n})', en: 'To look at ({n})' },
  none: { zh: '没有需要看的', en: 'Nothing to look at' },
  incidents: { zh: '工牌自己的事({n})', en: 'About the badge itself ({n})' },
  visit: { zh: '第{n}次上门', en: 'visit {n}' },
  whole: { zh: '整个工单', en: 'the order as a whole' },
  measured: { zh: '记录到的:按记录的时间判断', en: 'Measured, from the times of the records' },
  declared: { zh: '本人声明的:按勾选判断', en: 'Declared, from what the engineer ticked' },
  na: { zh: '不涉及', en: 'does not apply' },
  appointment: { zh: '约定 {at}', en: 'appointed {at}' },
  repaired: { zh: '按校准推算', en: 'repaired' },
  between: { zh: '在{from}至{to}之间', en: 'between {from} and {to}' },
  after: { zh: '不早于{from}', en: 'not before {from}' },
  before: { zh: '不晚于{to}', en: 'not after {to}' },
  clocks: {
    zh: '步骤时间:{list}。',
    en: 'Times of steps: {list}.',
  },
  drift: {
    zh: '时钟误差不超过{n}秒。',
    en: " The badge's clock may be off by up to {n} s.",
  },
  clockMeasured: { zh: '记录到的{n}个', en: '{n} measured' },
  clockRepaired: {
    zh: '按校准推算的{n}个',
    en: '{n} repaired from another setting of the clock in the same boot',
  },
  clockBounded: { zh: '只知道范围的{n}个', en: '{n} only bounded' },
  clockUnknown: { zh: '不明的{n}个', en: '{n} unknown' },
  noTime: { zh: '时间不明', en: 'time unknown' },
  unverified: { zh: '工单未经核实', en: 'order not verified' },
  fresh: { zh: '到达:当场贴卡({who}的密钥)', en: 'arrival tapped then and there, key of the {who}' },
  stored: {
    zh: '到达:用事先签好的工单贴卡,不能证明在场',
    en: 'arrival tapped with an order signed before: proves no presence',
  },
  button: {
    zh: '到达:按键',
    en: 'arrival by button',
  },
  presence: { zh: ',证明在场', en: ': speaks for presence' },
  noPresence: { zh: ',不能证明在场', en: ': proves no presence' },
  estimated: { zh: '(在时钟误差之内)', en: " (within the clock's drift)" },
  records: { zh: '[记录 {list}]', en: '[record {list}]' },
  title: { zh: '上门报告', en: 'Visit report' },
  badge: { zh: '工牌 {badge}', en: 'Badge {badge}' },
  code: { zh: '服务规范', en: 'Code of conduct' },
  recordNumbers: { zh: '记录编号', en: 'Record numbers' },
  recordRange: { zh: '{first} 至 {last}', en: '{first} to {last}' },
  noRecords: { zh: '没有记录', en: 'no records' },
  pulledAt: { zh: '读取时间', en: 'Pulled at' },
  seal: { zh: '封存', en: 'Seal' },
  damage: { zh: '损坏', en: 'Damage' },
  undamaged: { zh: '没有:所有记录都能读出来。', en: 'None: every record could be read.' },
  allowed: { zh: '例外,或在时钟误差之内({n})', en: "Excused, or within the clock's drift ({n})" },
  timeColumn: { zh: '时间', en: 'Time' },
  incidentColumn: { zh: '事情', en: 'What happened' },
  verdictColumn: { zh: '判定', en: 'Verdict' },
  orderColumn: { zh: '工单', en: 'Order' },
  visitColumn: { zh: '上门', en: 'Visit' },
  ruleColumn: { zh: '条款', en: 'Rule' },
  asksColumn: { zh: '要求', en: 'What it asks for' },
  reasonColumn: { zh: '理由', en: 'Reason' },
  recordsColumn: { zh: '记录', en: 'Records' },
  door: { zh: '门口提示:{door}', en: 'Door: {door}' },
  picture: { zh: '工单 {order} 第{n}次上门的时间线', en: 'Timeline of order {order}, visit {n}' },
  earlySpan: {
    zh: '约定前{n}分钟:这段时间到是准时,但不算提前',
    en: 'the {n} min before the appointment: an arrival here is on time, but not early',
  },
  waitSpan: { zh: '门前等候{n}分钟:{from}至{to}', en: 'door wait of {n} min: {from} to {to}' },
  waitAnswered: {
    zh: '门前等候(最多{n}分钟):{to}有人应门',
    en: 'door wait, {n} min at most: somebody answered at {to}',
  },
  notDrawn: { zh: '没有画出:{list}', en: 'Not drawn: {list}' },
  written: {
    zh: '{file}:报告已写好,用浏览器打开。',
    en: '{file}: the report is written; open it in a browser.',
  },
  notVerified: {
    zh: '这里不查记录的封印:请用 doorstep verify。',
    en: 'The seals of the logs are not checked here: doorstep verify does that.',
  },
};

/** A text with `values` for the names in its braces. */
export function fill(text: string, values: { readonly [name: string]: string | number }): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}

/** A line of the report. `values` stand in for the names in braces; all that the line names are needed. */
export function say(
  line: string,
  lang: Lang,
  values: { readonly [name: string]: string | number } = {},
): string {
  return fill((SAID[line] as Words)[lang], values);
}

/** Day and minute at the badge's offset. */
export function dayTime(at: Seconds, zone: Span): string {
  return isoOf(at, zone).slice(0, 16).replace('T', ' ');
}

/** Time of day at the badge's offset, with seconds. */
export function clock(at: Seconds, zone: Span): string {
  return isoOf(at, zone).slice(11, 19);
}

/** What a rule asks for. */
export function titleOf(rule: string, profile: Profile): Words {
  const timed = profile.timed.find(row => row.rule === rule);
  if (timed) return timed.title;
  return profile.items.find(item => item.id === rule)?.text ?? { zh: rule, en: rule };
}

/** What was said about a verdict, each in a line; `visit` as in `saidAbout`. The newest stands last. */
export function saidLines(
  { said, zone }: BadgeReport,
  verdict: Verdict,
  visit: number,
  lang: Lang,
): string[] {
  return saidAbout(said, verdict, visit).map(each => {
    const line = say('said', lang, {
      what: say(each.kind, lang, { party: each.party ? PARTIES[each.party][lang] : '' }),
      author: each.author,
      at: dayTime(each.made, zone),
      reason: each.reason,
    });
    return line + (each.superseded ? say('superseded', lang) : '');
  });
}

/** What the station has set beside the profile; empty: nothing. */
export function settingsText({ settings, workingDays }: BadgeReport['told'], lang: Lang): string {
  const list = Object.entries(settings).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  const days = [...(workingDays ?? [])].sort();
  if (days.length) list.push(say('days', lang, { from: days[0] as string, to: days.at(-1) as string }));
  return list.length ? say('settings', lang, { list: list.join(', ') }) : '';
}

/** Who wore a badge; empty: not known. */
export function wearersText({ wearers }: BadgeReport, lang: Lang): string {
  return wearers.map(nameOf).join(lang === 'zh' ? '、' : ', ');
}

/** What a visit was like, and who wore the badge where that was not always the same. */
export function visitText(report: BadgeReport, { outcome, wearer }: VisitReport, lang: Lang): string {
  const worn = wearer && report.wearers.length > 1 ? say('worn', lang, { name: nameOf(wearer) }) : '';
  return [OUTCOMES[outcome][lang], worn].filter(Boolean).join(' · ');
}

/** How many orders and visits there are, how they went, and what was kept. `exceptions`: how many to look at. */
export function countsText(report: BadgeReport, exceptions: number, lang: Lang): string {
  const visits = report.orders.flatMap(order => order.visits);
  const verdicts = report.orders.flatMap(order => [
    ...order.verdicts,
    ...order.visits.flatMap(visit => visit.verdicts),
  ]);
  const count = (kind: string): number => verdicts.filter(each => each.verdict === kind).length;
  const outcomes = [...new Set(visits.map(visit => visit.outcome))].map(
    outcome =>
      `${OUTCOMES[outcome][lang]}${lang === 'zh' ? ':' : ': '}${visits.filter(visit => visit.outcome === outcome).length}`,
  );
  return say('counts', lang, {
    orders: report.orders.length,
    visits: visits.length,
    outcomes: outcomes.join(lang === 'zh' ? ';' : '; '),
    kept: count('PASS'),
    exceptions: exceptions,
    excused: count('EXCUSED'),
    open: count('OPEN'),
  });
}

/** The appointment and the told steps of a visit, those without a known time too. */
export function timesText(visit: VisitReport, zone: Span, lang: Lang): string {
  const parts: string[] = [];
  if (visit.appointment)
    parts.push(say('appointment', lang, { at: visit.appointment.slice(0, 16).replace('T', ' ') }));
  for (const step of TOLD_STEPS) {
    const known = visit.known[step];
    if (known)
      parts.push(`${(STEPS[step] as Words)[lang]} ${timeText(visit.times[step], known, zone, lang)}`);
  }
  if (visit.evidence) parts.push(evidenceText(visit.evidence, lang));
  return parts.join(' · ');
}

const KEY_HOLDERS: { readonly [key: string]: Words } = {
  desk: { zh: '调度台', en: 'desk' },
  customer: { zh: '客户', en: 'customer' },
  site: { zh: '现场', en: 'site' },
  engineer: { zh: '工程师', en: 'engineer' },
};

/** What an arrival's record proves: only a key that stays at the place, or with its customer, speaks for presence. */
function evidenceText({ evidence, key }: Evidence, lang: Lang): string {
  if (evidence !== 'fresh' || !key) return say(evidence, lang, { who: '?' });
  const speaks = key === 'site' || key === 'customer';
  const who = KEY_HOLDERS[key]?.[lang] ?? key;
  return say('fresh', lang, { who }) + say(speaks ? 'presence' : 'noPresence', lang);
}

/** The time of a step, and how it is known where it was not measured. */
function timeText(
  at: Seconds | null | undefined,
  { known, from, to }: KnownTime,
  zone: Span,
  lang: Lang,
): string {
  if (typeof at === 'number')
    return clock(at, zone) + (known === 'repaired' ? ` (${say('repaired', lang)})` : '');
  const shown = (time: Seconds): string => isoOf(time, zone).slice(0, 19).replace('T', ' ');
  if (from !== null && to !== null) return say('between', lang, { from: shown(from), to: shown(to) });
  if (from !== null) return say('after', lang, { from: shown(from) });
  return to === null ? say('noTime', lang) : say('before', lang, { to: shown(to) });
}

const CLOCKS: readonly (readonly [known: KnownTime['known'], line: string])[] = [
  ['measured', 'clockMeasured'],
  ['repaired', 'clockRepaired'],
  ['bounded', 'clockBounded'],
  ['unknown', 'clockUnknown'],
];

/** How the times of the steps are known, and how far the badge's clock may have been off; empty: there are none. */
export function clocksText({ orders }: BadgeReport, lang: Lang): string {
  const all = orders.flatMap(({ visits }) => visits.flatMap(({ known }) => Object.values(known)));
  const list = CLOCKS.flatMap(([known, line]) => {
    const n = all.filter(each => each.known === known).length;
    return n ? [say(line, lang, { n })] : [];
  });
  const drift = Math.ceil(Math.max(0, ...all.map(each => each.drift)));
  if (!list.length) return '';
  const times = say('clocks', lang, { list: list.join(lang === 'zh' ? '、' : ', ') });
  return drift ? times + say('drift', lang, { n: drift }) : times;
}

/** The worst first. */
export const RANK: readonly Verdict['verdict'][] = ['FAIL', 'WARN', 'UNKNOWN', 'OPEN', 'EXCUSED', 'PASS'];

/** Verdicts of one kind, the worst first, and those that are only named: rules that do not apply and nobody spoke of. */
export function toldAndSilent(
  verdicts: readonly Verdict[],
  { said }: BadgeReport,
  visit: number,
): { readonly told: readonly Verdict[]; readonly silent: readonly Verdict[] } {
  const silent = verdicts.filter(
    verdict => verdict.verdict === 'NA' && !saidAbout(said, verdict, visit).length,
  );
  const told = [...RANK, 'NA'].flatMap(rank =>
    verdicts.filter(verdict => verdict.verdict === rank && !silent.includes(verdict)),
  );
  return { told, silent };
}
