import { parseJudgeInput } from '../../shared/judge/input.js';
import { type Judged, judgeByVisit, type Verdict } from '../../shared/judge/judge.js';
import type { Profile, Words } from '../../shared/profile/profile.js';
import { isProfileFile, readProfileFile } from '../profile-file.js';
import { readJson } from '../read-file.js';
import { UserError } from '../user-error.js';

export interface JudgeArgs {
  readonly file: string;
  readonly profile?: string;
  readonly json?: boolean;
  readonly lang?: string;
}

type Lang = keyof Words;

const GIVE = '; give a JSON file with profile, timezone, now, orders and events';

/** `doorstep judge FILE`: the verdicts on a list of events (architecture 4). */
export async function judgeCommand(args: JudgeArgs, out: (text: string) => void): Promise<number> {
  const { profile } = args;
  const given = profile && isProfileFile(profile) ? readProfileFile(profile) : profile;
  const input = parseJudgeInput(readJson(args.file, GIVE, '; mend it there'), given);
  if ('error' in input) throw new UserError(`${args.file}: ${input.error}`);
  const judged = judgeByVisit(input);
  if (args.json) out(`${JSON.stringify({ verdicts: judged.map(one => one.verdict) }, null, 2)}\n`);
  else out(`${verdictTable(judged, input.profile, args.lang === 'zh' ? 'zh' : 'en')}\n`);
  return 0;
}

const HEADINGS: { readonly [kind in Verdict['kind']]: Words } = {
  measured: { zh: '记录到的(按时间判断)', en: 'measured, from the times of the records' },
  declared: { zh: '本人勾选的(按声明判断)', en: 'declared, from what the engineer ticked' },
};

const VISIT: Words = { zh: '第{n}次上门', en: 'visit {n}' };
const WHOLE: Words = { zh: '整个工单', en: 'the order as a whole' };
const NOT_JUDGED: Words = { zh: '不涉及', en: 'does not apply' };
const ESTIMATED: Words = { zh: '(时钟误差内)', en: " (within the clock's drift)" };

/**
 * A block for each order, and in it for each visit: what was measured, then what was declared, a line a verdict.
 * Rules that do not apply are named together at the end of their part.
 */
export function verdictTable(judged: readonly Judged[], profile: Profile, lang: Lang): string {
  const lines: string[] = [];
  for (const order of new Set(judged.map(one => one.verdict.order))) {
    if (lines.length) lines.push('');
    lines.push(`${order} · ${profile.title[lang]}`);
    const own = judged.filter(one => one.verdict.order === order);
    const visits = [...new Set(own.map(one => one.visit))].sort((a, b) => (a || Infinity) - (b || Infinity));
    const several = visits.filter(visit => visit > 0).length > 1;
    if (!several) lines.push(...partsOf(own, profile, lang, '  '));
    else
      for (const visit of visits) {
        lines.push(`  ${visit ? VISIT[lang].replace('{n}', `${visit}`) : WHOLE[lang]}`);
        lines.push(
          ...partsOf(
            own.filter(one => one.visit === visit),
            profile,
            lang,
            '    ',
          ),
        );
      }
  }
  return lines.join('\n');
}

function partsOf(judged: readonly Judged[], profile: Profile, lang: Lang, indent: string): string[] {
  const lines: string[] = [];
  for (const kind of ['measured', 'declared'] as const) {
    const part = judged.map(one => one.verdict).filter(verdict => verdict.kind === kind);
    if (!part.length) continue;
    lines.push(`${indent}${HEADINGS[kind][lang]}`);
    const told = part.filter(verdict => verdict.verdict !== 'NA');
    for (const verdict of told) lines.push(`${indent}  ${lineOf(verdict, told, profile, lang)}`);
    const silent = new Set(part.filter(verdict => verdict.verdict === 'NA').map(verdict => verdict.rule));
    for (const verdict of told) silent.delete(verdict.rule);
    if (silent.size)
      lines.push(
        `${indent}  ${'NA'.padEnd(8)}${[...silent].join(' ')}${lang === 'zh' ? ':' : ': '}${NOT_JUDGED[lang]}`,
      );
  }
  return lines;
}

/** Verdict, rule with its number where it was judged several times, title, reason. */
function lineOf(verdict: Verdict, told: readonly Verdict[], profile: Profile, lang: Lang): string {
  const same = told.filter(other => other.rule === verdict.rule);
  const rule = same.length > 1 ? `${verdict.rule} #${same.indexOf(verdict) + 1}` : verdict.rule;
  const margin = verdict.estimated ? ESTIMATED[lang] : '';
  const reason = `${titleOf(verdict.rule, profile)[lang]}${lang === 'zh' ? ':' : ': '}${verdict.text[lang]}${margin}`;
  return `${verdict.verdict.padEnd(8)}${rule.padEnd(12)}${reason}`;
}

function titleOf(rule: string, profile: Profile): Words {
  const timed = profile.timed.find(row => row.rule === rule);
  if (timed) return timed.title;
  return profile.items.find(item => item.id === rule)?.text ?? { zh: rule, en: rule };
}
