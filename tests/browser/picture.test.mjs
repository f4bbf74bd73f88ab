// A picture of a message: dropped, pasted, picked; what is loaded and when; progress, cancel, every error; words to correct.
// In Chromium, on the real engine and the real recogniser, in as few sessions as possible: each reading takes a second or two.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { READY, box } from './check.mjs';
import { axe, openPage } from './harness.mjs';
import { FROM, TEXT, animated, choose, claiming, drawn, drawnHtml, heading, panel, readOut, transfer } from './picture.mjs';

const OF_PICTURES = /picture|open-file/;
const open = (t, options = {}) => openPage(t, { ready: READY, locale: 'en-US', axe: true, ...options });
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types telltext";

test('a picture is read on the device: told first what it needs, then loaded, read, corrected, and only then concluded', async (t) => {
  // The policy of the page goes for its workers as well.
  const { page, requests, errors } = await open(t, { server: { headers: { 'Content-Security-Policy': POLICY } } });
  assert.deepEqual(requests.filter((line) => OF_PICTURES.test(line)), [], 'nothing of pictures before one is wanted');
  const picture = await drawn();

  requests.length = 0;
  await choose(page, picture);
  await page.getByText('a reading program of 4.1 MB').waitFor();
  assert.deepEqual(requests.filter((line) => /packed|recogniser|worker/.test(line)), [], 'nothing is loaded before the reader agrees');
  assert.deepEqual(await axe(page), [], 'the offer');
  await page.getByLabel('Language of the message').selectOption('French');
  await page.getByText('a reading program of 1.9 MB').waitFor();
  await page.getByLabel('Language of the message').selectOption('English');
  await page.getByText('a reading program of 4.1 MB').waitFor();

  const seen = page.evaluate(
    () =>
      new Promise((done) => {
        const steps = new Map();
        const look = () => {
          const bar = document.querySelector('.picture progress');
          const step = document.querySelector('#picture-step')?.textContent;
          if (bar && step) steps.set(step, (steps.get(step) ?? new Set()).add(bar.position));
          if (document.querySelector('.picture-review')) done([...steps].map(([words, parts]) => [words, parts.size]));
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  await page.getByRole('button', { name: 'Load it this time only' }).click();
  await readOut(page);
  const steps = Object.fromEntries(await seen);
  for (const words of ['Loading the reading program', 'Reading the words']) assert.ok(steps[words] > 1, `${words} does not move: ${JSON.stringify(steps)}`);
  assert.equal(await box(page).inputValue(), TEXT);
  const sent = requests.filter((line) => !/^GET \/www\/(?:picture|vendor\/picture|lang|style|views|sheet)\b/.test(line) && !line.endsWith('/icon.svg'));
  assert.deepEqual(sent, [], 'only files of the page');
  assert.equal(requests.filter((line) => /packed/.test(line)).length, 2);

  // The sender of the header, the newest of three messages, and where the findings come from.
  assert.equal(await page.locator('#known-from').inputValue(), FROM);
  await page.getByText('Read from a picture: compare the words with it').waitFor();
  await page.getByText('Stop and check first').first().waitFor();
  assert.deepEqual(await axe(page), [], 'read');

  // Another message of the same picture.
  await page.getByText('This picture holds 3 messages').click();
  await page.getByRole('button', { name: /^Message 1/ }).click();
  await page.waitForFunction(() => document.querySelector('#message-box').value.startsWith('Your parcel'));
  assert.equal(await box(page).inputValue(), 'Your parcel is at the desk. Pick it up before noon.');

  await t.test('dropped and pasted, with nothing more to load', async () => {
    requests.length = 0;
    await page.getByRole('button', { name: 'Clear' }).click();
    assert.equal(await panel(page).count(), 0, 'the picture goes with its message');
    const dark = { ...(await drawn({ theme: 'dark', phone: 'ios', conversation: false, text: 'See https://vote.example.com/registration/check-your-status/now?county=arden before Friday.' })), name: 'dark.png' };
    await page.locator('.report-area').dispatchEvent('drop', { dataTransfer: await transfer(page, [dark]) }); // beside the form
    await readOut(page);
    assert.equal(await box(page).inputValue(), 'See https://vote.example.com/registration/check-your-status/now?county=arden before Friday.', 'a link broken over lines is whole');
    await page.getByRole('button', { name: 'Clear' }).click();
    await box(page).evaluate((element, clipboardData) => element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })), await transfer(page, [picture]));
    await readOut(page);
    assert.equal(await box(page).inputValue(), TEXT);

    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByRole('button', { name: 'Read a picture' }).click();
    await heading(page, 'Read a picture of a message').waitFor();
    await page.locator('body').evaluate((body, clipboardData) => body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })), await transfer(page, [picture]));
    await readOut(page);
    assert.equal(await box(page).inputValue(), TEXT, 'beside the box, where the panel asks for it');

    await page.getByRole('button', { name: 'Clear' }).click();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate((source) => navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([Uint8Array.from(atob(source), (letter) => letter.charCodeAt(0))], { type: 'image/png' }) })]), picture.buffer.toString('base64'));
    await page.getByRole('button', { name: 'Paste', exact: true }).click();
    await readOut(page);
    assert.equal(await box(page).inputValue(), TEXT, 'the button too');
    assert.deepEqual(requests.filter((line) => !line.endsWith('/icon.svg')).filter((line) => !/\/(?:worker|bubbles|ink|kinds|words|recogniser)\.js$/.test(line)), [], 'but the worker, started anew');
  });

  await t.test('words that were hard to read, and letters that alone would raise a finding, are asked about first', async () => {
    const link = { ...(await drawn({ conversation: false, text: 'Register at v0te.org today' })), name: 'zero.png' };
    await choose(page, link);
    await heading(page, 'Look at these words first').waitFor({ timeout: 60_000 });
    assert.equal(await page.locator('.dial').count(), 0, 'nothing is concluded yet');
    await page.getByText('Nothing is concluded until then').waitFor();
    assert.deepEqual(await axe(page), [], 'words to look at');
    const word = page.getByLabel(/^Word 1, read as/);
    await page.getByText('0 or O, 1 or l, rn or m?').waitFor();
    await box(page).evaluate((element) => {
      element.value = `Please ${element.value}`;
      element.dispatchEvent(new Event('input', { bubbles: true }));
    });
    assert.match(await word.inputValue(), /^v[0O]te\.org$/, 'corrections in the box leave the word in its place');
    await word.fill('vote.org');
    assert.equal(await box(page).inputValue(), 'Please Register at vote.org today');
    await page.getByLabel('Language', { exact: true }).selectOption('es');
    await heading(page, 'Mire primero estas palabras').waitFor();
    await page.getByLabel('Idioma', { exact: true }).selectOption('en');
    await page.getByRole('button', { name: 'The words are correct' }).click();
    await page.locator('.dial').first().waitFor();
    assert.equal(await page.getByText('look-alike', { exact: false }).count(), 0);
    await heading(page, 'Read from a picture').waitFor();
  });

  await t.test('what cannot be read says why, and the page goes on', async () => {
    const png = picture.buffer;
    const markup = await drawnHtml('<p style="font: 20px sans-serif">&lt;img src=x onerror=alert(1)&gt;<br>Polls close at noon</p>');
    const cases = [
      ['notes.pdf', Buffer.from('%PDF-1.7\n'), /This file is not a picture/],
      ['drawing.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>fetch("/stolen")</script></svg>'), /This is a drawing \(SVG\)/],
      ['cut.png', png.subarray(0, png.length - 20), /damaged or incomplete/],
      ['cut.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 1]), /damaged or incomplete/],
      ['empty.png', Buffer.alloc(0), /damaged or incomplete/],
      ['bomb.png', claiming(30_000, 30_000), /too large to open/],
      ['photo.heic', Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1')]), /cannot open this kind of picture/],
      ['small.png', claiming(20, 20), /too small/],
      ['blank.png', await drawnHtml('<body style="background:#fff">'), /No words were found/],
    ];
    requests.length = 0;
    for (const [name, buffer, words] of cases) {
      await choose(page, { name, mimeType: 'image/png', buffer });
      await panel(page).getByRole('alert').filter({ hasText: words }).waitFor({ timeout: 30_000 }).catch(async () => assert.fail(`${name}: ${await panel(page).textContent()}`));
    }
    assert.deepEqual(await axe(page), [], 'an error');
    const heavy = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(40_000_001)], 'heavy.png', { type: 'image/png' }));
      return data;
    });
    await page.locator('.check-form').dispatchEvent('drop', { dataTransfer: heavy });
    await panel(page).getByRole('alert').filter({ hasText: 'too large to open' }).waitFor();
    // A picture with a page behind it, and a picture of markup: pixels, and text.
    const polyglot = Buffer.concat([png, Buffer.from('<script>fetch("/stolen")</script>')]);
    await choose(page, { name: 'both.png', mimeType: 'image/png', buffer: polyglot });
    await readOut(page);
    assert.equal(await box(page).inputValue(), TEXT);
    await choose(page, { name: 'markup.png', mimeType: 'image/png', buffer: markup });
    await page.waitForFunction(() => document.querySelector('#message-box').value.includes('Polls close at noon'), undefined, { timeout: 60_000 });
    assert.match(await box(page).inputValue(), /<img/);
    assert.equal(await page.locator('.message img').count(), 0);
    assert.deepEqual(requests.filter((line) => !line.endsWith('/icon.svg')), [], 'nothing in a file asks for anything');
  });
  assert.deepEqual(errors, []);
});

