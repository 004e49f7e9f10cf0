import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CARD_BYTES } from '../../cli/make/card.js';
import { complaints, usesOf } from '../../cli/make/words/check.js';
import { openCutter } from '../../cli/make/words/glyphs.js';
import { packWords } from '../../cli/make/words/pack.js';
import { hasTips } from '../../cli/make/words/phrases.js';
import { BADGE_ROOM, LARGE_WORDS, roomFault, WORDS_LIMIT } from '../../cli/make/words/room.js';
import {
  changeFlags,
  flagsOf,
  menuOf,
  screenMenu,
  type Tables,
  tablesOf,
} from '../../cli/make/words/tables.js';
import { wrapText } from '../../cli/make/words/wrap.js';
import { NEUTRAL, type Settings } from '../../shared/catalogue/topics.js';
import type { Item, Profile } from '../../shared/profile/profile.js';
import { CODES } from '../../shared/profile/profiles.js';
import { BASE_WIDE } from '../../shared/words/base-set.js';
import { NO_RULE, PACKED, Page0, WORDS_VERSION, Words, ZONE_ZERO } from '../../shared/words/layout.js';
import { type Action, type Flags, Go, LANGUAGES, type Language, type Menu } from '../../shared/words/ui.js';
import { type ReadAction, type ReadFlags, type ReadMenu, WordsReader } from './reader.js';

const CHINA = 8 * 3600;
const cutter = openCutter();

const builds = CODES.flatMap(profile =>
  LANGUAGES.map(language => ({ profile, language, ...packWords(profile, language, CHINA, cutter) })),
);

const texts = suite('the words of the screens');

for (const profile of CODES) {
  texts(`are there in both languages for ${profile.id}`, () => {
    for (const { text, spot } of usesOf(tablesOf(profile))) {
      for (const language of LANGUAGES) {
        const words = text[language];
        // A prompt that fits one line has nothing on its second; what a profile never says is blank in both languages.
        assert.ok(
          words || spot === 'item' || spot === 'line' || spot === 'main' || !(text.en || text.zh),
          `an empty ${spot}: ${JSON.stringify(text)}`,
        );
        assert.is(words, words.trim(), `spaces around "${words}"`);
      }
      assert.not.match(text.en, /[^ -~]/, 'English is ASCII');
      // How large a setting can be shown is each language's own.
      const values = (of: string) => of.replace(/\{x\d\}/g, '').match(/\{\w+\}/g);
      assert.is(
        values(text.en)?.sort().join(),
        values(text.zh)?.sort().join(),
        `both languages of "${text.en}" show the same values`,
      );
    }
  });

  texts(`fit their places for ${profile.id}`, () => {
    for (const language of LANGUAGES) assert.equal(complaints(usesOf(tablesOf(profile)), language), []);
  });
}

texts('that do not fit are named with the number of pixels that are too many', () => {
  const long = { text: { en: 'Depart now', zh: '现在就出发' }, spot: 'key' } as const;
  assert.equal(complaints([long], 'en'), ['"Depart now" (en, key) can get 60 px wide: 24 more than fit.']);
  assert.equal(complaints([long], 'zh'), ['"现在就出发" (zh, key) can get 60 px wide: 24 more than fit.']);
});

texts('count the values in them at their widest', () => {
  const value = { text: { en: 'Due at {appointment} by you', zh: '' }, spot: 'line' } as const;
  assert.equal(complaints([value], 'en'), [
    '"Due at {appointment} by you" (en, line) can get 150 px wide: 24 more than fit.',
  ]);
});

texts('beside large characters have as much room as these leave', () => {
  const room = (en: string) => complaints([{ text: { en, zh: '' }, spot: 'main' }], 'en');
  assert.equal(room('{x3}{remaining}{column}Six+of'), [], 'five large ones end where the column begins');
  assert.equal(room('{x3}{remaining}:{column}Six+of'), [
    '"{x3}{remaining}:{column}Six+of" (en, main) can get 146 px wide: 20 more than fit.',
  ]);
  assert.equal(room('{x3}{remaining}{column}Seven+7'), [
    '"{x3}{remaining}{column}Seven+7" (en, main) can get 132 px wide: 6 more than fit.',
  ]);
  assert.equal(room('{x2}ten digits'), []);
  assert.is(room('{x2}eleven more').length, 1);
});

texts('may name only values that the badge knows', () => {
  const unknown = { text: { en: '{apointment}', zh: '' }, spot: 'line' } as const;
  assert.equal(complaints([unknown], 'en'), ['"{apointment}" (en) names a value that there is not.']);
});

texts('are wrapped after a stop where one lies in reach', () => {
  assert.equal(wrapText('亮工牌、报姓名、获准再进'), ['亮工牌、报姓名、', '获准再进']);
  assert.equal(wrapText('Show card, say name, wait for a yes'), ['Show card, say name,', 'wait for a yes']);
  assert.equal(wrapText('Hair and look neat'), ['Hair and look neat', '']);
});

