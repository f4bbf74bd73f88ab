// tests/pictures/: words are counted as the evaluation says, and the pictures it is made on are those it promises.
import assert from 'node:assert/strict';
import test from 'node:test';
import { report, shortfalls, withPictures } from '../pictures/report.mjs';
import { accuracy } from '../pictures/score.mjs';
import { WAYS, shots } from '../pictures/shots.mjs';

test('every letter counts, quotes and emoji do not, added words count against', () => {
  assert.deepEqual(accuracy('Don’t vote, “now” 🎉', "Don't vote, \"now\""), { words: { of: 3, right: 3 }, wrong: [], missed: [] });
  assert.deepEqual(accuracy('Vote by noon', 'Vote by noon.'), { words: { of: 3, right: 2 }, wrong: ['noon.'], missed: ['noon'] });
  assert.deepEqual(accuracy('Vote by noon', 'Vote noon'), { words: { of: 3, right: 2 }, wrong: [], missed: ['by'] });
  assert.deepEqual(accuracy('Vote', 'Reply Vote'), { words: { of: 1, right: 0 }, wrong: ['Reply'], missed: [] });
  assert.deepEqual(accuracy('Vote', ''), { words: { of: 1, right: 0 }, wrong: [], missed: ['Vote'] });
});

test('at least sixty pictures: both phones, light and dark, 1x to 3x, three languages, with and without links and numbers', () => {
  const all = shots();
  const clean = all.filter(({ way }) => way === 'clean');
  assert.ok(all.length >= 60);
  for (const [field, values] of Object.entries({ phone: ['android', 'ios'], theme: ['light', 'dark'], scale: [1, 2, 3], lang: ['en', 'es', 'fr'], conversation: [true, false] })) {
    for (const value of values) assert.ok(clean.filter((shot) => shot[field] === value).length >= 12, `${field} ${value}`);
  }
  for (const way of WAYS) assert.equal(all.filter((shot) => shot.way === way).length, 8, way);
  const link = ({ text }) => /\w\.\w+\/\w|https?:/.test(text);
  assert.ok(clean.filter(link).length >= 9);
  assert.ok(clean.filter((shot) => !link(shot)).length >= 9);
  assert.ok(new Set(all.map(({ text }) => text)).size > all.length * 0.9, 'not the same message again and again');
  assert.deepEqual(shots(), all, 'the same every time');
});

test('what falls short is said', () => {
  const one = (way, right, same) => ({ way, phone: 'ios', theme: 'light', scale: 1, lang: 'en', words: { right, of: 10 }, same, sender: '72345', found: '72345', doubtful: ['v0te'], wrong: right < 10 ? ['v0te', 'x'] : [], missed: [] });
  assert.deepEqual(shortfalls([one('clean', 10, true), one('cropped', 9, false)]), []);
  assert.deepEqual(shortfalls([one('clean', 9, false), one('cropped', 8, true)]), ['words of clean pictures: 90.0 %', 'words of the others: 80.0 %', 'same markers, clean pictures: 0.0 %']);
  const text = report([one('clean', 10, true), one('cropped', 8, true)], { version: '0' });
  assert.match(text, /\| \*\*clean\*\* \| 1 \| 10 of 10 \| 100\.0 % \| 1 of 1 \|/);
  assert.match(text, /Of the 2 words that were read wrong, 1 were among them\./);
  const page = withPictures('# How well it reads\n', [one('clean', 9, true)]);
  assert.match(page, /^# How well it reads\n\n## Pictures of messages\n[^]*\| \*\*clean\*\* \| 1 \| 9 of 10 \|/);
  assert.equal(withPictures(page, [one('clean', 9, true)]), page, 'written again, it stands there once');
});
