import { defineCommand } from 'citty';
import { isoOf } from '../../shared/iso.js';
import type { Dlog } from '../../supervisor/dlog.js';
import { toldBy } from '../../supervisor/report.js';
import { keepLog } from '../../supervisor/store/keep.js';
import { liveDay } from '../demo/day.js';
import { keepFile } from '../show/log-file.js';
import { done, type Evening, pullSimulated } from '../show/pulling.js';
import { withStore } from '../show/store-file.js';
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
    store: { type: 'string', description: 'Keep the log in a store', valueHint: 'DB' },
  },
  async run({ args }) {
    if (args.device !== 'sim')
      throw new UserError('Pulling from a badge in reach is not built yet: use --device sim.');
    const { out, events, store } = args;
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
        if (store !== undefined) process.stdout.write(keptIn(store, evening));
        // What is nowhere on disk, the badge must not forget.
        if (out === undefined && store === undefined)
          process.stdout.write(
            'Nothing was kept, so the badge keeps it: add --out FILE.dlog or --store DB.\n',
          );
        else await done(evening);
        if (out !== undefined) process.stdout.write(`${out}: for doorstep verify.\n`);
        if (events !== undefined) process.stdout.write(`${events}: for doorstep judge.\n`);
      },
    });
    if (played.ok) return;
    for (const failure of played.failures) process.stderr.write(`${failure}\n`);
    finish(Exit.NotRight);
  },
});

/** Keeps the log in a store, and says what was new to it. */
function keptIn(file: string, { file: bytes, log }: Evening): string {
  const events = withStore(file, true, store => keepLog(store, bytes, log));
  if (events === 'other')
    throw new UserError(
      `${file}: it has another log of badge ${log.badge} that was pulled in the same second: pull again.`,
    );
  return `${file}: the log is kept, with ${events} events that were not there before.\n`;
}

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
