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
  '已门到单没工开户不客时电上分方约话钟进他全离系联交其办回天完定接晚有用留言访人发意我明满' +
  '的转做出同多待打报改敲新早要记说请通间预三业久了今作好安录无暂确第等试达部铃东事任修停先' +
  '写剩原去因坏夜套字承损放是楼气深票签继续维补西解诺谅责还退重长问鞋题亮再准带或穿能让适';
