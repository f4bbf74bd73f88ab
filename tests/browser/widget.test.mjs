// <tell-text> in somebody else's page: another origin, a strict policy, the real engine.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { others, scripts } from '../../xtask/integrity.mjs';
import { openPage } from './harness.mjs';
import { PLAIN, TRICK, asked, embedded, engines, shown, told, until, without } from './host.mjs';

/** What the widget may fetch of its own server: what is pinned, and the frame. */
const FILES = new Set([...scripts(), ...others()].map((path) => `GET /${path}`));
const own = (line) => FILES.has(line) || /^GET \/www\/(?:frame\.html\?\S*|frame\.js|style\/frame\.css)$/.test(line);

for (const engine of Object.keys(engines)) {
  test(`${engine}: a page of another origin shows two widgets and a sandboxed frame`, { skip: without(engine) }, async (t) => {
    const { page, ours, origin, requests, theirs } = await embedded(
      t,
      (ours, theirs) => `<h1>News</h1>
        <form action="/tip"><tell-text id="one" name="tip" required>Words without JavaScript</tell-text><button>Send</button></form>
        <tell-text id="two" lang="es" region="MX" compact value="${TRICK}"></tell-text>
        <iframe id="frame" title="Check" sandbox="allow-scripts" src="${ours}/www/frame.html?lang=fr&amp;parent=${encodeURIComponent(`${theirs}/any/page`)}"></iframe>`,
      { engine },
    );

    // Both read, one from its attribute, one as it is typed into.
    await shown(page, 'one');
    await page.evaluate(() => document.getElementById('one').focus());
    await page.keyboard.type(TRICK);
    await told(page, 'report', 'one', 'strong');
    await page.evaluate(() => document.getElementById('two').scrollIntoView());
    await told(page, 'report', 'two', 'strong');
    const [one, two] = await page.evaluate(() => ['one', 'two'].map((id) => ({ ...document.getElementById(id).report, value: document.getElementById(id).value })));
    assert.equal(one.value, TRICK);
    const [{ start, end }] = one.findings[0].spans.toSorted((a, b) => b.end - b.start - (a.end - a.start));
    assert.equal(one.findings[0].excerpt, TRICK.slice(start, end));
    assert.equal(two.message.region, 'MX');
    assert.notEqual(one.findings[0].title, two.findings[0].title, 'each in its own language');

    // The host styles a part, and a colour.
    const styled = await page.evaluate(() => {
      const dial = document.getElementById('one').shadowRoot.querySelector('[part~=dial]');
      const button = document.getElementById('one').shadowRoot.querySelector('[part~=clear]');
      return [getComputedStyle(dial).borderTopWidth, getComputedStyle(button).color];
    });
    assert.deepEqual(styled, ['7px', 'rgb(91, 42, 134)']);

    // The language is switched; the message stays.
    await page.evaluate(() => document.getElementById('one').setAttribute('lang', 'es'));
    await until(page, () => document.getElementById('one').shadowRoot.querySelector('label').textContent === 'El mensaje');
    await until(page, (title) => document.getElementById('one').report.findings[0].title === title, two.findings[0].title);
    assert.equal(await page.evaluate(() => document.getElementById('one').shadowRoot.querySelector('textarea').value), TRICK);

    // The frame reads as well, and has told its parent how tall it is.
    await page.evaluate(() => document.getElementById('frame').scrollIntoView());
    const frame = page.frames().find((one) => one.url().startsWith(`${ours}/www/frame.html`));
    await until(frame, () => document.querySelector('tell-text').shadowRoot.querySelector('label')?.textContent === 'Le message');
    assert.equal(await frame.evaluate(() => self.origin), 'null', 'it is sandboxed');
    const before = await page.evaluate(() => document.getElementById('frame').offsetHeight);
    await frame.evaluate((text) => {
      document.querySelector('tell-text').value = text;
    }, TRICK);
    await until(frame, () => document.querySelector('tell-text').report?.level === 'strong');
    await until(page, (height) => document.getElementById('frame').offsetHeight > height + 300, before);
    assert.deepEqual(await page.evaluate(() => [...new Set(sizes.map((data) => Object.keys(data).sort().join()))]), ['height,type']);

    // Nothing was refused, and nothing but the widget's files was asked for.
    assert.deepEqual(await page.evaluate(() => refused), []);
    assert.deepEqual(asked(requests).filter((line) => !own(line)), []);
    assert.equal(requests.filter((line) => line.endsWith('.wasm')).length, 2, 'one engine for the page and one for the frame');
    assert.deepEqual(theirs.filter((line) => !/^GET \/(?:|watch\.js|style\.css|favicon\.ico)$/.test(line)), []);

    // The form carries the message; only now, and only to the host.
    requests.length = 0;
    await page.evaluate(() => document.querySelector('form button').click());
    await until(page, () => location.pathname === '/tip');
    assert.equal(new URL(await page.evaluate(() => location.href)).searchParams.get('tip'), TRICK);
    assert.ok(theirs.some((line) => line.startsWith('GET /tip?tip=URGENT')));
    assert.deepEqual(requests, []);
    assert.equal(new URL(page.url()).origin, origin);
  });

  test(`${engine}: two hundred widgets on one page share everything, and wait until they are seen`, { skip: without(engine) }, async (t) => {
    const { page, requests } = await embedded(t, () => Array.from({ length: 200 }, (_, n) => `<p>${n}</p><tell-text id="w${n}" compact value="${TRICK}">Words</tell-text>`).join(''), { engine });
    await told(page, 'report', 'w0', 'strong');
    const built = () => page.evaluate(() => [...document.querySelectorAll('tell-text')].filter((one) => one.shadowRoot.querySelector('textarea')).length);
    assert.ok((await built()) < 60, `${await built()} were built before they were seen`);
    const first = asked(requests).length;
    await page.evaluate(() => document.getElementById('w199').scrollIntoView());
    await told(page, 'report', 'w199', 'strong');
    await page.evaluate((text) => {
      for (const one of document.querySelectorAll('tell-text')) one.value = `${text} `;
    }, TRICK);
    await until(page, () => [...document.querySelectorAll('tell-text')].every((one) => one.report?.level === 'strong'));
    assert.equal(asked(requests).length, first, 'nothing more is fetched for the others');
    assert.equal(new Set(asked(requests)).size, first, 'nothing is fetched twice');
    const sheets = await page.evaluate(() => new Set([...document.querySelectorAll('tell-text')].flatMap((one) => one.shadowRoot.adoptedStyleSheets)).size);
    assert.ok(sheets <= 6, `${sheets} style sheets`);
  });

  test(`${engine}: a form control like any other`, { skip: without(engine) }, async (t) => {
    const { page } = await embedded(
      t,
      () => `<form id="form"><fieldset id="set"><label for="one">Your tip</label><tell-text id="one" name="tip" required value="${PLAIN}"></tell-text></fieldset></form>`,
      { engine },
    );
    await told(page, 'report', 'one', 'none');
    const now = () =>
      page.evaluate(() => {
        const one = document.getElementById('one');
        return { sent: new FormData(one.form).get('tip'), valid: one.checkValidity(), missing: one.validity.valueMissing, shown: one.shadowRoot.querySelector('textarea').value };
      });
    const set = (value) => page.evaluate((text) => void (document.getElementById('one').value = text), value);
    assert.deepEqual(await now(), { sent: PLAIN, valid: true, missing: false, shown: PLAIN });
    await set('');
    assert.deepEqual(await now(), { sent: '', valid: false, missing: true, shown: '' });
    assert.ok(await page.evaluate(() => document.getElementById('one').validationMessage));
    await set(TRICK);
    assert.deepEqual(await now(), { sent: TRICK, valid: true, missing: false, shown: TRICK });
    await page.evaluate(() => document.getElementById('form').reset());
    assert.deepEqual(await now(), { sent: PLAIN, valid: true, missing: false, shown: PLAIN });
    assert.equal(await page.evaluate(() => document.getElementById('one').report.level), 'none');
    await page.evaluate(() => document.getElementById('one').formStateRestoreCallback('kept by the browser', 'restore'));
    assert.equal((await now()).sent, 'kept by the browser');
    await page.evaluate(() => void (document.getElementById('set').disabled = true));
    assert.deepEqual(await page.evaluate(() => [document.getElementById('one').shadowRoot.querySelector('textarea').disabled, new FormData(document.getElementById('form')).get('tip')]), [true, null]);
    await page.evaluate(() => void (document.getElementById('set').disabled = false));
    await page.evaluate(() => document.querySelector('label[for=one]').click());
    assert.equal(await page.evaluate(() => document.activeElement.id), 'one', 'a label of the page leads to it');
    assert.match(await page.evaluate(() => document.getElementById('one').shadowRoot.querySelector('.hint').textContent), /when you send its form/);
  });
}

