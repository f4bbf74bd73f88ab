// Nothing leaves: every journey through the page, in three engines, with everything that goes over the wire written down by
// the server and by a proxy that has nothing to give. What a browser could send past both is not called by any script of ours,
// and in Chromium, where calls can be watched, was not called.
//
// Where the system allows it the journeys can be walked with no network but the loopback and no names to ask for:
//   unshare --user --map-root-user --net sh -c 'ip link set lo up && node --test tests/browser/leaves.test.mjs'

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { missing } from './browsers.mjs';
import { READY } from './check.mjs';
import { openFirefox } from './firefox.mjs';
import { browser, network } from './harness.mjs';
import { openWebKit } from './webkit.mjs';

/** A word that no file of ours has: where it turns up, the message has been. */
const SECRET = 'quokka4711';
const MESSAGE = `Hi ${SECRET}, Republicans vote on Wednesday! Confirm at bit.ly/${SECRET} or https://vote.gov or call 215-555-0123. ${SECRET}@example.com`;

/** Kept by the page for its whole life: what was called that could send, or write down. */
const WATCH = `(() => {
  const called = (globalThis.called = []);
  const note = (name, given) => called.push(name + ' ' + String(given ?? ''));
  for (const name of ['WebSocket', 'EventSource', 'RTCPeerConnection', 'WebTransport', 'XMLHttpRequest', 'BroadcastChannel', 'Notification']) {
    if (!globalThis[name]) continue;
    globalThis[name] = new Proxy(globalThis[name], { construct(target, given) { note(name, given[0]); return Reflect.construct(target, given); } });
  }
  navigator.sendBeacon = (address) => { note('sendBeacon', address); return true; };
  const { fetch } = globalThis;
  globalThis.fetch = (what, ...rest) => { note('fetch', what?.url ?? what); return fetch(what, ...rest); };
  const { open } = globalThis;
  globalThis.open = (address) => { note('open', address); return null; };
  for (const name of ['setItem']) { const was = Storage.prototype[name]; Storage.prototype[name] = function (...given) { note('storage', given[0]); return was.apply(this, given); }; }
  const begun = indexedDB.open.bind(indexedDB);
  indexedDB.open = (name, ...rest) => { note('indexedDB', name); return begun(name, ...rest); };
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
  Object.defineProperty(document, 'cookie', { get: () => cookie.get.call(document), set: (value) => { note('cookie', value); } });
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) {
      if (node.localName === 'link' && /prefetch|preconnect|prerender|dns-prefetch/.test(node.rel)) note('link', node.outerHTML);
      if (/^(?:script|img|iframe|object|embed|form|audio|video)$/.test(node.localName ?? '') && (node.src || node.action)) note(node.localName, node.src || node.action);
    }
  }).observe(document, { childList: true, subtree: true });
})();`;

async function openChromium(t, { path, ready }) {
  const { origin, requests, site, proxy } = await network(t);
  const context = await (await browser()).newContext({ proxy: { server: proxy, bypass: '127.0.0.1' }, serviceWorkers: 'allow', locale: 'en-US' });
  t.after(() => context.close());
  await context.addInitScript({ content: WATCH });
  const page = await context.newPage();
  await page.goto(origin + path);
  await page.waitForSelector(ready);
  return { page, context, origin, requests, site };
}

async function until(page, check, given) {
  for (let tries = 0; tries < 300; tries += 1) {
    if ((await page.evaluate(check, given).catch(() => false)) === true) return;
    await pause(50);
  }
  throw new Error(`this did not come to be within 15 s: ${check} ${JSON.stringify(given)}`);
}

const has = (selector) => Boolean(document.querySelector(selector));
const says = ([selector, words]) => [...document.querySelectorAll(selector)].some((one) => one.textContent.includes(words));
const put = ([selector, value]) => {
  const element = document.querySelector(selector);
  element.value = value;
  for (const type of ['input', 'change']) element.dispatchEvent(new Event(type, { bubbles: true }));
};
const press = (selector) => void document.querySelector(selector).click();
const go = (fragment) => void (location.hash = fragment);