test('cancel stops loading and reading, memory that runs out and a line that breaks say so, and each can be tried again', async (t) => {
  const { page, context } = await open(t);
  const picture = await drawn({ conversation: false });
  let hold;
  await context.route('**/en.packed', async (route) => {
    if (hold === 'break') return route.abort();
    if (hold === 'other') return route.fulfill({ body: Buffer.alloc(2_952_873) });
    if (hold) await hold;
    return route.continue();
  });

  hold = 'break';
  await choose(page, picture);
  await page.getByRole('button', { name: 'Load it this time only' }).click();
  await page.getByRole('alert').getByText('could not be loaded').waitFor();
  hold = 'other';
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('button', { name: 'Load it this time only' }).click();
  await page.getByRole('alert').getByText('could not be loaded').waitFor({ timeout: 20_000 });

  let release;
  hold = new Promise((done) => (release = done));
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('button', { name: 'Load it this time only' }).click();
  await page.getByText('Loading the reading program').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('alert').getByText('Stopped. Nothing was read.').waitFor();
  release();
  hold = undefined;

  // Slow enough to be stopped in the middle of it.
  const slowly = (wait) =>
    page.evaluate((milliseconds) => {
      globalThis.post ??= Worker.prototype.postMessage;
      Worker.prototype.postMessage = function postMessage(data, ...rest) {
        setTimeout(() => globalThis.post.call(this, data, ...rest), data.act === 'read' ? milliseconds : 0);
      };
    }, wait);
  await choose(page, picture);
  await slowly(3000);
  await page.getByRole('button', { name: 'Load it this time only' }).click();
  await page.getByText('Reading the words').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('alert').getByText('Stopped. Nothing was read.').waitFor();
  assert.equal(await box(page).inputValue(), '');

  // Two at once, and a change of the page's language in the middle: one of them is read, and can be stopped.
  const drop = async (file) => {
    await page.locator('.check-form').dispatchEvent('drop', { dataTransfer: await transfer(page, [file]) });
  };
  const other = { ...(await drawn({ conversation: false, text: 'Polls in Arden are open on Tuesday.' })), name: 'other.png' };
  await page.evaluate(([one, two]) => {
    const form = document.querySelector('.check-form');
    for (const dataTransfer of [one, two]) form.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, [await transfer(page, [picture]), await transfer(page, [other])]);
  await page.getByText('Reading the words').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('alert').getByText('Stopped. Nothing was read.').waitFor();
  await page.waitForTimeout(500);
  await page.getByRole('alert').getByText('Stopped. Nothing was read.').waitFor();
  await drop(other);
  await page.getByText('Reading the words').waitFor();
  await page.getByLabel('Language', { exact: true }).selectOption('fr');
  await page.getByText('un programme de lecture de 1,9 Mo').waitFor();
  await slowly(0);
  await page.getByLabel('Langue du message').selectOption('en');
  await readOut(page);
  assert.equal(await page.locator('#message-box').inputValue(), 'Polls in Arden are open on Tuesday.');
  assert.equal(await page.locator('#known-from').inputValue(), FROM);
  await page.getByLabel('Langue', { exact: true }).selectOption('en');
  await heading(page, 'Read from a picture').waitFor();

  // Read in another language than the page's; a picture without a sender has not that of the one before.
  await page.getByLabel('Language of the message').selectOption('Spanish');
  await page.getByText('a reading program of 3.3 MB').waitFor();
  assert.equal(await box(page).inputValue(), '');
  const alone = await drawnHtml('<p style="font: 22px/1.5 sans-serif; padding: 20px">La elección es mañana en Mérida.</p>');
  await drop({ name: 'flyer.png', mimeType: 'image/png', buffer: alone });
  await page.getByRole('button', { name: 'Load it this time only' }).click();
  await readOut(page);
  assert.equal(await box(page).inputValue(), 'La elección es mañana en Mérida.');
  assert.equal(await page.locator('#known-from').inputValue(), '');
  await page.getByLabel('Language of the message').selectOption('English');
  await readOut(page);

  // Another text in place of all that was read is not from a picture.
  await box(page).selectText();
  await box(page).evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'Vote today');
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  assert.equal(await panel(page).count(), 0);

  // A worker that stops, and one that runs out of memory, in place of the real one.
  await context.route('**/picture/worker.js', (route) => route.fulfill({ contentType: 'text/javascript', body: "addEventListener('message', () => { throw new Error('stopped'); })" }));
  await choose(page, picture);
  await page.getByRole('alert').getByText('Something went wrong').waitFor();
  await context.unroute('**/picture/worker.js');
  await context.route('**/picture/worker.js', (route) => route.fulfill({ contentType: 'text/javascript', body: "addEventListener('message', ({ data: { id } }) => postMessage({ id, error: 'memory' }))" }));
  await choose(page, picture);
  await page.getByRole('alert').getByText('ran out of memory').waitFor();
  await context.unroute('**/picture/worker.js');
  await choose(page, picture);
  await readOut(page);
  assert.equal(await box(page).inputValue(), TEXT);
  await page.getByRole('button', { name: 'Close' }).click();
  assert.equal(await box(page).inputValue(), TEXT, 'the message stays');
});

