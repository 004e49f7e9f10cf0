import type { Engine } from '../engine.js';
import { type CharacteristicInfo, type Connection, Gone } from '../radio.js';
import type { Answer } from '../tag.js';
import { type Call, hex, type Job, type Recording, type Replayed, told } from './job.js';

const PRESS_MS = 100;

/** What makes two calls the same one; how far an advance goes is looked at by `advance` itself. */
function key(call: Call): string {
  return JSON.stringify(call.do === 'advance' ? { do: 'advance' } : call, (_, value) =>
    value instanceof Uint8Array ? hex(value) : value,
  );
}

/**
 * The badge that a real interpreter played, seen once more: whoever drove the recorded badge drives this one with the
 * same calls and is told what the interpreter showed. A call that was not recorded ends it: there is no badge behind
 * this any more to ask.
 */
export class EspruinoEngine implements Engine {
  private next = 0;
  private time: number;
  private isOn = false;
  private isConnected = false;
  private sent = 0;
  private readonly threw: string[] = [];
  private readonly notified: ((uuid: string, value: Uint8Array) => void)[] = [];
  private readonly left: ((reason: number) => void)[] = [];

  constructor(
    private readonly recording: Recording,
    private readonly replayed: Replayed,
  ) {
    const [first] = recording.jobs;
    this.time = first?.at ?? 0;
    if (first?.call.do === 'power' && first.call.how === 'restore') void this.power('restore');
  }

  now(): number {
    return this.time;
  }
  async advance(toMs: number): Promise<void> {
    let to: number;
    do {
      const job = this.take({ do: 'advance', to: toMs });
      to = (job.call as { to: number }).to;
      if (to > toMs) this.lost({ do: 'advance', to: toMs }, job);
      this.show(this.next - 1);
      this.time = Math.max(this.time, to);
    } while (to < toMs);
  }
  async press(button: number, holdMs = PRESS_MS): Promise<void> {
    void this.hold(button, true);
    void this.advance(this.now() + holdMs);
    void this.hold(button, false);
  }
  async hold(button: number, down: boolean): Promise<void> {
    this.ask({ do: 'hold', button, down });
  }

  async pixels(): Promise<Uint8Array> {
    return this.ask({ do: 'pixels' });
  }
  async flips(): Promise<number> {
    return this.sent;
  }
  async dark(): Promise<boolean> {
    return this.ask({ do: 'dark' });
  }
  async light(): Promise<boolean> {
    return this.ask({ do: 'light' });
  }
  async flash(): Promise<Uint8Array> {
    return this.ask({ do: 'flash' });
  }
  async wear(): Promise<undefined> {
    return undefined;
  }
  async energy(): Promise<undefined> {
    return undefined;
  }

  async field(on: boolean): Promise<void> {
    this.ask({ do: 'field', on });
  }
  async nfcFrame(bytes: Uint8Array): Promise<Answer> {
    return this.ask({ do: 'frame', bytes: bytes.slice() });
  }

  async connect(mtu: number, how: Connection = {}): Promise<boolean> {
    const answered = this.ask<boolean>({ do: 'connect', mtu, how });
    if (answered) this.isConnected = true;
    return answered;
  }
  async disconnect(reason: number = Gone.Remote): Promise<void> {
    const was = this.isConnected;
    this.isConnected = false;
    this.ask({ do: 'disconnect', reason });
    if (was) for (const act of this.left) act(reason);
  }
  connected(): boolean {
    return this.isConnected;
  }
  async write(uuid: string, value: Uint8Array): Promise<boolean> {
    return this.ask({ do: 'write', uuid, value: value.slice() });
  }
  async read(uuid: string): Promise<Uint8Array | undefined> {
    return this.ask({ do: 'read', uuid });
  }
  async subscribe(uuid: string, on: boolean): Promise<boolean> {
    return this.ask({ do: 'subscribe', uuid, on });
  }
  onNotify(act: (uuid: string, value: Uint8Array) => void): void {
    this.notified.push(act);
  }
  onGone(act: (reason: number) => void): void {
    this.left.push(act);
  }
  async services(): Promise<CharacteristicInfo[]> {
    return this.ask({ do: 'services' });
  }

  async pair(digits: string): Promise<boolean> {
    return this.ask({ do: 'pair', digits });
  }
  async agree(typed: string): Promise<boolean> {
    return this.ask({ do: 'agree', typed });
  }

  async power(how: 'cut' | 'restore' | 'reset'): Promise<void> {
    const was = this.isConnected;
    this.isOn = how !== 'cut';
    if (how !== 'restore') this.isConnected = false;
    this.ask({ do: 'power', how });
    if (was && !this.isConnected) for (const act of this.left) act(Gone.Timeout);
  }
  powered(): boolean {
    return this.isOn;
  }
  async battery(percent: number): Promise<void> {
    this.ask({ do: 'battery', percent });
  }
  async faults(): Promise<string[]> {
    return [...new Set(this.threw)];
  }
  async close(): Promise<void> {}

  private ask<T>(call: Call): T {
    const job = this.take(call);
    if (key(job.call) !== key(call)) this.lost(call, job);
    return this.show(this.next - 1) as T;
  }

  private take(call: Call): Job {
    const { broke } = this.replayed;
    if (broke && this.next >= broke.job)
      throw new Error(`In call ${broke.job} (${told(call)}) ${broke.why}.`);
    const job = this.recording.jobs[this.next];
    if (!job) throw new Error(`The badge in Node was not asked this any more: ${told(call)}.`);
    if (job.call.do !== call.do) this.lost(call, job);
    this.next++;
    return job;
  }

  private lost(call: Call, job: Job): never {
    throw new Error(
      `What the interpreter showed led another way at ${this.time} ms: ${told(call)}, where Node's badge was asked this: ${told(job.call)}.`,
    );
  }

  /** Lets be seen what the interpreter showed during a job; listeners may make the next calls at once. */
  private show(index: number): unknown {
    const seen = this.replayed.seen[index];
    if (!seen) return undefined;
    this.sent += seen.flips.length;
    this.threw.push(...seen.threw.map(each => `the bundle threw ${each}`));
    for (const { at, uuid, value } of seen.heard) {
      this.time = Math.max(this.time, at);
      for (const act of this.notified) act(uuid, value);
    }
    return seen.answer;
  }
}
