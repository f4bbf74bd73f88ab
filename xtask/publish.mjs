// The page as it is put on a server: www/ and the engine, each file beside itself packed with brotli and gzip → dist/site/.
//   node xtask/publish.mjs     as `cargo xtask publish` does after a build

import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { files, filesScript, picturesList } from './site.mjs';
import { vendor } from './vendor.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
export const SITE = join(root, 'dist/site');
/** Pictures, and what reads them, are packed already. */
const PACKED = /\.(?:png|jpe?g|webp|packed|woff2)$/;
/** Of www/: for people who build, and what is written anew below. */
const LEFT = /(?:^|\/)(?:README\.md|\..*|.*\.map|files\.js|files\.json)$/;

/** Writes the site anew. It is served with `serve({ ...published, … })`, or by any host of files. */
export async function publish() {
  await vendor();
  rmSync(SITE, { recursive: true, force: true });
  const page = readdirSync(join(root, 'www'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(join(root, 'www/').length))
    .filter((path) => !LEFT.test(path));
  const engine = Object.keys(files()).filter((path) => path.startsWith('../pkg/'));
  for (const path of [...page, ...engine]) write(join('www', path), readFileSync(join(root, 'www', path)));
  write('www/files.js', Buffer.from(filesScript()));
  write('www/picture/files.json', Buffer.from(picturesList()));
}

/** What `serve` is told. */
export const published = { folders: { www: join(SITE, 'www'), pkg: join(SITE, 'pkg') }, packed: true };

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
