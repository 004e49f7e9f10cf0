import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Dlog, readDlog } from '../../supervisor/dlog.js';
import { livesOf } from '../../supervisor/lives.js';
import { reportOf } from '../../supervisor/report.js';
import { badgeMonth } from './badge-month.js';
import { logOf } from './day.js';
import { randomOf } from './kpi-recount.js';

/** The pulls of a badge's month; each SEED another life. */
function monthOf(seed: number): Dlog[] {
  return badgeMonth(randomOf(seed), 0xb0, 3).files.map(file => {
    const log = readDlog(file);
    if ('error' in log) throw new Error(log.error);
    return log;
  });
}

const laterBy = (seconds: number, logs: readonly Dlog[]): Dlog[] =>
  logs.map(log => ({ ...log, pulledAt: log.pulledAt + seconds }));

const MONTH = 31 * 86400;
const sizes = (logs: readonly Dlog[]): number[] => livesOf(logs).map(life => life.length);

const lives = suite('the life of a badge');

lives('goes on from pull to pull, through every page', () => {
  const logs = monthOf(1);
  assert.ok((logs.at(-1)?.first ?? 0) > 0, 'pages were used again');
  assert.equal(sizes(logs), [logs.length]);
  assert.equal(sizes([...logs].reverse()), [logs.length]);
});

lives('is the same for two desks whose clocks differ', () => {
  const logs = monthOf(1);
  const skewed = logs.map((log, i) => ({ ...log, pulledAt: log.pulledAt + (i % 2 ? 2 * 86400 : 0) }));
  assert.equal(sizes(skewed), [logs.length]);
});

lives('ends where the badge is erased', () => {
  const first = monthOf(1);
  const second = laterBy(MONTH, monthOf(2));
  assert.equal(livesOf([...second, ...first]), [first, second]);
  assert.equal(sizes([...first, second[0] as Dlog]), [first.length, 1]);
});

lives('is reported apart from the next one, though both begin with record 0', async () => {
  const { log: before } = await logOf('two-visits');
  const { log: since } = await logOf('all-done');
  const later = { ...since, pulledAt: before.pulledAt + MONTH };
  const both = reportOf([later, before]);
  const told = ({ told: { events, orders } }: (typeof both)[number]) => [events, orders];
  assert.equal(both.map(told), [...reportOf([before]), ...reportOf([later])].map(told));
});

lives.run();
