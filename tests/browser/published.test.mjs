// The page as it is published: shorter, packed, and the same.

import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { offlinePage } from '../../xtask/offline.mjs';
import { SITE, publish, published } from '../../xtask/publish.mjs';
import { missing } from './browsers.mjs';
import { READY, box, openHistory, openKeep } from './check.mjs';
import { openFirefox } from './firefox.mjs';
import { openPage } from './harness.mjs';
import { CODES } from '../../xtask/languages.mjs';

const WEDNESDAY = 'Because of long lines, Democrats vote on Wednesday.';
const server = { folders: published.folders, packed: published.packed };
let made;
const site = () => (made ??= publish());

test('the published page reads, speaks three languages, opens every part, and works with the server gone', async (t) => {
  await site();
  const { page, site: host, errors } = await openPage(t, { ready: READY, locale: 'en-US', serviceWorkers: 'allow', server });
  await box(page).fill(WEDNESDAY);
  await page.getByText('Stop and check first').first().waitFor();
  // Each file that is kept has the hash that is listed, or none would be.
  await page.getByText('Kept on this device: the page works without a network.').waitFor();
  await host.close();
  await page.reload();
  await page.locator(READY).waitFor();
  await box(page).fill(WEDNESDAY);
  await page.getByText('Stop and check first').first().waitFor();
  await page.getByLabel('Language').selectOption('fr');
  await page.getByText('Arrêtez-vous et vérifiez d’abord').first().waitFor();
  await page.getByLabel('Langue').selectOption('en');
  for (const part of ['Learn', 'Markers', 'Quiz', 'Many messages', 'About']) {
    await page.getByRole('link', { name: part, exact: true }).first().click();
    await page.locator('a[aria-current="page"]', { hasText: part }).waitFor();
  }
  assert.deepEqual(errors.filter((error) => !/ERR_CONNECTION_REFUSED|Failed to update a ServiceWorker|fetching the script/.test(error)), []);
});

/** What comes before the first answer, and after it. */
const first = (language) => ['www/', 'www/icon.svg', 'www/page.js', 'www/style/page.css', `www/lang/${language}.json`, 'pkg/telltext_bg.wasm', `pkg/words.${language}.json`];
const after = ['pkg/words.documented.json'];
/** What a reader asks for by opening it. */
const sources = (language) => `pkg/words.${language}-sources.json`;
const keeping = (language) => ['www/keep.js', 'www/stop.js', `www/lang/keep.${language}.json`, 'www/style/keep.css', sources(language)];
const paths = (requests) => requests.map((line) => line.replace(/^GET \/|\?.*$/g, '')).filter((path) => path !== 'www/sw.js').sort();

test('the first view is its one script, its one sheet, the engine and the words; one file comes after the answer, typing asks for nothing, and what is opened comes then', async (t) => {
  await site();
  const { page, requests, errors } = await openPage(t, { ready: READY, locale: 'en-US', server });
  assert.deepEqual(paths(requests), [...first('en'), ...after].sort());
  requests.length = 0;
  await box(page).fill(WEDNESDAY);
  await page.getByText('Stop and check first').first().waitFor();
  assert.deepEqual(requests, []);
  await openKeep(page);
  assert.deepEqual(paths(requests), keeping('en').sort());
  requests.length = 0;
  await page.locator('.finding summary').first().click();
  await page.locator('.finding .sources a').first().waitFor();
  await openHistory(page);
  assert.deepEqual(requests, [], 'each once');
  assert.deepEqual(errors, []);
});

