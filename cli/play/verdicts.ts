import { judge, type Verdict } from '../../shared/judge/judge.js';
import type { Story } from '../../shared/log/story.js';
import type { Seconds } from '../../shared/time.js';
import type { Scenario } from './scenario.js';
import type { World } from './world.js';

/** The verdicts on what a log tells, as of `now`. */
export function verdictsOf(world: World, story: Story, now: Seconds): Verdict[] {
  return judge({
    profile: world.profile,
    zone: world.zone,
    now,
    settings: {},
    workingDays: null,
    orders: story.orders,
    events: story.events,
  });
}

/** Which verdicts of a scenario did not come out, a sentence each. */
export function wrongVerdicts(scenario: Scenario, verdicts: readonly Verdict[]): string[] {
  const wrong: string[] = [];
  for (const wanted of scenario.verdicts) {
    const found = verdicts.filter(each => each.rule === wanted.rule);
    const said = found.map(each => `${each.verdict} ${each.why}`);
    const fits = (text: string, want: string | undefined): boolean =>
      want !== undefined && (text === want || text.split(' ')[0] === want);
    const isRight = wanted.isList
      ? said.length === wanted.verdicts.length && said.every((text, i) => fits(text, wanted.verdicts[i]))
      : said.length > 0 && said.every(text => fits(text, wanted.verdicts[0]));
    if (isRight) continue;
    wrong.push(
      `${scenario.file}:${wanted.line}: ${wanted.rule} is ${said.join(', ') || 'not judged'} and not ${wanted.verdicts.join(', ')}`,
    );
  }
  return wrong;
}
