// What breaks around the page, and how it ends: working, or in words, with what was finished kept.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import * as engine from '../../pkg/telltext.js';
import { serve } from '../../xtask/serve.mjs';
import { missing } from './browsers.mjs';
import { READY, box, level, openHistory } from './check.mjs';
import { openFirefox } from './firefox.mjs';
import { openPage } from './harness.mjs';
import { TRICK, embedded, shown, told, until } from './host.mjs';
import { button, campaigns, csv, finished, found, open as openMany, pick, thousands } from './many.mjs';

const KEPT = 'Kept on this device: the page works without a network.';
const open = (t, options = {}) => openPage(t, { ready: READY, locale: 'en-US', ...options });
const strong = (page) => level(page).getByText('Stop and check first').waitFor();
const caches = (page) => page.evaluate(async () => (await globalThis.caches.keys()).length);
const wasm = readFileSync(new URL('../../pkg/telltext_bg.wasm', import.meta.url));
const glue = readFileSync(new URL('../../pkg/telltext.js', import.meta.url), 'utf8');

/** The page before it is loaded: faults are put in place first. */
async function before(t, act) {
  const opened = await openPage(t, { path: '/www/icon.svg', locale: 'en-US' });
  await act(opened);
  opened.requests.length = 0;
  opened.errors.length = 0;
  await opened.page.goto(`${opened.origin}/www/`);
  await opened.page.waitForSelector(READY);
  return opened;
}

const WASM = '**/telltext_bg.wasm';
for (const [fault, answer, works] of [
  ['missing', { status: 404, contentType: 'text/plain', body: 'Not found' }],
  ['cut short', { status: 200, contentType: 'application/wasm', body: wasm.subarray(0, Math.floor(wasm.length / 2)) }],
  ['empty', { status: 200, contentType: 'application/wasm', body: Buffer.alloc(0) }],
  ['another page, as some hotel networks answer', { status: 200, contentType: 'text/html', body: '<!doctype html><title>Log in</title><script>globalThis.ran = 1</script>' }],
  ['of the wrong type but whole', { status: 200, contentType: 'application/octet-stream', body: wasm }, true],
]) {
  test(`the engine's file is ${fault}`, async (t) => {
    const { page, context } = await before(t, ({ context: around }) => around.route(WASM, (route) => route.fulfill(answer)));
    if (!works) {
      await page.getByRole('alert').getByText('could not be loaded').waitFor();
      await box(page).fill(TRICK);
      assert.equal(await page.evaluate(() => globalThis.ran), undefined);
      assert.equal(await page.locator('.finding').count(), 0);
      await page.getByRole('link', { name: 'About' }).click();
      await page.getByRole('heading', { name: 'What happens to your message' }).waitFor();
      await page.getByRole('link', { name: 'Check', exact: true }).click();
      await page.getByRole('alert').getByText('could not be loaded').waitFor();
      await context.unroute(WASM);
      await page.getByRole('button', { name: 'Try again' }).click();
    }
    if (!works) assert.equal(await box(page).inputValue(), TRICK, 'the text is still there');
    else await box(page).fill(TRICK);
    await strong(page);
    await page.locator('.finding summary').first().click();
    await page.getByText(/Who says so \(\d sources?\)/).first().waitFor();
  });
}

test('a browser without WebAssembly says so, and what to do meanwhile', async (t) => {
  const { page, errors } = await before(t, ({ context }) => context.addInitScript(() => delete globalThis.WebAssembly));
  await page.getByRole('alert').getByText('This page needs WebAssembly').waitFor();
  await page.getByText('ask your election office').first().waitFor();
  const other = errors.filter((error) => !/WebAssembly|favicon|status of 404/.test(error)); // the icon of the first address
  assert.deepEqual(other, []);
});

test('without JavaScript the page says so in three languages', async (t) => {
  const { page } = await openPage(t, { javaScriptEnabled: false });
  const words = await page.locator('noscript').innerText();
  for (const said of ['ask your election office', 'pregunte a su oficina electoral', 'adressez-vous à votre mairie']) assert.ok(words.includes(said), said);
  assert.ok(await page.locator('noscript .notice').first().isVisible());
});

