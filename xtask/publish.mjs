// The page as it is put on a server: www/ and the engine, each file beside itself packed with brotli and gzip → dist/site/.
//   node xtask/publish.mjs     as `cargo xtask publish` does after a build

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { files, filesScript } from './site.mjs';
import { vendor } from './vendor.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
export const SITE = join(root, 'dist/site');
/** Pictures are packed already. */
const PACKED = /\.(?:png|jpe?g|webp|gz|br|woff2)$/;

/** Writes the site anew. Serve it with `serve({ ...published, … })`. */
export async function publish() {
  await vendor();
  rmSync(SITE, { recursive: true, force: true });
  for (const path of Object.keys(files())) put(path);
  put('sw.js');
  write('www/files.js', Buffer.from(filesScript()));
}

/** What `serve` is told to serve it. */
export const published = { folders: { www: join(SITE, 'www'), pkg: join(SITE, 'pkg') }, packed: true, listing: () => readFileSync(join(SITE, 'www/files.js'), 'utf8') };

function put(path) {
  const from = join('www', path);
  write(from, readFileSync(join(root, from)));
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
  await publish();
  console.log('dist/site/ is written.');
}
