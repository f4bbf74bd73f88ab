// What one writes when that is too slow: one pass of Aho and Corasick's automaton finds the rarest words of every
// pattern, and only the patterns whose words are there are asked, each a RegExp.

import { fold } from '../translate/notation.mjs';
import { filled } from '../translate/translate.mjs';

export const automaton = {
  prepare: async (read, set) => {
    const written = new TextDecoder().decode(await read(`target/bench/${set}.json`));
    return () => {
      const { lists, patterns } = JSON.parse(written);
      const expressions = patterns.map(({ source }) => new RegExp(filled(source, lists)));
      const always = patterns.flatMap(({ needles }, place) => (needles.length ? [] : [place]));
      const words = new Map();
      for (const [place, { needles }] of patterns.entries()) {
        for (const needle of new Set(needles)) {
          if (!words.has(needle)) words.set(needle, []);
          words.get(needle).push(place);
        }
      }
      const find = finder(words);
      const asked = new Uint32Array(patterns.length);
      let turn = 0;
      return (text) => {
        const folded = fold(text);
        turn += 1;
        let hold = 0;
        const ask = (place) => {
          if (asked[place] === turn) return;
          asked[place] = turn;
          if (expressions[place].test(folded)) hold++;
        };
        for (const place of always) ask(place);
        find(folded, ask);
        return hold;
      };
    };
  },
};

const LETTERS = 38;
const SPACE = 37;
const letter = (code) => (code >= 97 && code <= 122 ? code - 96 : code >= 48 && code <= 57 ? code - 21 : SPACE);

/** @param {Map<string, number[]>} phrases each with what to tell; a star at its end: its last word may go on */
export function finder(phrases) {
  const next = [new Map()];
  const ends = [[]];
  const lengths = [0];
  for (const [phrase, told] of phrases) {
    let at = 0;
    for (const c of phrase.replace('*', '')) {
      const step = letter(c.charCodeAt(0));
      if (!next[at].has(step)) {
        next[at].set(step, next.length);
        lengths.push(lengths[at] + 1);
        next.push(new Map());
        ends.push([]);
      }
      at = next[at].get(step);
    }
    ends[at].push({ whole: !phrase.endsWith('*'), told });
  }
  // Breadth first: where each state falls back to is known before those below it. A state also ends what its fall ends.
  const table = new Int32Array(next.length * LETTERS);
  const fall = new Int32Array(next.length);
  const ending = new Int32Array(next.length);
  const queue = [0];
  for (const at of queue) {
    ending[at] = ends[at].length ? at : at ? ending[fall[at]] : 0;
    const back = fall[at] * LETTERS;
    for (let step = 1; step < LETTERS; step++) {
      const to = next[at].get(step);
      const otherwise = at ? table[back + step] : 0;
      table[at * LETTERS + step] = to ?? otherwise;
      if (to === undefined) continue;
      fall[to] = otherwise;
      queue.push(to);
    }
  }
  // Only what begins with a word counts. What stands between words is read as one space.
  return (text, tell) => {
    let at = 0;
    let read = 0;
    const begins = new Uint8Array(text.length + 1);
    let before = SPACE;
    for (let place = 0; place < text.length; place++) {
      const step = letter(text.charCodeAt(place));
      if (step === SPACE && before === SPACE) continue;
      begins[read] = Number(before === SPACE);
      before = step;
      read += 1;
      at = table[at * LETTERS + step];
      if (ending[at] === 0) continue;
      const over = place + 1 === text.length || letter(text.charCodeAt(place + 1)) === SPACE;
      for (let end = ending[at]; end !== 0; end = ending[fall[end]]) {
        if (begins[read - lengths[end]] === 0) continue;
        for (const { whole, told } of ends[end]) if (over || !whole) for (const one of told) tell(one);
      }
    }
  };
}
