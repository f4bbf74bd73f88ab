// The page as it is put on a server: www/ and the engine without comments and spaces, the page's own files joined, each file
// beside itself packed with brotli and gzip, and the page in one file to take along → dist/site/; the hashes of the widget's files there → dist/site/tell-text.*
//   node xtask/publish.mjs [ADDRESS]     as `cargo xtask publish` does after a build; the address under which it will stand

import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { transformSync } from 'esbuild';
import { pin } from './integrity.mjs';
import { joined } from './join.mjs';
import { offlinePage } from './offline.mjs';
import { files, filesScript, picturesList, workshop, workshopList } from './site.mjs';
import { vendor } from './vendor.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
export const SITE = join(root, 'dist/site');
/** Pictures, and what reads them, are packed already. */
const PACKED = /\.(?:png|jpe?g|webp|packed|woff2)$/;
/** Of www/: for people who build, and what is written anew below. */
const LEFT = /(?:^|\/)(?:README\.md|\..*|.*\.map|files\.js|files\.json)$/;

/** Writes the site anew. It is served with `serve({ ...published, … })`, or by any host of files. */
export async function publish(address) {
  await vendor();
  rmSync(SITE, { recursive: true, force: true });
  const page = readdirSync(join(root, 'www'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(join(root, 'www/').length))
    .filter((path) => !LEFT.test(path));
  const engine = Object.keys({ ...files(), ...workshop() }).filter((path) => path.startsWith('../pkg/'));
  const { files: whole, gone } = await joined(root);
  for (const path of [...page, ...engine].filter((one) => !gone.has(join('www', one)))) {
    write(join('www', path), smaller(path, readFileSync(join(root, 'www', path))));
  }
  for (const [path, text] of whole) write(path, smaller(path.replace(/^www\//, ''), Buffer.from(text)));
  write('www/telltext-offline.html', Buffer.from(await offlinePage()));
  // What the service worker compares with is what is there.
  const folders = { www: join(SITE, 'www'), pkg: join(SITE, 'pkg') };
  write('www/picture/files.json', Buffer.from(picturesList(folders)));
  write('www/workshop/files.json', Buffer.from(workshopList(folders)));
  write('www/files.js', Buffer.from(filesScript(folders)));
  pin(SITE, SITE, address);
}

/** What `serve` is told. */
export const published = { folders: { www: join(SITE, 'www'), pkg: join(SITE, 'pkg') }, packed: true };

/**
 * A script, sheet or list without what only people read. The libraries stay as their authors packed them.
 * @param {string} path of the file, beside www/
 * @param {Buffer} bytes what is in it
 */
export function smaller(path, bytes) {
  const kind = /\.(js|css|json|webmanifest)$/.exec(path)?.[1];
  if (!kind || path.startsWith('vendor/')) return bytes;
  const text = bytes.toString();
  if (kind === 'json' || kind === 'webmanifest') return Buffer.from(JSON.stringify(JSON.parse(text)));
  // Names at the top of a script that is no module are seen by others. What the engine's own script says to those who build, no reader needs.
  const isModule = /^\s*(?:import|export)\b/m.test(text);
  return Buffer.from(transformSync(text, { loader: kind, minify: true, charset: 'utf8', target: 'es2022', legalComments: 'inline', ...(isModule && path === 'page.js' && { pure: ['console.warn'] }), ...(isModule && { format: 'esm' }) }).code);
}

function write(path, bytes) {
  const to = join(SITE, path);
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, bytes);
  if (PACKED.test(path)) return;
  writeFileSync(`${to}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
  writeFileSync(`${to}.gz`, gzipSync(bytes, { level: 9 }));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await publish(process.argv[2]);
  console.log('dist/site/ is written.');
}
