// Write a marker: somebody's own file in a real Chromium, with the real compiler; the main journey in Firefox.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { missing } from './browsers.mjs';
import { READY, REAL } from './check.mjs';
import { openFirefox } from './firefox.mjs';
import { LOOKS, axe, looks, openPage } from './harness.mjs';

const HASH = '#/learn/workshop';
const open = (t, options = {}) => openPage(t, { path: `/www/?lang=en${HASH}`, ready: READY, locale: 'en-US', ...options });
const starter = (language = 'en') => readFileSync(new URL(`../../www/workshop/starter.${language}.toml`, import.meta.url), 'utf8');
const file = (page) => page.getByRole('textbox', { name: 'The marker’s file' });
const message = (page) => page.getByRole('textbox', { name: 'A message to try' });
const mistakes = (page, name) => page.getByRole('region', { name });
const inOrder = (page) => page.getByRole('heading', { name: 'No mistakes in the file.' }).waitFor();
const ofWorkshop = (requests) => requests.filter((line) => /workshop/.test(line));
/** The place of a piece of a text, as it is said. */
function place(text, piece) {
  const before = text.slice(0, text.indexOf(piece)).split('\n');
  return `Line ${before.length}, column ${before.at(-1).length + 1}`;
}
const skip = REAL;

test('nothing of it is loaded before it is opened; then a marker to begin with is read, and typing asks for nothing', { skip }, async (t) => {
  const { page, requests, errors } = await open(t, { path: '/www/?lang=en#/learn' });
  assert.deepEqual(ofWorkshop(requests), []);
  await page.getByRole('link', { name: 'Write a marker' }).first().click();
  await inOrder(page);
  await page.getByRole('heading', { name: '6 of 6 examples hold.' }).waitFor();
  await page.getByText('Your marker is raised: Thanks you for your vote').waitFor();
  assert.ok(ofWorkshop(requests).some((line) => line.includes('/pkg/workshop/workshop_bg.wasm')));
  await page.locator('#workshop-begin option').nth(40).waitFor({ state: 'attached' });

  requests.length = 0;
  await message(page).fill('Thanks for your vote for Ortiz! Democrats vote on Wednesday.');
  await page.getByRole('article', { name: /Thanks you for your vote/ }).waitFor();
  await page.locator('mark', { hasText: 'Thanks for your vote for Ortiz' }).waitFor();
  assert.ok((await page.getByRole('article').count()) > 1, 'among the built-in ones');
  await file(page).fill(starter().replace('"Thanks you for your vote"', '"Somebody says thank you"').replace('{thanks} ..3', '{thanks} ..5'));
  await page.getByRole('article', { name: /Somebody says thank you/ }).waitFor();
  await message(page).fill('See you at seven, bring the cake!');
  await page.getByText('This message does not raise your marker.').waitFor();
  await page.getByRole('combobox', { name: 'Begin with' }).selectOption({ index: 5 });
  await page.getByText('It stands in the place of the built-in marker of the same name.').waitFor();
  await page.getByRole('button', { name: 'Bring back what I had written' }).click();
  await page.getByText('It stands in the place').waitFor({ state: 'detached' });
  assert.match(await file(page).inputValue(), /Somebody says thank you/);
  assert.deepEqual(requests, []);
  assert.deepEqual(errors, []);
});

