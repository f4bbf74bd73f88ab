// www/picture/: what a file is by its first bytes, lines that become a message, bubbles, and what the reader is asked about.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import test from 'node:test';
import { findBubbles } from '../../www/picture/bubbles.js';
import { ON_LETTERS, questioned } from '../../www/picture/doubts.js';
import { inkOfBubble, lineHeight, pgm, slopeOf, withoutUnderlines } from '../../www/picture/ink.js';
import { isWhole, kindOf, tooLarge } from '../../www/picture/kinds.js';
import { compose, isNumber, isReplyField, senderIn, withoutBeside } from '../../www/picture/words.js';

const bytes = (...parts) => new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part)))));
const PNG = '\x89PNG\r\n\x1a\n\0\0\0\rIHDR';

test('a file is what its first bytes say, not its name', () => {
  assert.deepEqual(kindOf(bytes(PNG, [0, 0, 4, 0, 0, 0, 2, 0])), { kind: 'png', width: 1024, height: 512 });
  assert.deepEqual(kindOf(bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc2, 0, 17, 8, 1, 0, 2, 0, 3])), { kind: 'jpeg', width: 512, height: 256 });
  assert.deepEqual(kindOf(bytes('GIF89a', [10, 0, 20, 0])), { kind: 'gif', width: 10, height: 20 });
  assert.deepEqual(kindOf(bytes('RIFF\0\0\0\0WEBPVP8X', Buffer.alloc(8), [9, 0, 0, 19, 0, 0])), { kind: 'webp', width: 10, height: 20 });
  assert.deepEqual(kindOf(bytes('RIFF\0\0\0\0WEBPVP8L', Buffer.alloc(4), [0x2f, 9, 0xc0, 4, 0])), { kind: 'webp', width: 10, height: 20 });
  assert.deepEqual(kindOf(bytes('RIFF\0\0\0\0WEBPVP8 ', Buffer.alloc(10), [10, 0, 20, 0])), { kind: 'webp', width: 10, height: 20 });
  assert.deepEqual(kindOf(bytes([0, 0, 0, 24], 'ftypheic', Buffer.alloc(8), 'ispe', [0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0])), { kind: 'heic', width: 8, height: 9 });
  assert.equal(kindOf(bytes([0, 0, 0, 24], 'ftypavif', Buffer.alloc(16))).kind, 'avif');
  assert.deepEqual(kindOf(bytes('BM', Buffer.alloc(16), [7, 0, 0, 0, 0xfa, 0xff, 0xff, 0xff], Buffer.alloc(4))), { kind: 'bmp', width: 7, height: 6 });
  assert.equal(kindOf(bytes('<?xml version="1.0"?><svg xmlns="x">')).kind, 'svg');
  assert.equal(kindOf(bytes('<!DOCTYPE html><script>1</script>')), null);
  assert.equal(kindOf(bytes('%PDF-1.7')), null);
  assert.equal(kindOf(bytes('')), null);
  assert.equal(kindOf(bytes(PNG)).kind, 'cut', 'a file that ends before its size');
});

test('no first bytes are too much for it', () => {
  for (const start of [PNG, '\xff\xd8\xff', 'GIF89a', 'RIFF\0\0\0\0WEBPVP8X', 'RIFF\0\0\0\0WEBPVP8L', '\0\0\0\x18ftypheic', 'BM', '<svg']) {
    for (let length = 0; length <= start.length + 40; length++) kindOf(bytes(start, Buffer.alloc(40, 0xff)).subarray(0, length));
  }
});

test('nothing hides the size of a JPEG: what decoders pass over is passed over here', () => {
  const frame = [0xff, 0xc0, 0, 17, 8, 0x75, 0x30, 0x75, 0x30, 3];
  const large = { kind: 'jpeg', width: 30_000, height: 30_000 };
  for (const before of [[1, 2, 3], [0xff, 0xff, 0xff], [0xff, 0], [0xff, 0xd0], [0xff, 0xe0, 0, 3, 0, 7]]) assert.deepEqual(kindOf(bytes([0xff, 0xd8, 0xff, 0xe0, 0, 2], before, frame)), large, `${before}`);
  assert.deepEqual(kindOf(bytes([0xff, 0xd8, 0xff, 0xe0, 0, 2], Buffer.alloc(200, 7))), { kind: 'cut' }, 'one without a size is not decoded');
});

