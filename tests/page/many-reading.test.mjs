// Many messages: bytes → text → records → columns and days. What cannot be read is named by its line.
import assert from 'node:assert/strict';
import test from 'node:test';
import { vendor } from '../../xtask/vendor.mjs';

await vendor();
const { guessColumns, named, typeOf } = await import('../../www/many/columns.js');
const { isoDate, orderOf } = await import('../../www/many/dates.js');
const { NotText, decode } = await import('../../www/many/decode.js');
const { read } = await import('../../www/many/formats.js');
const { MOST_MESSAGES, messages } = await import('../../www/many/rows.js');

const utf8 = (text) => new TextEncoder().encode(text);
const latin = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf16 = (text, { big = false, mark = true } = {}) => {
  const units = [...(mark ? '\uFEFF' : ''), ...text].flatMap((letter) => Array.from({ length: letter.length }, (_, index) => letter.charCodeAt(index)));
  return Uint8Array.from(units.flatMap((unit) => (big ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8])));
};

test('encodings: by their mark, by what fits, and said to be a guess when it is one', () => {
  const text = 'Élection à venir : votez tôt\nÇa ira';
  for (const [bytes, encoding, guessed] of [
    [utf8(text), 'utf-8', false],
    [utf8(`\uFEFF${text}`), 'utf-8', false],
    [latin(text), 'windows-1252', true],
    [utf16(text), 'utf-16le', false],
    [utf16(text, { big: true }), 'utf-16be', false],
    [utf16(text, { mark: false }), 'utf-16le', true],
    [utf16(text, { big: true, mark: false }), 'utf-16be', true],
  ]) {
    assert.deepEqual(decode(bytes), { text, encoding, guessed, damaged: 0 });
  }
  assert.equal(decode(utf8('a\r\nb\rc')).text, 'a\nb\nc');
  assert.equal(decode(latin(text), 'utf-8').damaged, 1);
});

test('a broken letter in UTF-8 is named by its line, and the rest is read', () => {
  const bytes = utf8(`${'é'.repeat(40)}\nok\nvot\u0001z`);
  bytes[bytes.indexOf(1)] = 0xe9;
  assert.deepEqual(decode(bytes), { text: `${'é'.repeat(40)}\nok\nvot\uFFFDz`, encoding: 'utf-8', guessed: true, damaged: 3 });
});

test('files that are no text are refused, spreadsheets by their name', () => {
  const kind = (...bytes) => {
    try {
      decode(Uint8Array.from([...bytes, ...Array(20).fill(0)]));
      return 'read';
    } catch (error) {
      assert.ok(error instanceof NotText);
      return error.kind;
    }
  };
  assert.equal(kind(0x50, 0x4b, 3, 4), 'spreadsheet');
  assert.equal(kind(0xd0, 0xcf, 0x11, 0xe0), 'spreadsheet');
  assert.equal(kind(0x25, 0x50, 0x44, 0x46), 'not-text');
  assert.equal(kind(1, 2, 3, 0, 0, 7), 'not-text');
});

test('formats are told from the text', () => {
  const formatOf = (text, name) => {
    const { format, delimiter, records } = read(text, { name });
    return [format, delimiter, records.length];
  };
  assert.deepEqual(formatOf('from,text\n1,"a, b"\n'), ['delimited', ',', 2]);
  assert.deepEqual(formatOf('de;mensaje\n1;a, b\n'), ['delimited', ';', 2]);
  assert.deepEqual(formatOf('+1 215 555 0101\tVote, now\n+1 215 555 0102\tVote, then\n'), ['delimited', '\t', 2]);
  assert.deepEqual(formatOf('sep=|\ntext|from\na|b\n'), ['delimited', '|', 2]);
  assert.deepEqual(formatOf('Hello, vote tomorrow\nHello, vote today\n'), ['lines', null, 2], 'a comma is no column');
  assert.deepEqual(formatOf('Hello,\nvote tomorrow\n\nHello,\nvote today\n'), ['blocks', null, 2]);
  assert.deepEqual(formatOf('Hello\n\nthere\n\n'), ['lines', null, 2]);
  assert.deepEqual(formatOf('{"text":"a"}\n{"text":"b"}'), ['json', null, 2]);
  assert.deepEqual(formatOf('[{"text":"a"},"b"]'), ['json', null, 2]);
  assert.deepEqual(formatOf('text\n"two\nlines"\nb', 'tips.CSV'), ['delimited', ',', 3]);
  assert.equal(read('a,b\nc,d', { format: 'lines' }).records.length, 2);
  assert.deepEqual(read('a;b\nc;d', { format: 'delimited' }).delimiter, ';');
});

test('broken quotes: the record is named by its line and left out, the others are read', () => {
  const open = read('text,from\nfine,1\n"never closed,2\nfine too,3\nlast,4\n');
  assert.deepEqual(open.problems, [{ line: 3, kind: 'quote-open' }]);
  assert.deepEqual(open.records.map(([text]) => text), ['text', 'fine', 'fine too', 'last']);
  assert.deepEqual(open.lines, [1, 2, 4, 5]);

  const mixed = read('text,from\n"two\nlines",1\n"opened,2\n"next",3\nlast,4\n');
  assert.deepEqual(mixed.problems, [{ line: 4, kind: 'quote-broken' }]);
  assert.deepEqual(mixed.records.map(([text]) => text), ['text', 'two\nlines', 'next', 'last']);
  assert.deepEqual(mixed.lines, [1, 2, 5, 6]);

  const inside = read('text,from\nthe 5" screen says "vote",1\n');
  assert.deepEqual(inside.problems, []);
});