/** The engine's own script with a word at which it traps as wasm does, and is dead from then on. */
const trapping = glue.replace(
  /^export function read\(text\) \{/m,
  `const deadly = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,116,0,0,10,5,1,3,0,0,11])));
export function read(text) {
    if (text.includes('TRAP')) { const trap = deadly.exports.t; wasm = new Proxy({}, { get() { throw new WebAssembly.RuntimeError('dead'); } }); trap(); }`,
);
assert.notEqual(trapping, glue);
const withTraps = (context) => context.route('**/pkg/telltext.js', (route) => route.fulfill({ contentType: 'text/javascript', headers: { 'Access-Control-Allow-Origin': '*' }, body: trapping }));

test('a trap in the engine: the page says so, keeps the text, logs none of it, and reads the next with a fresh engine', async (t) => {
  const { page, requests, errors } = await before(t, ({ context }) => withTraps(context));
  const logged = [];
  page.on('console', (message) => logged.push(message.text()));
  await box(page).fill(TRICK);
  await strong(page);
  for (let round = 0; round < 3; round += 1) {
    await box(page).fill('TRAP my secret is 4711');
    await page.getByRole('alert').getByText('Your text is still in the box').waitFor();
    assert.equal(await box(page).inputValue(), 'TRAP my secret is 4711');
    await box(page).fill(TRICK);
    await strong(page);
  }
  assert.ok(![...logged, ...errors].some((line) => /secret|4711/.test(line)), logged.join('\n'));
  assert.ok(requests.every((line) => !/secret|4711/.test(line)));
  await page.getByLabel('Language').selectOption('es');
  await page.getByText('Deténgase').first().waitFor();
});

test('a fresh engine after a trap is asked of nobody', async (t) => {
  const { page, requests } = await before(t, ({ context }) => withTraps(context));
  await box(page).fill(TRICK);
  await strong(page);
  requests.length = 0;
  await box(page).fill('TRAP');
  await page.getByRole('alert').getByText('Your text is still in the box').waitFor();
  await box(page).fill(TRICK);
  await strong(page);
  assert.deepEqual(requests, []);
});

test('a trap with the history on: nothing is thrown, and what comes next is kept', async (t) => {
  const { page, errors } = await before(t, ({ context }) => withTraps(context));
  await openHistory(page);
  await page.getByLabel('Keep my checks on this device').check();
  await box(page).fill(TRICK);
  await strong(page);
  await box(page).fill('TRAP');
  await page.getByRole('alert').getByText('Your text is still in the box').waitFor();
  await pause(2500);
  assert.deepEqual(errors.filter((error) => /TypeError|of null/.test(error)), []);
  await box(page).fill(TRICK);
  await page.getByRole('region', { name: 'History' }).getByRole('listitem').first().waitFor();
});

test('a trap in a batch: that message is passed over, the others are read', async (t) => {
  const { page } = await before(t, ({ context }) => withTraps(context));
  await page.goto(`${new URL(page.url()).origin}/www/?lang=en#/many`);
  await page.waitForSelector(READY);
  const list = thousands(60);
  list[20] = { ...list[20], text: 'TRAP one' };
  list[40] = { ...list[40], text: 'TRAP two' };
  await pick(page, 'tips.csv', csv(list));
  await button(page, 'Check 60 messages').click();
  await finished(page, '58 messages checked. 2 messages made the reading program stop and were passed over (the first in line 22).');
  await found(page, 'of 58');
});

/** The engine's file with a memory that may never have more than so many pages of 64 KiB. */
function withMost(pages) {
  const number = (at) => {
    let [value, shift, byte] = [0, 0, 0x80];
    for (; byte & 0x80; shift += 7) value |= ((byte = wasm[at++]) & 0x7f) << shift;
    return [value, at];
  };
  const written = (value) => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...written(value >> 7)]);
  for (let at = 8; at < wasm.length; ) {
    const [size, body] = number(at + 1);
    if (wasm[at] === 5) {
      const [least] = number(body + 2); // one memory, its flags, and what it begins with
      const memory = [1, 1, ...written(least), ...written(pages)];
      return Buffer.concat([wasm.subarray(0, at), Buffer.from([5, ...written(memory.length), ...memory]), wasm.subarray(body + size)]);
    }
    at = body + size;
  }
  throw new Error('the engine has no memory of its own');
}
/** Some more than reading a message takes, and not enough for HUGE. */
const MOST = (() => {
  const { memory } = engine.initSync({ module: wasm });
  engine.read(TRICK);
  return memory.buffer.byteLength / 65_536 + 8;
})();
const HUGE = `my secret is 4711 ${'so it goes\n'.repeat(10_000)}`;
const poor = (context) => context.route(WASM, (route) => route.fulfill({ contentType: 'application/wasm', headers: { 'Access-Control-Allow-Origin': '*' }, body: withMost(MOST) }));

