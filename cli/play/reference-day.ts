import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Badge } from '../../host-sim/badge.js';
import type { EngineOptions } from '../../host-sim/engine.js';
import type { Call } from '../../host-sim/espruino/job.js';
import { Recorder } from '../../host-sim/espruino/recorder.js';
import { play } from './player.js';
import { parseScenario } from './scenario.js';

/** The reference day of the budgets: eight reference visits, 75 minutes apart. */

const VISITS = 8;
const APART_MINUTES = 75;
const FILE = fileURLToPath(new URL('../../../test/days/reference.yaml', import.meta.url));

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** A text with every HH:MM:SS in it so many minutes later. */
function later(text: string, minutes: number): string {
  return text.replace(/\b(\d\d):(\d\d):(\d\d)\b/g, (_, hours, mins, seconds) => {
    const all = Number(hours) * 60 + Number(mins) + minutes;
    return `${two(Math.floor(all / 60))}:${two(all % 60)}:${seconds}`;
  });
}

/** The scenario of the day, made from that of one visit. */
export function referenceDay(): string {
  const [head = '', steps = ''] = readFileSync(FILE, 'utf8').split(/^steps:\n/m);
  const [visit = ''] = steps.split(/^verdicts:/m);
  const visits = Array.from({ length: VISITS }, (_, i) =>
    later(visit, i * APART_MINUTES).replaceAll('WO-26112300070', `WO-2611230007${i}`),
  );
  return `${head}steps:\n${visits.join('')}`;
}

/** One day as it was played: the badge it began on, and everything that was done to it. */
export interface PlayedDay {
  readonly options: EngineOptions;
  readonly calls: readonly Call[];
  /** The flash at its end: what a replay must come to. */
  readonly flash: Uint8Array;
}

/** Plays the day once, reading the screens, and keeps what was done. */
export async function playReferenceDay(): Promise<PlayedDay> {
  let options: EngineOptions = {};
  let recorder: Recorder | undefined;
  const played = await play(parseScenario(FILE, referenceDay()), {
    make: async (world, seed, startMs) => {
      options = { ...world.parts, seed, startMs };
      recorder = new Recorder(options);
      return recorder;
    },
  });
  if (!recorder || !played.ok)
    throw new Error(`the reference day does not play: ${played.failures.join('; ')}`);
  const { jobs, after } = recorder.recording();
  const looks = new Set(['pixels', 'light', 'dark', 'flash', 'services']);
  return { options, calls: jobs.map(job => job.call).filter(call => !looks.has(call.do)), flash: after };
}

/** Does the same to a new badge, without looking. */
export function replayDay(day: PlayedDay): Badge {
  const badge = new Badge(day.options);
  for (const call of day.calls) {
    if (call.do === 'advance') badge.advance(call.to);
    else if (call.do === 'hold') badge.hold(call.button, call.down);
    else if (call.do === 'field') badge.field(call.on);
    else if (call.do === 'frame') badge.nfcFrame(call.bytes);
    else if (call.do === 'battery') badge.battery(call.percent);
    else if (call.do === 'power') badge.power(call.how);
    else if (call.do === 'connect') badge.radio.connect(call.mtu, call.how);
    else if (call.do === 'disconnect') badge.radio.disconnect(call.reason);
    else if (call.do === 'write') badge.radio.write(call.uuid, call.value);
    else if (call.do === 'subscribe') badge.radio.subscribe(call.uuid, call.on);
  }
  return badge;
}
