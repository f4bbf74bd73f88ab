// What one writes first: a RegExp for every pattern, or all of a marker's in one. It says which hold, not where.

import { fold } from '../translate/notation.mjs';
import { filled } from '../translate/translate.mjs';

const sources = async (read, set) => new TextDecoder().decode(await read(`target/bench/${set}.json`));

/** One RegExp a pattern. */
export const each = {
  prepare: async (read, set) => {
    const written = await sources(read, set);
    return () => {
      const { lists, patterns } = JSON.parse(written);
      return counting(patterns.map(({ source }) => new RegExp(filled(source, lists))));
    };
  },
};

/** The patterns of each marker joined. */
export const joined = {
  prepare: async (read, set) => {
    const written = await sources(read, set);
    return () => {
      const { lists, patterns } = JSON.parse(written);
      const whole = new Map();
      for (const { source, markers: [first] } of patterns) {
        const own = whole.get(first) ?? [];
        own.push(filled(source, lists));
        whole.set(first, own);
      }
      return counting([...whole.values()].map((sources) => new RegExp(sources.join('|'))));
    };
  },
};

function counting(expressions) {
  return (text) => {
    const folded = fold(text);
    let hold = 0;
    for (const expression of expressions) if (expression.test(folded)) hold++;
    return hold;
  };
}
