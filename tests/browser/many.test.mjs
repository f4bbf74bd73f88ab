// Many messages in real Chromium, with the real engine: paste or open, correct, check, find, read, take along; nothing sent, nothing kept.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { LOOKS, axe, browser, looks } from './harness.mjs';
import { THIRTEEN, box, button, campaigns, check, csv, finished, found, open, pick, rows, thousands, watch } from './many.mjs';

const saved = async (page, name) => {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, name).click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
};

test('one text from thirteen numbers is one campaign: senders, times, no way out, and the words that differ', async (t) => {
  const { page, errors } = await open(t);
  const others = ['See you at seven?', 'Your parcel is at the station, bring a card.', 'Choir is cancelled on Friday.'].map((text, index) => ({ from: `+1 412 555 010${index}`, received: '2020-11-04', text }));
  await check(page, csv([...others, ...THIRTEEN]));
  await finished(page, '16 messages checked. 1 campaign, with 13 messages.');
  assert.equal(await campaigns(page).count(), 1);
  const [card] = await campaigns(page).all();
  assert.match(await card.getByRole('heading').textContent(), /13 messages/);
  for (const words of ['From 13 different senders', 'Nov 5, 2020, 2:00 PM to Nov 5, 2020, 2:48 PM', '100% without an opt-out line', 'Stop and check first: 13']) await card.getByText(words).waitFor();
  assert.match(await card.locator('.many-differing').textContent(), /Ana.*Ben/);
  assert.equal(await card.locator('mark', { hasText: 'Ana' }).count(), 1);
  await card.getByText('Senders', { exact: true }).click();
  for (const { from } of THIRTEEN) assert.match(await card.locator('.many-senders').textContent(), new RegExp(from.replace('+', '\\+')));

  await card.getByRole('button', { name: 'Show its messages (Campaign 1)' }).click();
  await found(page, '1 to 13 of 13');
  assert.equal(await rows(page).count(), 13);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Messages');
  await button(page, 'Show all').click();
  await found(page, '1 to 16 of 16');
  assert.deepEqual(errors, []);
});

/** The longest task of the page's own thread in a trace, in milliseconds of its work: what others on the machine take is not counted. */
function longestWork({ traceEvents }) {
  const pages = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(({ pid, tid }) => `${pid}/${tid}`));
  const tasks = traceEvents.filter(({ ph, name, pid, tid }) => ph === 'X' && name.endsWith('RunTask') && pages.has(`${pid}/${tid}`));
  // A machine under load leaves the time of work out of some.
  const work = tasks.map(({ tdur }) => tdur).filter(Number.isFinite);
  assert.ok(work.length > 50, 'the trace has the tasks of the page');
  return Math.max(...work) / 1000;
}

