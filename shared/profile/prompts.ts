import { say } from './items.js';

/** What several codes ask for in the same words: each text once. */

/** The place is the bit in a `note.left` record, whichever the code (log/fields.ts). */
export const NOTE_FIELDS: readonly string[] = ['arrival', 'leaving', 'phone', 'contact'];

// Titles of timed rules.
export const CHANGE_TOLD_EARLY = say('改约提前告知', 'Change told early enough');
export const THERE_ON_TIME = say('准时到达', 'There on time');
export const CONTACTED_SOON = say('接单后及时联系客户', 'Customer contacted soon enough');
export const ACCEPTED_SOON = say('及时接单', 'Order accepted in time');
export const REPLIED_IN_TIME = say('回单不超时', 'Order replied in time');
export const PROMISED_FINISH = say('承诺:完工时刻', 'Promise: finished by the hour');

// Checklist items.
export const SEE_IT_THROUGH = say('接了问题就要办完', 'Question: see it through');
export const NO_ALCOHOL = say('出门前没喝酒', 'No alcohol before');
export const UNIFORM = say('穿工装,带工牌', 'Uniform and badge on');
export const CHECK_ORDER = say('工单同客户对过', 'Order data confirmed');
export const CLEARED_UP = say('收工清好现场', 'Site cleared up');
export const SELF_WORKS = say('自查:试过能用', 'Self-check: it works');
export const SELF_ON_TIME = say('自查:先约、准时到', 'Self-check: punctual');
export const SELF_TIDY = say('自查:工装工具现场', 'Self-check: tidy');
