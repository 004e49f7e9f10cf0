import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Watched } from '../../cli/orders/watched.js';
import { TEST_KEYS } from '../../host-sim/install.js';
import type { Reader } from '../../supervisor/tag.js';

const MAIN = fileURLToPath(new URL('../../cli/main.js', import.meta.url));
const PACKAGE = fileURLToPath(new URL('../../../node_modules/pcsc-mini', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'doorstep-dispatch-'));
const hex = (text: string): string => Buffer.from(text, 'latin1').toString('hex');

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const keys = file(
  'test.keys',
  `doorstep-keys 1\n# TEST KEYS\n00c0ffee ${hex(TEST_KEYS.log)} ${hex(TEST_KEYS.radio)}\n`,
);
const good = file('good.csv', 'badge,id,type\n00c0ffee,WO-1,repair\n');

function dispatch(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  // Where no pcscd listens, whether there is one on this machine or not.
  const env = { ...process.env, PCSCLITE_CSOCK_NAME: join(folder, 'nobody') };
  return spawnSync(process.execPath, [MAIN, 'dispatch', ...args], { encoding: 'utf8', env, cwd: folder });
}

const command = suite('doorstep dispatch');

command('says in one sentence what is wrong, before it looks for a reader', () => {
  const line = file('line.csv', 'badge,id,type\n00c0ffee,WO-1,repair\n00c0ffee,WO-2,fix\n');
  const nameless = file('nameless.json', '[{"id": "WO-1", "type": "repair"}]');
  const text = file('text.json', 'badge,id,type');
  const wrong: [string[], RegExp][] = [
    [[], /^doorstep dispatch: missing required positional argument: order; see --help\.$/i],
    [['missing.csv'], /^missing\.csv: there is no such file; give a list of orders \(CSV or JSON\)\.$/],
    [[line], /line\.csv, line 3: order WO-2: type "fix" is none of install, .*: mend the order\.$/],
    [[text], /text\.json: it is not JSON .*; give an order or a list of orders, or end its name in \.csv/],
    [[file('none.csv', 'badge,id,type\n')], /none\.csv: there is no order in it: add one\.$/],
    [
      [file('old.csv', 'badge,id,type,notAfter\n00c0ffee,W,care,2020-01-01T00:00:00Z\n'), '--keys', keys],
      /^Order W is out of date /,
    ],
    [[nameless, '--keys', keys], /^Order WO-1 \(order 1\) is for no badge: give --badge /],
    [[nameless, '--keys', keys, '--badge', '0000000b'], /it has no keys of badge 0000000b: give the file of/],
    [[good], /^doorstep\.sqlite: /],
    [[good, '--keys', keys, '--wait', '0'], /^--wait is "0": make it a whole number from 1 to 86400\.$/],
  ];
  for (const [args, sentence] of wrong) {
    const { status, stdout, stderr } = dispatch(...args);
    assert.match(stderr.trim(), sentence);
    assert.equal([status, stdout], [2, '']);
  }
});

command('says what it lacks: its package, or a PC/SC service', () => {
  const { status, stdout, stderr } = dispatch(good, '--keys', keys);
  assert.equal([status, stdout], [2, '']);
  assert.match(
    stderr,
    existsSync(PACKAGE)
      ? /^(No PC\/SC service runs here: start pcscd|The package pcsc-mini does not load) .*\.\n$/
      : /^doorstep dispatch needs the package pcsc-mini, .*: npm install --no-save pcsc-mini@0\.1\.3\.\n$/,
  );
});

command('shows progress on a terminal, and takes it away again; elsewhere nothing', async () => {
  const silent: Reader = { field: async () => true, transceive: async () => null };
  const written = async (isTTY: boolean): Promise<string> => {
    let text = '';
    const reader = new Watched(silent, {
      isTTY,
      write: more => {
        text += more;
      },
    });
    await reader.transceive(Uint8Array.of(0x30, 3));
    reader.begin('Badge 00c0ffee: writing WO-7, hold still');
    for (let i = 0; i < 2; i++) await reader.transceive(Uint8Array.of(0x30, 3));
    reader.end();
    await reader.transceive(Uint8Array.of(0x30, 3));
    return text;
  };
  const line = (frames: number): string => `\rBadge 00c0ffee: writing WO-7, hold still (${frames})\x1b[K`;
  assert.is(await written(true), `${line(1)}${line(2)}\r\x1b[K`);
  assert.is(await written(false), '');
});

command.after(() => rmSync(folder, { recursive: true }));

command.run();