for (const language of CODES) {
  test(`all that comes without a click is under 250,000 bytes, headers included, ${language}`, async (t) => {
    await site();
    const { page, context, origin } = await openPage(t, { path: '/www/picture/files.json', locale: language, server });
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    const names = new Map();
    const came = {};
    session.on('Network.requestWillBeSent', ({ requestId, request }) => names.set(requestId, request.url.replace(/[?#].*/, '')));
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const [, path] = (names.get(requestId) ?? '').split(`${origin}/`);
      // The browser asks for /favicon.ico by itself where it shows a file that is no page.
      if (path && path !== 'favicon.ico') came[path] = (came[path] ?? 0) + encodedDataLength;
    });
    await page.goto(`${origin}/www/?lang=${language}#text=${encodeURIComponent(WEDNESDAY)}`);
    await page.locator('.dial-word').waitFor();
    await page.locator(READY).waitFor();
    assert.deepEqual(Object.keys(came).sort(), [...first(language), ...after].sort());
    const bytes = Object.values(came).reduce((sum, size) => sum + size, 0);
    t.diagnostic(`${bytes} bytes`);
    assert.ok(bytes < 250_000, `${bytes} bytes: ${JSON.stringify(came)}`);
  });

  test(`at most 250 kB come before the first answer, ${language}`, async () => {
    await site();
    const sizes = Object.fromEntries(first(language).map((path) => [path, statSync(join(SITE, `${path.replace(/\/$/, '/index.html')}.br`)).size]));
    const bytes = Object.values(sizes).reduce((sum, size) => sum + size, 0);
    assert.ok(bytes <= 250_000, `${bytes} bytes: ${JSON.stringify(sizes)}`);
  });
}

test('parts that were joined share what they must: a sample read in Check, a shared link, a picture’s panel, a marker of one’s own, many messages', async (t) => {
  await site();
  const { page, errors } = await openPage(t, { path: '/www/?lang=en#/learn/samples', ready: READY, locale: 'en-US', server });
  await page.getByRole('button', { name: 'Read it with telltext' }).first().click();
  await page.getByRole('heading', { name: 'Check a text message' }).waitFor();
  await page.locator('.dial-word').waitFor();
  assert.notEqual(await box(page).inputValue(), '');

  await openKeep(page);
  await page.getByText('See exactly what is shared').click();
  const link = /#r1=[\w-]+/.exec(await page.locator('.preview-link').filter({ hasText: '#r1=' }).textContent())[0];
  await page.evaluate((hash) => (location.hash = hash), link);
  await page.getByRole('heading', { name: 'A shared report' }).waitFor();
  await page.locator('.finding').first().waitFor();

  await page.getByRole('link', { name: 'Check', exact: true }).click();
  const chosen = page.waitForEvent('filechooser', { timeout: 3000 }).catch(() => undefined);
  await page.getByRole('button', { name: 'Read a picture' }).click();
  await chosen;
  await page.getByRole('heading', { name: 'Read a picture of a message' }).waitFor();

  await page.evaluate(() => (location.hash = '#/learn/workshop'));
  await page.getByText('Your marker is raised: Thanks you for your vote').waitFor();

  await page.getByRole('link', { name: 'Many messages', exact: true }).click();
  await page.getByRole('button', { name: 'Try a sample' }).click();
  await page.getByRole('button', { name: /^Check \d+ messages/ }).click();
  await page.locator('.many-campaign').waitFor();
  assert.deepEqual(errors, []);
});

test('Learn gives the page as one file to take along; it is what `cargo xtask offline` makes, and is not kept on the device', async (t) => {
  await site();
  const { page } = await openPage(t, { path: '/www/?lang=en#/learn', ready: READY, locale: 'en-US', server });
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download telltext-offline.html' }).click()]);
  assert.equal(download.suggestedFilename(), 'telltext-offline.html');
  assert.equal(readFileSync(await download.path(), 'utf8'), await offlinePage());
  assert.ok(!readFileSync(join(SITE, 'www/files.js'), 'utf8').includes('telltext-offline'));
});

test('the widget of the published page stands by itself', async (t) => {
  await site();
  const { page, requests, errors } = await openPage(t, { path: '/www/embed.html', locale: 'en-US', server });
  await page.locator('tell-text .dial-word').first().waitFor();
  assert.ok(!requests.includes('GET /www/page.js'), 'it loads nothing of the page');
  assert.deepEqual(errors, []);
});

test('the published page reads in Firefox', { skip: missing('firefox') }, async (t) => {
  await site();
  const { page } = await openFirefox(t, { ready: READY, server });
  await page.locator('textarea').fill(WEDNESDAY);
  await page.waitForFunction(() => document.body.textContent.includes('Stop and check first'));
});
