// Keep and share: what goes along, links and back, files, print, history. In Chromium, on a stand-in engine.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { READY, STEAL, box, finding, level, open, openHistory, openKeep } from './check.mjs';
import { openPage } from './harness.mjs';

test('what is shared is shown first; the message only if ticked, and masked', async (t) => {
  const { page } = await open(t);
  await box(page).fill(STEAL);
  await openKeep(page);
  await page.getByText('See exactly what is shared').click();
  const preview = page.getByRole('region', { name: 'See exactly what is shared' });
  await preview.getByText('The message itself is not included.').waitFor();
  for (const word of ['Maria', '555-0123', '12th & Arch']) assert.ok(!(await preview.textContent()).includes(word), word);
  await page.getByLabel('Include the message').check();
  await preview.getByText('Hi [name], show your support').waitFor();
  for (const word of ['Maria', '555-0123', '3xVote9']) assert.ok(!(await preview.textContent()).includes(word), word);
});

async function sharedLink(t, page, context, withMessage) {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openKeep(page);
  if (withMessage) await page.getByLabel('Include the message').check();
  await page.getByRole('button', { name: 'Copy a link' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

for (const withMessage of [false, true]) {
  test(`a shared link opens ${withMessage ? 'with the masked message' : 'without the message'}, and no server hears of it`, async (t) => {
    const { page, context, requests } = await open(t);
    await box(page).fill(STEAL);
    const link = await sharedLink(t, page, context, withMessage);
    assert.match(link, /#r1=[\w-]+$/);
    const other = await context.newPage();
    requests.length = 0;
    await other.goto(link);
    await other.getByRole('heading', { name: 'A shared report' }).waitFor();
    await level(other).getByText('Stop and check first').waitFor();
    await finding(other, 'Calls people to a counting place').waitFor();
    await other.getByText('Opt-out line: missing').waitFor();
    const words = await other.getByRole('main').textContent();
    assert.equal(words.includes('Hi [name]'), withMessage);
    assert.ok(!words.includes('Maria') && !words.includes('555-0123'));
    const incident = other.getByRole('article', { name: 'Texts calling people to the Philadelphia vote count' });
    await incident.getByRole('link', { name: 'Read the report' }).waitFor();
    assert.equal(await incident.getByText('Documented then').count(), withMessage ? 1 : 0, 'side by side where the message came along');
    const steps = other.getByRole('region', { name: 'What you can do now' });
    assert.equal(await steps.count(), withMessage ? 1 : 0, 'what to do is told from the message');
    if (withMessage) {
      await steps.getByText('vote.gov').first().waitFor();
      assert.equal(await steps.getByRole('button', { name: 'Copy the message' }).count(), 0, 'masked, it is of no use to those it is reported to');
    }
    assert.ok(requests.every((line) => !line.includes('r1=')));
  });
}

test('a link of another version and a damaged one say so, and lead on', async (t) => {
  const { page, origin } = await open(t, { path: '/www/#r9=abc' });
  await page.getByRole('alert').getByText('made by another version').waitFor();
  await page.goto(`${origin}/www/?2#r1=q1YqUrJSSk0A`);
  await page.getByRole('alert').getByText('damaged or cut short').waitFor();
  await page.getByRole('link', { name: 'Check a message yourself' }).click();
  await box(page).waitFor();
});

test('the report is saved as a file', async (t) => {
  const { page } = await open(t);
  await box(page).fill(STEAL);
  await openKeep(page);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as a file' }).click()]);
  assert.equal(download.suggestedFilename(), 'telltext-report.json');
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  const saved = JSON.parse(Buffer.concat(chunks));
  assert.equal(saved.report.level, 'strong');
  assert.equal(saved.text, undefined);
  assert.ok(!JSON.stringify(saved).includes('Maria'));
});

test('it is copied as text, with masks where the message goes along', async (t) => {
  const { page, context } = await open(t);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await box(page).fill(STEAL);
  await openKeep(page);
  const copied = async () => {
    await page.getByRole('button', { name: 'Copy as text' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const without = await copied();
  for (const words of ['Stop and check first', 'Calls people to a counting place', 'Opt-out line: missing', 'AP, November 7, 2020: https://']) assert.ok(without.includes(words), words);
  assert.ok(!without.includes('Maria') && !without.includes('12th'));
  await page.getByRole('button', { name: 'Copy as text' }).waitFor();
  await page.getByLabel('Include the message').check();
  const whole = await copied();
  assert.ok(whole.includes('Hi [name], show your support') && whole.includes('call [number]'), whole);
  assert.ok(!whole.includes('Maria') && !whole.includes('555-0123'));
});

test('it prints on one page, without the message unless ticked', async (t) => {
  const { page } = await open(t);
  await box(page).fill(STEAL);
  await finding(page, 'Calls people to a counting place').waitFor();
  await page.emulateMedia({ media: 'print' });
  assert.equal(await box(page).isVisible(), false);
  const onPaper = () => page.getByRole('main').innerText();
  assert.match(await onPaper(), /Stop and check first/);
  assert.doesNotMatch(await onPaper(), /Maria|555-0123|12th & Arch|3xVote9/, 'no word of the message');
  await page.emulateMedia({ media: 'screen' });
  await openKeep(page);
  await page.getByLabel('Include the message').check();
  await page.emulateMedia({ media: 'print' });
  assert.match(await onPaper(), /Hi \[name\], show your support at 12th & Arch\W.*call \[number\]/s);
  assert.doesNotMatch(await onPaper(), /Maria|555-0123|3xVote9/, 'only what is shared');
  const colours = await page.locator('main *').evaluateAll((all) => [...new Set(all.filter((one) => one.checkVisibility()).map((one) => getComputedStyle(one).color))]);
  for (const colour of colours) {
    const [red, green, blue] = colour.match(/\d+/g).map(Number);
    assert.ok(red === green && green === blue && red < 100, `${colour} is no black`);
  }
  await page.emulateMedia({ media: 'screen' });
  await box(page).fill(`${STEAL} SSN 078-05-1120, card 4111 1111 1111 1111, maria.lopez@example.org`);
  await page.emulateMedia({ media: 'print' });
  await page.locator('.paper-message').getByText('SSN [number], card [code], [e-mail]').waitFor();
  assert.doesNotMatch(await onPaper(), /078-05|4111|maria/i);
  for (const format of ['A4', 'Letter']) {
    const pdf = await page.pdf({ format });
    assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length, 1, format);
  }
});

test('on paper the sources are unfolded where they are there, and nothing is asked for where they are not', async (t) => {
  const { page, requests } = await openPage(t, { ready: READY, locale: 'en-US' });
  await box(page).fill(STEAL);
  await page.locator('.finding').first().waitFor();
  requests.length = 0;
  const unfolded = () => page.locator('.findings > .finding-list .finding > details[open]').count();
  const print = (when) => page.evaluate((name) => void dispatchEvent(new Event(name)), when);
  await print('beforeprint');
  assert.equal(await unfolded(), 0);
  await print('afterprint');
  assert.deepEqual(requests, []);
  await openKeep(page);
  await print('beforeprint');
  assert.equal(await unfolded(), await page.locator('.findings > .finding-list .finding').count());
  await print('afterprint');
  assert.equal(await unfolded(), 0);
});

test('the history is off, can be switched on, and is deleted', async (t) => {
  const { page } = await open(t);
  await box(page).fill(STEAL);
  await page.waitForTimeout(2500);
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0, 'nothing is stored by default');
  await openHistory(page);
  await page.getByLabel('Keep my checks on this device').check();
  await box(page).fill('Group B votes on Wednesday');
  const history = page.getByRole('region', { name: 'History' });
  await history.getByRole('button', { name: 'Group B votes on Wednesday' }).first().waitFor();
  await page.reload();
  await page.waitForSelector(READY);
  await openHistory(page);
  await history.getByRole('button', { name: 'Group B votes on Wednesday' }).first().click();
  assert.equal(await box(page).inputValue(), 'Group B votes on Wednesday');
  await history.getByRole('button', { name: 'Delete (Group B' }).click();
  await history.getByText('Nothing kept yet.').waitFor();
  await page.getByLabel('Keep my checks on this device').uncheck();
  assert.equal(await page.evaluate(() => localStorage.length), 0);
});

test('two messages that begin alike are both kept; one that is typed on replaces itself', async (t) => {
  const { page, context } = await open(t);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openHistory(page);
  await page.getByLabel('Keep my checks on this device').check();
  const kept = (texts) =>
    page.waitForFunction((wanted) => JSON.stringify(JSON.parse(localStorage.getItem('telltext.history')).map(({ text }) => text)) === wanted, JSON.stringify(texts));
  const paste = async (text) => {
    await page.evaluate((words) => navigator.clipboard.writeText(words), text);
    await page.getByRole('button', { name: 'Paste', exact: true }).click();
  };
  const [moved, shift, closed] = ['has moved to Oak Street', 'needs two more helpers', 'closes at noon'].map((end) => `VOTER ALERT: Your polling place ${end}`);
  await paste(moved);
  await kept([moved]);
  await box(page).fill(`${moved}.`);
  await kept([`${moved}.`]);
  await paste(shift);
  await kept([shift, `${moved}.`]);
  await page.getByRole('button', { name: 'Clear' }).evaluate((clear, words) => {
    clear.click();
    document.execCommand('insertText', false, words); // before the page has drawn the empty box
  }, closed);
  await kept([closed, shift, `${moved}.`]);
});

test('what is switched on is kept without the history being opened', async (t) => {
  const { page } = await open(t);
  await openHistory(page);
  await page.getByLabel('Keep my checks on this device').check();
  await page.reload();
  await page.waitForSelector(READY);
  await box(page).fill('Group B votes on Wednesday');
  await page.waitForFunction(() => JSON.parse(localStorage.getItem('telltext.history')).length === 1);
  await openHistory(page);
  await page.getByRole('region', { name: 'History' }).getByRole('button', { name: 'Group B votes on Wednesday' }).first().waitFor();
});

test('what keeps and shares comes when it is opened; it says that it is on its way, and where it is lost comes when asked for again', async (t) => {
  const { page, context } = await open(t);
  await box(page).fill(STEAL);
  let letGo;
  const later = new Promise((done) => (letGo = done));
  await context.route('**/lang/keep.en.json', (route) => later.then(() => route.abort()));
  const part = page.getByRole('region', { name: 'Keep or share this report' });
  await part.getByRole('heading').click();
  await part.getByRole('status').getByText('On its way.').waitFor();
  letGo();
  await part.getByRole('alert').getByText('could not be loaded').waitFor();
  await context.unroute('**/lang/keep.en.json');
  await part.getByRole('button', { name: 'Try again' }).click();
  await part.getByRole('button', { name: 'Copy as text' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.matches('.keep summary')), true, 'the focus stays near');
  // Open before, it is open again where the page is drawn anew.
  await page.getByLabel('Language').selectOption('es');
  await page.getByRole('button', { name: 'Copiar como texto' }).waitFor();
});

test('sources that are lost are left out of what is shared, and that is said', async (t) => {
  const { page, context } = await openPage(t, { ready: READY, locale: 'en-US' });
  await context.route('**/words.en-sources.json', (route) => route.abort());
  await box(page).fill(STEAL);
  await openKeep(page);
  await page.getByText('The sources could not be fetched and are left out here.').waitFor();
  await page.getByText('See exactly what is shared').click();
  const preview = page.getByRole('region', { name: 'See exactly what is shared' });
  await preview.getByText('Report on a text message, by telltext').waitFor();
  const source = /, [A-Z][a-z]+ \d{1,2}, \d{4}: https:/;
  assert.doesNotMatch(await preview.textContent(), source);
  assert.doesNotMatch(await preview.textContent(), /undefined|: ,/);
  await context.unroute('**/words.en-sources.json');
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await preview.getByText(source).waitFor();
  await page.getByText('are left out here').waitFor({ state: 'hidden' });
});

/** Resembles a documented message, of which there are no words before sources are there. */
const ALIKE = 'ALERT: Radical Liberals & Dems are trying to steal this election from Trump! We need YOU! Show your support at the corner of 12th St & Arch St by the Convention Center.';
const noted = (page) => page.getByText('Show that message beside this one');

test('keep and share waits for no source: it says that they are on their way, and has them when they come', async (t) => {
  const { page, context } = await openPage(t, { ready: READY, locale: 'en-US' });
  let letGo;
  const later = new Promise((done) => (letGo = done));
  await context.route('**/words.en-sources.json', (route) => later.then(() => route.continue()));
  await box(page).fill(ALIKE);
  await noted(page).waitFor();
  await openKeep(page);
  const coming = page.getByText('The sources are still on their way and are left out here until then.');
  await coming.waitFor();
  await page.getByText('See exactly what is shared').click();
  const preview = page.getByRole('region', { name: 'See exactly what is shared' });
  await preview.getByText(/It resembles a documented message: us 2020 philadelphia converge, \d+% alike/).waitFor();
  letGo();
  await coming.waitFor({ state: 'hidden' });
  await preview.getByText('It resembles a documented message: Texts calling people to the Philadelphia vote count, ').waitFor();
  await page.getByRole('status').filter({ hasText: 'The sources are there.' }).waitFor({ state: 'attached' });
});

test('without words about a documented message, and without sources, paper has no empty part of them', async (t) => {
  const { page } = await openPage(t, { ready: READY, locale: 'en-US' });
  await box(page).fill(ALIKE);
  await noted(page).waitFor();
  const resembles = page.getByRole('heading', { name: 'It resembles a documented message' });
  await page.emulateMedia({ media: 'print' });
  assert.equal(await resembles.isVisible(), false);
  assert.equal(await page.getByText('Who says so').filter({ visible: true }).count(), 0);
  await page.emulateMedia({ media: 'screen' });
  await noted(page).click();
  await page.getByRole('article', { name: 'Texts calling people to the Philadelphia vote count' }).waitFor();
  await page.emulateMedia({ media: 'print' });
  assert.equal(await resembles.isVisible(), true);
});

test('a reader who leaves while keep and share is on its way takes no message of another view to paper', async (t) => {
  const { page, context } = await open(t);
  await box(page).fill(STEAL);
  await openKeep(page);
  await page.getByLabel('Include the message').check();
  const onPaper = async () => {
    await page.emulateMedia({ media: 'print' });
    const count = await page.locator('.paper-message .message').filter({ visible: true }).count();
    await page.emulateMedia({ media: 'screen' });
    return count;
  };
  assert.equal(await onPaper(), 1);
  let letGo;
  const later = new Promise((done) => (letGo = done));
  await context.route('**/lang/keep.es.json', (route) => later.then(() => route.continue()));
  await page.getByLabel('Language').selectOption('es');
  await page.getByText('En camino.', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Qué es', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Qué es telltext' }).waitFor();
  const came = page.waitForResponse('**/lang/keep.es.json');
  letGo();
  await came;
  await page.waitForTimeout(300);
  assert.equal(await onPaper(), 0);
});

test('what says that a part is on its way is there before it says so', async (t) => {
  const { page } = await open(t);
  await box(page).fill(STEAL);
  const part = page.getByRole('region', { name: 'Keep or share this report' });
  const statuses = await part.evaluate((element) =>
    new Promise((done) => {
      const there = element.querySelector('[role=status]');
      element.querySelector('summary').click();
      new MutationObserver(() => there.textContent !== '' && done([there.textContent, there.isConnected])).observe(element, { childList: true, characterData: true, subtree: true });
    }),
  );
  assert.deepEqual(statuses, ['On its way.', true]);
  await part.getByRole('button', { name: 'Copy as text' }).waitFor();
  assert.equal(await part.getByText('On its way.').count(), 0);
});
