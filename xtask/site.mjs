// The files of the page and what each must hold: what the service worker keeps for reading without a network.
//   node xtask/site.mjs     writes www/files.js, www/picture/files.json and www/workshop/files.json, as `cargo xtask build` does

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, posix, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { missing } from './languages.mjs';
import { vendor } from './vendor.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Of www/: not the worker and its list, which the browser keeps by itself; not what is for people who build; of a published site not what is packed, nor the one file to take along. */
const NOT_KEPT = /^(?:sw\.js|files\.js|README\.md|.*\.(?:map|br|gz)|views\/no-(?:pictures|workshop)\.js|lang\/onefile\..*|telltext-offline\.html)$/;
/** What reads pictures: kept only once a reader wants it. Its large parts, and the list itself, are not in the list. */
const PICTURES = /^(?:picture\/|vendor\/picture\/|lang\/picture\.|style\/picture\.)/;
const LARGE = /\.(?:packed|br|gz)$|^vendor\/picture\/\.|^picture\/files\.json$/;
/** What a marker of one's own is written with: kept only once a reader has opened it. */
const WORKSHOP = /^(?:workshop\/(?!files\.json$)|lang\/workshop\.|style\/workshop\.)/;
/** Of pkg/workshop/: what the page loads. */
const WORKSHOP_ENGINE = /^workshop\/workshop(?:\.js|_bg\.wasm)$/;
/** Of pkg/: what the page loads. */
const ENGINE = /^(?:(?:index|api|wire|group|telltext|campaigns)\.js|(?:telltext|campaigns)_bg\.wasm|words\.[\w-]+\.json)$/;

/**
 * Path as the worker asks for it, beside www/sw.js → SHA-256 of its content in base64.
 * @param {{www?: string, pkg?: string}} [folders]
 */
export function files({ www = 'www', pkg = 'pkg' } = {}) {
  const own = list(resolve(root, www)).filter((path) => !NOT_KEPT.test(path) && !PICTURES.test(path) && !WORKSHOP.test(path) && path !== 'workshop/files.json');
  const engine = list(resolve(root, pkg)).filter((path) => ENGINE.test(path));
  return Object.fromEntries([
    ...own.map((path) => [path, hash(resolve(root, www, path))]),
    ...engine.map((path) => [`../pkg/${path}`, hash(resolve(root, pkg, path))]),
  ]);
}

/** The same of what reads pictures, as the text of www/picture/files.json. */
export function picturesList({ www = 'www' } = {}) {
  const paths = list(resolve(root, www)).filter((path) => PICTURES.test(path) && !LARGE.test(path));
  return `${JSON.stringify(Object.fromEntries(paths.map((path) => [path, hash(resolve(root, www, path))])), null, 1)}\n`;
}

/** The same of the workshop, as the text of www/workshop/files.json. */
export function workshopList(folders) {
  return `${JSON.stringify(workshop(folders), null, 1)}\n`;
}

/** Path as the worker asks for it → SHA-256, of what a marker of one's own is written with. */
export function workshop({ www = 'www', pkg = 'pkg' } = {}) {
  const own = list(resolve(root, www)).filter((path) => WORKSHOP.test(path) && !LARGE.test(path));
  const engine = list(resolve(root, pkg)).filter((path) => WORKSHOP_ENGINE.test(path));
  return Object.fromEntries([...own.map((path) => [path, hash(resolve(root, www, path))]), ...engine.map((path) => [`../pkg/${path}`, hash(resolve(root, pkg, path))])]);
}

/** The script the service worker imports. The version changes whenever any file does. */
export function filesScript(folders) {
  const list = files(folders);
  const [pictures, workshop] = [picturesList, workshopList].map((make) => createHash('sha256').update(make(folders)).digest('base64'));
  const version = createHash('sha256').update(JSON.stringify([list, pictures, workshop])).digest('hex').slice(0, 16);
  return `// Made by the build. What belongs to this version of the page, and the SHA-256 of each file.\nself.TELLTEXT = ${JSON.stringify({ version, pictures, workshop, files: list }, null, 1)};\n`;
}

function list(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
    .map((path) => path.split(sep).join(posix.sep))
    .sort();
}

const hash = (path) => createHash('sha256').update(readFileSync(path)).digest('base64');

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const lacking = missing();
  if (lacking.length > 0) throw new Error(`markers/languages.toml lists a language whose words are not all there: ${lacking.join(', ')}`);
  await vendor();
  writeFileSync(join(root, 'www/picture/files.json'), picturesList());
  writeFileSync(join(root, 'www/workshop/files.json'), workshopList());
  writeFileSync(join(root, 'www/files.js'), filesScript());
  console.log('www/files.js, www/picture/files.json and www/workshop/files.json are written.');
}
