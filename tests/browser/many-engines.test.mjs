// Many messages in every engine, from a server and out of the one file on a disk: thirteen numbers are one campaign, and a report opens.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { missing } from './browsers.mjs';
import { READY } from './check.mjs';
import { openFirefox } from './firefox.mjs';
import { openPage } from './harness.mjs';
import { THIRTEEN, csv } from './many.mjs';
import { openWebKit } from './webkit.mjs';

const file = new URL('../../dist/telltext-offline.html', import.meta.url);
execFileSync(process.execPath, [fileURLToPath(new URL('../../xtask/offline.mjs', import.meta.url))]);

const words = (selector) => document.querySelector(selector)?.textContent ?? '';
const press = (selector) => document.querySelector(selector).click();
const type = (text) => {
  const box = document.querySelector('#many-box');
  box.value = text;
  box.dispatchEvent(new Event('input', { bubbles: true }));
};

async function until(page, selector, pattern) {
  let seen = '';
  for (let tries = 0; tries < 200; tries += 1) {
    seen = await page.evaluate(words, selector);
    if (pattern.test(seen)) return seen;
    await pause(100);
  }
  throw new Error(`${selector} never said ${pattern}; it says: ${seen.slice(0, 300)}`);
}

for (const [engine, open] of Object.entries({ chromium: openPage, firefox: openFirefox, webkit: openWebKit })) {
  for (const place of ['a server', 'a disk']) {
    test(`${engine}, from ${place}: many messages are checked, grouped and opened`, { skip: engine !== 'chromium' && missing(engine), timeout: 120_000 }, async (t) => {
      const { page, origin, requests } = await open(t, { path: '/www/?lang=en', ready: READY });
      await page.goto(place === 'a disk' ? `${file.href}?lang=en#/many` : `${origin}/www/?lang=en&again#/many`);
      await until(page, 'label[for="many-box"]', /^The messages$/);
      await page.evaluate(type, csv([...THIRTEEN, { from: '', received: '', text: 'See you at seven' }]));
      if (place === 'a disk') requests.length = 0;
      await page.evaluate(press, '.many-start .primary');
      await until(page, '#setup-title', /^14 messages found/);
      await page.evaluate(press, '.many-setup .button.primary');
      await until(page, '.many-progress-words', /^14 messages checked\. 1 campaign, with 13 messages\.$/);
      await until(page, '.many-facts', /^From 13 different senders/);
      await until(page, '.many-count', /^1 to 14 of 14$/);
      await page.evaluate(press, '.many-open');
      await until(page, 'dialog[open] .dial-word', /^Stop and check first$/);
      if (place === 'a disk') assert.deepEqual(requests, []);
    });
  }
}