texts('never begin a line with a stop', () => {
  for (const profile of CODES)
    for (const prompt of tablesOf(profile).prompts)
      for (const line of prompt.lines) assert.not.match(line.zh, /^[,、:;]/);
});

texts.run();

const packed = suite('a packed words file');

packed('says profile, language, zone and limits in its head', () => {
  for (const { profile, language, words, glyphs } of builds) {
    const read = new WordsReader(words, glyphs);
    assert.is(String.fromCharCode(read.low(0), read.high(0)), 'DW');
    assert.is(read.low(Words.Version), WORDS_VERSION);
    assert.is((read.high(Words.Version) - ZONE_ZERO) * 900, CHINA);
    assert.is(CODES[read.low(Words.Profile) - 1], profile);
    assert.is(read.high(Words.Profile), profile.version);
    assert.is(read.low(Words.Language), language === 'zh' ? 1 : 0);
    assert.is(read.high(Words.Language), profile.items.length);
    assert.is(read.low(Words.Kit), profile.kit.length);
    const early = profile.params.arriveEarlyMin;
    assert.is(read.cell(Words.ArriveEarly), early == null ? NO_RULE : early * 60);
    const silent = profile.params.noAnswerMin;
    assert.is(read.cell(Words.NoAnswer), silent == null ? NO_RULE : silent * 60);
  }
});

function sameFlags(read: ReadFlags, flags: Flags, language: Language): void {
  assert.is(read.title, flags.title[language]);
  assert.is(read.kind, flags.kind);
  assert.equal(
    read.rows,
    flags.rows.map(row => ({ label: row.label[language], bits: 1 << row.bit })),
  );
}

function sameMenu(read: ReadMenu, menu: Menu, tables: Tables, language: Language): void {
  assert.is(read.title, menu.title[language]);
  assert.is(read.rows.length, menu.rows.length);
  read.rows.forEach((row, i) => {
    sameAction(row, menu.rows[i] as Action, tables, language);
  });
}

function sameAction(read: ReadAction, action: Action, tables: Tables, language: Language): void {
  const menu = menuOf(tables, action);
  const flags = flagsOf(tables, action);
  assert.is(read.label, action.label[language]);
  assert.is(read.does, action.does);
  if (menu) sameMenu(read.with as ReadMenu, menu, tables, language);
  else if (flags) sameFlags(read.with as ReadFlags, flags, language);
  else assert.is(read.with, action.with ?? 0);
}

packed('reads back as the tables it was made from', () => {
  for (const { profile, language, words, glyphs } of builds) {
    const read = new WordsReader(words, glyphs);
    const tables = tablesOf(profile);
    tables.screens.forEach((screen, phase) => {
      assert.is(screen.phase, phase, 'a screen for each phase, in order');
      const { lines, keys, menu } = read.screen(phase);
      assert.equal(
        lines,
        screen.lines.map(line => (line === 'arrival' ? line : line[language])),
      );
      screen.keys.forEach((key, i) => {
        const found = keys[i];
        if (key && found) sameAction(found, key, tables, language);
        else assert.is(found, key);
      });
      sameMenu(menu, screenMenu(tables, screen), tables, language);
    });
    tables.fixed.forEach((text, which) => {
      assert.is(read.fixed(which), text[language]);
    });
    sameFlags(read.flags(read.cell(Words.ChangeFlags)), changeFlags(tables), language);
    assert.is(read.cell(Words.GroupCount), tables.groups.length);
    tables.groups.forEach((group, place) => {
      const { pages, companies, homes, isTips } = group;
      const forThem = [pages, pages.slice(companies), pages.slice(0, pages.length - homes)];
      for (const [customer, shown] of forThem.entries())
        assert.equal(read.group(place, customer), {
          title: group.title[language],
          pages: shown.map(page => page.map(line => line[language])),
          isTips,
        });
    });
    tables.prompts.forEach((prompt, item) => {
      assert.equal(read.item(item), {
        lines: prompt.lines.map(line => line[language]),
        from: prompt.from,
        optional: prompt.optional,
        by: prompt.by ?? 0,
        said: prompt.said ?? 0,
        condition: prompt.condition,
      });
      assert.is(prompt.item, profile.items[item]?.id);
    });
    const { rows, held } = read.reminders();
    assert.is(rows.length, profile.reminders.length);
    tables.reminders.forEach(({ action, cells }, row) => {
      assert.equal(rows[row]?.cells, cells);
      sameAction(rows[row]?.action as ReadAction, action, tables, language);
    });
    assert.equal(held.reverse().flat(), tables.held);
  }
});

