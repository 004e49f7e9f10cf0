/** Thrown through the bundle when the supply goes: nothing after it reaches flash, screen or radio. */
export class PowerCut extends Error {
  constructor(readonly op = 0) {
    super(op ? `power cut at flash operation ${op}` : 'power cut');
  }
}

/** One badge's supply and the habits its stand-ins found fault with. */
export interface Supply {
  /** False from a cut on: the stand-ins then do nothing that could be seen from outside. */
  on: boolean;
  /** Charge, 0..100 %. */
  percent: number;
  /** Sentences about what a real badge would punish quietly; a clean run leaves it empty. */
  readonly faults: string[];
}

export function freshSupply(): Supply {
  return { on: true, percent: 100, faults: [] };
}

/** In front of everything that can be seen from outside: a bundle that swallowed the cut gets it again. */
export function powered(supply: Supply): void {
  if (!supply.on) throw new PowerCut();
}

/** Notes a fault once: a habit that recurs a thousand times a day is one sentence. */
export function fault(supply: Supply, sentence: string): void {
  if (!supply.faults.includes(sentence)) supply.faults.push(sentence);
}
