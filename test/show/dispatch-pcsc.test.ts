import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { TEST_KEYS } from '../../host-sim/install.js';
import { whyNoPcscd } from '../../host-sim/pcsc/daemon.js';
import { skip } from '../support/skip.js';
import type { Asked, Looked, Told } from './pcsc-rig.js';

/** `doorstep dispatch` as it is called, through npm's pcsc-mini, pcscd and the virtual reader, to simulated badges. */

const MAIN = fileURLToPath(new URL('../../cli/main.js', import.meta.url));
const RIG = fileURLToPath(new URL('./pcsc-rig.js', import.meta.url));
const PACKAGE = fileURLToPath(new URL('../../../node_modules/pcsc-mini', import.meta.url));

function whyNot(): string | null {
  if (!existsSync(PACKAGE))
    return 'the package pcsc-mini is not installed (npm install --no-save pcsc-mini@0.1.3)';
  const why = whyNoPcscd();
  return why && `${why} (Debian: apt-get install pcscd vsmartcard-vpcd iproute2)`;
}

/** The process with badges, reader and pcscd in it. */
class Rig {
  private readonly child: ChildProcess;

  constructor() {
    const call = ['--net', process.execPath, '--enable-source-maps', RIG];
    this.child = spawn('unshare', call, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  }

  async ask(asked: Asked): Promise<unknown> {
    const told = new Promise<Told>(done => this.child.once('message', message => done(message as Told)));
    this.child.send(asked);
    const { value, error } = await told;
    if (error !== undefined) throw new Error(error);
    return value;
  }

  look = (badge: string): Promise<Looked> => this.ask({ op: 'look', badge }) as Promise<Looked>;

  async end(): Promise<void> {
    const ended = new Promise<void>(done => this.child.once('exit', () => done()));
    this.child.disconnect();
    await ended;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'doorstep-dispatch-'));
const hex = (text: string): string => Buffer.from(text, 'latin1').toString('hex');
const keys = join(folder, 'test.keys');

/** A list of orders on disk. */
function list(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

interface Running {
  /** Resolves when this was said on stderr. */
  said(text: RegExp): Promise<void>;
  readonly ended: Promise<{ status: number | null; stdout: string; stderr: string }>;
}

function dispatch(...args: string[]): Running {
  const child = spawn(process.execPath, [MAIN, 'dispatch', '--keys', keys, ...args]);
  const out = { stdout: '', stderr: '' };
  const ended = new Promise<{ status: number | null; stdout: string; stderr: string }>(done =>
    child.once('close', status => done({ status, ...out })),
  );
  let heard: () => void = () => undefined;
  child.stdout.on('data', data => {
    out.stdout += data;
  });
  child.stderr.on('data', data => {
    out.stderr += data;
    heard();
  });
  return {
    said: text =>
      new Promise((done, fail) => {
        heard = () => text.test(out.stderr) && done();
        heard();
        void ended.then(() => fail(new Error(`it ended, and said: ${out.stderr}`)));
      }),
    ended,
  };
}

const why = whyNot();
if (why) skip('dispatch through pcscd and the virtual reader', why);
else {
  const desk = suite('doorstep dispatch, through pcscd');
  const rig = new Rig();

  desk.before(async () => {
    const both = ['00c0ffee', '0000000b'].map(
      badge => `${badge} ${hex(TEST_KEYS.log)} ${hex(TEST_KEYS.radio)}`,
    );
    writeFileSync(keys, `doorstep-keys 1\n# TEST KEYS\n${both.join('\n')}\n`);
    await rig.ask({ op: 'start' });
  });

  desk.after(async () => {
    await rig.end();
    rmSync(folder, { recursive: true });
  });

  desk('writes the orders of a list to badge after badge, and shows their receipts', async () => {
    const file = list(
      'orders.csv',
      'badge,id,type,customer\n00c0ffee,WO-1,repair,home\n0000000b,WO-2,install,\n00c0ffee,WO-3,care,\n',
    );
    const run = dispatch(file, '--wait', '20');
    await run.said(/lay a badge on the reader/);
    await rig.ask({ op: 'lay', badge: '00c0ffee' });
    await run.said(/Badge 00c0ffee: done/);
    await rig.ask({ op: 'lift' });
    await rig.ask({ op: 'lay', badge: '0000000b' });
    const { status, stdout, stderr } = await run.ended;
    await rig.ask({ op: 'lift' });
    assert.is(status, 0, stderr);
    const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S+`;
    assert.match(
      stdout,
      new RegExp(
        `^Badge 00c0ffee, order WO-1: taken at ${time}, record \\d+\nBadge 00c0ffee, order WO-3: taken at ${time}, record \\d+\nBadge 0000000b, order WO-2: taken at ${time}, record \\d+\n$`,
      ),
    );
    const { events, shows, faults } = await rig.look('00c0ffee');
    assert.equal(
      events.filter(event => /WO/.test(event)),
      ['order.dispatched WO-1', 'order.dispatched WO-3'],
    );
    assert.is(shows, '00c0ffee');
    assert.equal(faults, []);
  });

  desk('makes a tap at the site the arrival, with its key and the nonce as evidence', async () => {
    // Accepted; departed, and once more as the kit was not checked.
    await rig.ask({ op: 'press', badge: '0000000b', buttons: [3, 3, 3] });
    const file = list('site.csv', 'badge,id,type\n0000000b,WO-2,install\n');
    const run = dispatch(file, '--key', 'site', '--wait', '20');
    await run.said(/lay a badge on the reader/);
    await rig.ask({ op: 'lay', badge: '0000000b' });
    const { status, stderr } = await run.ended;
    await rig.ask({ op: 'lift' });
    assert.is(status, 0, stderr);
    const { events } = await rig.look('0000000b');
    assert.equal(
      events.filter(event => /WO-2/.test(event)),
      ['order.dispatched WO-2', 'order.accepted WO-2', 'departed WO-2', 'arrived WO-2 fresh site'],
    );
  });

  desk(
    'of a badge that is pulled away in the middle leaves nothing on it, and the next tap is good',
    async () => {
      const file = list('one.json', JSON.stringify({ id: 'WO-9', type: 'repair' }));
      const run = dispatch(file, '--badge', '0000000b', '--wait', '20', '--json');
      await run.said(/lay a badge on the reader/);
      // Two reads of what is shown, then pages: at the ninth of them it goes.
      await rig.ask({ op: 'lay', badge: '0000000b', loss: { at: 20, what: 'field' } });
      await run.said(/the badge was taken away too soon/);
      const pulled = await rig.look('0000000b');
      assert.equal(
        pulled.events.filter(event => /WO-9/.test(event)),
        [],
      );
      assert.is(pulled.shows, '0000000b');
      await rig.ask({ op: 'lay', badge: '0000000b' });
      const { status, stdout, stderr } = await run.ended;
      await rig.ask({ op: 'lift' });
      assert.is(status, 0, stderr);
      const { events, faults, seq } = await rig.look('0000000b');
      assert.equal(
        events.filter(event => /WO-9/.test(event)),
        ['order.dispatched WO-9'],
      );
      assert.equal(faults, []);
      const { orders } = JSON.parse(stdout);
      assert.is(orders.length, 1);
      assert.equal(
        { ...orders[0], receipt: { ...orders[0].receipt, time: 0 } },
        { badge: '0000000b', order: 'WO-9', end: 'done', touches: 1, receipt: { time: 0, seq } },
      );
    },
  );

  desk('begins anew where an answer is lost, and the badge has its order once', async () => {
    const file = list('lost.json', JSON.stringify({ id: 'WO-11', type: 'repair' }));
    // The driver has two readers; badges are laid on the first.
    const run = dispatch(
      file,
      '--badge',
      '0000000b',
      '--reader',
      'interface 00 00',
      '--wait',
      '20',
      '--json',
    );
    await run.said(/lay a badge on the reader/);
    await rig.ask({ op: 'lay', badge: '0000000b', loss: { at: 20, what: 'answer' } });
    const { status, stdout, stderr } = await run.ended;
    await rig.ask({ op: 'lift' });
    assert.is(status, 0, stderr);
    const [{ end, touches, receipt }] = JSON.parse(stdout).orders;
    const { events, seq } = await rig.look('0000000b');
    assert.equal([end, touches, receipt.seq], ['done', 2, seq]);
    assert.is(events.filter(event => /WO-11/.test(event)).length, 1);
  });

  desk('says where the reader that is named is not there', async () => {
    const file = list('named.json', JSON.stringify({ id: 'WO-12', type: 'repair' }));
    const { status, stdout, stderr } = await dispatch(file, '--badge', '00c0ffee', '--reader', 'ACR1252')
      .ended;
    assert.equal([status, stdout], [2, '']);
    assert.match(stderr, /^There is no reader "ACR1252" here: plug one in .*\.\n$/);
  });

  desk('says what it did not get to a badge, and exits 1', async () => {
    const file = list('late.json', JSON.stringify({ id: 'WO-10', type: 'repair' }));
    const run = dispatch(file, '--badge', '00c0ffee', '--wait', '2');
    await run.said(/lay a badge on the reader/);
    await rig.ask({ op: 'lay', badge: '0000000b' });
    const { status, stdout, stderr } = await run.ended;
    await rig.ask({ op: 'lift' });
    assert.is(status, 1);
    assert.is(stdout, '');
    assert.match(stderr, /Badge 0000000b: nothing waits for it: take it away\.\nNot delivered: WO-10\.\n$/);
  });

  desk.run();
}
