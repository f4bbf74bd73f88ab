// Sources and what is said of documented messages: asked for when wanted, on their way, lost, there.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PHILADELPHIA, READY, REAL, box, level } from './check.mjs';
import { openPage } from './harness.mjs';

const LINES = 'URGENT: Due to long lines, Maple Party voters now vote on WEDNESDAY. Everyone else votes Tuesday.';
const SOURCES = '**/words.en-sources.json';
const ofSources = (requests) => requests.filter((line) => line.includes('-sources.json')).length;
const who = (page) => page.getByRole('article').filter({ hasText: 'Why look twice:' }).locator('summary', { hasText: 'Who says so' });
const hasFocus = (locator) => locator.evaluate((element) => element === document.activeElement);
const DOCUMENTED = '**/words.documented.json';
const NOT_COMPARED = 'Whether it resembles a documented message: these could not be fetched.';
const show = (page) => page.getByText('Show that message beside this one');

test('sources are asked for when a reader opens them, once; the answer does not wait for them', { skip: REAL }, async (t) => {
  const { page, context, requests, errors } = await openPage(t, { ready: READY, locale: 'en-US', path: `/www/#text=${encodeURIComponent(LINES)}` });
  await level(page).getByText('Stop and check first').waitFor();
  await who(page).first().waitFor();
  assert.match(await who(page).first().textContent(), /^Who says so \(/, 'then the title, for people who listen: no number');
  assert.equal(await page.getByText(/\d sources?\)/).and(page.locator('.finding summary')).count(), 0);
  assert.equal(ofSources(requests), 0);

  let letGo;
  const later = new Promise((done) => (letGo = done));
  await context.route(SOURCES, (route) => later.then(() => route.continue()));
  await who(page).first().click();
  const card = page.getByRole('article').filter({ has: page.locator('details[open]') }).first();
  await card.getByText('The sources are on their way.').waitFor();
  await page.getByRole('status').filter({ hasText: 'The sources are on their way.' }).first().waitFor({ state: 'attached' });
  letGo();
  await card.getByRole('listitem').getByRole('link').first().waitFor();
  await card.getByText(/Who says so \(\d sources?\)/).waitFor();
  assert.equal(await card.getByText('on their way').count(), 0);
  assert.equal(await hasFocus(who(page).first()), true, 'the focus stays');

  await page.getByText(/^\d more in the background$/).click();
  await page.locator('.background summary', { hasText: 'Who says so' }).first().click();
  await page.getByText('Why', { exact: true }).first().click();
  await box(page).fill(`${LINES} `);
  await card.getByRole('listitem').getByRole('link').first().waitFor();
  assert.equal(ofSources(requests), 1);
  assert.deepEqual(errors, []);
});

test('sources that are lost: the page says so, and asks again when they are opened again or the line is back', { skip: REAL }, async (t) => {
  const { page, context } = await openPage(t, { ready: READY, locale: 'en-US', path: `/www/#text=${encodeURIComponent(LINES)}` });
  let asked = 0;
  await context.route(SOURCES, (route) => {
    asked += 1;
    return route.abort();
  });
  await who(page).first().click();
  const card = page.getByRole('article').filter({ has: page.locator('details[open]') }).first();
  await card.getByText('The sources could not be fetched.').waitFor();
  assert.equal(await hasFocus(who(page).first()), true, 'the focus stays');
  await box(page).fill(`${LINES} `);
  await card.getByText('The sources could not be fetched.').waitFor();
  assert.equal(asked, 1, 'drawing anew asks for nothing');
  await who(page).first().click();
  const again = page.waitForRequest(SOURCES);
  await who(page).first().click();
  await again;
  await card.getByText('The sources could not be fetched.').waitFor();
  assert.equal(asked, 2);
  await context.unroute(SOURCES);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await card.getByRole('listitem').getByRole('link').first().waitFor();
});

test('why a check matters has its sources too, when it is opened', { skip: REAL }, async (t) => {
  const { page, requests } = await openPage(t, { ready: READY, locale: 'en-US', path: `/www/#text=${encodeURIComponent(LINES)}` });
  assert.equal(ofSources(requests), 0);
  await page.getByText('Why', { exact: true }).first().click();
  await page.getByRole('region', { name: 'How it was sent' }).getByRole('link').first().waitFor();
  assert.equal(ofSources(requests), 1);
});

test('where the page is kept on the device, sources are there without being opened', { skip: REAL }, async (t) => {
  const { page, requests } = await openPage(t, { ready: READY, locale: 'en-US', serviceWorkers: 'allow' });
  await page.getByText('Kept on this device: the page works without a network.').waitFor();
  requests.length = 0;
  await box(page).fill(LINES);
  await page.getByText(/Who says so \(\d sources?\)/).first().waitFor();
  await page.getByLabel('Language').selectOption('fr');
  await page.getByText(/Qui le dit \(\d sources?\)/).first().waitFor();
  assert.deepEqual(requests, []);
});

