// Many phrases → one regular expression that shares their beginnings, so that engines have as few states as can be.

/** Between two words of one sentence. */
export const BETWEEN = '[^a-z0-9.!?]+';
const ANY_ENDING = '[a-z0-9]*';

/** @param {({word: string} | {prefix: string})[][]} phrases */
export function alternatives(phrases) {
  const root = node();
  for (const phrase of phrases) {
    let at = root;
    const marks = phrase.flatMap(({ word, prefix }, place) => [
      ...(place ? [BETWEEN] : []),
      ...(word ?? prefix),
      ...(prefix ? [ANY_ENDING] : []),
    ]);
    for (const mark of marks) {
      if (!at.next.has(mark)) at.next.set(mark, node());
      at = at.next.get(mark);
    }
    at.ends = true;
  }
  return written(root);
}

const node = () => ({ next: new Map(), ends: false });

function written({ next, ends }) {
  if (next.size === 0) return '';
  const single = [];
  const longer = [];
  for (const [mark, below] of [...next].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const rest = written(below);
    if (rest === '' && mark.length === 1) single.push(mark);
    else longer.push(mark + rest);
  }
  if (single.length) longer.push(single.length > 1 ? `[${single.join('')}]` : single[0]);
  if (!ends) return longer.length > 1 ? `(?:${longer.join('|')})` : longer[0];
  return single.length && longer.length === 1 ? `${longer[0]}?` : `(?:${longer.join('|')})?`;
}
