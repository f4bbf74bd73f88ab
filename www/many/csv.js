// Rows of cells → CSV that a spreadsheet opens as what it is: text.

/**
 * What a spreadsheet would take for the beginning of a formula, also in its full-width form. Tabs and line ends before it are
 * passed over by some programs.
 */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** A cell that no spreadsheet calculates: an apostrophe goes before what would begin a formula. */
export function neutral(text) {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** One line of CSV. Every cell stands in quotes, so that none can begin another. */
export function csvLine(cells) {
  return `${cells.map((cell) => `"${neutral(String(cell ?? '')).replaceAll('"', '""')}"`).join(',')}\r\n`;
}

/** The mark by which spreadsheets know that a file is UTF-8. */
export const MARK = '\uFEFF';
