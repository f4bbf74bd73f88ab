// The marked message: its marks and the findings point at each other, and its hidden characters are written out.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STEAL, box, finding, open } from './check.mjs';

test('the message stays beside its findings as they are scrolled, and never over what comes after them', async (t) => {
  const { page } = await open(t);
  await page.setViewportSize({ width: 1280, height: 800 });
  await box(page).fill(STEAL);
  const message = page.locator('.message');
  const below = page.getByRole('heading', { name: 'What was not checked' });
  await below.waitFor();
  let beside = 0;
  for (let y = 0; y < 4000; y += 100) {
    await page.evaluate((to) => scrollTo(0, to), y);
    const [above, under] = [await message.boundingBox(), await below.boundingBox()];
    assert.ok(above.y + above.height <= under.y, `over what comes after, scrolled by ${y}`);
    if (y > 400 && above.y > 0 && above.y < 200) beside += 1;
  }
  assert.ok(beside > 0, 'it stays in sight for a while');
});

test('marks and findings point at each other by keyboard, pointer and touch', async (t) => {
  const { page } = await open(t);
  await box(page).fill(STEAL);
  const mark = page.getByRole('link', { name: 'show your support' });
  const card = finding(page, 'Calls people to a counting place');
  await mark.focus();
  assert.match(await card.getAttribute('class'), /linked/);
  await page.keyboard.press('Enter');
  assert.equal(await card.evaluate((element) => element === document.activeElement), true);
  await card.getByRole('button', { name: 'Show the words' }).press('Enter');
  assert.equal(await mark.evaluate((element) => element === document.activeElement), true);
  await card.hover();
  assert.match(await page.locator('mark', { hasText: 'show your support' }).getAttribute('class'), /linked/);
  await page.getByRole('link', { name: 'ALERT' }).click();
  const low = finding(page, 'Alarm words in capitals');
  assert.equal(await low.evaluate((element) => element === document.activeElement), true, 'a folded finding opens');
  assert.equal(new URL(page.url()).hash, '', 'the address does not change');
});

test('by touch a mark leads to its finding, and the finding back to its words', async (t) => {
  const { page } = await open(t, { hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });
  await box(page).fill(STEAL);
  const mark = page.getByRole('link', { name: 'show your support' });
  const card = finding(page, 'Calls people to a counting place');
  await mark.tap();
  assert.equal(await card.evaluate((element) => element === document.activeElement), true);
  await page.waitForFunction(() => {
    const { top, bottom } = document.activeElement.getBoundingClientRect();
    return top < innerHeight && bottom > 0;
  });
  await card.getByRole('button', { name: 'Show the words' }).tap();
  assert.equal(await mark.evaluate((element) => element === document.activeElement), true);
  await page.waitForFunction(() => {
    const { top, bottom } = document.activeElement.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
});

test('the words marked are the words of the span', async (t) => {
  const { page } = await open(t);
  await box(page).fill('Vote 🗳️ now: They steal the election\u200B, all of them');
  await finding(page, 'Says the election is being stolen').waitFor();
  const words = await page.locator('mark.mark-high').evaluateAll((marks) => marks.map((one) => one.querySelector('a').firstChild.textContent));
  assert.deepEqual(words, ['steal the election']);
});

test('what is copied out of the marked message is the message, without the numbers of its findings', async (t) => {
  const { page, context } = await open(t);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await box(page).fill(STEAL);
  await page.locator('.mark-number').first().waitFor();
  await page.evaluate(() => {
    getSelection().selectAllChildren(document.querySelector('.message'));
    document.execCommand('copy');
  });
  assert.equal((await page.evaluate(() => navigator.clipboard.readText())).trim(), STEAL);
});

test('hidden characters are written out, and can be put away again', async (t) => {
  const { page } = await open(t);
  await box(page).fill('v\u200Bote with us, election day');
  const tick = page.getByRole('checkbox', { name: 'Write out hidden' });
  assert.equal(await tick.isChecked(), true);
  await page.locator('.message').getByText('U+200B').waitFor();
  await tick.uncheck();
  assert.equal(await page.locator('.message').getByText('U+200B').count(), 0);
});
