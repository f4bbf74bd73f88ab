// Serves www/ and pkg/ on 127.0.0.1, and nothing else of this folder.
//   node xtask/serve.mjs [PORT]
// Tests import `serve` and get a server of their own on a free port.

import { createServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import sirv from 'sirv';
import { filesScript, picturesList, workshopList } from './site.mjs';
import { vendor } from './vendor.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const usualPort = 8017;

/** Sent with every answer. */
const always = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  // Pages of other sites, and sandboxed frames, may load the widget.
  'Access-Control-Allow-Origin': '*',
};

/**
 * Starts a server.
 * @param {object} [options]
 * @param {number} [options.port] 0 for any free one
 * @param {Record<string, string>} [options.folders] further folders to serve, by first path segment: `{ dist: 'dist' }`
 * @param {Record<string, string>} [options.headers] further response headers
 * @param {boolean} [options.packed] for a site made by publish.mjs: its lists are made already, and a file is sent packed where it stands so beside itself
 * @param {{key: string, cert: string}} [options.tls] to speak HTTP/2, as hosts of web pages do
 * @param {typeof filesScript} [options.listing] what says which files belong to the page
 * @param {(request: import('node:http').IncomingMessage) => void} [options.onRequest] told of every request
 */
export async function serve({ port = 0, folders = {}, headers = {}, packed = false, tls, listing = filesScript, onRequest } = {}) {
  await vendor();
  const served = { www: 'www', pkg: 'pkg', ...folders };
  const handlers = new Map(
    Object.entries(served).map(([name, folder]) => [name, sirv(resolve(root, folder), { dev: true, etag: false, brotli: packed, gzip: packed })]),
  );
  const answer = async (request, response) => {
    onRequest?.(request);
    for (const [name, value] of Object.entries({ ...always, ...headers })) response.setHeader(name, value);
    // Chromium asks for it again whenever the address changes, unless it may keep it.
    if (request.url === '/www/icon.svg') response.setHeader('Cache-Control', 'max-age=60');
    const [, name, rest] = /^\/([^/?#]*)(\/[^]*)?$/.exec(request.url) ?? [];
    const handler = handlers.get(name);
    // Made afresh at every request, so that what is being worked on is never kept from the browser.
    if (!packed && request.url === '/www/files.js') {
      response.setHeader('Content-Type', 'text/javascript');
      response.end(listing({ www: served.www, pkg: served.pkg }));
    } else if (!packed && request.url === '/www/picture/files.json') {
      response.setHeader('Content-Type', 'application/json');
      response.end(picturesList({ www: served.www }));
    } else if (!packed && request.url === '/www/workshop/files.json') {
      response.setHeader('Content-Type', 'application/json');
      response.end(workshopList({ www: served.www, pkg: served.pkg }));
    } else if (!packed && request.url === '/www/telltext-offline.html') {
      const { offlinePage } = await import('./offline.mjs');
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(await offlinePage());
    } else if (request.url === '/' || (handler && rest === undefined)) {
      response.writeHead(302, { Location: `/${name || 'www'}/` }).end();
    } else if (handler) {
      request.url = rest;
      handler(request, response, () => response.writeHead(404).end('Not found\n'));
    } else {
      response.writeHead(404).end('Not found\n');
    }
  };
  const server = tls ? createSecureServer({ ...tls, allowHTTP1: true }, answer) : createServer(answer);
  const sessions = new Set();
  server.on('session', (session) => sessions.add(session.once('close', () => sessions.delete(session))));
  await new Promise((listening, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', listening);
  });
  const origin = `${tls ? 'https' : 'http'}://127.0.0.1:${server.address().port}`;
  const close = () => {
    server.closeAllConnections?.();
    for (const session of sessions) session.destroy();
    return new Promise((closed) => server.close(closed));
  };
  return { origin, close };
}

async function main(asked) {
  const port = asked === undefined ? usualPort : Number(asked);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`${asked} is not a port`);
  const site = await serve({ port }).catch((error) => {
    if (error.code === 'EADDRINUSE' && asked === undefined) return serve();
    if (error.code === 'EADDRINUSE') throw new Error(`Port ${port} is in use; leave out --port to get a free one.`);
    throw error;
  });
  console.log(`\ntelltext is at ${site.origin}/www/\nCtrl-C stops it.`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  main(process.argv[2]).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
