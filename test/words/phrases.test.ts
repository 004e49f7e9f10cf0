import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { groupsOf, hasTips, startOf } from '../../cli/make/words/phrases.js';
import { play } from '../../cli/play/player.js';
import { parseScenario } from '../../cli/play/scenario.js';
import { bare } from '../../cli/play/screen.js';
import { entriesOf } from '../../shared/catalogue/catalogue.js';
import { NEUTRAL } from '../../shared/catalogue/topics.js';
import { CODES } from '../../shared/profile/profiles.js';
import { LANGUAGES, type Language } from '../../shared/words/ui.js';

/** A visit of an order, with presses and what is to be read in its last step. */
async function visit(
  profile: string,
  language: Language,
  customer: string,
  events: readonly string[],
  presses: readonly string[],
  reads: string,
  more: readonly string[] = [],
): Promise<readonly string[]> {
  const time = (seconds: number): string =>
    new Date(Date.UTC(2026, 10, 23, 8, 40, seconds)).toISOString().slice(11, 19);
  const steps = [
    `{ at: "08:31:00", tap: { id: WO-1, type: repair${customer}, appointment: 2026-11-23T09:00:00+08:00 } }`,
    ...events.map((event, i) => `{ at: "08:32:${String(i * 5).padStart(2, '0')}", event: ${event} }`),
    ...presses.map((key, i) => `{ at: "${time(i)}", press: ${key} }`),
    ...(reads ? [`{ at: "${time(presses.length)}", expect: { screen: ${JSON.stringify(reads)} } }`] : []),
    ...more,
  ];
  const head = `name: words\nbadge: { profile: ${profile}, language: ${language} }\nclock: 2026-11-23T08:30:00+08:00\n`;
  const { failures, log } = await play(
    parseScenario('words.yaml', `${head}steps:\n${steps.map(step => `  - ${step}\n`).join('')}`),
  );
  // The presses for words recorded nothing behind the events.
  const last = events.at(-1)?.split(',')[0];
  if (last) assert.is(log.at(-1)?.event, last);
  return failures;
}

/** The events that lead to each screen of a visit, in turn, and the situation that its words begin with. */
const WAY: readonly (readonly [event: string, begins: string])[] = [
  ['order.accepted', 'appt'],
  ['departed', 'appt'],
  ['arrived', 'intro'],
  ['rang, with: { kind: bell }', 'intro'],
  ['answered, with: { by: customer }', 'intro'],
  ['entered', 'ask'],
  ['work.started', 'cause'],
  ['work.done', 'done'],
  ['left', 'bye'],
];

const phrases = suite('what to say');

for (const { id } of CODES)
  phrases(`stands on the screen after two presses on every screen of a visit under ${id}`, async () => {
    const groups = groupsOf(id, NEUTRAL);
    const language = id === 'TT' ? 'zh' : 'en';
    for (let i = 0; i < WAY.length; i++) {
      const group = groups[startOf(groups, WAY[i]?.[1] as 'appt')];
      const events = WAY.slice(0, i + 1).map(([event]) => event);
      const words = group?.isTips
        ? group.title[language]
        : group?.pages[0]?.map(line => line[language]).join('');
      const failures = await visit(id, language, '', events, ['BTN4', 'BTN3'], bare(words ?? ''));
      assert.equal(failures, [], `${events.at(-1)}`);
    }
  });

phrases('of the situations before and behind is one press further', async () => {
  const events = WAY.slice(0, 7).map(([event]) => event);
  const at = (presses: string[], reads: string) => visit('HB', 'en', '', events, presses, reads);
  assert.equal(await at(['BTN4', 'BTN3', 'BTN2'], 'Very sorry. We do all we can'), []);
  assert.equal(await at(['BTN4', 'BTN3', 'BTN1'], 'Tip'), []);
  assert.equal(await at(['BTN4', 'BTN3', 'BTN3'], '2/9'), []);
  assert.equal(await at(['BTN4', 'BTN3', 'BTN4'], 'Working'), []);
});

/** Presses from a screen of a visit to the words of the situation that is farthest away, by code. */
const FARTHEST: { readonly [code: string]: number } = { HB: 9, BQ: 5, CT: 4, TT: 7, ZT: 6 };

/**
 * Four keys, one of which opens the menu and one of which goes back, tell no more than twelve situations apart in three
 * presses: so the rule is that the likeliest one and its neighbours are within three, and each further one costs one more.
 */
