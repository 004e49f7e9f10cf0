import type { Job, Recording } from '../../host-sim/espruino/job.js';
import { Recorder } from '../../host-sim/espruino/recorder.js';
import { imageOf } from '../../host-sim/install.js';
import { ndefOf } from '../../shared/order/ndef.js';
import { packOrder } from '../../shared/order/order.js';
import type { Language } from '../../shared/words/ui.js';
import { setClock } from '../play/talk.js';
import { tap } from '../play/tap.js';
import { worldOf } from '../play/world.js';
import { between } from './instructions.js';

/** 2026-11-23T08:00:00+08:00. */
const MORNING = 1_795_392_000;
/** Accept the order, open the checklist, tick what it asks for twice: the second tick is what is measured. */
const KEYS = [3, 1, 3, 3];

/** A badge that was just pressed: one record, one picture of which two rows changed. The press is the job at `press`. */
async function recordPress(language: Language): Promise<{ recording: Recording; press: number }> {
  const { parts } = worldOf({ id: '00c0ffee', profile: 'HB', language });
  const badge = new Recorder({ ...parts, seed: 1 });
  await badge.advance(1000);
  await setClock(badge, MORNING);
  await badge.advance(3000);
  const order = packOrder(2, 'WO-1001', [MORNING - 3600, 0, 0, 0, MORNING + 3600, 0, 0, 0], 0, '');
  await tap(badge, Buffer.from(ndefOf(order), 'latin1'));
  await badge.advance(8300);
  for (const key of KEYS) {
    await badge.advance(badge.now() + 8000 - (badge.now() % 1000) + 300);
    await badge.press(key);
  }
  const recording = badge.recording();
  const press = recording.jobs.length - 2;
  const job = recording.jobs[press] as Job;
  const written = [...recording.writers.values()].filter(each => each === press).length;
  if (job.call.do !== 'advance' || job.flips.length !== 1 || written !== 1)
    throw new Error(
      `the measured press made ${written} records and ${job.flips.length} pictures, not one each`,
    );
  return { recording, press };
}

/** What the stand-ins themselves take for a press: a watch that sends a picture and does nothing else. */
const STAND_INS =
  'g.flip();[BTN1,BTN2,BTN3,BTN4].forEach(function(p){' +
  'setWatch(function(){g.clearRect(0,0,0,0);g.flip()},p,{repeat:true,edge:"rising",debounce:50})})';

/**
 * How the same is made with habits from larger machines: a chart of states as an object, a new state object for each
 * event, a line of JSON appended to a file, and the whole screen drawn anew in the vector font.
 */
const NAIVE = `(function(){
var items=['Hair and look neat','Clean hands','All five of the kit','No alcohol','Van keys','Phone charged'].map(function(text,i){return {id:'C-'+i,text:text,done:false}});
var state={phase:'booked',order:{id:'WO-1001',type:'repair',customer:'home'},items:items,cursor:0};
var chart={booked:{on:{DONE:{target:'booked',actions:['tick']},LATER:{target:'booked',actions:['skip']},DEPART:{target:'enRoute',actions:[]}}},enRoute:{on:{ARRIVE:{target:'onSite',actions:[]}}}};
var actions={tick:function(s,e){return Object.assign({},s,{items:s.items.map(function(item,i){return Object.assign({},item,i===s.cursor?{done:true,at:e.at}:{})}),cursor:s.cursor+1})},skip:function(s){return Object.assign({},s,{cursor:s.cursor+1})}};
function draw(){var left=state.items.filter(function(item){return !item.done});g.clear();g.setFontVector(12);g.drawString('Later  To do  N/A',0,0);
g.drawString((left[0]||{}).text,0,13);g.drawString(left.length+' to do',0,26);g.drawString(state.order.id+' '+state.phase,0,39);g.drawString('Back        Done',0,52);g.flip()}
function send(type){var event={type:type,at:getTime()},next=chart[state.phase].on[type];if(!next)return;
next.actions.forEach(function(name){state=actions[name](state,event)});state=Object.assign({},state,{phase:next.target});
require('Storage').open('log','a').write(JSON.stringify({t:event.at,event:type,order:state.order.id,phase:state.phase,item:state.items[state.cursor-1].id})+'\\n');draw()}
setWatch(function(){send('DONE')},BTN3,{repeat:true,edge:'rising',debounce:50});draw();
})();`;

/** The same calls to a badge whose program is another one. */
function withProgram(recording: Recording, program: string): Recording {
  const { parts } = worldOf({ id: '00c0ffee', profile: 'HB', language: 'en' });
  return { ...recording, before: imageOf(parts.files ?? [], program, parts.keys).bytes };
}

export interface PressCost {
  readonly chinese: number;
  readonly ascii: number;
  readonly naive: number;
}

/** Instructions from the settled contact to the durable record and the changed rows in the buffer. */
export async function measurePress(program: string): Promise<PressCost> {
  const cost = async (recording: Recording, press: number, boot?: string): Promise<number> =>
    between(recording, press, press + 1, { program, boot });
  const english = await recordPress('en');
  const standIns = await cost(english.recording, english.press, STAND_INS);
  const ascii = await cost(english.recording, english.press);
  const chinese = await recordPress('zh');
  return {
    ascii: ascii - standIns,
    chinese: (await cost(chinese.recording, chinese.press)) - standIns,
    naive: (await cost(withProgram(english.recording, NAIVE), english.press)) - standIns,
  };
}
