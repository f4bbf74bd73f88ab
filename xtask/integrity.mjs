// The widget's files and what each must hold, for pages that pin what they load (Subresource Integrity).
//   node xtask/integrity.mjs [ADDRESS]     the address under which www/ and pkg/ are served, e.g. https://telltext.example/
// Writes dist/tell-text.integrity.json (every file) and dist/tell-text.html (the lines for a page), and prints the latter.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CODES } from './languages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path) => readFileSync(join(root, path));
const ENTRY = 'www/tell-text-define.js';

/** Of the engine's: what groups campaigns, which no widget asks for. */
const NOT_ASKED_FOR = 'pkg/group.js';

/** Every script the widget can load: what its first one imports, at once or later, and so on. */
export function scripts(path = ENTRY, seen = new Set()) {
  if (seen.has(path) || path === NOT_ASKED_FOR) return [...seen];
  seen.add(path);
  // The engine's own script is not ours to read, and imports nothing.
  if (path !== 'pkg/telltext.js') {
    const code = read(path).toString().replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, '');
    for (const [, from] of code.matchAll(/\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g)) scripts(normalize(join(dirname(path), from)), seen);
  }
  return [...seen].sort();
}

/** What is no script: it cannot run by itself. */
export function others() {
  const sheets = /const NAMES = \[(.*)\]/.exec(read('www/widget/sheets.js').toString())[1].match(/\w+/g);
  const words = readdirSync(join(root, 'www/lang')).filter((name) => /^(?:widget\.)?\w\w\.json$/.test(name));
  return [...sheets.map((name) => `www/style/${name}.css`), ...words.map((name) => `www/lang/${name}`), 'pkg/telltext_bg.wasm', ...CODES.flatMap((name) => [`pkg/words.${name}.json`, `pkg/words.${name}-sources.json`]), 'pkg/words.documented.json'].sort();
}

export const integrity = (bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

/** Path → integrity, of the files in a folder. */
export const hashes = (paths, folder = root) => Object.fromEntries(paths.map((path) => [path, integrity(readFileSync(join(folder, path)))]));

/** The address of the folder that `www/` and `pkg/` are served in, whether or not a slash ends it. */
export function folderAt(address) {
  if (!/^https?:\/\/[^/?#]+[^?#]*$/.test(address)) throw new Error(`${address} is no address of a folder; expected one such as https://telltext.example/`);
  return address.endsWith('/') ? address : `${address}/`;
}

/** The lines for a page, and what its policy must name since an import map stands in the page itself. */
export function lines(address, folder = root) {
  const pinned = hashes(scripts(), folder);
  const base = folderAt(address);
  const at = (path) => new URL(path, base).href;
  const map = JSON.stringify({ integrity: Object.fromEntries(Object.entries(pinned).map(([path, hash]) => [at(path), hash])) });
  return {
    html: `<script type="importmap">${map}</script>\n<script type="module" crossorigin="anonymous" src="${at(ENTRY)}" integrity="${pinned[ENTRY]}"></script>\n`,
    source: `'sha256-${createHash('sha256').update(map).digest('base64')}'`,
  };
}

/** Writes tell-text.integrity.json and tell-text.html into one folder, of the files in another. */
export function pin(to, folder = root, address = 'https://telltext.example/') {
  const all = hashes([...scripts(), ...others()], folder);
  const { html, source } = lines(address, folder);
  writeFileSync(join(to, 'tell-text.integrity.json'), `${JSON.stringify(all, null, 1)}\n`);
  writeFileSync(join(to, 'tell-text.html'), `<!-- script-src ${source} -->\n${html}`);
  return all;
}

function main(address) {
  mkdirSync(join(root, 'dist'), { recursive: true });
  const all = pin(join(root, 'dist'), root, address);
  console.log(`${ENTRY} ${all[ENTRY]}`);
  console.log(`${Object.keys(all).length} files of the widget are in dist/tell-text.integrity.json, the lines for a page in dist/tell-text.html.`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) main(process.argv[2]);
