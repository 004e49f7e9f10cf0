import type { Verdict } from '../../shared/judge/judge.js';
import type { Words } from '../../shared/profile/profile.js';
import type { BadgeReport } from '../../supervisor/report.js';
import { fill, OUTCOMES, titleOf } from '../../supervisor/report-words.js';
import { widthOf } from '../show/screen.js';
import type { Lang } from '../show/terminal.js';
import { SAID } from './telling.js';

/** A text of the demo with its values. */
export function say(
  line: string,
  lang: Lang,
  values: { readonly [name: string]: string | number } = {},
): string {
  return fill((SAID[line] as Words)[lang], values);
}

/** A verdict in a plain word, the ones to look at first. */
const WORDS: readonly (readonly [verdict: string, word: string])[] = [
  ['FAIL', 'broken'],
  ['WARN', 'partly'],
  ['UNKNOWN', 'unknown'],
  ['OPEN', 'open'],
  ['EXCUSED', 'excused'],
  ['PASS', 'kept'],
];

/** The verdicts of a report in plain words: what was not kept, what was measured, and how many more were declared. */
export function endingLines(report: BadgeReport, lang: Lang): string[] {
  const lines: string[] = [];
  for (const { order, visits } of report.orders) {
    for (const visit of visits) {
      lines.push(`${order.id} · ${OUTCOMES[visit.outcome][lang]}`);
      for (const [verdict, word] of WORDS) {
        const own = visit.verdicts.filter(each => each.verdict === verdict);
        // What the engineer says was done is counted; what was measured, and what is to look at, is told.
        const shown = verdict === 'PASS' ? own.filter(each => each.kind === 'measured') : own;
        for (const each of shown) lines.push(lineOf(word, each, report, lang));
        const more = own.length - shown.length;
        if (more)
          lines.push(
            `  ${column(say(word, lang))}${say('more', lang, { n: more })} (${say('declared', lang)})`,
          );
      }
    }
  }
  return lines;
}

function lineOf(word: string, verdict: Verdict, report: BadgeReport, lang: Lang): string {
  const title = titleOf(verdict.rule, report.profile)[lang];
  const stop = lang === 'zh' ? ':' : ': ';
  return `  ${column(say(word, lang))}${title}${stop}${verdict.text[lang]} (${verdict.rule}, ${say(verdict.kind, lang)})`;
}

function column(word: string): string {
  return word + ' '.repeat(Math.max(1, 11 - widthOf(word)));
}
