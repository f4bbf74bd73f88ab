// What a reader can do next, by the rules of the region.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { READY, REAL, STEAL, box, open } from './check.mjs';
import { openPage } from './harness.mjs';

test('the message, the sender’s number and the number to report to are copied by a button', async (t) => {
  const { page, context } = await open(t);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await box(page).fill(STEAL);
  await page.getByText('More about this message').click();
  await page.getByLabel('Who sent it').fill('+1 215 555 0123');
  for (const [name, copied] of Object.entries({ 'Copy the message': STEAL, 'Copy the sender’s number': '+1 215 555 0123', 'Copy 7726': '7726' })) {
    await page.getByRole('button', { name, exact: true }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), copied);
    await page.getByRole('button', { name, exact: true }).waitFor();
  }
});

test('whether to reply STOP is answered with what it costs and when it is a trap, and who says so', async (t) => {
  const { page } = await open(t);
  await box(page).fill(STEAL);
  const card = page.getByRole('region', { name: 'Should I reply STOP?' });
  for (const words of ['Know that', 'Do not call another number']) await card.getByText(words).waitFor();
  await card.getByText(/^Who says so/).click();
  await card.getByText('Who says so (3 sources)').waitFor();
  assert.ok((await card.getByRole('link').count()) >= 3);
});

test('next steps are those of the region: 33700 in France, in French', { skip: REAL }, async (t) => {
  const { page } = await openPage(t, { ready: READY, locale: 'fr-FR' });
  await page.getByRole('textbox', { name: 'Le message' }).fill('ALERTE : votez mercredi par SMS ! Envoyez OUI au 24365.');
  await page.getByText('Arrêtez-vous et vérifiez d’abord').first().waitFor();
  assert.equal(await page.locator('a[href="sms:33700"]').count(), 1);
  assert.equal(await page.locator('a[href="sms:7726"]').count(), 0);
});

for (const [locale, box, place] of [['es-CO', 'El mensaje', /Otro lugar/], ['es', 'El mensaje', /Otro lugar/], ['fr-BE', 'Le message', /Autre lieu/], ['de-DE', 'The message', /Another place/]]) {
  test(`a browser set to ${locale} is given no advice of the United States, and the form says why`, { skip: REAL }, async (t) => {
    const { page } = await openPage(t, { ready: READY, locale });
    await page.getByRole('textbox', { name: box }).fill('Your voter registration is suspended. Confirm your SSN at bit.ly/3xVote9 or we will burn your house down, we know where you live.');
    await page.locator('.next-steps .step-verify').waitFor();
    const advice = await page.locator('.next-steps .step:not(.step-stop)').allTextContents();
    assert.doesNotMatch(advice.join(' '), /vote\.gov|\.gov\b|FBI|FCC|7726|\b911\b/);
    assert.match(advice.join(' '), /\b112\b/);
    await page.locator('.unchecked').getByText(/We do not know where you vote|No sabemos dónde vota|Nous ne savons pas où vous votez/).waitFor();
    assert.match(await page.locator('#known-region option:checked').textContent(), place);
  });
}

test('English without a country is the United States, and the form says so', { skip: REAL }, async (t) => {
  const { page } = await openPage(t, { ready: READY, locale: 'en' });
  await box(page).fill('Because of long lines, Democrats vote on Wednesday.');
  await page.locator('.next-steps').getByText('vote.gov').first().waitFor();
  assert.equal(await page.locator('#known-region option:checked').textContent(), 'United States');
});
