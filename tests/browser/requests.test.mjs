// What the page asks for, and what its policy lets no message do.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { box, finding, level, open, openHistory, openKeep } from './check.mjs';

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

test('links of the message are text, each told once', async (t) => {
  const { page } = await open(t);
  await box(page).fill('Vote at https://vote.gov and bit.ly/abc or bit.ly/abc');
  const links = page.getByRole('region', { name: 'Links in the message' });
  await links.getByText('bit.ly/abc').waitFor();
  assert.equal(await links.getByRole('link').count(), 0);
  assert.equal(await links.getByRole('listitem').count(), 2);
});
