// What holds of any input, not only of those we thought of: links to reports, drafts of ClaimReview, CSV, files of messages,
// masking. Inputs are made by fast-check, which shows the smallest one that breaks a promise.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import fc from 'fast-check';
import { LinkError, pack, unpack } from '../../www/keep/link.js';
import { redact } from '../../www/keep/redact.js';
import { shareable } from '../../www/keep/shareable.js';
import { disguises } from '../../www/hidden.js';
import { claimFile, claimReview } from '../../www/many/claims.js';
import { guessColumns } from '../../www/many/columns.js';
import { csvLine } from '../../www/many/csv.js';
import { ENCODINGS, NotText, decode } from '../../www/many/decode.js';
import { vendor } from '../../xtask/vendor.mjs';
import { check } from '../browser/fixtures/pkg/index.js';

await vendor();
const { speak } = await import('../../www/language.js');
const { default: Papa } = await import('../../www/vendor/papaparse.js');
const { DELIMITERS, FORMATS, read } = await import('../../www/many/formats.js');

const WORDS = ['ALERT: ', 'they steal this election', ' show your support', ' vote on Wednesday', ' Hi Maria, ', '215-555-0123', ' a@b.example', ' bit.ly/3xV9', ' Reply STOP to end', 'code: 482913', '\n', '\n\n', '"', ',', ';', '\t', '|', '{"text":"', '"}', '[', ']', '\u200B', '\u202E', 'е', '🗳️', '\uD800', '\0', '=1+1', 'é', 'e\u0301', '<b>', '1', ' '];
const texts = fc.oneof(
  { weight: 3, arbitrary: fc.array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...WORDS) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) }), { maxLength: 40 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
);
/** A number or an address that stands by itself; one grown together with other letters can be missed, as the page says. */
const NUMBER = /(?<!\S)(?:215-555-0123|a@b\.example)(?!\S)/u;
const holds = (...given) => fc.assert(fc.property(...given), { numRuns: 400, includeErrorInReport: true });
const holdsLater = (...given) => fc.assert(fc.asyncProperty(...given), { numRuns: 300 });
const words = (part) => JSON.parse(readFileSync(new URL(`../../www/lang/${part}.json`, import.meta.url), 'utf8'));

test('a link comes back as it went, whatever the message', () =>
  holdsLater(texts, fc.boolean(), async (text, message) => {
    const shared = shareable(check(text), text, { message });
    const back = await unpack(await pack(shared));
    // What is no character cannot travel.
    const same = (one) => one?.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD') ?? null;
    assert.equal(same(back.text), same(shared.text));
    assert.equal(back.report.level, shared.report.level);
    assert.deepEqual(back.report.findings.map(({ marker, spans }) => [marker, spans]), shared.report.findings.map(({ marker, spans }) => [marker, spans]));
  }));

test('a link that anybody made up is refused in words or holds a report of the right shape', () =>
  holdsLater(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.base64String().map((text) => `r1=${text.replace(/[+/=]/g, '-')}`),
      fc.tuple(fc.string(), fc.string(), fc.integer({ min: 0, max: 4 }), fc.array(fc.string()), fc.array(fc.jsonValue()), fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), fc.option(fc.string())),
      fc.jsonValue(),
    ),
    async (made) => {
      let fragment = made;
      if (typeof made !== 'string') {
        const stream = new Blob([JSON.stringify(made)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
        fragment = `r1=${Buffer.from(await new Response(stream).arrayBuffer()).toString('base64url')}`;
      }
      try {
        const { text, report } = await unpack(fragment);
        assert.ok(['none', 'note', 'caution', 'strong'].includes(report.level));
        for (const { marker, spans } of report.findings) {
          assert.match(marker, /^[a-z0-9-]+$/);
          for (const { start, end } of spans) assert.ok(0 <= start && start < end && end <= text.length);
        }
      } catch (error) {
        assert.ok(error instanceof LinkError, String(error));
      }
    },
  ));