test('10,000 messages: a progress bar, a page that answers at once, one campaign of thirteen among them', async (t) => {
  const { page, errors } = await open(t);
  const folder = mkdtempSync(join(tmpdir(), 'telltext-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'tips.csv'), csv(thousands(10_000)));
  await page.evaluate(watch);
  await (await browser()).startTracing(page, { categories: ['toplevel'] });
  await page.locator('#many-file').setInputFiles(join(folder, 'tips.csv'));
  await button(page, 'Check 10,000 messages').waitFor();
  const start = Date.now();
  await button(page, 'Check 10,000 messages').click();
  const bar = page.getByRole('progressbar', { name: 'Messages checked' });
  // Looked at from inside, within one frame: on a fast machine the bar has gone by the next question.
  const shown = await page.waitForFunction(() => {
    const bar = document.querySelector('progress');
    return bar?.value > 500 && { max: bar.max, named: bar.labels.length > 0 || bar.hasAttribute('aria-label') || bar.hasAttribute('aria-labelledby') };
  });
  assert.deepEqual(await shown.jsonValue(), { max: 10_000, named: true });
  // Meanwhile the table is there and can be used.
  await button(page, 'Next', { exact: true }).click();
  await found(page, '51 to 100');
  await page.getByRole('searchbox', { name: 'Words in the message' }).fill('bake sale');
  await finished(page, '10,000 messages checked.');
  await finished(page, /campaign/);
  const seconds = (Date.now() - start) / 1000;
  assert.equal(await bar.count(), 0);
  await button(page, 'Show all').click();
  await found(page, '1 to 50 of 10,000');
  await button(page, /^What it says/).click();
  await button(page, 'Last', { exact: true }).click();
  await found(page, '9,951 to 10,000 of 10,000');
  await page.getByLabel('Order of the campaigns').selectOption('What stands out most first');
  const thirteen = campaigns(page).filter({ hasText: 'steal this election' });
  assert.equal(await thirteen.count(), 1);
  await thirteen.getByText('From 13 different senders').waitFor();
  const longest = longestWork(JSON.parse(await (await browser()).stopTracing()));
  const { tasks, gap } = await page.evaluate(() => seen);
  t.diagnostic(`checked and grouped in ${seconds} s; the longest task of the page took ${Math.round(longest)} ms of work`);
  t.diagnostic(`by the clock, with whatever else the machine does: long tasks ${tasks.join(', ') || 'none'} ms, longest time between frames ${gap} ms`);
  assert.deepEqual(errors, []);
});

test('checking can be stopped; what is finished stays, with its campaigns', async (t) => {
  const { page } = await open(t);
  await pick(page, 'tips.csv', csv(thousands(60_000)));
  await button(page, 'Check 60,000 messages').click();
  await page.waitForFunction(() => Number(document.querySelector('progress')?.value) > 300);
  await button(page, /^Stop$/).click();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'results-title', 'the focus stays near the button that goes');
  await finished(page, /^Stopped: [\d,]+ of 60,000 messages were checked\. .*campaign/);
  const done = Number((await page.locator('.many-progress-words').textContent()).match(/[\d,]+/)[0].replace(',', ''));
  assert.ok(done >= 300 && done < 60_000, `${done}`);
  await found(page, `of ${done.toLocaleString('en')}`);
  assert.equal(await rows(page).count(), 50);
  assert.equal(await page.getByRole('progressbar').count(), 0);
});

test('a 20 MB file is answered, and can be left while it is being read', async (t) => {
  const { page } = await open(t);
  const line = `"+1 215 555 0101","2020-11-05","${'They moved the polling place, see you at the old mill. '.repeat(4)}"\n`;
  const content = `from,received,text\n${line.repeat(Math.ceil((20 * 1024 * 1024) / line.length))}`;
  assert.ok(content.length > 20 * 1024 * 1024);
  await pick(page, 'large.csv', content);
  await button(page, /^Check \d/).waitFor({ timeout: 60_000 });
  await button(page, /^Check \d/).click();
  await page.waitForFunction(() => Number(document.querySelector('progress')?.value) > 100);
  await button(page, 'Start over').click();
  await box(page).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'many-box');
});

const latin = (text) => Buffer.from(text, 'latin1');
const utf16 = (text) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const TABLE = 'numéro;reçu;texte\n+33 6 12 34 56 78;25/06/2024;Élection déplacée à mercredi\n';

for (const [name, content, encoding] of [
  ['UTF-8', Buffer.from(TABLE), null],
  ['UTF-16 with its mark', utf16(TABLE), null],
  ['UTF-16 without it', Buffer.from(TABLE, 'utf16le'), 'UTF-16 LE'],
  ['Latin-1', latin(TABLE), 'Windows-1252 (Latin-1)'],
]) {
  test(`a file in ${name} is read; a guess is said to be one`, async (t) => {
    const { page } = await open(t);
    await pick(page, 'tips.csv', content);
    await button(page, 'Check 1 message').waitFor();
    await page.getByText('For example: Élection déplacée à mercredi').waitFor();
    assert.equal(await page.getByText(/is a guess/).count(), encoding ? 1 : 0);
    if (encoding) await page.getByText(`${encoding} is a guess`).waitFor();
    await button(page, 'Check 1 message').click();
    await found(page, '1 to 1 of 1');
    assert.match(await rows(page).first().textContent(), /Jun 25, 2024/);
  });
}

