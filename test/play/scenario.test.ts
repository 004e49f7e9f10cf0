import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseScenario, readScenario } from '../../cli/play/scenario.js';
import { UserError } from '../../cli/user-error.js';
import { secondsOf } from '../../shared/iso.js';

const NINE = '2026-11-23T09:00:00+08:00';
const HEAD = `name: a day
badge: { profile: HB }
clock: 2026-11-23T08:30:00+08:00
`;

function parse(steps: string, head = HEAD, tail = '') {
  return parseScenario('day.yaml', `${head}steps:\n${steps}\n${tail}`);
}

/** The one sentence that a scenario is refused with: file and line in front. */
function refusal(text: string): string {
  try {
    parseScenario('day.yaml', text);
  } catch (error) {
    assert.instance(error, UserError);
    const { message } = error as Error;
    assert.not.match(message, /\n/);
    return message;
  }
  return 'nothing is wrong';
}

const refused = (steps: string, head = HEAD, tail = '') => refusal(`${head}steps:\n${steps}\n${tail}`);

const scenario = suite('a scenario file');

scenario('says when each step is due, in outside time', () => {
  const { steps, start } = parse(`  - { at: "08:31:00", battery: 50 }
  - { after: 90s, battery: 49 }
  - { battery: 48 }
  - { after: 10m, battery: 47 }
  - { at: 2026-11-24T00:05:00+08:00, battery: 46 }`);
  assert.is(start, secondsOf('2026-11-23T08:30:00+08:00'));
  assert.equal(
    steps.map(step => [step.time - start, step.timed]),
    [
      [60, true],
      [150, true],
      [150, false],
      [750, true],
      [15 * 3600 + 35 * 60, true],
    ],
  );
});

scenario('goes by the offset of its clock', () => {
  const head = HEAD.replace('08:30:00+08:00', '00:30:00Z');
  const { steps, start } = parse('  - { at: "00:31:00", battery: 50 }', head);
  assert.is(steps[0].time - start, 60);
});

scenario('without a clock begins a minute before its first step, on a day that it names', () => {
  const head = 'name: a day\nbadge: { profile: HB }\n';
  const { start, clock } = parse(
    `  - { at: "08:31:00", tap: { id: A, type: repair, appointment: ${NINE} } }`,
    head,
  );
  assert.is(clock, null);
  assert.is(start, secondsOf('2026-11-23T08:30:00+08:00'));
});

scenario('may leave out all of the badge but its profile', () => {
  const { badge, seed } = parse('  - { battery: 50 }');
  assert.equal(badge, { id: '00c0ffee', profile: 'HB', language: 'zh' });
  assert.is(seed, 1);
});

scenario('takes one verdict or a list, with a reason or without', () => {
  const { verdicts } = parse(
    '  - { battery: 50 }',
    HEAD,
    'verdicts: { HB-B08: PASS, HB-B09b: [FAIL left-early, NA] }',
  );
  assert.equal(
    verdicts.map(({ rule, verdicts: each, isList }) => [rule, each, isList]),
    [
      ['HB-B08', ['PASS'], false],
      ['HB-B09b', ['FAIL left-early', 'NA'], true],
    ],
  );
});

scenario('names the file and the line of what is wrong', () => {
  assert.match(refused('  - { battery: 50 }\n  - { batery: 50 }'), /^day\.yaml:6: a step has no key batery/);
  assert.match(refusal(`${HEAD}seed: [\n`), /^day\.yaml:\d+: this is not YAML \(.*\): mend the line\.$/);
  assert.match(refusal(''), /^day\.yaml:1: a scenario is null/);
});

scenario('refuses keys that it does not know, at every level', () => {
  assert.match(refusal(`${HEAD}stepz: []\n`), /has no key stepz: use name, badge, clock/);
  assert.match(refused('  - { battery: 50 }', HEAD.replace('profile', 'profil')), /no key profil/);
  assert.match(refused('  - { tap: { id: A, type: repair, phone: 123 } }'), /an order has no key phone/);
  assert.match(refused('  - { expect: { sate: IDLE } }'), /expect has no key sate/);
  assert.match(refused('  - { pull: { frame: 3 } }'), /pull has no key frame/);
});

