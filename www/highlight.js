// A text and marks that may overlap → pieces that do not. Offsets are UTF-16 code units, as in the report.

/**
 * @param {string} text
 * @param {{start: number, end: number, id: string, rank: number}[]} marks the lower the rank, the more it matters
 * @returns {{text: string, start: number, end: number, ids: string[], first: boolean, ends: string[]}[]} every piece of the text in order;
 *   `ids` are the marks that cover it, the most important first; `first` when its most important mark begins here; `ends` are the marks that end with it
 */
export function pieces(text, marks) {
  const kept = marks
    .map((mark) => ({ ...mark, start: Math.max(0, mark.start), end: Math.min(text.length, mark.end) }))
    .filter((mark) => mark.start < mark.end);
  const cuts = [...new Set([0, text.length, ...kept.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const seen = new Set();
  const result = [];
  for (let index = 0; index + 1 < cuts.length; index++) {
    const [start, end] = [cuts[index], cuts[index + 1]];
    const over = kept.filter((mark) => mark.start < end && start < mark.end).sort((a, b) => a.rank - b.rank || a.start - b.start);
    const ids = [...new Set(over.map((mark) => mark.id))];
    const top = over[0];
    const first = top !== undefined && !seen.has(top);
    if (top) seen.add(top);
    const ends = [...new Set(over.filter((mark) => mark.end === end).map((mark) => mark.id))];
    result.push({ text: text.slice(start, end), start, end, ids, first, ends });
  }
  return result;
}