test('the encoding, the dates and the columns can be corrected', async (t) => {
  const { page } = await open(t);
  await pick(page, 'tips.csv', Buffer.concat([Buffer.from('text,note,when\n"It'), Buffer.from([0x92]), Buffer.from('s moved",Maria wrote it down for us yesterday evening,4/5/2024\n')]));
  await page.getByText('For example: It’s moved').waitFor();
  await page.getByText('Not read as you expected?').click();
  await page.getByLabel('How letters are encoded').selectOption('UTF-8');
  await page.getByText('the first is on line 2').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'many-encoding', 'the reading goes on where it was');
  await page.getByLabel('How letters are encoded').selectOption('Windows-1252 (Latin-1)');
  await page.getByText('For example: It’s moved').waitFor();
  await page.getByLabel('Dates such as 4/5').selectOption('the day first: May 4');
  await page.getByLabel('Text of the message').selectOption('note');
  await button(page, 'Check 1 message').click();
  const row = await rows(page).first().textContent();
  assert.match(row, /Maria wrote it down/);
  assert.match(row, /May 4, 2024/);

  await button(page, 'Start over').click();
  await check(page, 'One, two\nThree, four');
  await found(page, '1 to 2 of 2');
  await button(page, 'Start over').click();
  await box(page).fill('One, two\nThree, four');
  await button(page, 'Continue').click();
  await page.getByText('Not read as you expected?').click();
  await page.getByLabel('How the messages are written').selectOption('A table (CSV, TSV)');
  await page.getByLabel('Sender').selectOption('Column 1');
  await page.getByLabel('Text of the message').selectOption('Column 2');
  await button(page, 'Check 2 messages').click();
  await button(page, 'four').waitFor();
});

test('broken quotes, bad JSON and rows without text are named by their lines; the rest is checked', async (t) => {
  const { page } = await open(t);
  await pick(page, 'tips.csv', 'text,from\nVote early,1\n"never closed,2\nSee you,3\n,4\n');
  await page.getByText('Line 3: a quotation mark is opened and never closed.').waitFor();
  await button(page, /^Check/).click();
  await found(page, '1 to 2 of 2');
  await page.getByText('1 row has no text and is left out (line 5).').waitFor();
  await page.getByText('Line 3: a quotation mark').waitFor();
  await button(page, 'Start over').click();
  await pick(page, 'tips.jsonl', '{"id":"a","text":"Vote early"}\n{oops\n{"id":"b","text":"See you"}\n');
  await page.getByText('Line 2: this is not JSON with a text.').waitFor();
  await button(page, 'Check 2 messages').click();
  await found(page, '1 to 2 of 2');
});

test('what cannot be read says so: empty, a spreadsheet, a picture, too large, several at once', async (t) => {
  const { page } = await open(t);
  const told = (words) => page.getByRole('alert').filter({ hasText: words }).waitFor();
  await button(page, 'Continue').click();
  await told('There are no messages in what you pasted.');
  await pick(page, 'none.csv', '\n\n');
  await told('There are no messages in none.csv.');
  await pick(page, 'tips.xlsx', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]));
  await told('“tips.xlsx” is a spreadsheet. Open it in your spreadsheet program, save it as CSV');
  await pick(page, 'tips.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0]));
  await told('“tips.png” is not a text file.');
  const drop = (files) =>
    page.evaluate((list) => {
      const dataTransfer = new DataTransfer();
      for (const [name, size] of list) dataTransfer.items.add(new File([new Uint8Array(size).fill(97)], name));
      document.querySelector('.many').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    }, files);
  await drop([['huge.csv', 51 * 1024 * 1024]]);
  await told('“huge.csv” has 51 MB. This page reads up to 50 MB.');
  await drop([['a.txt', 20], ['b.txt', 20]]);
  await told('One file at a time: “a.txt” was opened.');
  await button(page, 'Check 1 message').waitFor();
});

test('the table sorts by every heading, by keyboard too, and says how', async (t) => {
  const { page } = await open(t);
  await check(page, csv([{ from: 'Zoe', received: '2020-11-07', text: 'See you at seven' }, THIRTEEN[0], { from: '', received: '', text: 'Choir on Friday' }]));
  await finished(page, '3 messages checked.');
  const header = (name) => page.getByRole('columnheader', { name });
  const order = () => rows(page).evaluateAll((all) => all.map((row) => row.querySelector('th').textContent).join(''));
  assert.equal(await header('No.').getAttribute('aria-sort'), 'ascending');
  const orders = { 'What it says': ['213', '132'], Message: ['231', '132'], Markers: ['213', '132'], Sender: ['213', '312'], Received: ['213', '312'] };
  for (const [name, [first, second]] of Object.entries(orders)) {
    await header(name).getByRole('button').focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction((key) => [...document.querySelectorAll('tbody th')].map((th) => th.textContent).join('') === key, first);
    assert.equal(await header(name).getAttribute('aria-sort'), ['What it says', 'Markers'].includes(name) ? 'descending' : 'ascending', name);
    await page.keyboard.press('Space');
    await page.waitForFunction((key) => [...document.querySelectorAll('tbody th')].map((th) => th.textContent).join('') === key, second);
    assert.equal(await page.locator('[aria-sort]').count(), 1);
  }
  assert.equal((await order()).length, 3);
});

