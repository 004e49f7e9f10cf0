import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A D-Bus of one's own. */
export interface PrivateBus {
  /** For `DBUS_SYSTEM_BUS_ADDRESS` of whoever is to see it. */
  readonly address: string;
  stop(): Promise<void>;
}

/** Anyone of this user may own and call anything: for tests and demonstrations alone. */
const config = (
  socket: string,
): string => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow own="*"/>
    <allow send_destination="*" eavesdrop="true"/>
    <allow receive_sender="*" eavesdrop="true"/>
  </policy>
</busconfig>
`;

/**
 * Keeps the daemon for as long as its own input is open. That ends with the process that opened it, however it ends, so
 * no daemon is left behind.
 */
const KEEPER = `dbus-daemon --config-file="$1" --nofork --nopidfile --print-address=1 &
  daemon=$!; read -r _; kill $daemon; wait $daemon`;

const START_MS = 5000;

/** Starts a bus with a socket in a temporary folder; or says, in a sentence, what it lacks. */
export async function startBus(): Promise<PrivateBus | { readonly error: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-bus-'));
  const file = join(folder, 'bus.conf');
  writeFileSync(file, config(join(folder, 'socket')));
  const keeper = spawn('sh', ['-c', KEEPER, 'sh', file], { stdio: 'pipe' });
  const ended = new Promise<void>(done => {
    keeper.once('close', () => done());
    keeper.once('error', () => done());
  });
  const stop = async (): Promise<void> => {
    keeper.stdin.end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  let said = '';
  keeper.stderr.on('data', (data: Buffer) => {
    said += data.toString();
  });
  const address = await new Promise<string>(tell => {
    const giveUp = setTimeout(() => tell(''), START_MS);
    const told = (line: string): void => {
      clearTimeout(giveUp);
      tell(line);
    };
    keeper.stdout.once('data', (data: Buffer) => told(data.toString().split(/[,\n]/)[0] as string));
    keeper.stderr.on('data', () => {
      if (/not found/.test(said)) told('');
    });
    void ended.then(() => told(''));
  });
  if (address) return { address, stop };
  await stop();
  if (/not found/.test(said))
    return { error: 'dbus-daemon is missing: install it (Debian and Ubuntu: apt-get install dbus).' };
  return { error: `dbus-daemon does not start: ${said.trim().split('\n')[0] || 'it says nothing'}.` };
}
