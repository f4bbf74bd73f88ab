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

/** Where the words of this name are: beside this module, each written out, so that bundlers find it. */
export function beside(name) {
  // PACKS
}

/** The languages there are words in. The first is spoken where another is asked for. */
const LANGUAGES = []; // LANGUAGES

/**
 * The functions, each of which asks for what it needs before it asks the engine.
 * @param {(language?: string, sources?: boolean, documented?: boolean) => string[]} ready starts what can be started, gives the words of a language, with
 *   sources and documented messages if they must be there, or throws
 * @param {(module: WebAssembly.Module) => void} stopped told when the engine stopped in the middle of its work: nothing of it can be used again but
 *   what it was compiled to
 * @param {(name: string, names?: string[] | true) => string} [meant] what to add where there is no such marker, or no such option of those (`true`: of
 *   `check`): those one may have meant
 */
export function api(ready, stopped, meant = () => '') {
  whenStopped = stopped;
  nearest = meant;
  return {
    check(text, options) {
      const message = string(text);
      const words = ready(spoken(know(object(options), ready)));
      return receive(ask(() => engine.read(message)), report, words, message);
    },
    checkMany(rows, options) {
      const messages = list(rows);
      const read = messages.map(row);
      const ids = messages.map(id);
      const words = ready(spoken(know(object(options), ready)));
      let place = 0;
      ask(() => {
        engine.begin();
        for (const told of read) place = engine.readNext(...told);
      });
      return receiveMany(place, read.map(([text]) => text), words).map((report, index) => {
        const warnings = warningsOf(messages[index], report);
        return { id: ids[index], ...(warnings[0] && { warnings }), report };
      });
    },
    incidents(language = '') {
      const words = ready(spoken(code(language)), true, true);
      return receive(ask(() => engine.incidents()), incidents, words);
    },
    markers(language = '') {
      const words = ready(spoken(code(language)), true);
      return receive(ask(() => engine.markers(language)), markers, words);
    },
    regions(language = '') {
      const words = ready(spoken(code(language)));
      return receive(ask(() => engine.regions()), regions, words);
    },
    version() {
      ready();
      return receive(ask(() => engine.version()), version, []);
    },
  };
}

/** What the engine was told, while it knows it. */
let told;
let whenStopped;
let nearest;

/** Tells the engine what is known of the message, if it is not what it was told last. Gives the language asked for. */
function know({ from, received, region, language, picture, without, ...rest }, ready) {
  noOther(rest, true);
  const ids = [without ?? []].flat().map((id) => (typeof id === 'string' ? id : named(id)));
  const given = [from, received, region, language, picture, JSON.stringify(ids)];
  if (told?.every((value, at) => value === given[at])) return language;
  ready();
  told = undefined;
  texts({ from, received, region, language }, 'bad-options', 'options');
  if (typeof (picture ?? true) !== 'boolean') throw new TelltextError('bad-options', `options: picture is ${named(picture)}; expected true or false`);
  if (!ask(() => engine.know(from ?? '', received ?? '', region || 'US', picture === true))) throw new TelltextError('bad-options', `options: received ${NO_DAY}`);
  for (const id of ids) {
    if (!ask(() => engine.leaveOut(id))) throw new TelltextError('bad-options', `options: without: ${id} is no marker${nearest(id)}`);
  }
  told = given;
  return language;
}

const NO_DAY = 'is no day written YYYY-MM-DD';

/** What a row says of its message that could not be used; the message was read without it. */
const warningsOf = ({ received, region }, { message, not_checked: left }) =>
  [
    received?.trim() && left.some(({ id }) => id === 'date') && `received "${received}" ${NO_DAY}; its dates are compared with no calendar`,
    region?.trim() && message.region === 'unknown' && !/unknown/i.test(region) && `region "${region}" is no place whose rules are known; none are applied`,
  ].filter(Boolean);

/** Each of these is a string or nothing. */
function texts(values, code, where) {
  for (const [name, value] of Object.entries(values)) if (typeof (value ?? '') !== 'string') throw new TelltextError(code, `${where}: ${name} is ${named(value)}; expected a string`);
}

/** The language words are spoken in when this one is asked for. */
export function spoken(language) {
  const two = language?.slice(0, 2).toLowerCase();
  return LANGUAGES.includes(two) ? two : LANGUAGES[0];
}

/** The bytes of documented messages as their pack holds them: a character each, from `#` on. */
export const bytesOf = (letters) => Uint8Array.from(letters, (letter) => letter.charCodeAt(0) - 35);

/** Asks the engine. What stops in the middle of its work is forgotten, and its error has a code. */
export function ask(act) {
  try {
    return act();
  } catch (cause) {
    if (isTrap(cause)) {
      told = undefined;
      whenStopped(engine.forget());
    }
    throw new TelltextError('engine-failed', String(cause?.message ?? cause), { cause });
  }
}

/** A trap, or a stack or memory that ran out; not what the engine says of a wrong argument. */
const isTrap = (cause) => cause instanceof WebAssembly.RuntimeError || cause instanceof RangeError || cause?.name === 'InternalError';

function string(text) {
  if (typeof text === 'string') return text;
  throw new TelltextError('bad-text', `the text is ${named(text)}; expected a string`);
}

export function object(options) {
  if (typeof (options ?? {}) === 'object' && !Array.isArray(options)) return options ?? {};
  throw new TelltextError('bad-options', `the options are ${named(options)}; expected an object`);
}

/** What stands in options besides those there are is an error, but where it is null or undefined. */
export function noOther(rest, names) {
  for (const name in rest) if (rest[name] != null) throw new TelltextError('bad-options', `options: there is no ${name}${nearest(name, names)}`);
}

export function list(rows) {
  if (typeof rows?.[Symbol.iterator] === 'function' && typeof rows !== 'string') return [...rows];
  throw new TelltextError('bad-rows', `the rows are ${named(rows)}; expected a list`);
}

/** One of many messages as the engine is told it. */
export function row(row, place) {
  const { text, from, received, region } = row ?? {};
  if (typeof text !== 'string') throw new TelltextError('bad-rows', `row ${place}: ${typeof row === 'object' && row ? `the text is ${named(text)}` : `it is ${named(row)}`}; expected { id?, text, from?, received?, region? }`);
  texts({ from, received, region }, 'bad-rows', `row ${place}`);
  return [text, from ?? '', received ?? '', region ?? ''];
}

export function id({ id }, place) {
  if (id === undefined || id === null) return place;
  if (typeof id === 'string' || typeof id === 'number') return id;
  throw new TelltextError('bad-rows', `row ${place}: the id is ${named(id)}; expected a string or a number`);
}

export function code(language) {
  if (typeof language === 'string') return language;
  throw new TelltextError('bad-language', `the language is ${named(language)}; expected a code such as "en"`);
}

export function named(value) {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `of type ${typeof value}`;
}
