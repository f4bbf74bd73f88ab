// The engine in wasm says what the engine in Rust says, about every message the project holds.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { command, messages, telltext } from './harness.mjs';

const plain = (value) => JSON.parse(JSON.stringify(value));

/** The reports of the command, by id. */
function native(rows) {
  const lines = command(['batch', '--format', 'jsonl', '-'], rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return new Map(lines.trim().split('\n').map(JSON.parse).map(({ id, report }) => [id, report]));
}

test('wasm and native give the same report for every message', async () => {
  const { check } = await telltext();
  const rows = messages();
  assert.ok(rows.length > 100, `only ${rows.length} messages were found`);
  const reports = native(rows);
  assert.equal(reports.size, rows.length);
  for (const { id, text, ...options } of rows) {
    assert.deepEqual(plain(check(text, plain(options))), reports.get(id), id);
  }
});

test('spans count as JavaScript counts', async () => {
  const { check } = await telltext();
  let spans = 0;
  for (const { id, text, ...options } of messages()) {
    for (const { excerpt, spans: all } of check(text, plain(options)).findings) {
      if (all.length === 0) continue;
      spans += 1;
      const said = all.map(({ start, end }) => text.slice(start, end));
      const words = said.reduce((best, one) => (Buffer.byteLength(one) > Buffer.byteLength(best) ? one : best));
      assert.ok(words === excerpt || words.startsWith(excerpt.replace(/…$/, '')), `${id}: ${JSON.stringify(words)} is not ${JSON.stringify(excerpt)}`);
    }
  }
  assert.ok(spans > 100, `only ${spans} findings have spans`);
});