test('what was set before the script came is kept; the report is always of the present text', async (t) => {
  const { page } = await embedded(t, () => '<tell-text id="one"></tell-text><script src="/early.js"></script>', {
    files: { '/early.js': `document.getElementById('one').value = ${JSON.stringify(TRICK)};` },
  });
  await told(page, 'report', 'one', 'strong');
  const levels = await page.evaluate(
    ([plain, trick]) => {
      const one = document.getElementById('one');
      return [plain, trick, ''].map((text) => {
        one.value = text;
        return one.report?.level ?? null;
      });
    },
    [PLAIN, TRICK],
  );
  assert.deepEqual(levels, ['none', 'strong', null]);
  await told(page, 'report', 'one', null);
});

test('a marker the page leaves out is not raised, and the reader is told; one that is none is an error, and nothing is left out', async (t) => {
  const { page } = await embedded(t, () => `<tell-text id="one" value="${TRICK}" without="wrong-election-date  stolen-election-claim"></tell-text><tell-text id="two" value="${TRICK}"></tell-text>`);
  await told(page, 'report', 'one');
  await told(page, 'report', 'two', 'strong');
  const seen = () =>
    page.evaluate(() => {
      const one = document.getElementById('one');
      return { without: one.without, raised: one.report.findings.map(({ marker }) => marker), sent: one.report.checks, level: one.shadowRoot.querySelector('[part~=level]').textContent };
    });
  const whole = await page.evaluate(() => document.getElementById('two').report);
  const part = await seen();
  assert.equal(part.without, 'wrong-election-date  stolen-election-claim');
  assert.ok(whole.findings.some(({ marker }) => marker === 'wrong-election-date') && !part.raised.includes('wrong-election-date'));
  assert.deepEqual(part.sent, whole.checks);
  const { title } = whole.findings.find(({ marker }) => marker === 'wrong-election-date');
  assert.ok(part.level.includes(`Not looked for, because it was left out: ${title}`), part.level);

  await page.evaluate(() => (document.getElementById('one').without = 'wrong-election-dates'));
  await told(page, 'error', 'one', 'TelltextError: options: without: wrong-election-dates is no marker');
  await told(page, 'report', 'one', 'strong');
  const all = await seen();
  assert.deepEqual(all.raised, whole.findings.map(({ marker }) => marker));
  assert.doesNotMatch(all.level, /left out/);
});

