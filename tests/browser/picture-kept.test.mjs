// Reading pictures without a network, once wanted; a picture another app shares; and the main journey in Firefox and WebKit.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { missing } from './browsers.mjs';
import { READY, box } from './check.mjs';
import { openFirefox } from './firefox.mjs';
import { openPage } from './harness.mjs';
import { TEXT, choose, drawn, readOut } from './picture.mjs';
import { openWebKit } from './webkit.mjs';

const KEPT = 'Kept on this device: the page works without a network.';

test('kept once wanted: with the server gone a picture is read, one shared by another app too; then let go of', async (t) => {
  const { page, origin, requests, site } = await openPage(t, { ready: READY, locale: 'en-US', serviceWorkers: 'allow' });
  await page.getByText(KEPT).waitFor();
  assert.deepEqual(requests.filter((line) => /picture\/|picture\./.test(line)), [], 'nothing of pictures is kept for those who want none');
  const caches = () => page.evaluate(() => globalThis.caches.keys());
  const picture = await drawn({ conversation: false });
  await choose(page, picture);
  await page.getByRole('button', { name: 'Load 4.1 MB and keep it' }).click();
  await readOut(page);
  await page.getByText('The reading program is kept on this device.').waitFor();
  assert.ok((await caches()).includes('pictures-of-telltext'));

  await site.close();
  await page.reload();
  await page.locator(READY).waitFor();
  await choose(page, picture);
  await readOut(page);
  assert.equal(await box(page).inputValue(), TEXT);

  // As the browser does it: a navigation with a form in it, from no page of ours.
  const { action, method, enctype, params } = JSON.parse(readFileSync(new URL('../../www/manifest.webmanifest', import.meta.url), 'utf8')).share_target;
  assert.ok(params.files[0].accept.includes('image/*'));
  await page.goto('about:blank');
  await page.setContent(`<form method="${method}" enctype="${enctype}" action="${origin}/www/${action}"><input type="file" name="${params.files[0].name}"></form>`);
  await page.locator('input').setInputFiles(picture);
  requests.length = 0;
  await page.locator('form').evaluate((form) => form.submit());
  await page.locator(READY).waitFor();
  await readOut(page);
  assert.equal(await box(page).inputValue(), TEXT);
  assert.deepEqual(requests, [], 'no server has seen it');
  assert.ok(!(await caches()).includes('telltext-handed'), 'what was shared is not left lying');
  assert.match(page.url(), /#\/check$/);

  await page.getByRole('button', { name: 'Remove it' }).click();
  await page.getByText('Removed from this device.').waitFor();
  assert.ok(!(await caches()).includes('pictures-of-telltext'));
  const left = await page.evaluate(async () => {
    const names = await globalThis.caches.keys();
    const lists = await Promise.all(names.map(async (name) => (await (await globalThis.caches.open(name)).keys()).map(({ url }) => url)));
    return lists.flat().filter((url) => /\/picture\/|picture\./.test(url));
  });
  assert.deepEqual(left, []);
});

for (const [engine, open] of Object.entries({ firefox: openFirefox, webkit: openWebKit })) {
  test(`${engine}: dropped, told, loaded, read and concluded; a hostile file ends in words`, { skip: missing(engine), timeout: 120_000 }, async (t) => {
    const { page, requests } = await open(t, { path: '/www/?lang=en', ready: READY });
    const { buffer } = await drawn({ conversation: false, theme: 'dark' });
    const drop = (source) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(source), (letter) => letter.charCodeAt(0))], 'screenshot.png', { type: 'image/png' }));
      document.querySelector('.check-form').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    };
    const until = async (look, words) => {
      for (let tries = 0; tries < 400; tries++) {
        const seen = await page.evaluate(look);
        if (words.test(seen)) return seen;
        await pause(100);
      }
      throw new Error(`never ${words}: ${await page.evaluate(() => document.querySelector('.picture')?.textContent)}`);
    };
    const said = () => document.querySelector('.picture')?.textContent ?? '';
    const press = (name) => [...document.querySelectorAll('.picture button')].find(({ textContent }) => textContent.startsWith(name)).click();
    requests.length = 0;
    await page.evaluate(drop, buffer.toString('base64'));
    await until(said, /a reading program of 4\.1 MB/);
    assert.deepEqual(requests.filter((line) => /packed|recogniser|worker/.test(line)), []);
    await page.evaluate(press, 'Load it this time only');
    await until(() => document.querySelector('#message-box').value, /\S/);
    assert.equal(await page.evaluate(() => document.querySelector('#message-box').value), TEXT);
    await until(() => document.querySelector('.dial-word')?.textContent ?? '', /^Stop and check first$/);
    assert.deepEqual(requests.filter((line) => !/^GET \/www\//.test(line)), []);
    await page.evaluate(drop, buffer.subarray(0, buffer.length - 20).toString('base64'));
    await until(said, /damaged or incomplete/);
    await page.evaluate(drop, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>').toString('base64'));
    await until(said, /This is a drawing \(SVG\)/);
  });
}
