import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { enrolling, newestFirst, type Wanted } from '../../supervisor/enrolment.js';
import type { Enrolment } from '../../supervisor/store/store.js';

const NOW = 1000;

const keys = (badge: string, key: string, enrolled: number | null = null): Wanted => ({
  badge,
  logKey: key.repeat(16),
  radioKey: key.repeat(16),
  enrolled,
  note: '',
});
const known = (badge: string, key: string, enrolled: number): Enrolment => ({
  ...keys(badge, key),
  enrolled,
});

/** Badge, key and time of what is to be stored; or the refusal. */
function told(had: readonly Enrolment[], wanted: readonly Wanted[], replace = false): string {
  const fresh = enrolling(had, wanted, NOW, replace);
  if ('error' in fresh) return fresh.error;
  return fresh.map(({ badge, logKey, enrolled }) => `${badge} ${logKey[0]} ${enrolled}`).join(', ');
}

const enrolment = suite('enrolling a badge');

enrolment('keeps its keys from now on', () => {
  assert.is(told([], [keys('a', 'x')]), 'a x 1000');
});

enrolment('a second time with the same keys changes nothing', () => {
  assert.is(told([known('a', 'x', 5)], [keys('a', 'x')]), '');
});

enrolment('with other keys wants to be told so', () => {
  const had = [known('a', 'x', 5)];
  assert.match(told(had, [keys('a', 'y')]), /^badge a is enrolled already, with other keys: say --replace/);
  assert.is(told(had, [keys('a', 'y')], true), 'a y 1000');
  assert.is(told(had, [keys('b', 'y')]), 'b y 1000');
});

enrolment('with one other key of the two is with other keys', () => {
  const wanted = { ...keys('a', 'x'), radioKey: 'y'.repeat(16) };
  assert.match(told([known('a', 'x', 5)], [wanted]), 'with other keys');
});

enrolment('is later than the enrolment before, whatever the clock says', () => {
  assert.is(told([known('a', 'x', NOW)], [keys('a', 'y')], true), 'a y 1001');
  assert.is(told([known('a', 'x', NOW + 50)], [keys('a', 'y')], true), 'a y 1051');
});

enrolment('from a backup brings older keys back without a word, and newer ones only when told', () => {
  const had = [known('a', 'x', 500)];
  assert.is(told(had, [keys('a', 'w', 499)]), 'a w 499');
  assert.match(told(had, [keys('a', 'y', 501)]), '--replace');
  assert.is(told(had, [keys('a', 'y', 501)], true), 'a y 501');
});

enrolment('from a backup without times keeps its order, newest first', () => {
  assert.is(told([], [keys('a', 'y'), keys('a', 'x'), keys('b', 'z')]), 'b z 1000, a x 1000, a y 1001');
});

enrolment('gives a backup its keys newest first', () => {
  const all = [known('b', 'x', 1), known('a', 'x', 2), known('a', 'y', 3)];
  assert.equal(
    newestFirst(all).map(({ badge, logKey }) => badge + logKey[0]),
    ['ay', 'ax', 'bx'],
  );
});

enrolment.run();
