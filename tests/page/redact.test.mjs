// www/keep/redact.js: what could name a person is masked, what is evidence stays, and offsets follow.
import assert from 'node:assert/strict';
import test from 'node:test';
import { redact } from '../../www/keep/redact.js';

const masked = [
  ['phone, American', 'Call (215) 555-0123 now', 'Call [phone] now'],
  ['phone, dashes', 'Text 215-555-0123.', 'Text [phone].'],
  ['phone, international', 'Llame al +34 600 123 456', 'Llame al [phone]'],
  ['phone, French', 'Appelez le 06 12 34 56 78 !', 'Appelez le [phone] !'],
  ['phone, bare digits', 'from 12155550123', 'from [phone]'],
  ['e-mail', 'Write to maria.lopez+vote@mail.example.org today', 'Write to [email] today'],
  ['name after hi', 'Hi Maria, your ballot', 'Hi [name], your ballot'],
  ['name with a family name', 'Dear Mr. Juan Pérez: your ballot', 'Dear Mr. [name]: your ballot'],
  ['name, Spanish', '¡Hola Begoña! Vote mañana', '¡Hola [name]! Vote mañana'],
  ['name, French', 'Bonjour Jean-Luc, votez demain', 'Bonjour [name], votez demain'],
  ['name without a comma', 'Hey Sam vote tomorrow', 'Hey [name] vote tomorrow'],
  ['name in capitals', 'HI MARIA THIS IS URGENT', 'HI [name] THIS IS URGENT'],
  ['name inside the text', 'Vote now! Thanks, Maria', 'Vote now! Thanks, [name]'],
  ['day of birth', 'DOB: 03/14/1962 and ZIP', 'DOB: [birth] and ZIP'],
  ['day of birth, in words', 'She was born on March 14, 1962 in Oakvale', 'She was born on [birth] in Oakvale'],
  ['day of birth, Spanish', 'Fecha de nacimiento: 14 de marzo de 1962.', 'Fecha de nacimiento: [birth].'],
  ['day of birth, French', 'Née le 1er mars 1962, à Lyon', 'Née le [birth], à Lyon'],
  ['who wrote in a chat', '[14/3/26, 21:05:11] Ana María Ruiz: see vote.gov', '[14/3/26, 21:05:11] [name]: see vote.gov'],
  ['who wrote in a chat, with a dash', '3/14/26, 9:05 PM - Uncle Bob: is this real?\n3/14/26, 9:06 PM - Jo: no', '3/14/26, 9:05 PM - [name]: is this real?\n3/14/26, 9:06 PM - [name]: no'],
  ['who wrote in a chat, time first', '[10:33, 10/11/2024] +52 55 1234 5678: ya viste?\n[10:34 a. m., 10/11/2024] Tía Lupe: no', '[10:33, 10/11/2024] [name]: ya viste?\n[10:34 a. m., 10/11/2024] [name]: no'],
  ['who wrote in a chat, before the day', 'Rosa Díaz, [10.11.24 10:33]\nya viste?\n\nJo, [10/11/24 10:34\u202fAM]:\nno', '[name], [10.11.24 10:33]\nya viste?\n\n[name], [10/11/24 10:34\u202fAM]:\nno'],
  ['who wrote in a chat, a name of digits', '10, [10.11.24 10:33]\nya viste?', '[name], [10.11.24 10:33]\nya viste?'],
  ['who wrote in a chat, French', '10/11/2024 à 10:33 - Léa Roy: vu ?', '10/11/2024 à 10:33 - [name]: vu ?'],
  ['one-time code', 'Your code is 482913', 'Your code is [code]'],
  ['one-time code before its word', '482913 is your login code', '[code] is your login code'],
  ['code, Spanish', 'Su código: 48291', 'Su código: [code]'],
  ['personal id', 'Voter ID PA77X4192B is on file', 'Voter ID [code] is on file'],
  ['card number', 'card 4111 1111 1111 1111 charged', 'card [code] charged'],
  ['personal link', 'See vote-check.example/u/Xk29aB now', 'See vote-check.example[path] now'],
  ['query of a link', 'https://go.example/?v=maria.', 'https://go.example[path].'],
];
for (const [name, text, expected] of masked) test(`masked: ${name}`, () => assert.equal(redact(text).text, expected));

const kept = [
  'Vote on Tuesday, November 5, 2024 at 8:30 pm.',
  'Polls: 2024-11-05, 11/05/2024, 05.11.2024.',
  'Reply STOP to opt out. Stop2End. STOP2END. Text OUR VOTE to 97779.',
  'Give $1,000,000 or 500 000 € by midnight. 700% match.',
  'Hi there, hello everyone, dear voters: polls close at 8.',
  'hola a todos, bonjour à tous',
  'Biden2024 and Trump2024 signs',
  'See vote.gov or pa.gov/voting for hours.',
  'Gather at 12th & Arch, 1101 Arch St.',
  'ALERT: they are trying to steal this election! We need YOU!',
  'STOP SMS au 36180',
  'Born in the USA. Vote on March 14, 2026.',
  'Le candidat est né à Lyon ; votez le 14 mars 2026',
  'Nov 3, 2026, 8:00: polls open',
];
for (const text of kept) test(`kept: ${text}`, () => assert.equal(redact(text).text, text));

test('the masks can be in another language, and are counted', () => {
  const { text, masked: count } = redact('Hola Ana, llame al +34 600 123 456', { name: '[nombre]', phone: '[teléfono]' });
  assert.equal(text, 'Hola [nombre], llame al [teléfono]');
  assert.equal(count, 2);
});

test('offsets follow the words', () => {
  const text = 'Hi Maria, call 215-555-0123 before you vote on Wednesday';
  const { text: clean, at } = redact(text);
  for (const word of ['Hi', 'call', 'before', 'Wednesday']) {
    const start = text.indexOf(word);
    assert.equal(clean.slice(at(start), at(start + word.length)), word);
  }
  assert.equal(clean.slice(at(3), at(8)), '[name]');
});

test('masking twice changes nothing', () => {
  for (const [, text] of masked) assert.equal(redact(redact(text).text).text, redact(text).text);
});

test('a long hostile text is masked quickly', () => {
  const started = performance.now();
  for (const text of ['1 '.repeat(30_000), 'a.'.repeat(30_000), 'Hi '.repeat(20_000), 'a1-'.repeat(20_000), 'code '.repeat(12_000), 'dob '.repeat(15_000), '1/1/26, 9:05 - '.repeat(4_000)]) redact(text);
  assert.ok(performance.now() - started < 5_000);
});
