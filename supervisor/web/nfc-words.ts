import type { Words } from '../../shared/profile/profile.js';
import { fill, type Lang } from '../report-words.js';
import type { Values } from './words.js';

/** What the page for a phone with NFC says. Those with a hyphen in their name stand in nfc.html. */
const SAID: { readonly [line: string]: Words } = {
  'nfc-title': { zh: '写入工单', en: 'Write a work order' },
  'nfc-lead': {
    zh: '用手机的 NFC 把签好的工单写进工牌。',
    en: "Puts a signed work order into a badge with this phone's NFC.",
  },
  'nfc-language': { zh: '语言', en: 'Language' },
  'nfc-text': {
    zh: '工单:doorstep order new 的二维码内容',
    en: 'Order: what the QR of doorstep order new says',
  },
  'nfc-write': { zh: '写入工牌', en: 'Write it' },
  'nfc-foot': {
    zh: '本页没有密钥:签名由派单台做,工牌自己验证。工牌的回执在这里不验证真伪。',
    en: 'This page has no keys: the desk signs, and the badge checks. What the badge answers is shown here, and not proved.',
  },
  noNfc: {
    zh: '这个浏览器不能写 NFC:请用 Android 上的 Chrome 打开,并打开手机的 NFC。',
    en: 'This browser cannot write NFC: open the page in Chrome on Android, and turn NFC on.',
  },
  noOrder: {
    zh: '这不是签好的工单:把二维码的全部内容粘贴进来。',
    en: 'That is no signed order: paste all that the QR says.',
  },
  order: { zh: '工单 {id},给工牌 {badge}', en: 'Order {id} for badge {badge}' },
  until: { zh: '工单 {id},给工牌 {badge},{time} 前有效', en: 'Order {id} for badge {badge}, until {time}' },
  expired: {
    zh: '工单 {id} 已过期({time}):请派单台重新签。',
    en: 'Order {id} is out of date ({time}): have the desk sign it anew.',
  },
  hold: {
    zh: '把手机贴住工牌屏幕右侧,不要动…',
    en: 'Hold the phone to the right-hand side of the badge, and keep still…',
  },
  written: {
    zh: '已写入。拿开,再贴一次,看工牌收下没有。',
    en: 'Written. Take the phone away, and touch once more: did the badge take it?',
  },
  torn: { zh: '没写完:再贴一次。({detail})', en: 'It was not written: touch once more. ({detail})' },
  taken: { zh: '工牌 {badge} 说已收下,记录 {seq}。', en: 'Badge {badge} says that it has it: record {seq}.' },
  silent: {
    zh: '工牌没有收下:看它的屏幕,上面写着原因。',
    en: 'The badge did not take it: its screen says why.',
  },
  other: {
    zh: '这是工牌 {other},工单是给 {badge} 的。',
    en: 'This is badge {other}, and the order is for {badge}.',
  },
  'no-badge': { zh: '这不是工牌。', en: 'That is no badge.' },
};

export function tellNfc(line: string, lang: Lang, values: Values = {}): string {
  const words = SAID[line];
  if (!words) throw new Error(`the page has no words for ${line}`);
  return fill(words[lang], values);
}

/** The words of each line in both languages: for the test that none is missing. */
export const NFC_LINES: readonly string[] = Object.keys(SAID);
