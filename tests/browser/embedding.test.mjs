// docs/embedding.md: every example is run as it stands there, in a page of another origin; and www/embed.html, for everyone.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { integrity, lines } from '../../xtask/integrity.mjs';
import { LOOKS, axe, looks, openPage } from './harness.mjs';
import { TRICK, blocks, embedded, embedding, shown, told, until } from './host.mjs';

/** An example as a page: what stands inline goes into files of the page's own, as its strict policy wants it. */
function page(example) {
  const files = {};
  const html = example
    .replace(/<script type="module">([^]*?)<\/script>/g, (_, code) => {
      files['/example.js'] = code;
      return '<script type="module" src="/example.js"></script>';
    })
    .replace(/<style>([^]*?)<\/style>/g, (_, css) => {
      files['/example.css'] = css;
      return '<link rel="stylesheet" href="/example.css">';
    });
  return { html, files };
}

/** What must come of each example, by its heading. */
const CHECKS = {
  'The tag': async (page) => {
    await page.getByRole('textbox', { name: 'The message' }).fill(TRICK);
    await page.getByText('Stop and check first', { exact: true }).waitFor();
  },
  'With a message, in another language': async (page) => {
    await until(page, () => document.querySelector('tell-text').report?.message.region === 'MX');
    assert.equal(await page.getByRole('textbox', { name: 'El mensaje' }).getAttribute('placeholder'), 'Pegue aquí el mensaje');
    assert.notEqual(await page.evaluate(() => document.querySelector('tell-text').report.level), 'none');
  },
  'From a script': async (page) => {
    await until(page, () => /[a-z]-[a-z]/.test(document.querySelector('#markers').value));
    await page.evaluate(() => void (document.querySelector('#tip').value = ''));
    await until(page, () => document.querySelector('#markers').value === '');
  },
  'In a form': async (page) => {
    await shown(page, 'message');
    await page.getByRole('button', { name: 'Send it to us' }).click();
    assert.equal(new URL(page.url()).pathname, '/', 'it is required');
    await page.getByRole('textbox').fill('Vote early');
    await page.getByRole('button', { name: 'Send it to us' }).click();
    await page.waitForURL('**/tip?message=Vote+early');
  },
  'In your style': async (page) => {
    await page.getByRole('textbox').fill(TRICK);
    const found = await page.evaluate(() => {
      const part = (name) => getComputedStyle(document.querySelector('tell-text').shadowRoot.querySelector(`[part~=${name}]`));
      return [part('root').borderTopWidth, part('root').borderRadius, part('label').textTransform, part('clear').color, part('box').fontFamily.split(',')[0]];
    });
    assert.deepEqual(found, ['3px', '0px', 'uppercase', 'rgb(91, 42, 134)', 'Georgia']);
  },
  'In a sandboxed frame': async (page) => {
    const frame = page.frameLocator('#telltext');
    await frame.getByRole('textbox', { name: 'The message' }).fill(TRICK);
    await frame.getByText('Stop and check first', { exact: true }).waitFor();
    await until(page, () => Number(document.querySelector('#telltext').height) > 500);
  },
};

const examples = blocks('html');

test('every example is known here', () => {
  assert.deepEqual(examples.map(({ heading }) => heading), Object.keys(CHECKS));
});

for (const { heading, text } of examples) {
  test(`example: ${heading}`, async (t) => {
    const { html, files } = page(text);
    const at = (ours, theirs) => html.replaceAll('https://telltext.example', ours).replaceAll('https://your.example', theirs);
    const { page: opened } = await embedded(t, at, { define: '', files });
    await CHECKS[heading](opened);
    if (new URL(opened.url()).pathname === '/') assert.deepEqual(await opened.evaluate(() => refused), []);
  });
}

