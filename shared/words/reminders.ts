import type { Deed } from '../profile/profile.js';
import { Kind } from '../visit/kind.js';
import { act } from './menus.js';
import { type Action, Go } from './ui.js';

/** What a reminder says, and what its BTN3 does. A promise says and does what its rule has. */
export const DEEDS: { readonly [deed in Exclude<Deed, 'promise'>]: Action } = {
  accept: act('Accept', '接单', Kind.Accepted, 0),
  contact: act('Call', '联系', Go.Menu, 'contact'),
  progress: act('Send progress', '请通报', Kind.ProgressSent, 0),
  escalate: act('Escalate', '请上报', Kind.Escalated, 0),
  repair: act('Repair', '检修', Go.Menu, 'report'),
  reply: act('Reply', '已回单', Kind.Replied, 0),
  'hand-over': act('Question', '问题', Go.Menu, 'question'),
  settle: act('Damage', '弄坏', Go.Menu, 'damage'),
};
