// The messages of Learn: out of the corpus and the incidents, even-handed, quotes short; a quiz of ten is half and half.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { draw, reading } from '../../www/learn/draw.js';
import { matches } from '../../www/learn/search.js';
import { CODES } from '../../xtask/languages.mjs';
import { samples as chosen, corpus, quiz as drawnUp, sideOf } from '../../xtask/learn.mjs';

const load = (name) => JSON.parse(readFileSync(new URL(`../../www/${name}.json`, import.meta.url), 'utf8'));
const quiz = load('quiz');
const samples = load('samples');
const of = (list, key, value) => list.filter((item) => item[key] === value).length;

/** Numbers that look random and are the same every time. */
function dice(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

test('the documented messages of Learn are as their files tell them', () => {
  assert.deepEqual(samples, JSON.parse(JSON.stringify(chosen())), 'run `node xtask/learn.mjs`');
});

test('the quiz is what would be chosen of the corpus today', () => {
  assert.deepEqual(quiz, JSON.parse(JSON.stringify(drawnUp())), 'run `node xtask/learn.mjs`');
});

for (const [language, pool] of Object.entries(quiz)) {
  test(`quiz in ${language}: messages of the corpus, as many ordinary as not, as many of one side as of the other`, () => {
    const known = new Map(corpus().map((message) => [message.name, message]));
    assert.ok(pool.length >= 60, `${pool.length}`);
    for (const { id, text, look } of pool) {
      assert.equal(known.get(id)?.text, text, `${id}: run \`node xtask/learn.mjs\``);
      assert.equal(known.get(id).lawful, !look, id);
    }
    assert.equal(of(pool, 'look', true), of(pool, 'look', false));
    for (const look of [true, false]) {
      const half = pool.filter((item) => item.look === look);
      assert.ok(of(half, 'side', 'left') > 0);
      assert.equal(of(half, 'side', 'left'), of(half, 'side', 'right'), look ? 'worth a second look' : 'ordinary');
    }
  });

  test(`a quiz in ${language} asks ten: five and five, either side as often, no message twice`, () => {
    for (let seed = 1; seed <= 200; seed++) {
      const ten = draw(quiz[language], ({ id }) => id.length % 5 !== 0, dice(seed));
      assert.equal(ten.length, 10);
      assert.equal(of(ten, 'look', true), 5);
      assert.equal(of(ten, 'side', 'left'), of(ten, 'side', 'right'));
      assert.equal(new Set(ten.map(({ family }) => family)).size, 10);
      assert.ok(ten.every(({ id }) => id.length % 5 !== 0), 'only messages that people and engine read alike');
    }
  });
}

test('sides are told from whole words', () => {
  assert.equal(sideOf('Lakeside Democrats are counting on you'), 'left');
  assert.equal(sideOf('Les électeurs de droite votent lundi'), 'right');
  assert.equal(sideOf('Democrats Tuesday, Republicans Wednesday'), 'both');
  assert.equal(sideOf('usted NO ha votado, pero los demás sí; todos en la puerta de su casa'), 'none');
});

test('documented messages: as many could have harmed one side as the other; sources; quotes of at most 20 words', () => {
  const { incidents, ordinary } = samples;
  assert.ok(of(incidents, 'harmed', 'left') >= 4);
  assert.equal(of(incidents, 'harmed', 'left'), of(incidents, 'harmed', 'right'));
  for (const { id, text, title, wrong, sources, quote } of incidents) {
    assert.ok(text && sources.length > 0 && sources.every(({ url, publisher }) => /^https?:/.test(url) && publisher), id);
    for (const language of CODES) assert.ok(title[language] && wrong[language], `${id} ${language}`);
    if (quote) assert.ok(quote.split(/\s+/).length <= 20, id);
  }
  for (const [language, list] of Object.entries(ordinary)) assert.equal(of(list, 'side', 'left'), of(list, 'side', 'right'), language);
});

test('what a report says: worth a second look, ordinary, or better not asked', () => {
  const report = (level, opt_out, sender_id) => ({ level, checks: { opt_out: { outcome: opt_out }, sender_id: { outcome: sender_id } } });
  assert.equal(reading(report('note', 'pass', 'pass')), true);
  assert.equal(reading(report('none', 'fail', 'pass')), true);
  assert.equal(reading(report('none', 'pass', 'pass')), false);
  assert.equal(reading(report('none', 'not_applicable', 'fail')), null);
});

test('the search of markers: every word, whatever the case and the accents', () => {
  const marker = { id: 'link-shortener', title: 'Un enlace corto esconde adónde lleva', what: 'Usa un acortador', why: '', examples: [{ text: 'bit.ly/voto' }] };
  for (const sought of ['', 'ADONDE', 'enlace acortador', 'link-short', 'link short', 'bit.ly']) assert.ok(matches(marker, sought), sought);
  for (const sought of ['adónde vota', 'casilla']) assert.equal(matches(marker, sought), false, sought);
});
