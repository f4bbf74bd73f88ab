// Many messages: which are asked for and in which order; CSV no spreadsheet calculates; drafts that leave the decision to a person.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { claimFile, claimReview } from '../../www/many/claims.js';
import { csvLine, neutral } from '../../www/many/csv.js';
import { Messages } from '../../www/many/messages.js';
import { vendor } from '../../xtask/vendor.mjs';

await vendor();
const { speak } = await import('../../www/language.js');
const { default: Papa } = await import('../../www/vendor/papaparse.js');
const words = (part) => JSON.parse(readFileSync(new URL(`../../www/lang/${part}.json`, import.meta.url), 'utf8'));

test('cells that a spreadsheet would calculate begin with an apostrophe', () => {
  for (const sign of ['=', '+', '-', '@', '\t', '\r', '\n', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20']) {
    assert.equal(neutral(`${sign}SUM(A1)`), `'${sign}SUM(A1)`);
    assert.match(csvLine([`${sign}1`]), /^"'/);
  }
  for (const plain of ['Vote', '1=1', ' =1', '', "'quoted"]) assert.equal(neutral(plain), plain);
});

test('a line of CSV is read back cell by cell, whatever is in them', () => {
  const cells = ['a,b', 'say "no"', 'two\r\nlines', ';=1;', '', 7, null, 'é😀'];
  const { data, errors } = Papa.parse(csvLine(cells), { delimiter: ',', newline: '\r\n' });
  assert.deepEqual(errors, []);
  assert.deepEqual(data[0], cells.map((cell) => String(cell ?? '')));
});

const report = (level, optOut, found = optOut === 'pass') => ({
  level,
  checks: { opt_out: { outcome: optOut, found }, sender_id: { outcome: 'pass', found: true } },
  message: { kind: 'political' },
});
const row = (text, from, received) => ({ text, from, received, id: '', region: '', line: 1 });

function some() {
  const store = new Messages([row('Vóte now', '+1 (215) 555-0102', '2020-11-05'), row('See you', '', ''), row('vote then', '+1 215 555 0009', '2020-11-04T09:00'), row('not yet checked', '', '')]);
  store.keep(0, report('strong', 'fail'), ['a', 'b']);
  store.keep(1, report('none', 'not_applicable'), []);
  store.keep(2, report('note', 'pass'), ['b']);
  return store;
}

test('messages are filtered by words, sender, level, marker, opt-out line and campaign; the unchecked are not shown', () => {
  const store = some();
  store.campaign[2] = 0;
  assert.deepEqual(store.select(), [0, 1, 2]);
  assert.deepEqual(store.select({ search: 'VOTE' }), [0, 2]);
  assert.deepEqual(store.select({ search: 'vote 0009' }), [2]);
  assert.deepEqual(store.select({ from: '215555' }), [0, 2]);
  assert.deepEqual(store.select({ from: '+1-215-555-0102' }), [0]);
  assert.deepEqual(store.select({ level: 'note' }), [2]);
  assert.deepEqual(store.select({ marker: 'b' }), [0, 2]);
  assert.deepEqual(store.select({ optOut: 'fail' }), [0]);
  assert.deepEqual(store.select({ campaign: 0 }), [2]);
  assert.deepEqual(store.select({ campaign: null, level: '' }), [0, 1, 2]);
  assert.deepEqual(store.counts, { level: { strong: 1, none: 1, note: 1 }, optOut: { fail: 1, not_applicable: 1, pass: 1 }, marker: { a: 1, b: 2 } });
});

test('messages are sorted by every column, both ways; equals keep the order of the file', () => {
  const store = some();
  const by = (name, down) => store.select({}, { by: name, down });
  assert.deepEqual(by('place', true), [2, 1, 0]);
  assert.deepEqual(by('level', true), [0, 2, 1]);
  assert.deepEqual(by('markers', false), [1, 2, 0]);
  assert.deepEqual(by('optOut', true), [0, 2, 1]);
  assert.deepEqual(by('text', false), [1, 0, 2]);
  assert.deepEqual(by('from', false), [2, 0, 1], 'a number is the same however it is punctuated; no sender comes last');
  assert.deepEqual(by('received', false), [2, 0, 1]);
});

test('a long text is shown cut, never in the middle of a character', () => {
  const store = new Messages([row('x'.repeat(219) + '😀'.repeat(10), '', '')]);
  store.keep(0, report('none', 'pass'), []);
  assert.equal(store.brief(0).text, `${'x'.repeat(219)}…`);
});

test('a draft of ClaimReview leaves rating, author, address and day empty, masks people, and names its sources', () => {
  const t = speak('en', { ...words('en'), ...words('many.en') });
  const source = { title: 'Robo-texts', publisher: 'FCC', date: '2024', url: 'https://fcc.example/robotexts' };
  const finding = { marker: 'x', severity: 'high', title: 'Seen', what: 'It was seen.', sources: [source] };
  const full = { ...report('caution', 'fail'), findings: [finding, { ...finding, severity: 'low', title: 'Background' }] };
  const campaign = { count: 13, senderCount: 13, without: 1 };
  const draft = claimReview({ text: 'Hi Maria, call 215-555-0123', report: full, first: '2020-11-05T14:33', campaign }, t, { phone: '[number]', name: '[name]' });
  assert.equal(draft.creativeWorkStatus, 'Draft');
  assert.equal(draft.claimReviewed, 'Hi [name], call [number]');
  assert.deepEqual(draft.author, { '@type': 'Organization', name: '', url: '' });
  assert.deepEqual(Object.values(draft.reviewRating), ['Rating', '', '', '', '']);
  assert.equal(draft.url + draft.datePublished, '');
  assert.match(draft.reviewBody, /^Draft\. .*\nNear-identical messages: 13\. Different senders: 13\. Without an opt-out line: 100%\.\nOpt-out line: missing\.\nSeen: It was seen\.$/);
  assert.deepEqual(draft.citation.map(({ url }) => url), [source.url]);
  assert.doesNotMatch(JSON.stringify(draft), /Maria|0123/);
  const file = JSON.parse(claimFile([draft]));
  assert.equal(file['@context'], 'https://schema.org');
  assert.equal(file['@graph'][0]['@type'], 'ClaimReview');
});
