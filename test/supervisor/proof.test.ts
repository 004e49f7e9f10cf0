import { createHmac } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { digest } from '../../host-sim/digest.js';
import { TEST_KEYS } from '../../host-sim/install.js';
import { dayKeyOf, endTagOf, Role, type Transcript } from '../../shared/pull/proof.js';
import { DAY } from '../../shared/time.js';
import { checkDlog } from '../../supervisor/check.js';
import { type Dlog, deskDigest, readDlog } from '../../supervisor/dlog.js';
import { joined, piecesOf } from './forger.js';
import { logOfLife, wholeLife } from './lives.js';
import { fileOf, PROOFS, signatureOf } from './sealed.js';

const hmac = (key: Buffer, ...parts: Buffer[]): Buffer =>
  createHmac('sha1', key).update(Buffer.concat(parts)).digest();
const number = (value: number, size: number): Buffer => {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntLE(value, 0, size);
  return bytes;
};
const hex = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('hex');

const signing = suite('what a badge signs at the end of a pull');

const SAID: Transcript = {
  role: Role.Archive,
  day: 20_780,
  supervisorNonce: 'TESTmine',
  badgeNonce: 'TESTyour',
  head: '\x01\x02\x03\x04\x05\x06\x07\x08',
  tag: '',
};
const EXTENT = { badgeId: 0x00c0ffee, profile: 0x0101, first: 12, next: 345 };

signing('is a code under the key of the role for one day', () => {
  const dayKey = hmac(Buffer.from(TEST_KEYS.radio), number(Role.Archive, 1), number(20_780, 2)).subarray(
    0,
    16,
  );
  assert.is(hex(dayKeyOf(deskDigest, TEST_KEYS.radio, Role.Archive, 20_780)), dayKey.toString('hex'));
  const nonces = Buffer.from('TESTyourTESTmine');
  const session = hmac(dayKey, Buffer.from('s'), nonces).subarray(0, 16);
  const tag = hmac(
    session,
    Buffer.from('e'),
    number(0x00c0ffee, 4),
    number(0x0101, 2),
    number(12, 4),
    number(345, 4),
    Buffer.from(SAID.head, 'latin1'),
    nonces,
  );
  const got = endTagOf(deskDigest, dayKey.toString('latin1'), EXTENT, SAID);
  assert.is(hex(got), tag.subarray(0, 8).toString('hex'));
});

signing('has these bytes', () => {
  const dayKey = dayKeyOf(digest, TEST_KEYS.radio, Role.Archive, 20_780);
  assert.equal(
    [hex(dayKey), hex(endTagOf(digest, dayKey, EXTENT, SAID))],
    ['c58ba9528e187a88973586ba6502b5ad', '74b53b624413e99c'],
  );
});

signing('differs with everything that is said', () => {
  const tagOf = (extent: typeof EXTENT, said: Transcript): string =>
    hex(endTagOf(digest, dayKeyOf(digest, TEST_KEYS.radio, said.role, said.day), extent, said));
  const tags = [
    tagOf(EXTENT, SAID),
    ...(['badgeId', 'profile', 'first', 'next'] as const).map(field =>
      tagOf({ ...EXTENT, [field]: EXTENT[field] + 1 }, SAID),
    ),
    ...(['role', 'day'] as const).map(field => tagOf(EXTENT, { ...SAID, [field]: SAID[field] - 1 })),
    ...(['supervisorNonce', 'badgeNonce', 'head'] as const).map(field =>
      tagOf(EXTENT, { ...SAID, [field]: `${SAID[field].slice(0, 7)}?` }),
    ),
  ];
  assert.is(new Set(tags).size, tags.length);
});

signing.run();

const ends = suite('a log that its badge signed');

const whole = logOfLife(wholeLife(4), true);
const own = piecesOf(whole.words);
/** Where the newest seal but one ends: a log that is cut off there is sealed throughout. */
const cut = own.findLastIndex(({ kind, under }) => kind === 61 && under < (own.at(-1)?.under ?? 0)) + 1;
const short = joined(whole, own.slice(0, cut));

function faultOf(log: Dlog): string | null {
  return checkDlog(log, PROOFS).fault;
}

ends('is proven to its end', () => {
  const read = readDlog(fileOf(whole)) as Dlog;
  assert.equal(read.transcript, whole.transcript);
  const { fault, unproven } = checkDlog(read, PROOFS);
  assert.equal([fault, unproven], [null, null]);
});

ends('shows that its end was cut off at a seal, which an unsigned one does not', () => {
  assert.is(
    faultOf(short),
    `the badge did not sign that its log ends before record ${short.next}: what followed was cut off, or the file's header was changed`,
  );
  assert.is(faultOf({ ...short, transcript: null }), null);
});

ends('shows that it ends with another seal than the badge named', () => {
  const said = { ...short, transcript: signatureOf({ ...short, words: whole.words }) };
  assert.is(
    faultOf(said),
    `the seal before record ${short.next} is not the one that the badge named at the end: what followed was cut off`,
  );
});

ends('shows a signature by another badge, or by a key of another day', () => {
  for (const transcript of [
    signatureOf(whole, 'another radio ke'),
    { ...(whole.transcript as Transcript), day: (whole.transcript as Transcript).day + 1 },
  ])
    assert.match(faultOf({ ...whole, transcript }) ?? '', /^the badge did not sign that its log ends before/);
});

ends('was pulled on the day of the key, the day before or the day after', () => {
  const day = (whole.transcript as Transcript).day;
  for (const [pulledAt, isRight] of [
    [(day - 1) * DAY - 1, false],
    [(day - 1) * DAY, true],
    [(day + 2) * DAY, true],
    [(day + 2) * DAY + 1, false],
  ] as const)
    assert.is(faultOf({ ...whole, pulledAt }) === null, isRight, `${pulledAt - day * DAY}`);
});

ends.run();
