import { existsSync, readFileSync } from 'node:fs';
import type { Share } from '../make/attribute.js';
import { bundleFile } from './bundle-file.js';
import { BUDGETS, type Budget, type Measured, type Measurer, type Row, rowOf } from './rows.js';

const NOT_YET: Measured = { values: [], why: 'nothing measures it yet' };

async function measured(budget: Budget): Promise<Measured> {
  const file = new URL(`./row-${budget.id}.js`, import.meta.url);
  if (!existsSync(file)) return NOT_YET;
  const measurer: Measurer = (await import(file.href)).default;
  return measurer.measure();
}

/** Every row of architecture.md 7, one after the other: some of them measure time. */
export async function measureRows(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const budget of BUDGETS) rows.push(rowOf(budget, await measured(budget)));
  return rows;
}

/** Bytes of the bundle per module; none without a bundle. */
export function sharesOfBundle(): Share[] {
  const file = bundleFile('.modules.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).modules : [];
}
