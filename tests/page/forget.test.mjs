// Where in the source a panic would have happened is not in the engine that is published, and nothing else is taken.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forgetPlaces } from '../../xtask/forget.mjs';

const BASE = 65_536;
const NAME = 'src/sort.rs';
const word = (value) => [0, 8, 16, 24].map((shift) => (value >>> shift) & 255);
const leb = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)]);

/** A wasm with one piece of data at BASE. */
function wasm(data) {
  const piece = [0, 0x41, ...leb(BASE), 0x0b, ...leb(data.length), ...data];
  const section = [1, ...piece];
  return Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 11, ...leb(section.length), ...section]);
}

const text = [...Buffer.from(NAME), 0];
const place = (name, size, line, column) => [name, size, line, column].flatMap(word);
const data = (...places) => [...text, ...places.flat()];
const left = (bytes) => [...bytes].filter((byte) => byte !== 0);

test('a place in the source and the name of its file become zeros', () => {
  const before = wasm(data(place(BASE, NAME.length, 12, 34), word(7)));
  const after = forgetPlaces(before);
  assert.equal(after.length, before.length);
  assert.deepEqual([...after.subarray(0, -32)], [...before.subarray(0, -32)], 'the head of the module stays');
  assert.deepEqual(left(after.subarray(-32)), [7], 'what stands beside it stays');
});

test('what only resembles a place stays as it is', () => {
  const others = {
    'a name that is no file of Rust': place(BASE + 1, 3, 12, 34),
    'a name outside the data': place(BASE + 10_000, NAME.length, 12, 34),
    'no line': place(BASE, NAME.length, 0, 34),
    'a line no file has': place(BASE, NAME.length, 500_000, 34),
    'no column': place(BASE, NAME.length, 12, 0),
    'a column no line has': place(BASE, NAME.length, 12, 5_000),
  };
  for (const [what, bytes] of Object.entries(others)) {
    const before = wasm(data(bytes));
    assert.deepEqual(forgetPlaces(before), before, what);
  }
});
