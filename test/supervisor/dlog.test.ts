import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { airOf } from '../../cli/show/air.js';
import { TEST_KEYS } from '../../host-sim/install.js';
import { put } from '../../shared/bytes.js';
import { isHead } from '../../shared/log/word.js';
import { Kind } from '../../shared/visit/kind.js';
import type { Failure } from '../../supervisor/bluetooth.js';
import { checkDlog, type Proofs } from '../../supervisor/check.js';
import { type Dlog, type DlogParts, deskDigest, dlogOf, readDlog } from '../../supervisor/dlog.js';
import type { Pulled } from '../../supervisor/pull.js';
import { busyBadge, MORNING } from './badge.js';

const files = suite('a pulled log');

const engine = await busyBadge();
const air = airOf(engine);
const pulled = (await air.during(air.client.pull())) as Pulled;
const { stream, first, next } = pulled;
/** As it comes over an open link: nothing was signed. */
const parts: DlogParts = { stream, first, next, pulledAt: MORNING + 3600, zone: 8 * 3600 };
const good = dlogOf(parts) as Uint8Array;

const PROOFS: Proofs = { keys: [{ logKey: TEST_KEYS.log, radioKey: TEST_KEYS.radio }], reach: 8 };

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** The file with its check made right again: what was wrong before it was stored. */
function resealed(file: Uint8Array): Uint8Array {
  const copy = file.slice();
  const crc = deskDigest.crc32(latin1(copy.subarray(0, 64)) + latin1(copy.subarray(68)));
  copy.set(Buffer.from(put(crc, 4), 'latin1'), 64);
  return copy;
}

function changed(at: number, value: number): Uint8Array {
  const copy = good.slice();
  copy[at] = value;
  return copy;
}

function errorOf(file: Uint8Array): string {
  const log = readDlog(file);
  return 'error' in log ? log.error : 'none';
}

files('begins with these bytes', () => {
  assert.is(
    Buffer.from(good.subarray(0, 32)).toString('hex'),
    [
      '444c4f47', // DLOG
      '01' + '01' + '01' + '00', // version 1, HB version 1 in English
      'eeffc000', // badge 00c0ffee
      '00000000', // first record
      Buffer.from(put(pulled.next, 4), 'latin1').toString('hex'),
      Buffer.from(put(MORNING + 3600, 4), 'latin1').toString('hex'),
      '60' + '00' + '00' + '00', // eight hours east, nothing proved
      Buffer.from(put(pulled.stream.length, 4), 'latin1').toString('hex'),
    ].join(''),
  );
  assert.is(Buffer.from(good.subarray(32, 64)).toString('hex'), '00'.repeat(32), 'nothing was signed');
  assert.equal(good.subarray(68), pulled.stream);
});

files('reads back as what was pulled', () => {
  const log = readDlog(good) as Dlog;
  assert.is(log.badge, '00c0ffee');
  assert.is(log.profile.id, 'HB');
  assert.equal([log.first, log.next, log.pulledAt, log.zone], [0, pulled.next, MORNING + 3600, 28_800]);
  assert.is(log.intact, true);
  assert.is(log.transcript, null);
  const checked = checkDlog(log, PROOFS);
  assert.equal([checked.fault, checked.unproven], [null, null]);
  assert.equal([checked.pages, checked.words, checked.records], [1, pulled.stream.length / 4, pulled.next]);
});

files('that lost or gained bytes is refused, wherever it ends', () => {
  for (let length = 0; length < good.length; length++)
    assert.is.not(errorOf(good.slice(0, length)), 'none', `${length} bytes`);
  assert.match(
    errorOf(Uint8Array.of(...good, 0)),
    /^it should hold \d+ bytes of log and holds \d+: it was cut/,
  );
});

files('that holds no whole words is refused', () => {
  const file = Uint8Array.of(...good, 0);
  const view = new DataView(file.buffer);
  view.setUint32(28, view.getUint32(28, true) + 1, true);
  assert.match(errorOf(file), /^its \d+ bytes of log are no whole words: pull again$/);
});

files('shows a change of any byte', () => {
  for (let at = 0; at < good.length; at++)
    for (const bit of [1, 0x80]) {
      const log = readDlog(changed(at, (good[at] as number) ^ bit));
      if ('error' in log) continue;
      assert.is(log.intact, false, `byte ${at}`);
      assert.is.not(checkDlog(log, PROOFS).fault, null, `byte ${at}`);
    }
});

