import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CODES } from '../../../shared/profile/profiles.js';
import { LANGUAGES } from '../../../shared/words/ui.js';
import { readSettings } from '../../settings-file.js';
import { openCutter } from './glyphs.js';
import { CHINA, packWords } from './pack.js';
import { roomFault } from './room.js';

/**
 * Writes the words of every profile in every language and the base glyph set into dist/: part of `npm run build`.
 * With `--settings FILE` phrases name the company, hotline, engineer and number in it.
 */

const DIST = 'dist';

try {
  mkdirSync(DIST, { recursive: true });
  const cutter = openCutter();
  const { values } = parseArgs({ options: { settings: { type: 'string' } } });
  const settings = readSettings(values.settings);
  const bundle = statSync(`${DIST}/pixljs.boot`).size;
  for (const profile of CODES) {
    for (const language of LANGUAGES) {
      const packed = packWords(profile, language, CHINA, cutter, settings);
      const fault = roomFault(bundle, packed.words.length);
      if (fault) throw new Error(`${profile.id} (${language}): ${fault}`);
      writeFileSync(`${DIST}/${profile.id}-${language}.words`, packed.words);
      writeFileSync(`${DIST}/${profile.id}-${language}.glyphs.json`, `${JSON.stringify(packed.glyphs)}\n`);
      writeFileSync(`${DIST}/base.glyphs`, packed.base);
    }
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
