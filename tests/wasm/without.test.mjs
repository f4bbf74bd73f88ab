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

test('what is asked is looked at whatever was asked before', async () => {
  const { check } = await telltext();
  const other = 'homoglyph';
  for (const [before, wrong] of [[[MARKER, other], `${MARKER},${other}`], [[], ['']], [[], [null]]]) {
    check(TEXT, { without: before });
    assert.throws(() => check(TEXT, { without: wrong }), { code: 'bad-options' }, JSON.stringify(wrong));
  }
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
  const fails = (act, id, near = '') =>
    assert.throws(act, (error) => {
      assert.ok(error instanceof TelltextError);
      assert.deepEqual([error.code, error.message.slice(0, error.message.lastIndexOf(';'))], ['bad-options', `options: without: ${id} is no marker`]);
      assert.match(error.message, new RegExp(`; the nearest are ${near || '[a-z-]+, [a-z-]+, [a-z-]+'}$`));
      return true;
    });
  // As cli/src/without.rs has them.
  fails(() => check(TEXT, { without: [MARKER, 'stolen-election'] }), 'stolen-election', 'stolen-election-claim, wrong-election-date, doxxing-election-workers');
  fails(() => checkMany([{ text: TEXT }], { without: ['homoglif'] }), 'homoglif', 'homoglyph, leet-spacing, secrecy-claim');
  fails(() => check(TEXT, { without: ['vote-by-text'] }), 'vote-by-text', 'vote-by-text-phone-online, vote-buying-offer, vote-status-claim');
  fails(() => check(TEXT, { without: ['x'.repeat(1e6)] }), 'x'.repeat(1e6));
  const wrong = (without, type) => assert.throws(() => check(TEXT, { without }), { name: 'TelltextError', code: 'bad-options', message: `options: without: ${type} is no marker` });
  wrong([7], 'of type number');
  wrong({}, 'of type object');
  wrong([MARKER, Object.create(null)], 'of type object');
  wrong(new Set([MARKER]), 'of type object');
  wrong([[MARKER]], 'an array');
  wrong([null], 'null');
  wrong([Symbol('a')], 'of type symbol');
  assert.ok(raised(check(TEXT)).includes(MARKER), 'nothing of what failed stays');
});
