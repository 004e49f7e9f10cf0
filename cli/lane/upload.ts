import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MARK } from '../../shared/enrol/outcome.js';
import { UserError } from '../user-error.js';

const LONGEST_MS = 180_000;
/** The tool may wait for ever after its work is done; we do not. */
const LINGER_MS = 3000;

/** No Bluetooth on a TCP or serial port, no board description and no module from the net, no reset before. */
const QUIETLY = [
  '-q',
  ...['BOARD_JSON_URL=', 'ENV_ON_CONNECT=false', 'RESET_BEFORE_SEND=false', 'SERIAL_THROTTLE_SEND=1'].flatMap(
    each => ['--config', each],
  ),
];

function tool(): string {
  try {
    return createRequire(import.meta.url).resolve('espruino/bin/espruino-cli.js');
  } catch {
    throw new UserError('The espruino command line tool is not installed: run npm install espruino.');
  }
}

/**
 * Sends a script to the console behind a port with the espruino command line tool, and gives the lines that the script
 * marked, without their mark. A port is a path, `tcp://HOST:PORT`, or a Bluetooth address.
 */
export async function upload(port: string, script: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-'));
  const file = join(folder, 'script.js');
  writeFileSync(file, script);
  const wired = /^(tcp:|\/|COM\d)/i.test(port);
  const args = [tool(), ...(wired ? ['--no-ble'] : []), ...QUIETLY, '-p', port, file];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: LONGEST_MS });
  let out = '';
  let linger: NodeJS.Timeout | undefined;
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      if (out.includes(`${MARK}done`)) linger ??= setTimeout(() => child.kill(), LINGER_MS);
    });
  await new Promise(resolve => child.on('close', resolve));
  clearTimeout(linger);
  rmSync(folder, { recursive: true, force: true });
  const said = out
    .split(/\r?\n/)
    .filter(line => line.includes(MARK))
    .map(line => line.slice(line.lastIndexOf(MARK) + MARK.length).trim());
  if (said.includes('done')) return said;
  const last = out.split(/\r?\n/).filter(Boolean).slice(-3).join(' / ');
  throw new UserError(
    /Unable to connect|ECONNREFUSED/.test(out)
      ? `Nobody answers at ${port}: is the badge's console open there?`
      : `The upload to ${port} did not come to its end; the last that was heard: ${last || 'nothing'}.`,
  );
}
