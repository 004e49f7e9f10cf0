import { say } from '../profile/items.js';

/** What several codes say in the same words: each text once. */

// The fifteen that the home-broadband code and the telephone code share, and the wording for a customer at home.
export const SEARCHING = say('正在查,查到马上告诉您', 'We check and tell you soon');
export const OUR_FAULT = say('抱歉是我们的问题,正在修', 'Sorry, our fault. We are at it');
export const OUR_FAULT_FIXED = say('我方原因,修好了,再告诉您', 'Our fault, now fixed');
export const EXACT_CAUSE = say('抱歉,原因查清再告诉您', 'Sorry, the exact cause will follow');
export const YOUR_SIDE = say('可能在您这方,请先查一下', 'Maybe on your side. Please check');
export const THIRD_PARTY = say('第三方原因,我们在帮修', "Another company's fault. We help");
export const THIRD_PARTY_FIXED = say('第三方原因,现在好了', "Another company's fault, now fixed");
export const CAUSE_UNKNOWN_WORK = say('原因还在查,影响您工作了,抱歉', 'Still checking. Sorry for your work');
export const CAUSE_UNKNOWN_LIFE = say('原因还在查,影响您了,抱歉', 'Still checking. Sorry for the trouble');
export const TAKEN_BACK = say('已记下,回去办完再答复您', 'Noted. We will report back');
export const TO_CONFIRM = say('这要问一下,马上答复您', 'I must ask and tell you soon');
export const SORRY_FAULT = say('抱歉,我们正在处理', 'Very sorry. We do all we can');
export const SORRY_AGAIN = say('再出故障,抱歉,办完告诉您', 'Sorry, again a fault. We report back');
export const SORRY_LONG = say('抱歉久等,N时前后完工', 'Sorry for the wait. Done by N');
export const SORRY_CRITICISED = say('抱歉,我们查清再答复您', 'Sorry. We check and report back');
export const SORRY_CHANNELS = say('抱歉,您说的我会转告', 'Sorry. I will pass that on');

// Phrases.
export const SAY_AGAIN = say('抱歉没听清,请再说一下', 'Sorry, say that again?');
export const READY_TRY = say('弄好了,请您试试', 'It is ready, please try it');
export const WHAT_ELSE = say('还有什么能帮您?', 'What else can I do for you?');
export const THANKS_SERVICE = say('谢谢您用我们的服务', 'Thank you for using our service');
export const PLEASE = say('请', 'Please');
export const THANK_YOU = say('谢谢', 'Thank you');
export const WELCOME = say('不客气', 'You are welcome');
export const NEVER_MIND = say('没事', 'Never mind');
export const SORRY = say('对不起', 'Sorry');
export const ONE_MOMENT = say('请等一下', 'One moment, please');
export const GOODBYE = say('再见', 'Goodbye');
export const POSITIVE = say('多说一起办的话', 'Speak positively, cooperate');

// Tips.
export const NO_ALCOHOL = say('出门前不喝酒', 'No drinking before a visit');
export const NEVER_SIGN = say('客户签字,不是我签', 'Never sign for the customer');
export const NOT_THEIR_ERROR = say('不说是客户弄错了', 'Do not say: your mistake');
export const THERE_IS_A_WAY = say('不说办不了,要去办好', 'Never say there is no way');
export const NEVER_UNKNOWN = say('不说不知道', "Never just say: I don't know");
export const LET_THEM_FINISH = say('让客户说完,不插话', 'Let them finish, never interrupt');
export const NO_PRAISE = say('不讨客户表扬', 'Never ask for praise');
export const KEEP_SECRETS = say('网络和客户资料要保密', 'Network and customer data stay secret');
