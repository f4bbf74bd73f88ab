// The browser extension: what is selected in a page is read in a window of its own, and nothing leaves the browser.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { extension } from '../../xtask/extension.mjs';
import { axe, axeSource, browserWith, network } from './harness.mjs';

const TRICK = 'URGENT: Due to long lines, Maple Party voters now vote on WEDNESDAY.\nEveryone else votes Tuesday. Confirm: bit.ly/3xVote26';
const HEADING = 'Stop and check first';

/** Chromium with the extension in it, a page with a message in it, and what goes over the wire. */
async function installed(t, { languages = 'en-US,en' } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'telltext-extension-'));
  extension(join(folder, 'extension'));
  // A browser lets an extension look at a page for a while after a click on its menu. Nobody clicks here, so this copy may always look at our own.
  const manifest = join(folder, 'extension/manifest.json');
  const written = JSON.parse(readFileSync(manifest, 'utf8'));
  assert.equal(written.host_permissions, undefined);
  writeFileSync(manifest, JSON.stringify({ ...written, host_permissions: ['http://127.0.0.1/*'] }));
  // The page that is read names its picture: of one that names none the browser asks the site for one, at a moment of its own.
  const words = TRICK.split('\n').map((line) => `<p>${line}</p>`);
  mkdirSync(join(folder, 'read'));
  writeFileSync(join(folder, 'read/index.html'), `<!doctype html><meta charset="utf-8"><title>A page with a message</title><link rel="icon" href="data:,">${words.join('')}`);
  const { origin, requests, proxy } = await network(t, { folders: { read: join(folder, 'read') } });
  const context = await browserWith(t, { extension: join(folder, 'extension'), profile: join(folder, 'profile'), proxy, languages });
  // After the browser is closed: what is to be done after a test is done in the order in which it was asked for.
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  await context.addInitScript({ content: axeSource() });
  const [worker] = context.serviceWorkers().length > 0 ? context.serviceWorkers() : [await context.waitForEvent('serviceworker')];
  const page = await context.newPage();
  await page.goto(`${origin}/read/`);
  await page.evaluate(() => getSelection().selectAllChildren(document.body));
  requests.length = 0;
  return { context, worker, page, requests };
}

/** Once the menu of a selection has its line: it is put there when the extension is installed. */
function inMenu(worker) {
  return worker.evaluate(async () => {
    for (let tries = 0; tries < 400; tries++) {
      if (await chrome.contextMenus.update('read-selection', {}).then(() => true, () => false)) return;
      await new Promise((later) => setTimeout(later, 50));
    }
    throw new Error('the menu of a selection does not have its line');
  });
}

/** The window that opens on what is selected in the page. */
async function opened({ context, worker, page }) {
  await page.bringToFront();
  const [report] = await Promise.all([
    context.waitForEvent('page'),
    worker.evaluate(async () => openReport((await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0], 0, 'what the menu is told')),
  ]);
  return report;
}

test('a selection is read with its line breaks, and nothing goes over the wire or into an address', async (t) => {
  const all = await installed(t);
  const { worker, requests } = all;
  await inMenu(worker);
  const report = await opened(all);
  await report.getByText(HEADING, { exact: true }).waitFor();
  const box = report.getByRole('textbox', { name: 'The message' });
  assert.deepEqual((await box.inputValue()).split(/\n+/), TRICK.split('\n'));
  assert.equal(new URL(report.url()).search, '');
  assert.match(new URL(report.url()).hash, /^#[0-9a-f-]{36}$/);
  assert.deepEqual(await worker.evaluate(() => chrome.storage.session.get()), {}, 'the text is kept nowhere');
  assert.deepEqual(requests, []);

  await report.reload();
  await report.getByRole('textbox', { name: 'The message' }).waitFor();
  assert.equal(await box.inputValue(), '');
});

test('the report follows the place that is chosen, which is remembered', async (t) => {
  const all = await installed(t);
  const report = await opened(all);
  const place = report.getByRole('combobox', { name: 'Where you vote' });
  await report.waitForFunction(() => document.querySelector('select').value === 'US');
  await place.selectOption('Canada');
  await report.waitForFunction(() => document.querySelector('tell-text').report?.message.region === 'CA');
  await report.close();
  const next = await opened(all);
  await next.waitForFunction(() => document.querySelector('tell-text').report?.message.region === 'CA');
});

test('nothing selected, and a page that may not be looked at: an empty box, or what the menu is told', async (t) => {
  const all = await installed(t);
  const { context, worker, page } = all;
  await page.evaluate(() => getSelection().removeAllRanges());
  const [report] = await Promise.all([context.waitForEvent('page'), worker.evaluate(() => openReport({ id: -1 }, 0, 'Vote by text! Send VOTE to 59925'))]);
  await report.getByText(HEADING, { exact: true }).waitFor();
  const [empty] = await Promise.all([context.waitForEvent('page'), worker.evaluate(() => openReport({ id: -1 }))]);
  const box = empty.getByRole('textbox', { name: 'The message' });
  await box.waitFor();
  assert.equal(await box.inputValue(), '');
});

test('it speaks Spanish, and axe finds nothing to say', async (t) => {
  const all = await installed(t, { languages: 'es-MX,es' });
  const report = await opened(all);
  await report.getByRole('textbox', { name: 'El mensaje' }).waitFor();
  await report.waitForFunction(() => document.querySelector('tell-text').report?.message.region === 'MX');
  assert.equal(await report.evaluate(() => document.documentElement.lang), 'es');
  assert.deepEqual(await axe(report), []);
});