scenario('refuses what lacks a name, a badge or steps', () => {
  assert.match(refusal('badge: { profile: HB }\nsteps: [{ battery: 1 }]'), /lacks name/);
  assert.match(refusal('name: a\nsteps: [{ battery: 1 }]'), /lacks badge/);
  assert.match(refusal(HEAD), /lacks steps/);
  assert.match(refusal(`${HEAD}steps: []`), /steps is empty/);
  assert.match(refusal('name: a\nbadge: { language: zh }\nsteps: [{ battery: 1 }]'), /badge lacks profile/);
});

scenario('refuses times that are none and steps out of order', () => {
  assert.match(refused('  - { at: "8:31", battery: 50 }'), /is no time: write HH:MM:SS/);
  assert.match(refused('  - { at: "24:00:00", battery: 50 }'), /is no time/);
  assert.match(refused('  - { after: soon, battery: 50 }'), /"soon" is no length of time/);
  assert.match(
    refused('  - { at: "08:40:00", battery: 50 }\n  - { at: "08:39:59", battery: 50 }'),
    /^day\.yaml:6: at is "08:39:59", before the step before it/,
  );
  assert.is(
    parse('  - { at: "08:40:00", battery: 50 }\n  - { at: "08:40:00", battery: 49 }').steps.length,
    2,
  );
  assert.match(refused('  - { at: "08:29:59", battery: 50 }'), /before the step before it/);
  assert.match(refused('  - { at: "08:31:00", after: 1s, battery: 50 }'), /either at or after/);
  assert.match(refused('  - { battery: 50 }', HEAD.replace('+08:00', '')), /clock is .*with offset/);
});

scenario('refuses a step that does nothing, two things at once, or half of one', () => {
  assert.match(refused('  - { at: "08:31:00" }'), /the step does nothing/);
  assert.match(refused('  - { press: BTN1, battery: 3 }'), /both press and battery/);
  assert.match(refused('  - { press: BTN1, with: { kind: bell } }'), /with belongs to a step with event/);
  assert.match(refused('  - { event: departed, hold: 2s }'), /hold belongs to a step with press/);
  assert.match(refused('  - { battery: 50, order: A }'), /order belongs to a step with event/);
  assert.match(refused('  - { pull: {}, drop: 3 }'), /drop belongs to a step with tap/);
});

scenario('refuses values that are none of those there are', () => {
  assert.match(refused('  - { press: BTN5 }'), /"BTN5" is none of BTN1, BTN2, BTN3, BTN4/);
  assert.match(refused('  - { power: off }'), /none of cut, restore, reset/);
  assert.match(refused('  - { battery: 101 }'), /a whole number from 0 to 100/);
  assert.is(parse('  - { battery: 100 }').steps.length, 1);
  assert.match(refused('  - { event: departs }'), /departs is no event/);
  assert.match(refused('  - { expect: { state: LOST } }'), /"LOST" is none of IDLE, OFFERED/);
  assert.match(refused('  - { expect: { log: [departs] } }'), /names no event/);
  assert.match(refused('  - { clock: noon }'), /clock is "noon"/);
  assert.match(refused('  - { tap: { id: wo-1, type: repair } }'), /order id "wo-1"/);
  assert.match(refused('  - { battery: 5 }', HEAD.replace('HB', 'XX')), /"XX" is none of HB/);
  assert.match(
    refused('  - { battery: 5 }', HEAD.replace('profile: HB', 'profile: HB, id: "123"')),
    /eight hexadecimal/,
  );
});

scenario('refuses verdicts of rules that there are not, and words that are no verdict', () => {
  assert.match(refused('  - { battery: 5 }', HEAD, 'verdicts: { HB-B99: PASS }'), /no judged rule HB-B99/);
  assert.match(
    refused('  - { battery: 5 }', HEAD, 'verdicts: { HB-B08: OK }'),
    /the verdict of HB-B08 is "OK": write PASS, WARN/,
  );
});

scenario('that is not there is one sentence', () => {
  assert.throws(() => readScenario('no/such.yaml'), /^no\/such\.yaml: there is no such file/);
});

scenario.run();
