// The functions people call, around the engine in telltext.js: arguments looked at first, every error with a code.

import * as engine from './telltext.js';
import { incidents, markers, receive, receiveMany, regions, report, version } from './wire.js';

/** What can go wrong. `code` says which it is; `cause`, where there is one, is the error underneath. */
export class TelltextError extends Error {
  constructor(code, message, options) {
    super(message, options);
    this.name = 'TelltextError';
    this.code = code;
  }
}

/** The languages there are words in. The first is spoken where another is asked for. */
const LANGUAGES = ['en', 'es', 'fr'];

/**
 * The functions, each of which asks for what it needs before it asks the engine.
 * @param {(language?: string, examples?: boolean) => string[]} ready starts what can be started, gives the words of a language, or throws
 * @param {() => void} stopped told when the engine stopped in the middle of its work: nothing of it can be used again
 */
export function api(ready, stopped) {
  whenStopped = stopped;
  return {
    check(text, options) {
      const message = string(text);
      const words = ready(spoken(know(object(options), ready)));
      return receive(ask(() => engine.read(message)), report, words, message);
    },
    checkMany(rows, options) {
      const messages = list(rows);
      const words = ready(spoken(know(object(options), ready)));
      const place = ask(() => engine.readMany(messages));
      const ids = messages.map(id);
      return receiveMany(place, messages.map(({ text }) => text), words).map((report, index) => ({ id: ids[index], report }));
    },
    campaigns(rows, options) {
      const messages = list(rows);
      const chosen = object(options);
      ready();
      const found = ask(() => engine.campaigns(messages, chosen));
      const ids = messages.map(id).map(String);
      return found.map((campaign) => ({ ...campaign, members: campaign.members.map((place) => ids[place]) }));
    },
    incidents(language = 'en') {
      const words = ready(spoken(code(language)));
      return receive(ask(() => engine.incidents()), incidents, words);
    },
    markers(language = 'en') {
      const words = ready(spoken(code(language)), true);
      return receive(ask(() => engine.markers(language)), markers, words);
    },
    regions(language = 'en') {
      const words = ready(spoken(code(language)));
      return receive(ask(() => engine.regions()), regions, words);
    },
    version() {
      ready();
      return receive(ask(() => engine.version()), version, []);
    },
  };
}

let told = {};
let whenStopped;

/** Tells the engine what is known of the message, if it is not what it was told last. Gives the language asked for. */
function know(options, ready) {
  const { from, received, region, language, picture } = options ?? {};
  if (told && told.from === from && told.received === received && told.region === region && told.language === language && told.picture === picture) return language;
  ready();
  told = undefined;
  ask(() => engine.know(options));
  told = { from, received, region, language, picture };
  return language;
}

/** The language words are spoken in when this one is asked for. */
export function spoken(language = 'en') {
  const two = language.slice(0, 2).toLowerCase();
  return LANGUAGES.includes(two) ? two : 'en';
}

function ask(act) {
  try {
    return act();
  } catch (cause) {
    if (isTrap(cause)) {
      told = undefined;
      engine.forget();
      whenStopped();
    }
    throw typed(cause);
  }
}

/** A trap, or a stack or memory that ran out; not what the engine says of a wrong argument. */
const isTrap = (cause) => cause instanceof WebAssembly.RuntimeError || cause instanceof RangeError || cause?.name === 'InternalError';

function string(text) {
  if (typeof text === 'string') return text;
  throw new TelltextError('bad-text', `the text is ${named(text)}; expected a string`);
}

function object(options) {
  if (options === undefined || options === null) return undefined;
  if (typeof options === 'object' && !Array.isArray(options)) return options;
  throw new TelltextError('bad-options', `the options are ${named(options)}; expected an object`);
}

function list(rows) {
  if (typeof rows?.[Symbol.iterator] === 'function' && typeof rows !== 'string') return Array.isArray(rows) ? rows : [...rows];
  throw new TelltextError('bad-rows', `the rows are ${named(rows)}; expected a list`);
}

function id({ id }, place) {
  if (id === undefined || id === null) return place;
  if (typeof id === 'string' || typeof id === 'number') return id;
  throw new TelltextError('bad-rows', `row ${place}: the id is ${named(id)}; expected a string or a number`);
}

export function code(language) {
  if (typeof language === 'string') return language;
  throw new TelltextError('bad-language', `the language is ${named(language)}; expected a code such as "en"`);
}

function named(value) {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `of type ${typeof value}`;
}

/** The engine's own errors begin with what they are about. */
function typed(cause) {
  const message = String(cause?.message ?? cause);
  const [, about] = /^(options|rows?)\b/.exec(message) ?? [];
  const known = { options: 'bad-options', row: 'bad-rows', rows: 'bad-rows' };
  return new TelltextError(known[about] ?? 'engine-failed', message, { cause });
}
