// The files the published page is made of: which there are, what each asks for, how much comes before the first answer.
// No browser is opened; pkg/ has to be there, as for every test of this folder.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { joined } from '../../xtask/join.mjs';
import { smaller } from '../../xtask/publish.mjs';
import { files as siteFiles } from '../../xtask/site.mjs';
import { CODES } from '../../xtask/languages.mjs';

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
  assert.ok(first.includes('./keep.js') && files.has('www/keep.js'), 'what keeps and shares is asked for when it is opened');
});

test('each part asks for files that are there, and nothing that was joined is asked for by its old name', async () => {
  const { files, gone } = await whole();
  const served = new Set(Object.keys(siteFiles()).map((path) => normalize(join('www', path))));
  for (const [path, code] of files) {
    if (!path.endsWith('.js')) continue;
    for (const from of asked(code)) {
      const to = normalize(join(dirname(path), from));
      assert.ok(files.has(to) || to === 'www/files.js' || to.startsWith('www/vendor/') || (served.has(to) && !gone.has(to)), `${path} asks for ${to}`);
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
  for (const language of CODES) {
    const sizes = [...joinedSizes, ...[`lang/${language}.json`, 'icon.svg', 'manifest.webmanifest'].map((path) => packed(path, readFileSync(`${root}www/${path}`)))];
    const sum = sizes.reduce((a, b) => a + b);
    assert.ok(sum < 28_000, `${language}: ${sum} of ${sizes}`);
  }
  assert.ok(!files.get('www/page.js').includes('estimad[oa]s'), 'what masks comes with what is shared');
});
