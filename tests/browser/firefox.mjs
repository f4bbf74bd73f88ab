// Firefox for browser tests: puppeteer's page over WebDriver BiDi.
//
//   test('…', { skip: missing('firefox') }, async (t) => {
//     const { page, requests } = await openFirefox(t);

import puppeteer from 'puppeteer-core';
import { find } from './browsers.mjs';
import { PATIENCE, network } from './harness.mjs';

/**
 * Starts a Firefox of its own and opens a page in it. Everything is closed when the test ends.
 * @param {import('node:test').TestContext} t
 * @param {object} [options] `path`, `ready` and `server` as of `openPage`
 * @returns {Promise<{page: import('puppeteer-core').Page, origin: string, requests: string[], site: object}>}
 * What Firefox asks for on its own account is switched off, so that `requests` is what the page asked for.
 */
export async function openFirefox(t, { path = '/www/', ready, server } = {}) {
  const { origin, requests, site, proxy } = await network(t, server);
  const { hostname, port } = new URL(proxy);
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: find('firefox'),
    headless: true,
    timeout: PATIENCE,
    env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' }, // or it asks for its settings all the same
    extraPrefsFirefox: {
      'services.settings.server': 'data:,#remote-settings-dummy/v1',
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
      'network.proxy.type': 1,
      'network.proxy.http': hostname,
      'network.proxy.http_port': Number(port),
      'network.proxy.ssl': hostname,
      'network.proxy.ssl_port': Number(port),
      'network.proxy.no_proxies_on': '127.0.0.1',
    },
  });
  t.after(() => browser.close());
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.setDefaultNavigationTimeout(PATIENCE);
  await page.goto(origin + path);
  if (ready) await page.waitForSelector(ready);
  return { page, origin, requests, site };
}
