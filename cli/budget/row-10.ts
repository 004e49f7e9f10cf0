import { type Energy, idleFloor, stockHabits, totalOf } from '../../host-sim/energy.js';
import { playReferenceDay, replayDay } from '../play/reference-day.js';
import type { Measurer } from './rows.js';

const HOURS = 24;

/** A whole day's charge with the reference day in it: a model, not a measurement. */
export async function chargeOfDay(): Promise<Energy> {
  const day = await playReferenceDay();
  const badge = replayDay(day);
  badge.advance((day.options.startMs ?? 0) + HOURS * 3_600_000);
  return badge.energy();
}

/** Parts of a charge, the largest first. */
function parts(energy: Energy): string {
  return Object.entries(energy)
    .sort(([, a], [, b]) => b - a)
    .map(([name, charge]) => `${name} ${charge.toFixed(2)}`)
    .join(', ');
}

export default {
  id: 10,
  async measure() {
    const energy = await chargeOfDay();
    const floor = idleFloor(HOURS);
    return {
      values: [totalOf(energy) / floor],
      why: `a model from the documented currents of the board, not a measurement: ${totalOf(energy).toFixed(2)} mAh a day (${parts(energy)}); the floor is ${floor.toFixed(2)} mAh asleep, and stock habits take ${(totalOf(stockHabits()) / floor).toFixed(1)} x of it`,
    };
  },
} satisfies Measurer;
