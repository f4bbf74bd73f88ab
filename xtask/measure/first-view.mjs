// How long from opening the page to the first answer on a slow phone, and how many bytes that takes.
//   node xtask/measure/first-view.mjs [--runs 5] [--lang en]     as `cargo xtask measure` does after a build
//
// The page is opened with a message in its address, as when a text is shared into it; the clock stops when the report is
// drawn. Processor four times slower, network as Chromium's "Slow 4G". Cold: nothing is kept. Kept: from the service worker.

import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { CHROMIUM, FLAGS, median, site, table } from './site.mjs';

const { values: asked } = parseArgs({ options: { runs: { type: 'string', default: '5' }, lang: { type: 'string', default: 'en' } } });

/** As promised. */
const MOST = { cold: 3000, kept: 1000, bytes: 250_000 };
const CPU = 4;
/** Chromium's developer tools call these so; bytes a second, milliseconds before each answer. */
const LINES = {
  'Slow 4G, 150 ms a round trip': { latency: 150, downloadThroughput: 1_638_400 / 8, uploadThroughput: 768_000 / 8 },
  'Slow 4G, 563 ms an answer': { latency: 562.5, downloadThroughput: 1_440_000 / 8, uploadThroughput: 675_000 / 8 },
};
const TEXT = 'URGENT: Due to long lines, Maple Party voters now vote on WEDNESDAY. Everyone else votes Tuesday.';

const spread = (list) => `${Math.round(Math.min(...list))} to ${Math.round(Math.max(...list))}`;

/**
 * A page on a slow device; `answer()` opens it and says when the answer stood there, what came over the line until then, and
 * what until the page was at rest: what documented messages are recognised by comes after the answer, by itself.
 */
async function phone(context, line) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { offline: false, ...line });
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU });
  const loaded = [];
  const addresses = new Map();
  let clockOffset; // between the two clocks of the events, in seconds
  session.on('Network.requestWillBeSent', ({ timestamp, wallTime }) => {
    clockOffset = wallTime - timestamp;
  });
  session.on('Network.responseReceived', ({ requestId, response }) => addresses.set(requestId, response));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength, timestamp }) => {
    const response = addresses.get(requestId);
    if (response?.url.startsWith('http')) loaded.push({ url: response.url, bytes: encodedDataLength, kept: response.fromServiceWorker, at: timestamp + clockOffset });
  });
  const answer = async (url) => {
    loaded.length = 0;
    await page.goto(url);
    await page.locator('.dial-word').waitFor();
    const { time, at } = await page.evaluate(() => ({ time: globalThis.answeredAt, at: (performance.timeOrigin + globalThis.answeredAt) / 1000 }));
    await page.locator('html[data-ready]').waitFor({ timeout: 120_000 });
    return { time, loaded: loaded.filter((one) => one.at <= at), whole: [...loaded] };
  };
  return { page, answer };
}

/**
 * How much processor time the page's own thread takes until the answer, in milliseconds, on this machine as it is. Other
 * programs running at the same time lengthen the figures above, not this one.
 */
async function processor(context, url) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel', 'blink.user_timing', '__metadata'] } });
  await page.goto(url);
  await page.locator('html[data-ready]').waitFor({ timeout: 120_000 });
  const complete = new Promise((done) => session.once('Tracing.tracingComplete', done));
  await session.send('Tracing.end');
  await complete;
  await page.close();
  const { pid, tid, ts } = events.find(({ name }) => name === 'answered');
  const tasks = events.filter((event) => event.pid === pid && event.tid === tid && event.name.endsWith('RunTask') && event.tdur && event.ts < ts);
  return tasks.reduce((sum, { tdur }) => sum + tdur, 0) / 1000;
}

/** Notes the moment the report is drawn. */
const clock = () => {
  new MutationObserver((_, observer) => {
    if (!document.querySelector('.dial-word')) return;
    observer.disconnect();
    requestAnimationFrame(() =>
      setTimeout(() => {
        globalThis.answeredAt = performance.now();
        performance.mark('answered');
      }),
    );
  }).observe(document, { childList: true, subtree: true });
};

async function measure(browser, origin, line) {
  const url = `${origin}/www/?lang=${asked.lang}#text=${encodeURIComponent(TEXT)}`;
  const options = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 3, isMobile: true, hasTouch: true, locale: asked.lang, ignoreHTTPSErrors: true };
  const cold = [];
  const kept = [];
  let loaded;
  let whole;
  for (let run = 0; run < Number(asked.runs); run++) {
    const context = await browser.newContext({ ...options, serviceWorkers: 'block' });
    await context.addInitScript(clock);
    const { answer } = await phone(context, line);
    const first = await answer(url);
    cold.push(first.time);
    ({ loaded, whole } = first);
    await context.close();
  }
  const context = await browser.newContext(options);
  await context.addInitScript(clock);
  const before = await context.newPage();
  await before.goto(`${origin}/www/?lang=${asked.lang}`);
  await before.locator('html[data-ready]').waitFor({ timeout: 120_000 });
  await before.close();
  for (let run = 0; run < Number(asked.runs); run++) {
    const { page, answer } = await phone(context, line);
    const again = await answer(`${url}&run=${run}`.replace('?', `?run=${run}&`));
    const fetched = again.whole.find((one) => !one.kept);
    if (fetched) throw new Error(`not from the service worker: ${fetched.url}`);
    kept.push(again.time);
    await page.close();
  }
  const own = await processor(context, `${url}&alone`.replace('?', '?alone&'));
  await context.close();
  return { cold, kept, loaded, whole, own };
}

const verdict = (value, most) => (value <= most ? 'ok' : 'OVER');

async function main() {
  const server = await site();
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  let over = false;
  try {
    const rows = [['', 'median ms', 'all runs', 'at most', '']];
    let bytes;
    let all;
    const times = [];
    for (const [name, line] of Object.entries(LINES)) {
      const { cold, kept, loaded, whole, own } = await measure(browser, server.origin, line);
      bytes ??= loaded;
      all ??= whole;
      times.push(own);
      for (const [what, list] of Object.entries({ cold, kept })) {
        rows.push([`${name}: ${what === 'cold' ? 'nothing kept' : 'from the service worker'}`, Math.round(median(list)), spread(list), MOST[what], verdict(median(list), MOST[what])]);
      }
    }
    console.log(`First view to first answer, ${CPU} × slower processor, ${asked.runs} runs (load of this machine ${loadavg()[0].toFixed(1)})\n`);
    console.log(table(rows));
    console.log(`\nProcessor time of the page's own thread until the answer, from the service worker: ${Math.round(Math.min(...times))} ms, so ${Math.round(CPU * Math.min(...times))} ms on that phone.`);
    const size = (list) => list.reduce((sum, one) => sum + one.bytes, 0);
    const total = size(bytes);
    const engine = size(bytes.filter(({ url }) => url.includes('/pkg/')));
    console.log(`\nServed for the first view, packed with brotli, headers included: ${bytes.length} files\n`);
    console.log(table([['', 'bytes', 'at most', ''], ['pkg/: the engine', engine, '', ''], ['www/: the page', total - engine, '', ''], ['until the first answer', total, '', ''], ['after it, without a click: what documented messages are recognised by', size(all) - total, '', ''], ['all', size(all), MOST.bytes, verdict(size(all), MOST.bytes)]]));
    over = size(all) > MOST.bytes || rows.some((row) => row.at(-1) === 'OVER');
  } finally {
    await browser.close();
    await server.close();
  }
  if (over) process.exitCode = 1;
}

await main();
