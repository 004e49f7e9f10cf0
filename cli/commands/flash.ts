import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { defineCommand } from 'citty';
import type { StoredFile } from '../../host-sim/install.js';
import { openLog } from '../../shared/log/log.js';
import { State } from '../../shared/visit/badge.js';
import { LANGUAGES, type Language } from '../../shared/words/ui.js';
import { askScript, installScript, wrongFiles } from '../lane/installer.js';
import { upload } from '../lane/upload.js';
import { type World, worldOf } from '../play/world.js';
import { UserError } from '../user-error.js';

/** What a badge said of itself before anything is written to it. */
interface Found {
  readonly firmware: string;
  /** Size of the log's file, 0 where there is none. */
  readonly logBytes: number;
  /** Records that no supervisor has. */
  readonly unpulled: number;
}

/** Records in a ring that were not acknowledged. */
function unpulledIn(world: World, ring: Buffer): number {
  const words = new Uint32Array(new Uint8Array(ring).buffer);
  const read = (offset: number, length: number): string =>
    ring.subarray(offset, offset + length).toString('latin1');
  const digest = { crc32: (bytes: string) => crc32(Buffer.from(bytes, 'latin1')) };
  const store = { words, read, program: () => {}, erase: () => false };
  const { state } = openLog(store, digest, world.limits, 0, 0).badge;
  return Math.max(0, (state[State.Seq] ?? 0) - (state[State.Pulled] ?? 0));
}

async function ask(port: string, world: World): Promise<Found> {
  const said = await upload(port, askScript());
  const after = (word: string): string[] =>
    said.filter(line => line.startsWith(`${word} `)).map(line => line.slice(word.length + 1));
  const ring = Buffer.concat(after('ring').map(part => Buffer.from(part, 'base64')));
  return {
    firmware: after('firmware')[0] ?? 'unknown',
    logBytes: Number(after('log')[0] ?? 0),
    unpulled: unpulledIn(world, ring),
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
    lang: { type: 'string', description: 'Language of its screens', valueHint: 'zh|en', default: 'zh' },
    force: { type: 'boolean', description: 'Even with unpulled events' },
  },
  async run({ args }) {
    const { port } = args;
    if (!port) throw new UserError('doorstep flash needs to know where the badge is: give --port.');
    const spec = { profile: args.profile, language: languageOf(args.lang) };
    const say = (line: string): void => void process.stdout.write(`${line}\n`);
    const fresh = worldOf({ ...spec, id: randomBytes(4).toString('hex') });
    const { files = [], flashed } = fresh.parts;
    const [log, ...others] = files;
    if (!log || !flashed) throw new UserError('There is no bundle to flash: run npm run build first.');
    const found = await ask(port, fresh);
    say(`found: firmware ${found.firmware}`);
    const isFirst = found.logBytes !== log.size;
    if (!isFirst && found.unpulled > 0 && !args.force)
      throw new UserError(
        `${found.unpulled} records on the badge were not pulled: pull them first, or say --force.`,
      );
    const program: StoredFile = { name: '.bootcde', data: flashed };
    const install = [...(isFirst ? [log] : []), ...others, program];
    const said = await upload(port, installScript(install, isFirst));
    const wrong = wrongFiles(install, said);
    if (wrong.length) throw new UserError(`${wrong.join(' and ')} did not arrive whole: flash once more.`);
    for (const { name, data } of install) say(`wrote ${name}, ${data.length} bytes`);
    say(
      isFirst
        ? `This is badge ${fresh.spec.id} from now on: its first installation erased all that was there.`
        : 'The log stayed where it is.',
    );
  },
});