files('says in one sentence why it is none', () => {
  assert.is(
    errorOf(Buffer.from('hello, world')),
    'it is no pulled log: it does not begin with DLOG; give a file that doorstep pull wrote',
  );
  assert.is(
    errorOf(changed(4, 2)),
    'it is of version 2, and this doorstep reads versions up to 1: use a newer doorstep',
  );
  assert.is(errorOf(good.slice(0, 20)), 'it ends inside its header, after 20 bytes: pull again');
  assert.match(errorOf(changed(5, 9)), /^it is of profile number 9, which/);
  assert.match(errorOf(changed(25, 5)), /^it claims a proof that its version does not have/);
  for (const at of [26, 27, 32, 40, 48, 63])
    assert.match(errorOf(changed(at, 1)), /^it claims a proof that nobody gave/, `byte ${at}`);
});

/** What is first wrong in a file that was stored whole. */
function faultOf(file: Uint8Array): string | null {
  return checkDlog(readDlog(resealed(file)) as Dlog, PROOFS).fault;
}

/** Where word `at` of the stream stands in the file. */
const byteOf = (at: number): number => 68 + at * 4;

files('names the first record that cannot be read', () => {
  const { words } = readDlog(good) as Dlog;
  // A cut write has bits left that should be clear. The log ends with a seal of six words.
  const last = byteOf(words.length - 7);
  assert.is(
    faultOf(changed(last, (good[last] as number) | 0xff)),
    `record ${pulled.next - 1} (page 1, at word ${words.length - 7}) cannot be read, and the seal over ` +
      `what stands before record ${pulled.next - 1} is not right: it was damaged or changed after it was written`,
  );
  // The first record behind the checkpoint of the page is the start of the badge.
  const boot = words.findIndex((word, i) => i > 8 && isHead(word) && ((word >> 19) & 63) === Kind.Boot);
  assert.is(boot > 8, true);
  const byte = byteOf(boot);
  assert.match(
    faultOf(changed(byte, (good[byte] as number) ^ 1)) ?? '',
    new RegExp(`^record 0 \\(page 1, at word ${boot}\\) cannot be read`),
  );
});

files('says that a seal cannot be read, and what it covered', () => {
  const { words } = readDlog(good) as Dlog;
  const seal = words.length - 6;
  const byte = byteOf(seal + 2);
  assert.is(
    faultOf(changed(byte, (good[byte] as number) ^ 1)),
    `record ${pulled.next - 1} of page 1 is not sealed: the end of the page was damaged or made up, and the seal over record ${pulled.next - 1} (page 1, at word ${seal}) cannot be read`,
  );
});

files('says what is wrong with a page', () => {
  assert.match(
    faultOf(changed(byteOf(0), 0)) ?? '',
    /^the header of the first page \(at word 0\) cannot be read/,
  );
  assert.is(
    faultOf(changed(8, 0xef)),
    'page 1 was written by badge 00c0ffee, and the file is of badge 00c0ffef',
  );
  assert.is(faultOf(changed(6, 2)), "page 1 was written under another profile than the file's");
  assert.is(faultOf(changed(7, 1)), 'its header names another language than its first page');
  assert.is(faultOf(changed(12, 3)), 'page 1 begins with record 0, and record 3 should come next');
});

files('that ends before what the badge announced is not whole', () => {
  const short = dlogOf({ ...parts, next: pulled.next + 2 }) as Uint8Array;
  assert.is(
    checkDlog(readDlog(short) as Dlog, PROOFS).fault,
    `its records end at ${pulled.next - 1}, and the badge said that it sent them up to ${pulled.next + 1}`,
  );
});

files('is not made from what is no log', () => {
  const none = (stream: Uint8Array): string => (dlogOf({ ...parts, stream }) as Failure).error;
  assert.match(none(new Uint8Array(0)), /^The badge has no records yet/);
  assert.match(
    none(Buffer.from('hello, world, hello, world, hello, world')),
    /^What came is no log of a badge/,
  );
  assert.match(none(pulled.stream.slice(0, 34)), /^What came is no log of a badge/);
});

files.run();
