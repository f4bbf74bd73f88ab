// A message that resembles a documented one and raises no marker: that it does is told at once, wherever the report is shown.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PHILADELPHIA, READY, REAL, box, level, openKeep } from './check.mjs';
import { axe, openPage } from './harness.mjs';
import { embedded, told } from './host.mjs';

/** The quote of markers/incidents/us-2024-allvote-not-registered.toml. */
const RECORDS = 'We have you in our records as not registered to vote.';
const RESEMBLES = 'It resembles a documented message';
const DOCUMENTED = '**/words.documented.json';
const PHONE = { width: 360, height: 740 };

const phone = (t, options) => openPage(t, { ready: READY, locale: 'en-US', viewport: PHONE, ...options });
const inLevel = (page) => level(page).getByRole('button', { name: RESEMBLES });
const heading = (page, name) => page.getByRole('heading', { name, exact: true });
const top = (locator) => locator.evaluate((one) => one.getBoundingClientRect().top);
const bottom = (locator) => locator.evaluate((one) => one.getBoundingClientRect().bottom);
const hasFocus = (locator) => locator.evaluate((one) => one === one.getRootNode().activeElement);

test('on a phone the level says that it resembles a documented message, and leads there', { skip: REAL }, async (t) => {
  const { page, requests, errors } = await phone(t, { axe: true });
  requests.length = 0;
  await box(page).fill(RECORDS);
  await level(page).getByText('No markers found').waitFor();
  await level(page).getByText('This does not mean it is true.').waitFor();
  const button = inLevel(page);
  assert.equal(await button.textContent(), `${RESEMBLES} (100% alike)`);
  const next = page.getByRole('region', { name: 'How it was sent' });
  assert.ok((await bottom(button)) < (await top(next)), 'before all that is less telling');
  assert.ok((await bottom(button)) - (await top(level(page))) < PHONE.height / 2, 'together with the level, on one screen');

  const background = heading(page, 'In the background');
  assert.ok((await top(heading(page, RESEMBLES))) < (await top(background)), 'the documented message comes before what is in the background');
  await button.press('Enter');
  assert.equal(await hasFocus(heading(page, RESEMBLES)), true);
  await page.waitForFunction((title) => [...document.querySelectorAll('h2')].some((one) => one.textContent === title && one.getBoundingClientRect().top > 0 && one.getBoundingClientRect().bottom < innerHeight), RESEMBLES);
  await page.keyboard.press('Tab');
  assert.equal(await hasFocus(page.getByText('Show that message beside this one')), true, 'the next stop is that message');
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(requests, [], 'nobody is told that the message resembles one');
  assert.deepEqual(errors, []);
});

test('people who listen are told so with the level', { skip: REAL }, async (t) => {
  const { page } = await phone(t);
  await box(page).fill(RECORDS);
  const said = page.getByRole('status').filter({ hasText: 'No markers found.' }).first();
  await said.waitFor({ state: 'attached' });
  assert.match(await said.textContent(), /^No markers found\. This does not mean it is true\. It resembles a documented message\. Opt-out line: /);
  await box(page).fill('See you at seven, bring the cake');
  await page.getByRole('status').filter({ hasText: 'This does not mean it is true. Opt-out line: not expected here' }).first().waitFor({ state: 'attached' });
});

test('beside any other level it is told too; what stands in front comes first', { skip: REAL }, async (t) => {
  const { page } = await phone(t);
  await box(page).fill(PHILADELPHIA);
  await level(page).getByText('Stop and check first').waitFor();
  await inLevel(page).waitFor();
  assert.ok((await top(page.locator('.finding').first())) < (await top(heading(page, RESEMBLES))));
  await box(page).fill('See you at seven, bring the cake');
  await inLevel(page).waitFor({ state: 'detached' });
});