test('a device short of room keeps nothing and says so; what was kept and is damaged is not loaded again unasked', async (t) => {
  const { page, requests } = await open(t);
  const picture = await drawn({ conversation: false });
  const names = () => page.evaluate(() => caches.keys());
  await page.evaluate(() => {
    globalThis.put = Cache.prototype.put;
    Cache.prototype.put = async function put(request, response) {
      if (String(request).includes('en.packed')) throw new DOMException('full', 'QuotaExceededError');
      return globalThis.put.call(this, request, response);
    };
  });
  await choose(page, picture);
  await page.getByRole('button', { name: 'Load 4.1 MB and keep it' }).click();
  await readOut(page);
  assert.equal(await box(page).inputValue(), TEXT);
  await page.getByText('There was no room to keep the reading program').waitFor();
  assert.deepEqual(await names(), [], 'no half of it');

  await page.reload();
  await page.locator(READY).waitFor();
  await choose(page, picture);
  await page.getByRole('button', { name: 'Load 4.1 MB and keep it' }).click();
  await readOut(page);
  await page.getByText('The reading program is kept on this device.').waitFor();
  await page.evaluate(async () => {
    const cache = await caches.open('pictures-of-telltext');
    for (const key of await cache.keys()) if (key.url.includes('en.packed')) await cache.put(key, new Response('other bytes'));
  });
  await page.reload();
  await page.locator(READY).waitFor();
  requests.length = 0;
  await choose(page, picture);
  await page.getByRole('alert').getByText('could not be loaded').waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('a reading program of 3.0 MB').waitFor();
  assert.deepEqual(requests.filter((line) => line.includes('packed')), []);
});