test('a documented message is recognised before there are words about it, and says so', { skip: REAL }, async (t) => {
  const { page, context, origin } = await openPage(t, { path: '/www/icon.svg', locale: 'en-US' });
  let letGo;
  const later = new Promise((done) => (letGo = done));
  let asked = 0;
  await context.route(SOURCES, (route) => (asked++, later.then(() => route.abort())));
  await page.goto(`${origin}/www/#text=${encodeURIComponent(PHILADELPHIA)}`);
  const incident = page.getByRole('article', { name: 'It resembles a documented message' });
  await incident.getByText(/^\d+% alike$/).waitFor();
  await page.locator(READY).waitFor();
  assert.equal(asked, 0, 'nobody is told that the message resembles one');
  await incident.getByText('Show that message beside this one').press('Enter');
  await incident.getByText('That message is on its way.').waitFor();
  letGo();
  await incident.getByText('That message could not be fetched.').waitFor();
  await context.unroute(SOURCES);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.getByRole('article', { name: 'Texts calling people to the Philadelphia vote count' }).getByText('Documented then').waitFor();
});

test('what documented messages are recognised by is lost: the page says so, and sources come all the same', { skip: REAL }, async (t) => {
  const { page, context } = await openPage(t, { path: '/www/icon.svg', locale: 'en-US' });
  let asked = 0;
  await context.route(DOCUMENTED, (route) => {
    asked += 1;
    return route.abort();
  });
  await page.goto(`${new URL(page.url()).origin}/www/#text=${encodeURIComponent(PHILADELPHIA)}`);
  const unchecked = page.getByRole('region', { name: 'What was not checked' });
  await unchecked.getByText(NOT_COMPARED).waitFor();
  await page.locator(READY).waitFor();
  const before = asked;
  await who(page).first().click();
  await page.getByRole('article').filter({ hasText: 'Why look twice:' }).first().getByRole('listitem').getByRole('link').first().waitFor();
  assert.equal(await page.getByText('The sources could not be fetched').count(), 0);
  await unchecked.getByText(NOT_COMPARED).waitFor();
  assert.equal(asked, before + 1, 'asked for again with the sources');
  await context.unroute(DOCUMENTED);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.getByRole('article', { name: 'Texts calling people to the Philadelphia vote count' }).waitFor();
  assert.equal(await page.getByText(NOT_COMPARED).count(), 0);
});

test('while they are merely on their way, nothing says that documented messages are lost', { skip: REAL }, async (t) => {
  const { page, context } = await openPage(t, { path: '/www/icon.svg', locale: 'en-US' });
  let letGo;
  const later = new Promise((done) => (letGo = done));
  await context.route(DOCUMENTED, (route) => later.then(() => route.continue()));
  await page.goto(`${new URL(page.url()).origin}/www/#text=${encodeURIComponent(PHILADELPHIA)}`);
  await page.getByRole('region', { name: 'What was not checked' }).waitFor();
  assert.equal(await page.getByText(NOT_COMPARED).count(), 0);
  letGo();
  await show(page).waitFor();
});

test('people who listen are told when sources have come, or could not; of a documented message by its own words', { skip: REAL }, async (t) => {
  const { page, context } = await openPage(t, { ready: READY, locale: 'en-US', path: `/www/#text=${encodeURIComponent(PHILADELPHIA)}` });
  const said = (words) => page.getByRole('status').filter({ hasText: words }).first().waitFor({ state: 'attached' });
  await context.route(SOURCES, (route) => route.abort());
  await show(page).click();
  await said('That message could not be fetched.');
  await who(page).first().click();
  await said('The sources could not be fetched.');
  await context.unroute(SOURCES);
  await show(page).click();
  await show(page).click();
  await said('That message is there.');
});

test('what is opened and drawn anew in the same moment is asked for', { skip: REAL }, async (t) => {
  const { page, requests } = await openPage(t, { ready: READY, locale: 'en-US', path: `/www/#text=${encodeURIComponent(LINES)}` });
  await who(page).first().waitFor();
  // The answer to the typing comes in the frame before which the fold says that it was opened.
  await page.evaluate(
    (text) =>
      new Promise((done) => {
        const area = document.querySelector('#message-box');
        area.value = text;
        area.dispatchEvent(new Event('input', { bubbles: true }));
        requestAnimationFrame(done);
        document.querySelector('.finding summary').click();
      }),
    `${LINES} `,
  );
  await page.getByRole('article').filter({ has: page.locator('details[open]') }).first().getByRole('listitem').getByRole('link').first().waitFor();
  assert.equal(ofSources(requests), 1);
});