for (const [locale, words] of [
  ['es', 'Se parece a un mensaje documentado (100 % de parecido)'],
  ['fr', 'Il ressemble à un message documenté (ressemblance : 100 %)'],
]) {
  test(`${locale}: it fits a narrow screen`, { skip: REAL }, async (t) => {
    const { page } = await phone(t, { locale, viewport: { width: 320, height: 640 } });
    await page.locator('#message-box').fill(RECORDS);
    const button = page.locator('.dial').getByRole('button', { name: words.slice(0, 20) });
    assert.equal((await button.textContent()).replaceAll(/\s/g, ' '), words);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  });
}

test('where documented messages come after the answer, what the reader looks at and the focus stay', { skip: REAL }, async (t) => {
  const desk = { width: 1280, height: 900 };
  for (const [viewport, read, focus] of [
    [PHONE, '#message-box', '#message-box'],
    [PHONE, '.dial-word', '#message-box'],
    [PHONE, '.message', '.duty summary'],
    [PHONE, '.findings > h2', '.findings summary'],
    [PHONE, '.next-steps > h2', '.next-steps .button'],
    [PHONE, '.history h2', '.history summary'],
    [desk, '.dial-word', '#message-box'],
    [desk, '.findings > h2', '.findings summary'],
    [desk, '.next-steps > h2', '.next-steps .button'],
  ]) {
    const { page, context, origin } = await phone(t, { path: '/www/icon.svg', ready: undefined, viewport });
    let letGo;
    const later = new Promise((done) => (letGo = done));
    await context.route(DOCUMENTED, (route) => later.then(() => route.continue()));
    await page.goto(`${origin}/www/#text=${encodeURIComponent(RECORDS)}`);
    await heading(page, 'In the background').waitFor();
    await page.locator('.history').waitFor();
    // What was pasted is brought into sight smoothly: first that comes to rest.
    await page.waitForTimeout(800);
    const was = await page.evaluate(
      ([read, focus]) => {
        document.querySelector(focus).focus({ preventScroll: true });
        const one = document.querySelector(read);
        scrollBy({ top: one.getBoundingClientRect().top - 120, behavior: 'instant' });
        return one.getBoundingClientRect().top;
      },
      [read, focus],
    );
    const active = () => page.evaluate(() => `${document.activeElement.tagName} ${document.activeElement.textContent}`);
    const before = await active();
    letGo();
    await inLevel(page).waitFor({ state: 'attached' });
    await page.waitForTimeout(300);
    const now = await page.locator(read).first().evaluate((one) => one.getBoundingClientRect().top);
    assert.ok(Math.abs(now - was) <= 1, `${read} stood at ${was}, and stands at ${now}`);
    assert.equal(await active(), before, `the focus is where it was, beside ${read}`);
  }
});

test('in a shared report it is told the same way', { skip: REAL }, async (t) => {
  const { page, context } = await phone(t);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await box(page).fill(RECORDS);
  await inLevel(page).waitFor();
  await openKeep(page);
  await page.getByRole('button', { name: 'Copy a link' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const other = await context.newPage();
  await other.setViewportSize(PHONE);
  await other.goto(await page.evaluate(() => navigator.clipboard.readText()));
  await level(other).getByText('This does not mean it is true.').waitFor();
  assert.ok((await top(heading(other, RESEMBLES))) < (await top(heading(other, 'In the background'))));
  await inLevel(other).click();
  assert.equal(await hasFocus(heading(other, RESEMBLES)), true);
});

for (const compact of ['', 'compact']) {
  test(`in the widget it is told the same way${compact && ', unfolded where that is folded'}`, { skip: REAL }, async (t) => {
    const { page } = await embedded(t, () => `<tell-text id="one" lang="en" ${compact} value="${RECORDS}"></tell-text>`, { viewport: PHONE });
    await told(page, 'report', 'one', 'none');
    await page.getByRole('button', { name: RESEMBLES }).click();
    assert.equal(await hasFocus(heading(page, RESEMBLES)), true);
    assert.ok((await top(heading(page, RESEMBLES))) < (await top(heading(page, 'In the background'))));
    await page.getByRole('status').filter({ hasText: 'It resembles a documented message.' }).waitFor({ state: 'attached' });
  });
}
