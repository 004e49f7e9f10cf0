import type { Failure, Refusal } from '../bluetooth.js';
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
  if (end.how === 'stopped') {
    const { bytes, failure } = end;
    if (failure.why === 'stopped') return { line: 'halted', values: { badge, bytes, records } };
    const line = bytes ? 'stopped' : 'notConnected';
    return (
      refusal(badge, failure) ?? { line, isBad: true, values: { bytes, records }, detail: failure.error }
    );
  }
  const n = report ? exceptionsOf(report).length : 0;
  const more = (lang: Lang): string => {
    const signed = [tell(end.log.transcript ? 'keptSigned' : 'keptUnsigned', lang)];
    const torn = end.isTorn ? [tell('torn', lang)] : [];
    const open = report ? [tell(n ? 'openSome' : 'openNone', lang, { n })] : [];
    return [...signed, ...torn, ...open].join(lang === 'zh' ? '' : ' ');
  };
  return {
    line: end.acknowledged ? 'kept' : end.acknowledged === null ? 'keptReader' : 'keptUntold',
    isBad: end.acknowledged === false,
    values: lang => ({ badge, records, more: more(lang) }),
  };
}

/** What became of a request: `done`, or that the badge did not take it. */
export function takenOr(badge: string, failed: Failure | null, done: Status): Status {
  if (!failed) return done;
  return refusal(badge, failed) ?? { line: 'notTaken', isBad: true, detail: failed.error };
}

/** What the page says where a badge and it did not come together. */
const REFUSED: { readonly [why in Refusal]: string } = {
  'not-paired': 'notPaired',
  'no-key': 'needsKey',
  'not-enrolled': 'notEnrolled',
  'other-key': 'otherKey',
  'not-signed': 'notSigned',
  role: 'keyRole',
  proof: 'notProved',
  locked: 'locked',
  clock: 'clocksDiffer',
  seal: 'sealedAnew',
  full: 'ordersFull',
  request: 'notKnown',
};

function refusal(badge: string, { error, why }: Failure): Status | null {
  return why && why !== 'stopped'
    ? { line: REFUSED[why], isBad: true, values: { badge }, detail: error }
    : null;
}
