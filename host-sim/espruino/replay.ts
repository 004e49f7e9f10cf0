import { readFileSync } from 'node:fs';
import { minify_sync } from 'terser';
import { LARGEST_MTU } from '../radio.js';
import { fullUuid } from '../uuid.js';
import { Bench } from './interpreter.js';
import { type Call, type Job, nothingSeen, type Recording, type Replayed, type Seen } from './job.js';

/** Soft reset, as `Engine.power('reset')` makes it (chip.ts). */
const SOFT = 4;
const BLANK_SCREEN = new Uint8Array(1024);

const source = (name: string): string =>
  readFileSync(new URL(`../../../host-sim/espruino/${name}`, import.meta.url), 'latin1');

/** Each byte of what the interpreter is given is RAM there. */
function small(text: string): string {
  const { code = '' } = minify_sync(text, {
    ecma: 5,
    compress: {
      expression: true,
      inline: 0,
      reduce_funcs: false,
      arrows: false,
      sequences: false,
      unused: false,
    },
    mangle: true,
    format: { ascii_only: true },
  });
  return code;
}

/** The driver's globals: a name of up to four characters takes one variable, a longer one two. */
const shortNames = new Map<string, string>();
const short = (text: string): string => text.replace(/\$\w+/g, found => shortNames.get(found) ?? found);

let driver: string | undefined;
let asks: Map<string, string> | undefined;

/** What runs in the interpreter from its start. */
export function driverScript(): string {
  if (driver === undefined) {
    driver = small(source('driver.js'));
    for (const [found] of driver.matchAll(/\$\w+/g))
      if (!shortNames.has(found)) shortNames.set(found, `$${shortNames.size.toString(36)}`);
    driver = short(driver);
  }
  return driver;
}

/** A call of a function of asks.js, with its text. */
function ask(name: string, ...args: readonly unknown[]): string {
  asks ??= new Map(
    [...source('asks.js').matchAll(/^function (\w+)[\s\S]*?^}$/gm)].map(([text, name = '']) => [
      name,
      small(`(${text})`).replace(/;$/, ''),
    ]),
  );
  return `(${asks.get(name)})(${args.join()})`;
}

/** A number that the interpreter reads exactly; one with more fraction than fits is rounded up by a hair. */
export function exact(value: number): string {
  return Number.isInteger(value) ? String(value) : `${Math.ceil(value * 1048576)}/1048576`;
}

const literal = (bytes: Uint8Array): string => `atob("${Buffer.from(bytes).toString('base64')}")`;

/** What stays of a badge between two lives, and what only its surroundings know. */
interface World {
  field: boolean;
  percent: number;
  readonly levels: boolean[];
  /** Whether a peer has ever connected in this life: only then the badge knows of one, or that it threw one off. */
  met: boolean;
  on: boolean;
  start: number;
  moved: string;
  reasons: number;
  /** What the display shows while nothing new was sent to it. */
  screen: Uint8Array;
  flash: Uint8Array;
}

/** A job that the driver is asked to do, and whose answer it is. */
interface Line {
  readonly job: number;
  readonly text: string;
}

/** A call as the driver's line; undefined where the badge is not asked at all. */
function lineOf(call: Call): string | undefined {
  switch (call.do) {
    case 'advance':
      return `$advance(${exact(call.to)})`;
    case 'hold':
      return ask('hold', `BTN${call.button}`, call.down);
    case 'field':
      return ask('field', call.on ? 1 : 0);
    case 'frame':
      return ask('frame', literal(call.bytes));
    case 'connect': {
      const mtu = Math.max(23, Math.min(call.mtu, LARGEST_MTU));
      const { interval = 0, subscribed = true, paired = true } = call.how;
      return ask('connect', mtu, interval, subscribed, paired);
    }
    case 'disconnect':
      return ask('gone', call.reason);
    case 'write':
      return ask('write', ask('may', find(call.uuid)), literal(call.value));
    case 'read':
      return ask('read', ask('may', find(call.uuid)));
    case 'subscribe':
      return ask('subscribe', find(call.uuid), call.on);
    case 'pair':
      return ask('pair', `'${call.digits}'`);
    case 'agree':
      return ask('agree', `'${call.typed}'`);
    case 'battery':
      return `$bat=${call.percent}`;
    case 'services':
      return ask('services');
    case 'pixels':
      return ask('pixels');
    case 'light':
      return '$say("~= "+$light)';
    case 'dark':
      return '$say("~= "+$dark)';
    case 'flash':
      return ask('flash');
    default:
      return undefined;
  }
}

