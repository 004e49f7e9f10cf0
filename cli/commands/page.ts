import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineCommand } from 'citty';
import { serveFolder } from '../show/web-server.js';
import { UserError } from '../user-error.js';

/** The built page; `out/cli/commands` is two folders from it. */
const FOLDER = fileURLToPath(new URL('../../web/', import.meta.url));

/** Always the same: a browser keeps logs by the address of the page, port included. */
const PORT = '8017';

export default defineCommand({
  meta: { name: 'page', description: "Serves the supervisor's web page on 127.0.0.1" },
  args: {
    port: {
      type: 'string',
      description: 'Port; logs stay with the port they were pulled at, and 0 is any free one',
      valueHint: 'PORT',
      default: PORT,
    },
  },
  async run({ args }) {
    const port = Number(args.port);
    if (!/^\d{1,5}$/.test(args.port) || port > 65_535)
      throw new UserError(`--port is "${args.port}": give a number from 0 to 65535.`);
    if (!existsSync(FOLDER)) throw new UserError('The page is not built: run npm run build.');
    const { url, server } = await serveFolder(FOLDER, port);
    const ended = new Promise<void>(done => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
    });
    process.stdout.write(
      `${url} is the supervisor's page: open it in Chrome or Edge, and give it the day key that doorstep key day prints.\nCtrl-C ends it.\n`,
    );
    await ended;
    server.closeAllConnections();
    server.close();
  },
});
