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

/**
 * The words of a message that were read right, and how many there are; what was read in place of others (`wrong`), and what
 * was not read (`missed`). A word added counts against one that was right.
 */
export function accuracy(typed, read) {
  const a = wordsOf(typed);
  const b = wordsOf(read);
  const cost = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) cost[i][j] = Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
  }
  const wrong = [];
  const missed = [];
  for (let i = a.length, j = b.length; i > 0 || j > 0; ) {
    if (i > 0 && j > 0 && cost[i][j] === cost[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)) {
      if (a[i - 1] !== b[j - 1]) {
        wrong.unshift(b[j - 1]);
        missed.unshift(a[i - 1]);
      }
      i -= 1;
      j -= 1;
    } else if (i > 0 && cost[i][j] === cost[i - 1][j] + 1) missed.unshift(a[(i -= 1)]);
    else wrong.unshift(b[(j -= 1)]);
  }
  return { words: { of: a.length, right: Math.max(0, a.length - cost[a.length][b.length]) }, wrong, missed };
}