const find = (uuid: string): string => ask('find', `"${fullUuid(uuid)}"`);

const bytesIn = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

/** The answer of a call, from the lines that the driver printed for it. */
function answerOf(call: Call, said: readonly string[], world: World, flipped: boolean): unknown {
  const [value = '-'] = said;
  switch (call.do) {
    case 'frame':
      return value === '-' ? null : value === 'ack' || value === 'nak' ? value : bytesIn(value);
    case 'connect':
    case 'write':
    case 'subscribe':
    case 'pair':
    case 'agree':
    case 'light':
    case 'dark':
      return value === '1';
    case 'read':
      return value === '-' ? undefined : bytesIn(value);
    case 'pixels':
      return flipped ? bytesIn(said.join('')) : world.screen;
    case 'flash':
      return bytesIn(said.join(''));
    case 'services':
      return said.map(line => {
        const [service = '', uuid = '', maxLen, ...is] = line.split(' ');
        const [readable, writable, notify, secure] = is.map(each => each === 'true');
        return {
          service: fullUuid(service),
          uuid: fullUuid(uuid),
          maxLen: Number(maxLen),
          readable,
          writable,
          notify,
          secure,
        };
      });
    default:
      return undefined;
  }
}

/** How a badge without power or peer answers. */
function silence(call: Call, world: World): unknown {
  switch (call.do) {
    case 'frame':
      return null;
    case 'connect':
    case 'write':
    case 'subscribe':
    case 'pair':
    case 'agree':
    case 'light':
    case 'dark':
      return false;
    case 'pixels':
      return world.screen;
    case 'flash':
      return world.flash.slice();
    case 'services':
      return [];
    default:
      return undefined;
  }
}

const NEEDS_PEER = ['disconnect', 'write', 'read', 'subscribe', 'pair', 'agree'];

export interface ReplayOptions {
  /** The interpreter. */
  readonly program: string;
  /** Variables taken away before the badge starts. */
  readonly ballast?: number;
  /** Runs before each life's boot, and after each job; both in the driver's words. */
  readonly prelude?: string;
  readonly after?: string;
  /** Replaces the program that boots. */
  readonly boot?: string;
  /** A program with its arguments that the interpreter runs in, such as valgrind; hears what it printed in each life. */
  readonly wrapper?: readonly string[];
  readonly onPrinted?: (lines: readonly string[]) => void;
}

/** Lines of the greeting. */
const BANNER = 7;
const BOOT = "eval(require('Storage').read('.bootcde'))";

/** Plays a recording again in a real interpreter: a process for each life from power-on to cut or reset. */
export async function replay(recording: Recording, options: ReplayOptions): Promise<Replayed> {
  const bench = await Bench.open(options.program);
  try {
    return await new Replay(recording, options, bench).run();
  } finally {
    bench.close();
  }
}

class Replay {
  private readonly seen: Seen[];
  private broke: Replayed['broke'] = null;
  private readonly world: World;
  private lines: Line[] = [];

  constructor(
    private readonly recording: Recording,
    private readonly options: ReplayOptions,
    private readonly bench: Bench,
  ) {
    this.seen = recording.jobs.map(nothingSeen);
    this.world = {
      field: false,
      percent: 100,
      levels: [false, false, false, false],
      met: false,
      on: false,
      start: 0,
      moved: '0',
      reasons: 0,
      screen: BLANK_SCREEN,
      flash: recording.before,
    };
  }

  async run(): Promise<Replayed> {
    for (const [index, job] of this.recording.jobs.entries()) {
      if (job.call.do === 'power') await this.power(index, job, job.call.how);
      else this.ask(index, job);
      if (this.broke) break;
    }
    if (this.world.on && !this.broke) await this.live(false);
    return { seen: this.seen, after: this.world.flash, broke: this.broke };
  }

  private async power(index: number, job: Job, how: 'cut' | 'restore' | 'reset'): Promise<void> {
    const { world } = this;
    if (how === 'restore' ? world.on : !world.on) return;
    if (how !== 'restore') await this.live(how === 'reset');
    world.met = false;
    world.on = how !== 'cut';
    if (how === 'cut') {
      world.screen = BLANK_SCREEN;
      return;
    }
    if (how === 'restore') {
      world.start = job.at;
      world.moved = '0';
      world.reasons = 0;
    } else world.reasons |= SOFT;
    this.begin(index, job);
  }

