import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { UserError } from '../user-error.js';

/** A folder that is being served. */
export interface Served {
  readonly url: string;
  readonly server: Server;
}

const TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
};

/** What holds for every answer. A frame around the page cannot be forbidden by the page itself. */
const HEADERS = {
  'Cache-Control': 'no-cache',
  'Content-Security-Policy': "frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
};

/**
 * Serves the files that stand in a folder now, and nothing else: to this machine alone, under its own address alone.
 * `port` 0: any that is free.
 */
export async function serveFolder(folder: string, port: number): Promise<Served> {
  const files = new Set(
    readdirSync(folder, { withFileTypes: true }).flatMap(each => (each.isFile() ? each.name : [])),
  );
  const server = createServer((request, response) => answer(folder, files, request, response));
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, done);
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE')
      throw new UserError(
        `Port ${port} is taken, maybe by another doorstep page: end that, or give another --port.`,
      );
    throw new UserError(`Port ${port} cannot be used (${error.code}): give another --port.`);
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

function answer(
  folder: string,
  files: ReadonlySet<string>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { status, type, body } = answerTo(folder, files, request);
  if (status === 405) response.setHeader('Allow', 'GET, HEAD');
  response.writeHead(status, { ...HEADERS, 'Content-Type': type, 'Content-Length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function answerTo(folder: string, files: ReadonlySet<string>, request: IncomingMessage): Answer {
  const { method = '', headers, url = '' } = request;
  // A name that somebody else has let point here is not this address.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? ''))
    return refusal(421, 'This is 127.0.0.1.');
  if (method !== 'GET' && method !== 'HEAD') return refusal(405, 'Only GET and HEAD.');
  const path = url.replace(/[?#].*$/s, '');
  const name = path === '/' ? 'index.html' : path.slice(1);
  if (!files.has(name)) return refusal(404, 'There is no such file.');
  try {
    const body = readFileSync(join(folder, name));
    return { status: 200, type: TYPES[extname(name)] ?? 'application/octet-stream', body };
  } catch {
    return refusal(404, 'There is no such file any more.');
  }
}

function refusal(status: number, text: string): Answer {
  return { status, type: 'text/plain; charset=utf-8', body: Buffer.from(`${text}\n`) };
}
