/**
 * The base glyph set: the 12x11 characters in page 0 of every badge, the same for all profiles and languages.
 *
 * Chosen once from the words of all five profiles: those that most of them use, and among these the commonest. Frozen
 * since then: page 0 is never erased in service, so badges in the field keep what they were given. Another set is
 * another version.
 */
export const BASE_VERSION = 2;

/** In the order of their codes, from 32 on, in font 1. */
export const BASE_WIDE =
  '不门已户客工没的好到说单开话电您我上请再要方了时办问有约人先用分进完意系回留联钟做打全事' +
  '接歉离间原他出访因天清满下等交在场明言转其抱晚试发备报是装定查通同字谢多吗收改敲一理题还' +
  '久去放料能记预三东们修待现第答签西今动对弄部新机气退铃写安缺准后早暂楼牌诉道检听规解号坏' +
  '套来让停卡夜深票费名穿继续补鞋亮';
