// www/README.md names what is in www/, and nothing that is not there.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const www = new URL('../../www/', import.meta.url);
const readme = readFileSync(new URL('README.md', www), 'utf8').replaceAll('\r\n', '\n');
/** The first column of the table of files. */
const named = readme.split('| file | what it is |')[1].split('\n\n')[0].split('\n').slice(2).flatMap((row) => [...row.split('|')[1].matchAll(/`([^`]+)`/g)].map(([, name]) => name));

test('every file and folder of the page is in the table', () => {
  // The lists that the build writes, and this table itself.
  const there = readdirSync(www, { withFileTypes: true }).filter(({ name }) => !['files.js', 'languages.js', 'README.md'].includes(name));
  const folders = new Set(named.filter((name) => name.includes('/')).map((name) => name.split('/')[0]));
  // A folder whose files are told of beside those that use them.
  const told = (folder) => folders.has(folder) || readme.includes(`\`${folder}/\``);
  assert.deepEqual(there.filter((entry) => !(entry.isDirectory() ? told(entry.name) : named.includes(entry.name) || ['quiz.json', 'samples.json'].includes(entry.name))).map(({ name }) => name), []);
  for (const name of ['quiz.json', 'samples.json']) assert.ok(readme.includes(`\`${name}\``), name);
});

test('everything in the table is there', () => {
  const made = (name) => /<\w+>/.test(name) || name === 'vendor/';
  assert.deepEqual(named.filter((name) => !made(name) && !existsSync(new URL(name, www))), []);
});
