import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readDlog } from '../../supervisor/dlog.js';
import { keepLog } from '../../supervisor/store/keep.js';
import { openStore } from '../../supervisor/store/node-sqlite.js';
import { FIRST_SEED } from '../shared/seed.js';
import { type BadgeMonth, badgeMonth } from './badge-month.js';
import { checkFigures, HEAD, randomOf, rowOf } from './kpi-recount.js';

/**
 * A month of twenty badges: their log core writes what happened, each is pulled every day into one store, and the
 * command reports on it. Its figures are those of the facts. Replay a month with SEED=<number>.
 */
const BADGES = 20;
const PER_DAY = 3;

const MAIN = fileURLToPath(new URL('../../cli/main.js', import.meta.url));

const month = suite('a month of twenty badges in a store');

month('is reported with the key figures that its facts give', () => {
  const random = randomOf(FIRST_SEED);
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-'));
  try {
    const badges = Array.from({ length: BADGES }, (_, i) => badgeMonth(random, 0xb0 + i, PER_DAY));
    keep(join(folder, 'month.sqlite'), badges);
    const facts = badges.flatMap(each => each.facts);
    const rows = facts.filter(fact => fact.isListed).map(rowOf);
    writeFileSync(join(folder, 'list.csv'), `${[HEAD, ...rows].join('\n')}\n`);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [MAIN, 'report', 'month.sqlite', '--station', 'list.csv', '--json'],
      { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 },
    );
    assert.equal([status, stderr], [0, '']);
    const report = JSON.parse(stdout);
    assert.equal(
      report.badges.map(({ badge, orders }: { badge: string; orders: unknown[] }) => [badge, orders.length]),
      badges.map(({ badge, facts: own }) => [badge, own.filter(fact => fact.isTold).length]),
    );
    const came = new Set<string>();
    checkFigures(report.kpis, facts, came);
    for (const place of ['in', 'late', 'open', 'called-off', 'line-owner', 'customer-caused', 'not-recorded'])
      assert.ok(came.has(place), `no order was ${place}`);
  } catch (failure) {
    console.log(`\n  replay with SEED=${FIRST_SEED}`);
    throw failure;
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** Keeps every pull in a store. */
function keep(file: string, badges: readonly BadgeMonth[]): void {
  const store = openStore(file, { make: true });
  if ('error' in store) throw new Error(store.error);
  for (const bytes of badges.flatMap(({ files }) => files)) {
    const log = readDlog(bytes);
    if ('error' in log) throw new Error(log.error);
    assert.type(keepLog(store, bytes, log), 'number');
  }
  store.close();
}

month.run();
