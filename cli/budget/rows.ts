/** The budgets of architecture.md 7, and how a row of them is measured. */

/** A figure of a row; most rows have one, some judge two. */
export interface Figure {
  readonly name: string;
  readonly limit: number;
  readonly unit: string;
  /** The figure must not be below its limit; without this, not above it. */
  readonly atLeast?: true;
}

export interface Budget {
  readonly id: number;
  readonly name: string;
  readonly figures: readonly Figure[];
}

/**
 * Measures one row. To add one, put `cli/budget/row-<id>.ts` beside this file, with
 *
 *     export default { id: 4, measure: async () => ({ values: [168] }) } satisfies Measurer;
 *
 * `values` are in the order of the row's figures below; null for one that cannot be measured here, and then `why`
 * says in one sentence what it would take. `why` may also carry a remark on figures that are there.
 */
export interface Measurer {
  readonly id: number;
  measure(): Promise<Measured>;
}

export interface Measured {
  readonly values: readonly (number | null)[];
  readonly why?: string;
}

const KB = 1024;

export const BUDGETS: readonly Budget[] = [
  { id: 1, name: 'bundle as flashed', figures: [{ name: 'bytes', limit: 16 * KB, unit: 'B' }] },
  { id: 2, name: 'words and glyphs outside page 0', figures: [{ name: 'bytes', limit: 7000, unit: 'B' }] },
  {
    id: 3,
    name: 'jsvars, bundle in Storage',
    figures: [
      { name: 'after boot', limit: 1150, unit: 'jsvars' },
      { name: 'peak of a day', limit: 1700, unit: 'jsvars' },
    ],
  },
  { id: 4, name: 'flash of the reference visit', figures: [{ name: 'bytes', limit: 200, unit: 'B' }] },
  {
    id: 5,
    name: 'days at 8 reference visits, R=2',
    figures: [{ name: 'days', limit: 4, unit: 'days', atLeast: true }],
  },
  {
    id: 6,
    name: 'press to durable record and redrawn row',
    figures: [
      { name: 'Chinese', limit: 650_000, unit: 'instructions' },
      { name: 'ASCII', limit: 420_000, unit: 'instructions' },
    ],
  },
  {
    id: 7,
    name: 'full Chinese screen of 50 characters',
    figures: [{ name: 'against a bare setFontCustom screen', limit: 1.15, unit: 'x' }],
  },
  {
    id: 8,
    name: 'boot recovery, 64 words after the checkpoint',
    figures: [
      { name: 'instructions', limit: 12_000_000, unit: 'instructions' },
      { name: 'against a walk of the page', limit: 0.1, unit: 'x' },
    ],
  },
  {
    id: 9,
    name: 'badge-to-client bytes per log byte, full ring',
    figures: [
      { name: 'MTU 53', limit: 1.06, unit: 'x' },
      { name: 'MTU 23', limit: 1.15, unit: 'x' },
    ],
  },
  {
    id: 10,
    name: 'modelled charge of the reference day',
    figures: [{ name: 'against the idle floor', limit: 3, unit: 'x' }],
  },
  {
    id: 11,
    name: 'simulated days per second, one core',
    figures: [
      { name: 'rules', limit: 5000, unit: 'days/s', atLeast: true },
      { name: 'whole bundle', limit: 200, unit: 'days/s', atLeast: true },
    ],
  },
  {
    id: 12,
    name: 'log bytes and screens, Node against interpreter',
    figures: [{ name: 'differences', limit: 0, unit: 'differences' }],
  },
];

/** A row as `doorstep budget --json` prints it. */
export interface Row extends Figure {
  readonly id: number;
  readonly value: number | null;
  readonly ok: boolean | null;
  readonly why?: string;
  /** All figures of a row that has more than one; the row itself shows the one that is nearest to its limit. */
  readonly figures?: readonly Shown[];
}

export interface Shown extends Figure {
  readonly value: number | null;
  readonly ok: boolean | null;
}

/** How much of its limit a figure uses up; 1 is the limit itself. */
function used({ limit, atLeast, value }: Shown): number {
  if (value === null) return -1;
  if (atLeast) return limit / value;
  return limit === 0 ? value * 2 : value / limit;
}

/** The row that a budget and what was measured of it make. */
export function rowOf(budget: Budget, measured: Measured): Row {
  const shown = budget.figures.map((figure, index): Shown => {
    const value = measured.values[index] ?? null;
    const ok = value === null ? null : figure.atLeast ? value >= figure.limit : value <= figure.limit;
    return { ...figure, value, ok };
  });
  const [worst] = [...shown].sort((a, b) => used(b) - used(a));
  const several = shown.length > 1;
  return {
    id: budget.id,
    ...(worst as Shown),
    name: several && worst ? `${budget.name}: ${worst.name}` : budget.name,
    ...(measured.why === undefined ? {} : { why: measured.why }),
    ...(several ? { figures: shown } : {}),
  };
}
