// www/highlight.js: marks may overlap; the pieces do not, and together they are the text.
import assert from 'node:assert/strict';
import test from 'node:test';
import { pieces } from '../../www/highlight.js';

const mark = (start, end, id, rank = 1) => ({ start, end, id, rank });
const brief = (list) => list.map(({ text, ids }) => [text, ids.join('+')]);

test('no marks: one piece', () => assert.deepEqual(brief(pieces('vote', [])), [['vote', '']]));

test('an empty text has no pieces', () => assert.deepEqual(pieces('', [mark(0, 4, 'a')]), []));

test('a mark inside cuts the text in three', () => {
  assert.deepEqual(brief(pieces('we vote now', [mark(3, 7, 'a')])), [['we ', ''], ['vote', 'a'], [' now', '']]);
});

test('overlapping marks are split, the most important first', () => {
  const list = pieces('abcdef', [mark(0, 4, 'low', 3), mark(2, 6, 'high', 0)]);
  assert.deepEqual(brief(list), [['ab', 'low'], ['cd', 'high+low'], ['ef', 'high']]);
  assert.deepEqual(list.map(({ first }) => first), [true, true, false]);
  assert.deepEqual(list.map(({ ends }) => ends.join('+')), ['', 'low', 'high']);
});

test('the same finding twice over the same words is told once', () => {
  assert.deepEqual(brief(pieces('abc', [mark(0, 3, 'a'), mark(1, 2, 'a')])), [['a', 'a'], ['b', 'a'], ['c', 'a']]);
});

test('marks outside the text are cut off', () => {
  assert.deepEqual(brief(pieces('abc', [mark(-2, 1, 'a'), mark(2, 99, 'b'), mark(5, 7, 'c'), mark(1, 1, 'd')])), [['a', 'a'], ['b', ''], ['c', 'b']]);
});

test('whatever the marks, the pieces make up the text', () => {
  let seed = 7;
  const random = (limit) => (seed = (seed * 48271) % 2147483647) % limit;
  const text = 'Vote 🗳️ on Tuesday, not Wednesday';
  for (let round = 0; round < 300; round++) {
    const marks = Array.from({ length: random(8) }, (_, index) => mark(random(40), random(40), `m${index}`, random(4)));
    const list = pieces(text, marks);
    assert.equal(list.map((piece) => piece.text).join(''), text);
    for (const { start, end, ids } of list) {
      const over = marks.filter((one) => one.start < one.end && one.start <= start && end <= Math.min(one.end, text.length)).map(({ id }) => id);
      assert.deepEqual([...ids].sort(), over.sort());
    }
  }
});
