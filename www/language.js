// A language code → the words of the page: `t(key, values)`. Words about markers come from the engine.

import { LANGUAGES } from './languages.js';

export { LANGUAGES };

/** The language to speak: the address (`?lang=es`), else the first of the browser's that we have, else the first of the list. */
export function choose(search = location.search, wanted = navigator.languages ?? [navigator.language]) {
  const known = (code) => LANGUAGES.find((language) => language.code === String(code).toLowerCase().split('-')[0])?.code;
  return [new URLSearchParams(search).get('lang'), ...wanted, LANGUAGES[0].code].map(known).find(Boolean);
}

/** Writes the language into the address without leaving the page. */
export function remember(code) {
  const url = new URL(location.href);
  url.searchParams.set('lang', code);
  history.replaceState(history.state, '', url);
}

const files = new Map();

/**
 * The words of one part of the page in one language: `lang/<code>.json`, or `lang/<part>.<code>.json`.
 * A page that carries its words inside itself has them in `<script type="application/json" data-words="<part>.<code>">`.
 */
export function words(code, part = '') {
  const name = part ? `${part}.${code}` : code;
  if (!files.has(name)) {
    const loading = load(name);
    files.set(name, loading);
    loading.catch(() => files.delete(name));
  }
  return files.get(name);
}

async function load(name) {
  const inside = document.querySelector(`script[data-words="${name}"]`);
  if (inside) return JSON.parse(inside.textContent);
  const response = await fetch(new URL(`lang/${name}.json`, import.meta.url));
  if (!response.ok) throw new Error(`lang/${name}.json: ${response.status}`);
  return response.json();
}

/**
 * Words → `t`. A word is a string with `{name}` for values, or `{ one, many, other }` chosen by the value `n`.
 * A key that is missing is shown as itself, so that it is seen and mended.
 */
export function speak(code, table) {
  // Made when first needed: that takes a while on a slow phone.
  let plural;
  let number;
  const show = (value) => (isLong(value) ? (number ??= new Intl.NumberFormat(code)).format(value) : String(value));
  const t = (key, values = {}) => {
    let word = table[key] ?? key;
    if (typeof word === 'object') word = word[(plural ??= new Intl.PluralRules(code)).select(values.n)] ?? word.other;
    return word.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? show(values[name]) : whole));
  };
  t.has = (key) => key in table;
  t.language = code;
  return t;
}

/** A number that is written otherwise than it is said here. Most counts are short, and all our languages write those with the same digits. */
const isLong = (value) => typeof value === 'number' && !(Number.isInteger(value) && Math.abs(value) < 1000);

/** Making one takes longer than using it a hundred times. */
const dateFormats = {};

/** `2024-11-05`, `2024-11` or `2024` → the same in the reader's language. */
export function date(code, iso) {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(iso ?? '');
  if (!match) return iso ?? '';
  const [, year, month, day] = match;
  if (!month) return year;
  const format = (dateFormats[code + Boolean(day)] ??= new Intl.DateTimeFormat(code, { year: 'numeric', month: 'long', day: day && 'numeric', timeZone: 'UTC' }));
  return format.format(Date.UTC(year, month - 1, day ?? 1));
}
