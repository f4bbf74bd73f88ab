// docs/api.md says what the types say, and every name and field there has words.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { document } from '../../xtask/api.mjs';
import { root } from './harness.mjs';

const text = readFileSync(`${root}/docs/api.md`, 'utf8').replaceAll('\r\n', '\n');

test('docs/api.md is as the types are', () => {
  assert.equal(text, document(), 'write it again: node xtask/api.mjs');
});

test('every function, type and field is described', () => {
  const entries = text.slice(text.indexOf('## Functions')).split(/^### /m).slice(1);
  assert.ok(entries.length > 20, `${entries.length} entries`);
  for (const entry of entries) {
    const [name, ...body] = entry.split('\n\n');
    assert.ok(body.some((part) => /^[A-Z]/.test(part) && !/^One of [`[]/.test(part)), `${name} has no words`);
  }
  for (const [row] of text.matchAll(/^\| `.*$/gm)) assert.doesNotMatch(row, /\|\s*\|$/, row);
});

test('every link inside it leads somewhere', () => {
  const headings = new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) => title.toLowerCase().replaceAll(' ', '-')));
  for (const [, target] of text.matchAll(/\]\(#([\w-]+)\)/g)) assert.ok(headings.has(target), target);
});
