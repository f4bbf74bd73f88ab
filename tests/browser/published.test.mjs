// The page as it is published: shorter, packed, and the same.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publish, published } from '../../xtask/publish.mjs';
import { missing } from './browsers.mjs';
import { READY, box } from './check.mjs';
import { openFirefox } from './firefox.mjs';
import { openPage } from './harness.mjs';

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

test('the published page reads in Firefox', { skip: missing('firefox') }, async (t) => {
  await site();
  const { page } = await openFirefox(t, { ready: READY, server });
  await page.locator('textarea').fill(WEDNESDAY);
  await page.waitForFunction(() => document.body.textContent.includes('Stop and check first'));
});