test('a picture that was cut off is known, whatever follows a whole one', () => {
  const png = bytes('\x89PNG\r\n\x1a\n', [0, 0, 0, 2], 'IDAT', [1, 2, 0, 0, 0, 0], [0, 0, 0, 0], 'IEND', [0, 0, 0, 0]);
  assert.ok(isWhole('png', png));
  assert.ok(isWhole('png', bytes(png, '<script>1</script>')));
  for (let length = 8; length < png.length; length++) assert.ok(!isWhole('png', png.subarray(0, length)), `${length}`);
  // A small picture inside the notes of a JPEG has an end of its own.
  const jpeg = bytes([0xff, 0xd8, 0xff, 0xe1, 0, 6, 0xff, 0xd8, 0xff, 0xd9, 0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]);
  assert.ok(isWhole('jpeg', jpeg));
  assert.ok(isWhole('jpeg', bytes(jpeg, 'more')));
  for (let length = 2; length < jpeg.length; length++) assert.ok(!isWhole('jpeg', jpeg.subarray(0, length)), `${length}`);
  assert.ok(isWhole('webp', bytes('RIFF', [4, 0, 0, 0], 'WEBP')));
  assert.ok(!isWhole('webp', bytes('RIFF', [40, 0, 0, 0], 'WEBP')));
  const gif = bytes('GIF89a', [10, 0, 20, 0, 0x80, 0, 0], Buffer.alloc(6), [0x21, 0xf9, 2, 7, 7, 0], [0x2c, 0, 0, 0, 0, 10, 0, 20, 0, 0], [2, 3, 1, 2, 3, 1, 4, 0]);
  assert.ok(isWhole('gif', gif));
  assert.ok(isWhole('gif', bytes(gif, ';')), 'what moves has more');
  for (let length = 6; length < gif.length; length++) assert.ok(!isWhole('gif', gif.subarray(0, length)), `${length}`);
});

test('what would take all memory is refused by what it says it is', () => {
  assert.ok(tooLarge({ width: 30_000, height: 30_000 }));
  assert.ok(tooLarge(kindOf(bytes('GIF89a', [10, 0, 20, 0, 0, 0, 0], [0x2c, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0]))), 'a frame larger than the picture');
  assert.ok(tooLarge({ width: 30_000, height: 1 }));
  assert.ok(tooLarge({ width: 9000, height: 9000 }));
  assert.ok(!tooLarge({ width: 1080, height: 18_000 }), 'a long screenshot');
  assert.ok(!tooLarge({ width: 8160, height: 6120 }), 'a photo of 50 megapixels');
});

/** Lines as a recogniser gives them: letters 10 wide, lines 30 apart. */
function lines(...texts) {
  return texts.map((text, row) => {
    let x = 0;
    const words = text.split(' ').map((word) => {
      const box = [x, row * 30, x + word.length * 10, row * 30 + 20];
      x = box[2] + 10;
      return { text: word, confidence: 95, box };
    });
    return { words };
  });
}
const read = (...texts) => compose(lines(...texts)).text;

test('lines that were only full are one; a line the writer ended is kept', () => {
  assert.equal(read('Your polling place has', 'moved to the library'), 'Your polling place has moved to the library');
  assert.equal(read('Vote tomorrow.', 'Polls open at seven in the morning'), 'Vote tomorrow.\nPolls open at seven in the morning');
});

test('an empty line is kept, of whatever the lines round it are made', () => {
  const recognised = lines('Hi Jordan!', 'Vote now', 'in Arden');
  for (const row of [1, 2]) for (const word of recognised[row].words) word.box = word.box.map((value, side) => (side % 2 ? value + 35 : value));
  assert.equal(compose(recognised).text, 'Hi Jordan!\n\nVote now in Arden');
});

test('links broken over lines are whole again, and end where they end', () => {
  assert.equal(read('More: https://vote.example/', 'register/now'), 'More: https://vote.example/register/now');
  assert.equal(read('http://chk.example.xyz/q?', 'uid=88213&src=sms&h=9f8a', '7c66d0e1b2c3d4e5&step=1'), 'http://chk.example.xyz/q?uid=88213&src=sms&h=9f8a7c66d0e1b2c3d4e5&step=1');
  assert.equal(read('http://vote-', 'gov.xyz/ab'), 'http://vote-gov.xyz/ab');
  assert.equal(read('http://applivote.example.click', '[vote.apk'), 'http://applivote.example.click/vote.apk', 'a slash that was misread');
  assert.equal(read('pleading with you. ruiz.example/now', 'txt STOP to opt out'), 'pleading with you. ruiz.example/now txt STOP to opt out');
  assert.equal(read('It is open. See elections.example.gov', 'for the list of places nearby'), 'It is open. See elections.example.gov for the list of places nearby');
  assert.equal(read('Souls to the polls with early-', 'voting vans on Sunday'), 'Souls to the polls with early-voting vans on Sunday');
});

