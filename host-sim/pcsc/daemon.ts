import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Debian's vsmartcard-vpcd puts the driver of the virtual reader. */
const DRIVER = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';

/** Port 35963; the driver makes two readers of it. */
const CONFIG = `FRIENDLYNAME "Virtual PICC Interface"
DEVICENAME   /dev/null:0x8C7B
LIBPATH      ${DRIVER}
CHANNELID    0x8C7B
`;

/**
 * Keeps the daemon for as long as its own input is open, as that of a private D-Bus. `ip` gives its network of its own an
 * interface: the driver listens on all of them, and nobody else may lay a card there. Without `quickack` the driver's two
 * small packets for each command take 44 ms.
 */
const KEEPER = `ip link set lo up
  ip route change local 127.0.0.1 dev lo proto kernel scope host src 127.0.0.1 table local quickack 1
  pcscd --foreground --error --config "$1" &
  daemon=$!; read -r _; kill $daemon; wait $daemon`;

const START_MS = 5000;
const LOOK_MS = 50;
/** Compiled in: there is one pcscd on a machine. */
const SOCKET = '/run/pcscd/pcscd.comm';

export interface Pcscd {
  stop(): Promise<void>;
}

/** Why there can be no pcscd of one's own here, or null. */
export function whyNoPcscd(): string | null {
  const found = (command: string): boolean =>
    (process.env['PATH'] ?? '').split(':').some(folder => existsSync(join(folder, command)));
  for (const command of ['pcscd', 'unshare', 'ip']) if (!found(command)) return `${command} is not installed`;
  if (!existsSync(DRIVER)) return 'vsmartcard-vpcd is not installed';
  if (process.getuid?.() !== 0) return 'only root may start pcscd and give it a network of its own';
  if (spawnSync('unshare', ['--net', 'true']).status !== 0) return 'a network of its own is not allowed here';
  return existsSync(SOCKET) ? 'a pcscd is running already' : null;
}

/** Starts pcscd with the virtual reader alone, in the network of this process, which must be one of its own. */
export async function startPcscd(): Promise<Pcscd | { readonly error: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-pcsc-'));
  writeFileSync(join(folder, 'vpcd'), CONFIG);
  const keeper = spawn('sh', ['-c', KEEPER, 'sh', folder], { stdio: ['pipe', 'ignore', 'pipe'] });
  let said = '';
  keeper.stderr.on('data', (data: Buffer) => {
    said += data.toString();
  });
  let isOver = false;
  const ended = new Promise<void>(done => keeper.once('close', () => done())).then(() => {
    isOver = true;
  });
  const stop = async (): Promise<void> => {
    keeper.stdin.end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
    // A daemon that was killed leaves its socket, and the next one would not start.
    rmSync(SOCKET, { force: true });
  };
  for (let waited = 0; waited < START_MS && !isOver; waited += LOOK_MS) {
    if (existsSync(SOCKET)) return { stop };
    await new Promise(done => setTimeout(done, LOOK_MS));
  }
  await stop();
  return { error: `pcscd does not start: ${said.trim().split('\n')[0] || 'it says nothing'}` };
}
