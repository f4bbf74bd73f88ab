// Recognised lines → the message: lines that the bubble only wrapped are one, links broken over lines are whole again,
// and every word keeps how sure the recogniser was and where it stands in the picture. Pure.

/** Below this the recogniser was not sure: the reader is asked. */
const SURE = 78;
/** A mark without a letter or digit that was hardly recognised: an emoji, a tick, the edge of something. */
const NOISE = 60;

const TIME = /^[([]?\d{1,2}\s?[:.h]\s?\d{2}(?:\s?[ap]\.?\s?m\.?)?[)\]]?$/i;
const HALF_OF_DAY = /^[ap]\.?\s?m\.?$/i;

/**
 * @param {{words: {text: string, confidence: number, box: number[]}[]}[]} recognised from top to bottom; `box` is x0, y0, x1, y1
 * @returns {{text: string, words: {start: number, end: number, text: string, doubtful: boolean, boxes: number[][]}[]}}
 *   `boxes` has one for each line a word stands on
 */
export function compose(recognised) {
  const lines = withoutTime(recognised.map(cleaned).filter(({ words }) => words.length > 0)).map(measured);
  const right = Math.max(...lines.map((line) => line.right));
  const out = { text: '', words: [] };
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    const join = before ? between(before, line, right, lines, out.words.at(-1)) : '';
    line.words.forEach((word, place) => {
      const glue = place > 0 ? ' ' : join;
      out.text += glue;
      const start = out.text.length;
      out.text += place === 0 && glue === '' && before ? word.text.replace(NOT_IN_LINKS, '/') : word.text;
      const last = out.words.at(-1);
      const sure = word.confidence >= SURE || !/[\p{L}\p{N}]/u.test(word.text);
      if (place === 0 && glue === '' && last) {
        last.end = out.text.length;
        last.text = out.text.slice(last.start);
        last.doubtful ||= !sure;
        last.boxes.push(word.box);
      } else out.words.push({ start, end: out.text.length, text: word.text, doubtful: !sure, boxes: [word.box] });
    });
  });
  return out;
}

function cleaned({ words }) {
  const kept = words
    .map((word, place) => pointed({ ...word, text: plain(numeric(word.text, words[place - 1]?.text, words[place + 1]?.text)) }))
    .filter(({ text, confidence }) => text !== '' && (/[\p{L}\p{N}]/u.test(text) || confidence >= NOISE));
  return { words: kept };
}

/** A comma inside what can only be a link was a point; the reader is asked. */
function pointed(word) {
  const text = word.text.replace(/^((?:https?:\/\/)?[\w-]+(?:\.[\w-]+)*),(?=[a-z]{2,}\/)/i, '$1.');
  return text === word.text ? word : { ...word, text, confidence: 0 };
}

/** Among groups of digits, an O is a zero, and a zero is not read twice. */
function numeric(text, before = '', after = '') {
  return /^\d/.test(before) || /^\d/.test(after) ? text.replace(/^O0$/, '0').replace(/^O(?=\d)/, '0') : text;
}

