import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { customProfile } from '../../shared/profile/custom.js';
import type { Profile } from '../../shared/profile/profile.js';
import { profileOf } from '../../shared/profile/profiles.js';

const HB = profileOf('HB') as Profile;
const TT = profileOf('TT') as Profile;

function made(json: object): Profile {
  const custom = customProfile({ base: 'HB', version: 101, ...json });
  if ('faults' in custom) throw new Error(custom.faults.join('\n'));
  return custom;
}

/** The faults of a file, which must be as many as are expected. */
function faulty(json: unknown, ...expected: RegExp[]): void {
  const custom = customProfile(json);
  const faults = 'faults' in custom ? custom.faults : [];
  assert.is(faults.length, expected.length, faults.join('\n'));
  for (const [i, fault] of faults.entries()) {
    assert.match(fault, expected[i] as RegExp);
    assert.not.match(fault, /\n|\.$/);
  }
}

const custom = suite('a custom profile');

custom('has 15 minutes at a silent door instead of 10, and says so', () => {
  const own = made({ params: { noAnswerMin: 15, arriveEarlyMin: 7 }, about: 'for the north' });
  assert.is(own.id, 'HB');
  assert.is(own.version, 101);
  assert.is(own.params.noAnswerMin, 15);
  assert.is(own.params.rescheduleNoticeMin, 120);
  const title = (rule: string) => own.timed.find(row => row.rule === rule)?.title;
  assert.equal(title('HB-B09b'), {
    zh: '无人应门:等15分钟、留言',
    en: 'Silent door: 15 minutes, then a note',
  });
  assert.equal(title('HB-B08'), { zh: '提前7分钟到现场', en: 'There 7 minutes early' });
  assert.equal(own.items, HB.items);
  assert.equal(own.rules, HB.rules);
  assert.is(HB.params.noAnswerMin, 10);
});

custom('may have no such rule', () => {
  const own = made({ params: { noAnswerMin: null, hotline: null } });
  assert.is(own.params.noAnswerMin, null);
  assert.equal(own.timed, HB.timed);
});

custom('has a kit of its own, which its item asks for', () => {
  const own = made({
    kit: ['shoeCovers', 'rag', 'tableCloth', 'serviceCard'],
    kitOptional: [],
    items: { 'HB-B04': { zh: '四件套带齐', en: 'All four of the kit packed' } },
  });
  const item = own.items.find(each => each.id === 'HB-B04');
  assert.equal(item?.flags, own.kit);
  assert.equal(own.params.kit, own.kit);
  assert.equal(own.params.kitOptional, []);
  assert.is(item?.text.en, 'All four of the kit packed');
  const second = made({ base: 'TT', kitAlt: [...TT.kit].reverse() });
  assert.equal(second.items.find(each => each.id === 'TT-5.1-2')?.flags, [...TT.kit].reverse());
  assert.equal(second.items.find(each => each.id === 'TT-3.4-10')?.flags, TT.kit);
  assert.equal(second.params.kitAlt, [...TT.kit].reverse());
});

custom('has words and titles of its own', () => {
  const words = { zh: '提前到', en: 'Early' };
  const own = made({ title: words, titles: { 'HB-B08': words }, params: { arriveEarlyMin: 6 } });
  assert.is(own.title, words);
  assert.is(own.timed[0]?.title, words);
});

custom('needs a base and a version', () => {
  faulty([], /^the file is no JSON object; give base, version/);
  faulty(null, /^the file is no JSON object/);
  faulty({ version: 101 }, /^base is missing; make it one of HB, BQ, CT, TT, ZT$/);
  faulty({ base: 'hb', version: 101 }, /^base is "hb"/);
  for (const version of [undefined, 100, 256, 101.5, '101'])
    faulty({ base: 'HB', version }, /^version is .*; make it a whole number from 101 to 255/);
  made({ version: 255 });
});

