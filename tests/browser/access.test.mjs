// For everyone: languages, keyboard, people who listen, narrow screens, contrast, no JavaScript. In Chromium, on a stand-in engine.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FIXTURE, READY, STEAL, box, finding, level, open, openHistory, openKeep } from './check.mjs';
import { LOOKS, axe, brokenWords, browserWithBars, browserWithLargeLetters, looks, openPage } from './harness.mjs';
import { CODES } from '../../xtask/languages.mjs';

test('people who listen are told a short summary, once the typing rests', async (t) => {
  const { page } = await open(t);
  await box(page).fill(STEAL);
  const said = (words) => page.getByRole('status').filter({ hasText: words }).waitFor({ state: 'attached' });
  await said('Stop and check first. 3 things stand out. It resembles a documented message. Opt-out line: missing');
  await box(page).fill('See you at seven, bring the cake!');
  await said('No markers found. This does not mean it is true. Opt-out line: ');
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

test('a language that comes late does not take the place of one chosen after it', async (t) => {
  const { page, context } = await open(t);
  let letGo;
  const later = new Promise((done) => (letGo = done));
  await context.route('**/lang/es.json', (route) => later.then(() => route.continue()));
  await page.getByLabel('Language').selectOption('es');
  await page.getByLabel('Language').selectOption('en');
  const came = page.waitForResponse('**/lang/es.json');
  letGo();
  await came;
  await page.waitForTimeout(500);
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  assert.equal(new URL(page.url()).searchParams.get('lang'), 'en');
  await page.getByRole('heading', { name: 'Check a text message' }).waitFor();
});

test('a language that cannot be had says so, the page stays as it is, and the next try has it', async (t) => {
  const { page, context, errors } = await open(t);
  await context.route('**/lang/es.json', (route) => route.abort());
  const select = page.getByLabel('Language');
  for (let tries = 0; tries < 2; tries++) {
    await select.selectOption('es');
    await page.getByRole('alert').getByText('could not be loaded').waitFor();
    assert.equal(await page.getByRole('alert').count(), 1);
    assert.equal(await select.inputValue(), 'en');
  }
  assert.equal(new URL(page.url()).searchParams.get('lang'), null);
  await context.unroute('**/lang/es.json');
  await select.selectOption('es');
  await page.getByRole('heading', { name: 'Comprobar un mensaje de texto' }).waitFor();
  assert.equal(await page.getByRole('alert').count(), 0);
  assert.deepEqual(errors.filter((error) => !/es\.json|ERR_FAILED/.test(error)), []);
});

test('a view that is left before it has come leaves the next one whole', async (t) => {
  const { page, context } = await open(t);
  let letGo;
  const later = new Promise((done) => (letGo = done));
  await context.route('**/lang/about.en.json', (route) => later.then(() => route.continue()));
  const follow = (name) => page.getByRole('link', { name, exact: true }).click();
  const asked = page.waitForRequest('**/lang/about.en.json');
  await follow('About');
  await asked;
  await follow('Check');
  await box(page).waitFor();
  const came = page.waitForResponse('**/lang/about.en.json');
  letGo();
  await came;
  await page.waitForTimeout(500);
  await follow('About');
  await page.getByRole('heading', { name: 'About telltext and privacy' }).waitFor();
  const taken = await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['Vote on Wednesday'], 'message.txt', { type: 'text/plain' }));
    return !document.body.dispatchEvent(new DragEvent('dragover', { dataTransfer, cancelable: true, bubbles: true }));
  });
  assert.equal(taken, false, 'Check no longer waits for files');
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
    await openKeep(page);
    await openHistory(page);
    await page.getByText('See exactly what is shared').click();
    await page.getByText('More about this message').click();
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
  });
}

for (const [screen, viewport] of Object.entries({ 'a desktop': { width: 1350, height: 940 }, 'a tablet': { width: 800, height: 1100 }, 'a phone': { width: 360, height: 740 } })) {
  for (const [what, place] of Object.entries({ 'the answer comes to a message of the address': `#text=${encodeURIComponent(STEAL)}`, 'the page is complete': '', 'another view is complete': '#/about' })) test(`on ${screen} nothing moves when ${what}`, async (t) => {
    const { page, context, origin } = await openPage(t, { inside: await browserWithBars(t), server: FIXTURE, path: '/www/icon.svg', viewport });
    await context.addInitScript(() => {
      globalThis.moved = [];
      new PerformanceObserver((list) => moved.push(...list.getEntries().map(({ value, sources }) => `${value.toFixed(4)} ${sources.map(({ node }) => node?.id || node?.className || node?.nodeName)}`))).observe({ type: 'layout-shift', buffered: true });
    });
    // The answer comes a while after the form has been seen.
    let come;
    const engine = new Promise((done) => (come = done));
    await page.route('**/pkg/index.js', (route) => engine.then(() => route.continue()));
    await page.goto(`${origin}/www/${place}`);
    await page.locator('#view h1').waitFor();
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 100))));
    come();
    await page.locator(READY).waitFor();
    if (place.startsWith('#text')) await finding(page, 'Calls people to a counting place').waitFor();
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 100))));
    assert.deepEqual(await page.evaluate(() => moved), []);
  });
}

