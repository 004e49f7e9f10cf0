import type { Recording } from '../../host-sim/espruino/job.js';
import { Recorder } from '../../host-sim/espruino/recorder.js';
import { Role } from '../../shared/pull/proof.js';
import { Talk } from '../play/talk.js';
import { worldOf } from '../play/world.js';
import { between } from './instructions.js';

/** What a supervisor's proof costs the badge: instructions from the call of the handler until the answer is with the chip. */

/** Instructions that the badge's chip executes in a millisecond (docs/DESIGN.md). */
export const PER_MILLISECOND = 48_000;

export interface ProofCost {
  /** The answer to Hello: three keys, each with pads of its own. */
  readonly hello: number;
  readonly auth: number;
  /** A request that is signed and names a role that may not do it: all but its tag. */
  readonly refused: number;
}

/** A badge that a supervisor talks to; each of its requests is one job. */
async function recordProof(): Promise<{ recording: Recording; hello: number }> {
  const { parts } = worldOf({ id: '00c0ffee', profile: 'HB', language: 'en' });
  const badge = new Recorder({ ...parts, seed: 1 });
  await badge.advance(1000);
  await badge.connect(53);
  const talk = new Talk(badge);
  // The first conversation brings what the interpreter only does once.
  await talk.begin(0, Role.Reader);
  const hello = badge.recording().jobs.length;
  await talk.begin(0, Role.Reader);
  await talk.acknowledge(0);
  return { recording: badge.recording(), hello };
}

export async function measureProof(program: string): Promise<ProofCost> {
  const { recording, hello } = await recordProof();
  const cost = (job: number): Promise<number> =>
    between(recording, hello + job, hello + job + 1, { program });
  return { hello: await cost(0), auth: await cost(1), refused: await cost(2) };
}
