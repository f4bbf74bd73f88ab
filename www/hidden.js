// A text → the characters in it that cannot be seen, or that look like other letters. For showing only: the engine judges.

const INVISIBLE = /[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\u{E0000}-\u{E007F}\u{E0100}-\u{E01EF}]/gu;
const EMOJI_BEFORE = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F\u20E3#*0-9]$/u;
const EMOJI_AFTER = /^[\p{Extended_Pictographic}\u20E3]/u;
const FLAG_BEFORE = /\u{1F3F4}[\u{E0020}-\u{E007E}]*$/u;
const TAG = /[\u{E0020}-\u{E007F}]/u;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const STYLED = /[\uFF01-\uFF5E\u{1D400}-\u{1D7FF}\u24B6-\u24E9\u{1F130}-\u{1F189}]/gu;
const NOT_LATIN = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Lisu}]/gu;

/**
 * @param {string} text
 * @returns {{start: number, end: number, kind: 'hidden' | 'look-alike', label: string}[]} in the order of the text; `label` like `U+200B`
 */
export function disguises(text) {
  const found = [];
  const add = (start, character, kind) => found.push({ start, end: start + character.length, kind, label: codePoint(character) });
  for (const match of text.matchAll(INVISIBLE)) {
    if (!belongsToEmoji(text, match)) add(match.index, match[0], 'hidden');
  }
  for (const match of text.matchAll(STYLED)) add(match.index, match[0], 'look-alike');
  for (const word of text.matchAll(WORD)) {
    if (!/\p{Script=Latin}/u.test(word[0])) continue;
    for (const letter of word[0].matchAll(NOT_LATIN)) add(word.index + letter.index, letter[0], 'look-alike');
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The joiner and the variation selectors inside an emoji are how emoji are written, not a disguise. */
function belongsToEmoji(text, match) {
  const [character] = match;
  const before = text.slice(Math.max(0, match.index - 4), match.index);
  const after = text.slice(match.index + character.length, match.index + character.length + 2);
  if (character === '\u200D') return EMOJI_BEFORE.test(before) && EMOJI_AFTER.test(after);
  if (character === '\uFE0F' || character === '\uFE0E') return EMOJI_BEFORE.test(before);
  return FLAG_BEFORE.test(text.slice(Math.max(0, match.index - 24), match.index)) && TAG.test(character);
}

function codePoint(character) {
  return `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
