// Markers that are left out, as JavaScript asks for it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { command, messages, telltext } from './harness.mjs';

const TEXT = 'Vote by text! Send VOTE to 59925 to cast your ballot.';
const MARKER = 'vote-by-text-phone-online';
const raised = ({ findings }) => findings.map(({ marker }) => marker);
const plain = (value) => JSON.parse(JSON.stringify(value));

test('what is left out is not raised, is named before anything else, and is there again for the next who asks', async () => {
  const { check } = await telltext();
  const whole = check(TEXT);
  const part = check(TEXT, { without: [MARKER], language: 'fr' });
  assert.ok(raised(whole).includes(MARKER) && !raised(part).includes(MARKER));
  assert.equal(part.not_checked[0].id, MARKER);
  assert.match(part.not_checked[0].what, /^Pas cherché, car laissé de côté\s:\s\S/);
  assert.deepEqual(check(TEXT, { without: [MARKER] }).checks, whole.checks);
  assert.deepEqual(check(TEXT, { without: [] }), whole);
  assert.deepEqual(check(TEXT), whole);
});

test('a list that has changed since the last call is read anew', async () => {
  const { check } = await telltext();
  const without = [MARKER];
  assert.ok(!raised(check(TEXT, { without })).includes(MARKER));
  without.pop();
  assert.ok(raised(check(TEXT, { without })).includes(MARKER));
});

test('what is left out of many is what the command leaves out', async () => {
  const { checkMany } = await telltext();
  const rows = messages();
  const without = ['stolen-election-claim', 'urgency-alert-caps', 'opt-out-missing'];
  const lines = command(['batch', '--format', 'jsonl', '--without', without.join(), '-'], rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const reports = new Map(lines.trim().split('\n').map(JSON.parse).map(({ id, report }) => [id, report]));
  for (const { id, report } of checkMany(plain(rows), { without })) assert.deepEqual(plain(report), reports.get(id), id);
});

test('what is no marker is an error that names it, and leaves nothing behind', async () => {
  const { TelltextError, check, checkMany } = await telltext();
  const fails = (act, id) =>
    assert.throws(act, (error) => {
      assert.ok(error instanceof TelltextError);
      assert.deepEqual([error.code, error.message], ['bad-options', `options: without: ${id} is no marker`]);
      return true;
    });
  fails(() => check(TEXT, { without: [MARKER, 'stolen-election'] }), 'stolen-election');
  fails(() => checkMany([{ text: TEXT }], { without: ['homoglif'] }), 'homoglif');
  fails(() => check(TEXT, { without: [7] }), '7');
  fails(() => check(TEXT, { without: {} }), '[object Object]');
  assert.ok(raised(check(TEXT)).includes(MARKER), 'nothing of what failed stays');
});
