// Patterns over words → regular expressions over folded text, for peers that know nothing else.
//
// They are plain: ASCII, no look-around but \b, no flags, so that JavaScript, Rust, hyperscan and YARA all read them.
// What they say is yes or no, not where. What cannot be said in them is in README.md.

import { entry, parse } from './notation.mjs';
import { alternatives, BETWEEN } from './trie.mjs';

const WORD = '[a-z0-9]+';

/**
 * @param {(word: string) => number} common how many messages of all have a word, 0 to 1, so that needles are rare
 * @returns `lists`: name → regular expression; `patterns`: { text, source, markers, needles }, where `{name}` in a source
 * stands for a list; `left`: what could not be translated.
 */
export function translate({ lists, entities, patterns }, common = () => 0) {
  const phrases = phrasesOf(lists);
  const named = new Map();
  for (const [name, own] of phrases) named.set(name, alternatives(own));
  for (const [name, shapes] of entities) named.set(name, shapes.map((shape) => `(?:${shape})`).join('|'));
  // Lists that are made of entities, as the build has them.
  named.set('any-name', WORD);
  const digits = (...kinds) => kinds.map((kind) => named.get(kind)).filter(Boolean).join('|');
  named.set('number', digits('number', 'year', 'short-code', 'ordinal'));
  named.set('date', `${named.get('date')}|{month}${BETWEEN}[0-9]{1,2}(?:st|nd|rd|th)?|[0-9]{1,2}(?:st|nd|rd|th|er)?${BETWEEN}(?:de ?)?{month}`);
  if (!named.has('day')) named.set('day', '{weekday}|{relative-day}|{date}');

  const done = [];
  const left = [];
  for (const { text, markers, where } of patterns) {
    const { first, sequence } = parse(text);
    const told = first ? trimmed(sequence, false) : trimmed(sequence, true);
    const unknown = told.length === 0 || [...symbols(told)].some((piece) => !known(piece, named));
    if (unknown) {
      left.push(text);
      continue;
    }
    const shaped = (list) => entities.has(list) || ['any-name', 'number', 'date', 'day'].includes(list);
    const edge = (piece) => (piece && 'list' in piece && shaped(piece.list) ? '' : '\\b');
    const start = first ? '(?:^|[.!?])[^a-z0-9.!?]*' : edge(told[0]);
    done.push({
      text,
      markers: [...markers],
      raises: where.has('marker'),
      source: `${start}${sequenceOf(told, false)}${edge(told.at(-1))}`,
      needles: needles(told, phrases, common)?.phrases ?? [],
      near: nearMiss(told, phrases),
    });
  }
  const used = new Set();
  const use = (source) => {
    for (const [, name] of source.matchAll(PLACEHOLDER)) if (!used.has(name) && used.add(name)) use(named.get(name));
  };
  for (const { source } of done) use(source);
  return { lists: Object.fromEntries([...named].filter(([name]) => used.has(name))), patterns: done, left };
}

const PLACEHOLDER = /\{([a-z][a-z0-9-]*)\}/g;

/** A source with its lists filled in. */
export function filled(source, lists) {
  return source.replace(PLACEHOLDER, (_, name) => `(?:${filled(lists[name], lists)})`);
}

/** Each list's phrases with those of the lists it includes; what is not ASCII is left out. */
function phrasesOf(lists) {
  const all = new Map();
  const of = (name) => {
    if (all.has(name)) return all.get(name);
    const { include, entries } = lists.get(name) ?? { include: [], entries: [] };
    const own = entries.map(entry).filter((phrase) => phrase.length > 0 && phrase.every(isAscii));
    const whole = [...own, ...include.flatMap(of)];
    all.set(name, whole);
    return whole;
  };
  for (const name of lists.keys()) of(name);
  for (const [name, phrases] of all) if (phrases.length === 0) all.delete(name);
  return all;
}

const isAscii = ({ word, prefix }) => /^[a-z0-9]+$/.test(word ?? prefix);
const known = (piece, named) => ('list' in piece ? named.has(piece.list) : isAscii(piece));

function* symbols(sequence) {
  for (const piece of sequence) {
    if ('any' in piece || 'maybe' in piece) for (const inner of piece.any ?? piece.maybe) yield* symbols(inner);
    else if (!('gap' in piece)) yield piece;
  }
}

/** Without what may be there or not at the end, and at the beginning: yes or no is the same. */
function trimmed(sequence, atBegin) {
  const from = atBegin ? sequence.findIndex(mandatory) : 0;
  const to = sequence.findLastIndex(mandatory);
  return from < 0 ? [] : sequence.slice(from, to + 1);
}

const mandatory = (piece) => !('gap' in piece) && !('maybe' in piece);

/** `more`: whether something follows, so that each way ends between two words. */
function sequenceOf(sequence, more) {
  const pieces = more ? sequence : trimmed(sequence, false);
  return pieces.map((piece, place) => pieceOf(piece, more || place < pieces.length - 1)).join('');
}

function pieceOf(piece, more) {
  const tail = more ? BETWEEN : '';
  if ('gap' in piece) return `(?:${WORD}${BETWEEN}){0,${piece.gap}}`;
  if ('any' in piece) return group(piece.any.map((inner) => sequenceOf(inner, more)));
  if ('maybe' in piece) return `${group(piece.maybe.map((inner) => sequenceOf(inner, true)))}?`;
  if ('list' in piece) return `{${piece.list}}${tail}`;
  return `${piece.word ?? `${piece.prefix}[a-z0-9]*`}${tail}`;
}

const group = (ways) => `(?:${[...new Set(ways)].join('|')})`;

/** Phrases of which one must be there for the pattern to match: the rarest there are. Null if there are none. */
function needles(sequence, phrases, common) {
  let best = null;
  for (const piece of sequence) {
    const found = needlesOf(piece, phrases, common);
    if (found && (!best || found.cost < best.cost)) best = found;
  }
  return best;
}

function needlesOf(piece, phrases, common) {
  if ('gap' in piece || 'maybe' in piece) return null;
  if ('any' in piece) {
    const ways = piece.any.map((inner) => needles(inner, phrases, common));
    if (ways.includes(null)) return null;
    return { phrases: ways.flatMap((way) => way.phrases), cost: ways.reduce((sum, { cost }) => sum + cost, 0) };
  }
  const own = 'list' in piece ? phrases.get(piece.list) : [[piece]];
  // Entities, names, numbers have no words of their own.
  if (!own || ['date', 'day', 'number', 'any-name'].includes(piece.list)) return null;
  const cost = (phrase) => 1e-4 + Math.min(...phrase.map(({ word, prefix }) => (word ? common(word) : 4 ** -prefix.length)));
  return { phrases: own.map(written), cost: own.reduce((sum, phrase) => sum + cost(phrase), 0) };
}

/** A star says that the last word may go on. */
const written = (phrase) => phrase.map(({ word, prefix }) => word ?? `${prefix}*`).join(' ');

/** A text that is the pattern but for its last word. */
function nearMiss(sequence, phrases) {
  const words = sequence.flatMap((piece) => say(piece, phrases));
  return [...words.slice(0, -1), 'zebra'].join(' ');
}

function say(piece, phrases) {
  if ('gap' in piece) return Array(piece.gap).fill('very');
  if ('any' in piece) return piece.any[0].flatMap((inner) => say(inner, phrases));
  if ('maybe' in piece) return [];
  if ('list' in piece) return (phrases.get(piece.list)?.[0] ?? [{ word: '5' }]).map(({ word, prefix }) => word ?? prefix);
  return [piece.word ?? piece.prefix];
}