test('a mistake is named with its line and column and what would be right, and its button leads there; an example that does not hold is named', { skip }, async (t) => {
  const { page } = await open(t);
  await inOrder(page);
  const wrong = starter().replace('{thanks} ..3', '{thankz} ..3').replace('"2018-07-27"', '"July"');
  await file(page).fill(wrong);
  const region = mistakes(page, '2 mistakes in the file');
  await region.getByText('there is no word list or entity `{thankz}`').waitFor();
  await region.getByText('write YYYY, YYYY-MM or YYYY-MM-DD').waitFor();
  assert.ok(await region.getByText('July').evaluate((words) => words.closest('[lang]').lang === 'en'));
  // By keyboard.
  const button = region.getByRole('button', { name: place(wrong, '"{thankz}'), exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  assert.deepEqual(await file(page).evaluate((box) => [box === document.activeElement, box.value.slice(box.selectionStart, box.selectionStart + 9)]), [true, '"{thankz}']);

  const failing = starter().replace('Thanks! I will vote for whoever', 'Thanks for your vote for Ruiz, whoever').replace('on = "Thank you for voting for Ruiz"', 'on = "Monday"').replace('Dear voter, thanks', 'Dear voter, hello');
  await file(page).fill(failing);
  const examples = page.getByRole('region', { name: '3 of 6 examples hold.' });
  for (const words of ['It should stay quiet; raised by “Thanks for your vote for Ruiz”.', 'It should highlight “Monday”; it highlights “Thank you for voting for Ruiz”.', 'It should raise the marker and does not.']) {
    await examples.getByText(words).waitFor();
  }
  const line = failing.slice(0, failing.indexOf('Dear voter')).split('\n').length;
  await examples.getByRole('button', { name: `Line ${line}`, exact: true }).waitFor();
});

test('saved, opened and copied a file is the same', { skip }, async (t) => {
  const { page } = await open(t, { permissions: ['clipboard-read', 'clipboard-write'] });
  await inOrder(page);
  const mine = `${starter().replace('id = "thanked-for-vote"', 'id = "from-class-7b"')}# é “ü” 🗳️\n`;
  await file(page).fill(mine);
  await page.getByRole('heading', { name: '6 of 6 examples hold.' }).waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as a file' }).click()]);
  assert.equal(download.suggestedFilename(), 'from-class-7b.toml');
  const saved = readFileSync(await download.path(), 'utf8');
  assert.equal(saved, mine);
  await page.getByRole('button', { name: 'Copy the file' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), mine);

  await page.getByRole('combobox', { name: 'Begin with' }).selectOption({ index: 3 });
  await page.getByText('It stands in the place').waitFor();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Open a file' }).click()]);
  await chooser.setFiles({ name: 'theirs.toml', mimeType: 'application/toml', buffer: Buffer.from(saved) });
  await page.getByText('It stands in the place').waitFor({ state: 'detached' });
  assert.equal(await file(page).inputValue(), mine);
  await page.getByRole('heading', { name: '6 of 6 examples hold.' }).waitFor();
  await page.getByText('Your marker is raised: Thanks you for your vote').waitFor();
});

test('another language has its own words and its own file to begin with; what was written stays', { skip }, async (t) => {
  const { page } = await open(t);
  await inOrder(page);
  await page.getByLabel('Language').selectOption('fr');
  await page.getByRole('heading', { name: 'Aucune erreur dans le fichier.' }).waitFor();
  const box = page.getByRole('textbox', { name: 'Le fichier de l’indice' });
  assert.equal(await box.inputValue(), starter('fr'));
  await page.getByText('Votre indice est relevé\u00a0: Vous remercie de votre vote').waitFor();
  await box.fill(starter('fr').replace('..3', '..4'));
  await page.getByLabel('Langue').selectOption('es');
  await page.getByRole('heading', { name: 'Se cumplen 6 de 6 ejemplos.' }).waitFor();
  assert.match(await page.getByRole('textbox', { name: 'El archivo del indicio' }).inputValue(), /\.\.4/);
});

test('nothing that was written is lost: files put in its place give it back one after the other, an opened one stays, who leaves is asked', { skip }, async (t) => {
  const { page } = await open(t);
  await inOrder(page);
  const dialogs = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.type());
    return dialog.dismiss();
  });
  const begin = page.getByRole('combobox', { name: 'Begin with' });
  const back = page.getByRole('button', { name: 'Bring back what I had written' });
  await page.locator('#workshop-begin option').nth(40).waitFor({ state: 'attached' });
  const [first, second] = [`${starter()}# first\n`, `${starter()}# second\n`];
  await file(page).fill(first);
  await begin.selectOption({ index: 5 });
  await page.getByText('It stands in the place').waitFor();
  await file(page).fill(second);
  await begin.selectOption({ index: 6 });
  await page.waitForFunction(() => !document.querySelector('#workshop-file').value.includes('# second'));
  await back.click();
  assert.equal(await file(page).inputValue(), second);
  await back.click();
  assert.equal(await file(page).inputValue(), first);
  // What is brought back can be left for the same file of ours again.
  await begin.selectOption({ index: 6 });
  await page.waitForFunction(() => !document.querySelector('#workshop-file').value.includes('# first'));

  const opened = `${starter().replace('"thanked-for-vote"', '"from-a-colleague"')}# opened\n`;
  await page.locator('input[type="file"]').setInputFiles({ name: 'theirs.toml', mimeType: 'text/plain', buffer: Buffer.from(opened.replaceAll('\n', '\r\n')) });
  await page.waitForFunction(() => document.querySelector('#workshop-file').value.endsWith('# opened\n'));
  await page.getByRole('link', { name: 'Every marker' }).or(page.locator('.learn-nav a[href="#/learn/markers"]')).first().click();
  await page.locator('#workshop-file').waitFor({ state: 'detached' });
  await page.goBack();
  await page.locator('#workshop-file').waitFor();
  assert.equal(await file(page).inputValue(), opened);

  // What was only opened is on the disk; what was changed is not, until it is saved.
  const leave = () => page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));
  assert.equal(await leave(), false);
  await file(page).fill(`${opened}# mine`);
  assert.equal(await leave(), true);
  await page.close({ runBeforeUnload: true });
  await page.waitForTimeout(500);
  assert.deepEqual(dialogs, ['beforeunload']);
  await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as a file' }).click()]);
  assert.equal(await leave(), false);
});

