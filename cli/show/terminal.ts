import type { Words } from '../../shared/profile/profile.js';

export type Lang = keyof Words;

/** Chinese where `--lang` or else the environment says so, else English. */
export function langOf(asked: string | undefined, environment: NodeJS.ProcessEnv = process.env): Lang {
  if (asked === 'zh' || asked === 'en') return asked;
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  return /^zh/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'zh' : 'en';
}

/** As much of stdout as drawing needs. */
export interface Out {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
}

/**
 * A terminal that shows one screenful at a time: each replaces the one before it. Where stdout is no terminal, one
 * follows the other as plain text.
 */
export class Terminal {
  readonly isLive: boolean;
  readonly columns: number;
  readonly rows: number;
  private readonly isPlain: boolean;
  private shown: readonly string[] = [];
  private isEntered = false;

  constructor(
    private readonly out: Out = process.stdout,
    environment: NodeJS.ProcessEnv = process.env,
    /** A terminal narrower than this is written to like any other file. */
    atLeast = 0,
  ) {
    this.columns = out.columns ?? 80;
    this.isLive = out.isTTY === true && environment['TERM'] !== 'dumb' && this.columns >= atLeast;
    this.rows = out.rows ?? 50;
    this.isPlain = !this.isLive || Boolean(environment['NO_COLOR']);
  }

  /** Bold, where the terminal may have it. */
  strong(text: string): string {
    return this.isPlain ? text : `\x1b[1m${text}\x1b[22m`;
  }

  /** Less important, where the terminal may say so. */
  faint(text: string): string {
    return this.isPlain ? text : `\x1b[2m${text}\x1b[22m`;
  }

  /** Takes the whole terminal, with what was there before kept for `leave`. */
  enter(): void {
    if (this.isLive) this.out.write('\x1b[?1049h\x1b[?25l\x1b[2J');
    this.isEntered = this.isLive;
  }

  leave(): void {
    if (this.isEntered) this.out.write('\x1b[?25h\x1b[?1049l');
    this.isEntered = false;
    this.shown = [];
  }

  /** Shows a screenful. Only lines that differ from what stands there are written. */
  show(lines: readonly string[]): void {
    if (!this.isLive) {
      this.out.write(`${lines.map(line => line.trimEnd()).join('\n')}\n\n`);
      return;
    }
    let text = '';
    const count = Math.min(this.rows, Math.max(lines.length, this.shown.length));
    for (let i = 0; i < count; i++)
      if (lines[i] !== this.shown[i]) text += `\x1b[${i + 1};1H\x1b[2K${lines[i] ?? ''}`;
    this.shown = lines.slice(0, count);
    if (text) this.out.write(text);
  }

  /** Text that stays. */
  print(text: string): void {
    this.out.write(text);
  }
}
