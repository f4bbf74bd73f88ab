// telltext-offline.html, opened from a disk: every part works in every browser engine, and no connection can be made.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { missing } from './browsers.mjs';
import { READY } from './check.mjs';
import { openFirefox } from './firefox.mjs';
import { axe, openPage } from './harness.mjs';
import { openWebKit } from './webkit.mjs';
import { CODES } from '../../xtask/languages.mjs';

const maker = fileURLToPath(new URL('../../xtask/offline.mjs', import.meta.url));
const file = new URL('../../dist/telltext-offline.html', import.meta.url);
execFileSync(process.execPath, [maker]);

const WEDNESDAY = 'Because of long lines, Democrats vote on Wednesday.';
const engines = { chromium: openPage, firefox: openFirefox, webkit: openWebKit };

const words = (selector) => document.querySelector(selector)?.textContent ?? '';
const press = (selector) => document.querySelector(selector).click();
const go = (fragment) => {
  location.hash = fragment;
};
const type = (text) => {
  const box = document.querySelector('#message-box');
  box.value = text;
  box.dispatchEvent(new Event('input', { bubbles: true }));
};
const speak = (code) => {
  const select = document.querySelector('#language-select');
  select.value = code;
  select.dispatchEvent(new Event('change', { bubbles: true }));
};

async function until(page, selector, pattern) {
  let seen = '';
  for (let tries = 0; tries < 150; tries += 1) {
    seen = await page.evaluate(words, selector);
    if (pattern.test(seen)) return seen;
    await pause(100);
  }
  throw new Error(`${selector} never said ${pattern}; it says: ${seen.slice(0, 300)}`);
}

for (const [engine, open] of Object.entries(engines)) {
  test(`${engine}: from a disk it reads a message, speaks three languages, teaches, and connects to nothing`, { skip: engine !== 'chromium' && missing(engine) }, async (t) => {
    const { page, origin, requests } = await open(t, { ready: READY });
    requests.length = 0;
    await page.goto(`${file.href}?lang=en`);
    await until(page, 'h1', /^Check a text message$/);
    await page.evaluate(type, WEDNESDAY);
    await until(page, '.dial-word', /^Stop and check first$/);
    await until(page, '.finding summary', /^Who says so \(\d/);
    await page.evaluate(press, '.keep summary');
    await until(page, '.keep .button-row', /^Copy as textSave as a file/); // no link, which would tell where the file is
    await page.evaluate(press, '.keep .preview-part summary');
    await until(page, '.keep .preview-link', /^There is no link to copy/);
    await page.evaluate(press, '.history summary');
    await until(page, '.history label', /^Keep my checks/);
    await page.evaluate(speak, 'es');
    await until(page, '.dial-word', /^Deténgase/);
    assert.match(await page.evaluate(() => location.search), /lang=es/);

    await page.evaluate(go, '#/learn');
    await until(page, '.learn .notice', /^Aquí tiene toda la página en un solo archivo/);
    assert.equal(await page.evaluate(() => document.querySelectorAll('a[download]').length), 0, 'it does not offer itself');
    await page.evaluate(go, '#/learn/markers/opt-out-missing');
    await until(page, '.learn h1', /\S/);
    await page.evaluate(go, '#/learn/samples');
    await until(page, '.sample h3', /\S/);
    await page.evaluate(go, '#/learn/handout');
    await until(page, '.learn h1', /^Siete indicios/);
    await page.evaluate(go, '#/learn/workshop');
    await until(page, '.learn .notice', /^En esta versión de un solo archivo no se escriben indicios/);
    await page.evaluate(go, '#/learn/quiz');
    await until(page, '.quiz', /Empezar/);
    await page.evaluate(press, '.quiz .primary');
    await page.evaluate(press, '.quiz-answers button');
    await until(page, '#quiz-answer', /\S/);

    await page.evaluate(go, '#/check');
    await until(page, 'h1', /^Comprobar/);
    await page.evaluate(() => [...document.querySelectorAll('.check-form button')].find(({ textContent }) => textContent === 'Leer una imagen').click());
    await until(page, '.check-form [role="alert"]', /^En esta versión de un solo archivo no se pueden leer imágenes\./);

    const blocked = await page.evaluate(
      (address) => fetch(address).then(() => 'came through', () => 'blocked'),
      `${origin}/www/icon.svg`,
    );
    assert.equal(blocked, 'blocked');
    assert.deepEqual(requests, []);
  });
}

test('the file is made anew in one move: whoever reads it meanwhile reads the whole of one', (t) => {
  const reader = openSync(file);
  t.after(() => closeSync(reader));
  execFileSync(process.execPath, [maker]);
  assert.notEqual(fstatSync(reader).ino, statSync(file).ino);
  assert.match(readFileSync(reader, 'utf8'), /<\/html>\s*$/);
});

test('everything is in the file once, and its policy allows nothing else', () => {
  const html = readFileSync(file, 'utf8');
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)[1];
  assert.match(policy, /^default-src 'none';/);
  assert.match(policy, /connect-src 'none'/);
  assert.doesNotMatch(policy, /'self'|'unsafe-inline'|'unsafe-eval'|https?:|\*/);
  assert.equal(html.match(/data-engine/g).length - html.match(/\[data-engine\]/g).length, 2, 'the engine, and what groups campaigns');
  const names = [...html.matchAll(/<(?:script|style)[^>]*data-(?:words|file|sheet|worker)="([^"]+)"/g)].map(([, name]) => name);
  for (const name of [...CODES, 'learn.en', 'quiz', 'samples', 'tokens', 'learn']) assert.ok(names.includes(name), name);
  assert.doesNotMatch(html, /tesseract|\.packed/i, 'nothing that reads pictures');
  assert.ok(statSync(file).size < 2_500_000, `${statSync(file).size} bytes`);
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing in the file: ${colorScheme}`, async (t) => {
    const { page, errors } = await openPage(t, { ready: READY, axe: true, colorScheme, locale: 'en-US' });
    await page.goto(file.href);
    await page.getByRole('textbox', { name: 'The message' }).fill(WEDNESDAY);
    await page.getByText('Stop and check first').first().waitFor();
    assert.deepEqual(await axe(page), []);
    await page.goto(`${file.href}#/learn`);
    await page.getByRole('heading', { name: 'Learn to spot the tells' }).waitFor();
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(errors, []);
  });
}
