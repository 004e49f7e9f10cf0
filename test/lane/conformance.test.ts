import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { worldOf } from '../../cli/play/world.js';
import { Badge } from '../../host-sim/badge.js';
import { art } from '../../host-sim/espruino/compare.js';
import { Bench, HOW_TO, interpreter } from '../../host-sim/espruino/interpreter.js';
import { logFileBytes } from '../../host-sim/install.js';
import { skip } from '../support/skip.js';
import { DRAWINGS, HELPERS, KNOWN, PROGRAMS, type Program, TIMERS } from './programs.js';

/** Told by way of the one call that takes anything: what a badge advertises. */
const TELL = 'function done() { NRF.setAdvertising({}, { interval: 1000, name: told.join("|") }); }';
/** What a build for Linux lacks of that. */
const STUBS = `
  global.NRF = { setAdvertising: function (data, how) { print("~" + how.name); } };
  global.g = Graphics.createArrayBuffer(128, 64, 1, { msb: true });
  g.flip = function () { for (var i = 0; i < 1024; i += 128) print("^" + btoa(new Uint8Array(g.buffer, i, 128))); };
  E.getBattery = function () { return 100; };
  E.hwRand = function () { return 1; };
`;

const parts = worldOf({ id: '00c0ffee', profile: 'HB', language: 'en' }).parts;
const files = [{ name: 'dlog', data: parts.files?.[0]?.data ?? new Uint8Array(), size: logFileBytes(2) }];

interface Outcome {
  readonly told: string;
  readonly pixels: Uint8Array;
  readonly flash: Uint8Array;
}

const whole = (code: string, end: string): string => `(function () {${HELPERS}${TELL}\n${code}\n${end}})();`;

function onStandIns(code: string): Outcome {
  const badge = new Badge({ files, bundle: code });
  badge.advance(60_000);
  const how = badge.radio.advertising?.how;
  const told = how?.name ?? badge.faults().join('; ');
  return { told, pixels: badge.pixels().slice(), flash: badge.image().bytes };
}

async function onInterpreter(bench: Bench, code: string): Promise<Outcome> {
  // The program stands in flash on both, so that both have the same flash to compare.
  const before = new Badge({ files, bundle: code, powered: false }).image().bytes;
  const boot = `${STUBS}\neval(require("Storage").read(".bootcde"));`;
  const { lines, flash } = await bench.run(boot, before, [], 20_000);
  const text = lines.map(line => line.slice(Math.max(0, line.search(/[~^]|Uncaught/))));
  const told = text.find(line => line.startsWith('~'));
  const drawn = text.filter(line => line.startsWith('^')).map(line => Buffer.from(line.slice(1), 'base64'));
  return {
    told: told?.slice(1) ?? text.slice(7).filter(Boolean).join(' / '),
    pixels: drawn.length ? new Uint8Array(Buffer.concat(drawn)) : new Uint8Array(1024),
    flash,
  };
}

const lane = suite('stand-ins and interpreter alike');
const program = interpreter();

if (program) {
  let bench: Bench;
  lane.before(async () => {
    bench = await Bench.open(program);
  });
  lane.after(() => bench.close());
  const alike = ({ name, code }: Program, end: string): void => {
    lane(name, async () => {
      const text = whole(code, end);
      const here = onStandIns(text);
      const there = await onInterpreter(bench, text);
      assert.equal(here.told.split('|'), there.told.split('|'));
      assert.is(art(here.pixels), art(there.pixels));
      for (let page = 0; page < 9; page++) {
        const at = page * 4096;
        const [a, b] = [here.flash, there.flash].map(flash => Buffer.from(flash.slice(at, at + 4096)));
        assert.ok(a?.equals(b as Buffer), `page ${page} of the flash`);
      }
    });
  };
  for (const each of PROGRAMS) alike(each, 'done();');
  for (const each of DRAWINGS) alike(each, 'g.flip(); done();');
  for (const each of TIMERS) alike({ ...each, name: `timers ${each.name}` }, '');
  for (const { name, code, standIns, interpreter: there } of KNOWN)
    lane(`but for this: ${name}`, async () => {
      const text = whole(code, 'done();');
      assert.is(onStandIns(text).told, standIns);
      assert.is((await onInterpreter(bench, text)).told, there);
    });
  lane.run();
  skip('setWatch on the interpreter', 'a build for Linux has no pins whose level anybody could change');
} else skip('conformance of the stand-ins', HOW_TO);
