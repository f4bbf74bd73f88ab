// www/keep/: what is shared holds nothing of the message unless ticked; links come back as they went; bad links are told apart.
import assert from 'node:assert/strict';
import test from 'node:test';
import { LinkError, pack, unpack } from '../../www/keep/link.js';
import { shareable } from '../../www/keep/shareable.js';
import { check } from '../browser/fixtures/pkg/index.js';

const TEXT = 'ALERT: they steal this election! Hi Maria, show your support. Call 215-555-0123, bit.ly/3xVote9 Reply STOP to end. Paid for by Ruiz';
const report = check(TEXT, { region: 'US' });

test('the report used here has something to leave out', () => {
  assert.ok(report.findings.length >= 3 && report.links.length >= 1 && report.checks.sender_id.name);
});

test('without the message, no word of it is left', () => {
  const shared = shareable(report, TEXT, { message: false });
  assert.equal(shared.text, null);
  const json = JSON.stringify({ ...shared.report, incidents: [] });
  for (const words of ['Maria', '555', 'bit.ly', 'Ruiz', 'show your support', 'steal this']) assert.ok(!json.includes(words), words);
  assert.ok(shared.report.findings.every(({ spans, excerpt }) => spans.length === 0 && excerpt === ''));
});

test('with the message, it is masked and the spans follow', () => {
  const shared = shareable(report, TEXT, { message: true });
  for (const words of ['Maria', '555', '3xVote9']) assert.ok(!JSON.stringify(shared).includes(words), words);
  assert.ok(shared.masked >= 3);
  const finding = shared.report.findings.find(({ marker }) => marker === 'converge-on-count-or-polls');
  assert.match(shared.text.slice(finding.spans[0].start, finding.spans[0].end), /^show your support/);
  const said = finding.spans.map(({ start, end }) => shared.text.slice(start, end));
  assert.equal(finding.excerpt, said.toSorted((a, b) => b.length - a.length)[0]);
});

for (const message of [false, true]) {
  test(`a link comes back as it went, ${message ? 'with' : 'without'} the message`, async () => {
    const shared = shareable(report, TEXT, { message });
    const fragment = await pack(shared);
    assert.match(fragment, /^r1=[\w-]+$/);
    const back = await unpack(fragment);
    assert.equal(back.text, shared.text);
    assert.equal(back.report.level, report.level);
    assert.deepEqual(back.report.findings.map(({ marker, severity, spans }) => [marker, severity, spans]), shared.report.findings.map(({ marker, severity, spans }) => [marker, severity, spans]));
    assert.equal(back.report.checks.opt_out.outcome, report.checks.opt_out.outcome);
    assert.equal(back.report.checks.opt_out.keyword, 'STOP');
  });
}

const reason = (fragment, expected) => assert.rejects(unpack(fragment), (error) => error instanceof LinkError && error.reason === expected);

test('a link of another version', () => reason('r2=abc', 'version'));
test('a link that is cut short', async () => {
  const fragment = await pack(shareable(report, TEXT, { message: true }));
  for (const length of [4, 20, fragment.length - 8, fragment.length - 1]) await reason(fragment.slice(0, length), 'damaged');
});
test('a link copied out of a sentence with the signs behind it', async () => {
  const fragment = await pack(shareable(report, TEXT, { message: true }));
  for (const after of ['.', ')', ').', ',', '!', '"', '%22', '%E2%80%9D.', '»', '…', '>', '%3E']) assert.equal((await unpack(fragment + after)).report.level, report.level, after);
  for (const after of ['%41', '=', '/x', '.x']) await reason(fragment + after, 'damaged');
});
test('links that are not ours', async () => {
  for (const fragment of ['r1=', 'r1=!!!', 'r1=AAAA', 'x', '']) await reason(fragment, 'damaged');
});

async function crafted(list) {
  const stream = new Blob([JSON.stringify(list)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return `r1=${Buffer.from(await new Response(stream).arrayBuffer()).toString('base64url')}`;
}
const parts = (change) => {
  const list = ['0.1.0', '2026-11', 3, ['a'], ['en', 'political', 'US', 1], [1, 0, 'missing', '', []], [3, 0, 'missing', '', []], [['a', 3, [0, 4]]], [], 'vote'];
  change?.(list);
  return list;
};
test('the crafted list is good before it is spoilt', async () => assert.equal((await unpack(await crafted(parts()))).report.level, 'strong'));
for (const [name, change] of Object.entries({
  'an unknown level': (list) => (list[2] = 9),
  'a span outside the text': (list) => (list[7][0][2] = [0, 99]),
  'a span in a text that is not there': (list) => (list[9] = null),
  'a span that is no number': (list) => (list[7][0][2] = [0, '4']),
  'a text that is no text': (list) => (list[9] = { length: 9 }),
  'an incident that is no id': (list) => (list[8] = [['Vote at evil.example', 1]]),
  'a marker that is no id': (list) => (list[7][0][0] = '<b>'),
  'a paragraph for a name': (list) => (list[6][3] = 'a'.repeat(500)),
  'a missing part': (list) => list.splice(5, 2),
})) {
  test(`a link with ${name}`, async () => reason(await crafted(parts(change)), 'damaged'));
}
test('a link that would unfold into far more than a report', async () => reason(await crafted(parts((list) => (list[9] = 'a'.repeat(5_000_000)))), 'damaged'));
