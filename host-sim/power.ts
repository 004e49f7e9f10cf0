/** Thrown through the bundle when the supply goes: nothing after it reaches flash, screen or radio. */
export class PowerCut extends Error {
  constructor(readonly op: number) {
    super(`power cut at flash operation ${op}`);
  }
}

/** One badge's supply and the habits its stand-ins found fault with. */
export interface Supply {
  /** False from a cut on: the stand-ins then do nothing that could be seen from outside. */
  on: boolean;
  /** Charge, 0..100 %. */
  percent: number;
  /** Sentences about what a real badge would punish quietly; a clean run leaves it empty. */
  faults: string[];
}

export function freshSupply(): Supply {
  return { on: true, percent: 100, faults: [] };
}
