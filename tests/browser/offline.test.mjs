// Without a network: the page is kept whole, stays usable with the server gone, is renewed whole or not at all, and takes
// a text another app shares, none of which reaches a server.

import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { filesScript } from '../../xtask/site.mjs';
import { missing } from './browsers.mjs';
import { READY, box } from './check.mjs';
import { openFirefox } from './firefox.mjs';
import { openPage } from './harness.mjs';
import { openWebKit } from './webkit.mjs';

const WEDNESDAY = 'Because of long lines, Democrats vote on Wednesday.';
const KEPT = 'Kept on this device: the page works without a network.';
const open = (t, options = {}) => openPage(t, { ready: READY, locale: 'en-US', serviceWorkers: 'allow', ...options });
const strong = (page) => page.getByText('Stop and check first').first().waitFor();

test('with the server gone the page is loaded again, reads a message, and opens parts never visited', async (t) => {
  const { page, requests, site, errors } = await open(t);
  await page.getByText(KEPT).waitFor();
  requests.length = 0;
  await pause(1500);
  assert.deepEqual(requests, [], 'nothing is fetched once the page is ready');

  await page.getByRole('link', { name: 'Learn' }).click();
  await page.getByRole('heading', { name: 'Learn to spot the tells' }).waitFor();
  assert.deepEqual(requests, [], 'a part opened later comes from this device too');
  await page.getByText('0 requests since the page was ready').waitFor();

  await site.close();
  await page.reload();
  await page.locator(READY).waitFor();
  for (const part of ['Markers', 'Sample messages', 'Quiz', 'Lesson plan', 'Handout', 'Words explained']) {
    await page.getByRole('link', { name: part, exact: true }).first().click();
    await page.locator(`a[aria-current="page"]`, { hasText: part }).waitFor();
  }
  await page.goto(`${page.url().split('?')[0].split('#')[0]}?lang=en#/check`);
  await box(page).fill(WEDNESDAY);
  await strong(page);
  await page.getByLabel('Language').selectOption('fr');
  await page.getByText('Arrêtez-vous et vérifiez d’abord').first().waitFor();
  assert.deepEqual(errors.filter((error) => !/ERR_CONNECTION_REFUSED|Failed to update a ServiceWorker|fetching the script/.test(error)), []);
});

test('a newer version is taken whole or not at all, and only when asked for', async (t) => {
  const www = mkdtempSync(join(tmpdir(), 'telltext-www-'));
  t.after(() => rmSync(www, { recursive: true, force: true }));
  cpSync(new URL('../../www', import.meta.url), www, { recursive: true });
  let listing = filesScript;
  const { page, context } = await open(t, { server: { folders: { www }, listing: (folders) => listing(folders) } });
  const caches = (of) => of.evaluate(async () => (await globalThis.caches.keys()).length);
  const again = async () => {
    await page.reload();
    await page.locator(READY).waitFor();
  };
  await page.getByText(KEPT).waitFor();

  // Half way through being put on the server: the list is new, a file is not there yet.
  const words = JSON.parse(readFileSync(join(www, 'lang/en.json'), 'utf8'));
  writeFileSync(join(www, 'lang/en.json'), JSON.stringify({ ...words, 'check.title': 'Check it, version two' }));
  listing = (folders) => filesScript(folders).replace(/("views\/about\.js": ")[^"]+/, '$1not-yet-on-the-server');
  await again();
  await page.getByRole('heading', { name: 'Check a text message' }).waitFor();
  await page.getByText(KEPT).waitFor();
  const attempt = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    let worker;
    registration.addEventListener('updatefound', () => (worker = registration.installing));
    while (!(worker ??= registration.installing)) await registration.update().catch(() => {});
    while (worker.state === 'installing') await new Promise((changed) => worker.addEventListener('statechange', changed, { once: true }));
    return worker.state;
  });
  assert.equal(attempt, 'redundant', 'what is half there is given up');
  assert.equal(await caches(page), 1, 'nothing half is kept');

  // All there. The page open stays as it is until the reader asks.
  listing = filesScript;
  appendFileSync(join(www, 'views/about.js'), '\n');
  await again();
  await page.getByText('A newer version of the page is ready.').waitFor();
  await page.getByRole('heading', { name: 'Check a text message' }).waitFor();

  const second = await context.newPage();
  await second.goto(page.url());
  await second.locator(READY).waitFor();
  await page.getByRole('button', { name: 'Use it now' }).click();
  await page.getByText('Close the other telltext pages first.').waitFor();
  await second.getByRole('heading', { name: 'Check a text message' }).waitFor();
  await second.close();

  await again();
  await page.getByRole('button', { name: 'Use it now' }).click();
  await page.getByRole('heading', { name: 'Check it, version two' }).waitFor();
  await page.getByText(KEPT).waitFor();
  assert.equal(await caches(page), 1, 'the older version is gone');
});

