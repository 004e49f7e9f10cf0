import type { Recording } from '../../host-sim/espruino/job.js';
import { Recorder } from '../../host-sim/espruino/recorder.js';
import { put } from '../../shared/bytes.js';
import { packOrder } from '../../shared/order/order.js';
import { CONTROL, Op, uuid } from '../../shared/pull/frame.js';
import type { Language } from '../../shared/words/ui.js';
import { messageOf, tap } from '../play/tap.js';
import { worldOf } from '../play/world.js';
import { between } from './instructions.js';

/** What a tap costs from the moment the field has gone until the screen shows what it did. */

/** 2026-11-23T08:00:00+08:00. */
const MORNING = 1_795_392_000;

/** A signed order that answers the nonce is tapped in; with `keys` pressed behind it, tapped once more. The last tap counts. */
async function recordTap(
  language: Language,
  keys: readonly number[],
): Promise<{ recording: Recording; left: number }> {
  const badge = new Recorder({ ...worldOf({ id: '00c0ffee', profile: 'HB', language }).parts, seed: 1 });
  await badge.advance(1000);
  await badge.connect(53);
  await badge.write(uuid(CONTROL), Buffer.from(put(Op.Time, 1) + put(0, 1) + put(MORNING, 4), 'latin1'));
  await badge.disconnect();
  await badge.advance(3300);
  const appointment = MORNING + 3600;
  const order = packOrder(
    2,
    'WO-1001',
    [MORNING, 0, 0, 0, appointment, 0, appointment, MORNING],
    0,
    'B2-1204',
  );
  const signed = messageOf(order, 'fresh', 'site');
  await tap(badge, signed);
  for (const key of keys) {
    await badge.advance(badge.now() + 8000 - (badge.now() % 1000) + 300);
    await badge.press(key);
  }
  if (keys.length) {
    await badge.advance(badge.now() + 8000 - (badge.now() % 1000) + 300);
    await tap(badge, signed);
  }
  const recording = badge.recording();
  const left = recording.jobs.length - 1;
  const written = [...recording.writers.values()].filter(each => each === left).length;
  if (recording.jobs[left]?.call.do !== 'field' || recording.jobs[left].flips.length !== 1 || !written)
    throw new Error('the measured tap made no record, or not one picture');
  return { recording, left };
}

/** What the stand-ins themselves take: a field that goes, and a picture. */
const STAND_INS = `NRF.nfcStart();NRF.on('NFCoff',function(){g.clearRect(0,0,0,0);g.flip()});g.flip()`;

export interface TapCost {
  /** Instructions of a new order, in Chinese and English. */
  readonly chinese: number;
  readonly ascii: number;
  /** Of the arrival, in Chinese. */
  readonly arrival: number;
}

/** Instructions from the field's end to the durable record, the receipt in the tag and the changed rows in the buffer. */
export async function measureTap(program: string): Promise<TapCost> {
  const cost = async (language: Language, keys: readonly number[], boot?: string): Promise<number> => {
    const { recording, left } = await recordTap(language, keys);
    return between(recording, left, left + 1, { program, boot });
  };
  const standIns = await cost('en', [], STAND_INS);
  return {
    chinese: (await cost('zh', [])) - standIns,
    ascii: (await cost('en', [])) - standIns,
    // Accepted; departed, and once more as the kit was not checked.
    arrival: (await cost('zh', [3, 3, 3])) - standIns,
  };
}
