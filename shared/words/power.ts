/** What settings say of the badge's charge. In this order they stand in the words file, a cell each, from `Words.Display` on. */
export const POWERS = ['display', 'light', 'advertise', 'advertiseDark'] as const;
export type Power = (typeof POWERS)[number];

export interface PowerLimit {
  readonly unit: 'seconds' | 'milliseconds';
  readonly least: number;
  readonly most: number;
  /** As long as nothing is set. */
  readonly usual: number;
}

export const POWER_LIMITS: { readonly [power in Power]: PowerLimit } = {
  /** How long the display stays on after a key. A press can be taken back for three of them. */
  display: { unit: 'seconds', least: 5, most: 240, usual: 15 },
  /** How long its light does after the key that woke it. */
  light: { unit: 'seconds', least: 0, most: 30, usual: 1 },
  /** How often the badge says on the air that it is there: while its display is on, and while it is off. */
  advertise: { unit: 'milliseconds', least: 100, most: 10000, usual: 500 },
  advertiseDark: { unit: 'milliseconds', least: 100, most: 10000, usual: 4000 },
};
