import type { Engine } from '../../host-sim/engine.js';
import type { Verdict } from '../../shared/judge/judge.js';
import type { EventRecord, Order } from '../../shared/visit/event.js';
import type { MakeEngine, World } from './world.js';

/** How a scenario went: one entry of `doorstep run --json` (architecture 3). */
export interface Played {
  readonly name: string;
  readonly file: string;
  readonly ok: boolean;
  readonly failures: readonly string[];
  readonly state: string;
  readonly log: readonly EventRecord[];
  readonly logHex: string;
  readonly verdicts: readonly Verdict[];
  /** With profile, time zone, `now` and the log as events: what `doorstep judge` reads. */
  readonly profile: string;
  readonly timezone: string;
  readonly now: string;
  readonly orders: readonly Order[];
  /** The screen's text after each step. */
  readonly screens: readonly string[];
  readonly presses: number;
  readonly flash?: {
    readonly bytes: number;
    readonly wordWrites: number;
    readonly erases: number;
    readonly doubleWrites: number;
    readonly zeroed: number;
    readonly reaffirmed: number;
  };
  /** Charge, by a model of the board's documented currents. */
  readonly energy_mAh?: number;
}

export interface PlayOptions {
  /** The badge was never enrolled: its supervisor has no key for it. */
  readonly isOpen?: boolean;
  readonly make?: MakeEngine;
  /** Shown after each step, with the step's number from 1. */
  readonly onScreen?: (step: number, pixels: Uint8Array) => void | Promise<void>;
  /** Stands in for the supervisor of a step with `pull`; what it throws fails the step. */
  readonly pull?: (engine: Engine, world: World, drop: number | undefined) => Promise<void>;
}

/** A step that could not be done. The scenario ends there. */
export class StepFailed extends Error {}
