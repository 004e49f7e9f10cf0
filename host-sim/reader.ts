import type { Engine } from './engine.js';
import type { Answer } from './tag.js';

/** Something that does not get across, at one frame of all that a reader sends (the first is 1). */
export interface Loss {
  readonly at: number;
  /** The frame on its way to the badge; its answer on its way back, and the badge did what it said; or with the answer the field. */
  readonly what: 'command' | 'answer' | 'field';
}

/** How a reader goes about it. */
export interface ReaderOptions {
  readonly loss?: Loss | undefined;
  /** Hears that the field is lost. */
  readonly onLost?: () => void;
  /** Milliseconds each frame takes with its answer, and the field before the first one. */
  readonly frameMs?: number;
  /** How often the reader by itself sends a frame again that got no answer. */
  readonly repeats?: number;
}

export interface Frame {
  readonly sent: Uint8Array;
  readonly answer: Answer;
}

const FRAME_MS = 5;

/**
 * A reader that faces a simulated badge: its field, its frames, the time they take, and what is lost on the way.
 * It has the shape that the desk's writer wants of any reader.
 */
export class SimReader {
  /** All frames so far. */
  readonly frames: Frame[] = [];
  private readonly frameMs: number;
  private isLost = false;

  constructor(
    private readonly engine: Engine,
    private readonly options: ReaderOptions = {},
  ) {
    this.frameMs = options.frameMs ?? FRAME_MS;
  }

  async field(on: boolean): Promise<boolean> {
    this.isLost = false;
    await this.engine.field(on);
    if (on) await this.pass();
    return true;
  }

  async transceive(sent: Uint8Array): Promise<Answer> {
    let answer = await this.send(sent);
    for (let i = this.options.repeats ?? 0; i > 0 && answer === null; i--) answer = await this.send(sent);
    return answer;
  }

  /** One frame. A field that was lost stays away until it is brought anew. */
  private async send(sent: Uint8Array): Promise<Answer> {
    if (this.isLost) return null;
    const { loss } = this.options;
    const lost = loss?.at === this.frames.length + 1 ? loss.what : null;
    const heard = lost === 'command' ? null : await this.engine.nfcFrame(sent);
    const answer = lost === null ? heard : null;
    this.frames.push({ sent, answer });
    await this.pass();
    if (lost === 'field') {
      this.isLost = true;
      await this.engine.field(false);
      this.options.onLost?.();
    }
    return answer;
  }

  private async pass(): Promise<void> {
    await this.engine.advance(this.engine.now() + this.frameMs);
  }
}