packed('keeps its budget, and leaves the bundle its own; a code with its tips stays well below', () => {
  const bundle = statSync(new URL('../../../dist/pixljs.boot', import.meta.url)).size;
  for (const { profile, language, words } of builds) {
    const limit = hasTips(profile.id) ? 6000 : WORDS_LIMIT;
    assert.ok(words.length <= limit, `${profile.id} ${language}: ${words.length} B`);
    assert.is(roomFault(bundle, words.length), null, `${profile.id} ${language}`);
  }
});

packed('and a bundle that fill a badge together fit, and not one byte more', () => {
  const most = BADGE_ROOM - CARD_BYTES - 6000;
  assert.is(roomFault(most, 6000), null);
  assert.is(
    roomFault(most + 1, 6000),
    'The bundle takes 17995 B and the words 6000 B: 1 more than the 23994 B that a badge has for both.',
  );
});

packed('packs the texts of items only where it would be large otherwise', () => {
  const withItems = builds.filter(({ profile }) => tablesOf(profile).prompts.length > 0);
  const packedItems = withItems.filter(({ words }) => {
    const cells = new Uint16Array(words.slice(0, words.length & ~1).buffer);
    return ((cells[cells[Words.Items] as number] as number) & PACKED) !== 0;
  });
  assert.equal(
    packedItems.map(({ profile, language }) => `${profile.id} ${language}`),
    ['HB en', 'TT en'],
  );
  for (const build of withItems)
    assert.ok(packedItems.includes(build) || build.words.length <= LARGE_WORDS, build.profile.id);
});

packed('packs nothing in Chinese, where settings are in ASCII either', () => {
  const settings: Settings = { ...NEUTRAL, number: { zh: '0427', en: '0427' } };
  for (const profile of CODES) {
    const { words, glyphs } = packWords(profile, 'zh', CHINA, cutter, settings);
    assert.is(new WordsReader(words, glyphs).cell(Words.RowMark), 0, profile.id);
  }
});

packed('that is too large is not made, and says where its bytes are', () => {
  const [profile] = CODES as [Profile];
  const items = Array.from({ length: 96 }, (_, i) => ({
    ...(profile.items[0] as Item),
    text: { zh: `${i}`, en: `Item ${i * 7919} of many, part ${i * 104729}` },
  }));
  const large = { ...profile, items };
  assert.throws(
    () => packWords(large, 'en', CHINA, cutter),
    /The words of HB \(en\) take \d+ B \(lines \d+, tables \d+, glyphs 0\): \d+ too many\./,
  );
});

packed('needs no glyphs in English', () => {
  for (const { language, parts } of builds) if (language === 'en') assert.is(parts.glyphs, 0);
});

packed('is not made when the font lacks a character', () => {
  const [profile] = CODES as [Profile];
  const lacking = (char: string) => (char === '鞋' ? null : cutter(char));
  assert.throws(() => packWords(profile, 'zh', CHINA, lacking), /The font has no "鞋" \(U\+978b\)\./);
});

packed('is not made for a zone that its head cannot say', () => {
  const [profile] = CODES as [Profile];
  assert.throws(() => packWords(profile, 'en', CHINA + 60, cutter), /28860 s is no offset from UTC/);
});

packed.run();

const base = suite('the base glyph set');

base('is the same for every build and fits page 0', () => {
  const [first] = builds;
  for (const build of builds) assert.equal(build.base, first?.base);
  assert.ok(Page0.Glyphs + (first?.base.length ?? 0) <= Page0.End);
  assert.is(new Set(BASE_WIDE).size, [...BASE_WIDE].length, 'no character twice');
});

base('is frozen: another set is another version', () => {
  const bytes = builds[0]?.base ?? new Uint8Array();
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  assert.equal([bytes[1], bytes[2], hash], [2, 148, '08dc0731d8c16cb7']);
});

base.run();

const depth = suite('the menus');

depth('ask nobody for a kit or a promise that their code does not know', () => {
  for (const profile of CODES) {
    const { screens, menus } = tablesOf(profile);
    const keys = screens.flatMap(screen => screen.keys).filter(key => key !== null);
    const actions = [...keys, ...Object.values(menus).flatMap(menu => menu.rows)];
    const has = (what: string): boolean => actions.some(action => action.with === what);
    assert.is(has('kit') || has('kits'), profile.kit.length > 0, `${profile.id}: kit`);
    assert.is(has('kits'), profile.kitAlt !== undefined, `${profile.id}: two kits`);
    assert.is(has('promise'), profile.promises.length > 0, `${profile.id}: promise`);
  }
});

depth('are at most three deep', () => {
  for (const profile of CODES) {
    const tables = tablesOf(profile);
    const deep = (action: Action): number => {
      const menu = menuOf(tables, action);
      return menu ? 1 + Math.max(...menu.rows.map(deep)) : action.does === Go.Flags ? 1 : 0;
    };
    for (const screen of tables.screens) {
      const menu = screenMenu(tables, screen);
      assert.ok(1 + Math.max(...menu.rows.map(deep)) <= 3, `the menu of phase ${screen.phase}`);
    }
  }
});

depth.run();
