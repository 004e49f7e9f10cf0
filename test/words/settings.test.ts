import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bundleFile } from '../../cli/budget/bundle-file.js';
import { openCutter } from '../../cli/make/words/glyphs.js';
import { packWords } from '../../cli/make/words/pack.js';
import { groupsOf } from '../../cli/make/words/phrases.js';
import { roomFault } from '../../cli/make/words/room.js';
import { worldOf } from '../../cli/play/world.js';
import { readSettings } from '../../cli/settings-file.js';
import { NEUTRAL, type Settings } from '../../shared/catalogue/topics.js';
import { HB } from '../../shared/profile/hb.js';
import { CODES } from '../../shared/profile/profiles.js';
import { Words } from '../../shared/words/layout.js';
import { POWER_LIMITS } from '../../shared/words/power.js';
import { LANGUAGES } from '../../shared/words/ui.js';
import { WordsReader } from './reader.js';

const folder = mkdtempSync(join(tmpdir(), 'doorstep-'));
const cutter = openCutter();
const settings = suite('settings in a file');
settings.after(() => rmSync(folder, { recursive: true, force: true }));

function file(text: string): string {
  const name = join(folder, 'own.json');
  writeFileSync(name, text);
  return name;
}

function wrong(json: unknown): string {
  const name = file(JSON.stringify(json));
  try {
    readSettings(name);
  } catch (error) {
    return (error as Error).message.replace(`${name}: `, '');
  }
  return '';
}

settings('fill the phrases of their language; what is not set stays neutral', () => {
  const own = readSettings(file('{"hotline":"400-100-2000","company":{"zh":"城东宽带","en":"East Net"}}'));
  assert.equal(own.company, { zh: '城东宽带', en: 'East Net' });
  assert.equal(own.name, NEUTRAL.name);
  const bye = groupsOf('HB', own).find(group => group.name === 'bye');
  const lines =
    bye?.pages
      .flat()
      .map(line => `${line.zh} ${line.en}`)
      .join(' ') ?? '';
  assert.match(lines, '打400-100-2000');
  assert.match(lines, '400-100-2000');
  assert.equal(readSettings(undefined), NEUTRAL);
});

settings('are in the words of a badge built with them', () => {
  const name = file('{"company":{"zh":"城东宽带"}}');
  const world = worldOf({ id: '00c0ffee', profile: 'TT', language: 'zh', settings: name });
  const chars = world.glyphs.flatMap(table => table.glyphs.map(glyph => glyph.char));
  assert.ok(chars.includes('城'));
});

settings(
  'as long as they may be fit a badge beside each profile, with ten characters that no other text has',
  () => {
    const own = readSettings(
      file(
        JSON.stringify({
          hotline: '400-123-4567',
          company: { zh: '鑫晟瑞祥翔骏', en: 'Twelve chars' },
          name: { zh: '欧阳彪璐', en: 'Eight ch' },
          number: 'GZ-01234',
          check: 'https://example.com/c/123456',
        }),
      ),
    );
    const bundle = readFileSync(bundleFile('.boot')).length;
    for (const profile of CODES)
      for (const language of LANGUAGES) {
        const { words } = packWords(profile, language, 8 * 3600, cutter, own);
        assert.is(roomFault(bundle, words.length), null, `${profile.id} ${language}`);
      }
  },
);

settings('may take all the columns that there are, and no more', () => {
  assert.is(wrong({ hotline: '123456789012', company: { zh: '一二三四五六', en: 'twelve chars' } }), '');
  assert.is(
    wrong({ hotline: '1234567890123' }),
    'hotline takes 13 columns, 1 more than there are (a Chinese character takes two); make it shorter.',
  );
  assert.match(wrong({ name: { zh: '欧阳工程师' } }), /^name takes 10 columns, 2 more/);
});

settings('that are one of two things stand in the words file, and know nothing in between', () => {
  const cell = (json: unknown, which: Words): number => {
    const own = readSettings(file(JSON.stringify(json)));
    const { words, glyphs } = packWords(HB, 'en', 8 * 3600, cutter, own);
    return new WordsReader(words, glyphs).cell(which);
  };
  const cells = (which: Words, all: readonly unknown[]): number[] => all.map(json => cell(json, which));
  assert.equal(cells(Words.RefuseUnsigned, [{}, { unsigned: 'take' }, { unsigned: 'refuse' }]), [0, 0, 1]);
  assert.equal(cells(Words.AcceptAtOnce, [{}, { accept: 'press' }, { accept: 'automatic' }]), [0, 0, 1]);
  assert.is(wrong({ unsigned: true }), 'unsigned is true; make it "take" or "refuse".');
});

settings('of charge are whole numbers in their range, both ends of it included', () => {
  for (const [name, { unit, least, most, usual }] of Object.entries(POWER_LIMITS)) {
    for (const value of [least, most, usual]) assert.is(wrong({ [name]: value }), '', `${name} ${value}`);
    for (const value of [least - 1, most + 1, least + 0.5, String(usual), null])
      assert.is(
        wrong({ [name]: value }),
        `${name} is ${JSON.stringify(value)}; make it a whole number of ${unit} from ${least} to ${most}.`,
      );
  }
});

settings('of charge stand in the words file, and what is not set is as usual', () => {
  const settled = (power: Settings['power']) => {
    const { words, glyphs } = packWords(HB, 'en', 0, cutter, { ...NEUTRAL, ...(power && { power }) });
    const read = new WordsReader(words, glyphs);
    return [Words.Display, Words.Light, Words.Advertise, Words.AdvertiseDark].map(cell => read.cell(cell));
  };
  assert.equal(settled(undefined), [15, 1, 500, 4000]);
  assert.equal(settled({ display: 240, light: 0, advertiseDark: 10000 }), [240, 0, 500, 10000]);
});

settings('that are wrong are told in one sentence', () => {
  assert.is(
    wrong([]),
    'it is no object; give a JSON file with settings such as company, hotline, name, number and check.',
  );
  assert.is(
    wrong({ phone: '1' }),
    'there is no setting "phone": use hotline, company, name, number, check, unsigned, accept, display, light, advertise, advertiseDark.',
  );
  assert.is(wrong({ check: 7 }), 'check is no text; write one, or leave it out.');
  assert.is(wrong({ name: '' }), 'name is no text; write one, or leave it out.');
  assert.is(wrong({ name: { zh: '王', de: 'W' } }), 'name has "de": give zh and en only.');
  assert.is(
    wrong({ name: '小王' }),
    'name has "小王" for English badges, which show ASCII only; give "zh" and "en".',
  );
  assert.match(wrong({ name: { zh: '\u{1f600}' } }), /which the font of the badge does not have/);
  assert.match(wrong({ number: '{order}' }), /has a brace/);
  assert.throws(
    () => readSettings(join(folder, 'none.json')),
    /none\.json: there is no such file; give a JSON/,
  );
  assert.throws(() => readSettings(file('{')), /it is not JSON/);
});

settings.run();
