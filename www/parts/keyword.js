// The word of an opt-out line.

/** An opt-out keyword is one plain word and names nobody. */
export function isKeyword(word) {
  return word !== undefined && /^\p{L}{2,12}$/u.test(word);
}