test('a number with its country code stands in one line of the table', async (t) => {
  const { page } = await open(t, { viewport: { width: 1280, height: 900 } });
  await check(page, 'from,text\n+12155550137,Vote on Wednesday\n72345,See you at the fair');
  await finished(page, /^2 messages checked/);
  const lines = await rows(page).first().locator('.many-from').evaluate((cell) => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return range.getClientRects().length;
  });
  assert.equal(lines, 1);
});

test('the table is filtered by words, level, marker, opt-out line and sender', async (t) => {
  const { page } = await open(t);
  await check(page, csv([...THIRTEEN, { from: '+1 412 555 0100', received: '', text: 'Réunion on Tuesday' }, { from: '', received: '', text: 'See you' }]));
  await finished(page, '15 messages checked.');
  const search = page.getByRole('searchbox', { name: 'Words in the message' });
  await search.fill('REUNION');
  await found(page, '1 to 1 of 1');
  await search.fill('nothing of the kind');
  await found(page, 'No message fits.');
  await button(page, 'Show all').click();
  await page.getByRole('searchbox', { name: 'Sender contains' }).fill('215-555-0112');
  await found(page, '1 to 1 of 1');
  await button(page, 'Show all').click();
  await page.getByLabel('What it says').selectOption('Stop and check first (13)');
  await found(page, 'of 13');
  await page.getByLabel('Opt-out line').selectOption('missing (13)');
  await found(page, 'of 13');
  await button(page, 'Show all').click();
  const marker = page.getByLabel('Marker');
  const label = await marker.locator('option').nth(1).textContent();
  assert.match(label, /\(13\)$/);
  await marker.selectOption({ label });
  await found(page, 'of 13');
  await button(page, 'Show all').click();
  await button(page, /^No markers found 2/).click();
  await found(page, 'of 2');
  assert.equal(await button(page, /^No markers found 2/).getAttribute('aria-pressed'), 'true');
});

test('a message opens its full report, leads to the next, and gives the place back', async (t) => {
  const { page } = await open(t);
  await check(page, csv([...THIRTEEN.slice(0, 2), { from: '', received: '', text: 'See you' }]));
  await finished(page, '3 messages checked.');
  const first = button(page, /^ALERT: Ana/);
  await first.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Message 1' });
  await dialog.getByText('+1 215 555 0110 · Nov 5, 2020, 2:00 PM · 1 of 3 in the table').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Message 1');
  await dialog.getByRole('region', { name: 'What it says' }).getByText('Stop and check first').waitFor();
  assert.ok((await dialog.getByRole('article').count()) > 1);
  assert.equal(await dialog.getByRole('button', { name: 'Previous' }).getAttribute('aria-disabled'), 'true');
  await dialog.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('dialog', { name: 'Message 2' }).getByText('ALERT').first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  assert.match(await page.evaluate(() => document.activeElement.textContent), /^ALERT: Ana/);

  await first.click();
  await button(page, 'Open in Check').click();
  assert.equal(await page.getByRole('textbox', { name: 'The message' }).inputValue(), THIRTEEN[0].text);
  await page.getByRole('link', { name: 'Many messages' }).click();
  await found(page, '1 to 3 of 3');
});

test('markers are left out: ticked before the check, named after it, in every report and file, and ticked again the next time', async (t) => {
  const { page, errors } = await open(t);
  const text = 'They are stealing the election!\nSee you at seven';
  await check(page, text);
  await finished(page, '2 messages checked');
  assert.match(await rows(page).first().textContent(), /Says the election is stolen or rigged/);
  await button(page, 'Start over').click();
  await box(page).fill(text);
  await button(page, 'Continue').click();
  await page.getByText('Markers to leave out').click();
  const tick = page.getByRole('checkbox', { name: /stolen or rigged/ });
  const title = (await tick.locator('..').textContent()).trim();
  await tick.check();
  await button(page, 'Check 2 messages').click();
  await finished(page, '2 messages checked');
  await page.getByText(`1 marker was left out and not looked for: ${title}.`).waitFor();
  assert.doesNotMatch(await rows(page).first().textContent(), /stolen or rigged/);
  const table = await saved(page, 'Save as CSV');
  assert.match(table.text.split('\n')[0], /,"campaign","left_out"\r?$/);
  assert.match(table.text, /,"stolen-election-claim"\r?$/m);
  const reports = (await saved(page, 'Save reports (JSON Lines)')).text.trim().split('\n').map((line) => JSON.parse(line).report);
  assert.deepEqual(reports.map(({ not_checked: [first] }) => first.id), ['stolen-election-claim', 'stolen-election-claim']);
  await rows(page).first().getByRole('button').click();
  await page.getByRole('dialog').getByText(`Not looked for, because it was left out: ${title}`).first().waitFor();
  await button(page, 'Close').click();
  await button(page, 'Start over').click();
  await box(page).fill(text);
  await button(page, 'Continue').click();
  assert.ok(await tick.isChecked(), 'it is remembered while the page is open');
  assert.deepEqual(errors, []);
});

