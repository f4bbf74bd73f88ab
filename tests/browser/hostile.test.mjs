// Whatever is put into any of our boxes, files, addresses and attributes is shown as text: it does not run, asks for
// nothing, cannot be clicked and does not break the layout. There is no way to import a quiz; what else comes in is here.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { READY, box, openKeep } from './check.mjs';
import { openPage } from './harness.mjs';
import { embedded, until } from './host.mjs';
import { EVIL, PAYLOADS, assertHarmless, state } from './hostile.mjs';
import { button, pick } from './many.mjs';

const PHONE = { viewport: { width: 360, height: 740 }, locale: 'en-US' };
const open = (t, options = {}) => openPage(t, { ready: READY, ...PHONE, ...options });
/** What a text does only if it is touched: everything in sight is focused and pointed at. */
const touch = (page) =>
  page.evaluate(() => {
    for (const element of document.querySelectorAll('main *')) {
      element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
      element.focus?.({ preventScroll: true });
    }
  });
const settled = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60))));

test('in the message, its sender and its date', async (t) => {
  const { page, requests, errors } = await open(t);
  await page.getByText('More about this message').click();
  for (const [number, [name, text]] of Object.entries(PAYLOADS).entries()) {
    await box(page).evaluate((element, value) => {
      element.value = value;
      element.dispatchEvent(new Event('input', { bubbles: true }));
    }, `${text} Republicans vote on Wednesday, reply STOP to end. (${number})`);
    await page.getByRole('textbox', { name: 'Who sent it' }).evaluate((element, value) => {
      element.value = value;
      element.dispatchEvent(new Event('input', { bubbles: true }));
    }, text);
    await page.locator('.area-message .message').filter({ hasText: `(${number})` }).waitFor();
    if (number === 0) {
      await openKeep(page);
      requests.length = 0; // what keeps and shares, asked for by the reader
    }
    await page.getByText('See exactly what is shared').evaluate((element) => void (element.closest('details').open = true));
    await page.getByLabel('Include the message').check();
    await settled(page);
    await touch(page);
    assertHarmless(await page.evaluate(state), requests, name);
    const tick = page.getByRole('checkbox', { name: 'Write out hidden' });
    if (await tick.count()) await tick.uncheck();
    // Bytes that are no character are the only thing that is not shown as it is.
    const shown = (await page.locator('.area-message .message').evaluate((element) => [...element.querySelectorAll('sup, .code-point')].forEach((one) => one.remove()) ?? element.textContent)).normalize();
    if (name !== 'surrogates') assert.ok(shown.includes(text.normalize().slice(0, 40)), `${name}: ${shown.slice(0, 200)}`);
  }
  assert.deepEqual(errors, []);
});