for (const locale of ['en-US', 'es-MX', 'fr-FR']) {
  test(`the pages are in one line on a phone, each name whole, ${locale}`, async (t) => {
    const { page } = await open(t, { locale, viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
    const places = await page.locator('.shell-nav a').evaluateAll((links) => links.map((link) => link.getBoundingClientRect()).map(({ left, right, top }) => ({ left, right, top })));
    assert.equal(new Set(places.map(({ top }) => Math.round(top))).size, 1);
    const { left, right } = await page.locator('.shell-nav').evaluate((nav) => nav.getBoundingClientRect().toJSON());
    assert.ok(places[0].left >= left && places.at(-1).right <= right + 0.5, JSON.stringify(places));
    places.slice(1).forEach((place, index) => assert.ok(place.left > places[index].right, JSON.stringify(places)));
  });
}

for (const look of LOOKS) {
  test(`axe finds nothing in any state: ${looks(look)}`, async (t) => {
    const { page } = await open(t, { axe: true, ...look });
    const clean = async (state) => assert.deepEqual(await axe(page), [], state);
    await clean('empty');
    await page.locator('#message-file').setInputFiles({ name: 'picture.bin', mimeType: 'application/octet-stream', buffer: Buffer.from([1, 0, 2]) });
    await page.getByRole('alert').waitFor();
    await clean('a file that is no text');
    await box(page).fill('See you at seven');
    await clean('nothing found');
    await box(page).fill(`v\u200Bote ${STEAL}`);
    await finding(page, 'Calls people to a counting place').waitFor();
    await clean('a strong report, everything folded');
    await openKeep(page);
    await openHistory(page);
    await page.getByLabel('Keep my checks on this device').check();
    await page.getByLabel('Include the message').check();
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
    await page.getByRole('button', { name: /^Delete \(/ }).waitFor();
    await clean('a strong report, everything open, one check in the history');
    const shared = /#r1=[\w-]+/.exec(await page.locator('.preview-link').filter({ hasText: '#r1=' }).textContent())[0];
    const home = page.url().split('#')[0];
    await page.goto(home + shared);
    await page.getByRole('heading', { name: 'A shared report' }).waitFor();
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
    await clean('a shared report');
    await page.goto(`${home}#r9=x`);
    await page.getByRole('alert').waitFor();
    await clean('a link that cannot be read');
    await page.goto(`${home}#/about`);
    await page.getByRole('heading', { name: 'What happens to your message' }).waitFor();
    await clean('about');
  });
}

test('axe finds nothing when the engine does not come, nor in another language', async (t) => {
  const { page } = await openPage(t, { server: { folders: { pkg: 'tests/browser/fixtures/nothing-here' } }, ready: READY, locale: 'en-US', axe: true });
  await page.getByRole('alert').waitFor();
  assert.deepEqual(await axe(page), []);
  await page.getByLabel('Language').selectOption('es');
  await page.getByRole('heading', { name: 'Comprobar un mensaje de texto' }).waitFor();
  assert.deepEqual(await axe(page), []);
});

/** How far anything reaches past the right edge, in pixels. */
const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** Adds style to the page, as a reader's own browser can. */
const restyle = (page, css) =>
  page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
  }, css);

test('at 400 % zoom everything is there in one column, and can be scrolled into sight', async (t) => {
  const { page } = await open(t, { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });
  await box(page).fill(STEAL);
  await finding(page, 'Calls people to a counting place').waitFor();
  assert.ok((await overflow(page)) <= 0);
  for (const button of await page.getByRole('main').getByRole('button').all()) {
    await button.scrollIntoViewIfNeeded();
    const hit = await button.evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    });
    assert.ok(hit, `${await button.textContent()} is covered`);
  }
});

