import type { Recording } from '../../host-sim/espruino/job.js';
import { Recorder } from '../../host-sim/espruino/recorder.js';
import { imageOf } from '../../host-sim/install.js';
import { worldOf } from '../play/world.js';
import { between } from './instructions.js';

/** What a reader's frame costs: instructions from the call of the handler until the answer is with the chip. */

const READ = Uint8Array.of(0x30, 8);
const WRITE = Uint8Array.of(0xa2, 8, 1, 2, 3, 4);
/** Frames that are counted together: one alone is less than the noise. */
const FRAMES = 20;

/** What the stand-ins themselves take for a frame. */
const STAND_INS = `NRF.nfcStart();NRF.on('NFCrx',function(){NRF.nfcSend()});g.flip()`;

/** The least that a tag in script can do: an array of the whole memory, no bounds, no message. */
const BARE = `(function(){var image=new Uint8Array(184);image.set(NRF.nfcStart());
NRF.on('NFCrx',function(f){var at=f[1]*4;if(f[0]===48)NRF.nfcSend(new Uint8Array(image.buffer,at,16));
else if(f[0]===162){if(at>15){image[at]=f[2];image[at+1]=f[3];image[at+2]=f[4];image[at+3]=f[5];NRF.nfcSend(10)}else NRF.nfcSend(0)}
else NRF.nfcSend()});g.flip()})()`;

/** A badge with a reader at it, whose frames are the jobs from `from` to `to`. */
async function recordFrames(frame: Uint8Array): Promise<{ recording: Recording; from: number; to: number }> {
  const { parts } = worldOf({ id: '00c0ffee', profile: 'HB', language: 'en' });
  const badge = new Recorder({ ...parts, seed: 1 });
  await badge.advance(1000);
  await badge.field(true);
  // The first frames bring what the interpreter only does once.
  await badge.nfcFrame(frame);
  const from = badge.recording().jobs.length;
  for (let i = 0; i < FRAMES; i++) await badge.nfcFrame(frame);
  const recording = badge.recording();
  return { recording, from, to: recording.jobs.length };
}

/** The same calls to a badge whose program is another one. */
function withProgram(recording: Recording, program: string): Recording {
  const { parts } = worldOf({ id: '00c0ffee', profile: 'HB', language: 'en' });
  return { ...recording, before: imageOf(parts.files ?? [], program, parts.keys).bytes };
}

export interface FrameCost {
  /** Instructions of one frame, the stand-ins' own subtracted. */
  readonly ours: number;
  readonly bare: number;
}

export async function measureFrames(program: string): Promise<{ read: FrameCost; write: FrameCost }> {
  const of = async (frame: Uint8Array): Promise<FrameCost> => {
    const { recording, from, to } = await recordFrames(frame);
    const cost = async (other?: string): Promise<number> =>
      (await between(other ? withProgram(recording, other) : recording, from, to, { program })) / FRAMES;
    const standIns = await cost(STAND_INS);
    return { ours: (await cost()) - standIns, bare: (await cost(BARE)) - standIns };
  };
  return { read: await of(READ), write: await of(WRITE) };
}
