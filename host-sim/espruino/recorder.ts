import { crc32 } from 'node:zlib';
import type { Energy } from '../energy.js';
import type { Engine, EngineOptions } from '../engine.js';
import { PAGE } from '../flash.js';
import { NodeEngine } from '../node-engine.js';
import { type CharacteristicInfo, type Connection, Gone } from '../radio.js';
import type { Answer } from '../tag.js';
import type { Wear } from '../wear.js';
import { type Call, type Job, nothingSeen, type Recording } from './job.js';

const PRESS_MS = 100;
/** Storage of a Pixl.js. */
const STORAGE = 9 * PAGE;

/** A flash as a Pixl.js can have it: a badge in Node may have more pages, as long as they are blank. */
function nine(bytes: Uint8Array): Uint8Array {
  const over = bytes.findLastIndex(byte => byte !== 0xff) + 1 - STORAGE;
  if (over > 0)
    throw new Error(`bundle, words and log take ${over} bytes more than the nine pages of a Pixl.js`);
  return bytes.slice(0, STORAGE);
}

/** A badge in Node that keeps a list of all it was asked and showed, for a real interpreter to be asked the same. */
export class Recorder implements Engine {
  private readonly node: NodeEngine;
  private readonly jobs: Job[] = [];
  private readonly before: Uint8Array;
  private readonly writers = new Map<number, number>();
  private readonly tagHeader: Uint8Array;
  /** Where an advance that is under way goes to. */
  private goal: number | undefined;
  private faultsTold = 0;

  constructor(private readonly options: EngineOptions) {
    this.node = new NodeEngine({ ...options, powered: false });
    const { badge } = this.node;
    this.before = nine(badge.image().bytes);
    badge.supply.on = true;
    this.tagHeader = badge.tag.start(undefined);
    badge.tag.stop();
    badge.supply.on = false;
    this.listen();
    if (options.powered !== false) this.made({ do: 'power', how: 'restore' }, () => badge.power('restore'));
  }

  /** All of it so far. */
  recording(): Recording {
    const { ppm = 0, version = '2v29' } = this.options;
    const { jobs, before, writers, tagHeader } = this;
    return {
      jobs,
      before,
      after: this.node.badge.image().bytes.slice(0, STORAGE),
      writers,
      ppm,
      version,
      tagHeader,
    };
  }

  now(): number {
    return this.node.now();
  }
  async advance(toMs: number): Promise<void> {
    this.made({ do: 'advance', to: toMs }, () => {
      this.goal = toMs;
      this.node.badge.advance(toMs);
      this.goal = undefined;
    });
  }
  async press(button: number, holdMs = PRESS_MS): Promise<void> {
    void this.hold(button, true);
    void this.advance(this.now() + holdMs);
    void this.hold(button, false);
  }
  async hold(button: number, down: boolean): Promise<void> {
    this.made({ do: 'hold', button, down }, () => this.node.badge.hold(button, down));
  }

  async pixels(): Promise<Uint8Array> {
    return this.made({ do: 'pixels' }, () => this.node.badge.pixels().slice());
  }
  flips(): Promise<number> {
    return this.node.flips();
  }
  async dark(): Promise<boolean> {
    return this.made({ do: 'dark' }, () => !this.node.badge.lights.display);
  }
  async light(): Promise<boolean> {
    return this.made({ do: 'light' }, () => this.node.badge.lights.backlight);
  }
  async flash(): Promise<Uint8Array> {
    return this.made({ do: 'flash' }, () => this.node.badge.nor.bytes.slice());
  }
  wear(): Promise<Wear> {
    return this.node.wear();
  }

  energy(): Promise<Energy> {
    return this.node.energy();
  }

  async field(on: boolean): Promise<void> {
    this.made({ do: 'field', on }, () => this.node.badge.field(on));
  }
  async nfcFrame(bytes: Uint8Array): Promise<Answer> {
    return this.made({ do: 'frame', bytes: bytes.slice() }, () => this.node.badge.nfcFrame(bytes));
  }