test('a file of nothing but broken quotes is given up, soon, and says where', () => {
  const start = performance.now();
  const { records, problems } = read(`text,from\n${'"Hello there, this is,+12155550101\n'.repeat(100_000)}`, { name: 'tips.csv' });
  assert.equal(records.length, 1);
  assert.equal(problems.at(-1).kind, 'gave-up');
  assert.ok(performance.now() - start < 20_000);
});

test('JSON Lines: a line that is no JSON is named; what is inside is named by its path; later names are known too', () => {
  const { names, records, problems, lines } = read('{"text":"a","sender":{"number":"+1"}}\n{oops\n7\n"bare"\n{"text":"b","id":3,"x":null}\n');
  assert.deepEqual(names, ['text', 'sender.number', 'id']);
  assert.deepEqual(records, [['a', '+1', ''], ['bare', '', ''], ['b', '', '3']]);
  assert.deepEqual(problems, [{ line: 2, kind: 'json' }, { line: 3, kind: 'json' }]);
  assert.deepEqual(lines, [1, 4, 5]);
});

test('columns are guessed by their names, in three languages', () => {
  const guess = (header, ...rows) => guessColumns([header, ...rows], null);
  const english = guess(['ID', 'From Number', 'Date received', 'Message', 'Country'], ['7', '+1 215 555 0101', '2020-11-05', 'Vote', 'US']);
  assert.deepEqual(english.columns, { id: 0, from: 1, received: 2, text: 3, region: 4 });
  assert.equal(english.header, true);
  assert.deepEqual(guess(['fecha', 'remitente', 'mensaje'], ['1/2/2024', '55', 'Vote']).columns, { text: 2, from: 1, received: 0, id: -1, region: -1 });
  assert.deepEqual(guess(['Expéditeur', 'Reçu le', 'Texte', 'Pays'], ['x', 'y', 'z', 'FR']).columns, { text: 2, from: 0, received: 1, id: -1, region: 3 });
  assert.deepEqual(guess(['messageText', 'phoneNumber'], ['a', 'b']).columns, { text: 0, from: 1, received: -1, id: -1, region: -1 });
});

test('columns without names are guessed by what is in them; a first record of words above numbers is a header', () => {
  const rows = [
    ['+1 (215) 555-0101', 'They moved the polling place, see you there', '11/05/2020 14:33', 'US'],
    ['262-966', 'Bring your card', '11/06/2020', 'US'],
    ['tips@example.org', 'Are you coming on Sunday?', '11/07/2020', 'CA'],
  ];
  const bare = guessColumns(rows, null);
  assert.equal(bare.header, false);
  assert.deepEqual(bare.columns, { text: 1, from: 0, received: 2, id: -1, region: 3 });
  const odd = guessColumns([['A', 'B', 'C', 'D'], ...rows], null);
  assert.equal(odd.header, true);
  assert.equal(odd.columns.text, 1);
  assert.equal(guessColumns(rows, null, true).header, true, 'the reader may say so');
  assert.deepEqual(guessColumns([['only words'], ['more words']], null), { header: false, names: [''], columns: { text: 0, from: -1, received: -1, id: -1, region: -1 } });
  assert.equal(named(['Text me the body of the message when you come home, there is something in the shed']), false);
  assert.deepEqual(['2020-11-05T14:33', '+44 20 7946 0958', 'GB', '12', 'Vote'].map(typeOf), ['date', 'sender', 'region', 'number', 'words']);
});

test('days and times, as people and programs write them', () => {
  for (const [written, iso] of [
    ['2020-11-05', '2020-11-05'],
    ['2020-11-05T14:33:10Z', '2020-11-05T14:33'],
    ['2020/11/05 9:05', '2020-11-05T09:05'],
    ['11/05/2020 2:33 PM', '2020-11-05T14:33'],
    ['11/5/20 12:01 am', '2020-11-05T00:01'],
    ['Nov 5, 2020 2:33 PM', '2020-11-05T14:33'],
    ['Thu, 05 Nov 2020 14:33:00 GMT', '2020-11-05T14:33'],
    ['5 de noviembre de 2020', '2020-11-05'],
    ['5 août 2020 à 14h33', '2020-08-05T14:33'],
    ['1604586780', '2020-11-05T14:33'],
    ['1604586780000', '2020-11-05T14:33'],
    ['02/30/2020', ''],
    ['noon', ''],
    ['', ''],
  ]) {
    assert.equal(isoDate(written), iso, written);
  }
  assert.equal(isoDate('05/11/2020', 'day-first'), '2020-11-05');
  assert.equal(orderOf(['05/11/2020', '25/11/2020']), 'day-first');
  assert.equal(orderOf(['11/05/2020', '11/25/2020']), 'month-first');
  assert.equal(orderOf(['11/05/2020', '1/2/2020']), 'either');
  assert.equal(orderOf(['5.11.2020']), 'day-first');
  assert.equal(orderOf(['2020-11-05', '']), null);
});

test('records become messages: what has no text or is too much is counted, with its line', () => {
  const records = [['text', 'from', 'when'], ['Vote', ' +1 ', '25/12/2020'], ['  ', 'x', ''], ['Hi', '', 'noon']];
  const columns = { text: 0, from: 1, received: 2, id: -1, region: -1 };
  const { rows, left } = messages({ records, lines: [1, 2, 3, 4] }, { header: true, columns });
  assert.deepEqual(rows, [
    { text: 'Vote', from: '+1', received: '2020-12-25', id: '1', region: '', line: 2 },
    { text: 'Hi', from: '', received: '', id: '2', region: '', line: 4 },
  ]);
  assert.deepEqual(left, { noText: 1, firstNoText: 3, badDates: 1, tooMany: 0 });
  const many = Array.from({ length: MOST_MESSAGES + 3 }, () => ['Vote']);
  assert.equal(messages({ records: many, lines: [] }, { header: false, columns: { text: 0 } }).left.tooMany, 3);
});