test('memory that runs out: the page says so, keeps the text, logs none of it, and reads the next with a fresh engine', async (t) => {
  const { page, errors } = await before(t, ({ context }) => poor(context));
  const logged = [];
  page.on('console', (message) => logged.push(message.text()));
  for (let round = 0; round < 2; round += 1) {
    await box(page).fill(TRICK);
    await strong(page);
    await box(page).evaluate((element, text) => {
      element.value = text;
      element.dispatchEvent(new Event('input', { bubbles: true }));
    }, HUGE);
    await page.getByRole('alert').getByText('Your text is still in the box').waitFor();
    assert.equal((await box(page).inputValue()).length, HUGE.length);
  }
  await box(page).fill(TRICK);
  await strong(page);
  assert.ok(![...logged, ...errors].some((line) => /secret|4711/.test(line)), 'the message is in the log');
});

test('memory that runs out in a batch: that message is passed over, the others are read', async (t) => {
  const { page } = await before(t, ({ context }) => poor(context));
  await page.goto(`${new URL(page.url()).origin}/www/?lang=en#/many`);
  await page.waitForSelector(READY);
  const list = thousands(40);
  list[20] = { ...list[20], text: HUGE };
  await pick(page, 'tips.csv', csv(list));
  await button(page, 'Check 40 messages').click();
  await finished(page, '39 messages checked. One message made the reading program stop and was passed over (line 22).');
  await found(page, 'of 39');
});

test('a trap in the widget: its host is told, and the next text is read', async (t) => {
  const opened = await embedded(t, () => `<tell-text id="one">Words</tell-text>`);
  const { page, context } = opened;
  await withTraps(context);
  await page.reload();
  await page.evaluate(() => void (document.getElementById('one').value = 'TRAP'));
  await until(page, () => told.some(([name, id, what]) => name === 'error' && id === 'one' && /unreachable|engine/i.test(what)));
  await page.evaluate((text) => void (document.getElementById('one').value = text), TRICK);
  await told(page, 'report', 'one', 'strong');
  await shown(page, 'one');
});

test('storage that is forbidden or full: the page works, and nothing is thrown', async (t) => {
  for (const kind of ['forbidden', 'full']) {
    const { page, errors } = await before(t, ({ context }) =>
      context.addInitScript((how) => {
        const refuse = () => {
          throw new DOMException('no', how === 'full' ? 'QuotaExceededError' : 'SecurityError');
        };
        if (how === 'full') Storage.prototype.setItem = refuse;
        else for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(globalThis, name, { get: refuse });
      }, kind),
    );
    await box(page).fill(TRICK);
    await strong(page);
    await openHistory(page);
    await page.getByLabel('Keep my checks on this device').click();
    await box(page).fill(`${TRICK} `);
    await pause(2500);
    await strong(page);
    assert.deepEqual(errors, [], kind);
  }
});

test('keeping the page on the device is cut off half way: nothing half is kept, and the next visit keeps it', async (t) => {
  const { page, site, requests, origin } = await openPage(t, { path: '/www/icon.svg', locale: 'en-US', serviceWorkers: 'allow' });
  requests.length = 0;
  const cut = (async () => {
    // The list of files is asked for by the worker; a few of them later the line is gone.
    while (!requests.some((line) => line.includes('/www/files.js'))) await pause(2);
    const seen = requests.length;
    while (requests.length < seen + 6) await pause(1);
    await site.close();
  })();
  await page.goto(`${origin}/www/?lang=en`);
  await cut;
  await page.waitForSelector(READY);
  await box(page).fill(TRICK);
  await strong(page);
  assert.equal(await page.getByText(KEPT).count(), 0);
  assert.equal(await caches(page), 0, 'nothing half is kept');

  const again = await serve({ port: Number(new URL(origin).port) });
  t.after(() => again.close());
  await page.reload();
  await page.getByText(KEPT).waitFor();
});

test('what was kept has lost a file or holds another: it comes from the server, or the page says what is missing', async (t) => {
  const { page, site, origin } = await openPage(t, { path: '/www/?lang=en', ready: READY, locale: 'en-US', serviceWorkers: 'allow' });
  await page.getByText(KEPT).waitFor();
  const change = (path, text) =>
    page.evaluate(
      async ([address, body]) => {
        const cache = await globalThis.caches.open((await globalThis.caches.keys())[0]);
        await cache.delete(address);
        if (body !== null) await cache.put(address, new Response(body, { headers: { 'Content-Type': 'application/wasm' } }));
      },
      [`${origin}${path}`, text],
    );
  await change('/www/views/learn.js', null);
  await page.reload();
  await page.waitForSelector(READY);
  await page.getByRole('link', { name: 'Learn' }).click();
  await page.getByRole('heading', { name: 'Learn to spot the tells' }).waitFor();

  await site.close();
  await change('/pkg/telltext_bg.wasm', 'half');
  await page.goto(`${origin}/www/?lang=en&again#/check`);
  await page.waitForSelector(READY);
  await page.getByRole('alert').getByText('could not be loaded').waitFor();
  await page.getByRole('link', { name: 'Learn' }).click();
  await page.getByText('This part of the page could not be loaded.').waitFor();
});

