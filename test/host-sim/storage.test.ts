import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isValid } from '../../host-sim/compact.js';
import { Nor, PAGE } from '../../host-sim/flash.js';
import { filesOf, imageOf, logFileBytes } from '../../host-sim/install.js';
import { Storage } from '../../host-sim/storage.js';
import { dlog } from './tiny.js';

const storage = suite('Storage');
const empty = (): Storage => new Storage(new Nor());
const bytes = (length: number): Uint8Array => new Uint8Array(length).fill(0x55);

storage('lays the log first, so that it fills whole pages and the next file begins one', () => {
  const files = new Storage(new Nor());
  files.nor.restore(imageOf([dlog, { name: 'words', data: bytes(10) }], 'print()'));
  const [log, words, boot] = files.files.entries();
  assert.is(log.offset, 0);
  assert.is(log.size, logFileBytes(2));
  assert.is(words.offset, 3 * PAGE);
  assert.is(boot.offset, 3 * PAGE + 32 + 12);
  assert.is(files.read('.bootcde'), 'print()');
  assert.is(files.read('dlog', 0, 5), 'DS\x01\x00\xff');
  assert.is(filesOf(files.nor.image()).get('words')?.length, 10);
});

storage('fills what is blank and refuses what is not', () => {
  const files = empty();
  files.write('f', Uint8Array.of(1), 0, 100);
  assert.ok(files.write('f', Uint8Array.of(2, 3), 4));
  assert.is(files.read('f', 0, 8), '\x01\xff\xff\xff\x02\x03\xff\xff');
  assert.throws(() => files.write('f', Uint8Array.of(2, 3), 4), /already written with different data/);
  assert.throws(() => files.write('f', Uint8Array.of(1, 1), 99), /Too much data/);
  assert.throws(() => files.write('none', Uint8Array.of(1), 4), /Unable to find or create/);
  assert.throws(() => files.write('g', '', 0), /zero length/);
});

storage('replaces a file that is written at offset 0, and keeps the old one as trash', () => {
  const files = empty();
  files.write('f', 'abcd');
  assert.ok(files.write('f', 'abcd'));
  assert.is(files.getStats().trashCount, 0);
  files.write('f', 'abce');
  assert.is(files.read('f'), 'abce');
  assert.is(files.getStats().trashCount, 1);
});

storage('never moves the log when it compacts', () => {
  const files = empty();
  files.write('dlog', Uint8Array.of(1), 0, logFileBytes(2));
  files.write('dlog', Uint8Array.of(9, 9, 9, 9), PAGE);
  for (let i = 0; i < 20; i++) files.write('program', bytes(5000 + i));
  assert.is(files.read('program')?.length, 5019);
  assert.is(files.read('dlog', PAGE, 4), '\t\t\t\t');
  assert.equal(files.nor.wear.erases.slice(0, 3), [0, 0, 0]);
  assert.ok(files.nor.wear.erases.slice(3).some(count => count > 0));
  assert.ok(isValid(files.files));
});

storage('is invalid where the walk ends on bytes that are no header, in the next page too', () => {
  const files = empty();
  files.write('f', 'abcd');
  files.nor.write(36, Uint8Array.of(0xff, 0xff, 0xff, 0x10));
  assert.ok(files.isValid(), 'the walk goes on at the next page, and that is blank');
  files.nor.write(PAGE, Uint8Array.of(0xff, 0xff, 0xff, 0x10));
  assert.not(files.isValid());
});

storage('takes strings as bytes and nothing wider', () => {
  const files = empty();
  assert.throws(() => files.write('f', '\u4e2d'), /above 255/);
  assert.throws(() => files.write('f', new Uint32Array(2)), /one byte per element/);
});

storage('knows where a string came from', () => {
  const files = empty();
  files.write('f', 'hello');
  assert.is(files.addressOf(files.read('f')), files.nor.base + 32);
  assert.is(files.addressOf('hello there'), 0);
});

storage.run();
