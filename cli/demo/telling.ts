import type { Words } from '../../shared/profile/profile.js';

/** What is told at a step of day.yaml: what happened, and why it matters. */
export interface Told {
  readonly what: Words;
  readonly why: Words;
}

function told(zh: readonly [string, string], en: readonly [string, string]): Told {
  return { what: { zh: zh[0], en: en[0] }, why: { zh: zh[1], en: en[1] } };
}

/** By the number of the step, from 1. */
export const TELLING: { readonly [step: number]: Told } = {
  1: told(
    ['手机贴近工牌,工单经 NFC 写入', '9 点维修,3-201 门。里面没有姓名、电话和地址。'],
    [
      'A phone touches the badge: the work order arrives by NFC',
      'Repair at 09:00, door 3-201. No name, no phone number, no address is in it.',
    ],
  ),
  3: told(
    ['装备五件套点齐', '鞋套、垫布、抹布、服务卡、调查表。没点齐就出发,工牌会再问一次。'],
    [
      'The kit is checked: all five parts',
      'Shoe covers, pad cloth, rag, service card, survey form. Else the badge asks before departure.',
    ],
  ),
  6: told(
    ['出发', '屏幕上一直是离约定还有多久。'],
    ['Off to the customer', 'The screen counts down to the agreed hour.'],
  ),
  7: told(
    ['早到了 8 分钟', '规范要求至少提前 5 分钟到:做到了。'],
    ['Eight minutes early', 'The code asks for five: kept. The badge says so at once.'],
  ),
  9: told(
    ['按门铃,没人应,开始计 10 分钟', '从第一声起算,按工牌自己的运行时间:改时钟也改不了等待。'],
    [
      'The bell rings, nobody comes: ten minutes begin',
      "They count from the first ring, on the badge's own uptime: no clock can shorten them.",
    ],
  ),
  14: told(
    ['打电话,也没人接', '没人开门时,电话是要打的。屏幕上记了一笔。'],
    [
      'A call to the customer: no answer either',
      'A silent door is owed a call. The screen marks it as made.',
    ],
  ),
  16: told(
    ['写好到访留言,四项齐全', '到达、离开时间、电话、联系人。提前写好,不会让等待变短。'],
    [
      'A visit note, with all four contents',
      'Arrival, leaving, phone, contact person. Written early, it shortens nothing.',
    ],
  ),
  21: told(
    ['十分钟到,可以离开了', '时间、电话、留言,三样都有了。差一样,工牌会说差哪一样。'],
    [
      'Ten minutes are over: now leaving is in order',
      'Time, call and note are all there. Were one missing, the badge would name it.',
    ],
  ),
  22: told(
    ['9 点 4 分离开,没有差错', '等了多久、打没打电话、留了什么,记录里都有。'],
    [
      'Left at 09:04, in order',
      'The record says how long was waited, that the call was made and what was left.',
    ],
  ),
  24: told(
    ['第二张工单,10 点维修', '同样一贴就到。'],
    ['A second order: repair at 10:00', 'One touch, as before.'],
  ),
  30: told(
    ['提前 3 分钟到:没迟到,但不够早', '工牌当场就说,也照实记下。'],
    [
      'Three minutes before the hour: on time, but not early',
      'The badge says so on the spot, and records it as it was.',
    ],
  ),
  33: told(
    ['45 秒后门开了', '亮工牌、报姓名、穿鞋套:一项一项勾。'],
    ['After 45 seconds the door opens', 'Show the card, say the name, shoe covers on: ticked one by one.'],
  ),
  37: told(
    ['讲清政策和今天做什么', '调查表递上,动现场前先问过客户,再开工。'],
    [
      "Policy and today's work are explained",
      'Survey form handed over, asked before touching anything; then the work begins.',
    ],
  ),
  42: told(
    ['半小时完工', '客户试过,现场清好,客户签字。'],
    [
      'Half an hour later the work is done',
      'The customer tries it, the place is cleaned, the form is signed.',
    ],
  ),
  48: told(
    ['要离开:工牌说还有没做的,再问一次', '不拦人,也不替人瞒着。工程师还是走了,这也记下。'],
    [
      'Leaving: the badge says that something is still open, and asks',
      'It never blocks and never hides. The engineer goes all the same; that is on record too.',
    ],
  ),
  50: told(
    ['回单,一天的活记在工牌上', '一共按了一百多下键,掉电也丢不了。'],
    [
      'Order replied: the morning is in the log',
      'A hundred-odd presses, each one durable before the screen shows it.',
    ],
  ),
};

/** The words around the day. */
export const SAID: { readonly [line: string]: Words } = {
  day: { zh: '工牌的一天', en: 'A day on the badge' },
  door: { zh: '没人开门的一家', en: 'A door that nobody opens' },
  visit: { zh: '一次上门', en: 'A visit' },
  pull: { zh: '班长读取记录', en: 'A supervisor pulls the log' },
  pulling: {
    zh: '经无线链路读取:{bytes} 字节,{frames} 帧',
    en: 'over the radio: {bytes} bytes in {frames} frames',
  },
  checked: {
    zh: '{records} 条记录,{words} 个校验字:都能读,没有缺。',
    en: '{records} records in {words} checked words: all can be read, none is missing.',
  },
  says: { zh: '记录怎么说', en: 'What the record says' },
  kept: { zh: '做到', en: 'kept' },
  partly: { zh: '没做全', en: 'not fully' },
  broken: { zh: '没做到', en: 'not kept' },
  unknown: { zh: '不知道', en: 'unknown' },
  open: { zh: '未到期', en: 'open' },
  excused: { zh: '例外', en: 'excused' },
  measured: { zh: '记录', en: 'measured' },
  declared: { zh: '本人勾选', en: 'declared' },
  more: { zh: '另有 {n} 项', en: '{n} more' },
  sealed: {
    zh: '每条记录都有工牌的封印,没有被改过。',
    en: 'The badge has sealed every record, and none was changed.',
  },
  simulated: {
    zh: '工牌程序是真的;屏幕、闪存、无线和时间是模拟的。',
    en: "The badge's program is the real one; display, flash, radio and time are simulated.",
  },
  next: {
    zh: '自己试:npx doorstep sim。看全部判定:npx doorstep pull --device sim --out a.dlog,再 npx doorstep report a.dlog',
    en: 'Try it: npx doorstep sim. All verdicts: npx doorstep pull --device sim --out a.dlog; npx doorstep report a.dlog',
  },
};
