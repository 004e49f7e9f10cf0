import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Profile } from '../../shared/profile/profile.js';
import { type Dlog, readDlog } from '../../supervisor/dlog.js';
import { UserError } from '../user-error.js';

/** Reads a pulled log; what is none is one sentence. */
export function readLogFile(file: string): Dlog {
  return logIn(file, bytesOf(file));
}

/** Reads the bytes of a pulled log, which are called `name`; what is none is one sentence. */
export function logIn(name: string, bytes: Uint8Array): Dlog {
  const log = readDlog(bytes);
  if ('error' in log) throw new UserError(`${name}: ${log.error}.`);
  return log;
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      throw new UserError(`${file}: there is no such file; doorstep pull --out makes one.`);
    if (code === 'EISDIR') throw new UserError(`${file}: it is a folder; name the pulled log in it.`);
    throw new UserError(`${file}: it cannot be read (${code}).`);
  }
}

/** The log with the profile that it names: a code as it is, or `own` where that is the one. */
export function withProfile(file: string, log: Dlog, own: Profile | undefined): Dlog {
  if (log.profileVersion === log.profile.version) return log;
  if (own?.id === log.profile.id && own.version === log.profileVersion) return { ...log, profile: own };
  throw new UserError(
    `${file}: it was written under version ${log.profileVersion} of ${log.profile.id}, which is not known here: ` +
      'name the file of that profile with --profile.',
  );
}

/** Has the name of a file in it outlive a loss of power; where folders cannot be opened, the system sees to it. */
function syncFolder(folder: string): void {
  let opened: number | undefined;
  try {
    opened = openSync(folder, 'r');
    fsyncSync(opened);
  } catch {
    // Windows has no such call.
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

/** Writes a file whole or not at all: the badge forgets its records only after this. `mode`: who may read it. */
export function keepFile(file: string, contents: Uint8Array | string, mode = 0o666): void {
  const half = `${file}.part`;
  try {
    rmSync(half, { force: true });
    writeFileSync(half, contents, { flush: true, mode });
    renameSync(half, file);
    syncFolder(dirname(file));
  } catch (error) {
    rmSync(half, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'ENOENT' ? 'its folder is not there: make it first' : `it cannot be written (${code})`;
    throw new UserError(`${file}: ${why}.`);
  }
}
