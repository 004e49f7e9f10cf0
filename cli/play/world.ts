import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Engine, EngineOptions } from '../../host-sim/engine.js';
import { type GlyphTable, tablesOf as glyphTablesOf } from '../../host-sim/eyes.js';
import { logFileBytes, TEST_KEYS } from '../../host-sim/install.js';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { limitsOf } from '../../shared/profile/limits.js';
import type { Profile } from '../../shared/profile/profile.js';
import { CODES } from '../../shared/profile/profiles.js';
import { HOUR, type Span } from '../../shared/time.js';
import type { Limits } from '../../shared/visit/limits.js';
import { Page0, Words, ZONE_ZERO } from '../../shared/words/layout.js';
import type { Language } from '../../shared/words/ui.js';
import { cardImage } from '../make/card.js';
import { openCutter } from '../make/words/glyphs.js';
import type { PlacedGlyph } from '../make/words/line.js';
import { CHINA, packWords } from '../make/words/pack.js';
import { roomFault } from '../make/words/room.js';
import { type Tables, tablesOf } from '../make/words/tables.js';
import { isProfileFile, readProfileFile } from '../profile-file.js';
import { readSettings } from '../settings-file.js';
import { UserError } from '../user-error.js';

/** Pages of the log's ring (architecture 6). */
export const RING = 2;

/** Which badge it is. */
export interface BadgeSpec {
  /** Eight hexadecimal digits. */
  readonly id: string;
  /** Id of a profile, or the JSON file of one. */
  readonly profile: string;
  readonly language: Language;
  /** The JSON file of the settings that its phrases name; absent: neutral ones. */
  readonly settings?: string | undefined;
}

/** Everything that is known at the desk about a badge that was built here, and how to switch one on. */
export interface World {
  readonly spec: BadgeSpec;
  readonly profile: Profile;
  readonly language: Language;
  readonly limits: Limits;
  /** Offset from UTC that the badge shows its times in. */
  readonly zone: Span;
  /** What its screens say and where its keys lead. */
  readonly tables: Tables;
  /** The letters on its screen. */
  readonly glyphs: readonly GlyphTable[];
  /** Bundle and files; how an engine is made from them is the engine's own. */
  readonly parts: EngineOptions;
}

/** Makes an engine whose power is on at `startMs`. */
export type MakeEngine = (world: World, seed: number, startMs: number) => Promise<Engine>;

/** Switches a badge on in Node. */
export const onNode: MakeEngine = async (world, seed, startMs) =>
  new NodeEngine({ ...world.parts, seed, startMs });

/** A file of the build; the desk runs from `out/`, beside `dist/`. */
export function built(name: string): Buffer {
  try {
    return readFileSync(new URL(`../../../dist/${name}`, import.meta.url));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new UserError(`dist/${name} is not there: run npm run build first.`);
  }
}

/** Page 0 of a badge as its installation leaves it: who it is, an empty journal, the base glyphs. */
export function pageZero(id: string, glyphs: Uint8Array): Uint8Array {
  const page = new Uint8Array(Page0.End).fill(0xff);
  const identity = new Uint8Array(Page0.Journal);
  identity.set([0x44, 0x42, 1, 0]);
  identity.set(Buffer.from(id, 'hex').reverse(), Page0.BadgeId);
  const checked = Page0.Journal - 4;
  new DataView(identity.buffer).setUint32(checked, crc32(identity.subarray(0, checked)), true);
  page.set(identity, Page0.Identity);
  page.set(glyphs, Page0.Glyphs);
  return page;
}

/** What a badge shows, and the letters that it draws. */
interface Shown {
  readonly profile: Profile;
  readonly words: Buffer;
  readonly glyphs: readonly PlacedGlyph[];
}

function profileNamed(name: string): Profile {
  if (isProfileFile(name)) return readProfileFile(name);
  const profile = CODES.find(each => each.id === name);
  if (profile) return profile;
  const known = CODES.map(each => each.id).join(' or ');
  throw new UserError(`No badge is built for profile ${name}: use ${known}.`);
}

/** The words of a profile as they were built; those of a profile or with settings in a file are packed now. */
function shownBy({ profile: name, language, settings }: BadgeSpec): Shown {
  const profile = profileNamed(name);
  if (isProfileFile(name) || settings !== undefined) {
    const { words, glyphs } = packWords(profile, language, CHINA, openCutter(), readSettings(settings));
    const fault = roomFault(built('pixljs.boot').length, words.length);
    if (fault) throw new UserError(fault);
    return { profile, words: Buffer.from(words), glyphs };
  }
  const build = `${name}-${language}`;
  return {
    profile,
    words: built(`${build}.words`),
    glyphs: JSON.parse(built(`${build}.glyphs.json`).toString('utf8')),
  };
}

const worlds = new Map<string, World>();

/** The world of a badge, read from the build once. */
export function worldOf(spec: BadgeSpec): World {
  const key = `${spec.id} ${spec.profile} ${spec.language} ${spec.settings ?? ''}`;
  const known = worlds.get(key);
  if (known) return known;
  const { profile, words, glyphs } = shownBy(spec);
  const settings = readSettings(spec.settings);
  const zone = ((words.readUInt16LE(Words.Version * 2) >> 8) - ZONE_ZERO) * (HOUR / 4);
  const world: World = {
    spec,
    profile,
    language: spec.language,
    limits: limitsOf(profile.params, zone),
    zone,
    tables: tablesOf(profile, settings),
    glyphs: glyphTablesOf(glyphs),
    parts: {
      bundle: built('pixljs.js').toString('latin1'),
      flashed: built('pixljs.boot'),
      files: [
        { name: 'dlog', data: pageZero(spec.id, built('base.glyphs')), size: logFileBytes(RING) },
        { name: 'words', data: words },
        { name: 'card', data: cardImage(settings.check) },
      ],
      keys: TEST_KEYS,
    },
  };
  worlds.set(key, world);
  return world;
}
