import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { TEST_KEYS } from '../../host-sim/install.js';
import { keyNumber, readSigned } from '../../supervisor/orders.js';

const MAIN = fileURLToPath(new URL('../../cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'doorstep-order-'));
const hex = (text: string): string => Buffer.from(text, 'latin1').toString('hex');
const keys = join(folder, 'test.keys');
writeFileSync(keys, `doorstep-keys 1\n# TEST KEYS\n00c0ffee ${hex(TEST_KEYS.log)} ${hex(TEST_KEYS.radio)}\n`);

function orderNew(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const call = [MAIN, 'order', 'new', '--keys', keys, ...args];
  return spawnSync(process.execPath, call, { encoding: 'utf8' });
}

const command = suite('doorstep order new');

command('signs the orders of a file for one badge, and says until when', () => {
  const file = join(folder, 'orders.json');
  writeFileSync(
    file,
    JSON.stringify([
      { id: 'WO-7', type: 'repair' },
      { id: 'WO-8', type: 'install' },
    ]),
  );
  const { status, stdout } = orderNew(file, '--badge', '00c0ffee', '--json');
  assert.is(status, 0);
  const { orders } = JSON.parse(stdout);
  assert.equal(
    orders.map(({ order }: { order: { id: string } }) => order.id),
    ['WO-7', 'WO-8'],
  );
  for (const { payload, order } of orders) {
    assert.is(readSigned(Buffer.from(payload, 'hex').toString('latin1'))?.badge, '00c0ffee');
    assert.is(Date.parse(order.notAfter) - Date.parse(order.issued), 24 * 3_600_000);
  }
});

command('takes CSV that names a badge for each order, and dates them as they are signed', () => {
  const file = join(folder, 'orders.csv');
  writeFileSync(
    file,
    'badge,id,type,notAfter,issued\n00C0FFEE,WO-7,repair,2099-11-23T18:00:00+08:00,2020-01-01T00:00:00Z\n,WO-8,care,,\n',
  );
  const { status, stdout } = orderNew(file, '--badge', '00c0ffee', '--json');
  assert.is(status, 0);
  const { orders } = JSON.parse(stdout);
  assert.is(orders.length, 2);
  assert.is(orders[0].order.notAfter, '2099-11-23T18:00:00+08:00');
  for (const { badge, order } of orders) {
    assert.is(badge, '00c0ffee');
    assert.ok(Math.abs(Date.parse(order.issued) - Date.now()) < 60_000);
  }
});

command('signs with the key that is asked for, of its holder and by its number', () => {
  const [{ payload }] = JSON.parse(
    orderNew('--badge', '00c0ffee', '--id', 'W', '--type', 'care', '--key', 'site', '--which', '3', '--json')
      .stdout,
  ).orders;
  assert.is(readSigned(Buffer.from(payload, 'hex').toString('latin1'))?.key, keyNumber('site', 3));
  const { status, stderr } = orderNew('--badge', '00c0ffee', '--id', 'W', '--type', 'care', '--which', '4');
  assert.is(status, 2);
  assert.is(stderr, '--which is "4": make it a whole number from 0 to 3.\n');
});

command('prints the frames for a writer that can send nothing but frames', () => {
  const { stdout } = orderNew('--badge', '00c0ffee', '--id', 'WO-7', '--type', 'repair', '--json');
  const [{ ndef, raw }] = JSON.parse(stdout).orders;
  const image = Buffer.alloc(144);
  for (const frame of raw.map((each: string) => Buffer.from(each, 'hex'))) {
    assert.equal([frame.length, frame[0]], [6, 0xa2]);
    frame.copy(image, (frame[1] - 4) * 4, 2);
  }
  const message = Buffer.from(ndef, 'hex');
  assert.equal(image.subarray(0, message.length + 3), Buffer.from([3, message.length, ...message, 0xfe]));
  assert.is(raw[0], `a2040300${ndef.slice(0, 4)}`);
  assert.is(raw.at(-1), `a20403${message.length.toString(16)}${ndef.slice(0, 4)}`);
});

command('says in one sentence what is wrong', () => {
  const wrong: [string[], RegExp][] = [
    [['--id', 'WO-7', '--type', 'repair'], /^An order is signed for one badge: give --badge /],
    [['--badge', '00c0ffee', '--id', 'WO-7'], /takes a file of orders, or --id and --type: give one\.$/],
    [
      ['--badge', '00c0ffee', '--id', 'wo-7', '--type', 'repair'],
      /^order id "wo-7" is not .*: mend the order\.$/,
    ],
    [
      ['--badge', '00c0ffee', '--id', 'WO-7', '--type', 'care', '--notAfter', '2020-01-01T00:00:00Z'],
      /^Order WO-7 is out of date \(notAfter 2020-01-01T00:00:00Z\): give a later time, or none\.$/,
    ],
    [['--badge', '00c0ffef', '--id', 'WO-7', '--type', 'repair'], /it has no keys of badge 00c0ffef/],
  ];
  for (const [args, sentence] of wrong) {
    const { status, stderr } = orderNew(...args);
    assert.is(status, 2);
    assert.match(stderr.trim(), sentence);
  }
});

command.after(() => rmSync(folder, { recursive: true }));

command.run();