test('a JPEG turned as the camera noted, WebP, a picture that moves, and one of text alone are read', async (t) => {
  const { page } = await open(t);
  const shot = (await drawn({ conversation: false })).buffer.toString('base64');
  const made = await page.evaluate(async (source) => {
    const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(source), (letter) => letter.charCodeAt(0))]));
    const file = async (type, turned) => {
      const canvas = turned ? new OffscreenCanvas(picture.height, picture.width) : new OffscreenCanvas(picture.width, picture.height);
      const pen = canvas.getContext('2d');
      if (turned) {
        pen.translate(0, picture.width);
        pen.rotate(-Math.PI / 2);
      }
      pen.drawImage(picture, 0, 0);
      let text = '';
      for (const byte of new Uint8Array(await (await canvas.convertToBlob({ type, quality: 0.9 })).arrayBuffer())) text += String.fromCharCode(byte);
      return btoa(text);
    };
    return { webp: await file('image/webp'), turned: await file('image/jpeg', true) };
  }, shot);
  // Turned a quarter to the left, and a note that says so (EXIF orientation 6: turn it to the right).
  const jpeg = Buffer.from(made.turned, 'base64');
  const note = Buffer.from('ffe100224578696600004d4d002a000000080001011200030000000100060000000000000000'.slice(0, 72), 'hex');
  const noted = Buffer.concat([jpeg.subarray(0, 2), note, jpeg.subarray(2)]);
  await choose(page, { name: 'turned.jpg', mimeType: 'image/jpeg', buffer: noted });
  await page.getByRole('button', { name: 'Load it this time only' }).click();
  await readOut(page);
  assert.equal(await box(page).inputValue(), TEXT, 'turned');
  // Another text first, or what was read of the first picture would be taken for what is read of the second.
  await box(page).fill('Another text.');
  await choose(page, { name: 'one.webp', mimeType: 'image/webp', buffer: Buffer.from(made.webp, 'base64') });
  await page.waitForFunction((text) => document.querySelector('#message-box').value === text, TEXT, { timeout: 60_000 });
  const same = (words) => drawnHtml(`<p style="font: 22px/1.5 sans-serif; padding: 20px">${words}</p>`);
  const moving = animated(await same('First of all, bring a pen to the polls.'), await same('Nothing of this is ever to be read.'));
  await choose(page, { name: 'moving.png', mimeType: 'image/png', buffer: moving });
  await page.waitForFunction(() => document.querySelector('#message-box').value === 'First of all, bring a pen to the polls.', undefined, { timeout: 60_000 });
  const plain = await drawnHtml('<p style="font: 22px/1.5 sans-serif; padding: 20px">Polls in Arden County are closed. Vote by text to 72345 instead.</p>');
  await choose(page, { name: 'flyer.png', mimeType: 'image/png', buffer: plain });
  await page.waitForFunction(() => document.querySelector('#message-box').value.startsWith('Polls in'), undefined, { timeout: 60_000 });
  assert.match(await box(page).inputValue(), /^Polls in Arden County are closed\. Vote by text to\s72345 instead\.$/);
});

test('on a phone the camera is offered, and nothing is cut off', async (t) => {
  const { page } = await open(t, { viewport: { width: 320, height: 700 }, hasTouch: true, isMobile: true, colorScheme: 'dark' });
  await page.getByRole('button', { name: 'Read a picture' }).click();
  await page.getByRole('button', { name: 'Take a photo' }).waitFor();
  assert.equal(await page.locator('.picture input[capture="environment"][accept="image/*"]').count(), 1);
  assert.deepEqual(await axe(page), []);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
});
