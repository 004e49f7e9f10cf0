import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Wearing, wearerAt, wearingFault } from '../../supervisor/wearers.js';

const of = (from: number, to: number | null, name = 'Li Lei', badge = '00c0ffee'): Wearing => ({
  badge,
  name,
  number: '1042',
  from,
  to,
});

const wearers = suite('who wears a badge');

const PAIRS: readonly (readonly [known: Wearing, wanted: Wearing, isRefused: boolean])[] = [
  [of(10, 20), of(20, null), false],
  [of(10, 20), of(19, null), true],
  [of(10, 20), of(1, 10), false],
  [of(10, 20), of(1, 11), true],
  [of(10, 20), of(12, 15), true],
  [of(10, 20), of(5, null), true],
  [of(10, null), of(11, null), true],
  [of(10, null), of(5, 10), false],
  [of(10, null), of(5, 11), true],
  [of(10, null), of(11, null, 'Han', '00000001'), false],
];

for (const [known, wanted, isRefused] of PAIRS)
  wearers(`is one at a time: ${known.from} to ${known.to}, then ${wanted.from} to ${wanted.to}`, () => {
    assert.is(wearingFault([known], wanted, 0) !== null, isRefused);
  });

wearers('is told where somebody else wears it', () => {
  assert.is(
    wearingFault([of(0, null)], of(86400, null, 'Han'), 8 * 3600),
    'badge 00c0ffee is worn by Li Lei (1042) from 1970-01-01T08:00:00+08:00 to this day',
  );
});

wearers('wears it for a second at least', () => {
  assert.is(wearingFault([], of(10, 10), 0), 'the wearing would end before it begins');
  assert.is(wearingFault([], of(10, 11), 0), null);
});

wearers('is known from the first second on, and no more in the last', () => {
  const worn = [of(10, 20), of(20, null, 'Han')];
  const nameAt = (at: number): string | undefined => wearerAt(worn, at)?.name;
  assert.equal([9, 10, 19, 20, 9999].map(nameAt), [undefined, 'Li Lei', 'Li Lei', 'Han', 'Han']);
});

wearers.run();
