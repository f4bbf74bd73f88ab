// What is put on a server is the page itself, only shorter.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { folderAt } from '../../xtask/integrity.mjs';
import { joinSheets, oneScript } from '../../xtask/join.mjs';
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

test('sheets are joined in their order, each for the medium it is for', () => {
  const html = '<head>\n  <link rel="stylesheet" href="style/a.css">\n  <link rel="stylesheet" href="style/b.css" media="print">\n</head>';
  const { css, html: after } = joinSheets(html, (name) => `${name} {}`);
  assert.equal(css, 'a {}\n@media print {\nb {}\n}');
  assert.equal(after, '<head>\n  <link rel="stylesheet" href="style/page.css">\n</head>');
  assert.equal(oneScript('\n  <link rel="modulepreload" href="dom.js">\n  <link rel="modulepreload" href="page.js">'), '\n<link rel="modulepreload" href="page.js">');
});

test('the lines for a page name the folder they are told, whether or not a slash ends it', () => {
  for (const [told, folder] of [['https://telltext.example', 'https://telltext.example/'], ['https://your.example/telltext', 'https://your.example/telltext/'], ['http://127.0.0.1:8000/t/', 'http://127.0.0.1:8000/t/']]) assert.equal(folderAt(told), folder);
  for (const told of ['telltext.example', 'https://', 'https://telltext.example/?a', 'https://telltext.example/#a']) assert.throws(() => folderAt(told), /is no address of a folder/, told);
});
