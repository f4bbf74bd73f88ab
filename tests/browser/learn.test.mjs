// Learn in real Chromium, with the real engine: catalogue, samples, quiz by keyboard, papers on one page.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { READY, STEAL, box } from './check.mjs';
import { LOOKS, axe, looks, openPage } from './harness.mjs';
import { CODES } from '../../xtask/languages.mjs';

const open = (t, path, options = {}) => openPage(t, { path: `/www/?lang=en#/learn${path}`, ready: READY, locale: 'en-US', ...options });
/** Opens another part and waits until it is there. */
async function visit(page, part) {
  const [before, hash] = page.url().split('#');
  // The heading that stands there now is not the one that is waited for.
  if (hash !== `/learn${part}`) await page.evaluate(() => document.querySelector('.learn h1')?.setAttribute('data-before', ''));
  await page.goto(`${before}#/learn${part}`);
  await page.waitForFunction((wanted) => {
    const learn = document.querySelector('.learn');
    const here = learn?.querySelector('a[aria-current]')?.hash.replace(/^#\/learn/, '');
    return here === wanted && learn.querySelector('h1:not([data-before])') !== null;
  }, part.replace(/^(\/\w+).*/, '$1'));
}
const title = (page, name) => page.getByRole('heading', { level: 1, name });
const pagesOf = (pdf) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length;

test('the catalogue has every marker of the engine by family, and finds by words', async (t) => {
  const { page, requests, errors } = await open(t, '/markers');
  await title(page, 'Every marker').waitFor();
  const known = await page.evaluate(async () => (await import('/pkg/index.js')).markers('en'));
  assert.ok(known.length > 40);
  assert.equal(await page.locator('.marker-list li').count(), known.length);
  assert.equal(await page.getByRole('heading', { level: 2 }).count(), 10);

  requests.length = 0;
  await page.getByRole('searchbox', { name: 'Search the markers' }).fill('OPT-out missing');
  const found = page.locator('.marker-list').getByRole('link');
  assert.ok((await found.count()) >= 1 && (await found.count()) < known.length / 2);
  await page.getByRole('status').filter({ hasText: /^\d+ markers?$/ }).waitFor({ state: 'attached' });
  await page.getByRole('searchbox').fill('zzzz');
  await page.getByText('No marker has these words.').first().waitFor();
  assert.deepEqual(requests, []);
  assert.deepEqual(errors, []);
});

test('on a phone every link of the catalogue has room for a finger', async (t) => {
  const { page } = await open(t, '/markers', { axe: true, viewport: { width: 412, height: 823 } });
  await title(page, 'Every marker').waitFor();
  assert.deepEqual(await axe(page), []);
});

test('a marker has its own address, its reason, sources and examples, and a finding leads to it', async (t) => {
  const { page } = await open(t, '/markers/party-split-voting-day');
  const known = await page.evaluate(async () => (await import('/pkg/index.js')).markers('en').find(({ id }) => id === 'party-split-voting-day'));
  await title(page, known.title).waitFor();
  assert.equal(await page.title(), `${known.title} · telltext`);
  for (const text of [known.what, known.why, known.do]) assert.ok(await page.getByText(text, { exact: true }).isVisible(), text);
  const sources = page.getByRole('region', { name: 'Who says so' }).getByRole('link');
  assert.deepEqual(await sources.evaluateAll((links) => links.map((link) => link.href)), known.sources.map(({ url }) => url));
  const raises = page.getByRole('region', { name: 'Texts that raise it' });
  const english = known.examples.filter(({ lang, raises: does }) => lang === 'en' && does);
  assert.equal(await raises.getByRole('listitem').count(), english.length);
  assert.ok((await raises.locator('mark').count()) > 0, 'its words are marked');

  await raises.getByRole('button', { name: 'Read it with telltext' }).first().click();
  await page.getByRole('heading', { name: 'Check a text message' }).waitFor();
  assert.equal(await box(page).inputValue(), english[0].text);
  const finding = page.locator('[data-marker="party-split-voting-day"]').first();
  await finding.getByRole('link', { name: /^About this marker/ }).click();
  await title(page, known.title).waitFor();
});

test('back from a marker, or from any view, the reading goes on where it was left, at the link that was followed', async (t) => {
  const { page } = await open(t, '', { viewport: { width: 360, height: 740 } });
  await page.getByRole('link', { name: 'Check', exact: true }).click();
  await page.getByRole('textbox', { name: 'The message' }).fill(STEAL);
  const about = page.getByRole('link', { name: /^About this marker/ }).last();
  await about.scrollIntoViewIfNeeded();
  const down = () => page.evaluate(() => Math.round(scrollY));
  const before = await down();
  assert.ok(before > 1000, `${before}`);
  await about.click();
  await page.locator('.marker-page').waitFor();
  assert.equal(await down(), 0, 'what is followed begins at its heading');
  await page.goBack();
  await about.waitFor();
  await page.waitForFunction((y) => Math.abs(scrollY - y) < 2, before);
  assert.match(await page.evaluate(() => document.activeElement.textContent), /^About this marker/);
  await page.goForward();
  await page.locator('.marker-page').waitFor();
  await page.waitForFunction(() => scrollY === 0);
});

test('a marker that does not exist says so, in the language of the reader', async (t) => {
  const { page } = await open(t, '/markers/no-such-thing');
  await title(page, 'There is no such marker').waitFor();
  await page.getByLabel('Language').selectOption('es');
  await title(page, 'No hay tal indicio').waitFor();
});

test('samples: documented ones with sources, ordinary ones without markers; each can be opened in Check', async (t) => {
  const { page, errors } = await open(t, '/samples/us-2020-philadelphia-converge');
  const philadelphia = page.getByRole('article', { name: 'Texts calling people to the Philadelphia vote count' });
  await philadelphia.getByText('Stop and check first').waitFor();
  await page.waitForFunction(() => {
    const box = document.querySelector('#sample-us-2020-philadelphia-converge').getBoundingClientRect();
    return box.top >= -5 && box.top < innerHeight;
  });
  await philadelphia.getByText('Who reported it').click();
  assert.ok((await philadelphia.getByRole('link').count()) >= 2);
  for (const sample of await page.getByRole('article', { name: /^Ordinary message/ }).all()) {
    assert.match(await sample.textContent(), /No markers found/);
  }
  await page.getByRole('article', { name: 'Ordinary message 2' }).getByRole('button').click();
  await box(page).waitFor();
  assert.match(await box(page).inputValue(), /\S/);
  assert.deepEqual(errors, []);
});

test('the quiz is played by keyboard alone: ten messages, each explained, the result not kept', async (t) => {
  const { page, requests, errors } = await open(t, '/quiz');
  await title(page, 'Quiz').waitFor();
  requests.length = 0;
  const { keyboard } = page;
  const tabTo = async (name) => {
    for (let step = 0; step < 30; step++) {
      await keyboard.press('Tab');
      if ((await page.evaluate(() => document.activeElement.textContent)) === name) return;
    }
    throw new Error(`${name} is not reached by Tab`);
  };
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  await page.getByRole('heading', { level: 1 }).evaluate((heading) => {
    heading.tabIndex = -1;
    heading.focus();
  });
  await tabTo('Start');
  await keyboard.press('Enter');

  const seen = new Set();
  let alike = 0;
  for (let number = 1; number <= 10; number++) {
    assert.equal(await focused(), 'Ordinary, or worth a second look?');
    await page.getByText(`Message ${number} of 10`).waitFor();
    seen.add(await page.locator('.quiz blockquote').textContent());
    await tabTo(number % 3 ? 'Worth a second look' : 'Ordinary');
    await keyboard.press('Enter');
    const answer = await focused();
    assert.match(answer, /^(?:Yes, (?:ordinary|worth a second look)|Look again: this one is (?:ordinary|worth it))$/);
    if (answer.startsWith('Yes')) alike++;
    const level = await page.locator('.dial-word').textContent();
    const optOut = await page.locator('[data-finding="opt_out"]').first().textContent();
    const worth = /worth/.test(answer);
    assert.equal(worth, level !== 'No markers found' || /Opt-out line: missing/.test(optOut), `${answer} / ${level} / ${optOut}`);
    if (worth && level !== 'No markers found') assert.ok((await page.locator('.finding').count()) > 0);
    await tabTo(number < 10 ? 'Next message' : 'See how it went');
    await keyboard.press('Enter');
  }
  assert.equal(seen.size, 10);
  assert.equal(await focused(), `${alike} of 10 as telltext reads them`);
  assert.equal(await page.locator('.quiz-list li').count(), 10);
  assert.deepEqual(requests, []);
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length), 0);
  assert.deepEqual(errors, []);
  await page.reload();
  await page.getByRole('button', { name: 'Start' }).waitFor();
});

