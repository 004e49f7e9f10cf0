import { crc32 } from 'node:zlib';
import type { StoredFile } from '../../host-sim/install.js';
import { MARK } from '../../shared/enrol/outcome.js';
import { Kind } from '../../shared/visit/kind.js';
import { Page0 } from '../../shared/words/layout.js';

/** Bytes that go with one line of the installer: a line must fit what the badge has free while it reads it. */
const CHUNK = 384;
/** A command line tool that sends less than a block waits for ever (dependencies.md 2c). */
const LONG_ENOUGH = 700;

/** `require` as the upload tool does not see it: it would look for a module of that name on the net. */
const REQUIRE = '(0,require)';
const STORAGE = `${REQUIRE}("Storage")`;

const padded = (script: string): string =>
  `${script}//${'-'.repeat(Math.max(0, LONG_ENOUGH - script.length))}\n`;

/**
 * Tells what the badge holds: firmware, size of the log, who it is, version of its glyphs, and its ring.
 *
 * A KEY record never leaves the badge: its words are sent as zeros. A torn head may read as the kind behind it.
 */
export function askScript(): string {
  return padded(`var s=${STORAGE},f=s.read("dlog")||"",i,n=0,k=0,h=function(w){
if((n++&1023)<8||!~w)k=0;else if((w>>>25&3)==3)k=(w>>>19&63)>=${Kind.Key};else if((w>>>25&3)!=2)k=0;return k?0:w};
print("${MARK}firmware "+process.env.VERSION+" "+(process.env.BOARD||"-"));
print("${MARK}log "+f.length);
print("${MARK}id "+btoa(f.substr(4,4)));
print("${MARK}glyphs "+f.charCodeAt(${Page0.Glyphs + 1}));
for(i=4064;i<f.length;i+=384)print("${MARK}ring "+btoa(E.toString(new Uint32Array(E.toArrayBuffer(f.substr(i,384))).map(h).buffer)));
print("${MARK}done");
`);
}

/** Frees what the scripts before, and an enrolment before, hold in RAM while it waits for a key; `process.memory` collects what is in circles. */
export const FREE_RAM = 'clearWatch();s=f=h=w=0;process.memory();\n';

/** The installer that enrols, as the upload tool may see it. */
export function enrolScript(installer: string): string {
  return `${installer.replaceAll('require(', `${REQUIRE}(`)}\n`;
}

/** Lines that fill a file; blank stretches stay as they are. */
function fileLines({ name, data, size = data.length }: StoredFile): string[] {
  const lines: string[] = [];
  for (let at = 0; at < data.length; at += CHUNK) {
    const part = data.subarray(at, at + CHUNK);
    if (at > 0 && part.every(byte => byte === 0xff)) continue;
    const bytes = Buffer.from(part).toString('base64');
    lines.push(`w(${JSON.stringify(name)},"${bytes}",${at}${at === 0 ? `,${size}` : ''});`);
  }
  return lines;
}

/** CRC of what must stand in a file afterwards, as far as it was written. */
const checkOf = ({ data }: StoredFile): number => crc32(data) >>> 0;

/**
 * The installer: what a console is told to write the files. The first install erases everything; later ones replace
 * what is not the log, which stays where it is. `starts`: it loads the application at the end.
 */
export function installScript(files: readonly StoredFile[], isFirst: boolean, starts = true): string {
  const lines = [
    `var s=${STORAGE},w=function(n,d,o,z){s.write(n,atob(d),o,z)};`,
    isFirst ? 's.eraseAll();' : files.map(({ name }) => `s.erase(${JSON.stringify(name)});`).join(''),
    ...(isFirst ? [] : ['s.compact();']),
    ...files.flatMap(fileLines),
    ...files.map(
      ({ name, data }) =>
        `print("${MARK}file ${name} "+E.CRC32(s.read(${JSON.stringify(name)},0,${data.length})));`,
    ),
    `print("${MARK}done");`,
    // A board starts what it was given; an interpreter on a desk has no radio to start it with.
    starts ? 'if(typeof NRF!=="undefined")setTimeout(load,500);' : '',
  ];
  return padded(`${lines.join('\n')}\n`);
}

/** Names of the files that do not read as they should, by what the installer printed. */
export function wrongFiles(files: readonly StoredFile[], said: readonly string[]): string[] {
  return files.filter(file => !said.includes(`file ${file.name} ${checkOf(file)}`)).map(({ name }) => name);
}
