import { randomBytes } from 'node:crypto';
import { defineCommand } from 'citty';
import { digest } from '../../host-sim/digest.js';
import { logFileBytes, type StoredFile } from '../../host-sim/install.js';
import { openLog } from '../../shared/log/log.js';
import { Header } from '../../shared/log/page.js';
import { profileNumber } from '../../shared/profile/profiles.js';
import { State } from '../../shared/visit/badge.js';
import { BASE_VERSION } from '../../shared/words/base-set.js';
import { LANGUAGES, type Language } from '../../shared/words/ui.js';
import { askScript, installScript, wrongFiles } from '../lane/installer.js';
import { upload } from '../lane/upload.js';
import { RING, type World, worldOf } from '../play/world.js';
import { UserError } from '../user-error.js';

/** What a badge said of itself before anything is written to it. */
interface Found {
  readonly firmware: string;
  /** Size of the log's file, 0 where there is none. */
  readonly logBytes: number;
  /** Eight hexadecimal digits, where there is a log. */
  readonly id: string;
  /** Version of its base glyph set, where there is a log. */
  readonly glyphs: number;
  /** Number of the profile that the log is written under, its version in the high byte; null: it has no page yet. */
  readonly profile: number | null;
  /** Records that no supervisor has. */
  readonly unpulled: number;
}

/** What a ring says of itself. */
function ringSays(world: World, ring: Buffer): Pick<Found, 'profile' | 'unpulled'> {
  const words = new Uint32Array(new Uint8Array(ring).buffer);
  const read = (offset: number, length: number): string =>
    ring.subarray(offset, offset + length).toString('latin1');
  const store = { words, read, program: () => {}, erase: () => false };
  const { badge, page } = openLog(store, digest, world.limits, 0, 0);
  const [next, pulled] = [badge.state[State.Seq] as number, badge.state[State.Pulled] as number];
  return {
    profile: page < 0 ? null : (words[page + Header.Profile] as number) & 0xffff,
    // The note that all before it were pulled is a record as well.
    unpulled: Math.max(0, next - pulled - (pulled ? 1 : 0)),
  };
}

async function ask(port: string, world: World): Promise<Found> {
  const said = await upload(port, askScript());
  const after = (word: string): string[] =>
    said.filter(line => line.startsWith(`${word} `)).map(line => line.slice(word.length + 1));
  const ring = Buffer.concat(after('ring').map(part => Buffer.from(part, 'base64')));
  return {
    firmware: after('firmware')[0] ?? 'unknown',
    logBytes: Number(after('log')[0] ?? 0),
    id: Buffer.from(after('id')[0] ?? '', 'base64')
      .reverse()
      .toString('hex'),
    glyphs: Number(after('glyphs')[0]),
    ...ringSays(world, ring),
  };
}

function languageOf(text: string): Language {
  const language = LANGUAGES.find(each => each === text);
  if (!language) throw new UserError(`There is no language ${text}: use ${LANGUAGES.join(' or ')}.`);
  return language;
}

export default defineCommand({
  meta: { name: 'flash', description: 'Builds and uploads to a badge' },
  args: {
    port: {
      type: 'string',
      description: 'Port of the badge: a path, tcp://HOST:PORT or an address',
      valueHint: 'P',
    },
    profile: { type: 'string', description: 'Profile, or a file of one', valueHint: 'ID', default: 'HB' },
    settings: { type: 'string', description: 'Company, hotline, name and number', valueHint: 'FILE' },
    lang: { type: 'string', description: 'Language of its screens', valueHint: 'zh|en', default: 'zh' },
    force: { type: 'boolean', description: 'Even with unpulled events' },
  },
  async run({ args }) {
    const { port } = args;
    if (!port) throw new UserError('doorstep flash needs to know where the badge is: give --port.');
    const spec = { profile: args.profile, language: languageOf(args.lang), settings: args.settings };
    const say = (line: string): void => void process.stdout.write(`${line}\n`);
    const fresh = worldOf({ ...spec, id: randomBytes(4).toString('hex') });
    const found = await ask(port, fresh);
    say(`found: firmware ${found.firmware}`);
    const isFirst = found.logBytes !== logFileBytes(RING);
    // A log has one profile, and stands in one file with the glyphs: under others it begins anew, and nothing may be
    // lost by that.
    const { profile } = fresh;
    const isOther =
      !isFirst &&
      (found.glyphs !== BASE_VERSION ||
        (found.profile !== null && found.profile !== (profileNumber(profile) | (profile.version << 8))));
    if (!isFirst && found.unpulled > 0 && (isOther || !args.force))
      throw new UserError(
        `${found.unpulled} records on the badge were not pulled: pull them first` +
          (isOther ? ', for under another profile or glyph set its log begins anew.' : ', or say --force.'),
      );
    const world = isFirst ? fresh : worldOf({ ...spec, id: found.id });
    const { files = [], flashed } = world.parts;
    const [log, ...others] = files;
    if (!log || !flashed) throw new UserError('There is no bundle to flash: run npm run build first.');
    const isNew = isFirst || isOther;
    const program: StoredFile = { name: '.bootcde', data: flashed };
    const install = [...(isNew ? [log] : []), ...others, program];
    const said = await upload(port, installScript(install, isNew));
    const wrong = wrongFiles(install, said);
    if (wrong.length) throw new UserError(`${wrong.join(' and ')} did not arrive whole: flash once more.`);
    for (const { name, data } of install) say(`wrote ${name}, ${data.length} bytes`);
    if (isFirst)
      say(`This is badge ${world.spec.id} from now on: its first installation erased all that was there.`);
    else if (isOther)
      say(`Badge ${world.spec.id} begins a new log: the one before was of another profile or glyph set.`);
    else say('The log stayed where it is.');
  },
});
