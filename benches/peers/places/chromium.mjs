// A candidate in a page of its own, in headless Chromium. The server's headers give the page fine clocks.

import { chromium } from 'playwright-core';
import { find } from '../../../tests/browser/browsers.mjs';
import { serve } from '../../../xtask/serve.mjs';
import { NoAnswer } from './asking.mjs';

/** Starts the browser, and the server it loads from. */
export async function startChromium() {
  const executablePath = find('chromium');
  if (!executablePath) throw new NoAnswer('Chromium is not installed (Debian: apt install chromium)');
  const site = await serve({
    folders: { benches: 'benches', target: 'target' },
    headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' },
  });
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run'],
  });
  return {
    version: browser.version(),
    open: (candidate, set, patience) => openPage(browser, site.origin, candidate, set, patience),
    close: async () => {
      await browser.close();
      await site.close();
    },
  };
}

async function openPage(browser, origin, { module, name }, set, patience) {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const within = async (work) => {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new NoAnswer(`no answer in ${patience / 1000} s`)), patience);
    });
    const crashed = new Promise((_, reject) => page.once('crash', () => reject(new NoAnswer('the page ran out of memory'))));
    try {
      return await Promise.race([work, late, crashed]);
    } catch (error) {
      await context.close().catch(() => {});
      throw error instanceof NoAnswer ? error : new NoAnswer(error.message.split('\n')[0]);
    } finally {
      clearTimeout(timer);
    }
  };
  await page.goto(`${origin}/benches/peers/places/page.html`);
  const ready = await within(page.evaluate(openHere, [module, name, set]));
  return {
    ready,
    time: (...asked) => within(page.evaluate((asked) => globalThis.lane.time(...asked), asked)),
    memory: () => within(page.evaluate(() => globalThis.lane.memory())),
    close: () => context.close(),
  };
}

/** In the page: loads everything first, so that only getting ready is timed. */
async function openHere([module, name, set]) {
  const [{ open }, candidates] = await Promise.all([
    import('/benches/peers/lane.mjs'),
    import(`/benches/peers/candidates/${module}.mjs`),
  ]);
  const read = async (path) => new Uint8Array(await (await fetch(`/${path}`)).arrayBuffer());
  const texts = JSON.parse(new TextDecoder().decode(await read('target/bench/texts.json')));
  globalThis.lane = await open(candidates[name], read, set, texts);
  return globalThis.lane.ready;
}