for (const { id } of CODES)
  phrases(
    `of any situation of ${id} are ${FARTHEST[id]} presses away at most, three of them three`,
    async () => {
      const groups = groupsOf(id, NEUTRAL);
      const language = id === 'TT' ? 'zh' : 'en';
      const reads = (place: number): string => {
        const group = groups[(place + groups.length) % groups.length];
        const words = group?.pages[0]?.map(line => line[language]).join('') ?? '';
        // The note's times stand there for what they are.
        return JSON.stringify(bare(group?.isTips ? group.title[language] : words.replace(/\{.*/, '')));
      };
      for (let i = 0; i < WAY.length; i++) {
        const first = startOf(groups, WAY[i]?.[1] as 'appt');
        for (const [key, step] of [
          ['BTN2', 1],
          ['BTN1', -1],
        ] as const) {
          const keys = ['BTN4', 'BTN3', ...Array.from({ length: (FARTHEST[id] as number) - 2 }, () => key)];
          const steps = keys.map((press, at) => {
            const shown = at ? `, expect: { screen: ${reads(first + step * (at - 1))} }` : '';
            // For three seconds the first key would take the event back.
            return `{ after: ${at ? 1 : 5}s, press: ${press}${shown} }`;
          });
          const events = WAY.slice(0, i + 1).map(([event]) => event);
          assert.equal(await visit(id, language, '', events, [], '', steps), [], `${events.at(-1)}, ${key}`);
        }
      }
      // The two ways round meet: there is no situation between.
      assert.ok(2 * ((FARTHEST[id] as number) - 2) + 1 >= groups.length);
      assert.ok(2 * ((FARTHEST[id] as number) - 3) + 1 < groups.length, 'and no fewer presses would do');
    },
  );

phrases('say WORK to a company and LIFE at home, and both where the order does not say', async () => {
  const events = WAY.slice(0, 7).map(([event]) => event);
  const first = (customer: string, reads: string) =>
    visit('CT', 'zh', customer, events, ['BTN4', 'BTN3'], reads);
  assert.equal(await first(', customer: enterprise', '影响您工作了'), []);
  assert.equal(await first(', customer: enterprise', '1/8'), []);
  assert.equal(await first(', customer: home', '正在查'), []);
  assert.equal(await first(', customer: home', '1/8'), []);
  const last = (customer: string, reads: string) =>
    visit('CT', 'zh', customer, events, ['BTN4', 'BTN3', ...Array.from({ length: 7 }, () => 'BTN3')], reads);
  assert.equal(await last(', customer: home', '影响您了'), []);
  assert.equal(await first('', '1/9'), []);
});

phrases('begin with another tip after each record', async () => {
  const events = WAY.slice(0, 2).map(([event]) => event);
  const places = new Set<string>();
  for (let more = 0; more < 3; more++) {
    const sent = Array.from({ length: more }, () => 'progress.sent');
    const all = [...events, ...sent];
    for (let page = 1; page <= 12; page++) {
      const failures = await visit('HB', 'en', '', all, ['BTN4', 'BTN3', 'BTN1', 'BTN1'], `${page}/12`);
      if (!failures.length) places.add(`${page}`);
    }
  }
  assert.is(places.size, 3, [...places].join());
});

phrases('have every P entry of a code once, and its tips where they fit', () => {
  for (const { id } of CODES) {
    const groups = groupsOf(id, NEUTRAL);
    const texts = (isTips: boolean): number =>
      groups
        .filter(group => group.isTips === isTips && group.name !== 'note')
        .reduce((sum, group) => sum + group.pages.length, 0);
    const count = (of: 'P' | 'F'): number => {
      const places = entriesOf(id).flatMap(entry => {
        if (entry.class !== of || !('text' in entry)) return [];
        const where = entry.class === 'P' ? entry.topic : entry.phase;
        const atHome = entry.class === 'P' && entry.atHome ? [`${where} ${entry.atHome.en}`] : [];
        return [`${where} ${entry.text.en}`, ...atHome];
      });
      return new Set(places).size;
    };
    assert.is(texts(false), count('P'), `${id}: phrases`);
    assert.is(texts(true), hasTips(id) ? count('F') : 0, `${id}: tips`);
  }
});

phrases('are two lines that fit the screen in both languages', () => {
  for (const { id } of CODES)
    for (const group of groupsOf(id, NEUTRAL))
      for (const page of group.pages)
        for (const language of LANGUAGES)
          assert.ok(page[0][language], `${id}: an empty page in ${group.name}`);
});

phrases.run();
