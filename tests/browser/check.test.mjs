// Check and next steps: what a reader can do there, found by role, in Chromium.
// The page alone is tested on a stand-in engine; the last test reads with the real one.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { READY, STEAL, box, finding, level, open, openHistory, openKeep } from './check.mjs';
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
  await box(page).fill('hello');
  const frames = await page.evaluate(
    () =>
      new Promise((done) => {
        const area = document.querySelector('#message-box');
        area.value = 'They steal this election';
        area.dispatchEvent(new Event('input', { bubbles: true }));
        let count = 0;
        const look = () => (document.querySelector('.finding') ? done(count) : count > 60 ? done(-1) : (count++, requestAnimationFrame(look)));
        look();
      }),
  );
  assert.ok(frames >= 0 && frames <= 2, `${frames} frames`);
});

/** What keeps and shares, asked for when a reader opens it. */
const KEEPING = ['keep.js', 'keep/history-panel.js', 'keep/link.js', 'keep/panel.js', 'keep/plain.js', 'keep/redact.js', 'keep/shareable.js', 'lang/keep.en.json', 'parts/stop-sources.js', 'stop.js', 'style/keep.css'];

test('nothing is requested after the page has loaded but parts a reader opens, each once', async (t) => {
  const { page, requests } = await open(t);
  requests.length = 0;
  await page.getByRole('button', { name: 'Try a sample' }).click();
  await level(page).getByText('Stop and check first').waitFor();
  await page.getByText('0 requests since the page was ready').waitFor();
  assert.deepEqual(requests, []);
  await openKeep(page);
  await page.getByText('See exactly what is shared').click();
  await page.getByLabel('Include the message').check();
  await page.getByRole('button', { name: 'Copy as text' }).click();
  await openHistory(page);
  assert.deepEqual(requests.sort(), KEEPING.map((path) => `GET /www/${path}`));
  await page.getByText(`${KEEPING.length} requests since the page was ready, all for parts of this page`).waitFor();
});

test('the request line counts what is fetched, and says what it was', async (t) => {
  const { page, requests } = await open(t);
  requests.length = 0;
  const last = page.waitForResponse('**/files.js');
  await page.getByRole('link', { name: 'About' }).click();
  await page.getByRole('heading', { name: 'What happens to your message' }).waitFor();
  await last;
  // Chromium asks for the icon again at some changes of the address, unless it may keep it.
  assert.deepEqual(requests.filter((line) => !line.endsWith('/icon.svg')).sort(), ['GET /www/files.js', 'GET /www/lang/about.en.json', 'GET /www/views/about.js']);
  await page.getByText(/^\d requests? since the page was ready/).click();
  await page.getByText('/www/views/about.js').waitFor();
});

test('the policy of the page refuses other sites, inline script and unchecked markup', async (t) => {
  const { page, requests } = await open(t);
  requests.length = 0;
  const outcome = await page.evaluate(async () => {
    const refused = async (act) => {
      try {
        await act();
        return false;
      } catch {
        return true;
      }
    };
    const script = document.createElement('script');
    const withText = await refused(() => {
      script.textContent = 'globalThis.ran = true';
      document.body.append(script);
    });
    return {
      elsewhere: await refused(() => fetch('http://elsewhere.example/?message=1')),
      markup: await refused(() => {
        document.body.innerHTML = '<p>markup</p>';
      }),
      script: withText || globalThis.ran === undefined,
      // In a turn of its own: what the test itself evaluates is let through.
      evaluated: await new Promise((done) => setTimeout(() => refused(() => (0, eval)('1')).then(done))),
    };
  });
  assert.deepEqual(outcome, { elsewhere: true, markup: true, script: true, evaluated: true });
  assert.deepEqual(requests, []);
});

test('markup in a message stays text', async (t) => {
  const { page } = await open(t);
  await box(page).fill('<img src=x onerror=alert(1)> steal this election <script>1</script>');
  await finding(page, 'Says the election is being stolen').waitFor();
  assert.equal(await page.locator('.message img, .message script').count(), 0);
  assert.match(await page.locator('.message').textContent(), /<img src=x onerror=alert\(1\)>/);
});

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

