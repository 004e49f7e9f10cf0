import { dirname, join } from 'node:path';
import { isoOf, secondsOf, zoneOf } from '../../shared/iso.js';
import { CODES } from '../../shared/profile/profiles.js';
import { HOUR, type Seconds, type Span } from '../../shared/time.js';
import { LANGUAGES, type Language } from '../../shared/words/ui.js';
import { isProfileFile } from '../profile-file.js';
import { readText } from '../read-file.js';
import { type Act, actOf, type Expect, expectOf, STEP_KEYS, timeOf } from './step.js';
import type { BadgeSpec } from './world.js';
import { type Entry, readYaml, type Source } from './yaml.js';

/** One step of a scenario: when, what is done, what must be so afterwards. */
export interface Step {
  readonly line: number;
  /** When it is due, in outside time. */
  readonly time: Seconds;
  /** False: right after the step before, whatever the second. */
  readonly timed: boolean;
  readonly act: Act | null;
  readonly expect: Expect | null;
}

/** What the verdicts of one rule must be: one for each time it is judged, or one that all of them are. */
export interface VerdictWanted {
  readonly rule: string;
  readonly line: number;
  /** `FAIL`, or with the reason behind it: `FAIL left-early`. */
  readonly verdicts: readonly string[];
  readonly isList: boolean;
}

/** A scenario file (architecture 3). */
export interface Scenario {
  readonly name: string;
  readonly file: string;
  readonly badge: BadgeSpec;
  /** The badge's clock at power-on; null: not set. */
  readonly clock: Seconds | null;
  /** When the scenario begins, in outside time. */
  readonly start: Seconds;
  /** Offset that times without one are in. */
  readonly zone: Span;
  readonly seed: number;
  readonly steps: readonly Step[];
  readonly verdicts: readonly VerdictWanted[];
}

const KEYS = ['name', 'badge', 'clock', 'seed', 'steps', 'verdicts'];
const BADGE_KEYS = ['id', 'profile', 'board', 'language'];
const OUTCOMES = ['PASS', 'WARN', 'FAIL', 'EXCUSED', 'NA', 'OPEN', 'UNKNOWN'];

/** The build's language where a scenario names none. */
const LANGUAGE: Language = 'zh';
const ZONE = 8 * HOUR;
/** A scenario without any date lives on this day. */
const DAY = '2026-11-23';

/** Reads a scenario file; what is wrong with it is one sentence with file, line and mend. */
export function readScenario(file: string): Scenario {
  return parseScenario(file, readText(file, ': name a scenario file or a folder of them.'));
}

export function parseScenario(file: string, text: string): Scenario {
  const source = readYaml(file, text);
  const root = source.root.object(KEYS, 'a scenario');
  const clockEntry = root.get('clock');
  const clock = clockEntry ? timeIn(clockEntry) : null;
  const zone = (clockEntry && zoneOf(/(Z|[+-]\d\d:?\d\d)$/.exec(clockEntry.text())?.[0])) ?? ZONE;
  const stepsEntry = root.need('steps', 'a list of steps');
  const steps = stepsEntry.list('steps');
  if (!steps.length) stepsEntry.fail('steps is empty: write at least one step.');
  const day =
    clock === null ? (/\d{4}-\d\d-\d\d(?=T)/.exec(text)?.[0] ?? DAY) : isoOf(clock, zone).slice(0, 10);
  const seed = root.get('seed')?.integer(0, 0xffffffff) ?? 1;
  const start = clock ?? startOf(steps, day, zone);
  return {
    name: root.need('name', 'what the scenario is about').text(),
    file,
    badge: badgeOf(root.need('badge', 'at least { profile: HB }'), file),
    clock,
    start,
    zone,
    seed,
    steps: stepsIn(steps, start, day, zone),
    verdicts: verdictsIn(root.get('verdicts'), source),
  };
}

function timeIn(entry: Entry): Seconds {
  const time = secondsOf(entry.text());
  if (time === null)
    return entry.fail(
      `clock is ${entry.shown()}: write an ISO time with offset such as 2026-11-23T08:30:00+08:00.`,
    );
  return time;
}

/** The badge of a scenario; the file of a profile lies beside that of the scenario. */
function badgeOf(entry: Entry, file: string): BadgeSpec {
  const badge = entry.object(BADGE_KEYS, 'badge');
  const idEntry = badge.get('id');
  const id = idEntry?.text() ?? '00c0ffee';
  if (!/^[0-9a-f]{8}$/i.test(id))
    idEntry?.fail(`badge id is ${idEntry.shown()}: write eight hexadecimal digits in quotes.`);
  const profileEntry = badge.need('profile', `one of ${CODES.map(each => each.id).join(', ')}`);
  const named = profileEntry.text();
  const profile = isProfileFile(named)
    ? join(dirname(file), named)
    : profileEntry.choice(CODES.map(each => each.id));
  badge.get('board')?.choice(['pixljs']);
  return { id, profile, language: badge.get('language')?.choice(LANGUAGES) ?? LANGUAGE };
}

/** Without a clock the badge wakes a minute before the first step that has a time. */
function startOf(steps: readonly Entry[], day: string, zone: Span): Seconds {
  const first = steps[0].object(STEP_KEYS, 'a step').get('at');
  const early = secondsOf(`${day}T08:00:00${isoOf(0, zone).slice(19)}`) ?? 0;
  return first ? timeOf(first, day, zone) - 60 : early;
}

function stepsIn(entries: readonly Entry[], start: Seconds, day: string, zone: Span): Step[] {
  let time = start;
  return entries.map(entry => {
    const step = entry.object(STEP_KEYS, 'a step');
    const at = step.get('at');
    const after = step.get('after');
    if (at && after) after.fail('a step has either at or after: leave one out.');
    if (at) {
      const due = timeOf(at, day, zone);
      if (due < time)
        at.fail(
          `at is ${at.shown()}, before the step before it (${isoOf(time, zone).slice(0, 19)}): put the steps in order, or write the date as well.`,
        );
      time = due;
    } else if (after) time += after.span();
    const act = actOf(step);
    const expect = expectOf(step);
    if (!act && !expect)
      entry.fail('the step does nothing: give it tap, event, press, power, battery, clock, pull or expect.');
    return { line: entry.line, time, timed: at !== undefined || after !== undefined, act, expect };
  });
}

function verdictsIn(entry: Entry | undefined, source: Source): VerdictWanted[] {
  if (!entry) return [];
  return entry.entries('verdicts').map(([rule, value]) => {
    const isList = value.isList();
    const each = isList ? value.list(`verdicts of ${rule}`) : [value];
    const verdicts = each.map(one => {
      const text = one.text();
      if (!OUTCOMES.includes(text.split(' ')[0]))
        one.fail(
          `the verdict of ${rule} is ${one.shown()}: write ${OUTCOMES.join(', ')}, with a reason behind it if you like.`,
        );
      return text;
    });
    if (!source.isRule(rule))
      value.fail(`there is no judged rule ${rule} in the profile: look its id up in rules.md, part B.`);
    return { rule, line: value.line, verdicts, isList };
  });
}
