// tests/browser/README.md names the test that holds each promise of the page: every test it names is there.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';

const folder = new URL('../browser/', import.meta.url);
const table = readFileSync(new URL('README.md', folder), 'utf8');
const named = [...table.matchAll(/`([\w-]+)`: ((?:“[^”]+”(?:, )?)+)/g)].map(([, file, names]) => ({ file, names: [...names.matchAll(/“([^”]+)”/g)].map(([, name]) => name) }));

for (const { file, names } of named) {
  for (const name of names) {
    test(`${file}: “${name}”`, () => {
      const titles = [...readFileSync(new URL(`${file}.test.mjs`, folder), 'utf8').matchAll(/\btest\(\s*(['`])(.*?)\1,/gs)].map(([, , title]) => title);
      assert.ok(titles.some((title) => title.includes(name)), titles.join('\n'));
    });
  }
}

test('every file of tests holds a promise', () => {
  const files = readdirSync(folder).flatMap((name) => /^([\w-]+)\.test\.mjs$/.exec(name)?.[1] ?? []);
  assert.deepEqual(files.filter((name) => !named.some(({ file }) => file === name)), []);
});
