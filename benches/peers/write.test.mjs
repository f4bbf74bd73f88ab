import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page } from './write.mjs';

const run = {
  quick: false,
  seconds: 300,
  date: '2026-11-03',
  machine: { processor: 'A processor', cores: 2, memory: 8, system: 'A system', node: 'v20', v8: '11', chromium: undefined, rust: '1.95.0', commit: 'abc' },
  about: { patterns: { all: 90, left: 10, part: 50, tenth: 5 }, short: { count: 2_000, mean: 160 }, bytes: 160 },
  rows: [
    { place: 'node', key: 'copy', title: 'floor', says: 'nothing', ready: 0.1, perMessage: 0.001 },
    { place: 'node', key: 'reading', title: 'telltext', says: 'everything', ready: 1, perMessage: 0.005, exponent: 1, upTo: '64k', worst: { name: 'digits', slowdown: 2.5 } },
    { place: 'node', key: 'each', title: 'a RegExp per pattern', says: 'yes or no', absent: 'no answer in 45 s' },
  ],
};

test('what was written by hand stays, whatever is measured', () => {
  const first = page(run, '');
  const edited = first.replace('Nothing is written here yet.', 'All of it was beaten, **on a Tuesday**.');
  const second = page({ ...run, date: '2026-11-04' }, edited);
  assert.match(second, /2026-11-04/);
  assert.match(second, /All of it was beaten, \*\*on a Tuesday\*\*\./);
});

test('a goal says whether it is met, and a candidate without figures says why', () => {
  const written = page(run, '');
  assert.match(written, /\| the reading, kept inside, against the floor, Node \| ≤ 20 × \| ≤ 6 × \| 5 × \| aim met \|/);
  assert.match(written, /\| worst hostile slowdown a character, Node \| ≤ 4 × \| ≤ 2 × \| 2\.5 × \| met \|/);
  assert.match(written, /\| faster than a RegExp per pattern, Node \| .* \| – \| not measured \|/);
  assert.match(written, /No figures, or not all, for a RegExp per pattern: no answer in 45 s\./);
});