custom('is told of each fault by its path and how to mend it', () => {
  const file = (json: object) => ({ base: 'HB', version: 101, ...json });
  faulty(file({ kitt: [] }), /^kitt: there is no kitt in a profile; known are base/);
  faulty(file({ about: 1 }), /^about is 1; make it a text/);
  faulty(file({ title: 'x' }), /^title is "x"; make it an object with zh and en/);
  faulty(file({ params: 5 }), /^params is 5; make it an object/);
  faulty(file({ params: { noAnswerMin: '15' } }), /^params\.noAnswerMin is "15"; make it a whole number/);
  faulty(file({ params: { noAnswerMin: -1 } }), /^params\.noAnswerMin is -1/);
  faulty(file({ params: { arriveEarlyMin: 1093 } }), /^params\.arriveEarlyMin is 1093; make it 1092 or less/);
  made({ params: { arriveEarlyMin: 1092 } });
  faulty(file({ params: { noAnswerMin: 100 } }), /^params\.noAnswerMin is 100; make it 99 or less/);
  made({ params: { noAnswerMin: 99 } });
  const repair = (minutes: number) => file({ base: 'TT', params: { repairWithinMin: minutes } });
  faulty(repair(65_536), /^params\.repairWithinMin is 65536; make it 65535 or less/);
  made({ base: 'TT', params: { repairWithinMin: 65_535 } });
  faulty(file({ params: { noAnswer: 15 } }), /^params\.noAnswer: there is no noAnswer; known are/);
  faulty(
    file({ params: { repairWithinMin: 60 } }),
    /^params\.repairWithinMin: HB has no rule with such a limit/,
  );
  faulty(file({ params: { kitList: 'visit' } }), /^params\.kitList: HB has no second kit/);
  faulty(file({ params: { kit: [] } }), /^params\.kit: the kit stands at the top of the file/);
  faulty(file({ params: { noteFields: ['phone'] } }), /^params\.noteFields: a log has room for these four/);
  faulty(file({ kit: 'rag' }), /^kit is "rag"; make it a list/);
  faulty(file({ kit: ['rag', 'torch'] }), /^kit\[1\] is "torch"; make it one of shoeCovers/);
  faulty(file({ kit: ['rag', 'rag'] }), /^kit\[1\]: "rag" stands twice/);
  faulty(file({ kit: [] }), /^kit has 0 parts; make it 1 to 6/);
  faulty(
    file({ kit: ['rag'] }),
    /^kit has 1 parts, and the text of HB-B04 was written for 5; give items\.HB-B04$/,
  );
  faulty(file({ kitAlt: ['rag'] }), /^kitAlt: HB has no second kit/);
  faulty(file({ kitOptional: ['rag'] }), /^kitOptional\[0\]: "rag" is in the kit/);
  faulty(file({ base: 'BQ', kit: ['rag'] }), /^kit: BQ has no kit; leave it out/);
  faulty(
    file({ kitOptional: ['rubbishBag', 'tableCloth', 'workReceipt', 'plasticBag', 'convenienceCard'] }),
    /^kitOptional has 5 parts; make it 4 at most/,
  );
  faulty(
    file({ base: 'TT', params: { installWorkingDays: 8 } }),
    /^params\.installWorkingDays is 8; make it no more than installWorkingDaysMax, 7/,
  );
  faulty(file({ base: 'CT', params: { noAnswerMin: 5 } }), /^params\.noAnswerMin: CT has no rule/);
  faulty(file({ params: { callbackToleranceMin: 5 } }), /^params\.callbackToleranceMin: HB has no rule/);
  made({ base: 'CT', params: { callbackToleranceMin: 5 } });
});

custom('is told where its words do not fit', () => {
  const words = (zh: unknown, en: unknown) => ({ base: 'HB', version: 101, items: { 'HB-B01': { zh, en } } });
  const [zh20, en42] = ['一'.repeat(20), 'a'.repeat(42)];
  assert.not.ok('faults' in customProfile(words(zh20, en42)));
  faulty(words(`${zh20}一`, en42), /^items\.HB-B01\.zh is ".*"; make it a text of 1 to 20 characters/);
  faulty(words(zh20, `${en42}a`), /^items\.HB-B01\.en is ".*"; make it a text of 1 to 42 ASCII/);
  faulty(words(' ', 'caf\u00e9'), /^items\.HB-B01\.zh/, /^items\.HB-B01\.en/);
  faulty(words(undefined, 7), /^items\.HB-B01\.zh is missing/, /^items\.HB-B01\.en is 7/);
  const own = { zh: 'a', en: 'b', de: 'c' };
  faulty(
    { base: 'HB', version: 101, titles: { 'HB-B08': own } },
    /^titles\.HB-B08\.de: a text has zh and en/,
  );
  faulty(
    { base: 'HB', version: 101, items: { 'HB-B08': own } },
    /^items\.HB-B08: there is no checklist item of HB/,
  );
  faulty({ base: 'HB', version: 101, titles: [] }, /^titles is \[\]; make it an object/);
});

custom.run();

const command = suite('doorstep profile check');
const MAIN = fileURLToPath(new URL('../../cli/main.js', import.meta.url));
let folder = '';

command.before(() => {
  folder = mkdtempSync(join(tmpdir(), 'doorstep-profile-'));
});
command.after(() => rmSync(folder, { recursive: true, force: true }));

function check(text: string) {
  const file = join(folder, 'own.json');
  writeFileSync(file, text);
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, 'profile', 'check', file], {
    encoding: 'utf8',
  });
  return { status, stdout: stdout.replaceAll(file, 'own.json'), stderr: stderr.replaceAll(file, 'own.json') };
}

command('says what a profile in order has of its own', () => {
  const { status, stdout, stderr } = check('{"base":"HB","version":101,"params":{"noAnswerMin":15}}');
  assert.is(stderr, '');
  assert.is(status, 0);
  assert.is(
    stdout,
    'own.json: a profile in order, HB with version 101; it differs in:\n' +
      '  noAnswerMin: 15 instead of 10\n' +
      '  HB-B09b: Silent door: 15 minutes, then a note / 无人应门:等15分钟、留言\n',
  );
});

command('names all faults and exits 1', () => {
  const { status, stdout } = check('{"base":"HB","version":1,"params":{"noAnswerMin":"15"}}');
  assert.is(status, 1);
  assert.match(stdout, /^own\.json: version is 1; .*\.\nown\.json: params\.noAnswerMin is "15"; .*\.\n$/);
});

command('refuses words that the badge cannot show', () => {
  const words = { zh: '一龘', en: 'Supercalifragilisticexpialidocious' };
  const { status, stdout } = check(JSON.stringify({ base: 'HB', version: 101, items: { 'HB-B01': words } }));
  assert.is(status, 1);
  assert.match(stdout, /items\.HB-B01\.zh: the font of the badge has no "龘"/);
  assert.match(stdout, /items\.HB-B01\.en: ".*" does not break into two lines/);
});

command('exits 2 where the file cannot be read', () => {
  const { status, stdout, stderr } = check('{');
  assert.is(status, 2);
  assert.is(stdout, '');
  assert.match(stderr, /^own\.json: it is not JSON \(.*\); give a JSON file with base/);
  rmSync(join(folder, 'own.json'));
});

command.run();
