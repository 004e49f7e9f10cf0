import { readFileSync } from 'node:fs';
import { listFault } from '../../supervisor/kpi/cases.js';
import { hasFigures, type KeyFigure, keyFigures } from '../../supervisor/kpi/kpi.js';
import { readStation, type StationList } from '../../supervisor/kpi/list.js';
import type { BadgeReport } from '../../supervisor/report.js';
import { UserError } from '../user-error.js';

/**
 * The key figures of these badges and of the station's list in `file`, if one is given: none where no badge wears a code
 * that has any and no list asks for them.
 */
export function stationFigures(badges: readonly BadgeReport[], file: string | undefined): KeyFigure[] {
  const list = file === undefined ? null : readStationFile(file);
  if (!hasFigures(badges, list)) return [];
  const told = badges.map(badge => badge.told);
  const fault = list && listFault(told, list);
  if (fault) throw new UserError(`${file}:${fault.line}: ${fault.error}.`);
  return keyFigures(told, list);
}

/** Reads a station's list; what is none is one sentence with the number of its line. */
function readStationFile(file: string): StationList {
  if (!file) throw new UserError("doorstep report --station CSV: name the station's list.");
  const list = readStation(textOf(file));
  if ('error' in list) throw new UserError(`${file}:${list.line}: ${list.error}.`);
  return list;
}

function textOf(file: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      throw new UserError(`${file}: there is no such file; docs/SPEC.md says what a station's list holds.`);
    if (code === 'EISDIR') throw new UserError(`${file}: it is a folder; name the station's list in it.`);
    throw new UserError(`${file}: it cannot be read (${code}).`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UserError(`${file}:${badLine(bytes)}: it is not UTF-8: save it as CSV UTF-8.`);
  }
}

const NEWLINE = 10;

/** The first line that is no UTF-8; a newline is never part of another character. */
function badLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  let from = 0;
  for (;;) {
    const to = bytes.indexOf(NEWLINE, from);
    try {
      decoder.decode(bytes.subarray(from, to < 0 ? bytes.length : to));
    } catch {
      return line;
    }
    if (to < 0) return line;
    from = to + 1;
    line++;
  }
}
