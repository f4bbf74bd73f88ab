// What browser tests stand on. A test file needs nothing else:
//
//   import { test } from 'node:test';
//   import { openPage } from './harness.mjs';
//
//   test('…', async (t) => {
//     const { page, requests } = await openPage(t);
//     …
//   });
//
// Every file `*.test.mjs` in this folder is run by `cargo xtask test browser`; one file alone by
// `node --test tests/browser/NAME.test.mjs`, after `cargo xtask build`.

import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { chromium } from 'playwright-core';
import { serve } from '../../xtask/serve.mjs';
import { find } from './browsers.mjs';

const flags = [
  '--no-sandbox', // the tests may run as root, and open only our own page
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  '--disable-features=AutofillServerCommunication', // Chromium asks about every text box it sees
];

/** How long a test waits for what must come, in milliseconds. No promise: a busy machine is slow, and what never comes fails all the same. */
export const PATIENCE = 60_000;

let launched;

const launch = (options) => chromium.launch({ executablePath: find('chromium') ?? '/usr/bin/chromium', args: flags, ...options });

/** The Chromium of this test file, started when first asked for and closed when the file is done. */
export function browser() {
  launched ??= launch();
  return launched;
}

/** A Chromium for one test that has bars to scroll by, as on a desktop. */
export async function browserWithBars(t) {
  const own = await launch({ ignoreDefaultArgs: ['--hide-scrollbars'] });
  t.after(() => own.close());
  return own;
}

/** A Chromium for one test whose reader has set letters twice as large as usual. */
export async function browserWithLargeLetters(t) {
  const own = await launch({ args: [...flags, '--blink-settings=defaultFontSize=32'] });
  t.after(() => own.close());
  return own;
}

/** The words in these parts of the page that do not fit in their line and go on in the next, without a hyphen. */
export const brokenWords = (page, parts) =>
  page.locator(parts).evaluateAll((elements) => {
    const broken = new Set();
    for (const element of elements) {
      const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        if (text.parentElement.closest('.visually-hidden, textarea')) continue;
        for (const { 0: word, index } of text.data.matchAll(/[\p{L}\p{N}’]{2,}/gu)) {
          const range = document.createRange();
          range.setStart(text, index);
          range.setEnd(text, index + word.length);
          if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.add(word);
        }
      }
    }
    return [...broken];
  });

/** A Chromium for one test with an extension in it and a profile of its own, whose reader reads these languages. */
export async function browserWith(t, { extension, profile, proxy, languages }) {
  mkdirSync(join(profile, 'Default'), { recursive: true });
  writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify({ intl: { accept_languages: languages, selected_languages: languages } }));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: find('chromium') ?? '/usr/bin/chromium',
    // With a profile of its own Chromium asks, some seconds after its start, who is signed in: it asks a port where nobody answers.
    args: [...flags, `--disable-extensions-except=${extension}`, `--load-extension=${extension}`, '--allow-browser-signin=false', '--gaia-url=http://127.0.0.1:9'],
    ignoreDefaultArgs: ['--disable-extensions'],
    proxy: { server: proxy, bypass: '127.0.0.1' },
  });
  context.setDefaultTimeout(PATIENCE);
  t.after(() => context.close());
  return context;
}

after(async () => {
  const running = await launched?.catch(() => undefined);
  await running?.close();
});

/**
 * Starts a server for this test and a log of what goes over the wire. The log is kept by the server and by a
 * proxy that all other traffic must take and that has nothing to give, so it does not depend on what the browser tells.
 * Entries are `GET /www/index.html` for our own server and `CONNECT other.example:443` for anything else.
 */
export async function network(t, options = {}) {
  const requests = [];
  const site = await serve({ ...options, onRequest: ({ method, url }) => requests.push(`${method} ${url}`) });
  const proxy = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.writeHead(200, { 'Content-Type': 'text/html' }).end();
  });
  proxy.on('connect', (request, socket) => {
    requests.push(`CONNECT ${request.url}`);
    socket.on('error', () => {});
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise((listening) => proxy.listen(0, '127.0.0.1', listening));
  t.after(async () => {
    proxy.closeAllConnections();
    await new Promise((closed) => proxy.close(closed));
    await site.close();
  });
  return { origin: site.origin, requests, site, proxy: `http://127.0.0.1:${proxy.address().port}` };
}

/**
 * Opens a page in Chromium. Everything is closed when the test ends.
 * @param {import('node:test').TestContext} t
 * @param {object} [options]
 * @param {string} [options.path] what to open
 * @param {string} [options.ready] a selector to wait for, if loading is not enough
 * @param {object} [options.server] options of `serve`: further folders, headers
 * @param {boolean} [options.axe] makes `axe()` work in the page
 * @param {import('playwright-core').Browser} [options.inside] another browser than the one of the file
 * Everything else goes to Playwright's newContext: viewport, colorScheme, locale, hasTouch…; `serviceWorkers: 'allow'`
 * lets the page be kept on the device, which takes a few seconds and is tested in offline.test.mjs.
 * @returns {Promise<{page: import('playwright-core').Page, context: import('playwright-core').BrowserContext,
 *   origin: string, requests: string[], errors: string[], site: object}>}
 * `requests` is everything that went over the wire; empty it (`requests.length = 0`) to watch from a moment on.
 * `errors` is what the page threw, and what the console called an error (a refused request among them).
 */
export async function openPage(t, { path = '/www/', ready, server, axe = false, inside, ...options } = {}) {
  const { origin, requests, site, proxy } = await network(t, server);
  const context = await (inside ?? (await browser())).newContext({ serviceWorkers: 'block', ...options, proxy: { server: proxy, bypass: '127.0.0.1' } });
  context.setDefaultTimeout(PATIENCE);
  t.after(() => context.close());
  // An init script is the one way in that a strict Content-Security-Policy leaves open.
  if (axe) await context.addInitScript({ content: axeSource() });
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  // The browser asks for /favicon.ico by itself, at a time of its own, when it shows a file that is no page.
  const ours = (message) => !message.location().url.endsWith('/favicon.ico');
  page.on('console', (message) => message.type() === 'error' && ours(message) && errors.push(message.text()));
  await page.goto(origin + path);
  if (ready) await page.waitForSelector(ready);
  return { page, context, origin, requests, errors, site };
}

export const axeSource = () => readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe has to say about the page as it stands, one line a violation; empty is what is wanted. Open the page with `axe: true`. */
export async function axe(page) {
  const { violations } = await page.evaluate(() => globalThis.axe.run({ rules: { 'target-size': { enabled: true } } }));
  return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target.join(' ')).join(', ')})`);
}

/** Every way the page can look, as options of `openPage`; `looks(look)` names it. */
export const LOOKS = ['light', 'dark'].flatMap((colorScheme) => [{ colorScheme }, { colorScheme, forcedColors: 'active' }, { colorScheme, contrast: 'more' }]);
export const looks = ({ colorScheme, forcedColors, contrast }) => [colorScheme, forcedColors && 'forced colours', contrast && 'more contrast'].filter(Boolean).join(', ');
