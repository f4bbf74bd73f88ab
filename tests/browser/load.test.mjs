// 100,000 messages through the page's worker, in Chromium: none lost, the page answering meanwhile, memory by the number of
// messages alone. COUNT=20000 in the environment tries fewer.
// What it prints is in docs/threat-model.md.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { browser } from './harness.mjs';
import { button, csv, finished, found, open, thousands, watch } from './many.mjs';

const COUNT = Number(process.env.COUNT ?? 100_000);
const STEPS = 10;
/** What the worker may keep of a message besides the file: its report in short, its place in lists. */
const MOST_BYTES_A_MESSAGE = 3000;

/** Bytes that the page and its workers have in memory: the renderers of this browser, by the system's own count. */
async function resident() {
  const session = await (await browser()).newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const kib = ({ id }) => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0);
  return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, process) => sum + kib(process) * 1024, 0);
}

const mb = (bytes) => Math.round(bytes / 1e6);

test(`${COUNT.toLocaleString('en')} messages through the page's worker`, { timeout: 1_200_000 }, async (t) => {
  const { page, errors } = await open(t);
  const folder = mkdtempSync(join(tmpdir(), 'telltext-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = csv(thousands(COUNT));
  writeFileSync(join(folder, 'tips.csv'), file);
  t.diagnostic(`a file of ${mb(file.length)} MB`);
  const before = await resident();
  await page.locator('#many-file').setInputFiles(join(folder, 'tips.csv'));
  const go = button(page, `Check ${COUNT.toLocaleString('en')} messages`);
  await go.waitFor({ timeout: 120_000 });
  const opened = await resident();
  t.diagnostic(`memory: ${mb(before)} MB before, ${mb(opened)} MB with the file read`);

  await page.evaluate(watch);
  const start = performance.now();
  await go.click();
  const memory = [];
  for (let step = 1; step < STEPS; step += 1) {
    // The bar is gone when all are checked.
    await page.waitForFunction((done) => (document.querySelector('progress')?.value ?? Infinity) >= done, (COUNT * step) / STEPS, { timeout: 600_000 });
    memory.push(await resident());
  }
  await page.locator('.many-progress-words').filter({ hasText: `${COUNT.toLocaleString('en')} messages checked.` }).waitFor({ timeout: 600_000 });
  const checked = performance.now();
  memory.push(await resident());
  const { tasks, gap } = await page.evaluate(() => seen);
  await finished(page, /campaign/);
  const grouped = performance.now();
  const end = await resident();
  await found(page, `of ${COUNT.toLocaleString('en')}`);

  const seconds = (from, to) => Math.round((to - from) / 100) / 10;
  t.diagnostic(`checked in ${seconds(start, checked)} s, ${Math.round(COUNT / ((checked - start) / 1000))} a second; grouped in ${seconds(checked, grouped)} s more`);
  t.diagnostic(`memory at each tenth: ${memory.map(mb).join(', ')} MB; after grouping ${mb(end)} MB`);
  t.diagnostic(`longest time between two frames ${gap} ms; tasks over 50 ms: ${tasks.length}, the longest ${Math.max(0, ...tasks)} ms, by the clock of a machine that does other things too`);
  const each = (memory.at(-1) - memory[0]) / (COUNT * (1 - 1 / STEPS));
  t.diagnostic(`${Math.round(each)} bytes a message more from the first tenth to the last`);
  assert.ok(each < MOST_BYTES_A_MESSAGE, `${each} bytes a message`);
  assert.deepEqual(errors, []);
});
