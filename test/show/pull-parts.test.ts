import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { dropPartial, keepPartial, partialFile, readPartial } from '../../cli/pull/partial.js';
import { Progress, recordsIn } from '../../cli/pull/progress.js';
import { unseenLines } from '../../cli/pull/unseen.js';
import { airOf } from '../../cli/show/air.js';
import { DAY } from '../../shared/time.js';
import { openStore } from '../../supervisor/store/node-sqlite.js';
import { busyBadge, MORNING, wholeLog } from '../supervisor/badge.js';

const folder = mkdtempSync(join(tmpdir(), 'doorstep-'));
const file = join(folder, 'a.dlog.partial');

const partials = suite('what a pull left');

partials('lies beside where the log was to go', () => {
  assert.is(partialFile('00c0ffee', 'a.dlog', 'depot.sqlite'), 'a.dlog.partial');
  assert.is(partialFile('00c0ffee', undefined, 'depot.sqlite'), 'depot.sqlite.00c0ffee.partial');
  assert.is(partialFile('00c0ffee', undefined, undefined), null);
});

partials('is read as it was kept', () => {
  for (const bytes of [Uint8Array.of(), Uint8Array.of(1), new Uint8Array(8000).fill(7)]) {
    keepPartial(file, bytes);
    assert.equal(new Uint8Array(readPartial(file)), bytes);
  }
});

partials('is nothing where it is not whole', () => {
  keepPartial(file, Uint8Array.of(1, 2, 3, 4, 5));
  const whole = readFileSync(file);
  for (let length = 0; length < whole.length; length++) {
    writeFileSync(file, whole.subarray(0, length));
    assert.is(readPartial(file).length, 0, `${length} bytes of it`);
  }
  for (let at = 0; at < whole.length; at++) {
    writeFileSync(
      file,
      whole.map((byte, i) => (i === at ? byte ^ 0x20 : byte)),
    );
    assert.is(readPartial(file).length, 0, `byte ${at} is another`);
  }
  dropPartial(file);
  assert.is(existsSync(file), false);
  assert.is(readPartial(file).length, 0);
  dropPartial(file);
});

partials.run();

const progress = suite('progress');

/** Tells of so many bytes of a log, each 10 ms later than the one before, and answers with all that was written. */
async function told(isTTY: boolean, times: readonly number[]): Promise<string[]> {
  const log = await wholeLog(await busyBadge());
  const lines: string[] = [];
  let now = 0;
  const shown = new Progress('00c0ffee', 34, log.subarray(0, 100), () => now, {
    isTTY,
    // A terminal goes back to the line's beginning, and takes away what stood there.
    write: (text: string) => lines.push(text.replace('\x1b[K', '<clear>')),
  });
  for (const at of times) {
    now = at;
    shown.tell(() => log.subarray(0, 100 + at / 10));
  }
  shown.done();
  return lines;
}

progress('is a line that is written over where somebody watches', async () => {
  const lines = await told(true, [99, 100, 199, 3000]);
  assert.is(lines.length, 3);
  assert.match(
    lines[0] as string,
    /^\r00c0ffee: 110 bytes, \d+ of 34 records, 0\.1 kB\/s(, \d+ s left)?<clear>$/,
  );
  assert.match(
    lines[1] as string,
    /^\r00c0ffee: 400 bytes, \d+ of 34 records, 0\.1 kB\/s, \d+ s left<clear>$/,
  );
  assert.is(lines[2], '\r<clear>');
});

progress('is a plain line now and then elsewhere', async () => {
  const lines = await told(false, [100, 1999, 2000, 3999, 4000]);
  assert.is(lines.length, 2);
  assert.match(lines[0] as string, /^00c0ffee: 300 bytes, \d+ of 34 records, 0\.1 kB\/s, \d+ s left\n$/);
});

progress('counts records as the badge numbers them', async () => {
  const engine = await busyBadge();
  const log = await wholeLog(engine);
  const air = airOf(engine);
  const extent = await air.during(air.client.extent());
  if ('error' in extent) throw new Error(extent.error);
  assert.is(recordsIn(log), extent.next - extent.first);
  let last = 0;
  for (let length = 0; length <= log.length; length += 7) {
    const records = recordsIn(log.subarray(0, length));
    assert.is(records >= last, true, `${length} bytes`);
    last = records;
  }
});

progress.run();

const unseen = suite('who was not seen');

unseen.after(() => rmSync(folder, { recursive: true }));

unseen('is named with the wearer, those first that were missed longest', () => {
  const store = openStore(join(folder, 'depot.sqlite'), { make: true });
  if ('error' in store) throw new Error(store.error);
  const now = MORNING + 10 * DAY;
  const keys = { logKey: '0'.repeat(16), radioKey: '1'.repeat(16), enrolled: MORNING, note: '' };
  const pulled = (badge: string, pulledAt: number): unknown =>
    store.keep({ badge, first: 0, next: 1, pulledAt, file: Uint8Array.of(1) }, 'HB 1', []);
  for (const badge of ['0000000a', '0000000b', '0000000c', '0000000d', '0000000e'])
    store.enrol([{ badge, ...keys }]);
  pulled('0000000a', now - 2 * DAY);
  pulled('0000000b', now - 2 * DAY + 1);
  pulled('0000000c', now - 5 * DAY);
  store.wear({ badge: '0000000c', name: 'Li Lei', number: '', from: MORNING, to: null });
  // Nobody wears it any more.
  store.wear({ badge: '0000000d', name: 'Han', number: '', from: MORNING, to: MORNING + DAY });
  assert.equal(unseenLines(store, ['0000000e'], 2, now), [
    '0000000c, worn by Li Lei: pulled last on 2026-11-28',
    '0000000a: pulled last on 2026-12-01',
  ]);
  assert.is(unseenLines(store, [], 2, now)[0], '0000000e: never pulled');
  store.close();
});

unseen.run();
