// What is put on a server is the page itself, only shorter.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { joinSheets, joined, oneScript } from '../../xtask/join.mjs';
import { smaller } from '../../xtask/publish.mjs';

const www = fileURLToPath(new URL('../../www/', import.meta.url));
const read = (path) => readFileSync(www + path);
const load = async (bytes) => import(`data:text/javascript,${encodeURIComponent(bytes)}`);

test('a script gives what it gave, in fewer bytes', async () => {
  for (const path of ['diff.js', 'hidden.js', 'keep/redact.js']) {
    const [before, after] = [read(path), smaller(path, read(path))];
    assert.ok(after.length < before.length, path);
    const [was, is] = [await load(before), await load(after)];
    assert.deepEqual(Object.keys(is), Object.keys(was), path);
  }
  const { redact } = await load(smaller('keep/redact.js', read('keep/redact.js')));
  const { redact: whole } = await load(read('keep/redact.js'));
  const text = 'Hi Maria, call +1 (215) 555-0101 or write to a@example.org';
  assert.deepEqual(JSON.stringify(redact(text, {})), JSON.stringify(whole(text, {})));
});

test('a script that is no module keeps the names others know it by', () => {
  assert.match(smaller('a.js', Buffer.from('const answer = 42; // why\nfunction ask() { return answer; }\n')).toString(), /\banswer\b[^]*\bask\b/);
});

test('the words of every language are the same', () => {
  for (const name of readdirSync(`${www}lang`)) {
    assert.deepEqual(JSON.parse(smaller(`lang/${name}`, read(`lang/${name}`))), JSON.parse(read(`lang/${name}`)), name);
  }
});

test('libraries, pictures and pages are left as they are', () => {
  for (const path of ['vendor/x.js', 'icon.svg', 'index.html']) {
    const bytes = Buffer.from('/* kept */  let a = 1;');
    assert.equal(smaller(path, bytes), bytes, path);
  }
});

const root = fileURLToPath(new URL('../../', import.meta.url));
let made;
const whole = () => (made ??= joined(root));
const asked = (code) => [...code.matchAll(/(?:^(?:import|export)\b[^;]*?from |^import |\bimport\()'(\.[^']+)'/gm)].map(([, path]) => path);

test('the first view is one script and one sheet', async () => {
  const { files } = await whole();
  const html = files.get('www/index.html');
  assert.deepEqual([...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag), ['<script type="module" src="page.js">']);
  assert.deepEqual([...html.matchAll(/<link rel="(?:stylesheet|modulepreload|preload)" href="([^"]+)"/g)].map(([, href]) => href).sort(), ['../pkg/telltext_bg.wasm', 'page.js', 'style/page.css']);
  const first = asked(files.get('www/page.js'));
  assert.deepEqual(first.filter((path) => files.get('www/page.js').includes(`from '${path}'`)), [], 'it waits for no other');
});

test('each part asks for files that are there, and nothing that was joined is asked for by its old name', async () => {
  const { files, gone } = await whole();
  for (const [path, code] of files) {
    if (!path.endsWith('.js')) continue;
    for (const from of asked(code)) {
      const to = normalize(join(dirname(path), from));
      assert.ok(files.has(to) || to === 'www/files.js' || to.startsWith('www/vendor/'), `${path} asks for ${to}`);
    }
    for (const [, file] of code.matchAll(/new URL\('[^']*', new URL\("([^"]+)"/g)) assert.ok(!file.startsWith('/'), file);
  }
  assert.ok(gone.has('www/views/check.js') && gone.has('www/style/shell.css'));
  for (const kept of ['www/report.js', 'www/engine.js', 'www/style/report.css', 'www/many.worker.js', 'pkg/index.js']) assert.ok(!gone.has(kept), `${kept} is the widget's or a worker's`);
});

test('until the first answer the page, the engine aside, is at most 28 kB packed, in every language', async () => {
  const { files } = await whole();
  const packed = (path, bytes) => brotliCompressSync(smaller(path, Buffer.from(bytes))).length;
  const joinedSizes = ['index.html', 'page.js', 'style/page.css'].map((path) => packed(path, files.get(`www/${path}`)));
  for (const language of ['en', 'es', 'fr']) {
    const sizes = [...joinedSizes, ...[`lang/${language}.json`, 'icon.svg', 'manifest.webmanifest'].map((path) => packed(path, read(path)))];
    const sum = sizes.reduce((a, b) => a + b);
    assert.ok(sum < 28_000, `${language}: ${sum} of ${sizes}`);
  }
  assert.ok(!files.get('www/page.js').includes('estimad[oa]s'), 'what masks comes with what is shared');
});

test('sheets are joined in their order, each for the medium it is for', () => {
  const html = '<head>\n  <link rel="stylesheet" href="style/a.css">\n  <link rel="stylesheet" href="style/b.css" media="print">\n</head>';
  const { css, html: after } = joinSheets(html, (name) => `${name} {}`);
  assert.equal(css, 'a {}\n@media print {\nb {}\n}');
  assert.equal(after, '<head>\n  <link rel="stylesheet" href="style/page.css">\n</head>');
  assert.equal(oneScript('\n  <link rel="modulepreload" href="dom.js">\n  <link rel="modulepreload" href="page.js">'), '\n<link rel="modulepreload" href="page.js">');
});
