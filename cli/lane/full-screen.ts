import { Recorder } from '../../host-sim/espruino/recorder.js';
import { imageOf, type StoredFile } from '../../host-sim/install.js';
import { HB } from '../../shared/profile/hb.js';
import { FIRST_GLYPH, GLYPH_HEIGHT, ROW_HEIGHT, WIDE } from '../../shared/words/layout.js';
import { type Action, Fixed, type Screen, type Text } from '../../shared/words/ui.js';
import { usesOf } from '../make/words/check.js';
import { type Cut, glyphBytes, openCutter } from '../make/words/glyphs.js';
import { isAscii } from '../make/words/line.js';
import { CHINA, packTables } from '../make/words/pack.js';
import { type Tables, tablesOf } from '../make/words/tables.js';
import { setClock } from '../play/talk.js';
import { worldOf } from '../play/world.js';
import { between } from './instructions.js';

/** A screen full of Chinese: what the application takes for it beside the barest program that draws as many characters. */

/** 2026-11-23T08:00:00+08:00. */
const MORNING = 1_795_392_000;

/** Texts of nothing but so many Chinese characters, in the order of the tables. */
function textsOf(tables: Tables, length: number): Text[] {
  const all = usesOf(tables).map(use => use.text);
  const fit = all.filter(({ zh }) => zh.length === length && ![...zh].some(isAscii));
  return fit.filter((text, i) => fit.findIndex(({ zh }) => zh === text.zh) === i);
}

/**
 * The tables of HB with an idle screen as full as a screen can be: three lines of ten, three characters beside each key,
 * and the clock. All of them are words that a badge has.
 */
function fullTables(): { readonly tables: Tables; readonly characters: string } {
  const tables = tablesOf(HB);
  const [first, second, third] = textsOf(tables, 10);
  const labels = textsOf(tables, 3);
  const [idle, ...others] = tables.screens;
  if (!idle || !first || !second || !third || labels.length < 4)
    throw new Error('there are not enough long words to fill a screen');
  const label = (key: number): Text => labels[key] as Text;
  const key = (i: number): Action => ({ ...(idle.keys[i] as Action), label: label(i) });
  const screen: Screen = { ...idle, lines: [first, second, third], keys: [key(0), key(1), key(2)] };
  const chosen: { readonly [which: number]: Text } = {
    [Fixed.NoOrders]: second,
    [Fixed.More]: label(3),
  };
  const fixed = tables.fixed.map((text, which) => chosen[which] ?? text);
  const texts = [first, second, third, ...labels.slice(0, 4)];
  return {
    tables: { ...tables, screens: [screen, ...others], fixed },
    characters: texts.map(({ zh }) => zh).join(''),
  };
}

/** A press of any key draws these characters, ten to a row, from one font that holds them and nothing else. */
function bareProgram(codes: readonly number[]): string {
  const rows: string[] = [];
  for (let from = 0; from < codes.length; from += 10) {
    const text = codes
      .slice(from, from + 10)
      .map(code => `\\x${code.toString(16)}`)
      .join('');
    rows.push(`g.drawString("${text}",0,${rows.length * ROW_HEIGHT});`);
  }
  const draw = `g.clear();g.setFontCustom(require("Storage").read("font"),${FIRST_GLYPH},${WIDE},${GLYPH_HEIGHT});${rows.join('')}g.flip()`;
  return (
    `(function(){var draw=function(){${draw}};` +
    '[BTN1,BTN2,BTN3,BTN4].forEach(function(p){setWatch(draw,p,{repeat:true,edge:"rising",debounce:50})})})();'
  );
}

/** A press that does nothing but clear one point and send that. */
const STAND_INS =
  '[BTN1,BTN2,BTN3,BTN4].forEach(function(p){' +
  'setWatch(function(){g.clearRect(0,0,0,0);g.flip()},p,{repeat:true,edge:"rising",debounce:50})})';

export interface FullScreenCost {
  readonly characters: number;
  readonly ours: number;
  readonly bare: number;
}

/** Instructions from a key that goes back to the full screen until it is in the buffer, and of the bare program. */
export async function measureFullScreen(program: string): Promise<FullScreenCost> {
  const { tables, characters } = fullTables();
  const cutter = openCutter();
  const { words } = packTables(tables, HB, 'zh', CHINA, cutter);
  const { parts } = worldOf({ id: '00c0ffee', profile: 'HB', language: 'zh' });
  const files = (parts.files ?? []).map(file => (file.name === 'words' ? { ...file, data: words } : file));
  const badge = new Recorder({ ...parts, files, seed: 1 });
  await badge.advance(1000);
  await setClock(badge, MORNING);
  // The own day and back: all of the screen is drawn anew.
  for (const key of [2, 4]) {
    await badge.advance(badge.now() + 8000 - (badge.now() % 1000) + 300);
    await badge.press(key);
  }
  const recording = badge.recording();
  const press = recording.jobs.length - 2;
  const job = recording.jobs[press];
  if (job?.call.do !== 'advance' || job.flips.length !== 1)
    throw new Error(`the measured press made ${job?.flips.length} pictures, not one`);

  const chars = [...new Set(characters)];
  const font: StoredFile = {
    name: 'font',
    data: Uint8Array.from(glyphBytes(chars.map(char => cutter(char) as Cut))),
  };
  const codes = [...characters].map(char => FIRST_GLYPH + chars.indexOf(char));
  const cost = (boot?: string): Promise<number> => between(recording, press, press + 1, { program, boot });
  const standIns = await cost(STAND_INS);
  const ours = await cost();
  const { bytes } = imageOf([...files, font], bareProgram(codes), parts.keys);
  const bare = await between({ ...recording, before: bytes }, press, press + 1, { program });
  return { characters: characters.length, ours: ours - standIns, bare: bare - standIns };
}
