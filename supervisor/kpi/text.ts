import type { Words } from '../../shared/profile/profile.js';
import { profileOf } from '../../shared/profile/profiles.js';
import { fill } from '../report-words.js';
import type { AreaMean, Goal, KeyFigure } from './kpi.js';
import { REASONS } from './reasons.js';

type Lang = keyof Words;

const SAID: { readonly [line: string]: Words } = {
  head: { zh: '站点指标 · {code}', en: 'Key figures of the station · {code}' },
  needs: { zh: '要在站点台账里填:{columns}', en: "needs the station's list: column {columns}" },
  needsMore: { zh: '要在站点台账里填:{columns}', en: "needs the station's list: columns {columns}" },
  'not-stated': {
    zh: '规范没有写时限,不计算',
    en: 'not stated: the code gives no number, so nothing is counted',
  },
  nothing: { zh: '没有可计的', en: 'nothing to count' },
  ratio: { zh: '{value}({kept}/{counted})', en: '{value} ({kept} of {counted})' },
  mean: { zh: '平均{value}({counted}单)', en: '{value} (counted: {counted})' },
  limit: { zh: '时限{limit}', en: 'limit {limit}' },
  notStated: { zh: '规范没有写时限', en: 'limit not stated' },
  beyond: { zh: '超最长时限{n}', en: 'past the outermost limit {n}' },
  left: { zh: '不计{n}:{reasons}', en: 'left out {n}: {reasons}' },
  late: { zh: '没做到:{orders}', en: 'not kept: {orders}' },
  estimated: { zh: '估计{n}', en: 'estimated {n}' },
  met: { zh: '达到', en: 'reached' },
  missed: { zh: '未达到', en: 'not reached' },
  kept: { zh: '未超', en: 'kept' },
  over: { zh: '超过', en: 'over' },
};

const NAMES: { readonly [name in Goal['name'] | AreaMean['area']]: Words } = {
  min: { zh: '标准', en: 'at least' },
  baseline: { zh: '基准', en: 'baseline' },
  challenge: { zh: '挑战', en: 'challenge' },
  overall: { zh: '全部', en: 'overall' },
  urban: { zh: '城区', en: 'urban' },
  township: { zh: '乡镇', en: 'township' },
  village: { zh: '自然村', en: 'village' },
  'not-known': { zh: '地区不明', en: 'area not known' },
};

function say(line: string, lang: Lang, values: { readonly [name: string]: string | number } = {}): string {
  return fill((SAID[line] as Words)[lang], values);
}

/** How many ids a line names before it says only how many more there are. */
const NAMED = 12;

/** The figures of each code under its heading. */
export function byCode(
  figures: readonly KeyFigure[],
  lang: Lang,
): { readonly head: string; readonly figures: readonly KeyFigure[] }[] {
  const codes = [...new Set(figures.map(figure => figure.profile))];
  return codes.map(code => ({
    head: say('head', lang, { code: profileOf(code)?.title[lang] ?? code }),
    figures: figures.filter(figure => figure.profile === code),
  }));
}

/** The figures as text: a heading for each code, then a line for each figure. */
export function figuresText(figures: readonly KeyFigure[], lang: Lang): string {
  return byCode(figures, lang)
    .map(({ head, figures: own }) =>
      [head, ...own.map(each => `  ${each.id.padEnd(9)} ${figureLine(each, lang)}`)].join('\n'),
    )
    .join('\n\n');
}

/** What one figure says, in a line: its value against its levels, and what was left out. */
export function figureLine(figure: KeyFigure, lang: Lang): string {
  const between = lang === 'zh' ? ':' : ': ';
  const parts = [valueText(figure, lang), ...figure.goals.map(goal => goalText(goal, figure, lang))];
  for (const area of figure.areas) if (area.value !== null) parts.push(areaText(area, lang));
  if (figure.beyond.length) parts.push(say('beyond', lang, { n: figure.beyond.length }));
  if (figure.late.length) parts.push(say('late', lang, { orders: named(figure.late) }));
  if (figure.excluded.length) parts.push(leftText(figure, lang));
  if (figure.estimated.length) parts.push(say('estimated', lang, { n: figure.estimated.length }));
  return figure.kpi.title[lang] + between + parts.filter(Boolean).join(lang === 'zh' ? ';' : '; ');
}

function valueText(figure: KeyFigure, lang: Lang): string {
  if (figure.state === 'needs') {
    const line = figure.needs.length > 1 ? 'needsMore' : 'needs';
    return say(line, lang, { columns: figure.needs.join(lang === 'zh' ? '、' : ', ') });
  }
  if (figure.value === null) return say(figure.state, lang);
  const counted = figure.counted.length;
  if (figure.unit === 'minutes') return say('mean', lang, { value: hours(figure.value, lang), counted });
  return say('ratio', lang, { value: percent(figure.value), kept: figure.numerator as number, counted });
}

function goalText(goal: Goal, figure: KeyFigure, lang: Lang): string {
  if (goal.met === null) return '';
  const at = figure.unit === 'minutes' ? hours(goal.at, lang) : percent(goal.at);
  const met = goal.name === 'overall' ? ['over', 'kept'] : ['missed', 'met'];
  return `${NAMES[goal.name][lang]} ${at} ${say(met[Number(goal.met)] as string, lang)}`;
}

function areaText(area: AreaMean, lang: Lang): string {
  const mean = say('mean', lang, { value: hours(area.value as number, lang), counted: area.orders.length });
  if (area.limit === null) return `${NAMES[area.area][lang]} ${mean}, ${say('notStated', lang)}`;
  const limit = say('limit', lang, { limit: hours(area.limit, lang) });
  return `${NAMES[area.area][lang]} ${mean}, ${limit} ${say(area.met ? 'kept' : 'over', lang)}`;
}

function leftText(figure: KeyFigure, lang: Lang): string {
  const reasons = figure.excluded.map(
    ({ reason, orders }) => `${REASONS[reason][lang]} ${orders.length} (${named(orders)})`,
  );
  const n = figure.excluded.reduce((sum, { orders }) => sum + orders.length, 0);
  return say('left', lang, { n: n, reasons: reasons.join(', ') });
}

function named(orders: readonly string[]): string {
  const more = orders.length - NAMED;
  return orders.slice(0, NAMED).join(' ') + (more > 0 ? ` +${more}` : '');
}

/** Rounded down, so that what misses a level never reads as if it reached it. */
function percent(ratio: number): string {
  return `${Math.floor(ratio * 1000 + 1e-9) / 10} %`;
}

/** Rounded up to a tenth of an hour, for the same reason. */
function hours(minutes: number, lang: Lang): string {
  return `${Math.ceil(minutes / 6 - 1e-9) / 10} ${lang === 'zh' ? '小时' : 'h'}`;
}

/** The figures for `--json`: ratios from 0 to 1, times in minutes, limits as the code states them. */
export function figuresJson(figures: readonly KeyFigure[]): unknown[] {
  return figures.map(({ kpi, ...figure }) => ({
    ...figure,
    title: kpi.title,
    over: kpi.over.title,
    ...('minutes' in kpi && { limitMinutes: kpi.minutes }),
    ...('atMost' in kpi && { atMost: kpi.atMost }),
    ...(kpi.owner && { owner: kpi.owner }),
  }));
}
