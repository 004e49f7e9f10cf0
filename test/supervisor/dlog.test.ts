import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { airOf } from '../../cli/show/air.js';
import { put } from '../../shared/bytes.js';
import { isHead } from '../../shared/log/word.js';
import { Kind } from '../../shared/visit/kind.js';
import type { Failure } from '../../supervisor/bluetooth.js';
import { checkDlog } from '../../supervisor/check.js';
import { type Dlog, type DlogParts, deskDigest, dlogOf, readDlog } from '../../supervisor/dlog.js';
import type { Pulled } from '../../supervisor/pull.js';
import { busyBadge, MORNING } from './badge.js';

const files = suite('a pulled log');

const engine = await busyBadge();
const air = airOf(engine);
const pulled = (await air.during(air.client.pull())) as Pulled;
const parts: DlogParts = { ...pulled, pulledAt: MORNING + 3600, zone: 8 * 3600 };
const good = dlogOf(parts) as Uint8Array;

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** The file with its check made right again: what was wrong before it was stored. */
function resealed(file: Uint8Array): Uint8Array {
  const copy = file.slice();
  const crc = deskDigest.crc32(latin1(copy.subarray(0, 32)) + latin1(copy.subarray(36)));
  copy.set(Buffer.from(put(crc, 4), 'latin1'), 32);
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
      '00' + '01' + '01' + '00', // not sealed, HB version 1 in English
      'eeffc000', // badge 00c0ffee
      '00000000', // first record
      Buffer.from(put(pulled.next, 4), 'latin1').toString('hex'),
      Buffer.from(put(MORNING + 3600, 4), 'latin1').toString('hex'),
      '60' + '00' + '00' + '00', // eight hours east, nothing proved
      Buffer.from(put(pulled.stream.length, 4), 'latin1').toString('hex'),
    ].join(''),
  );
  assert.equal(good.subarray(36), pulled.stream);
});

files('reads back as what was pulled', () => {
  const log = readDlog(good) as Dlog;
  assert.is(log.badge, '00c0ffee');
  assert.is(log.profile.id, 'HB');
  assert.equal([log.first, log.next, log.pulledAt, log.zone], [0, pulled.next, MORNING + 3600, 28_800]);
  assert.is(log.intact, true);
  const checked = checkDlog(log);
  assert.is(checked.fault, null);
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

files('shows a change of any byte', () => {
  for (let at = 0; at < good.length; at++)
    for (const bit of [1, 0x80]) {
      const log = readDlog(changed(at, (good[at] as number) ^ bit));
      if ('error' in log) continue;
      assert.is(log.intact, false, `byte ${at}`);
      assert.is.not(checkDlog(log).fault, null, `byte ${at}`);
    }
});

files('says in one sentence why it is none', () => {
  assert.is(
    errorOf(Buffer.from('hello, world')),
    'it is no pulled log: it does not begin with DLOG; give a file that doorstep pull wrote',
  );
  assert.is(
    errorOf(changed(4, 1)),
    'it is of version 1, and this doorstep reads version 0: use a newer doorstep',
  );
  assert.is(errorOf(good.slice(0, 20)), 'it ends inside its header, after 20 bytes: pull again');
  assert.match(errorOf(changed(5, 9)), /^it is of profile number 9, which/);
  assert.match(errorOf(changed(25, 2)), /^it claims a proof that version 0 does not have/);
});

/** What is first wrong in a file that was stored whole. */
function faultOf(file: Uint8Array): string | null {
  return checkDlog(readDlog(resealed(file)) as Dlog).fault;
}

files('names the first record that cannot be read', () => {
  // The last word of the log is its newest record: a cut write has bits left that should be clear.
  const at = good.length - 4;
  const torn = changed(at, (good[at] as number) | 0xff);
  const words = pulled.stream.length / 4;
  assert.is(
    faultOf(torn),
    `record ${pulled.next - 1} (page 1, at word ${words - 1}) cannot be read: its write was cut off by a power loss, or it was damaged since`,
  );
  // The first record behind the checkpoint of the page is the start of the badge.
  const log = readDlog(good) as Dlog;
  const boot = log.words.findIndex((word, i) => i > 8 && isHead(word) && ((word >> 19) & 63) === Kind.Boot);
  assert.is(boot > 8, true);
  const byte = 36 + boot * 4;
  assert.match(
    faultOf(changed(byte, (good[byte] as number) ^ 1)) ?? '',
    new RegExp(`^record 0 \\(page 1, at word ${boot}\\) cannot be read`),
  );
});

files('says what is wrong with a page', () => {
  assert.match(faultOf(changed(36, 0)) ?? '', /^the header of the first page \(at word 0\) cannot be read/);
  assert.is(
    faultOf(changed(8, 0xef)),
    'page 1 was written by badge 00c0ffee, and the file is of badge 00c0ffef',
  );
  assert.is(faultOf(changed(6, 2)), "page 1 was written under another profile than the file's");
  assert.is(faultOf(changed(7, 1)), null, 'a language may change');
  assert.is(faultOf(changed(12, 3)), 'page 1 begins with record 0, and record 3 should come next');
});

files('that ends before what the badge announced is not whole', () => {
  const short = dlogOf({ ...parts, next: pulled.next + 2 }) as Uint8Array;
  assert.is(
    checkDlog(readDlog(short) as Dlog).fault,
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