/** What a table of the document names in its first column, under a heading of columns. */
function named(head, column = 0) {
  const [, rows] = embedding.split(`| ${head} |`)[1].match(/\n\|[-|]+\|\n((?:\|.*\n)+)/);
  return rows.trim().split('\n').flatMap((row) => [...row.split(/(?<!\\)\|/)[column + 1].matchAll(/`([^`]+)`/g)].map(([, name]) => name));
}

test('the document names every attribute, property, event and part, and none that is not there', async (t) => {
  const { page } = await embedded(t, () => `<tell-text id="one" value="${TRICK} https://vote.example Reply STOP to end"></tell-text><tell-text id="two" compact value="v\u200Bote ${TRICK} bit.ly/3xVote26"></tell-text>`);
  await told(page, 'report', 'two', 'strong');
  const found = await page.evaluate(() => {
    const type = customElements.get('tell-text');
    const attributes = [...type.observedAttributes, 'disabled'];
    const properties = Object.getOwnPropertyNames(type.prototype).filter((name) => Object.getOwnPropertyDescriptor(type.prototype, name).get);
    const roots = [...document.querySelectorAll('tell-text')].map(({ shadowRoot }) => shadowRoot);
    return { attributes, properties: ['lang', ...properties], parts: [...new Set(roots.flatMap((root) => [...root.querySelectorAll('[part]')].flatMap((one) => [...one.part])))] };
  });
  assert.deepEqual(named('attribute | property | what it does').sort(), found.attributes.sort());
  const ofForms = ['form', 'labels', 'validity', 'validationMessage', 'willValidate', 'type'];
  assert.deepEqual(named('attribute | property | what it does', 1).sort(), found.properties.filter((name) => !ofForms.includes(name)).sort());
  const parts = named('part | what it is');
  assert.deepEqual(found.parts.filter((name) => !parts.includes(name)), [], 'every part there is is named');
  const notNow = ['high', 'problem'];
  assert.deepEqual([...new Set(parts)].filter((name) => !found.parts.includes(name) && !notNow.includes(name)), [], 'every part named is there');
  const script = readFileSync(new URL('../../www/tell-text.js', import.meta.url), 'utf8');
  const tellings = [...new Set([...script.matchAll(/#tell\('(\w+)'/g)].map(([, name]) => `telltext-${name}`))];
  assert.deepEqual(named('event | when | `detail`').sort(), [...tellings, 'input', 'change'].sort());
  for (const [, property] of embedding.matchAll(/`(--[a-z\d-]+)`/g)) {
    assert.notEqual(await page.evaluate((name) => getComputedStyle(document.getElementById('one')).getPropertyValue(name), property), '', property);
  }
});

test('pinned scripts run, and one that was changed does not', async (t) => {
  for (const changed of [false, true]) {
    const pinned = (ours) => lines(`${ours}/`);
    const { page, context } = await embedded(t, (ours) => `${pinned(ours).html}<tell-text id="one" value="${TRICK}"></tell-text>`, {
      define: '',
      headers: (policy, ours) => ({ 'Content-Security-Policy': policy.replace("'wasm-unsafe-eval'", `'wasm-unsafe-eval' ${pinned(ours).source}`) }),
    });
    if (!changed) {
      await told(page, 'report', 'one', 'strong');
      continue;
    }
    await context.route('**/www/report.js', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: `${await answer.text()}\n// one line more` });
    });
    await page.reload();
    await until(page, () => globalThis.told.some(([name]) => name === 'error'));
    assert.equal(await page.evaluate(() => document.getElementById('one').report), null);
  }
});

test('the hash of a file is the hash browsers compute', () => {
  assert.equal(integrity("alert('Hello, world.');"), 'sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO');
});

/** embed.html with every widget awake and the first one full. */
async function everything(t, options) {
  const opened = await openPage(t, { path: '/www/embed.html', locale: 'en-US', ...options });
  const { page } = opened;
  for (const element of await page.locator('tell-text').all()) {
    await element.scrollIntoViewIfNeeded();
    await element.getByRole('textbox').waitFor();
  }
  await page.locator('#as-it-is').getByRole('textbox').fill(`v\u200Bote ${TRICK} bit.ly/3xVote26`);
  await page.locator('#as-it-is').getByText('Stop and check first', { exact: true }).waitFor();
  await page.locator('#with-value').getByText('Stop and check first', { exact: true }).waitFor();
  await page.locator('#sandboxed').scrollIntoViewIfNeeded();
  await page.frameLocator('#sandboxed').getByRole('textbox').waitFor();
  return opened;
}

for (const look of LOOKS) {
  test(`embed.html: axe finds nothing: ${looks(look)}`, async (t) => {
    const { page, errors } = await everything(t, { axe: true, ...look });
    await page.evaluate(() => {
      for (const { shadowRoot } of document.querySelectorAll('tell-text')) for (const details of shadowRoot.querySelectorAll('details')) details.open = true;
    });
    await page.waitForTimeout(300);
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(errors, []);
  });
}

test('the frame alone: axe finds nothing', async (t) => {
  const { page, errors } = await openPage(t, { path: '/www/frame.html?lang=es&scheme=dark', axe: true });
  await page.getByRole('textbox').fill(TRICK);
  await until(page, () => document.querySelector('tell-text').report?.level === 'strong');
  await page.waitForTimeout(300);
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(errors, []);
});

for (const width of [320, 360, 1280]) {
  test(`embed.html: nothing is cut off at ${width} px`, async (t) => {
    const { page } = await everything(t, { viewport: { width, height: 800 } });
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
  });
}

test('embed.html: its controls do what they say', async (t) => {
  const { page, requests } = await everything(t);
  await page.getByLabel('lang', { exact: true }).selectOption('fr');
  await page.locator('#in-spanish').getByText('Le message', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Set a value' }).click();
  await page.locator('#log').getByText('telltext-report').waitFor();
  await page.locator('#tip-form').getByRole('textbox').fill('Vote early');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('This form would send: tip=Vote early').waitFor();
  await page.getByRole('button', { name: 'Reset' }).click();
  assert.equal(await page.locator('#tip-form').getByRole('textbox').inputValue(), '');
  assert.deepEqual(requests.filter((line) => !/^GET \/(?:www|pkg)\/|favicon/.test(line)), []);
});
