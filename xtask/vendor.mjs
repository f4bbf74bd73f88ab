// The libraries the page takes from npm, pinned by package-lock.json → www/vendor/, each as one module, with their licences;
// and what the page imports of the list of languages.
//   node xtask/vendor.mjs     as the build, the server and the offline file do by themselves

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { lists } from './languages.mjs';
import { pictures } from './pictures.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'www/vendor');

/** Package → the name people know it by. */
const LIBRARIES = { papaparse: 'Papa Parse' };

/** Writes what is missing or of another version. */
export async function vendor() {
  mkdirSync(folder, { recursive: true });
  const licences = [];
  for (const [name, title] of Object.entries(LIBRARIES)) {
    const home = join(root, 'node_modules', name);
    const { version, license, homepage } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
    licences.push({ title, version, licence: license, homepage, text: readFileSync(join(home, 'LICENSE'), 'utf8').trim() });
    const file = join(folder, `${name}.js`);
    const first = `// ${name} ${version}, made by the build from npm. Licence: ${license}\n`;
    if (existsSync(file) && readFileSync(file, 'utf8').startsWith(first)) continue;
    put(file, first + (await bundle(name)));
  }
  await pictures();
  for (const [path, text] of Object.entries(lists())) put(join(root, path), text);
  put(join(folder, 'licences.js'), `// Made by the build. What of the page comes from others, and its licences.\nexport default ${JSON.stringify(licences, null, 1)};\n`);
}

async function bundle(name) {
  const { outputFiles } = await build({
    stdin: { contents: `export { default } from '${name}';`, resolveDir: dirname(folder) },
    bundle: true,
    write: false,
    format: 'esm',
    minify: true,
    charset: 'utf8',
    target: 'es2022',
    legalComments: 'inline',
    logLevel: 'error',
  });
  return outputFiles[0].text;
}

/** In one move, and only if it says something new: others may be reading. */
function put(file, text) {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, text);
  renameSync(fresh, file);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await vendor();
  console.log('www/vendor/ is written.');
}
