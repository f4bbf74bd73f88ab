// A page of somebody else, at another origin and under a strict policy, that shows the widget.

import { createServer } from 'node:http';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { missing } from './browsers.mjs';
import { openFirefox } from './firefox.mjs';
import { openPage } from './harness.mjs';

export const TRICK = 'URGENT: Due to long lines, Maple Party voters now vote on WEDNESDAY. Everyone else votes Tuesday.';
export const PLAIN = 'See you at seven, bring the cake';

/** docs/embedding.md. */
export const embedding = readFileSync(new URL('../../docs/embedding.md', import.meta.url), 'utf8').replaceAll('\r\n', '\n');

/** The blocks of one kind in docs/embedding.md, each with the heading it stands under. */
export const blocks = (kind) =>
  embedding.split(/^## /m).flatMap((part) => [...part.matchAll(new RegExp(`^\`\`\`${kind}\n([^]*?)^\`\`\`$`, 'gm'))].map(([, text]) => ({ heading: part.split('\n')[0], text: text.trim() })));

/** What docs/embedding.md tells a page to allow, and what this page needs for itself; `ours` is where the widget is. */
function policy(ours) {
  const [tag, frame] = blocks('csp').map(({ text }) => text.replaceAll('https://telltext.example', ours));
  return `default-src 'none'; ${tag.replace('script-src', "script-src 'self'")}; ${frame}; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'`;
}

/** Runs first on every page of the host: keeps what the widget tells, and what the policy refused. */
const WATCH = `globalThis.told = []; globalThis.refused = []; globalThis.sizes = [];
for (const name of ['ready', 'report', 'error']) {
  addEventListener('telltext-' + name, ({ target, detail }) => told.push([name, target.id, name === 'report' ? detail.report?.level ?? null : name === 'error' ? String(detail.error) : detail.version.schema]));
}
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => refused.push(violatedDirective + ' ' + blockedURI));
addEventListener('message', ({ source, data }) => {
  sizes.push(data);
  const frame = [...document.querySelectorAll('iframe')].find(({ contentWindow }) => contentWindow === source);
  if (frame && data.type === 'telltext-size') frame.style.height = data.height + 'px';
});`;

/** The host's server: `body(ours, theirs)` gives the body of its page, `files` are further files by name. */
async function host(t, { body, ours, files = {}, headers, define = `<script type="module" src="${ours}/www/tell-text-define.js"></script>` }) {
  const requests = [];
  let origin;
  const page = () => `<!doctype html><html lang="en"><meta charset="utf-8"><title>The Daily Example</title><link rel="stylesheet" href="/style.css"><script src="/watch.js"></script>${define}<body>${body(ours, origin)}</body></html>`;
  const all = {
    '/watch.js': ['text/javascript', WATCH],
    '/style.css': ['text/css', 'tell-text::part(dial) { border-top-width: 7px } tell-text { --accent: rgb(91, 42, 134) }'],
    '/tip': ['text/html', '<!doctype html><title>Thanks</title>'],
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [name, [name.endsWith('.js') ? 'text/javascript' : name.endsWith('.css') ? 'text/css' : 'text/html', text]])),
  };
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const [path] = request.url.split('?');
    const [type, text] = path === '/' ? ['text/html', page()] : (all[path] ?? []);
    const said = { 'Content-Type': `${type ?? 'text/plain'}; charset=utf-8`, 'Content-Security-Policy': policy(ours), ...headers?.(policy(ours), ours) };
    response.writeHead(text === undefined ? 404 : 200, said);
    response.end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  });
  origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, requests };
}

export const engines = { chromium: openPage, firefox: openFirefox };
export const without = (engine) => engine !== 'chromium' && missing(engine);

/**
 * Opens a page of another origin that shows the widget.
 * @param {(ours: string, theirs: string) => string} body of the page
 * @returns what `openPage` returns; `requests` are those to our own server and elsewhere, `theirs` those to the host's, whose origin is `origin`
 */
export async function embedded(t, body, { engine = 'chromium', files, headers, define, ...options } = {}) {
  const opened = await engines[engine](t, { path: '/www/icon.svg', ...options });
  opened.requests.length = 0;
  const theirs = await host(t, { body, ours: opened.origin, files, headers, define });
  await opened.page.goto(`${theirs.origin}/`);
  return { ...opened, ours: opened.origin, theirs: theirs.requests, origin: theirs.origin };
}

/** Waits until this is so in a page or frame of whichever engine. */
export async function until(page, check, wanted) {
  for (let tries = 0; tries < 200; tries += 1) {
    const so = await page.evaluate(check, wanted).catch((error) => {
      if (!/context|navigat/i.test(error.message)) throw error; // asked while the page was being left
    });
    if (so === true) return;
    await pause(50);
  }
  throw new Error(`this did not come to be within 10 s: ${check} (${JSON.stringify(wanted)}); told: ${JSON.stringify(await page.evaluate(() => globalThis.told ?? null))}`);
}

/** Waits until an element has told so: `told(page, 'report', 'one', 'strong')`. */
export const told = (page, ...wanted) => until(page, (parts) => told.some((one) => parts.every((part, index) => part === one[index])), wanted);

/** Waits until an element shows its box. */
export const shown = (page, id) => until(page, (one) => Boolean(document.getElementById(one).shadowRoot?.querySelector('textarea')), id);

/** What was asked for, without the icon that a browser looks for by itself. */
export const asked = (requests) => requests.filter((line) => line !== 'GET /favicon.ico');