test('a part, or the words of a view, that cannot be loaded say so, and come when they are opened again', async (t) => {
  const { page, context } = await open(t, '');
  const follow = (name) => page.getByRole('link', { name, exact: true }).first().click();
  const lost = page.getByRole('alert').filter({ hasText: 'This part of the page could not be loaded.' });
  for (const [link, heading, file] of [['Write a marker', 'Write a marker', '**/workshop/part.js'], ['About', 'About telltext and privacy', '**/lang/about.en.json']]) {
    await context.route(file, (route) => route.abort());
    await follow(link);
    await lost.waitFor();
    if (link !== 'About') assert.equal(await page.getByRole('link', { name: 'Words explained' }).count(), 1, 'the other parts stay within reach');
    await context.unroute(file);
    await follow('Learn');
    await title(page, 'Learn to spot the tells').waitFor();
    assert.equal(await lost.count(), 0);
    await follow(link);
    await title(page, heading).waitFor();
    await follow('Learn');
    await title(page, 'Learn to spot the tells').waitFor();
  }
});

test('samples or a quiz that cannot be loaded are not called a reader that could not start', async (t) => {
  const { page, context } = await open(t, '');
  for (const [link, file] of [['Sample messages', '**/samples.json'], ['Quiz', '**/quiz.json']]) {
    await context.route(file, (route) => route.abort());
    await page.getByRole('link', { name: link, exact: true }).first().click();
    await title(page, link).waitFor();
    await page.getByRole('alert').getByText('This part of the page could not be loaded.').waitFor();
    assert.equal(await page.getByText('The reader could not start').count(), 0);
    await context.unroute(file);
  }
  await page.getByRole('link', { name: 'Sample messages', exact: true }).first().click();
  await page.locator('.sample h3').first().waitFor();
});

