import { defineCommand } from 'citty';
import { measureRows, sharesOfBundle } from '../budget/measure.js';
import type { Row, Shown } from '../budget/rows.js';
import type { Share } from '../make/attribute.js';
import { Exit, finish } from '../user-error.js';

const figure = (value: number): string => String(Math.round(value * 1000) / 1000);

function lineOf(label: string, { value, limit, unit, atLeast, ok }: Shown): string {
  const mark = ok === null ? '-' : ok ? 'ok' : 'OVER';
  const limits = `${atLeast ? '>=' : '<='} ${figure(limit)} ${unit}`;
  return `${label.padEnd(64)} ${(value === null ? '-' : figure(value)).padStart(10)}  ${limits.padEnd(25)} ${mark}`;
}

function table(rows: readonly Row[], modules: readonly Share[]): string {
  const lines: string[] = [];
  for (const row of rows) {
    if (row.figures)
      for (const [index, each] of row.figures.entries())
        lines.push(
          lineOf(
            `${index ? '  ' : String(row.id).padStart(2)}  ${row.name.split(': ')[0]}: ${each.name}`,
            each,
          ),
        );
    else lines.push(lineOf(`${String(row.id).padStart(2)}  ${row.name}`, row));
    if (row.why) lines.push(`      ${row.why}`);
  }
  if (modules.length) lines.push('', 'bytes of the bundle per module');
  for (const { name, bytes } of modules) lines.push(`${String(bytes).padStart(7)}  ${name}`);
  return `${lines.join('\n')}\n`;
}

export default defineCommand({
  meta: { name: 'budget', description: 'What the build costs against the limits' },
  args: { json: { type: 'boolean', description: 'Print one JSON document' } },
  async run({ args }) {
    const rows = await measureRows();
    const modules = sharesOfBundle();
    process.stdout.write(
      args.json ? `${JSON.stringify({ rows, modules }, null, 2)}\n` : table(rows, modules),
    );
    if (rows.some(row => row.ok === false)) finish(Exit.NotRight);
  },
});
