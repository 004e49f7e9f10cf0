import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { play } from '../../cli/play/player.js';
import { readScenario } from '../../cli/play/scenario.js';
import { worldOf } from '../../cli/play/world.js';
import { isProfileFile } from '../../cli/profile-file.js';
import { parseJudgeInput } from '../../shared/judge/input.js';
import { judge } from '../../shared/judge/judge.js';

/** The days of test/days, each a title of its own; compiled, this file is three folders from the root. */
const DAYS = fileURLToPath(new URL('../../../test/days/', import.meta.url));

const files = readdirSync(DAYS).filter(file => file.endsWith('.yaml'));
const days = suite('whole days on the simulated badge');

for (const file of files)
  days(`${file.replace('.yaml', '')} leaves the screens, the log and the verdicts it must`, async () => {
    const scenario = readScenario(DAYS + file);
    const played = await play(scenario);
    assert.is(played.failures.join('\n'), '');
    assert.ok(played.ok);

    const { profile, timezone, now, orders, log, verdicts, flash } = played;
    const own = isProfileFile(scenario.badge.profile) ? worldOf(scenario.badge).profile : undefined;
    const input = parseJudgeInput(
      JSON.parse(JSON.stringify({ profile, timezone, now, orders, events: log })),
      own,
    );
    if ('error' in input) throw new Error(input.error);
    assert.equal(judge(input), verdicts, 'judging the printed events gives the same verdicts');
    assert.is(flash?.doubleWrites, 0, 'no word of the flash is programmed twice');
  });

days('cover the story of HB: at least 28 of them, in both languages', () => {
  const languages = files.map(file => readScenario(DAYS + file).badge.language);
  assert.ok(files.length >= 28);
  for (const language of ['en', 'zh']) assert.ok(languages.filter(each => each === language).length >= 10);
});

days('give the same day for the same seed', async () => {
  const once = await play(readScenario(`${DAYS}reference.yaml`));
  const again = await play(readScenario(`${DAYS}reference.yaml`));
  assert.equal(once, again);
});

days.run();
