// WebKit for browser tests: WebKitGTK's own driver on a screen that is not there. The page is a small one
// of our own, since nothing on npm speaks to this driver without a download.
//
//   test('…', { skip: missing('webkit') }, async (t) => {
//     const { page, requests } = await openWebKit(t);
//     await page.evaluate((selector) => document.querySelector(selector).textContent, '#main');

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { find } from './browsers.mjs';
import { network } from './harness.mjs';

/** The little browser that comes with WebKitGTK, in a folder named after the machine. */
function miniBrowser() {
  for (const folder of readdirSync('/usr/lib').filter((name) => name.endsWith('-linux-gnu'))) {
    const names = readdirSync(`/usr/lib/${folder}`).filter((name) => name.startsWith('webkit2gtk-')).sort();
    if (names.length > 0) return `/usr/lib/${folder}/${names.at(-1)}/MiniBrowser`;
  }
  throw new Error('WebKitGTK has no MiniBrowser under /usr/lib');
}

/** A port nobody has. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** What must be ended with the test, the last started first. */
function endings(t) {
  const ends = [];
  t.after(async () => {
    const failures = [];
    for (const end of ends.reverse()) await end().catch((error) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  });
  return ends;
}

/** Starts a program that ends with the test. */
function start(ends, program, args, options) {
  const child = spawn(program, args, options);
  child.on('error', () => {});
  ends.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill();
    await once(child, 'exit');
  });
  return child;
}

/** Starts a screen and returns its number, as the X server chose it. */
async function screen(ends) {
  const xvfb = start(ends, '/usr/bin/Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = await once(xvfb.stdio[3], 'data');
  return `:${String(number).trim()}`;
}

/** Sends one WebDriver command and returns its value. */
async function command(url, method, body, seconds = 60) {
  const signal = AbortSignal.timeout(seconds * 1000);
  const response = await fetch(url, { method, body: body && JSON.stringify(body), signal });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`WebKit: ${value.error}: ${value.message}`);
  return value;
}

async function started(driver) {
  for (let tries = 0; tries < 100; tries += 1) {
    const status = await command(`${driver}/status`, 'GET', undefined, 1).catch(() => undefined);
    if (status?.ready) return;
    await pause(100);
  }
  throw new Error('WebKitWebDriver did not start within 10 s');
}

/** Starts the driver, and through it the browser; returns the address of the session. */
async function session(ends, display, proxy, chances = 4) {
  const port = await freePort();
  const driver = `http://127.0.0.1:${port}`;
  start(ends, find('webkit'), [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: display,
      GDK_BACKEND: 'x11',
      // The tests may run as root, and open only our own page.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    },
  });
  await started(driver);
  const through = new URL(proxy).host;
  const capabilities = {
    alwaysMatch: {
      proxy: { proxyType: 'manual', httpProxy: through, sslProxy: through, noProxy: ['127.0.0.1'] },
      'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation'] },
    },
  };
  try {
    const { sessionId } = await command(`${driver}/session`, 'POST', { capabilities }, 20);
    ends.push(() => command(`${driver}/session/${sessionId}`, 'DELETE'));
    return `${driver}/session/${sessionId}`;
  } catch (error) {
    // On a busy machine about one start in twelve crashes in WebKit itself (MiniBrowser 2.50.6), and the driver
    // then waits for it without end.
    if (error.name !== 'TimeoutError' || chances === 1) throw error;
    return session(ends, display, proxy, chances - 1);
  }
}

/**
 * Starts a WebKit of its own and opens a page in it. Everything is closed when the test ends.
 * @param {import('node:test').TestContext} t
 * @param {object} [options] `path`, `ready` and `server` as of `openPage`
 * @returns {Promise<{page: object, origin: string, requests: string[], site: object}>}
 * The page has `evaluate(function, …arguments)`, `type(selector, text)`, `click(selector)`, `waitFor(selector)` and `goto(url)`.
 */
export async function openWebKit(t, { path = '/www/', ready, server } = {}) {
  const { origin, requests, site, proxy } = await network(t, server);
  const ends = endings(t);
  const address = await session(ends, await screen(ends), proxy);

  const element = async (selector) => {
    const found = await command(`${address}/element`, 'POST', { using: 'css selector', value: selector });
    return `${address}/element/${Object.values(found)[0]}`;
  };
  const page = {
    goto: (url) => command(`${address}/url`, 'POST', { url }),
    evaluate: (script, ...args) =>
      command(`${address}/execute/sync`, 'POST', { script: `return (${script}).apply(null, arguments)`, args }),
    type: async (selector, text) => command(`${await element(selector)}/value`, 'POST', { text }),
    click: async (selector) => command(`${await element(selector)}/click`, 'POST', {}),
    waitFor: async (selector) => {
      for (let tries = 0; tries < 100; tries += 1) {
        if (await page.evaluate((wanted) => document.querySelector(wanted) !== null, selector)) return;
        await pause(100);
      }
      throw new Error(`${selector} did not appear within 10 s`);
    },
  };
  await page.goto(origin + path);
  if (ready) await page.waitFor(ready);
  return { page, origin, requests, site };
}
