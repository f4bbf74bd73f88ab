// www/lang/: every language has every word, with the same values in it; the page asks for no word that is not there;
// no word judges a message.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';
import { CODES, PICTURES, missing } from '../../xtask/languages.mjs';

const www = new URL('../../www/', import.meta.url);
const files = readdirSync(new URL('lang/', www)).filter((name) => name.endsWith('.json'));
const load = (name) => JSON.parse(readFileSync(new URL(`lang/${name}`, www), 'utf8'));
const parts = [...new Set(files.map((name) => name.replace(/(?:^|\.)(?:\w\w)\.json$/, '')))];
const fileOf = (part, code) => `${part ? `${part}.` : ''}${code}.json`;
const forms = (word) => (typeof word === 'string' ? [word] : Object.values(word));
const values = (word) => [...new Set(forms(word).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();

for (const part of parts) {
  const english = load(fileOf(part, 'en'));
  for (const code of CODES.slice(1)) {
    test(`lang/${fileOf(part, code)} has the words of English`, () => {
      const other = load(fileOf(part, code));
      assert.deepEqual(Object.keys(other).sort(), Object.keys(english).sort());
      for (const key of Object.keys(english)) assert.deepEqual(values(other[key]), values(english[key]), key);
      for (const key of Object.keys(english)) for (const form of forms(other[key])) assert.notEqual(form.trim(), '', key);
    });
  }
  for (const code of CODES) {
    test(`lang/${fileOf(part, code)}: words that change with a number have every form of the language`, () => {
      const wanted = new Intl.PluralRules(code).resolvedOptions().pluralCategories.filter((category) => category !== 'many' || code === 'es');
      for (const [key, word] of Object.entries(load(fileOf(part, code)))) {
        if (typeof word === 'object') for (const category of wanted) assert.ok(category in word, `${key}: ${category}`);
      }
    });
  }
}

test('every language that is listed has every file of the first, and says so where there is no JavaScript', () => {
  assert.deepEqual(missing(), []);
  const html = readFileSync(new URL('index.html', www), 'utf8');
  for (const code of CODES.slice(1)) assert.ok(html.includes(`<p class="notice" lang="${code}">`), `index.html: a notice in ${code}`);
});

test('every language in which pictures are read has its name in every other', () => {
  for (const code of CODES) for (const read of Object.keys(PICTURES)) assert.ok(`picture.in-${read}` in load(fileOf('picture', code)), `${fileOf('picture', code)}: picture.in-${read}`);
});

test('the page asks for no word that is not there', () => {
  const english = Object.assign({}, ...parts.map((part) => load(fileOf(part, 'en'))));
  const sources = readdirSync(www, { recursive: true }).filter((name) => name.endsWith('.js'));
  assert.ok(sources.length > 10);
  for (const name of sources) {
    const code = readFileSync(new URL(name.replaceAll('\\', '/'), www), 'utf8');
    for (const [, key] of code.matchAll(/\bt\('([\w.-]+)'/g)) assert.ok(key in english, `${name}: ${key}`);
  }
  const html = readFileSync(new URL('index.html', www), 'utf8');
  for (const [, key] of html.matchAll(/data-t(?:-[\w-]+)?="([\w.-]+)"/g)) assert.ok(key in english, `index.html: ${key}`);
});

/** Said of the tool, or of what no markers do not mean; never of a message. */
const ABOUT_THE_TOOL = /never says whether a message is true|does not say whether the message is true|does not mean it is true|not \w+ whether/i;

test('no English word judges a message', () => {
  for (const part of parts) {
    for (const [key, word] of Object.entries(load(fileOf(part, 'en')))) {
      for (const form of forms(word)) {
        const rest = form.replace(ABOUT_THE_TOOL, '');
        assert.doesNotMatch(rest, /\b(?:safe|legitimate|true|false|fake|verified|authentic|scam|verdict|score)\b/i, `${fileOf(part, 'en')} ${key}: ${form}`);
      }
    }
  }
});

/** Where a French sentence could break before `; : ! ?` or inside « », or has no space there, or one of another width. */
const looseSigns = (text) => text.match(/(?<!^|\u00a0)[»;!?]|(?<!^|\u00a0):(?= )|«(?!\u00a0)/g) ?? [];

/** Messages of somebody else, which are shown as they would be sent. */
const isSample = (key) => key === 'sample.text' || key.startsWith('many.sample');

test('French signs stay with their words', () => {
  for (const part of parts) {
    for (const [key, word] of Object.entries(load(fileOf(part, 'fr')))) {
      if (isSample(key)) continue;
      for (const form of forms(word)) assert.deepEqual(looseSigns(form), [], `${fileOf(part, 'fr')} ${key}: ${form}; before ; : ! ? and inside « » French has U+00A0`);
    }
  }
  assert.deepEqual(looseSigns('Quoi\u00a0? «\u00a0Oui\u00a0»\u00a0: 12:30'), []);
  assert.equal(looseSigns('Quoi ? « Oui\u202f» : non! Où?').length, 6);
});

test('apostrophes and quotation marks are those of print', () => {
  for (const name of files) {
    for (const [key, word] of Object.entries(load(name))) {
      if (isSample(key)) continue;
      const wrong = /^(?:.*\.)?en\./.test(name) ? /['"«»]/ : /['"“”]/;
      for (const form of forms(word)) assert.doesNotMatch(form, wrong, `${name} ${key}: ${form}`);
    }
  }
});

test('every guard that makes a finding weigh less has words, which say so', () => {
  const folder = new URL('../../markers/guards/', import.meta.url);
  const lower = readdirSync(folder).filter((name) => /^effect = "lower"$/m.test(readFileSync(new URL(name, folder), 'utf8')));
  assert.ok(lower.length >= 4, `${lower}`);
  for (const code of CODES) {
    const words = load(fileOf('', code));
    for (const name of lower) assert.ok(`guard.${name.replace('.toml', '')}` in words, `${code}: guard.${name.replace('.toml', '')} is shown as it is written here`);
  }
});
