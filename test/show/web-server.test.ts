import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Served, serveFolder } from '../../cli/show/web-server.js';

const MAIN = fileURLToPath(new URL('../../cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'doorstep-'));
const web = join(folder, 'web');

interface Got {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Asks with the path exactly as it is written: `fetch` would tidy it up first. */
function ask(served: Served, path: string, method = 'GET', host?: string): Promise<Got> {
  const { port } = new URL(served.url);
  return new Promise((done, failed) => {
    const asked = request(
      { host: '127.0.0.1', port, path, method, headers: host ? { host } : {} },
      response => {
        let body = '';
        response.on('data', (part: Buffer) => {
          body += part.toString('utf8');
        });
        response.on('end', () =>
          done({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', body }),
        );
      },
    );
    asked.on('error', failed);
    asked.end();
  });
}

const servers = suite('the server of the page');
let served: Served;

servers.before(async () => {
  mkdirSync(join(web, 'inner'), { recursive: true });
  writeFileSync(join(folder, 'secret.html'), 'secret');
  writeFileSync(join(web, 'inner', 'deep.html'), 'deep');
  writeFileSync(join(web, 'index.html'), '<!doctype html>');
  for (const name of ['a.js', 'a.css', 'a.svg', 'a.webmanifest', 'a.bin'])
    writeFileSync(join(web, name), name);
  served = await serveFolder(web, 0);
});
servers.after(() => {
  served.server.closeAllConnections();
  served.server.close();
  rmSync(folder, { recursive: true, force: true });
});

servers('gives each file as what it is', async () => {
  for (const [path, type] of [
    ['/', 'text/html; charset=utf-8'],
    ['/index.html?x=1', 'text/html; charset=utf-8'],
    ['/a.js', 'text/javascript; charset=utf-8'],
    ['/a.css', 'text/css; charset=utf-8'],
    ['/a.svg', 'image/svg+xml; charset=utf-8'],
    ['/a.webmanifest', 'application/manifest+json; charset=utf-8'],
    ['/a.bin', 'application/octet-stream'],
  ] as const) {
    const got = await ask(served, path);
    assert.equal([got.status, got.type], [200, type], path);
  }
  assert.is((await ask(served, '/a.js')).body, 'a.js');
  assert.is((await ask(served, '/a.js', 'HEAD')).body, '');
});

servers('gives nothing that does not stand in the folder itself', async () => {
  for (const path of [
    '/../secret.html',
    '/%2e%2e/secret.html',
    '/..%2fsecret.html',
    '/inner/deep.html',
    '/inner',
    '//a.js',
    '/a.js/',
    '/A.JS',
    '/a.js%00',
    '/none',
    '/.',
    '*',
  ]) {
    const got = await ask(served, path);
    assert.is(got.status, 404, path);
    assert.not.match(got.body, /secret|deep/);
  }
});

servers('does nothing but give', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
    assert.is((await ask(served, '/', method)).status, 405, method);
});

servers('answers under its own name alone', async () => {
  assert.is((await ask(served, '/', 'GET', 'localhost:1')).status, 200);
  assert.is((await ask(served, '/', 'GET', 'badges.example')).status, 421);
  assert.is((await ask(served, '/', 'GET', '127.0.0.1.example')).status, 421);
});

servers('is for this machine alone', async () => {
  const others = Object.values(networkInterfaces()).flatMap(each => each?.filter(one => !one.internal) ?? []);
  for (const { address } of others) {
    const isOpen = await new Promise<boolean>(done => {
      const socket = connect(Number(new URL(served.url).port), address);
      socket.once('connect', () => done(true));
      socket.once('error', () => done(false));
    });
    assert.is(isOpen, false, address);
  }
});

servers('says so where a port is taken', async () => {
  const { port } = new URL(served.url);
  await serveFolder(web, Number(port)).then(
    () => assert.unreachable(),
    error => assert.match(error.message, `Port ${port} is taken, maybe by another doorstep page: end that`),
  );
});

servers.run();

const commands = suite('doorstep page');

/** Starts it, and ends it as Ctrl-C does once it has said where it is. */
function run(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [MAIN, 'page', ...args]);
  const said = { out: '', err: '' };
  child.stdout.on('data', (part: Buffer) => {
    said.out += part;
    if (said.out.includes('Ctrl-C')) child.kill('SIGINT');
  });
  child.stderr.on('data', (part: Buffer) => {
    said.err += part;
  });
  return new Promise(done => child.on('close', code => done({ code, ...said })));
}

commands('says where the page is, that its link is open, and ends with Ctrl-C', async () => {
  const { code, out, err } = await run('--port', '0');
  assert.equal({ code, err }, { code: 0, err: '' });
  assert.match(
    out,
    /^http:\/\/127\.0\.0\.1:\d+\/ is the supervisor's page: .* doorstep key day prints\.\nCtrl-C ends it\.\n$/,
  );
});

commands('refuses what is no port', async () => {
  for (const port of ['65536', '-1', 'x', '1.5', '']) {
    const { code, out, err } = await run(`--port=${port}`);
    assert.equal({ code, out }, { code: 2, out: '' }, port);
    assert.match(err, /number from 0 to 65535|needs a value/);
  }
});

commands.run();
