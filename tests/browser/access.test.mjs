// For everyone: languages, keyboard, people who listen, narrow screens, contrast, no JavaScript. In Chromium, on a stand-in engine.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FIXTURE, STEAL, box, finding, open } from './check.mjs';
import { axe, openPage } from './harness.mjs';

test('people who listen are told a short summary, once the typing rests', async (t) => {
  const { page } = await open(t);
  await box(page).fill(STEAL);
  await page.getByRole('status').filter({ hasText: 'Stop and check first. 3 things stand out. Opt-out line: missing' }).waitFor({ state: 'attached', timeout: 5000 });
});

test('the language follows the browser, can be switched, and stays in the address; the message stays too', async (t) => {
  const { page } = await open(t, { locale: 'es-MX' });
  await page.getByRole('heading', { name: 'Comprobar un mensaje de texto' }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'es');
  await page.getByRole('textbox', { name: 'El mensaje' }).fill(STEAL);
  await page.getByLabel('Idioma').selectOption('fr');
  await page.getByRole('heading', { name: 'Vérifier un SMS' }).waitFor();
  assert.equal(new URL(page.url()).searchParams.get('lang'), 'fr');
  assert.equal(await page.getByRole('textbox', { name: 'Le message' }).inputValue(), STEAL);
  await page.getByText('Arrêtez-vous et vérifiez d’abord').waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Vérifier un SMS' }).waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'Le message' }).inputValue(), '', 'nothing was kept');
});

test('the page speaks from right to left as well', async (t) => {
  const { page } = await open(t, { viewport: { width: 360, height: 800 } });
  await box(page).fill(STEAL);
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
});

test('without JavaScript the page says what it needs', async (t) => {
  const { page } = await openPage(t, { server: FIXTURE, javaScriptEnabled: false });
  await page.getByRole('heading', { name: 'Check a text message' }).waitFor();
  const [english] = await page.locator('noscript p').all();
  assert.equal(await english.isVisible(), true);
  assert.match(await english.textContent(), /^This page needs JavaScript and WebAssembly/);
});

for (const width of [320, 360, 768, 1280]) {
  test(`nothing is cut off at ${width} px`, async (t) => {
    const { page } = await open(t, { viewport: { width, height: 800 } });
    await box(page).fill(`${STEAL} ${'x'.repeat(300)} https://vote.example/${'y'.repeat(200)}`);
    await finding(page, 'Calls people to a counting place').waitFor();
    await page.getByText('See exactly what is shared').click();
    await page.getByText('More about this message').click();
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
  });
}

for (const colorScheme of ['light', 'dark']) {
  for (const forcedColors of ['none', 'active']) {
    test(`axe finds nothing in any state: ${colorScheme}${forcedColors === 'active' ? ', forced colours' : ''}`, async (t) => {
      const { page } = await open(t, { axe: true, colorScheme, forcedColors });
      const clean = async (state) => assert.deepEqual(await axe(page), [], state);
      await clean('empty');
      await box(page).fill('See you at seven');
      await clean('nothing found');
      await box(page).fill(`v\u200Bote ${STEAL}`);
      await page.getByLabel('Keep my checks on this device').check();
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
      await page.waitForTimeout(2600);
      await clean('a strong report, everything open');
      await page.goto(`${page.url().split('#')[0]}#/about`);
      await page.getByRole('heading', { name: 'What happens to your message' }).waitFor();
      await clean('about');
      await page.goto(`${page.url().split('#')[0]}#r9=x`);
      await page.getByRole('alert').waitFor();
      await clean('a link that cannot be read');
    });
  }
}

test('the keyboard alone reaches everything in order', async (t) => {
  const { page } = await open(t);
  await box(page).fill(STEAL);
  await box(page).focus();
  const names = [];
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => document.activeElement.closest('main') && (document.activeElement.textContent || document.activeElement.id || document.activeElement.type));
    if (!name) break;
    names.push(name.trim());
  }
  const order = ['Try a sample', 'More about this message', 'Why', 'ALERT', 'Show the words', 'Copy the message', 'checkbox', 'See exactly', 'Copy as text', 'Copy a link', 'Print'];
  const places = order.map((word) => names.findIndex((name) => name.startsWith(word)));
  assert.ok(!places.includes(-1), `${order[places.indexOf(-1)]} in ${names.join(' | ')}`);
  assert.deepEqual(places, [...places].sort((a, b) => a - b), names.join(' | '));
});