/** Everything a reader can do, one after the other; each ends when it shows. */
const JOURNEYS = {
  async 'a message, with all that can be said about it'(page) {
    await page.evaluate(put, ['#message-box', MESSAGE]);
    await until(page, says, ['.dial-word', 'Stop and check first']);
    await page.evaluate(() => document.querySelectorAll('main details').forEach((one) => void (one.open = true)));
    await page.evaluate(put, ['#known-from', `+1 215 555 0123 ${SECRET}`]);
    await page.evaluate(put, ['#known-received', '2026-11-02']);
    await page.evaluate(() => document.querySelectorAll('.mark a, .message a').forEach((one) => one.click()));
  },
  async 'another language and back'(page) {
    for (const [code, words] of [['es', 'Deténgase'], ['fr', 'Arrêtez-vous'], ['en', 'Stop and check first']]) {
      await page.evaluate(put, ['#language-select', code]);
      await until(page, says, ['.dial-word', words]);
    }
  },
  async 'what is shared, seen before it is'(page) {
    await page.evaluate(() => document.querySelectorAll('.fold > details').forEach((one) => void (one.open = true)));
    await until(page, has, '.keep .preview-part');
    await page.evaluate(() => document.querySelectorAll('.keep details').forEach((one) => void (one.open = true)));
    await page.evaluate(() => document.querySelectorAll('.keep input[type=checkbox]').forEach((one) => one.click()));
    await until(page, says, ['.preview-link', '#r1=']);
  },
  async 'a link to the report, opened'(page) {
    const link = await page.evaluate(() => /#r1=[\w-]+/.exec(document.querySelector('.preview-link').textContent)[0]);
    await page.evaluate(go, link);
    await until(page, says, ['h1', 'A shared report']);
  },
  async 'all there is to learn'(page) {
    for (const place of ['', '/markers', '/markers/opt-out-missing', '/samples', '/quiz', '/lesson', '/handout', '/glossary']) {
      await page.evaluate(go, `/learn${place}`);
      await until(page, has, '.learn h1, .learn');
      await pause(150);
    }
    await page.evaluate(go, '/learn/quiz');
    await until(page, has, '.quiz .primary');
    await page.evaluate(press, '.quiz .primary');
    await until(page, has, '.quiz-answers button');
    await page.evaluate(press, '.quiz-answers button');
  },
  async 'many messages'(page) {
    await page.evaluate(go, '/many');
    await until(page, has, '#many-box');
    await page.evaluate(put, ['#many-box', `${MESSAGE}\n${MESSAGE} again\nSee you at seven`]);
    await page.evaluate(() => void [...document.querySelectorAll('button')].find((one) => /Continue/.test(one.textContent)).click());
    await until(page, () => [...document.querySelectorAll('button')].some((one) => /^Check \d/.test(one.textContent)));
    await page.evaluate(() => void [...document.querySelectorAll('button')].find((one) => /^Check \d/.test(one.textContent)).click());
    await until(page, () => /3 messages checked\./.test(document.querySelector('.many-progress-words')?.textContent ?? ''));
  },
  async 'about'(page) {
    await page.evaluate(go, '/about');
    await until(page, has, '.about h1');
  },
};

const engines = { chromium: openChromium, firefox: openFirefox, webkit: openWebKit };

for (const [engine, openEngine] of Object.entries(engines)) {
  test(`${engine}: no journey asks for anything but the page's own files, stores anything, or tells anybody of the message`, { skip: engine !== 'chromium' && missing(engine), timeout: 240_000 }, async (t) => {
    const { page, origin, requests } = await openEngine(t, { path: '/www/?lang=en', ready: READY });
    const loading = requests.length;
    for (const [name, walk] of Object.entries(JOURNEYS)) {
      const before = requests.length;
      await walk(page);
      const fresh = requests.slice(before);
      t.diagnostic(`${name}: ${fresh.length} requests`);
      assert.deepEqual(fresh.filter((line) => !/^GET \/(?:www|pkg)\/[\w./-]*(?:\?lang=\w\w)?$/.test(line) && line !== 'GET /favicon.ico'), [], name);
    }
    await pause(500);
    assert.ok(requests.every((line) => !decodeURIComponent(line).includes(SECRET) && !/%|r1=/.test(line)), 'the message is in no request');

    const left = await page.evaluate(() => ({
      cookie: document.cookie,
      stored: localStorage.length + sessionStorage.length,
      resources: performance.getEntriesByType('resource').map(({ name }) => name),
      called: globalThis.called ?? [],
      address: location.href,
    }));
    assert.deepEqual([left.cookie, left.stored], ['', 0]);
    assert.deepEqual(left.resources.filter((name) => !name.startsWith(`${origin}/`) && !name.startsWith('blob:')), []);
    const allowed = new RegExp(`^(?:(?:fetch|script|img|form) ${origin}/|fetch (?:lang/|\\.{0,2}/))`);
    assert.deepEqual(left.called.filter((line) => !allowed.test(line) || line.includes(SECRET)), []);
    t.diagnostic(`${engine}: ${requests.length} requests in all, ${loading} of them to load the page; to others: 0`);
  });
}

test('no script of the page or the widget names what could send, and its policy lets nothing through but to its own origin', () => {
  const www = new URL('../../www/', import.meta.url);
  const scripts = readdirSync(www, { recursive: true }).filter((name) => /\.js$/.test(name) && !/^vendor/.test(name)).map((name) => [name, readFileSync(new URL(name, www), 'utf8')]);
  assert.ok(scripts.length > 30);
  const sending = /\b(?:sendBeacon|WebSocket|WebTransport|EventSource|XMLHttpRequest|RTCPeerConnection|RTCDataChannel|importScripts\s*\(\s*['"]http|document\.cookie|indexedDB|prefetch|preconnect)\b/;
  assert.deepEqual(scripts.filter(([, text]) => sending.test(text)).map(([name]) => name), []);
  // The only places that write something down: the history, which the reader switches on, and the worker that keeps the page.
  assert.deepEqual(scripts.filter(([, text]) => /localStorage|sessionStorage/.test(text)).map(([name]) => name), ['keep/history.js']);
  assert.deepEqual(scripts.filter(([, text]) => /\bcaches\.open\b/.test(text)).map(([name]) => name), ['sw.js']);
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(readFileSync(new URL('index.html', www), 'utf8'))[1];
  for (const part of ["default-src 'none'", "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'"]) assert.ok(policy.includes(part), part);
  assert.doesNotMatch(policy, /https?:|\*|'unsafe-inline'|'unsafe-eval'/);
});
