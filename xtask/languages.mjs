// markers/languages.toml → what is made of the list for the page, and the list itself for whatever else is made or tried here.
// `vendor.mjs` writes it, as the build, the server and the offline file have done.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'smol-toml';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The languages in their order. The first is spoken where another is asked for. */
export const LANGUAGES = parse(readFileSync(join(root, 'markers/languages.toml'), 'utf8')).language;

/** Their codes. */
export const CODES = LANGUAGES.map(({ code }) => code);

/** Code → the data that reads pictures in it, by tesseract's name. */
export const PICTURES = Object.fromEntries(LANGUAGES.filter(({ pictures }) => pictures).map(({ code, pictures }) => [code, pictures]));

/** What the page imports of it: path → text. The page shows no picture's data before a reader opens one, so that is a list of its own. */
export const lists = () => ({
  'www/languages.js': module('The languages the page speaks, each named in itself.', 'LANGUAGES', LANGUAGES.map(({ code, name, direction: dir }) => ({ code, name, dir }))),
  'www/picture/languages.js': module('Tesseract’s name of each language there is data for.', 'PICTURES', PICTURES),
});

const module = (what, name, list) => `// Made by the build from markers/languages.toml. ${what}\nexport const ${name} = ${JSON.stringify(list, null, 1)};\n`;

/** The files that each language has of its own and that are not there: of the first language are all there can be. */
export function missing() {
  const [first, ...others] = CODES;
  const parts = ['www/lang', 'www/workshop', 'extension/_locales'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((name) => `${folder}/${name.replaceAll('\\', '/')}`).filter((path) => of(first).test(path)),
  );
  return others.flatMap((code) => parts.map((path) => path.replace(of(first), `$1${code}$2`))).filter((path) => !existsSync(join(root, path)));
}

/** `lang/en.json`, `starter.en.toml`, `_locales/en/messages.json`. */
const of = (code) => new RegExp(`([/.])${code}([/.])`);
