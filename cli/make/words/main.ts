import { mkdirSync, writeFileSync } from 'node:fs';
import { CODES } from '../../../shared/profile/profiles.js';
import { LANGUAGES } from '../../../shared/words/ui.js';
import { openCutter } from './glyphs.js';
import { CHINA, packWords } from './pack.js';

/** Writes the words of every profile in every language and the base glyph set into dist/: part of `npm run build`. */

const DIST = 'dist';

try {
  mkdirSync(DIST, { recursive: true });
  const cutter = openCutter();
  for (const profile of CODES) {
    for (const language of LANGUAGES) {
      const packed = packWords(profile, language, CHINA, cutter);
      writeFileSync(`${DIST}/${profile.id}-${language}.words`, packed.words);
      writeFileSync(`${DIST}/${profile.id}-${language}.glyphs.json`, `${JSON.stringify(packed.glyphs)}\n`);
      writeFileSync(`${DIST}/base.glyphs`, packed.base);
    }
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
