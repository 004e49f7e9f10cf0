import { Kind } from '../visit/kind.js';
import type { Flags } from './ui.js';

/** Lists of flags, by the name that menus open them with. The place of a flag is its bit in the event's value. */

type Row = Flags['rows'][number];

function row(bit: number, en: string, zh: string): Row {
  return { label: { en: en, zh: zh }, bit: bit };
}

function list(en: string, zh: string, kind: Kind, rows: readonly Row[]): Flags {
  return { title: { en: en, zh: zh }, kind: kind, rows: rows };
}

const KIT = list('Kit', '装备', Kind.KitCheck, []);

export const FLAGS: { readonly [name: string]: Flags } = {
  /** Their rows are the kit of the profile; where it has two, the first and the second. */
  kit: KIT,
  visitKit: KIT,
  installKit: Object.assign({}, KIT, { isSecondKit: true }),
  /** The two times stand there to be copied onto the note. */
  note: list('Note', '到访留言', Kind.NoteLeft, [
    row(0, 'Came {arrivedAt}', '到 {arrivedAt}'),
    row(1, 'Left {leaving}', '离开 {leaving}'),
    row(2, 'Phone', '联系电话'),
    row(3, 'Contact person', '联系人'),
  ]),
  explained: list('Explained', '说明', Kind.Explained, [
    row(0, 'Policy', '规定'),
    row(1, 'What will be done', '做的事'),
    row(2, 'Cause', '原因'),
    row(3, 'Fee', '收费'),
  ]),
  consent: list('Consent', '客户同意', Kind.Consent, [
    row(0, 'Touch the place', '动现场'),
    row(1, 'Move things', '移东西'),
    row(2, 'Use the phone', '用电话'),
    row(3, 'Use their things', '用客户东西'),
    row(4, 'Let them operate', '请客户做'),
    row(5, 'Disk and data', '动资料'),
    row(6, 'Approval of work', '同意开工'),
    row(7, 'Escort', '有人在场'),
  ]),
  risk: list('Risk', '风险', Kind.RiskFlagged, [
    row(0, 'Explained', '说明'),
    row(1, 'Backup or plan', '备份'),
    row(2, 'Customer agrees', '客户同意'),
    row(3, 'Late at night', '深夜做'),
  ]),
  /** What the customer was told when the visit was moved for somebody else's sake. */
  change: list('Told them', '已说明', Kind.AppointmentChanged, [
    row(0, 'Reason', '说明原因'),
    row(1, 'Apology', '道歉'),
    row(2, 'They understand', '客户理解'),
    row(3, 'New time agreed', '约好新时间'),
  ]),
};
