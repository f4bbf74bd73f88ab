// The journey of Check in Firefox and WebKit: a message, its report, another language, a link and back.
// Everything else about Check is tested in Chromium.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { missing } from './browsers.mjs';
import { FIXTURE, READY, STEAL } from './check.mjs';
import { openFirefox } from './firefox.mjs';
import { openWebKit } from './webkit.mjs';

const type = (text) => {
  const box = document.querySelector('#message-box');
  box.value = text;
  box.dispatchEvent(new Event('input', { bubbles: true }));
};
const words = (selector) => document.querySelector(selector)?.textContent ?? '';

async function until(page, selector, pattern) {
  let seen = '';
  for (let tries = 0; tries < 80; tries += 1) {
    seen = await page.evaluate(words, selector);
    if (pattern.test(seen)) return seen;
    await pause(100);
  }
  throw new Error(`${selector} never said ${pattern}; it says: ${seen.slice(0, 300)}`);
}

for (const [engine, open] of Object.entries({ firefox: openFirefox, webkit: openWebKit })) {
  test(`${engine}: a message, its report, another language, a link and back`, { skip: missing(engine), timeout: 120_000 }, async (t) => {
    const { page, origin, requests } = await open(t, { path: '/www/?lang=en', server: FIXTURE, ready: READY });
    requests.length = 0;
    await page.evaluate(type, STEAL);
    await until(page, '.dial-word', /^Stop and check first$/);
    await until(page, '.findings', /Calls people to a counting place/);
    assert.match(await page.evaluate(words, 'mark.mark-critical'), /show your support/);
    assert.deepEqual(requests, []);

    await page.evaluate(() => {
      const select = document.querySelector('#language-select');
      select.value = 'es';
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await until(page, '.dial-word', /^Deténgase/);

    await page.evaluate(() => document.querySelector('.keep summary').click());
    await until(page, '.keep .preview-part', /\S/);
    await page.evaluate(() => {
      document.querySelector('.preview-part').open = true;
    });
    const shown = await until(page, '.preview-link', /#r1=[\w-]+/);
    const link = /#r1=[\w-]+/.exec(shown)[0];
    requests.length = 0;
    await page.goto(`${origin}/www/?lang=fr&again${link}`);
    await until(page, 'h1', /^Un rapport partagé$/);
    await until(page, '.dial-word', /^Arrêtez-vous/);
    assert.ok(requests.every((line) => !line.includes('r1=')), requests.join('\n'));
  });
}
