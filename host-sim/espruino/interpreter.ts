import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where to get an interpreter, for whoever has none. */
export const HOW_TO =
  'set ESPRUINO to an interpreter for Linux, built from github.com/espruino/Espruino (README_Building.md) as near to ' +
  'Pixl.js as it goes: 32-bit, 2950 variables, nine 4 kB pages of memory-mapped Storage, no Unicode strings';

/** The interpreter that the environment names, or undefined. */
export function interpreter(): string | undefined {
  return process.env['ESPRUINO'] || undefined;
}

/** What a process of it left. */
export interface Ran {
  /** What it printed. */
  readonly lines: string[];
  /** Its exit code, or the signal that ended it. */
  readonly ended: number | string;
  readonly flash: Uint8Array;
}

const LONGEST_MS = 120_000;
const FLASH_FILE = 'espruino.flash';

/** A directory of its own for one process after the other; `close` takes it away. */
export class Bench {
  private constructor(
    readonly program: string,
    readonly folder: string,
  ) {}

  static async open(program: string): Promise<Bench> {
    return new Bench(program, await mkdtemp(join(tmpdir(), 'doorstep-')));
  }

  /** A file that a process left, as bytes of one character each; '' where there is none. */
  get(name: string): string {
    const file = join(this.folder, name);
    return existsSync(file) ? readFileSync(file, 'latin1') : '';
  }

  put(name: string, data: string | Uint8Array): void {
    writeFileSync(join(this.folder, name), data);
  }

  /** Runs `script` to its end with that flash; `wrapper` is a program with its arguments that runs it, as valgrind. */
  async run(
    script: string,
    flash: Uint8Array | undefined,
    wrapper: readonly string[] = [],
    timeout = LONGEST_MS,
  ): Promise<Ran> {
    this.put('script.js', script);
    if (flash) this.put(FLASH_FILE, flash);
    const [command = '', ...args] = [...wrapper, this.program, 'script.js'];
    const child = spawn(command, args, {
      cwd: this.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout,
    });
    let out = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('latin1').on('data', (text: string) => {
        out += text;
      });
    const ended = await new Promise<number | string>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => resolve(code ?? signal ?? 'lost'));
    });
    return {
      lines: out.split(/\r?\n/),
      ended,
      flash: flash ? new Uint8Array(readFileSync(join(this.folder, FLASH_FILE))) : new Uint8Array(0),
    };
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