test('a file can be dropped, and one in UTF-16 opened; a place is led to where lines wrap; whether the marker is raised is said aloud', { skip }, async (t) => {
  const { page } = await open(t, { viewport: { width: 360, height: 740 } });
  await inOrder(page);
  const dropped = `${starter()}# dropped\n`;
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'theirs.toml'));
    const box = document.querySelector('#workshop-file');
    const over = new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer: data });
    box.dispatchEvent(over);
    if (!over.defaultPrevented) throw new Error('the browser would leave for the file');
    box.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
  }, dropped);
  await page.waitForFunction((text) => document.querySelector('#workshop-file').value === text, dropped);
  const wide = starter().replace('[words.thanks]', '[wordz.thanks]');
  for (const [mark, bytes] of [[[0xff, 0xfe], Buffer.from(wide, 'utf16le')], [[0xfe, 0xff], Buffer.from(wide, 'utf16le').swap16()]]) {
    await page.locator('input[type="file"]').setInputFiles({ name: 'wide.toml', mimeType: 'text/plain', buffer: Buffer.concat([Buffer.from(mark), bytes]) });
    await page.waitForFunction((text) => document.querySelector('#workshop-file').value === text, wide);
  }
  await page.getByRole('button', { name: place(wide, 'wordz'), exact: true }).click();
  const seen = await page.locator('#workshop-file').evaluate((box) => {
    // Where the line stands, measured by another that ends there.
    const copy = Object.assign(box.cloneNode(), { value: box.value.slice(0, box.selectionStart) });
    copy.style.blockSize = '0';
    box.after(copy);
    const top = copy.scrollHeight - box.scrollTop;
    copy.remove();
    return { top, height: box.clientHeight };
  });
  assert.ok(seen.top > 0 && seen.top < seen.height, JSON.stringify(seen));
  await file(page).fill(starter());
  await page.getByRole('status').filter({ hasText: 'Your marker is raised: Thanks you for your vote' }).waitFor();
});

test('a hostile file ends in words, and its markup stays text', { skip }, async (t) => {
  const { page, requests, errors } = await open(t);
  await inOrder(page);
  requests.length = 0;
  const give = (name, buffer) => page.locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/plain', buffer });
  await give('large.toml', Buffer.alloc(70_000, 'x'));
  await page.getByText('This file is larger than 64 kB').waitFor();
  assert.equal(await file(page).inputValue(), starter());
  await give('picture.png', Buffer.from([0x89, 0x50, 0xff, 0xfe]));
  await page.getByText('This file is no text').waitFor();

  // Without ' and ", which are printed as ’ and “: what stands there must be what would run.
  const markup = '<img src=x onerror=document.title=`run`><script>document.title=`run`</script><a href=javascript:1>here</a>';
  const hostile = starter().replace('"Thanks you for your vote"', JSON.stringify(markup)).replace('https://www.techzim.co.zw/', 'javascript:alert(1)//').replace('thank you"', '<b>thank you"');
  await give('markup.toml', Buffer.from(hostile));
  await page.getByRole('button', { name: place(hostile, 'url = "javascript'), exact: true }).waitFor();
  await page.getByText(`Your marker is raised: ${markup}`).waitFor();
  assert.equal(await page.locator('.workshop-found img, .workshop-try img, .workshop-try script, .learn a[href^="javascript"]').count(), 0);
  assert.notEqual(await page.title(), 'run');

  // The name of a file that is no marker would take its place.
  await file(page).fill(starter().replace('"thanked-for-vote"', '"entities"'));
  await page.locator('.workshop-list', { hasText: '`entities` is a file beside the markers; give yours another id' }).waitFor();

  const pattern = (text) => starter().replace('{thanks} ..3 (voting|your vote)', text);
  for (const [text, words] of [
    [pattern('(a [b]|c)'.repeat(4000)), 'multiply to more than 200'],
    [pattern(`${'['.repeat(20_000)}a${']'.repeat(20_000)}`), 'brackets inside each other'],
    [`a = ${'['.repeat(60_000)}`, 'max recursion depth met'],
    ['x'.repeat(66_000), 'at most 65536 are read'],
  ]) {
    await file(page).fill(text);
    await page.locator('.workshop-list', { hasText: words }).waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  }
  await file(page).fill(starter());
  await inOrder(page);
  assert.deepEqual(requests, []);
  assert.deepEqual(errors, []);
});