  /** The lines that start a life. */
  private begin(index: number, job: Job): void {
    const { world, recording, options } = this;
    const { ppm, version, tagHeader } = recording;
    const held = world.levels.map((level, i) => (level ? `BTN${i + 1}[0]=true;` : '')).join('');
    const setup = [
      `$now=${exact(job.at)};$start=${exact(world.start)};$moved=${world.moved};$reasons=${world.reasons}`,
      `$rate=32768/1000*(1+${ppm}/1000000);process.env.VERSION="${version}";$field=${world.field ? 1 : 0}`,
      `$bat=${world.percent};$uid=${literal(tagHeader)};${held}`,
    ];
    if (options.ballast) setup.push(`$ballast=[];for(var $i=0;$i<${options.ballast};$i++)$ballast.push(0)`);
    if (options.prelude) setup.push(options.prelude);
    this.lines = [];
    for (const text of setup) this.say(-1, text);
    if (!world.levels[0]) this.say(index, `try{${options.boot ?? BOOT}}catch($e){$caught($e)}`, job.draws);
  }

  private ask(index: number, job: Job): void {
    const { world } = this;
    const { call } = job;
    if (call.do === 'hold') world.levels[call.button - 1] = call.down;
    if (call.do === 'field') world.field = call.on;
    if (call.do === 'battery') world.percent = call.percent;
    const heard = world.on && (!NEEDS_PEER.includes(call.do) || world.met);
    if (!heard) {
      (this.seen[index] as Seen).answer = silence(call, world);
      return;
    }
    if (call.do === 'connect') world.met = true;
    const text = lineOf(call);
    if (text) this.say(index, text, job.draws);
  }

  private say(job: number, text: string, draws: readonly number[] = []): void {
    const { after } = this.options;
    const drawn = draws.length ? `${ask('chance', `[${draws.join()}]`)};` : '';
    this.lines.push({ job, text: drawn + text + (after && job >= 0 ? `;${after}` : '') });
  }

  /** Runs what was gathered of a life, to its end. */
  private async live(stays: boolean): Promise<void> {
    const { world, lines } = this;
    if (stays) lines.push({ job: -1, text: ask('pixels') });
    const script = driverScript();
    const text = lines
      .map(line => short(line.text))
      .map(line => String(line.length).padStart(5) + line)
      .join('');
    this.bench.put('jobs', Buffer.from(text, 'latin1'));
    const ran = await this.bench.run(script, world.flash, this.options.wrapper);
    this.options.onPrinted?.(ran.lines);
    world.flash = ran.flash;
    this.read(this.bench.get('out').split('\n'), ran.lines, ran.ended);
  }

  private read(out: readonly string[], printed: readonly string[], ended: number | string): void {
    const { world, lines } = this;
    let at = 0;
    let flipped = false;
    let said: string[] = [];
    let whole = false;
    for (const line of out) {
      const job = lines[at]?.job ?? -1;
      const seen = this.seen[job] ?? nothingSeen();
      const what = line.slice(3);
      const words = what.split(' ');
      switch (line.charAt(1)) {
        case '@': {
          const call = this.recording.jobs[job]?.call;
          if (call) seen.answer = answerOf(call, said, world, flipped);
          else if (said.length && flipped) world.screen = bytesIn(said.join(''));
          said = [];
          at++;
          break;
        }
        case 'F':
          seen.flips.push({ at: Number(words[0]), crc: Number(words[1]) });
          flipped = true;
          break;
        case 'N':
          seen.heard.push({
            at: Number(words[0]),
            uuid: fullUuid(words[1] ?? ''),
            value: bytesIn(words[2] ?? ''),
          });
          break;
        case '!':
          seen.threw.push(what);
          break;
        case '=':
        case 'B':
        case 'S':
          said.push(what);
          break;
        case '.':
          world.moved = words[0] ?? '0';
          world.reasons = Number(words[1]);
          whole = true;
          break;
        default:
      }
    }
    if (whole && ended === 0) return;
    const last = lines[Math.min(at, lines.length - 1)]?.job ?? -1;
    const first = lines.find(line => line.job >= 0)?.job ?? 0;
    this.broke = {
      job: Math.max(last, first),
      why: `the interpreter ended (${ended}) and said: ${printed.slice(BANNER).filter(Boolean).slice(0, 6).join(' / ') || 'nothing'}`,
    };
  }
}