test('a tab that is killed in a batch: the page says that nothing of a file is kept, and starts anew', async (t) => {
  const { page, context, origin } = await openMany(t);
  await page.getByText('Nothing you paste or open is sent anywhere, and nothing is kept.').waitFor();
  await pick(page, 'tips.csv', csv(thousands(4000)));
  await button(page, 'Check 4,000 messages').click();
  await page.waitForFunction(() => Number(document.querySelector('progress')?.value) > 100);
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => {});
  await crashed;
  const next = await context.newPage();
  await next.goto(`${origin}/www/?lang=en#/many`);
  await next.waitForSelector(READY);
  assert.equal(await next.evaluate(async () => localStorage.length + sessionStorage.length + (await globalThis.indexedDB.databases()).length), 0);
  await pick(next, 'tips.csv', csv(thousands(40)));
  await button(next, 'Check 40 messages').click();
  await finished(next, '40 messages checked.');
});

test('the worker of a batch dies: the page says so, and another file can be opened', async (t) => {
  const { page } = await openMany(t);
  await page.route('**/many.worker.js', (route) => route.fulfill({ contentType: 'text/javascript', body: 'throw new Error("gone")' }));
  await pick(page, 'tips.csv', csv(thousands(10)));
  await page.getByRole('alert').getByText('Something went wrong while reading tips.csv. Nothing was sent anywhere.').waitFor();
  await page.unroute('**/many.worker.js');
  await pick(page, 'tips.csv', csv(thousands(10)));
  await button(page, 'Check 10 messages').click();
  await finished(page, '10 messages checked.');
});

test('what groups campaigns is lost: the page says so, and the next check has it', async (t) => {
  const { page, context } = await openMany(t, { server: { listing: () => '' } }); // not kept on the device
  await context.route('**/campaigns_bg.wasm', (route) => route.abort());
  await pick(page, 'tips.csv', csv(thousands(10)));
  await button(page, 'Check 10 messages').click();
  await page.getByRole('alert').getByText('Something went wrong while reading tips.csv. Nothing was sent anywhere.').waitFor();
  await context.unroute('**/campaigns_bg.wasm');
  await pick(page, 'tips.csv', csv(thousands(800)));
  await button(page, 'Check 800 messages').click();
  await finished(page, '800 messages checked.');
  await campaigns(page).first().waitFor();
});

test('About shows the number of the build, which is that of its files', async (t) => {
  const { page, origin } = await openPage(t, { path: '/www/?lang=en#/about', ready: READY, locale: 'en-US' });
  const [, version] = /"version": "([0-9a-f]{16})"/.exec(await (await fetch(`${origin}/www/files.js`)).text());
  await page.getByText(`Number of this build: ${version}`).waitFor();
});

test('in Firefox, which never asks again for a module it could not have, what was lost once comes when it is asked for again', { skip: missing('firefox') }, async (t) => {
  const { page } = await openFirefox(t, { path: '/www/?lang=en', ready: READY, server: { listing: () => '' } }); // not kept on the device
  const lost = new Set(['/www/keep.js', '/www/views/about.js']);
  await page.setRequestInterception(true);
  page.on('request', (request) => (lost.delete(new URL(request.url()).pathname) ? request.abort() : request.continue()));
  await page.locator('textarea').fill(TRICK);
  await page.locator('::-p-aria([name="Keep or share this report"][role="heading"])').click();
  await page.locator('::-p-aria([name="Try again"][role="button"])').click();
  await page.waitForSelector('::-p-aria([name="Copy as text"][role="button"])');
  await page.locator('::-p-aria([name="About"][role="link"])').click();
  await page.waitForFunction(() => document.querySelector('main [role=alert]')?.textContent.startsWith('This part of the page could not be loaded.'));
  await page.locator('::-p-aria([name="Check"][role="link"])').click();
  await page.waitForSelector('textarea');
  await page.locator('::-p-aria([name="About"][role="link"])').click();
  await page.waitForSelector('::-p-aria([name="What happens to your message"][role="heading"])');
  assert.equal(lost.size, 0);
});