test('CSV, JSON Lines and ClaimReview drafts hold what the table shows; no cell is a formula', async (t) => {
  const { page, errors } = await open(t);
  const formula = { from: '=1+1', received: '', text: '=HYPERLINK("http://x.example","Vote")' };
  const tab = { from: '@sum', received: '', text: '\tindented "quoted", and more' };
  await check(page, csv([...THIRTEEN, formula, tab, { from: '-7', received: '', text: 'See you' }]));
  await finished(page, '16 messages checked. 1 campaign');
  const table = await saved(page, 'Save as CSV');
  assert.equal(table.name, 'telltext-messages.csv');
  assert.ok(table.text.startsWith('\uFEFF"id","line","from",'));
  const cells = table.text.slice(1).match(/"(?:[^"]|"")*"/g).map((cell) => cell.slice(1, -1));
  assert.equal(cells.length, 17 * 13);
  assert.deepEqual(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell)), []);
  for (const cell of ["'=1+1", "'@sum", "'-7", "'+1 215 555 0110", '\'=HYPERLINK(""http://x.example"",""Vote"")']) assert.ok(cells.includes(cell), cell);
  await page.getByText('16 messages saved as telltext-messages.csv.').waitFor();

  await page.getByLabel('What it says').selectOption('Stop and check first (13)');
  await found(page, 'of 13');
  const reports = (await saved(page, 'Save reports (JSON Lines)')).text.trim().split('\n').map((line) => JSON.parse(line));
  assert.equal(reports.length, 13);
  assert.deepEqual(Object.keys(reports[0]), ['id', 'report']);
  assert.equal(reports[0].report.schema, 1);
  assert.equal(reports[0].report.level, 'strong');

  const drafts = JSON.parse((await saved(page, 'Save ClaimReview drafts')).text);
  assert.equal(drafts['@context'], 'https://schema.org');
  assert.equal(drafts['@graph'].length, 1, 'one for the campaign');
  const [draft] = drafts['@graph'];
  assert.deepEqual([draft['@type'], draft.creativeWorkStatus, draft.author.name, draft.reviewRating.ratingValue], ['ClaimReview', 'Draft', '', '']);
  assert.match(draft.claimReviewed, /steal this election/);
  assert.match(draft.reviewBody, /Different senders: 13/);
  assert.ok(draft.citation.length > 0);
  assert.deepEqual(errors, []);
});

test('nothing is requested but the files of the view, nothing is stored, and no markup comes alive', async (t) => {
  const { page, requests, errors } = await open(t);
  const text = csv([...THIRTEEN, { from: '<b>x</b>', received: '', text: '<img src=https://evil.example/x onerror=alert(1)> https://evil.example/y' }]);
  requests.length = 0;
  await check(page, text);
  await finished(page, '14 messages checked.');
  const own = requests.map((line) => line.replace('GET /www/', '').replace('GET /pkg/', ''));
  assert.ok(own.every((path) => /^(?:many\.worker|engine|languages?|dom|hidden|(?:telltext|campaigns)(?:_bg)?|index|api|wire|group|words\.(?:en(?:-sources)?|documented)|(?:many|parts|keep|vendor)\/[\w-]+)\.(?:js|wasm|json)$/.test(path)), own.join('\n'));
  requests.length = 0;
  await button(page, /^<img src/).click();
  await page.getByRole('dialog').getByText('<img src').first().waitFor();
  assert.equal(await page.locator('.many img, dialog img').count(), 0);
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox', { name: 'Words in the message' }).fill('steal');
  await found(page, 'of 13');
  await saved(page, 'Save as CSV');
  await saved(page, 'Save ClaimReview drafts');
  assert.deepEqual(requests, []);
  const kept = await page.evaluate(async () => localStorage.length + sessionStorage.length + document.cookie.length + (await indexedDB.databases()).length);
  assert.equal(kept, 0);
  assert.deepEqual(errors, []);
});

