import { isObject } from '../../shared/json.js';
import { daysFault } from '../../shared/judge/input.js';
import { settingsFault } from '../../shared/judge/settings.js';
import type { Desk } from '../../supervisor/report.js';
import { readJson } from '../read-file.js';
import { UserError } from '../user-error.js';

const GIVE =
  '; give a JSON file such as { "settings": { "arriveEarlyMin": 10 }, "workingDays": ["2026-11-23"] }.';
const GIVE_DAYS = '; give a JSON list of dates such as ["2026-11-23", "2026-11-24"].';

/** What the station has set: limits and working days as the judge reads them, from one file or from two. */
export function readStationSettings(
  file: string | undefined,
  daysFile: string | undefined,
): Pick<Desk, 'settings' | 'workingDays'> {
  const { settings = {}, workingDays = null } = file === undefined ? {} : settingsIn(file);
  if (daysFile === undefined) return { settings, workingDays };
  if (workingDays)
    throw new UserError(`${file}: it has working days, and ${daysFile} has others: give one of them.`);
  const days = readJson(daysFile, GIVE_DAYS, GIVE_DAYS);
  const fault = daysFault(days);
  if (fault) throw new UserError(`${daysFile}: ${fault}.`);
  return { settings, workingDays: days as string[] | null };
}

function settingsIn(file: string): Partial<Pick<Desk, 'settings' | 'workingDays'>> {
  const json = readJson(file, GIVE, GIVE);
  if (!isObject(json)) throw new UserError(`${file}: it is no JSON object${GIVE}`);
  const other = Object.keys(json).find(name => name !== 'settings' && name !== 'workingDays');
  if (other !== undefined) throw new UserError(`${file}: there is no ${other} in such a file${GIVE}`);
  const { settings = {}, workingDays = null } = json;
  if (!isObject(settings)) throw new UserError(`${file}: settings is no JSON object${GIVE}`);
  const fault = settingsFault(settings) ?? daysFault(workingDays);
  if (fault) throw new UserError(`${file}: ${fault}.`);
  return { settings, workingDays: workingDays as string[] | null };
}