test('what takes too long is stopped, by the reader or by itself, and the page goes on', { skip }, async (t) => {
  const { page, context } = await open(t, { path: '/www/?lang=en#/about' });
  // A worker that never ends what it is asked.
  const endless = 'onmessage = ({ data: { turn, ask } }) => { if (ask === "load") postMessage({ turn }); else for (;;); };';
  await context.route('**/workshop/worker.js', (route) => route.fulfill({ contentType: 'text/javascript', body: endless }));
  await page.clock.install();
  await page.goto(`${page.url().split('#')[0]}${HASH}`);
  await page.getByText('is being loaded').or(page.getByText('The file is being read.')).first().waitFor();
  await page.clock.fastForward(21_000);
  await page.getByText('Reading was stopped.').waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.clock.fastForward(2_000);
  await page.getByText('The file is being read.').or(page.getByText('is being loaded')).first().waitFor();
  await context.unroute('**/workshop/worker.js');
  await page.clock.fastForward(21_000);
  await page.getByText('Reading was stopped.').waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  await inOrder(page);
});

test('opened once it is kept with the page, and works with the server gone', { skip }, async (t) => {
  const { page, requests, site } = await openPage(t, { path: '/www/?lang=en', ready: READY, locale: 'en-US', serviceWorkers: 'allow' });
  await page.getByText('Kept on this device: the page works without a network.').waitFor();
  assert.deepEqual(ofWorkshop(requests), [], 'nothing of it is kept for those who do not want it');
  await page.goto(`${page.url().split('#')[0]}${HASH}`);
  await inOrder(page);
  // Not `waitForFunction`: a promise is true to it, so it would wait for nothing.
  await page.evaluate(async () => {
    while (!(await globalThis.caches.has('workshop-of-telltext'))) await new Promise((done) => setTimeout(done, 50));
  });
  await site.close();
  await page.reload();
  await page.locator(READY).waitFor();
  await inOrder(page);
  await page.getByText('Your marker is raised: Thanks you for your vote').waitFor();
});

for (const look of LOOKS) {
  test(`axe finds nothing: ${looks(look)}`, { skip }, async (t) => {
    const { page } = await open(t, { axe: true, ...look });
    await inOrder(page);
    await page.getByText('6 examples that hold').click();
    assert.deepEqual(await axe(page), []);
    await file(page).fill(starter().replace('{thanks} ..3', '{thankz} ..3'));
    await page.getByRole('heading', { name: '1 mistake in the file' }).waitFor();
    assert.deepEqual(await axe(page), []);
  });
}

for (const [language, button] of [['en', 'Save as a file'], ['es', 'Guardar como archivo'], ['fr', 'Enregistrer le fichier']]) {
  test(`on a phone nothing is cut off, ${language}`, { skip }, async (t) => {
    const { page } = await open(t, { path: `/www/?lang=${language}${HASH}`, viewport: { width: 360, height: 740 }, axe: true });
    await page.locator('.workshop-fires.fires').waitFor();
    const long = starter(language).replace('{thanks} ..3', `{${'x'.repeat(200)}} ..3`);
    await page.locator('#workshop-file').fill(long);
    await page.locator('.workshop-list li', { hasText: 'xxxx' }).first().waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page is as wide as the phone');
    const box = await page.getByRole('button', { name: button }).boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 360 && box.height >= 44);
    const cut = await page.locator('.workshop-grid *, .workshop-try *').evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible' && one.clientWidth > 1 && !one.matches('.visually-hidden')).map((one) => one.className));
    assert.deepEqual(cut, []);
    assert.deepEqual(await axe(page), []);
  });
}

test('Firefox: a marker is changed, its mistake named, the message marked', { skip: skip || missing('firefox') }, async (t) => {
  const { page } = await openFirefox(t, { path: `/www/?lang=en${HASH}`, ready: READY });
  const says = (words) => page.waitForFunction((text) => document.querySelector('.learn').textContent.includes(text), {}, words);
  await says('Your marker is raised: Thanks you for your vote');
  const write = (text) =>
    page.evaluate((value) => {
      const box = document.querySelector('#workshop-file');
      box.value = value;
      box.dispatchEvent(new Event('input', { bubbles: true }));
    }, text);
  await write(starter().replace('{thanks} ..3', '{thankz} ..3'));
  await says('there is no word list or entity `{thankz}`');
  await write(starter().replace('"Thanks you for your vote"', '"Somebody says thank you"'));
  await says('Your marker is raised: Somebody says thank you');
  assert.equal(await page.evaluate(() => document.querySelector('.workshop-try mark').textContent.startsWith('Thanks for your vote for Ruiz')), true);
});