for (const [what, css] of Object.entries({
  'letters twice as large': 'html { font-size: 200% }',
  'wider spacing of letters, words and lines': '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
})) {
  for (const width of [640, 1280]) {
    test(`${what}: nothing is cut off at ${width} px`, async (t) => {
      const { page } = await open(t, { viewport: { width, height: 800 } });
      await restyle(page, css);
      await box(page).fill(STEAL);
      await finding(page, 'Calls people to a counting place').waitFor();
      assert.ok((await overflow(page)) <= 0, `${await overflow(page)} px`);
      const cut = await page.evaluate(() => [...document.querySelectorAll('main :is(p, h1, h2, h3, li, button, a, label, summary)')].filter((element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline' && !element.closest('.visually-hidden')).map((element) => element.textContent.slice(0, 40)));
      assert.deepEqual(cut, []);
    });
  }
}

test('letters twice as large on a phone: no word of a heading or a button is broken, in any language', async (t) => {
  const { page } = await open(t, { inside: await browserWithLargeLetters(t), viewport: { width: 360, height: 740 } });
  for (const lang of CODES) {
    await page.locator('#language-select').selectOption(lang);
    await page.locator(`html[lang="${lang}"]`).waitFor();
    await page.locator('#message-box').fill(STEAL);
    await page.locator('.finding').first().waitFor();
    assert.deepEqual(await brokenWords(page, 'h1, .next-steps h2, .dial-word, .button, .shell-nav a'), [], lang);
    assert.ok((await overflow(page)) <= 0, `${lang}: ${await overflow(page)} px`);
  }
});

test('for those who want less motion nothing moves by itself', async (t) => {
  const { page } = await open(t, { reducedMotion: 'reduce', viewport: { width: 360, height: 640 } });
  await page.getByRole('button', { name: 'Try a sample' }).click();
  await finding(page, 'Gives another voting day').waitFor();
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')].filter((element) => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
      return transitionDuration.split(',').some((time) => parseFloat(time) > 0) || animationName !== 'none' || scrollBehavior === 'smooth';
    }).length,
  );
  assert.equal(moving, 0);
});

test('the keyboard alone does every task of Check', async (t) => {
  const { page, context } = await open(t);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { keyboard } = page;
  const now = () => page.evaluate(() => (document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim());
  const tabTo = async (pattern, key = 'Tab') => {
    for (let step = 0; step < 80; step++) {
      await keyboard.press(key);
      if (pattern.test(await now())) return;
    }
    throw new Error(`${pattern} is not reached by ${key}`);
  };
  await page.evaluate(() => document.body.focus());
  await keyboard.press('Tab');
  assert.equal(await now(), 'Skip to the content');
  await keyboard.press('Enter');
  await tabTo(/^The message$/);
  await keyboard.insertText(STEAL);
  await level(page).getByText('Stop and check first').waitFor();

  await tabTo(/^More about this message$/);
  await keyboard.press('Enter');
  await tabTo(/^Who sent it$/);
  await keyboard.type('+1 215 555 0123');
  await tabTo(/^Today$/);
  await keyboard.press('Enter');
  assert.match(await page.getByLabel('When you received it').inputValue(), /^\d{4}-\d\d-\d\d$/);
  await tabTo(/^Where you vote$|^Another place/);
  await keyboard.press('ArrowUp');

  await tabTo(/^Show the words/);
  await keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.closest('mark') !== null), true, 'the words have the focus');
  await keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.matches('.finding')), true, 'their finding has the focus');

  await tabTo(/^Copy the sender’s number$/);
  await keyboard.press('Enter');
  await tabTo(/^Keep or share this report$/);
  await keyboard.press('Enter');
  await page.getByRole('button', { name: 'Copy as text' }).waitFor();
  await tabTo(/^Include the message/);
  await keyboard.press('Space');
  await tabTo(/^Copy as text$/);
  await keyboard.press('Enter');
  await page.getByRole('button', { name: 'Copied' }).first().waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /Hi \[name\], show your support/);

  await tabTo(/^History$/);
  await keyboard.press('Enter');
  await page.getByLabel('Keep my checks on this device').waitFor();
  await tabTo(/^Keep my checks/);
  await keyboard.press('Space');
  await page.getByRole('button', { name: /^Delete \(/ }).waitFor();
  await tabTo(/^Delete \(/);
  await keyboard.press('Enter');
  await page.getByText('Nothing kept yet.').waitFor();
  assert.match(await now(), /^Keep my checks/, 'the focus stays near');
  await keyboard.press('Space');

  await tabTo(/^Language$/, 'Shift+Tab');
  await keyboard.press('ArrowDown');
  await page.getByRole('heading', { name: 'Comprobar un mensaje de texto' }).waitFor();
  assert.equal(await now(), 'Idioma');
  assert.equal(await page.getByRole('textbox', { name: 'El mensaje' }).inputValue(), STEAL);
});

test('the keyboard alone reaches everything in order', async (t) => {
  const { page } = await open(t);
  await box(page).fill(STEAL);
  await openKeep(page);
  await box(page).focus();
  const names = [];
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => document.activeElement.closest('main') && (document.activeElement.textContent || document.activeElement.id || document.activeElement.type));
    if (!name) break;
    names.push(name.trim());
  }
  const order = ['Try a sample', 'More about this message', 'Why', 'ALERT', 'Show the words', 'Copy the message', 'Keep or share', 'checkbox', 'See exactly', 'Copy as text', 'Copy a link', 'Print', 'History'];
  const places = order.map((word) => names.findIndex((name) => name.startsWith(word)));
  assert.ok(!places.includes(-1), `${order[places.indexOf(-1)]} in ${names.join(' | ')}`);
  assert.deepEqual(places, [...places].sort((a, b) => a - b), names.join(' | '));
});