test('nothing but two small scripts is fetched before a widget is near the screen; focus and a value wake it too', async (t) => {
  const { page, requests } = await embedded(t, () => '<p class="tall"></p><tell-text id="one">Words</tell-text><tell-text id="two">Words</tell-text>', {
    files: { '/style.css': '.tall { height: 5000px }' },
  });
  await until(page, () => Boolean(customElements.get('tell-text')) && document.readyState === 'complete');
  await page.waitForTimeout(300);
  assert.deepEqual(asked(requests).sort(), ['GET /www/tell-text-define.js', 'GET /www/tell-text.js']);
  await page.evaluate((text) => void (document.getElementById('one').value = text), TRICK);
  await told(page, 'report', 'one', 'strong');
  // One that is made by a script may have its value before it has its place.
  await page.evaluate((text) => document.body.append(Object.assign(document.createElement('tell-text'), { id: 'made', value: text })), TRICK);
  await told(page, 'report', 'made', 'strong');
  assert.equal(await page.evaluate(() => [scrollY, document.getElementById('two').shadowRoot.querySelector('textarea')].join()), '0,');
  await page.evaluate(() => document.getElementById('two').focus());
  await shown(page, 'two');
  await page.keyboard.type('steal');
  await told(page, 'report', 'two', await page.evaluate(() => document.getElementById('two').report?.level ?? 'none'));
  assert.equal(await page.evaluate(() => document.getElementById('two').value), 'steal');
});

