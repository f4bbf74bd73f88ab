// markers/** → the word lists and the patterns a peer is given.

import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'smol-toml';
import { CODES } from '../../../xtask/languages.mjs';

const read = (path) => parse(readFileSync(path, 'utf8'));
const tomls = (folder) => readdirSync(folder).filter((name) => name.endsWith('.toml')).sort().map((name) => join(folder, name));
const isPattern = (condition) => !/^!?@/.test(condition);

/**
 * @param {string} folder markers/
 * @param {string[]} languages whose sections of the word lists are taken
 * @returns `lists`: name → { include, entries }; `entities`: kind → regular expressions, their parts filled in;
 * `patterns`: what telltext looks for, each once, with where it stands; `examples`: the markers' own, in their order.
 */
export function knowledge(folder, languages = CODES) {
  const lists = new Map();
  for (const path of tomls(join(folder, 'words'))) {
    const held = read(path);
    const entries = [...languages, 'any'].flatMap((language) => held[language] ?? []);
    lists.set(basename(path, '.toml'), { include: held.include ?? [], entries });
  }

  const patterns = new Map();
  const note = (conditions = [], where) => {
    for (const text of conditions.filter(isPattern)) {
      const known = patterns.get(text) ?? { text, markers: new Set(), where: new Set() };
      if (where.marker) known.markers.add(where.marker);
      known.where.add(where.kind);
      patterns.set(text, known);
    }
  };
  const examples = [];
  for (const path of tomls(folder)) {
    const held = read(path);
    const marker = basename(path, '.toml');
    if (!held.severity || !held.when) continue;
    for (const { any, all, unless } of held.when) {
      note(any, { kind: 'marker', marker });
      note(all, { kind: 'condition' });
      note(unless, { kind: 'condition' });
    }
    const plain = held.when.every(({ any = [] }) => any.length > 0 && any.every(isPattern));
    for (const kind of ['raise', 'quiet']) {
      for (const { text, lang } of held[kind] ?? []) examples.push({ marker, kind, text, lang, plain });
    }
  }
  for (const path of tomls(join(folder, 'signals'))) {
    for (const { any, all, unless } of read(path).when) {
      for (const conditions of [any, all, unless]) note(conditions, { kind: 'condition' });
    }
  }
  for (const path of tomls(join(folder, 'guards'))) {
    const { any, unless } = read(path);
    for (const conditions of [any, unless]) note(conditions, { kind: 'condition' });
  }
  return { lists, entities: entities(join(folder, 'entities.toml')), patterns: [...patterns.values()], examples };
}

/** The shapes of links, numbers, times …, with their `<parts>` filled in and what is not ASCII left out. */
function entities(path) {
  const { part, entity } = read(path);
  const filled = (regex) => regex.replace(/<([a-z-]+)>/g, (_, name) => `(?:${filled(part[name])})`);
  const kinds = new Map();
  for (const { name, regex } of entity) {
    const plain = ascii(filled(regex));
    kinds.set(name, [...(kinds.get(name) ?? []), plain]);
  }
  return kinds;
}

/** Takes the other alphabets out of a shape: peers read folded ASCII, where every currency sign is `$`. */
function ascii(regex) {
  return regex
    .replaceAll('\\x80-\\xff', '')
    .replaceAll('[\\xc0-\\xff][]+', '[a-z]+')
    .replace(/\(\?:€(?:\|[^|)]+)*\)/g, '\\$')
    .replaceAll(' ?€|', '')
    .replace(/\|[^\x00-\x7f]/g, '');
}
