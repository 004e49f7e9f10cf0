import * as assert from 'uvu/assert';
import { play } from '../../cli/play/player.js';
import { readScenario } from '../../cli/play/scenario.js';
import { worldOf } from '../../cli/play/world.js';
import type { Dlog } from '../../supervisor/dlog.js';

/** The log of a day under test/days, as it would be pulled in the evening. */
export async function logOf(name: string): Promise<{ log: Dlog; verdicts: readonly { rule: string }[] }> {
  const scenario = readScenario(`test/days/${name}.yaml`);
  const played = await play(scenario);
  assert.equal(played.failures, [], name);
  const world = worldOf(scenario.badge);
  const bytes = Buffer.from(played.logHex, 'hex');
  const log: Dlog = {
    profile: world.profile,
    profileVersion: world.profile.version,
    language: 1,
    badge: scenario.badge.id,
    first: 0,
    next: (played.log.at(-1)?.seq ?? 0) + 1,
    pulledAt: (scenario.steps.at(-1)?.time ?? 0) + 1,
    zone: world.zone,
    transcript: null,
    intact: true,
    words: new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)),
  };
  return { log, verdicts: played.verdicts };
}