test('a property that a framework sets to nothing is not there, and a list of markers is one', async (t) => {
  const { page } = await embedded(t, () => `<tell-text id="one" region="MX" without="homoglyph" placeholder="Aquí" value="${TRICK}"></tell-text>`);
  await told(page, 'report', 'one', 'strong');
  const set = (properties) =>
    page.evaluate((properties) => {
      const one = document.getElementById('one');
      for (const [name, value] of properties) one[name] = value;
      const { message, not_checked: left } = one.report;
      return [message.region, left.map(({ id }) => id).filter((id) => /^(?:homoglyph|leet-spacing)$/.test(id)), ...['region', 'without', 'placeholder', 'name'].map((name) => one.getAttribute(name))];
    }, properties);
  for (const nothing of [undefined, null]) {
    assert.deepEqual(await set([['region', 'MX'], ['without', ['homoglyph', 'leet-spacing']], ['placeholder', 'Aquí'], ['name', 'tip']]), ['MX', ['homoglyph', 'leet-spacing'], 'MX', 'homoglyph leet-spacing', 'Aquí', 'tip']);
    assert.deepEqual(await set(['region', 'without', 'placeholder', 'name'].map((name) => [name, nothing])), ['US', [], null, null, null, null]);
  }
  assert.equal(await page.evaluate(() => ((document.getElementById('one').defaultValue = undefined), document.getElementById('one').value)), '');
  assert.deepEqual(await page.evaluate(() => told.filter(([name]) => name === 'error')), []);
});

for (const engine of Object.keys(engines)) {
  test(`${engine}: what a page says of all of its elements does not change how the widget reads`, { skip: without(engine) }, async (t) => {
    const rules = `color: red; text-transform: uppercase; letter-spacing: 6px; word-spacing: 2em; word-break: break-all; white-space: nowrap; text-indent: 4em; text-align: right; text-shadow: 2px 2px red;
      font: italic small-caps 900 9px/3 monospace; cursor: wait; hyphens: auto; -webkit-text-fill-color: lime; -webkit-text-stroke: 1px green`;
    const names = [...rules.matchAll(/([\w-]+): /g)].map(([, name]) => name).filter((name) => name !== 'font').concat('font-size', 'font-style', 'font-variant-caps', 'font-weight', 'font-family', 'line-height');
    const looks = async (css) => {
      const { page } = await embedded(t, () => `<tell-text id="one" value="${TRICK}">x</tell-text>`, { engine, files: { '/style.css': css } });
      await told(page, 'report', 'one', 'strong');
      return page.evaluate((names) => [...document.getElementById('one').shadowRoot.querySelectorAll('[part~=root], [part~=root] *')].map((each) => [each.localName, ...names.map((name) => `${name}: ${getComputedStyle(each).getPropertyValue(name)}`)].join('; ')), names);
    };
    const plain = await looks('');
    assert.ok(plain.length > 30, `${plain.length} elements`);
    assert.deepEqual(await looks(`body, body * { ${rules.replaceAll(/;|$/g, ' !important;')} }`), plain);
  });
}

test('under a policy of nonces it reads as well', async (t) => {
  const { page } = await embedded(t, (ours) => `<tell-text id="one" value="${TRICK}">x</tell-text><script type="module" crossorigin="anonymous" nonce="abc" src="${ours}/www/tell-text-define.js"></script>`, {
    define: '',
    headers: (_, ours) => ({ 'Content-Security-Policy': `default-src 'none'; script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'; connect-src ${ours}` }),
  });
  await until(page, () => document.getElementById('one').report?.level === 'strong');
});

test('the class can be had without being registered', async (t) => {
  const { page, requests } = await openPage(t, { path: '/pkg/package.json' });
  const found = await page.evaluate(async () => {
    const before = Object.keys(globalThis).length;
    const { TellText } = await import('/www/tell-text.js');
    return [customElements.get('tell-text') === undefined, TellText.formAssociated, Object.keys(globalThis).length - before];
  });
  assert.deepEqual(found, [true, true, 0]);
  assert.deepEqual(requests.filter((line) => line.startsWith('GET /www/')), ['GET /www/tell-text.js']);
});

test('when the engine does not come it says so to the reader and to the page, and can try again', async (t) => {
  const { page, context } = await embedded(t, () => `<tell-text id="one">Words</tell-text>`);
  await context.route('**/telltext_bg.wasm', (route) => route.abort());
  await page.reload();
  await shown(page, 'one');
  await page.getByRole('textbox').fill(TRICK);
  await page.getByRole('alert').getByText('The reader could not start').waitFor();
  assert.deepEqual(await page.evaluate(() => [told[0][0], document.getElementById('one').report]), ['error', null]);
  await context.unroute('**/telltext_bg.wasm');
  await page.getByRole('button', { name: 'Try again' }).click();
  await told(page, 'report', 'one', 'strong');
  assert.equal(await page.getByRole('alert').count(), 0);
});