test('another language does not lose the message being asked', async (t) => {
  const { page } = await open(t, '/quiz');
  await page.getByRole('button', { name: 'Start' }).click();
  const text = await page.locator('.quiz blockquote').textContent();
  await page.getByLabel('Language').selectOption('fr');
  await page.getByRole('button', { name: 'Mérite un second regard' }).waitFor();
  assert.equal(await page.locator('.quiz blockquote').textContent(), text);
});

for (const [paper, words] of Object.entries({ lesson: /20/, handout: /7726/ })) {
  for (const lang of CODES) {
    test(`${paper} in ${lang} prints on one page, in black and white`, async (t) => {
      const { page } = await openPage(t, { path: `/www/?lang=${lang}#/learn/${paper}`, ready: READY, colorScheme: 'dark' });
      await page.locator('.paper').waitFor();
      assert.match(await page.locator('.paper').textContent(), words);
      for (const format of ['A4', 'Letter']) assert.equal(pagesOf(await page.pdf({ format })), 1, format);
      await page.emulateMedia({ media: 'print' });
      for (const hidden of ['.learn-nav', '.shell-header', '.shell-footer', '.learn .button-row']) assert.equal(await page.locator(hidden).isVisible(), false, hidden);
      const room = await page.locator('.paper :is(ol, ul)').evaluateAll((all) =>
        all
          .map((list) => getComputedStyle(list))
          .filter(({ listStyleType }) => listStyleType !== 'none')
          .map(({ paddingInlineStart, fontSize }) => Number.parseFloat(paddingInlineStart) / Number.parseFloat(fontSize)),
      );
      assert.ok(room.length > 0 && room.every((em) => em >= 1.5), `${room}: numerals and bullets have room before their lines`);
      const colours = await page.locator('.paper *').evaluateAll((all) => [...new Set(all.map((one) => getComputedStyle(one).color))]);
      for (const colour of colours) {
        const [red, green, blue] = colour.match(/\d+/g).map(Number);
        assert.ok(red === green && green === blue && red < 100, `${colour} is no black`);
      }
    });
  }
}

for (const width of [320, 768]) {
  test(`nothing is cut off at ${width} px`, async (t) => {
    const { page } = await open(t, '', { viewport: { width, height: 800 } });
    for (const part of ['', '/markers', '/markers/link-shortener', '/samples', '/quiz', '/lesson', '/handout', '/glossary']) {
      await visit(page, part);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, part);
    }
  });
}

for (const look of LOOKS) {
  test(`axe finds nothing in any part: ${looks(look)}`, async (t) => {
    const { page } = await open(t, '', { axe: true, ...look });
    for (const part of ['', '/markers', '/markers/opt-out-missing', '/markers/none-such', '/samples', '/quiz', '/lesson', '/handout', '/glossary']) {
      await visit(page, part);
      assert.deepEqual(await axe(page), [], part);
    }
    await visit(page, '/quiz');
    await page.getByRole('button', { name: 'Start' }).click();
    assert.deepEqual(await axe(page), [], 'a message asked');
    for (let number = 1; number <= 10; number++) {
      await page.getByRole('button', { name: number % 2 ? 'Ordinary' : 'Worth a second look', exact: true }).click();
      if (number < 3) assert.deepEqual(await axe(page), [], 'a message explained');
      await page.getByRole('button', { name: /^(?:Next message|See how it went)$/ }).click();
    }
    assert.deepEqual(await axe(page), [], 'the result');
  });
}
