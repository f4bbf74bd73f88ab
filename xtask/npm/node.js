// telltext for Node, Deno and Bun: ready when imported. The engine and its words are read from their files when first needed.

import { readFileSync } from 'node:fs';
import { TelltextError, api, ask, bytesOf, code, nearest, wanted } from './api.js';
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

/** Each written out, so that bundlers find it. */
function beside(name) {
  if (name === 'en-sources') return new URL('./words.en-sources.json', import.meta.url);
  if (name === 'es') return new URL('./words.es.json', import.meta.url);
  if (name === 'es-sources') return new URL('./words.es-sources.json', import.meta.url);
  if (name === 'fr') return new URL('./words.fr.json', import.meta.url);
  if (name === 'fr-sources') return new URL('./words.fr-sources.json', import.meta.url);
  if (name === 'documented') return new URL('./words.documented.json', import.meta.url);
  if (name === 'examples') return new URL('./words.examples.json', import.meta.url);
  return new URL('./words.en.json', import.meta.url);
}

function loaded(what, read) {
  try {
    return read();
  } catch (cause) {
    throw new TelltextError('not-loaded', `${what} could not be loaded: ${cause.message}`, { cause });
  }
}

/** Not needed here; it is there so that the same code runs in a browser. */
export async function init(source, options) {
  const { language = 'en' } = wanted(source, options);
  code(language);
  ready();
}

export const { check, checkMany, incidents, markers, regions, version } = /* @__PURE__ */ api(
  ready,
  () => {
    started = false;
  },
  (id) => `; the nearest are ${nearest(id, markers().map((marker) => marker.id)).join(', ')}`,
);

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