test('masking leaves the rest as it is, and knows where everything went', () =>
  holds(texts, (text) => {
    const { text: masked, masked: count, at } = redact(text);
    if (count === 0) assert.equal(masked, text);
    let last = 0;
    for (let offset = 0; offset <= text.length; offset++) {
      assert.ok(at(offset) >= last && at(offset) <= masked.length, `${offset} → ${at(offset)}`);
      last = at(offset);
    }
    assert.equal(at(text.length), masked.length);
    assert.doesNotMatch(masked, NUMBER);
  }));

test('a draft of ClaimReview is JSON, decides nothing and names nobody', () => {
  const t = speak('en', { ...words('en'), ...words('many.en') });
  const masks = { phone: '[number]', email: '[e-mail]', name: '[name]', code: '[code]', path: '[path]' };
  holds(texts, fc.option(fc.string()), (text, first) => {
    const draft = claimReview({ text, report: check(text), first }, t, masks);
    const [back] = JSON.parse(claimFile([draft]))['@graph'];
    assert.equal(back.creativeWorkStatus, 'Draft');
    assert.deepEqual([back.url, back.datePublished, back.author.name, back.reviewRating.ratingValue], ['', '', '', '']);
    assert.equal(back.claimReviewed, redact(text, masks).text);
    assert.doesNotMatch(draft.claimReviewed, NUMBER);
    assert.doesNotMatch(draft.itemReviewed.appearance.text, NUMBER);
  });
});

test('a line of CSV is read back cell by cell, and no cell begins as a formula', () =>
  holds(fc.array(texts, { minLength: 1, maxLength: 6 }), (cells) => {
    const { data, errors } = Papa.parse(csvLine(cells), { delimiter: ',', newline: '\r\n' });
    assert.deepEqual(errors, []);
    assert.equal(data[0].length, cells.length);
    for (const [index, cell] of data[0].entries()) {
      assert.ok(cell === cells[index] || cell === `'${cells[index]}`);
      assert.doesNotMatch(cell, /^[=+\-@\t\r\n]/);
    }
  }));

test('any bytes are a text or said to be none', () =>
  holds(fc.uint8Array({ maxLength: 400 }), fc.constantFrom('auto', ...ENCODINGS), (bytes, wanted) => {
    try {
      const { text, encoding, damaged } = decode(bytes, wanted);
      assert.ok(ENCODINGS.includes(encoding) && !text.includes('\r'));
      assert.ok(damaged >= 0 && damaged <= text.split('\n').length);
    } catch (error) {
      assert.ok(error instanceof NotText, String(error));
    }
  }));

test('any text is a table of messages, each with the line it begins on', () =>
  holds(texts, fc.option(fc.constantFrom(...FORMATS), { nil: undefined }), fc.constantFrom(undefined, ...DELIMITERS), fc.constantFrom('', 'tips.csv', 'tips.jsonl', '__proto__'), (text, format, delimiter, name) => {
    const whole = text.replace(/\r\n?/g, '\n');
    const { records, lines, names, problems } = read(whole, { format, delimiter, name });
    assert.equal(records.length, lines.length);
    const last = whole.split('\n').length;
    for (const [index, line] of lines.entries()) assert.ok(Number.isInteger(line) && line >= (lines[index - 1] ?? 1) && line <= last, `line ${line}`);
    for (const { line } of problems) assert.ok(line >= 1 && line <= last);
    const guess = guessColumns(records, names);
    for (const column of Object.values(guess.columns)) assert.ok(column < Math.max(1, guess.names.length), `column ${column} of ${guess.names.length}`);
  }));

test('what is written out of a message as hidden or look-alike stands in it', () =>
  holds(texts, (text) => {
    let last = 0;
    for (const { start, end, label } of disguises(text)) {
      assert.ok(last <= start && start < end && end <= text.length);
      assert.equal(label, `U+${text.codePointAt(start).toString(16).toUpperCase().padStart(4, '0')}`);
      last = start;
    }
  }));

// Half a million line breaks: by the length alone a blink, by its square longer than any test is waited for.
test('long texts of nothing but line breaks, spaces, quotes or digits cost by their length alone', () => {
  for (const piece of ['\n', '\n ', 'a\n', ' ', '1', '1 ', '"', ',', '.', '-', '\u200B', 'Hi A ']) {
    const text = piece.repeat(500_000 / piece.length);
    redact(text.slice(0, 400_000));
    read(text);
  }
});
