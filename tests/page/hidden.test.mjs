// www/hidden.js: what cannot be seen is found; what belongs to emoji and to other scripts is left alone.
import assert from 'node:assert/strict';
import test from 'node:test';
import { disguises } from '../../www/hidden.js';

const labels = (text) => disguises(text).map(({ kind, label }) => `${kind} ${label}`);

test('zero-width characters', () => assert.deepEqual(labels('v\u200Bo\u200Cte\uFEFF'), ['hidden U+200B', 'hidden U+200C', 'hidden U+FEFF']));
test('soft hyphen and bidi controls', () => assert.deepEqual(labels('vo\u00ADte \u202Eetov\u202C'), ['hidden U+00AD', 'hidden U+202E', 'hidden U+202C']));
test('tags', () => assert.deepEqual(labels('a\u{E0061}'), ['hidden U+E0061']));
test('a Cyrillic letter in a Latin word', () => assert.deepEqual(labels('v\u043Ete'), ['look-alike U+043E']));
test('mathematical and full-width letters', () => assert.deepEqual(labels('𝐯ｏte'), ['look-alike U+1D42F', 'look-alike U+FF4F']));
test('spans cut the character out', () => {
  const text = 'a\u200Bb 𝐯';
  assert.deepEqual(disguises(text).map(({ start, end }) => text.slice(start, end)), ['\u200B', '𝐯']);
});
for (const text of ['Vote on Tuesday.', '¡Vote mañana! Élection', 'Голосуйте во вторник', 'Ψηφίστε', '投票日は火曜日', '🏴󠁧󠁢󠁥󠁮󠁧󠁿 👨‍👩‍👧 ❤️ 🏳️‍🌈 1️⃣ 👍🏽 ✔️', 'Москва and Moscow']) {
  test(`nothing to show: ${text}`, () => assert.deepEqual(disguises(text), []));
}