/** Signs the recogniser makes of others. */
function plain(text) {
  return text
    .replace(/[\u2018\u2019]/g, '’')
    .replace(/^[|¦]$/, 'I')
    .replace(/^[|¦](?=[’'](?:m|ll|ve|d)\b)/, 'I')
    .replace(/(^|[/.])xn-(?=[a-z\d])/g, '$1xn--')
    .replace(/[\u00ad\u200b-\u200f\ufeff]/g, '')
    .trim();
}

/** A time in the corner of a bubble, alone on its line or small behind the last words, is no part of the message. */
function withoutTime(lines) {
  const last = lines.at(-1);
  if (!last || lines.length < 1) return lines;
  const words = last.words.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  const usual = usualHeight(lines);
  const left = Math.min(...lines.map((line) => line.words[0].box[0]));
  const alone = lines.length > 1 && TIME.test(words.map(({ text }) => text).join(' '));
  if (alone && (isSmall(last, usual) || words[0].box[0] > left + usual)) return lines.slice(0, -1);
  const count = HALF_OF_DAY.test(words.at(-1)?.text ?? '') ? 2 : 1;
  const time = words.slice(-count);
  const before = words.at(-count - 1);
  if (!before || !TIME.test(time.map(({ text }) => text).join(' '))) return lines;
  const apart = time[0].box[0] - before.box[2] > usual;
  if (!apart || Math.max(...time.map(tall)) > usual * 0.85) return lines;
  return [...lines.slice(0, -1), { words: last.words.slice(0, last.words.indexOf(time[0])) }];
}

const tall = (word) => word.box[3] - word.box[1];
const usualHeight = (lines) => median(lines.flatMap(({ words }) => words.map(tall)));
/** Digits are lower than words with tails: of another size is what is lower still. */
const isSmall = ({ words }, usual) => Math.max(...words.map(tall)) < usual * 0.75;

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

function measured({ words }) {
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  const wide = words.reduce((sum, { box }) => sum + box[2] - box[0], 0);
  return {
    words,
    top: Math.min(...words.map(({ box }) => box[1])),
    bottom: Math.max(...words.map(({ box }) => box[3])),
    right: words.at(-1).box[2],
    letter: wide / Math.max(1, letters),
  };
}

/** What stands between two lines: a space if the bubble was only full, nothing inside a link or a hyphenated word, a new line if the writer made one. */
function between(before, after, right, lines, whole) {
  const [first] = after.words;
  const letter = before.letter;
  const room = right - before.right;
  const goesOn = breaksHere(before, whole.text, first.text.replace(NOT_IN_LINKS, '/'), room);
  if (goesOn) return '';
  if (goesOn === undefined) whole.doubtful = true;
  const height = median(lines.map((line) => line.bottom - line.top));
  if (after.top - before.bottom > height) return '\n\n';
  return first.box[2] - first.box[0] + letter * 1.2 < room ? '\n' : ' ';
}

const LINK = /^[("'<[]*(?:https?:\/{0,2}|www\.)|[\p{L}\p{N}-]{2,}\.[\p{L}]{2,}(?:\/|$)|[\p{L}\p{N}-]+\.[\p{L}\p{N}]+\//iu;
const REST_OF_LINK = /[./=?&%#_~\d]|\p{Ll}\p{Lu}/u;
/** At the beginning of a line that goes on with a link: a slash that was misread. */
const NOT_IN_LINKS = /^[[|\\](?=[\p{L}\p{N}])/u;

/**
 * Whether a word goes on in the next line. Phones break a link behind a slash, a question mark or the like, or anywhere
 * when it is alone on its line and too long for it.
 * @param {string} whole the last word before, with what of it stands in lines above
 * @param {number} room what was left of the line
 * @returns {boolean | undefined} undefined when it cannot be told: a link fills its line, and what follows could be a word
 */
function breaksHere({ words, letter }, whole, first, room) {
  const last = words.at(-1).text;
  if (/[\p{L}\p{N}]-$/u.test(last) && /^[\p{L}\p{N}]/u.test(first)) return true;
  if (!LINK.test(whole) || /[,;!)"'»”]$|[^/]:$/.test(last)) return false;
  const full = room < letter * 1.6;
  if (/^[/?&=#%]/.test(first)) return full;
  if (/[/?&=_%#-]$/.test(last)) return !/^\p{Lu}\p{Ll}+$/u.test(first) || full;
  const alone = words.length === 1;
  if (/\.$/.test(last)) return full && REST_OF_LINK.test(first) && /^[\p{Ll}\p{N}]/u.test(first);
  if (!alone || !full || !/^[\p{L}\p{N}_.~-]/u.test(first)) return false;
  return REST_OF_LINK.test(first) || (whole.replace(/^\w*:\/\//, '').includes('/') ? undefined : false);
}

const OF_A_NUMBER = /^[+(]{0,2}\d[\d().\u2010-\u2015-]*$/;
const DATE = /^(?:\d{4}[./-]\d\d?[./-]\d\d?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})$/;
const MAIL = /[\w.+-]+@[\w-]+\.[\w.-]+\w/;

/**
 * The number, short code or address that stands above the bubbles, as the phone shows it.
 * @param {{words: {text: string, box: number[]}[]}[]} lines
 * @returns {{text: string, box: number[], number: boolean} | null}
 */
export function senderIn(lines) {
  for (const { words } of lines) {
    const mail = words.find(({ text }) => MAIL.test(text));
    if (mail) return { text: MAIL.exec(mail.text)[0], box: mail.box, number: false };
    let run = [];
    const runs = [run];
    for (const word of words) {
      if (OF_A_NUMBER.test(word.text) && !DATE.test(word.text)) run.push(word);
      else runs.push((run = []));
    }
    const found = runs.find((some) => isNumber(some.map(({ text }) => text).join(' ')));
    if (found) return { text: found.map(({ text }) => text).join(' '), box: around(found.map(({ box }) => box)), number: true };
  }
  return null;
}

/** A short code, alone, or a telephone number. */
export function isNumber(text) {
  const digits = text.replace(/\D/g, '').length;
  return /^\d{5,6}$/.test(text) || (digits >= 7 && digits <= 15);
}

const around = (boxes) => [0, 1, 2, 3].map((side) => (side < 2 ? Math.min : Math.max)(...boxes.map((box) => box[side])));

const FIELD = [
  /^(?:text message|i?message|rcs(?: message)?|sms|mms|chat message|type a message|(?:text )?message\W+(?:sms|rcs))$/,
  /^(?:mensaje(?: de texto)?|escribe un mensaje|escribir mensaje|mensaje\W+sms)$/,
  /^(?:message texte|envoyer un message|écrire un message|saisir un message|message\W+sms)$/,
];

/** Lines of a whole picture without what stands beside messages: a clock on top, small times alone, the words of an empty field to write in. */
export function withoutBeside(lines) {
  const usual = usualHeight(lines);
  return lines.filter((line, index) => {
    const text = line.words.map((word) => word.text).join(' ');
    return !isReplyField(text) && !(TIME.test(text) && (index === 0 || isSmall(line, usual)));
  });
}

/** Whether these are the words of an empty field to write in. */
export function isReplyField(text) {
  const bare = text.toLowerCase().replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '').replace(/\s+/g, ' ');
  return FIELD.some((pattern) => pattern.test(bare));
}
