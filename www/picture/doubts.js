// Which words the reader is asked about before anything is concluded. Pure.

/** Markers that stand on single letters, which a recogniser confuses: l for I, 0 for O, rn for m. */
export const ON_LETTERS = ['lookalike-domain', 'homoglyph', 'leet-spacing', 'opt-out-obfuscated'];
/** In the host of a link: a 0 or 1, or a capital O or I, among small letters; a q that could be a g whose hook lies on the line under it. */
const CONFUSED = /^(?:https?:\/\/)?[^/\s]*(?:[01OI](?=\p{Ll})|(?<=\p{Ll})[01OI](?=[\p{Ll}.-])|q(?!u))[^/\s]*(?:\.\p{L}{2,}|(?<=\.q\p{L}+))/u;

/**
 * Words are asked about when they were hard to read, when their letters alone would raise a finding, and when a letter of
 * their link could be a digit.
 * @param {{words: {start: number, end: number, text: string, doubtful: boolean}[]}} read
 * @param {{marker: string, spans: {start: number, end: number}[]}[]} findings of the text as it was read
 * @returns the words, each with `letters`: whether it should be compared letter by letter
 */
export function questioned({ words }, findings) {
  const spans = findings.filter(({ marker }) => ON_LETTERS.includes(marker)).flatMap((finding) => finding.spans);
  return words.map((word) => {
    const letters = CONFUSED.test(word.text) || spans.some(({ start, end }) => start < word.end && end > word.start);
    return { ...word, letters, doubtful: word.doubtful || letters };
  });
}
