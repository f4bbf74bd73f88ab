// What every candidate is given, in target/bench/: texts.json, bayes.json, and the patterns as SET.json, with their word
// lists apart, and SET.filled.json, with their word lists in them. The sets: all; part, the patterns markers are raised by
// with the English words of their lists; tenth, every tenth of these; few, every hundredth, for a quick try.

import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { taught } from './candidates/bayes.mjs';
import { texts } from './texts.mjs';
import { fold } from './translate/notation.mjs';
import { knowledge } from './translate/knowledge.mjs';
import { filled, translate } from './translate/translate.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const folder = `${root}target/bench`;

/** @param {string[]} made messages from the generator */
export function prepare(made) {
  mkdirSync(folder, { recursive: true });
  const all = knowledge(`${root}markers`);
  const common = frequency([...made, ...all.examples.map(({ text }) => text)]);
  const whole = translate(all, common);
  const part = translate(knowledge(`${root}markers`, ['en']), common);
  const own = part.patterns.filter(({ raises }) => raises);
  const groups = texts(made, all.examples.map(({ text }) => text), whole.patterns.map(({ near }) => near));
  const one = (of) => own.filter((_, place) => place % of === 0);
  const sets = { all: [whole.lists, whole.patterns], part: [part.lists, own], tenth: [part.lists, one(10)], few: [part.lists, one(100)] };
  for (const [set, [lists, patterns]] of Object.entries(sets)) {
    const apart = patterns.map(({ source, markers, needles }) => ({ source, markers, needles }));
    const together = patterns.map(({ source, needles }) => ({ source: filled(source, lists), needles }));
    writeFileSync(`${folder}/${set}.json`, JSON.stringify({ lists, patterns: apart }));
    writeFileSync(`${folder}/${set}.filled.json`, JSON.stringify(together));
  }
  writeFileSync(`${folder}/texts.json`, JSON.stringify(groups));
  writeFileSync(`${folder}/bayes.json`, taught(all.examples));
  const lengths = groups.short.map((text) => text.length);
  return {
    groups: Object.keys(groups),
    short: { count: lengths.length, mean: lengths.reduce((sum, length) => sum + length, 0) / lengths.length },
    bytes: groups.short.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / lengths.length,
    patterns: { all: whole.patterns.length, left: whole.left.length, part: own.length, tenth: Math.ceil(own.length / 10) },
  };
}

/** How many of these messages have a word, 0 to 1. */
function frequency(messages) {
  const counts = new Map();
  for (const message of messages) {
    for (const word of new Set(fold(message).match(/[a-z0-9]+/g))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return (word) => (counts.get(word) ?? 0) / messages.length;
}
