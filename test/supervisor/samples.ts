import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { play } from '../../cli/play/player.js';
import { readScenario } from '../../cli/play/scenario.js';
import { digest } from '../../host-sim/digest.js';
import { TEST_KEYS } from '../../host-sim/install.js';
import { bytesOf, Header } from '../../shared/log/page.js';
import { longWords } from '../../shared/log/record.js';
import { eventWord } from '../../shared/log/word.js';
import { DAY } from '../../shared/time.js';
import { Kind } from '../../shared/visit/kind.js';
import { checkDlog } from '../../supervisor/check.js';
import type { Dlog } from '../../supervisor/dlog.js';
import { writeKeys } from '../../supervisor/keys.js';
import { MORNING } from '../shared/log/life.js';
import { type EDITS, forged, HEADER, hasNumber, joined, type Piece, piecesOf, resealed } from './forger.js';
import {
  cutLife,
  enrolledLate,
  filledLife,
  fullRing,
  type Lived,
  logOfLife,
  midLife,
  shortLife,
  wholeLife,
} from './lives.js';
import { dlogFor, fileOf, PROOFS, pulledFrom, signatureOf } from './sealed.js';

/**
 * Makes the sample logs under test/vectors/logs that are not there yet: `node out/test/supervisor/samples.js`. What is
 * there stays as it is, for good: samples say what was once written, not what is written now.
 */

export const FOLDER = 'test/vectors/logs';
export const KEYS = `${FOLDER}/test.keys`;
const MAIN = fileURLToPath(new URL('../../cli/main.js', import.meta.url));

interface Sample {
  readonly name: string;
  readonly what: string;
  make(): Dlog | Promise<Dlog>;
}

const good = (name: string, what: string, make: () => Dlog | Promise<Dlog>): Sample => ({ name, what, make });

/** A day of the simulated badge, pulled in the evening over an open link. */
async function dayOf(name: string): Promise<Dlog> {
  const scenario = readScenario(`test/days/${name}.yaml`);
  const { logHex, log } = await play({ ...scenario, badge: { ...scenario.badge, language: 'en' } });
  const words = new Uint32Array(Uint8Array.from(Buffer.from(logHex, 'hex')).buffer);
  return dlogFor(words, (log.at(-1)?.seq ?? 0) + 1, MORNING + DAY / 2, false);
}

const base = logOfLife(shortLife(11), false);
const own = piecesOf(base.words);
const long = logOfLife(wholeLife(11), false);
const longOwn = piecesOf(long.words);
const second = longOwn.findIndex(({ kind }, i) => i > 0 && kind === HEADER);

/** A record in the middle of the short log, and the seal over it. */
const sealAt = own.findIndex(({ kind, under }) => under === 2 && kind === Kind.Seal);
const middle = own.findIndex(
  (piece, i) => piece.under === 2 && piece.words.length === 1 && hasNumber(piece) && i < sealAt - 2,
);
const accepted: Piece = {
  ...(own[middle] as Piece),
  kind: Kind.Accepted,
  words: [eventWord(Kind.Accepted, 0, 0)],
};

/** The short log with one of the six edits at its middle. */
function bent(edit: (typeof EDITS)[number]): Dlog {
  const later = own.findIndex(({ kind }, i) => i > middle && kind === Kind.Pulled);
  return forged(base, own, middle, edit, own, later) as Dlog;
}

function withWords(log: Dlog, change: (words: Uint32Array) => void): Dlog {
  const words = Uint32Array.from(log.words);
  change(words);
  return { ...log, words };
}

/** A header with other fields, its check right. */
function renamed(piece: Piece, field: Header, value: number): Piece {
  const fields = [...piece.words];
  fields[field] = value;
  fields[Header.Check] = digest.crc32(bytesOf(fields, 0, Header.Check));
  return { ...piece, words: fields };
}

