import { readFileSync } from 'node:fs';
import { UserError } from './user-error.js';

/** Files that a user names: what cannot be read is one sentence. */

/** Reads a text; where that fails, `mend` ends the sentence. */
export function readText(file: string, mend: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UserError(`${file}: ${whyUnreadable(cause)}${mend}`);
  }
}

function whyUnreadable(cause: unknown): string {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file';
  return code === 'EISDIR' ? 'it is a folder' : `it cannot be read (${code})`;
}

/** Reads JSON; `mend` ends the sentence where there is no such file, `mendText` where it is no JSON. */
export function readJson(file: string, mend: string, mendText: string): unknown {
  const text = readText(file, mend);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const why = (cause as Error).message.replace(/\s+/g, ' ').trim();
    throw new UserError(`${file}: it is not JSON (${why})${mendText}`);
  }
}
