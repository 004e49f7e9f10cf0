/**
 * The base glyph set: the 12x12 characters in page 0 of every badge, the same for all profiles and languages.
 *
 * Chosen once from the words of the screens: the commonest, then exchanged until lines changed font as rarely as
 * could be. Frozen since then: page 0 is never erased in service, so badges in the field keep what they were given.
 * Another set is another version.
 */
export const BASE_VERSION = 1;

/** In the order of their codes, from 32 on, in font 1. */
export const BASE_WIDE =
  '已门单没到工开户不客时电上分话钟方约进他全离系联交其回天完接晚有用留要言访人办意明满的转' +
  '做同多定我打报敲新说请通间预三业久了今作备好安待改早暂第等缺装记试达部铃东事任修停写准剩' +
  '原去因坏夜套字录承损放料是楼气深签继续维补西解诺谅责还退重长鞋亮份再刻卫带或搬穿让设适';