function wordsOf(...pieces: readonly Piece[][]): Uint32Array {
  return Uint32Array.from(pieces.flat().flatMap(({ words }) => [...words]));
}

function signed(lived: Lived): Dlog {
  return logOfLife(lived, true);
}

/** The first seed whose life has what is wanted. */
function seeded(make: (seed: number) => Lived, wanted: (log: Dlog) => boolean): Dlog {
  for (let seed = 1; ; seed++) {
    const log = signed(make(seed));
    if (wanted(log)) return log;
  }
}

const SAMPLES: readonly Sample[] = [
  good('good-day', 'a day of the simulated badge, pulled over an open link', () => dayOf('nobody-answers')),
  good('good-signed', 'a short log, its end signed by the badge', () => signed(shortLife(11))),
  good('good-two-pages', 'from the enrolment on, two pages', () => long),
  good('good-mid-life', 'a badge worn for long: its key has gone on many steps', () => signed(midLife(11))),
  good('good-power-cut', 'writes under its seals that a loss of power cut off', () =>
    seeded(cutLife, log => checkDlog(log, PROOFS).cutOff > 2),
  ),
  good('good-loss', 'a ring that was full, and tells what it lost', () =>
    seeded(fullRing, ({ words }) => piecesOf(words).some(({ kind }) => kind === Kind.Loss)),
  ),
  good('good-full', 'a ring that is full: its newest records are lost', () =>
    seeded(filledLife, log => checkDlog(log, PROOFS).lost > 0),
  ),
  good('part-enrolled-late', 'a badge that had a log before it was enrolled', () => signed(enrolledLate(11))),
  good('bad-edit', 'a record has another value', () => bent('edit')),
  good('bad-drop', 'a record is left out', () => bent('drop')),
  good('bad-swap', 'two records have changed places', () => bent('swap')),
  good('bad-insert', 'a record stands there twice', () => bent('insert')),
  good('bad-truncate', 'cut off in the middle of what a seal covers', () => bent('truncate')),
  good('bad-splice', 'what happened between two pulls is left out', () => bent('splice')),
  good('bad-cut-tail', 'cut off at a seal, with the signature of the whole log', () => ({
    ...joined(base, own.slice(0, sealAt + 1)),
    transcript: signatureOf(base),
  })),
  good('bad-bit', 'one bit of the flash has turned round', () =>
    withWords(base, words => {
      const at = own.slice(0, middle).reduce((sum, piece) => sum + piece.words.length, 0);
      words[at] = ((words[at] as number) ^ 0x400) >>> 0;
    }),
  ),
  good('bad-hidden', 'a made-up record behind a seal, and a made-up key to hide it', () => {
    const key = { ...accepted, kind: Kind.Key, words: longWords(digest, Kind.Key, 'forged key 16 by\0\0') };
    return joined(base, [...own.slice(0, sealAt + 1), accepted, key, ...own.slice(sealAt + 1)]);
  }),
  good('bad-stolen-key', 'a record changed, and sealed anew with a key that the badge had later', () => {
    const { life } = shortLife(11);
    pulledFrom(life.log);
    const changed = [...own.slice(0, middle), accepted, ...own.slice(middle + 1)];
    return joined(base, resealed(changed, middle, life.log.key));
  }),
  good('bad-wrong-key', 'sealed by a badge that has other keys', () =>
    joined(base, resealed(own, 0, 'another log key!')),
  ),
  good('bad-other-badge', "another badge's page, its header changed to this one's id", () => {
    const header = renamed(renamed(own[0] as Piece, Header.Badge, 0xbadbad), Header.Badge, 0xc0ffee);
    return { ...base, words: wordsOf([header], resealed(own, 0, 'key of another b').slice(1)) };
  }),
  good('bad-no-seals', 'the seals of the first page taken out', () => {
    const log = logOfLife(midLife(11), false);
    const all = piecesOf(log.words);
    const turn = all.findIndex(({ kind }, i) => i > 0 && kind === HEADER);
    return joined(log, [...all.slice(0, turn).filter(({ kind }) => kind !== Kind.Seal), ...all.slice(turn)]);
  }),
  good('bad-old-page', 'the first page is an older copy of itself', () => {
    const early = longOwn.findIndex(({ kind, under }) => kind === Kind.Seal && under === 1);
    return { ...long, words: wordsOf(longOwn.slice(0, early + 1), longOwn.slice(second)) };
  }),
  good('bad-twin-page', 'the second page of a copy of the badge that lived on by itself', () => {
    const twin = piecesOf(logOfLife(wholeLife(12), false).words);
    const turn = twin.findIndex(({ kind }, i) => i > 0 && kind === HEADER);
    return joined(long, [...longOwn.slice(0, second), ...twin.slice(turn)]);
  }),
  good('bad-header', 'the header of the second page is damaged', () =>
    withWords(long, words => {
      const at = longOwn.slice(0, second).reduce((sum, piece) => sum + piece.words.length, 0);
      words[at + Header.Epoch] = 0;
    }),
  ),
  good('bad-old-format', 'a page of the format without seals put behind sealed ones', () => {
    const [first] = own;
    const header = renamed(renamed(first as Piece, Header.Magic, 0x01474c44), Header.Epoch, 2);
    return joined(base, [...own, { ...header, seq: base.next }, accepted]);
  }),
  good('bad-day', 'the time of the pull moved to another day than the badge signed', () => ({
    ...base,
    transcript: signatureOf(base),
    pulledAt: base.pulledAt - 7 * DAY,
  })),
  good('bad-signer', 'the end signed with the radio key of another badge', () => ({
    ...base,
    transcript: signatureOf(base, 'another radio ke'),
  })),
];

