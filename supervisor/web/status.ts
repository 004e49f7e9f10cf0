import type { Failure } from '../bluetooth.js';
import { type BadgeReport, exceptionsOf } from '../report.js';
import type { Lang } from '../report-words.js';
import type { PullEnd } from './pulling.js';
import { tell, type Values } from './words.js';

/** How something went, in one line that a screen reader reads out. */
export interface Status {
  readonly line: string;
  readonly values?: Values | ((lang: Lang) => Values);
  readonly isBad?: boolean;
  /** What a system or a check said, in English. */
  readonly detail?: string;
}

export function statusText({ line, values }: Status, lang: Lang): string {
  return tell(line, lang, typeof values === 'function' ? values(lang) : values);
}

/** How a pull ended. `report`: what is judged of the badge; undefined: nothing can be. */
export function endOfPull(badge: string, end: PullEnd, report: BadgeReport | undefined): Status {
  if (end.how === 'nothing') return { line: 'nothing', isBad: true, detail: end.why };
  if (end.how === 'not-right') return { line: 'notRight', isBad: true, values: { badge }, detail: end.fault };
  const { records } = end;
  if (end.how === 'stopped' && !end.bytes) return { line: 'notConnected', isBad: true, detail: end.why };
  if (end.how === 'stopped')
    return { line: 'stopped', isBad: true, values: { bytes: end.bytes, records }, detail: end.why };
  const n = report ? exceptionsOf(report).length : 0;
  const more = (lang: Lang): string => {
    const torn = end.isTorn ? [tell('torn', lang)] : [];
    const open = report ? [tell(n ? 'openSome' : 'openNone', lang, { n })] : [];
    return [...torn, ...open].join(lang === 'zh' ? '' : ' ');
  };
  return {
    line: end.acknowledged ? 'kept' : 'keptUntold',
    isBad: !end.acknowledged,
    values: lang => ({ badge, records, more: more(lang) }),
  };
}

/** What became of a request: `done`, or that the badge did not take it. */
export function takenOr(failed: Failure | null, done: Status): Status {
  return failed ? { line: 'notTaken', isBad: true, detail: failed.error } : done;
}