test('Paste takes what was copied; where the browser refuses, it says what to do', async (t) => {
  const { page, context } = await open(t);
  await page.getByRole('button', { name: 'Paste' }).click();
  await page.getByRole('alert').getByText('Press and hold in the box, then choose Paste.').waitFor();
  assert.equal(await box(page).evaluate((element) => element === document.activeElement), true);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((text) => navigator.clipboard.writeText(text), STEAL);
  await page.getByRole('button', { name: 'Paste' }).click();
  await level(page).getByText('Stop and check first').waitFor();
  assert.equal(await box(page).inputValue(), STEAL);
  assert.equal(await page.getByRole('alert').count(), 0);
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

test('with nothing found it says so, and that this does not mean it is true', async (t) => {
  const { page } = await open(t);
  await box(page).fill('See you at seven, bring the cake');
  await level(page).getByText('No markers found').waitFor();
  await page.getByRole('main').getByText('This does not mean it is true.').first().waitFor();
  await page.getByText('Opt-out line: not expected here').waitFor();
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

test('links of the message are text', async (t) => {
  const { page } = await open(t);
  await box(page).fill('Vote at https://vote.gov and bit.ly/abc');
  const links = page.getByRole('region', { name: 'Links in the message' });
  await links.getByText('bit.ly/abc').waitFor();
  assert.equal(await links.getByRole('link').count(), 0);
});

test('a documented message stands side by side', async (t) => {
  const { page } = await open(t);
  await box(page).fill('ALERT: They are trying to steal this election from Trump! Come now');
  const incident = page.getByRole('article', { name: 'Texts call people' });
  await incident.getByText('Documented then').waitFor();
  assert.match((await incident.locator('ins').allTextContents()).join(' '), /Come now/);
  assert.match((await incident.locator('del').allTextContents()).join(' '), /Radical Liberals/);
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

test('without a working engine the page says so, and tries again', async (t) => {
  const { page, context } = await openPage(t, { server: { folders: { pkg: 'tests/browser/fixtures/nothing-here' } }, ready: READY, locale: 'en-US' });
  await page.getByRole('alert').getByText('could not be loaded').waitFor();
  await context.route('**/pkg/index.js', (route) => route.fulfill({ path: 'tests/browser/fixtures/pkg/index.js' }));
  await box(page).fill(STEAL);
  assert.equal(await page.locator('.finding').count(), 0);
});

test('a very long text is answered, and says what was not read', async (t) => {
  const { page } = await open(t);
  await box(page).fill('Vote and steal this election. '.repeat(2500));
  await page.getByText('Only its first 65,536 characters were read.').waitFor();
});

const REAL = existsSync(new URL('../../pkg/telltext_bg.wasm', import.meta.url)) ? false : 'pkg/ is not built: cargo xtask build';

const PHILADELPHIA = 'ALERT: Radical Liberals & Dems are trying to steal this election from Trump! We need YOU! Show your support at the corner of 12th St & Arch St by the Convention Center.';

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

const LINES = 'URGENT: Due to long lines, Maple Party voters now vote on WEDNESDAY. Everyone else votes Tuesday.';
const SOURCES = '**/words.en-sources.json';
const ofSources = (requests) => requests.filter((line) => line.includes('-sources.json')).length;
const who = (page) => page.getByRole('article').filter({ hasText: 'Why look twice:' }).locator('summary', { hasText: 'Who says so' });
const hasFocus = (locator) => locator.evaluate((element) => element === document.activeElement);

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
  await incident.getByText(/^\d+ % alike$/).waitFor();
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

const DOCUMENTED = '**/words.documented.json';
const NOT_COMPARED = 'Whether it resembles a documented message: these could not be fetched.';
const show = (page) => page.getByText('Show that message beside this one');

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

test('of a message in a language that is not read the level itself says so', { skip: REAL }, async (t) => {
  const unread = 'in none of the languages we read';
  const { page } = await openPage(t, { ready: READY, locale: 'en-US', path: '/www/' });
  await box(page).fill('Achtung: Die Wahl wurde auf Mittwoch verschoben. Bitte wählen Sie per SMS.');
  await level(page).getByText(unread).waitFor();
  await page.getByRole('region', { name: 'What was not checked' }).getByText(unread).waitFor();
  await box(page).fill('Lunch at noon tomorrow? I can pick up the kids.');
  await level(page).getByText(unread).waitFor({ state: 'detached' });
});
