// The page loads and the engine answers in every browser engine, and the log of requests can be relied on.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { missing } from './browsers.mjs';
import { openPage } from './harness.mjs';
import { openFirefox } from './firefox.mjs';
import { openWebKit } from './webkit.mjs';

const engines = { chromium: openPage, firefox: openFirefox, webkit: openWebKit };

for (const [engine, open] of Object.entries(engines)) {
  const options = { skip: engine !== 'chromium' && missing(engine), timeout: 120_000 };

  test(`${engine}: the page loads from our own server alone, and reads a message`, options, async (t) => {
    const { page, requests } = await open(t);
    const report = await page.evaluate(async (text) => {
      const telltext = await import('/pkg/index.js');
      await telltext.init();
      return telltext.check(text);
    }, 'See you at seven.');
    assert.equal(report.schema, 1);
    assert.equal(report.level, 'none');
    assert.ok(requests.includes('GET /pkg/telltext_bg.wasm'), requests.join('\n'));
    assert.deepEqual(requests.filter((request) => !/^GET \/(www|pkg)\//.test(request)), []);
  });

  test(`${engine}: what leaves is in the log`, options, async (t) => {
    const { page, requests } = await open(t);
    requests.length = 0;
    await page.goto('http://elsewhere.example/');
    // WebKit may say that it is there before it has asked.
    for (let tries = 0; tries < 100 && !requests.includes('GET http://elsewhere.example/'); tries++) await pause(50);
    assert.ok(requests.includes('GET http://elsewhere.example/'), requests.join('\n'));
  });
}
