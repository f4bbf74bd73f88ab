// Which messages of tests/corpus/ are made into pictures, and how: the same ones every time.

import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'smol-toml';

const corpus = new URL('../corpus/', import.meta.url);
const LANGUAGES = ['en', 'es', 'fr'];
const PHONES = ['android', 'ios'];
const THEMES = ['light', 'dark'];

const LINK = /(?:https?:\/\/|www\.)\S|[\w-]+\.[a-z]{2,}\/\S/i;
const NUMBER = /\d[\d().\s-]{4,}\d/;

/** Messages as people type them. Letters disguised on purpose are left out: what they look like is what a picture shows. */
function messages() {
  return readdirSync(corpus)
    .filter((name) => /^(?:en|es|fr)-.*\.toml$/.test(name) && !name.includes('disguised'))
    .sort()
    .flatMap((name) => parse(readFileSync(new URL(name, corpus), 'utf8')).message)
    .filter(({ text, markers }) => text.length >= 40 && text.length <= 420 && !/[\u200b-\u200f\u2060\u00ad\ufeff]/u.test(text) && !(markers ?? []).some((marker) => /homoglyph|disguis|obfus|hidden/.test(marker)));
}

/** Of each language in turn one with a link, one with a number, one with neither. */
function choose(count) {
  const all = messages();
  const kinds = [({ text }) => LINK.test(text), ({ text }) => !LINK.test(text) && NUMBER.test(text), ({ text }) => !LINK.test(text) && !NUMBER.test(text)];
  const pools = LANGUAGES.map((lang) => kinds.map((kind) => all.filter((one) => one.lang === lang && kind(one))));
  return Array.from({ length: count }, (_, index) => {
    const pool = pools[index % 3][Math.floor(index / 3) % 3];
    return pool[Math.floor(index / 9) * Math.max(1, Math.floor(pool.length / Math.ceil(count / 9)))];
  });
}

/** What is done to a picture on its way; `clean` is none of it. */
export const WAYS = ['cropped', 'scaled down', 'JPEG, quality 40', 'slightly rotated'];

/** All pictures: 36 clean ones, every phone and theme at 1x, 2x and 3x in three languages, and 32 others. */
export function shots() {
  const clean = [1, 2, 3].flatMap((scale) => PHONES.flatMap((phone) => THEMES.flatMap((theme) => LANGUAGES.map(() => ({ way: 'clean', scale, phone, theme })))));
  const rest = [0, 1].flatMap((turn) => WAYS.flatMap((way) => PHONES.flatMap((phone) => THEMES.map((theme) => ({ way, scale: way === 'scaled down' ? 3 : turn + 1, phone, theme })))));
  const chosen = choose(clean.length + rest.length);
  return [...clean, ...rest].map((shot, index) => ({ ...shot, index, conversation: index % 2 === 0, lang: chosen[index].lang, name: chosen[index].name, text: chosen[index].text }));
}
