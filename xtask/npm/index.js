// telltext for browsers, workers and bundlers: `await init()` once, then call.

import { TelltextError, api, ask, beside, bytesOf, code, noOther, object, spoken } from './api.js';
import start, { documented as tell, forget } from './telltext.js';
import { connect } from './wire.js';

export { TelltextError };

let starting;
/** What an engine that stopped was compiled to: the next start asks nobody for it. */
let compiled;
let started = false;
/** Whether this engine was told the documented messages. */
let told = false;
/** Words that came, by pack; those on their way; and the packs of a language put together. */
const packs = new Map();
const coming = new Map();
const together = new Map();

/**
 * Fetches and starts the engine, once, and fetches the words of a language. What failed can be tried again.
 * See index.d.ts.
 */
export async function init(source, options) {
  const { language = '', sources = true, documented = sources, examples, campaigns, words: from, ...rest } = object(options);
  noOther(rest);
  const speaks = spoken(code(language));
  const wanted = [begin(source ?? new URL('./telltext_bg.wasm', import.meta.url)), pack(speaks, from), (sources || examples) && pack(`${speaks}-sources`, from), documented && pack('documented', from), examples && pack('examples', from), campaigns && open(campaigns)];
  // All have come or failed when this settles: what failed is fetched again by the next call.
  const failed = (await Promise.allSettled(wanted)).find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
}

function begin(source) {
  starting ??= start({ module_or_path: compiled ?? source }).then(
    ({ memory }) => {
      connect(memory);
      started = true;
    },
    (cause) => {
      forget(); // it may be half started
      starting = undefined;
      throw new TelltextError('not-loaded', `the engine could not be loaded: ${cause.message}`, { cause });
    },
  );
  return starting;
}

/** What groups campaigns, once it has come; and while it is on its way. */
let group;
let opening;

function open(source) {
  opening ??= import('./group.js').then(async (module) => {
    await module.open(source === true ? undefined : source, closed);
    group = module.campaigns;
  });
  return opening.catch((cause) => {
    closed();
    throw new TelltextError('not-loaded', `what groups campaigns could not be loaded: ${cause.message}`, { cause });
  });
}

function closed() {
  group = undefined;
  opening = undefined;
}

const isPack = (words) => Array.isArray(words) && words.length > 1 && words.every((text) => typeof text === 'string');

/** A pack that is asked for again is not fetched again. */
function pack(name, from) {
  if (!coming.has(name)) {
    const kept = load(name, from).then((words) => {
      if (!isPack(words)) throw new Error(`it is not what words.${name}.json holds`);
      packs.set(name, words);
      together.clear();
    });
    coming.set(name, kept);
  }
  return coming.get(name).catch((cause) => {
    coming.delete(name);
    throw new TelltextError('not-loaded', `the words (${name}) could not be loaded: ${cause.message}`, { cause });
  });
}

/** What is there of a language. The engine numbers the words of all packs, one pack after the other. */
function words(language) {
  if (!together.has(language)) {
    const sources = packs.get(`${language}-sources`);
    together.set(language, [...packs.get(language), ...(sources ? [...sources, ...(packs.get('examples') ?? [])] : [])]);
  }
  return together.get(language);
}

async function load(name, from) {
  if (typeof from === 'function') return from(name);
  const address = from === undefined ? beside(name) : new URL(`words.${name}.json`, new URL(from, globalThis.location?.href));
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

export const { check, checkMany, incidents, markers, regions, version } = /* @__PURE__ */ api((language, sources, documented) => {
  mustBeStarted();
  if (language === undefined) return [];
  if (!packs.has(language) || (sources && !packs.has(`${language}-sources`)) || (documented && !packs.has('documented'))) throw new TelltextError('not-ready', `the words in "${language}" are not there: await init(undefined, { language: "${language}" }) first`);
  if (!told && packs.has('documented')) {
    const [bytes, text] = packs.get('documented');
    ask(() => tell(bytesOf(bytes), text));
    told = true;
  }
  return words(language);
}, (module) => {
  compiled = module;
  starting = undefined;
  started = false;
  told = false;
});

function mustBeStarted() {
  if (!started) throw new TelltextError('not-ready', 'the engine has not started: await init() first');
}

/** See index.d.ts. */
export function campaigns(rows, options) {
  mustBeStarted();
  if (!group) throw new TelltextError('not-ready', 'what groups campaigns is not there: await init(undefined, { campaigns: true }) first');
  return group(rows, options);
}
