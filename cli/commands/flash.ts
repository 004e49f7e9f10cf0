import { randomBytes } from 'node:crypto';
import { defineCommand } from 'citty';
import { digest } from '../../host-sim/digest.js';
import { logFileBytes, type StoredFile } from '../../host-sim/install.js';
import { Outcome } from '../../shared/enrol/outcome.js';
import { openLog } from '../../shared/log/open.js';
import { Header } from '../../shared/log/page.js';
import { profileNumber } from '../../shared/profile/profiles.js';
import { State } from '../../shared/visit/badge.js';
import { BASE_VERSION } from '../../shared/words/base-set.js';
import { LANGUAGES, type Language } from '../../shared/words/ui.js';
import { askScript, enrolScript, FREE_RAM, installScript, wrongFiles } from '../lane/installer.js';
import { upload } from '../lane/upload.js';
import { built, RING, type World, worldOf } from '../play/world.js';
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
  const store = { words, read, program: () => {}, affirm: () => {}, erase: () => false };
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

/** Why a badge was not enrolled, and what to do about it. */
const NOT_ENROLLED: { readonly [outcome: number]: string } = {
  [Outcome.HasKeys]: 'it has keys already: say --replace to give it new ones and a new log',
  [Outcome.NoLog]: 'its log is not where it should be: flash it anew',
  [Outcome.NoIdentity]: 'page 0 does not say which badge it is: flash it anew',
  [Outcome.NoWords]: 'it has no words file: flash it anew',
  [Outcome.NoChance]: 'its source of random numbers repeats itself: try once more, else use another board',
  [Outcome.LogRefuses]:
    'the newest page of its log takes no key: pull it, and say --replace to begin a new one',
  [Outcome.JournalRefuses]: 'page 0 has no room for a key: say --replace to begin it anew',
};

/** Has a badge make its keys; its screen shows them from then on. */
async function enrol(port: string): Promise<void> {
  const script = enrolScript(built('enrol.js').toString('latin1'));
  const said = await upload(port, FREE_RAM + script);
  const ended = said.find(line => line.startsWith('enrol '))?.split(' ')[1];
  if (ended === String(Outcome.Done)) return;
  throw new UserError(
    `The badge was flashed but not enrolled: ${NOT_ENROLLED[Number(ended)] ?? 'it did not say why: try once more'}.`,
  );
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
    settings: { type: 'string', description: 'Company, name, display times and the like', valueHint: 'FILE' },
    lang: { type: 'string', description: 'Language of its screens', valueHint: 'zh|en', default: 'zh' },
    force: { type: 'boolean', description: 'Even with unpulled events' },
    enrol: { type: 'boolean', description: 'Then has the badge make its keys and show them once' },
    replace: {
      type: 'boolean',
      description: 'With --enrol: new keys and a new log for a badge that has some',
    },
  },
  async run({ args }) {
    const { port } = args;
    if (!port) throw new UserError('doorstep flash needs to know where the badge is: give --port.');
    if (args.replace && !args.enrol)
      throw new UserError('--replace goes with --enrol: say both, or neither.');
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
    // One enrolment has one log: its seals go back to the key that it began with.
    const isReplacing = !isFirst && args.replace === true;
    if (!isFirst && found.unpulled > 0 && (isOther || !args.force))
      throw new UserError(
        `${found.unpulled} records on the badge were not pulled: pull them first` +
          (isOther
            ? ', for under another profile or glyph set its log begins anew.'
            : isReplacing
              ? ', for with new keys its log begins anew, or say --force to lose them.'
              : ', or say --force.'),
      );
    const world = isFirst ? fresh : worldOf({ ...spec, id: found.id });
    const { files = [], flashed } = world.parts;
    const [log, ...others] = files;
    if (!log || !flashed) throw new UserError('There is no bundle to flash: run npm run build first.');
    const isNew = isFirst || isOther || isReplacing;
    const program: StoredFile = { name: '.bootcde', data: flashed };
    const install = [...(isNew ? [log] : []), ...others, program];
    const said = await upload(port, installScript(install, isNew, !args.enrol));
    const wrong = wrongFiles(install, said);
    if (wrong.length) throw new UserError(`${wrong.join(' and ')} did not arrive whole: flash once more.`);
    for (const { name, data } of install) say(`wrote ${name}, ${data.length} bytes`);
    if (isFirst)
      say(`This is badge ${world.spec.id} from now on: its first installation erased all that was there.`);
    else if (isOther)
      say(`Badge ${world.spec.id} begins a new log: the one before was of another profile or glyph set.`);
    else if (isReplacing)
      say(`Badge ${world.spec.id} begins a new log: that and the keys before are erased.`);
    else say('The log stayed where it is.');
    if (args.enrol) {
      await enrol(port);
      say(
        `Badge ${world.spec.id} has new keys and shows them now, this once: read the QR and give its text to`,
      );
      say(
        'doorstep enrol. Only then press one of its keys: that clears the screen and starts the application.',
      );
    } else if (isNew) say('It has no keys yet: doorstep flash --enrol has it make them.');
  },
});
