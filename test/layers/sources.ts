import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

export interface Source {
  /** From the root of the project, with slashes. */
  readonly file: string;
  readonly text: string;
}

/** An import, re-export or dynamic import of a source. */
export interface Import {
  readonly file: string;
  readonly line: number;
  /** The imported file from the root of the project, or the name of a package. */
  readonly of: string;
  readonly isPackage: boolean;
}

const FOLDERS = ['shared', 'device', 'host-sim', 'supervisor', 'cli', 'test'];

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name).replace(/\\/g, '/');
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** All our TypeScript, declarations included. */
export function sources(): Source[] {
  return FOLDERS.flatMap(filesBelow)
    .filter(file => file.endsWith('.ts'))
    .map(file => ({ file, text: readFileSync(file, 'utf8') }));
}

/** The text with comments and templates blanked out, so that a place in it is still the place in the file. */
export function codeOf(text: string): string {
  const parts = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
  return text.replace(parts, part => (/^[/`]/.test(part) ? part.replace(/[^\n]/g, ' ') : part));
}

const IMPORT = /\b(?:import|export)\b(?:[^'"();=]*?\bfrom)?\s*\(?\s*['"]([^'"]+)['"]/g;

export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

export function importsOf({ file, text }: Source): Import[] {
  const code = codeOf(text);
  return [...code.matchAll(IMPORT)].map(({ 1: name = '', index }) => {
    const isPackage = !name.startsWith('.');
    const of = isPackage ? name : posix.join(posix.dirname(file), name).replace(/\.js$/, '.ts');
    return { file, line: lineAt(code, index), of, isPackage };
  });
}

/** Files under version control, or null where there is none. */
export function trackedFiles(): string[] | null {
  try {
    const listed = execFileSync('git', ['ls-files', '-z'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return listed.split('\0').filter(file => file && existsSync(file));
  } catch {
    return null;
  }
}
