import { type ChildProcess, fork } from 'node:child_process';
import { fstatSync, ftruncateSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A compiled file of tests, and its name in the folder that is run. */
export interface TestFile {
  readonly name: string;
  readonly file: string;
}

/** Tests by how they ended. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const CHILD = fileURLToPath(new URL('./file.js', import.meta.url));

/** How a process ends where nothing is wrong. */
export const ENDED = 'exit code 0';

/** A process that runs files of tests (file.ts), one at a time. */
export class Worker {
  private readonly child: ChildProcess;
  /** A file that no folder has: unlike a pipe, it holds what was printed before a message came, and before a crash. */
  private readonly output: number;
  private ended: (how: Counts | string) => void = () => undefined;

  constructor() {
    const folder = mkdtempSync(join(tmpdir(), 'doorstep-tests-'));
    this.output = openSync(join(folder, 'output'), 'a+');
    rmSync(folder, { recursive: true });
    const stdio = ['ignore' as const, this.output, this.output, 'ipc' as const];
    this.child = fork(CHILD, [String(process.stdout.isTTY === true)], { stdio });
    this.child.on('message', (counts: Counts) => this.ended(counts));
    this.child.on('exit', (code, signal) => this.ended(signal ?? `exit code ${code}`));
  }

  get isUp(): boolean {
    return this.child.connected;
  }

  /** Counts of its tests; or how the process ended, where it did before they were done. */
  run(test: TestFile): Promise<Counts | string> {
    return new Promise(ended => {
      this.ended = ended;
      this.child.send(test, () => undefined);
    });
  }

  /** What was printed since this was last asked. */
  printed(): string {
    const bytes = Buffer.alloc(fstatSync(this.output).size);
    readSync(this.output, bytes, 0, bytes.length, 0);
    ftruncateSync(this.output);
    return bytes.toString();
  }

  /** Lets the process end; how it did. */
  end(): Promise<Counts | string> {
    return new Promise(ended => {
      this.ended = ended;
      this.child.disconnect();
    });
  }

  kill(): void {
    this.child.kill();
  }
}