test('digits and names that recognisers get wrong are mended where they can only be one thing', () => {
  assert.equal(read('Appelez le O5 55 55 01 20'), 'Appelez le 05 55 55 01 20');
  assert.equal(read('Composez le O0 800 555 012'), 'Composez le 0 800 555 012');
  assert.equal(read('O5 is a blood group here'), 'O5 is a blood group here');
  const { text, words } = compose(lines('shoes.example,com/boots and yes,no'));
  assert.equal(text, 'shoes.example.com/boots and yes,no');
  assert.deepEqual(words.map(({ doubtful }) => doubtful), [true, false, false]);
  assert.equal(read('https://xn-okfor-example-9db.example/es'), 'https://xn--okfor-example-9db.example/es');
});

test('a link that fills its line is asked about when the next word could belong to it', () => {
  const { text, words } = compose(lines('Sign today:', 'petition.example.org/stop-prop-six', 'before noon'));
  assert.equal(text, 'Sign today: petition.example.org/stop-prop-six before noon');
  assert.deepEqual(words.filter(({ doubtful }) => doubtful).map((word) => word.text), ['petition.example.org/stop-prop-six']);
});

test('every word knows where it stands in the text and in the picture, and whether it was hard to read', () => {
  const recognised = lines('Vote at http://vote.example/', 'x now');
  recognised[1].words[0].confidence = 40;
  const { text, words } = compose(recognised);
  assert.equal(text, 'Vote at http://vote.example/x now');
  for (const { start, end, text: word } of words) assert.equal(text.slice(start, end), word);
  const link = words.find((word) => word.text.startsWith('http'));
  assert.equal(link.doubtful, true);
  assert.equal(link.boxes.length, 2);
  assert.deepEqual(words.filter(({ doubtful }) => doubtful), [link]);
});

test('a time in the corner of a bubble is no part of the message; a time in the text is', () => {
  const corner = lines('Polls close at eight tonight', '10:42 PM');
  for (const word of corner[1].words) word.box = word.box.map((value, side) => (side % 2 ? value : value + 200));
  assert.equal(compose(corner).text, 'Polls close at eight tonight');
  const below = lines('Polls close at eight tonight', '10:42');
  below[1].words[0].box = [0, 34, 40, 46];
  assert.equal(compose(below).text, 'Polls close at eight tonight', 'a small one');
  assert.equal(read('Your polling place is open until', '8:00'), 'Your polling place is open until 8:00', 'one that the bubble wrapped');
  assert.equal(read('Polls close at 8:00'), 'Polls close at 8:00');
  const small = lines('Polls are open now 10:42');
  small[0].words.at(-1).box = [400, 8, 440, 20];
  assert.equal(compose(small).text, 'Polls are open now');
});

test('the sender is the number above the bubbles, not a time, a date or a battery', () => {
  const sender = (...texts) => senderIn(lines(...texts))?.text ?? '';
  assert.equal(sender('9:41 87%', '< (215) 555-0142', 'Today 9:38'), '(215) 555-0142');
  assert.equal(sender('9:41', '@ 72345', '11/03/2026'), '72345');
  assert.equal(sender('+33 6 55 51 01 28'), '+33 6 55 51 01 28');
  assert.equal(sender('alerts@county.example'), 'alerts@county.example');
  assert.equal(sender('9:41', 'Maria', '2026-11-03 10:00', 'November 3, 2026'), '');
  assert.ok(isNumber('88022'));
  assert.ok(!isNumber('2026'));
});

test('the words of an empty field to write in are no message', () => {
  for (const text of ['Text message', 'iMessage', '+ Mensaje de texto', 'Message texte', 'Text Message - SMS']) assert.ok(isReplyField(text), text);
  for (const text of ['Text message STOP to end', 'Vote', 'OK']) assert.ok(!isReplyField(text), text);
});

test('of a whole picture the clock on top, small times and the empty field are left out; a time as large as the rest is not', () => {
  const all = lines('9:41', 'Polls open on Tuesday', '8:00 AM', '10:42', 'Text message');
  all[3].words[0].box = [200, 94, 230, 106];
  assert.deepEqual(withoutBeside(all), [all[1], all[2]]);
});

