// How a message comes in: pasted, typed, opened, dropped, shared; and what is known about it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STEAL, box, finding, level, open } from './check.mjs';

test('Paste takes what was copied; where the browser refuses, it says what to do', async (t) => {
  const { page, context } = await open(t);
  await page.getByRole('button', { name: 'Paste' }).click();
  await page.getByRole('alert').getByText('Press and hold in the box and choose Paste, or press Ctrl+V.').waitFor();
  assert.equal(await box(page).evaluate((element) => element === document.activeElement), true);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((text) => navigator.clipboard.writeText(text), STEAL);
  await page.getByRole('button', { name: 'Paste' }).click();
  await level(page).getByText('Stop and check first').waitFor();
  assert.equal(await box(page).inputValue(), STEAL);
  assert.equal(await page.getByRole('alert').count(), 0);
});

test('what is known about the message reaches the engine', async (t) => {
  const { page } = await open(t);
  await box(page).fill(STEAL);
  await page.getByText('More about this message').click();
  await page.getByLabel('Who sent it').fill('+1 215 555 0123');
  await page.getByRole('button', { name: 'Today' }).click();
  const now = new Date();
  const date = await page.getByLabel('When you received it').inputValue();
  assert.match(date, new RegExp(`^${now.getFullYear()}-\\d\\d-\\d\\d$`));
  const region = page.getByLabel('Where you vote');
  assert.equal(await region.inputValue(), 'US', 'offered from the languages of the browser');
  await region.selectOption({ label: 'France' });
  await page.getByRole('button', { name: 'Copy the sender’s number' }).waitFor();
});

test('a text file is opened; what is neither text nor picture is refused in words', async (t) => {
  const { page } = await open(t);
  const choose = async (file) => {
    const [picker] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Open a text file' }).click()]);
    await picker.setFiles(file);
  };
  await choose({ name: 'program.bin', mimeType: 'application/octet-stream', buffer: Buffer.from([0x7f, 0x45, 0, 0, 1]) });
  await page.getByRole('alert').getByText('This is not a text file.').waitFor();
  await choose({ name: 'sms.txt', mimeType: 'text/plain', buffer: Buffer.from('Élection: votes on Wednesday', 'latin1') });
  await page.waitForFunction(() => document.querySelector('#message-box').value.startsWith('Élection'));
  await finding(page, 'Gives another voting day').waitFor();
  assert.equal(await page.getByRole('alert').count(), 0);
});

test('a text file can be dropped', async (t) => {
  const { page } = await open(t);
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['Group B votes on Wednesday'], 'sms.txt', { type: 'text/plain' }));
    return transfer;
  });
  await page.locator('.check-form').dispatchEvent('drop', { dataTransfer: data });
  await finding(page, 'Gives another voting day').waitFor();
});

test('a message shared into the page is read and leaves the address', async (t) => {
  const { page, requests } = await open(t, { path: `/www/#text=${encodeURIComponent('They steal the election & more')}` });
  assert.equal(await box(page).inputValue(), 'They steal the election & more');
  await finding(page, 'Says the election is being stolen').waitFor();
  assert.doesNotMatch(page.url(), /steal/);
  assert.ok(requests.every((line) => !line.includes('steal')));
});

test('a very long text is answered, and says what was not read', async (t) => {
  const { page } = await open(t);
  await box(page).fill('Vote and steal this election. '.repeat(2500));
  await page.getByText('Only its first 65,536 characters were read.').waitFor();
});

test('on a phone the answer comes into sight when a message comes whole, never while typing', async (t) => {
  const { page } = await open(t, { viewport: { width: 360, height: 640 }, reducedMotion: 'reduce' });
  await box(page).pressSequentially('They steal this election');
  await level(page).getByText('Look twice').waitFor();
  assert.equal(await page.evaluate(() => scrollY), 0);
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByRole('button', { name: 'Try a sample' }).click();
  await level(page).getByText('Stop and check first').waitFor();
  const top = await level(page).evaluate((element) => element.getBoundingClientRect().top);
  assert.ok(top >= 0 && top < 320, `${top}`);
});
