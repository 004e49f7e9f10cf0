import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { noteHeard, nothingNew, unheardLines } from '../../cli/pull/heard.js';
import { dropPartial, keepPartial, partialFile, readPartial } from '../../cli/pull/partial.js';
import { Progress, recordsIn } from '../../cli/pull/progress.js';
import { airOf } from '../../cli/show/air.js';
import { DAY } from '../../shared/time.js';
import { openStore } from '../../supervisor/store/node-sqlite.js';
import type { Store } from '../../supervisor/store/store.js';
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

const unheard = suite('who was not heard');

unheard.after(() => rmSync(folder, { recursive: true }));

const NOW = MORNING + 10 * DAY;
const KEYS = { logKey: '0'.repeat(16), radioKey: '1'.repeat(16), enrolled: MORNING, note: '' };

/** A store with badges that were pulled at some time; 0: never. */
function storeWith(name: string, badges: { readonly [badge: string]: number }): Store {
  const store = openStore(join(folder, name), { make: true });
  if ('error' in store) throw new Error(store.error);
  for (const [badge, pulledAt] of Object.entries(badges)) {
    store.enrol([{ badge, ...KEYS }]);
    if (pulledAt) store.keep({ badge, first: 0, next: 1, pulledAt, file: Uint8Array.of(1) }, 'HB 1', []);
  }
  return store;
}

unheard('is named with the wearer, those first that were missed longest', () => {
  const store = storeWith('depot.sqlite', {
    '0000000a': NOW - 2 * DAY,
    '0000000b': NOW - 2 * DAY + 1,
    '0000000c': NOW - 5 * DAY,
    '0000000d': 0,
    '0000000e': 0,
    '0000000f': NOW - 9 * DAY,
  });
  store.wear({ badge: '0000000c', name: 'Li Lei', number: '', from: MORNING, to: null });
  // Nobody wears it any more.
  store.wear({ badge: '0000000d', name: 'Han', number: '', from: MORNING, to: MORNING + DAY });
  // Heard since it was pulled: at the door each day, and nobody brings it to the desk.
  noteHeard(store, ['0000000f', '0badbad0'], NOW - 3 * DAY);
  assert.equal(unheardLines(store, 2, NOW), [
    '0000000e: never heard, never pulled',
    '0000000c, worn by Li Lei: heard last on 2026-11-28, pulled last on 2026-11-28',
    '0000000f: heard last on 2026-11-30, pulled last on 2026-11-24',
    '0000000a: heard last on 2026-12-01, pulled last on 2026-12-01',
  ]);
  noteHeard(store, ['0000000a', '0000000c', '0000000e', '0000000f'], NOW - 2 * DAY + 1);
  assert.equal(unheardLines(store, 2, NOW), []);
  assert.is(store.heard().length, 4, 'those of others are not noted');
  store.close();
});

unheard('has nothing new where its log goes no further than it was left, for a day', () => {
  const left = 0x1_000f;
  const isStill = (head: number, pulledAt: number, next?: number): boolean => {
    const store = storeWith(`${head}-${pulledAt}-${next}.sqlite`, { '0000000a': pulledAt });
    if (next !== undefined) store.hear('0000000a', pulledAt, next);
    const still = nothingNew(store, [{ badge: '0000000a', head }], NOW);
    store.close();
    return still.has('0000000a');
  };
  assert.equal(
    [0xfffe, 0xffff, 0, 15, 16].map(head => isStill(head, NOW - 60, left)),
    [false, true, true, true, false],
  );
  assert.equal(
    [DAY - 1, DAY].map(ago => isStill(15, NOW - ago, left)),
    [true, false],
  );
  assert.is(isStill(15, NOW - 60), false, 'it was pulled, and not all was right');
  assert.is(isStill(15, 0, left), false, 'it was heard, and never pulled');
});

unheard.run();
