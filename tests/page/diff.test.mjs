// www/diff.js: the words both texts have, in the same order.
import assert from 'node:assert/strict';
import test from 'node:test';
import { compare } from '../../www/diff.js';

const brief = (runs) => runs.map(({ text, same }) => (same ? text : `<${text}>`)).join('');

test('equal texts are all the same', () => {
  const { left, right } = compare('Vote on Tuesday', 'Vote on Tuesday');
  assert.equal(brief(left), 'Vote on Tuesday');
  assert.equal(brief(right), 'Vote on Tuesday');
});
test('one word changed', () => {
  const { left, right } = compare('Vote on Tuesday now', 'Vote on Wednesday now');
  assert.equal(brief(left), 'Vote on <Tuesday >now');
  assert.equal(brief(right), 'Vote on <Wednesday >now');
});
test('words added', () => assert.equal(brief(compare('we need you', 'we really need all of you').right), 'we <really >need <all of >you'));
test('case, accents and punctuation do not count', () => assert.equal(brief(compare('ALERT: Élection!', 'alert election').right), 'alert election'));
test('nothing in common, and nothing at all', () => {
  assert.equal(brief(compare('a b', 'c d').left), '<a b>');
  assert.deepEqual(compare('', ''), { left: [], right: [] });
});