  async connect(mtu: number, how: Connection = {}): Promise<boolean> {
    return this.made({ do: 'connect', mtu, how }, () => this.node.badge.radio.connect(mtu, how));
  }
  async disconnect(reason: number = Gone.Remote): Promise<void> {
    this.made({ do: 'disconnect', reason }, () => this.node.badge.radio.disconnect(reason));
  }
  connected(): boolean {
    return this.node.connected();
  }
  async write(uuid: string, value: Uint8Array): Promise<boolean> {
    return this.made({ do: 'write', uuid, value: value.slice() }, () =>
      this.node.badge.radio.write(uuid, value),
    );
  }
  async read(uuid: string): Promise<Uint8Array | undefined> {
    return this.made({ do: 'read', uuid }, () => this.node.badge.radio.read(uuid));
  }
  async subscribe(uuid: string, on: boolean): Promise<boolean> {
    return this.made({ do: 'subscribe', uuid, on }, () => this.node.badge.radio.subscribe(uuid, on));
  }
  onNotify(act: (uuid: string, value: Uint8Array) => void): void {
    this.node.onNotify(act);
  }
  onGone(act: (reason: number) => void): void {
    this.node.onGone(act);
  }
  async services(): Promise<CharacteristicInfo[]> {
    return this.made({ do: 'services' }, () => this.node.badge.radio.services());
  }

  async pair(digits: string): Promise<boolean> {
    return this.made({ do: 'pair', digits }, () => this.node.badge.radio.pair(digits));
  }
  async agree(typed: string): Promise<boolean> {
    return this.made({ do: 'agree', typed }, () => this.node.badge.radio.agree(typed));
  }

  async power(how: 'cut' | 'restore' | 'reset'): Promise<void> {
    this.made({ do: 'power', how }, () => this.node.badge.power(how));
  }
  powered(): boolean {
    return this.node.powered();
  }
  async battery(percent: number): Promise<void> {
    this.made({ do: 'battery', percent }, () => this.node.badge.battery(percent));
  }
  faults(): Promise<string[]> {
    return this.node.faults();
  }
  close(): Promise<void> {
    return this.node.close();
  }

  /**
   * Notes a call and makes it. One that is made while time passes (a listener answers at once) ends the advance
   * there, and another goes on from it: the list stays flat.
   */
  private made<T>(call: Call, make: () => T): T {
    const { goal } = this;
    const under = this.jobs.at(-1);
    if (goal !== undefined && under?.call.do === 'advance') under.call.to = this.now();
    this.goal = undefined;
    const job = this.note(call);
    const answer = make();
    job.answer = answer;
    this.noteFaults();
    if (goal !== undefined) {
      this.note({ do: 'advance', to: goal });
      this.goal = goal;
    }
    return answer;
  }

  private note(call: Call): Job {
    const job = { ...nothingSeen(), at: this.now(), call, draws: [] };
    this.jobs.push(job);
    return job;
  }

  private get newest(): Job | undefined {
    return this.jobs.at(-1);
  }

  private noteFaults(): void {
    const { faults } = this.node.badge.supply;
    for (; this.faultsTold < faults.length; this.faultsTold++)
      this.newest?.threw.push(faults[this.faultsTold]);
  }

  private listen(): void {
    const { badge } = this.node;
    const { graphics, nor } = badge;
    const flip = graphics.flip.bind(graphics);
    graphics.flip = () => {
      const before = graphics.flips;
      flip();
      if (graphics.flips > before)
        this.newest?.flips.push({ at: badge.now(), crc: crc32(graphics.pixels()) });
    };
    badge.radio.onNotify((uuid, value) => {
      this.newest?.heard.push({ at: badge.now(), uuid, value: value.slice() });
    });
    nor.beforeOp = op => {
      this.writers.set(op.kind === 'erase' ? -1 - op.offset / PAGE : op.offset, this.jobs.length - 1);
    };
    const chance = badge['rng'];
    const draw = chance.u32.bind(chance);
    chance.u32 = () => {
      const value = draw();
      this.newest?.draws.push(value);
      return value;
    };
  }
}
