import type { Role } from '../../shared/pull/proof.js';
import { checkDlog } from '../check.js';
import { type Condition, spanText } from '../condition.js';
import { type Dlog, readDlog } from '../dlog.js';
import { dayTime, type Lang } from '../report-words.js';
import { type Attributes, el } from './dom.js';
import type { KeptLog, Part } from './keeping.js';
import { recordsIn } from './pulling.js';
import { tell } from './words.js';

/** A badge on its card. */
export interface BadgeCard {
  /** The browser's name for it; null: the browser has to ask for it again. */
  readonly device: string | null;
  /** 8 hex digits; null: it was never connected. */
  readonly badge: string | null;
  /** What a pull that did not end has brought; null: nothing. */
  readonly part: Part | null;
  readonly canForget: boolean;
  /** What the day key for it may; null: there is none here. */
  readonly role: Role | null;
  /** How it was when it was met last; null: that is not known here. */
  readonly condition: Condition | null;
}

/** What a day key may, by its role. */
const MAY: readonly string[] = ['', 'mayReader', 'mayArchive', 'mayDispatch', 'mayAdmin'];

/** A kept log, read. */
export interface LogCard extends KeptLog {
  readonly log: Dlog;
  /** What is not right in it, in English; null: nothing. */
  readonly fault: string | null;
  readonly isTorn: boolean;
}

/** A kept log with what it says; null where it cannot be read any more. */
export function logCard(kept: KeptLog): LogCard | null {
  const log = readDlog(kept.file);
  if ('error' in log) return null;
  const { fault, isTorn } = checkDlog(log);
  return { ...kept, log, fault, isTorn };
}

/** A button that `data-act` and `data-of` say the meaning of. */
function button(act: string, of: string, text: string, more: Attributes = {}): HTMLElement {
  return el(
    'button',
    { type: 'button', 'data-act': act, 'data-of': of, 'data-key': `${act} ${of}`, ...more },
    text,
  );
}

function emptyCard(text: string): HTMLElement {
  return el('li', { class: 'empty' }, text);
}

export function badgeCards(badges: readonly BadgeCard[], isBusy: boolean, lang: Lang): HTMLElement[] {
  const off = { 'aria-disabled': isBusy ? 'true' : null };
  if (!badges.length) return [emptyCard(tell('noneYet', lang))];
  return badges.map(({ device, badge, part, canForget, role, condition }) => {
    const name = badge === null ? tell('newBadge', lang) : tell('badge', lang, { badge });
    const acts =
      device === null
        ? [button('connect', '', tell('badge-connect', lang), { ...off, class: 'main' })]
        : [
            button('pull', device, tell(part ? 'goOn' : 'pull', lang), { ...off, class: 'main' }),
            button('time', device, tell('setTime', lang), off),
            button('order', device, tell('order', lang), off),
          ];
    if (canForget) acts.push(button('forget', device ?? badge ?? '', tell('forget', lang), off));
    const bytes = part?.bytes;
    const held = bytes && tell('part', lang, { bytes: bytes.length, records: recordsIn(bytes) });
    return el(
      'li',
      {},
      el('p', { class: 'what' }, name),
      ...(role ? [el('p', { class: 'faint' }, tell(MAY[role] as string, lang))] : []),
      ...(condition ? [conditionLine(condition, lang)] : []),
      ...(held ? [el('p', { class: 'soon' }, held)] : []),
      el('div', { class: 'acts', role: 'group', 'aria-label': name }, ...acts),
    );
  });
}

/** Battery, clock and records of a badge; it stands out where somebody has to do something about them. */
function conditionLine({ battery, isLow, ahead, isOff, unsafe }: Condition, lang: Lang): HTMLElement {
  const clock =
    ahead === null ? 'clockUnset' : !isOff ? 'clockRight' : ahead > 0 ? 'clockAhead' : 'clockBehind';
  const parts = [
    tell(isLow ? 'batteryLow' : 'battery', lang, { percent: battery }),
    tell(clock, lang, { span: spanText(ahead ?? 0, lang) }),
    tell('unsafe', lang, { n: unsafe }),
  ];
  return el('p', { class: isLow || isOff ? 'soon' : 'faint' }, parts.join(' · '));
}

export function logCards(logs: readonly LogCard[], isBusy: boolean, lang: Lang): HTMLElement[] {
  const off = { 'aria-disabled': isBusy ? 'true' : null };
  if (!logs.length) return [emptyCard(tell('noLogs', lang))];
  return logs.map(({ id, log, file, fault, isTorn, exported }) => {
    const name = tell('badge', lang, { badge: log.badge });
    const range = tell('logRange', lang, {
      first: log.first,
      last: log.next - 1,
      at: dayTime(log.pulledAt, log.zone),
      bytes: file.length,
    });
    const check = fault
      ? el(
          'p',
          { class: isTorn ? 'soon' : 'bad' },
          `${tell(isTorn ? 'torn' : 'wrong', lang)} `,
          el('span', { lang: 'en' }, `(${fault})`),
        )
      : el('p', { class: 'good' }, tell('right', lang));
    const acts = [
      button('saveLog', id, tell('saveLog', lang), off),
      button('saveCsv', id, tell('saveCsv', lang), off),
      button('remove', id, tell('remove', lang), off),
    ];
    return el(
      'li',
      {},
      el('p', { class: 'what' }, name),
      el('p', { class: 'faint' }, range),
      check,
      el(
        'p',
        { class: log.transcript ? 'good' : 'soon' },
        tell(log.transcript ? 'signed' : 'unsigned', lang),
      ),
      el('p', { class: 'faint' }, tell('sealed', lang)),
      el('p', { class: exported ? 'faint' : 'soon' }, tell(exported ? 'saved' : 'notSaved', lang)),
      el('div', { class: 'acts', role: 'group', 'aria-label': `${name}, ${range}` }, ...acts),
    );
  });
}
