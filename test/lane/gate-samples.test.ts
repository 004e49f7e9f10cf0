import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Bench, HOW_TO, interpreter } from '../../host-sim/espruino/interpreter.js';
import { GATE_SAMPLES } from '../make/gate-samples.js';
import { skip } from '../support/skip.js';

const SHORT_MS = 10_000;

/** What a program gives on the interpreter: the value of its check as text, or what it said instead. */
async function given(bench: Bench, program: string, check: string): Promise<string> {
  const { lines, ended } = await bench.run(`${program}\nprint("~"+(${check}))`, undefined, [], SHORT_MS);
  const value = lines.find(line => line.startsWith('~'));
  if (value !== undefined && ended === 0) return value.slice(1);
  const said = lines.find(line => /Uncaught|OUT OF MEMORY|ERROR|Error/.test(line));
  return `(${said?.trim() ?? `ended with ${ended}`})`;
}

const lane = suite('a sample of the gate, on the interpreter');
const program = interpreter();

if (program) {
  let bench: Bench;
  const table: string[] = [];
  lane.before(async () => {
    bench = await Bench.open(program);
  });
  lane.after(() => {
    bench.close();
    const same = table.filter(line => line.startsWith('same'));
    process.stdout.write(
      `\n${table.length - same.length} of ${table.length} bad samples fail or differ on the interpreter\n`,
    );
    for (const line of same) process.stdout.write(`  ${line}\n`);
    if (process.env['LANE_TABLE']) process.stdout.write(`${table.join('\n')}\n`);
  });
  for (const { id, bad, good, check, want, onlyHere } of GATE_SAMPLES) {
    lane(`${id}: ${bad}`, async () => {
      const bads = await given(bench, bad, check);
      table.push(`${bads === want ? 'same' : 'fails'}  ${id.padEnd(22)} ${bad}  ->  ${bads}`);
      if (!onlyHere) assert.is(await given(bench, good, check), want, 'the good neighbour');
      if (!onlyHere) assert.is.not(bads, want, 'it runs as on a standard engine');
      else assert.is(bads, want, 'it is excused, and fails after all');
    });
  }
  lane.run();
} else skip('gate samples on the interpreter', HOW_TO);
