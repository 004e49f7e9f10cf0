import { defineCommand } from 'citty';
import { isoOf } from '../../shared/iso.js';
import type { Dlog } from '../../supervisor/dlog.js';
import { toldBy } from '../../supervisor/report.js';
import { liveDay } from '../demo/day.js';
import { keepFile } from '../show/log-file.js';
import { done, pullSimulated } from '../show/pulling.js';
import { Exit, finish, UserError } from '../user-error.js';

export default defineCommand({
  meta: { name: 'pull', description: "Pulls a badge's log over BLE" },
  args: {
    device: { type: 'string', description: "A badge's name, or sim", valueHint: 'NAME|sim' },
    out: { type: 'string', description: 'Where the log goes', valueHint: 'FILE.dlog' },
    events: {
      type: 'string',
      description: 'Also write the events for doorstep judge',
      valueHint: 'FILE.json',
    },
    store: { type: 'string', description: 'Also keep the events in a store', valueHint: 'DB' },
  },
  async run({ args }) {
    if (args.store !== undefined)
      throw new UserError('doorstep pull --store is not built yet: keep the log with --out FILE.dlog.');
    if (args.device !== 'sim')
      throw new UserError('Pulling from a badge in reach is not built yet: use --device sim.');
    const { out, events } = args;
    const played = await liveDay('zh', {
      onEvening: async (engine, world) => {
        const evening = await pullSimulated(engine, world, { onProgress: progress });
        if (out !== undefined) keepFile(out, evening.file);
        if (events !== undefined) keepFile(events, `${JSON.stringify(judgeInput(evening.log), null, 2)}\n`);
        const { log, pulled } = evening;
        const { length } = pulled.stream;
        process.stdout.write(
          `Pulled records ${log.first} to ${log.next - 1} of badge ${log.badge}: ${length} bytes in ${pulled.frames} frames.\n`,
        );
        // What is nowhere on disk, the badge must not forget.
        if (out === undefined)
          process.stdout.write('Nothing was kept, so the badge keeps it: add --out FILE.dlog.\n');
        else {
          await done(evening);
          process.stdout.write(`${out}: not sealed: nothing in it proves who wrote it.\n`);
        }
        if (events !== undefined) process.stdout.write(`${events}: for doorstep judge.\n`);
      },
    });
    if (played.ok) return;
    for (const failure of played.failures) process.stderr.write(`${failure}\n`);
    finish(Exit.NotRight);
  },
});

/** A line that is written over, where somebody watches. */
function progress(bytes: number, frames: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${bytes} bytes in ${frames} frames\x1b[K\r`);
}

/** What `doorstep judge` reads (architecture 4). */
function judgeInput(log: Dlog): unknown {
  const { profile, zone, now, orders, events } = toldBy([log]);
  return {
    profile: profile.id,
    timezone: isoOf(0, zone).slice(19),
    now: isoOf(now, zone),
    orders,
    events,
  };
}
