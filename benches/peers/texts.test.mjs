import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SHORT, SIZES, texts } from './texts.mjs';

const made = Array.from({ length: 50 }, (_, place) => `Message number ${place}, ${'which goes on '.repeat(place % 9)}and ends here 🗳️.`);
const given = [made, ['Vote by text this year! Send YES to 24365 before Tuesday.'], ['vote very very zebra']];

test('the same seed gives the same texts, another seed gives others', () => {
  assert.deepEqual(texts(...given, 1), texts(...given, 1));
  assert.notDeepEqual(texts(...given, 1).short, texts(...given, 2).short);
});

test('every text is as long as is said, and cuts no character in two', () => {
  const groups = texts(...given);
  assert.deepEqual([groups.short.length, groups.before.length], [SHORT.count, SHORT.count]);
  for (const [group, all] of Object.entries(groups)) {
    const size = SIZES[group.split('/').at(-1)];
    for (const text of all) {
      assert.ok(size ? text.length === size : text.length >= SHORT.least && text.length <= SHORT.most, group);
      assert.ok(!/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text), group);
    }
  }
});

test('where there are enough messages none is read twice, neither before it is timed nor while it is', () => {
  const many = (kind, count) => Array.from({ length: count }, (_, place) => `This is ${kind} ${place}, which is long enough to be read.`);
  const { short, before } = texts(many('message', 3_000), many('example', 1_000), given[2]);
  assert.equal(new Set([...short, ...before]).size, 2 * SHORT.count);
});
