// Does a marker have the words looked for? Whatever the case and the accents; every word must be somewhere.

const fold = (text) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

/** @param {{id: string, title: string, what: string, why: string, examples: {text: string}[]}} marker */
export function matches({ id, title, what, why, examples }, sought) {
  const all = fold([id.replaceAll('-', ' '), id, title, what, why, ...examples.map(({ text }) => text)].join('\n'));
  return fold(sought).split(/\s+/).every((word) => all.includes(word));
}
