// The page's English is for a reader of twelve, as the Flesch-Kincaid grade counts it: words a sentence, syllables a word.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';

/** The school year of twelve-year-olds; a passage alone may be a year above it. */
const GRADE = 6;
const PASSAGE = 20;

const folder = new URL('../../www/lang/', import.meta.url);
const english = readdirSync(folder).filter((name) => name === 'en.json' || name.endsWith('.en.json'));
const texts = english.flatMap((name) => Object.entries(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))).flatMap(([key, word]) => (typeof word === 'string' ? [word] : Object.values(word)).map((text) => ({ key, text: text.replace(/\{\w+\}/g, 'one') }))));

const wordsOf = (text) => text.match(/[A-Za-z’']+/g) ?? [];
const sentencesOf = (text) => text.split(/[.!?:]+(?:\s|$)/).filter((sentence) => sentence.trim() !== '');

function syllables(word) {
  const bare = word.toLowerCase().replace(/[^a-z]/g, '');
  if (bare.length <= 3) return 1;
  const spoken = bare.replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '').replace(/^y/, '');
  return Math.max(1, (spoken.match(/[aeiouy]{1,2}/g) ?? []).length);
}

function grade(list) {
  const words = list.flatMap(wordsOf);
  const sentences = list.flatMap(sentencesOf);
  return 0.39 * (words.length / sentences.length) + 11.8 * (words.map(syllables).reduce((sum, one) => sum + one, 0) / words.length) - 15.59;
}

test('a hard sentence is told from a plain one', () => {
  assert.ok(grade(['Notwithstanding jurisdictional considerations, participating constituencies necessitate authoritative verification procedures.']) > 15);
  assert.ok(grade(['Paste a text. See what stands out. Then ask your office.']) < 3);
});

test('the whole page', () => {
  const whole = grade(texts.filter(({ text }) => wordsOf(text).length > 5).map(({ text }) => text));
  assert.ok(whole <= GRADE, `grade ${whole.toFixed(1)}`);
});

test('each passage', () => {
  const hard = texts.filter(({ text }) => wordsOf(text).length >= PASSAGE && grade([text]) > GRADE + 1).map(({ key, text }) => `${key} (${grade([text]).toFixed(1)}): ${text}`);
  assert.deepEqual(hard, []);
});