test('when nothing of it comes the words inside the tag stay', async (t) => {
  const { page } = await embedded(t, () => `<tell-text id="one" value="${TRICK}"><p>Ask your election office.</p></tell-text>`, { server: { folders: { www: 'tests/browser/fixtures/nothing-here' } }, path: '/pkg/package.json' });
  await page.waitForTimeout(300);
  assert.ok(await page.getByText('Ask your election office.').isVisible());
});

test('when its words do not come those inside the tag stay, the page is told, and the next focus tries again', async (t) => {
  const { page, context } = await embedded(t, () => '<tell-text id="one"><p>Ask your election office.</p></tell-text>', { locale: 'en-US' });
  await context.route('**/lang/en.json', (route) => route.abort());
  await page.reload();
  await until(page, () => globalThis.told.some(([name, id]) => name === 'error' && id === 'one'));
  assert.ok(await page.getByText('Ask your election office.').isVisible());
  await context.unroute('**/lang/en.json');
  await page.evaluate(() => document.getElementById('one').focus());
  await shown(page, 'one');
  assert.equal(await page.getByText('Ask your election office.').isVisible(), false);
});

test('without JavaScript the words inside the tag are shown', async (t) => {
  const { page } = await embedded(t, () => '<tell-text><p>Ask your election office.</p></tell-text>', { javaScriptEnabled: false });
  assert.ok(await page.getByText('Ask your election office.').isVisible());
});

for (const [says, css, device, dark] of [
  ['nothing', '', 'dark', false],
  ['dark', 'html { color-scheme: dark }', 'light', true],
  ['both', 'html { color-scheme: light dark }', 'dark', true],
  ['both', 'html { color-scheme: light dark }', 'light', false],
  ['light for the element', 'html { color-scheme: light dark } tell-text { color-scheme: light }', 'dark', false],
]) {
  test(`a page that says ${says} on a ${device} device has a ${dark ? 'dark' : 'light'} widget`, async (t) => {
    const { page } = await embedded(t, () => '<tell-text id="one"></tell-text>', { colorScheme: device, files: { '/style.css': css } });
    await shown(page, 'one');
    const [paper, ink] = await page.evaluate(() => {
      const style = getComputedStyle(document.getElementById('one').shadowRoot.querySelector('.widget'));
      return [style.backgroundColor, style.color].map((colour) => colour.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0));
    });
    assert.equal(paper < ink, dark);
  });
}

test('on a page with a small root font, one property sets the size', async (t) => {
  const { page } = await embedded(t, () => '<tell-text id="one"></tell-text>', { files: { '/style.css': 'html { font-size: 62.5% } tell-text { --rem: 16px }' } });
  await shown(page, 'one');
  assert.equal(await page.evaluate(() => getComputedStyle(document.getElementById('one').shadowRoot.querySelector('textarea')).fontSize), '17px');
});

test('a frame speaks only to the parent it was told of', async (t) => {
  for (const [parent, heard] of [['', false], ['&parent=https%3A%2F%2Fother.example', false], ['&parent=javascript%3Aalert', false], ['&parent=theirs', true]]) {
    const { page, ours } = await embedded(
      t,
      (ours, theirs) => `<iframe title="Check" sandbox="allow-scripts" src="${ours}/www/frame.html?lang=en${parent.replace('theirs', encodeURIComponent(theirs)).replaceAll('&', '&amp;')}"></iframe>`,
    );
    const frame = page.frames().find((one) => one.url().startsWith(ours));
    await until(frame, () => Boolean(document.querySelector('tell-text').shadowRoot?.querySelector('textarea')));
    await page.waitForTimeout(100);
    assert.equal((await page.evaluate(() => sizes.length)) > 0, heard, parent);
  }
});

test('a very narrow place is wide enough', async (t) => {
  const { page } = await embedded(t, () => `<div class="aside"><tell-text id="one" value="${TRICK} https://vote.example/${'y'.repeat(200)}"></tell-text></div>`, { files: { '/style.css': '.aside { width: 260px }' } });
  await told(page, 'report', 'one', 'strong');
  const { wide, dials } = await page.evaluate(() => {
    const { shadowRoot } = document.getElementById('one');
    const tops = [...shadowRoot.querySelectorAll('[part~=dial]')].map((dial) => dial.getBoundingClientRect().top);
    return { wide: Math.max(...[...shadowRoot.querySelectorAll('*')].map((one) => one.getBoundingClientRect().right)) - document.getElementById('one').getBoundingClientRect().left, dials: tops[1] > tops[0] };
  });
  assert.ok(wide <= 260, `${wide}`);
  assert.ok(dials, 'the dials stand one under the other, though the window is wide');
});
