// The promises of every report, through the boundary to JavaScript: any string there can be, also with halves of characters.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { messages, telltext } from './harness.mjs';

const corpus = messages().map(({ text }) => text);
const pieces = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...corpus).chain((text) => fc.tuple(fc.nat(text.length), fc.nat(text.length)).map(([a, b]) => text.slice(Math.min(a, b), Math.max(a, b)))) },
  { weight: 2, arbitrary: fc.constantFrom('\uD800', '\uDC00', '\u200B', '\u202E', '\0', '🗳️', 'е', 'e\u0301', '\n', ' ', '.', '@', 'https://', '1-', '(') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
);
const texts = fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join(''));
const options = fc.record(
  { from: fc.oneof(fc.constantFrom('+12155550123', '59925', 'VOTE'), texts), received: fc.constantFrom('2026-11-03', '2024-02-29T10:00', ''), region: fc.constantFrom('US', 'FR', 'zz'), language: fc.constantFrom('en', 'es', 'fr', 'xx'), picture: fc.boolean() },
  { requiredKeys: [] },
);
const spansOf = ({ findings, checks, ordinary_signs: signs, links }) => [...findings, ...Object.values(checks), ...signs, ...links].map(({ spans }) => spans);

test('spans are in order, inside the text, and never cut a character; the same message has the same report', async () => {
  const { check } = await telltext();
  fc.assert(
    fc.property(texts, options, texts, (text, about, other) => {
      const report = check(text, about);
      for (const spans of spansOf(report)) {
        let last = 0;
        for (const { start, end } of spans) {
          assert.ok(last <= start && start < end && end <= text.length, JSON.stringify(spans));
          for (const at of [start, end]) assert.doesNotMatch(text.slice(at - 1, at + 1), /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/, 'half a character');
          last = end;
        }
      }
      assert.equal(report.message.characters, [...text].length);
      check(other);
      assert.deepEqual(check(text, about), report, 'after another message');
    }),
    { numRuns: 1500 },
  );
});
