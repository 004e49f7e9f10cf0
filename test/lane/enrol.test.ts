import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { enrolScript } from '../../cli/lane/installer.js';
import { worldOf } from '../../cli/play/world.js';
import { art } from '../../host-sim/espruino/compare.js';
import { Bench, HOW_TO, interpreter } from '../../host-sim/espruino/interpreter.js';
import { imageOf } from '../../host-sim/install.js';
import { rngFrom } from '../../host-sim/rng.js';
import { ENROL_DIGITS } from '../../shared/enrol/text.js';
import { enrolOn, installer, onTheBench } from '../support/bench.js';
import { readQr } from '../support/qr-reader.js';
import { skip } from '../support/skip.js';

/** What a build for Linux lacks: display bus, buttons, console, and chance that a test can tell. */
const STAND_INS = `var $after,$draws=[],$ballast=[],$later=setTimeout;
global.g=Graphics.createArrayBuffer(128,64,1,{msb:true});
g.flip=function(){for(var i=0;i<1024;i+=128)print("~ "+btoa(new Uint8Array(g.buffer,i,128)))};
global.BTN1=global.BTN2=global.BTN3=global.BTN4=1;
global.setWatch=function(f){$after=f};global.setTimeout=function(f){$later(function(){f();$after()},1)};
E.setConsole=function(){print("~closed")};global.load=function(){print("~loaded")};
E.hwRand=function(){return $draws.shift()|0};
`;

/** Draws of two keys. */
const DRAWS = 24;
const ALL = 2950;

interface Shown {
  readonly said: string[];
  readonly screens: Uint8Array[];
  readonly flash: Uint8Array;
}

/**
 * Runs a script in an interpreter as its console does: the text is in RAM, and so is each function of it. `ballast`
 * variables are taken away before.
 */
async function inRam(
  bench: Bench,
  script: string,
  before: Uint8Array,
  draws: readonly number[],
  ballast = 0,
): Promise<Shown> {
  bench.put('script', script);
  const { lines, flash } = await bench.run(
    `${STAND_INS}$draws=[${draws}];for(var $i=0;$i<${ballast};$i++)$ballast.push(0);
$later('eval(E.openFile("script","r").read(${script.length}))',1);`,
    before,
    [],
    20_000,
  );
  const told = lines.filter(line => line.includes('~')).map(line => line.slice(line.indexOf('~')));
  const rows = told
    .filter(line => line.startsWith('~ '))
    .map(line => Buffer.from(line.slice(2).trim(), 'base64'));
  const screens: Uint8Array[] = [];
  for (let i = 0; i < rows.length; i += 8) screens.push(new Uint8Array(Buffer.concat(rows.slice(i, i + 8))));
  return { said: told.filter(line => !line.startsWith('~ ')).map(line => line.trim()), screens, flash };
}

const lane = suite('the enrolment in an interpreter');
const program = interpreter();

if (!program) skip('the enrolment in an interpreter', HOW_TO);
else {
  const { parts } = worldOf({ id: '00c0ffee', profile: 'HB', language: 'en' });
  const before = imageOf(parts.files ?? [], parts.flashed).bytes;
  const script = enrolScript(installer());
  const drawsOf = (seed: number): number[] => {
    const rng = rngFrom(seed);
    return Array.from({ length: DRAWS }, () => rng.u32() | 0);
  };
  let bench: Bench;
  lane.before(async () => {
    bench = await Bench.open(program);
  });
  lane.after(() => bench.close());

  for (const seed of [1, 2, 3])
    lane(`leaves the flash and shows the QR that the simulator does, seed ${seed}`, async () => {
      const badge = onTheBench({ ...parts, keys: undefined, seed });
      enrolOn(badge);
      const { said, screens, flash } = await inRam(bench, script, before, drawsOf(seed));
      assert.equal(said, ['~~enrol 0', '~~done', '~closed', '~loaded']);
      assert.is(art(screens[0] ?? new Uint8Array()), art(badge.pixels()));
      assert.ok(Buffer.from(flash).equals(Buffer.from(badge.image().bytes)), 'flash');
      for (const frame of ['light', 'dark'] as const)
        assert.is(readQr(screens[0] ?? new Uint8Array(), frame)?.length, ENROL_DIGITS);
      assert.ok(
        screens[1]?.every(byte => byte === 0),
        'the screen is clear after the press',
      );
    });

  lane('says on the screen why it refuses, even where there is no file to take letters from', async () => {
    const { said, screens } = await inRam(
      bench,
      script,
      new Uint8Array(before.length).fill(0xff),
      drawsOf(4),
    );
    assert.equal(said, ['~~enrol 2 its log is not there', '~~done', '~loaded']);
    assert.ok(screens[0]?.some(Boolean));
  });

  lane('has room: its text, its functions and its work together', async () => {
    /** The most variables that can be taken away with the script still doing its work. */
    const most = async (text: string, works: (shown: Shown) => boolean): Promise<number> => {
      let low = 0;
      let high = ALL;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (works(await inRam(bench, text, before, drawsOf(5), middle))) low = middle;
        else high = middle;
      }
      return low;
    };
    const without = await most('$later(function(){g.flip()},1)', ({ screens }) => screens.length === 1);
    const within = await most(
      script,
      ({ said, screens }) => said.includes('~loaded') && screens.length === 2,
    );
    const peak = without - within;
    console.log(`\n  the installer of ${script.length} bytes takes ${peak} of ${ALL} variables at its peak`);
    // An idle console takes about 150, the upload some more.
    assert.ok(peak < ALL - 500, `${peak}`);
  });

  lane.run();
}
