// The messages everyone reads: made up from a seed, and the markers' own examples.

/** Characters of the long texts. 64 Ki is the most telltext reads of one message. */
export const SIZES = { '1k': 1_024, '10k': 10_240, '64k': 65_536 };
export const SHORT = { count: 2_000, least: 40, most: 320 };

/**
 * @param {string[]} made messages like no marker's, from the generator
 * @param {string[]} examples the markers' own
 * @param {string[]} nearMisses texts that are a pattern but for its last word
 * @param {number} seed
 * @returns {Record<string, string[]>} by group: `short`; `before`, which are read before those are; the sizes, and `HOSTILE/SIZE`
 */
export function texts(made, examples, nearMisses, seed = 1) {
  const random = numbers(seed);
  const fits = (text) => text.length >= SHORT.least && text.length <= SHORT.most;
  const own = dealt(made.filter(fits), random);
  const known = dealt(examples.filter(fits), random);
  // One in four is an example of a marker, so that there is something to report.
  const messages = () => Array.from({ length: SHORT.count }, (_, place) => (place % 4 === 3 ? known() : own()));
  const short = messages();
  const groups = { short, before: messages() };
  const ones = hostile(nearMisses);
  for (const [size, length] of Object.entries(SIZES)) {
    // As many characters of every length: read again and again, a short text would be learnt by the processor, a long one not.
    const several = Math.round(SIZES['64k'] / length);
    groups[size] = Array.from({ length: several }, () => filledTo(length, () => short[random(short.length)]));
    for (const [name, part] of Object.entries(ones)) groups[`${name}/${size}`] = Array.from({ length: several }, () => filledTo(length, part));
  }
  return groups;
}

/** Gives a list's entries in no order, each once before any comes again. */
function dealt(list, random) {
  const left = [...new Set(list)];
  for (let end = left.length - 1; end > 0; end--) {
    const other = random(end + 1);
    [left[end], left[other]] = [left[other], left[end]];
  }
  let place = 0;
  return () => left[place++ % left.length];
}

/** Texts meant to make a reader slow: name → what comes next. */
function hostile(nearMisses) {
  let place = 0;
  const emoji = ['👩🏽‍🚀', '🗳️', 'e\u0301\u0323\u0302', 'Z\u0351\u036b\u0343\u0327', '🇺🇸'];
  return {
    'one letter': () => 'a'.repeat(1_024),
    'emoji and marks': () => emoji.join(''),
    'zero-width': () => '\u200b\u200d'.repeat(512),
    'near misses': () => nearMisses[place++ % nearMisses.length],
    digits: () => '4155550100'.repeat(100),
  };
}

/** Parts one after the other, cut at exactly this many UTF-16 code units, never through a pair. */
function filledTo(length, next) {
  const parts = [];
  for (let had = 0; had < length; ) {
    const part = next();
    // What is one run of letters stays one.
    const glue = parts.length && /^[\w ]/.test(part) && part.includes(' ') ? ' ' : '';
    parts.push(glue + part);
    had += part.length + glue.length;
  }
  const text = parts.join('').slice(0, length);
  return text.isWellFormed?.() === false || /[\ud800-\udbff]$/.test(text) ? `${text.slice(0, -1)} ` : text;
}

/** Numbers below a bound from a seed (mulberry32): the same everywhere. */
export function numbers(seed) {
  let state = seed >>> 0;
  return (end) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296) * end);
  };
}
