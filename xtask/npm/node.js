// telltext for Node, Deno and Bun: ready when imported. The engine and its words are read from their files when first needed.

import { readFileSync } from 'node:fs';
import { TelltextError, api, ask, beside, bytesOf, code, noOther, object } from './api.js';
import { campaigns as group, openSync } from './group.js';
import { documented, initSync } from './telltext.js';
import { connect } from './wire.js';

export { TelltextError };

let started = false;
const packs = new Map();

function ready(language) {
  if (!started) {
    const { memory } = loaded('the engine', () => initSync({ module: readFileSync(new URL('./telltext_bg.wasm', import.meta.url)) }));
    connect(memory);
    const [bytes, text] = words('documented');
    ask(() => documented(bytesOf(bytes), text));
    started = true;
  }
  if (language === undefined) return [];
  if (!packs.has(language)) packs.set(language, [language, `${language}-sources`, 'examples'].flatMap(words));
  return packs.get(language);
}

const words = (name) => loaded(`the words (${name})`, () => JSON.parse(readFileSync(beside(name), 'utf8')));

function loaded(what, read) {
  try {
    return read();
  } catch (cause) {
    throw new TelltextError('not-loaded', `${what} could not be loaded: ${cause.message}`, { cause });
  }
}

/** Not needed here; it is there so that the same code runs in a browser. */
export async function init(source, options) {
  const { language = '', sources, documented, examples, campaigns, words: from, ...rest } = object(options);
  noOther(rest, STARTED);
  if (source?.constructor === Object) throw new TelltextError('bad-options', 'the options come second: init(undefined, { … })');
  code(language);
  ready();
}

export const { check, checkMany, incidents, markers, regions, version } = /* @__PURE__ */ api(
  ready,
  () => {
    started = false;
  },
  (name, names) => {
    if (names) return `; the nearest is ${nearest(name, names === true ? CHECKED : names)[0]}`;
    // What was no id at all is told by its type.
    return /^(?:of type |an array$|null$)/.test(name) ? '' : `; the nearest are ${nearest(name, markers().map((marker) => marker.id)).join(', ')}`;
  },
);

/** The options of `init`, and those of `check` and `checkMany`. */
const STARTED = ['language', 'sources', 'documented', 'examples', 'campaigns', 'words'];
const CHECKED = ['from', 'received', 'region', 'language', 'picture', 'without'];

/** As src/compile/nearest.rs has it: those that begin with it first, then those that share a word, then those with the fewest letters to change. */
function nearest(name, known) {
  const words = (id) => id.split('-').filter((word) => word.length > 2);
  const asked = words(name);
  const unlike = (id) => (words(id).some((word) => asked.includes(word)) ? 0 : 1);
  const continues = (id) => name.length > 2 && id.startsWith(name);
  const near = known.map((id) => ({ id, unlike: continues(id) ? -1 : unlike(id), edits: edits(name.slice(0, 99), id) }));
  near.sort((a, b) => a.unlike - b.unlike || a.edits - b.edits || (a.id < b.id ? -1 : 1));
  return near.slice(0, 3).map(({ id }) => id);
}

/** Letters to insert, take out or replace to make `b` of `a`. */
function edits(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, from] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) next.push(Math.min(row[j] + (from === b[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1));
    row = next;
  }
  return row[b.length];
}

let grouping = false;

/** See index.d.ts. */
export function campaigns(rows, options) {
  ready();
  if (!grouping) {
    const open = () => openSync(readFileSync(new URL('./campaigns_bg.wasm', import.meta.url)), () => { grouping = false; });
    loaded('what groups campaigns', open);
    grouping = true;
  }
  return group(rows, options);
}
