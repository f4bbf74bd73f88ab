// telltext for browsers, workers and bundlers: `await init()` once, then call.

import { TelltextError, api, code, spoken } from './api.js';
import start from './telltext.js';
import { connect } from './wire.js';

export { TelltextError };

let starting;
let started = false;
/** Words that came, by language; and those on their way, by pack. */
const words = new Map();
const coming = new Map();
let shown = [];

/**
 * Fetches and starts the engine, once, and fetches the words of a language. What failed can be tried again.
 * See index.d.ts.
 */
export async function init(source = new URL('./telltext_bg.wasm', import.meta.url), { language = 'en', examples = false, words: from = beside } = {}) {
  await Promise.all([begin(source), speak(spoken(code(language)), from), examples && show(from)]);
}

function begin(source) {
  starting ??= start({ module_or_path: source }).then(
    ({ memory }) => {
      connect(memory);
      started = true;
    },
    (cause) => {
      starting = undefined;
      throw new TelltextError('not-loaded', `the engine could not be loaded: ${cause.message}`, { cause });
    },
  );
  return starting;
}

const speak = (language, from) => once(language, from, (pack) => words.set(language, [...pack, ...shown]));

const show = (from) =>
  once('examples', from, (pack) => {
    shown = pack;
    for (const [language, known] of words) words.set(language, [...known, ...shown]);
  });

/** A pack that is asked for again is not fetched again. */
function once(name, from, keep) {
  if (!coming.has(name)) coming.set(name, load(name, from).then(keep));
  return coming.get(name).catch((cause) => {
    coming.delete(name);
    throw new TelltextError('not-loaded', `the words (${name}) could not be loaded: ${cause.message}`, { cause });
  });
}

async function load(name, from) {
  if (typeof from === 'function' && from !== beside) return from(name);
  const address = from === beside ? beside(name) : new URL(`words.${name}.json`, new URL(from, globalThis.location?.href));
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

/** Each written out, so that bundlers find it. */
function beside(name) {
  if (name === 'es') return new URL('./words.es.json', import.meta.url);
  if (name === 'fr') return new URL('./words.fr.json', import.meta.url);
  if (name === 'examples') return new URL('./words.examples.json', import.meta.url);
  return new URL('./words.en.json', import.meta.url);
}

export const { check, checkMany, campaigns, incidents, markers, regions, version } = /* @__PURE__ */ api((language) => {
  if (!started) throw new TelltextError('not-ready', 'the engine has not started: await init() first');
  const known = language === undefined ? [] : words.get(language);
  if (!known) throw new TelltextError('not-ready', `the words in "${language}" are not there: await init(undefined, { language: "${language}" }) first`);
  return known;
}, () => {
  starting = undefined;
  started = false;
});