test('another language loses nothing; another view neither', async (t) => {
  const { page } = await open(t);
  await check(page, csv(THIRTEEN));
  await finished(page, '13 messages checked.');
  await page.getByLabel('Language').selectOption('fr');
  await page.getByRole('heading', { name: 'Résultats pour ce que vous avez collé', exact: true }).waitFor();
  await page.getByText('De 13 expéditeurs différents').waitFor();
  await page.getByText('1 à 13 sur 13').waitFor();
  await page.getByLabel('Langue').selectOption('es');
  await page.getByText('De 13 remitentes distintos').waitFor();
});

test('the table is printed with its headings and messages, without its buttons', async (t) => {
  const { page } = await open(t);
  await check(page, csv([...THIRTEEN, ...thousands(100)]));
  await finished(page, '113 messages checked.');
  await page.evaluate(() => {
    globalThis.print = () => (globalThis.printed = document.querySelectorAll('.many-table tbody tr').length);
  });
  await button(page, 'Print the table').click();
  await page.waitForFunction(() => globalThis.printed === 113);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await button(page, 'Save as CSV').isVisible(), false);
  assert.equal(await page.getByRole('search').isVisible(), false);
  assert.equal(await page.getByRole('columnheader', { name: 'Sender' }).getByText('Sender').isVisible(), true);
  assert.equal(await page.getByText(/^ALERT: Ana/).first().isVisible(), true);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
  await found(page, '1 to 50 of 113');
  await page.waitForFunction(() => document.querySelectorAll('.many-table tbody tr').length === 50);
});

test('nothing is cut off at 320 px, and tables stay tables', async (t) => {
  const { page } = await open(t, { viewport: { width: 320, height: 700 } });
  const fits = async (state) => assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, state);
  await fits('start');
  await box(page).fill(csv([...THIRTEEN, { from: 'x'.repeat(90), received: '', text: `https://vote.example/${'y'.repeat(300)}` }]));
  await button(page, 'Continue').click();
  await page.getByText('Not read as you expected?').click();
  await fits('setup');
  await button(page, /^Check/).click();
  await finished(page, '14 messages checked.');
  await fits('results');
  assert.equal(await rows(page).count(), 14);
  assert.equal(await page.getByRole('columnheader').count(), 7);
  await button(page, /^https/).click();
  await page.getByRole('dialog').waitFor();
  assert.ok((await page.evaluate(() => document.querySelector('dialog').scrollWidth - document.querySelector('dialog').clientWidth)) <= 0);
});

test('the keyboard alone goes from the box to a report', async (t) => {
  const { page } = await open(t);
  await box(page).fill(csv(THIRTEEN));
  await box(page).focus();
  const tabTo = async (pattern) => {
    for (let step = 0; step < 60; step++) {
      await page.keyboard.press('Tab');
      if (pattern.test(await page.evaluate(() => document.activeElement.textContent))) return;
    }
    throw new Error(`${pattern} is not reached by Tab`);
  };
  await tabTo(/^Continue$/);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'setup-title');
  await tabTo(/^Check 13 messages$/);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'results-title');
  await finished(page, '1 campaign');
  await tabTo(/^Show its messages/);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'messages-title');
  await tabTo(/^ALERT: Ana/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Message 1' }).waitFor();
});

for (const look of LOOKS) {
  test(`axe finds nothing in any state: ${looks(look)}`, async (t) => {
    const { page } = await open(t, { axe: true, ...look });
    const clean = async (state) => assert.deepEqual(await axe(page), [], state);
    await clean('start');
    await button(page, 'Continue').click();
    await clean('an error');
    await pick(page, 'tips.csv', latin(`texte,from\n"open,1\né,2\n${THIRTEEN.map(({ text, from }) => `"${text}",${from}`).join('\n')}`));
    await button(page, /^Check/).waitFor();
    await page.locator('details').evaluateAll((all) => all.forEach((one) => (one.open = true)));
    await clean('setup');
    await button(page, /^Check/).click();
    await finished(page, '1 campaign');
    await page.locator('details').evaluateAll((all) => all.forEach((one) => (one.open = true)));
    await page.getByRole('region', { name: /^Papa Parse/ }).waitFor();
    await clean('results');
    await button(page, /^ALERT: Ana/).click();
    await page.getByRole('dialog').getByRole('article').first().waitFor();
    await clean('a report');
    await page.keyboard.press('Escape');
    await page.getByLabel('Words in the message').fill('zzzz');
    await found(page, 'No message fits.');
    await clean('no message fits');
  });
}
