// How many words of a message were read right. Pure.

/** Words as they are compared: every letter, digit and mark counts, but not the shape of quotes and dashes, nor emoji. */
export function wordsOf(text) {
  return text
    .normalize('NFC')
    .replace(/[‘’´`]/g, "'")
    .replace(/[“”«»„]/g, '"')
    .replace(/[‐-―]/g, '-')
    .replace(/…/g, '...')
    .replace(/[\p{Extended_Pictographic}\ufe0f]/gu, ' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}

/** Words of the message, less those wrong, left out or added. */
export function accuracy(typed, read) {
  const a = wordsOf(typed);
  const b = wordsOf(read);
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return { of: a.length, right: Math.max(0, a.length - row[b.length]) };
}
