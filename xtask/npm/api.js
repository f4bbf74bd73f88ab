// The functions people call, around the engine in telltext.js: arguments looked at first, every error with a code.

import * as engine from './telltext.js';

/** What can go wrong. `code` says which it is; `cause`, where there is one, is the error underneath. */
export class TelltextError extends Error {
  constructor(code, message, options) {
    super(message, options);
    this.name = 'TelltextError';
    this.code = code;
  }
}

/** The functions, each of which calls `ready()` before it asks the engine. */
export function api(ready) {
  const ask = (name, ...values) => {
    ready();
    try {
      return engine[name](...values);
    } catch (cause) {
      throw typed(cause);
    }
  };
  return {
    check: (text, options) => ask('check', string(text), object(options)),
    checkMany: (rows, options) => ask('checkMany', list(rows), object(options)),
    campaigns: (rows, options) => ask('campaigns', list(rows), object(options)),
    incidents: (language = 'en') => ask('incidents', code(language)),
    markers: (language = 'en') => ask('markers', code(language)),
    regions: (language = 'en') => ask('regions', code(language)),
    version: () => ask('version'),
  };
}

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

function code(language) {
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