test('a text shared from another app is in the box, and no server has seen it', async (t) => {
  const { page, origin, requests, site } = await open(t);
  await page.getByText(KEPT).waitFor();
  const manifest = JSON.parse(readFileSync(new URL('../../www/manifest.webmanifest', import.meta.url), 'utf8'));
  const { action, method, enctype, params } = manifest.share_target;
  const share = async (fields) => {
    await page.goto('about:blank');
    // As the browser does it: a navigation with a form in it, from no page of ours.
    const inputs = Object.entries(fields).map(([name]) => `<textarea name="${params[name]}"></textarea>`).join('');
    await page.setContent(`<form method="${method}" enctype="${enctype}" action="${origin}/www/${action}">${inputs}</form>`);
    for (const [name, value] of Object.entries(fields)) await page.locator(`[name="${params[name]}"]`).fill(value);
    requests.length = 0;
    await page.locator('form').evaluate((form) => form.submit());
    await page.locator(READY).waitFor();
  };

  await share({ title: 'Message', text: `${WEDNESDAY} 100% + more & #more`, url: 'https://vote.example/a?b=c' });
  assert.equal(await box(page).inputValue(), `${WEDNESDAY} 100% + more & #more\nhttps://vote.example/a?b=c`);
  await strong(page);
  assert.ok(!page.url().includes('Wednesday'), 'it is not left in the address');
  assert.deepEqual(requests.filter((line) => !/^GET \/www\/(?:sw|files)\.js$/.test(line)), []);

  await site.close();
  await share({ title: 'Democrats vote on Wednesday', text: '' });
  assert.equal(await box(page).inputValue(), 'Democrats vote on Wednesday', 'a title alone is the text');
});

test('the page can be installed', async (t) => {
  const { page, context } = await open(t);
  await page.getByText(KEPT).waitFor();
  const session = await context.newCDPSession(page);
  const { errors, manifest } = await session.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  assert.equal(manifest.shareTarget.action.replace(/^.*\/www\//, ''), 'share');
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito'), []);
});

const words = (selector) => document.querySelector(selector)?.textContent ?? '';
const type = (text) => {
  const message = document.querySelector('#message-box');
  message.value = text;
  message.dispatchEvent(new Event('input', { bubbles: true }));
};

for (const [engine, openEngine] of Object.entries({ firefox: openFirefox, webkit: openWebKit })) {
  test(`${engine}: with the server gone the page is loaded again and reads a message`, { skip: missing(engine) }, async (t) => {
    const { page, origin, site, requests } = await openEngine(t, { path: '/www/?lang=en', ready: READY });
    assert.match(await page.evaluate(words, '#offline'), /^Kept on this device/);
    requests.length = 0;
    await pause(1500);
    assert.deepEqual(requests, []);
    await site.close();
    await page.goto(`${origin}/www/?lang=en&again`);
    for (let tries = 0; tries < 100 && !(await page.evaluate((ready) => document.querySelector(ready) !== null, READY)); tries++) await pause(100);
    await page.evaluate(type, WEDNESDAY);
    let seen = '';
    for (let tries = 0; tries < 50 && !seen.includes('Stop and check first'); tries++) {
      seen = await page.evaluate(words, '.dial-word');
      await pause(100);
    }
    assert.match(seen, /Stop and check first/);
  });
}