test('in a text shared into the page, a part of the address and a link to a report', async (t) => {
  const { page, origin, requests, errors } = await open(t);
  const crafted = (change) =>
    page.evaluate(async (list) => {
      const bytes = await new Response(new Blob([JSON.stringify(list)]).stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer();
      return `r1=${btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;
    }, change);
  let number = 0;
  const go = async (hash) => {
    await page.goto(`${origin}/www/?n=${(number += 1)}#${hash}`);
    await page.waitForSelector(READY);
    await settled(page);
    await touch(page);
  };
  for (const [name, text] of Object.entries(PAYLOADS)) {
    await go(`text=${encodeURIComponent(text.toWellFormed?.() ?? text.replace(/[\uD800-\uDFFF]/g, ''))}`);
    assertHarmless(await page.evaluate(state), requests, `${name} shared`);
    const short = text.slice(0, 110);
    await go(await crafted([short, short, 3, ['wrong-election-date'], ['en', 'political', short, 1], [1, 0, short, short, []], [3, 0, short, short, []], [['wrong-election-date', 3, [0, 4]]], [['us-2008-uflorida-split-day', 1]], text]));
    await page.getByRole('heading', { name: 'A shared report' }).waitFor();
    assertHarmless(await page.evaluate(state), requests, `${name} in a report`);
    for (const place of ['learn', 'learn/markers', 'many', 'about']) {
      await go(`/${place}/${encodeURIComponent(text.toWellFormed?.() ?? short.replace(/[\uD800-\uDFFF]/g, ''))}`);
      assertHarmless(await page.evaluate(state), requests, `${name} in #/${place}`);
      if (name !== 'markup') break; // every view once, one view for each text
    }
  }
  assert.deepEqual(errors, []);
});

test('in the cells, the names of columns and the name of a file of many messages', async (t) => {
  const { page, requests, errors } = await open(t, { path: '/www/?lang=en#/many' });
  const cell = (text) => `"${text.replaceAll('"', '""')}"`;
  const texts = Object.values(PAYLOADS).map((text) => text.replaceAll('\0', ''));
  const head = ['text', 'from', ...texts.slice(0, 4)].map(cell).join(',');
  const line = (text) => [`${text} Republicans vote on Wednesday.`, text.slice(0, 60), ...texts.slice(0, 4)].map(cell).join(',');
  for (const name of [`${PAYLOADS.markup.replaceAll('/', '')}.csv`, `${PAYLOADS.bidi.slice(0, 60)}.csv`]) {
    await pick(page, name, [head, ...texts.map(line), ...texts.map(line)].join('\n'));
    await button(page, /^Check \d/).waitFor();
    await settled(page);
    await touch(page);
    assertHarmless(await page.evaluate(state), requests, 'how the file was read');
    await button(page, /^Check \d/).click();
    await page.getByRole('heading', { name: /^Results for/ }).waitFor();
    await page.locator('.many-progress-words').filter({ hasText: /checked\..*campaign/ }).waitFor();
    await settled(page);
    await touch(page);
    assertHarmless(await page.evaluate(state), requests, 'the table');
    await page.getByRole('table').locator('tbody').getByRole('button').first().click();
    await settled(page);
    assertHarmless(await page.evaluate(state), requests, 'one message of them');
    await page.keyboard.press('Escape');
    await button(page, 'Start over').click();
  }
  assert.deepEqual(errors, []);
});

test('in the attributes of <tell-text>, the address of its frame and messages posted to both', async (t) => {
  const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replace(/[\uD800-\uDFFF\0]/g, '');
  const entries = Object.entries(PAYLOADS);
  const { page, ours, requests, errors } = await embedded(
    t,
    (ours, theirs) =>
      entries.map(([name, text]) => `<tell-text id="${name}" value="${escape(text)}" placeholder="${escape(text)}" region="${escape(text)}" lang="${escape(text)}" name="${escape(text)}">Words</tell-text>`).join('') +
      `<iframe id="frame" title="Check" sandbox="allow-scripts" src="${ours}/www/frame.html?${new URLSearchParams({ lang: PAYLOADS.markup, region: PAYLOADS.script, placeholder: PAYLOADS.attribute, scheme: PAYLOADS.style, parent: 'javascript:globalThis.ran=1' }).toString().replaceAll('&', '&amp;')}"></iframe>` +
      `<p>${theirs}</p>`,
    PHONE,
  );
  for (const [name] of entries) {
    await page.evaluate((id) => document.getElementById(id).scrollIntoView(), name);
    await until(page, (id) => Boolean(document.getElementById(id).report), name);
  }
  const frame = page.frames().find((one) => one.url().startsWith(`${ours}/www/frame.html`));
  await page.evaluate(() => document.getElementById('frame').scrollIntoView());
  await until(frame, () => Boolean(document.querySelector('tell-text').shadowRoot.querySelector('textarea')));
  for (const text of Object.values(PAYLOADS)) {
    for (const data of [text, { type: text, value: text }, { type: 'telltext-size', height: text }, { turn: 1, ask: 'open', with: { pasted: text } }]) {
      await page.evaluate((posted) => {
        postMessage(posted, '*');
        document.getElementById('frame').contentWindow.postMessage(posted, '*');
      }, data);
    }
  }
  await settled(page);
  const { strange, ...rest } = await page.evaluate(state);
  const astray = requests.filter((line) => line.includes(EVIL) && !line.startsWith('GET /www/frame.html?'));
  assertHarmless({ ...rest, strange: strange.filter((html) => !html.startsWith('<link')), wide: 0 }, requests.filter((line) => !line.startsWith('GET /www/frame.html?') && line !== 'GET /favicon.ico'), 'the host');
  assert.deepEqual(astray, []);
  const inFrame = await frame.evaluate(state);
  assert.deepEqual([inFrame.ran, inFrame.links.filter((href) => href.includes(EVIL))], [null, []]);
  assert.equal(await frame.evaluate(() => document.querySelector('tell-text').value), '', 'what is posted to it is not taken');
  // The two servers have no /favicon.ico, for which the browser asks by itself.
  assert.deepEqual(errors.filter((error) => !/status of 404|Content.Security.Policy|postMessage/i.test(error)), []);
});

test('messages posted to the page are not heard', async (t) => {
  const { page, requests } = await open(t);
  requests.length = 0;
  await box(page).fill('See you at seven');
  const said = () => page.locator('.report-area').textContent();
  await page.locator('.message').waitFor();
  const before = await said();
  for (const text of Object.values(PAYLOADS)) {
    await page.evaluate((posted) => postMessage({ type: posted, text: posted, ask: 'open' }, '*'), text);
  }
  await settled(page);
  assert.equal(await said(), before);
  assert.equal(await box(page).inputValue(), 'See you at seven');
  assertHarmless(await page.evaluate(state), requests, 'posted');
});

test('Trusted Types: no markup, no script and no policy but the one of the page', async (t) => {
  const { page } = await open(t);
  const refused = await page.evaluate(() => {
    const tries = {
      innerHTML: () => (document.createElement('p').innerHTML = '<b>x</b>'),
      outerHTML: () => (document.querySelector('h1').outerHTML = '<b>x</b>'),
      insertAdjacentHTML: () => document.body.insertAdjacentHTML('beforeend', '<b>x</b>'),
      parse: () => new DOMParser().parseFromString('<b>x</b>', 'text/html'),
      srcdoc: () => (document.createElement('iframe').srcdoc = '<b>x</b>'),
      script: () => (document.createElement('script').src = 'x.js'),
      worker: () => new Worker('many.worker.js'),
      policy: () => globalThis.trustedTypes.createPolicy('default', { createHTML: (text) => text }),
      again: () => globalThis.trustedTypes.createPolicy('telltext', { createScriptURL: (text) => text }),
    };
    return Object.entries(tries).filter(([, attempt]) => {
      try {
        attempt();
        return false;
      } catch {
        return true;
      }
    }).map(([name]) => name);
  });
  assert.deepEqual(refused, ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'parse', 'srcdoc', 'script', 'worker', 'policy', 'again']);
});
