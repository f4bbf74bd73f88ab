// The notation of patterns, as markers/README.md describes it: text → tree.
//
// A sequence is a list of pieces: { word }, { prefix }, { list }, { gap }, { maybe: [sequence, …] }, { any: [sequence, …] }.

/** Reads one pattern. @returns {{ first: boolean, sequence: object[] }} `first`: only at the beginning of a sentence. */
export function parse(pattern) {
  const text = pattern.trim();
  const first = text.startsWith('^');
  const marks = text.slice(first ? 1 : 0).match(/\.\.[0-9]+|[()[\]|]|\{[^}]*\}|(?:(?!\.\.)[^\s()[\]|{}])+/g) ?? [];
  let at = 0;

  function sequence() {
    const pieces = [];
    while (at < marks.length && !/^[)\]|]$/.test(marks[at])) pieces.push(...piece(marks[at++]));
    return pieces;
  }

  function piece(mark) {
    if (mark === '(') return [{ any: choices(')') }];
    if (mark === '[') return [{ maybe: choices(']') }];
    if (mark.startsWith('{')) return [{ list: mark.slice(1, -1) }];
    if (mark.startsWith('..')) return [{ gap: Number(mark.slice(2)) }];
    return entry(mark);
  }

  function choices(close) {
    const all = [sequence()];
    while (marks[at] === '|') {
      at += 1;
      all.push(sequence());
    }
    if (marks[at] !== close) throw new Error(`${pattern}: ${close} is missing`);
    at += 1;
    return all;
  }

  const pieces = sequence();
  if (at < marks.length) throw new Error(`${pattern}: ${marks[at]} closes nothing`);
  return { first, sequence: pieces };
}

/** An entry of a word list, or a literal of a pattern: the words it folds to, the last perhaps a prefix. */
export function entry(written) {
  const words = wordsOf(written.replace(/\*$/, ''));
  return words.map((word, place) => (place === words.length - 1 && written.endsWith('*') ? { prefix: word } : { word }));
}

/** What a peer reads in place of the text: small letters without accents, apostrophes as the notation wants them. */
export function fold(text) {
  const small = smaller(text);
  return /[^\x00-\xff]/.test(small) ? oneByte(small) : small;
}

function smaller(text) {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[€£¥₹₦₱₩]/g, '$')
    .replace(/\b([cdjlmnst]|qu)['’](?=[a-z]{2})/g, '$1 ')
    .replace(/([a-z0-9])['’](?=[a-z])/g, '$1');
}

/** Other alphabets are no words to a peer. Joined anew, so that V8 keeps one byte a character and compiles each RegExp once. */
const oneByte = (text) => Array.from(text, (c) => (c > '\u00ff' ? '\u00b7' : c)).join('');

const wordsOf = (text) => smaller(text).match(/[\p{L}\p{N}]+/gu) ?? [];
