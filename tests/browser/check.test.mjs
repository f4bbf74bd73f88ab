// Check: what a message is answered with, found by role, in Chromium.
// The page alone is tested on a stand-in engine; where it says so, with the real one.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PHILADELPHIA, READY, REAL, STEAL, box, finding, level, open, openKeep } from './check.mjs';
import { axe, openPage } from './harness.mjs';

test('a pasted message is answered with level, checks, findings and next steps', async (t) => {
  const { page, errors } = await open(t);
  await box(page).fill(STEAL);
  await level(page).getByText('Stop and check first').waitFor();
  await page.getByRole('region', { name: 'How it was sent' }).getByText('Opt-out line: missing').waitFor();
  const card = finding(page, 'Calls people to a counting place');
  for (const words of ['Could cost a vote', 'Why look twice:', 'What to do:', 'show your support at 12th']) await card.getByText(words).first().waitFor();
  const source = card.getByRole('link', { name: 'Robo-texts' });
  assert.equal(await source.count(), 0, 'sources are folded');
  await card.getByText('Who says so').click();
  assert.match(await source.getAttribute('rel'), /noopener noreferrer/);
  await page.getByRole('heading', { name: 'What you can do now' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Text 7726' }).getAttribute('href'), 'sms:7726');
  assert.match(await page.getByRole('link', { name: 'Call 866' }).getAttribute('href'), /^tel:/);
  await page.getByRole('heading', { name: 'Should I reply STOP?' }).waitFor();
  assert.deepEqual(errors, []);
});

test('the answer is on the page within two frames of the typing', async (t) => {
  const { page } = await open(t);
  // By the page's own clock, which stands still: how busy the machine is does not count.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await box(page).fill('hello');
  await page.clock.runFor(34);
  await level(page).getByText('No markers found').waitFor();
  await box(page).fill('They steal this election');
  assert.equal(await page.locator('.finding').count(), 0, 'not before time goes on');
  await page.clock.runFor(34);
  assert.equal(await page.locator('.finding').count(), 1);
});

test('signs it may be ordinary stand beside the markers and take nothing away; what was not checked is said', async (t) => {
  const { page } = await open(t);
  await box(page).fill(STEAL);
  await level(page).getByText('Stop and check first').waitFor();
  await box(page).fill(`${STEAL} Reply STOP to opt out.`);
  await page.getByRole('region', { name: 'Signs it may be ordinary' }).getByText('It says how to stop the messages.').waitFor();
  await level(page).getByText('Stop and check first').waitFor();
  await page.getByText('Opt-out line: there').waitFor();
  const unchecked = page.getByRole('region', { name: 'What was not checked' });
  for (const words of ['whether what it says is so', 'No link was opened.', 'The sender was not looked up.']) await unchecked.getByText(words).waitFor();
});

test('with nothing found it says so, and that this does not mean it is true', async (t) => {
  const { page } = await open(t);
  await box(page).fill('See you at seven, bring the cake');
  await level(page).getByText('No markers found').waitFor();
  await page.getByRole('main').getByText('This does not mean it is true.').first().waitFor();
  await page.getByText('Opt-out line: not expected here').waitFor();
});

test('a documented message stands side by side', async (t) => {
  const { page } = await open(t);
  await box(page).fill('ALERT: They are trying to steal this election from Trump! Come now');
  const incident = page.getByRole('article', { name: 'Texts call people' });
  await incident.getByText('Documented then').waitFor();
  assert.match((await incident.locator('ins').allTextContents()).join(' '), /Come now/);
  assert.match((await incident.locator('del').allTextContents()).join(' '), /Radical Liberals/);
});

test('without a working engine the page says so, and tries again', async (t) => {
  const { page, context } = await openPage(t, { server: { folders: { pkg: 'tests/browser/fixtures/nothing-here' } }, ready: READY, locale: 'en-US' });
  await page.getByRole('alert').getByText('could not be loaded').waitFor();
  await context.route('**/pkg/index.js', (route) => route.fulfill({ path: 'tests/browser/fixtures/pkg/index.js' }));
  await box(page).fill(STEAL);
  assert.equal(await page.locator('.finding').count(), 0);
});

test('the real engine reads the Philadelphia text in the page', { skip: REAL }, async (t) => {
  const { page, errors, requests } = await openPage(t, { ready: READY, locale: 'en-US', axe: true });
  requests.length = 0;
  await box(page).fill(PHILADELPHIA);
  await level(page).getByText('Stop and check first').waitFor();
  await page.getByText('Opt-out line: missing').waitFor();
  assert.match((await page.locator('mark').allTextContents()).join(' '), /steal this election/);
  const documented = page.getByText('Show that message beside this one');
  await documented.waitFor();
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(requests, [], 'a typed message asks for nothing');
  await documented.click();
  await page.getByRole('article', { name: 'Texts calling people to the Philadelphia vote count' }).getByText('Documented then').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.className), 'incident card', 'the focus is on what was asked for');
  assert.deepEqual(requests.sort(), ['GET /pkg/words.en-sources.json', 'GET /www/parts/stop-sources.js', 'GET /www/stop.js']);
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(errors, []);
  await openKeep(page);
  await page.getByLabel('Include the message').check();
  for (const format of ['A4', 'Letter']) {
    const pdf = await page.pdf({ format });
    assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length, 1, `pages of ${format}`);
  }
});

test('of a message in a language that is not read the level itself says so', { skip: REAL }, async (t) => {
  const unread = 'in none of the languages we read';
  const { page } = await openPage(t, { ready: READY, locale: 'en-US', path: '/www/' });
  await box(page).fill('Achtung: Die Wahl wurde auf Mittwoch verschoben. Bitte wählen Sie per SMS.');
  await level(page).getByText(unread).waitFor();
  await page.getByRole('region', { name: 'What was not checked' }).getByText(unread).waitFor();
  await box(page).fill('Lunch at noon tomorrow? I can pick up the kids.');
  await level(page).getByText(unread).waitFor({ state: 'detached' });
});