/** What `verify` says of a file in the folder: its first line, or what it found to be not right, and its exit code. */
export function verified(file: string): { readonly said: string; readonly status: number | null } {
  const at = `${FOLDER}/${file}`;
  const { stdout, stderr, status } = spawnSync(process.execPath, [MAIN, 'verify', at, '--keys', KEYS], {
    encoding: 'utf8',
  });
  const lines = `${stdout}${stderr}`.trim().split('\n');
  return { said: lines.map(line => line.replace(`${at}: `, '')).join(' '), status };
}

/** A line of the folder's README. */
export const LINE = /^\| `(\S+\.dlog)` \| (.*) \| (.*) \| (\d) \|$/;

const README = `${FOLDER}/README.md`;
const HEAD = `# Sample logs

Pulled logs to read and to verify, made by \`node out/test/supervisor/samples.js\` and never changed once they are here.
Their keys are the marked test keys in \`test.keys\`, which everybody has. \`good-\`: whole and authentic. \`part-\`: not all of
it is proven. \`old-\`: an older version of the file. \`bad-\`: damaged or forged; whoever forged it had no key unless the
line says so, and made every check sum right again.

| file | what it is | what \`doorstep verify FILE --keys test.keys\` says | exit code |
|---|---|---|---|
`;

async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  if (!existsSync(KEYS)) {
    const keys = { badge: '00c0ffee', logKey: TEST_KEYS.log, radioKey: TEST_KEYS.radio, enrolled: null };
    writeFileSync(
      KEYS,
      writeKeys([keys], ['TEST KEYS, known to everybody: for samples, never for a badge that is worn']),
    );
  }
  if (!existsSync(README)) writeFileSync(README, HEAD);
  for (const { name, what, make } of SAMPLES) {
    const file = `${name}.dlog`;
    if (existsSync(`${FOLDER}/${file}`)) continue;
    writeFileSync(`${FOLDER}/${file}`, fileOf(await make()));
    const { said, status } = verified(file);
    const line = `| \`${file}\` | ${what} | ${said} | ${status} |\n`;
    writeFileSync(README, readFileSync(README, 'utf8') + line);
    process.stdout.write(line);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
