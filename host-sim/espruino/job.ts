import type { Connection } from '../radio.js';

/** What was asked of a badge from outside: one call of `Engine`, presses taken apart. */
export type Call =
  | { readonly do: 'advance'; to: number }
  | { readonly do: 'hold'; readonly button: number; readonly down: boolean }
  | { readonly do: 'field'; readonly on: boolean }
  | { readonly do: 'frame'; readonly bytes: Uint8Array }
  | { readonly do: 'connect'; readonly mtu: number; readonly how: Connection }
  | { readonly do: 'disconnect'; readonly reason: number }
  | { readonly do: 'write'; readonly uuid: string; readonly value: Uint8Array }
  | { readonly do: 'read'; readonly uuid: string }
  | { readonly do: 'subscribe'; readonly uuid: string; readonly on: boolean }
  | { readonly do: 'pair'; readonly digits: string }
  | { readonly do: 'agree'; readonly typed: string }
  | { readonly do: 'power'; readonly how: 'cut' | 'restore' | 'reset' }
  | { readonly do: 'battery'; readonly percent: number }
  | { readonly do: 'services' | 'pixels' | 'light' | 'dark' | 'flash' };

/** A picture that was sent to the display. */
export interface Flip {
  readonly at: number;
  /** CRC-32 of the 1024 bytes. */
  readonly crc: number;
}

/** A notification on the air. */
export interface Heard {
  readonly at: number;
  readonly uuid: string;
  readonly value: Uint8Array;
}

/** What a badge showed of itself during one call. */
export interface Seen {
  /** What the call returned. */
  answer: unknown;
  readonly flips: Flip[];
  readonly heard: Heard[];
  /** What the bundle threw. */
  readonly threw: string[];
}

/** A call, when it was made, and what came of it. */
export interface Job extends Seen {
  /** Outside time, milliseconds. */
  readonly at: number;
  readonly call: Call;
  /** What the bundle drew from the chip's source of chance. */
  readonly draws: number[];
}

export const nothingSeen = (): Seen => ({ answer: undefined, flips: [], heard: [], threw: [] });

/** Everything that one badge was asked and showed, from its first power-on. */
export interface Recording {
  readonly jobs: readonly Job[];
  /** The flash before and after. */
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** Index of the job that programmed the word at an offset last, or erased its page (key: page's number, negative, less 1). */
  readonly writers: ReadonlyMap<number, number>;
  readonly ppm: number;
  readonly version: string;
  /** The ten bytes that `nfcStart` answers. */
  readonly tagHeader: Uint8Array;
}

/** The same calls, made to another badge. */
export interface Replayed {
  readonly seen: readonly Seen[];
  readonly after: Uint8Array;
  /** Why it ended before the last job, in one sentence, and the job's index. */
  readonly broke: { readonly job: number; readonly why: string } | null;
}

/** A call in a few words. */
export function told(call: Call): string {
  switch (call.do) {
    case 'advance':
      return `time passes until ${call.to} ms`;
    case 'hold':
      return `BTN${call.button} goes ${call.down ? 'down' : 'up'}`;
    case 'field':
      return `a reader's field ${call.on ? 'comes' : 'goes'}`;
    case 'frame':
      return `NFC frame ${hex(call.bytes)}`;
    case 'connect':
      return `a peer connects, MTU ${call.mtu}`;
    case 'disconnect':
      return `the peer goes, ${call.reason}`;
    case 'write':
      return `write ${hex(call.value)} to ${call.uuid}`;
    case 'read':
      return `read ${call.uuid}`;
    case 'subscribe':
      return `${call.on ? 'subscribe to' : 'leave'} ${call.uuid}`;
    case 'pair':
      return `the peer wants to pair by ${call.digits}`;
    case 'agree':
      return `the peer's holder types ${call.typed}`;
    case 'power':
      return `power ${call.how}`;
    case 'battery':
      return `battery ${call.percent} %`;
    default:
      return `look at ${call.do}`;
  }
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
