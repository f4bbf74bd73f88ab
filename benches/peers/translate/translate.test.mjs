import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { fileURLToPath } from 'node:url';
import { finder } from '../candidates/automaton.mjs';
import { knowledge } from './knowledge.mjs';
import { fold } from './notation.mjs';
import { filled, translate } from './translate.mjs';

// A few thousand regular expressions are tried a few times each: making machine code of them is not worth it.
setFlagsFromString('--regexp-interpret-all');

const folder = fileURLToPath(new URL('../../../markers', import.meta.url));
const all = knowledge(folder);
const translated = translate(all);

/** Whether a pattern over these lists holds in a text. */
function holds(pattern, text, lists = {}) {
  const given = new Map(Object.entries(lists).map(([name, entries]) => [name, { include: [], entries }]));
  const { patterns, lists: sources } = translate({ lists: given, entities: new Map(), patterns: [{ text: pattern, markers: new Set(), where: new Set() }] });
  return new RegExp(filled(patterns[0].source, sources)).test(fold(text));
}

test('a pattern holds where the notation says so', () => {
  const lists = { vote: ['vote', 'voting', 'cast a ballot'], channel: ['text', 'whats*'] };
  for (const [pattern, text, expected] of [
    ['{vote} ..2 by {channel}', 'You can vote now, early, by text!', true],
    ['{vote} ..2 by {channel}', 'You can vote now or so early by text!', false],
    ['{vote} ..2 by {channel}', 'VÓTE by WhatsApp', true],
    ['{vote} ..2 by {channel}', 'Vote. By text we mean nothing', false],
    ['{vote} by (text|the phone)', 'casting? cast a ballot by the phone', true],
    ['{vote} [only] by text', 'vote only by text', true],
    ['{vote} ..3 [only] by text', 'vote if you must by text', true],
    ['vot* by text', 'votation by text', true],
    ['vote', 'devote yourself', false],
    ['^vote by text', 'Hello! Vote by text', true],
    ['^vote by text', 'we vote by text', false],
    ["don't vote", 'dont vote', true],
    ["l'urne", 'dans l’urne', true],
  ]) {
    assert.equal(holds(pattern, text, lists), expected, `${pattern} on ${text}`);
  }
});

test('nearly every pattern can be said in a regular expression', () => {
  const rate = translated.patterns.length / all.patterns.length;
  assert.ok(rate >= 0.99, `${translated.patterns.length} of ${all.patterns.length}: not ${translated.left.join(', ')}`);
});

test('of the markers’ examples that patterns raise, 99 in 100 are found', () => {
  // Every third: compiling for all of them takes long.
  const examples = all.examples.filter(({ plain, kind }) => plain && kind === 'raise').filter((_, place) => place % 3 === 0);
  const missed = [];
  for (const marker of new Set(examples.map((example) => example.marker))) {
    const own = translated.patterns.filter(({ raises, markers }) => raises && markers.includes(marker));
    const expressions = own.map(({ source }) => new RegExp(filled(source, translated.lists)));
    for (const { text } of examples.filter((example) => example.marker === marker)) {
      const folded = fold(text);
      if (!expressions.some((expression) => expression.test(folded))) missed.push(`${marker}: ${text}`);
    }
  }
  const found = examples.length - missed.length;
  assert.ok(examples.length > 100 && found / examples.length >= 0.99, `${found} of ${examples.length}; not\n${missed.join('\n')}`);
});

test('the automaton finds whole words, beginnings of words and phrases, and nothing inside words', () => {
  const find = finder(new Map([['vote', [0]], ['by te*', [1]], ['te*', [2]], ['text', [3]]]));
  const told = [];
  find('devote, vote by  text', (place) => told.push(place));
  assert.deepEqual(told.toSorted(), [0, 1, 2, 3]);
});