test('what stands on single letters is asked about', () => {
  const word = (text) => ({ text, start: 0, end: text.length, doubtful: false });
  const asks = (text, findings = []) => questioned({ words: [word(text)] }, findings)[0].letters;
  for (const link of ['v0te.org', 'vOte.org', 'https://e1ections.example.com/x', 'vote-g0v.example', 'examplestate.qov/id', 'lindqvist.example']) assert.ok(asks(link), link);
  for (const plain of ['vote.org', 'delgado-2026.example.org', 'enquete.example', 'vote.example/a1b2q', 'NOVEMBER', '10am']) assert.ok(!asks(plain), plain);
  const finding = (marker) => [{ marker, spans: [{ start: 2, end: 4 }] }];
  assert.ok(asks('iwillvote.example', finding('lookalike-domain')));
  assert.ok(!asks('iwillvote.example', finding('opt-out-missing')));
  for (const marker of ON_LETTERS) assert.ok(existsSync(new URL(`../../markers/${marker}.toml`, import.meta.url)), marker);
});

/** A picture of plain colours: `[x, y, width, height, colour]` drawn one over the other. */
function picture(width, height, ...boxes) {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const [left, top, wide, high, [red, green, blue]] of boxes) {
    for (let y = top; y < top + high; y++) for (let x = left; x < left + wide; x++) data.set([red, green, blue, 255], (y * width + x) * 4);
  }
  return { data, width, height };
}
const letters = (x, y, colour) => [0, 1, 2, 3, 4].map((index) => [x + index * 14, y, 8, 12, colour]);

test('bubbles are found apart, from top to bottom; bars, fields, buttons and faces are not', () => {
  const grey = [233, 233, 235];
  const found = findBubbles(
    picture(
      400,
      600,
      [0, 0, 400, 50, [240, 240, 250]], // a bar across
      [10, 110, 30, 30, [120, 130, 200]], // a face
      [50, 100, 200, 60, grey],
      ...letters(70, 120, [0, 0, 0]),
      [180, 200, 200, 60, [52, 199, 89]],
      ...letters(200, 220, [255, 255, 255]),
      [50, 300, 220, 90, grey],
      ...letters(70, 330, [20, 20, 20]),
      [50, 500, 300, 50, [199, 199, 204]], // a field: a line round the page's own colour
      [52, 502, 296, 46, [255, 255, 255]],
      ...letters(70, 518, [140, 140, 140]),
    ),
  );
  assert.deepEqual(found.bubbles.map(({ x, y, width, height }) => [x, y, width, height]), [[50, 100, 200, 60], [180, 200, 200, 60], [50, 300, 220, 90]]);
  assert.deepEqual(found.page, [255, 255, 255]);
  const short = picture(400, 240, [0, 0, 400, 90, grey], ...letters(20, 20, [0, 0, 0]), [10, 97, 380, 135, grey], ...letters(40, 160, [0, 0, 0]));
  for (let at = 0; at < short.data.length; at += 4) if (short.data[at] === 255) short.data.set([11, 20, 26, 255], at);
  assert.equal(findBubbles(short).bubbles.length, 1, 'the page is what spans most, though a bar and a bubble of one colour cover more of it');
  assert.deepEqual(findBubbles(picture(400, 600)).bubbles, [], 'an empty page has none');
});

test('letters come out dark on white whatever their colours, straight, and without the line under a link', () => {
  for (const [ground, ink] of [[[233, 233, 235], [0, 0, 0]], [[38, 38, 41], [255, 255, 255]], [[240, 243, 248], [11, 87, 208]]]) {
    const image = picture(200, 40, [0, 0, 200, 40, ground], ...letters(20, 10, ink), [15, 26, 110, 1, ink]);
    inkOfBubble(image, ground, () => [0, 199]);
    assert.equal(image.data[0], 255);
    assert.equal(image.data[(15 * 200 + 24) * 4], 0);
    assert.equal(lineHeight(image), 12);
    withoutUnderlines(image, 12);
    assert.equal(image.data[(26 * 200 + 30) * 4], 255);
    assert.equal(image.data[(15 * 200 + 24) * 4], 0);
    assert.equal(Buffer.from(pgm(image).subarray(0, 14)).toString(), 'P5\n200 40\n255\n');
  }
  const leaning = picture(300, 120, ...[20, 60].flatMap((top) => Array.from({ length: 18 }, (_, index) => [10 + index * 15, top + Math.round(index * 15 * 0.04), 8, 14, [0, 0, 0]])));
  inkOfBubble(leaning, [255, 255, 255], () => [0, 299]);
  assert.ok(Math.abs(slopeOf(leaning) - 0.04) <= 0.01, `${slopeOf(leaning)}`);
});
