// What reads pictures, out of npm → www/vendor/picture/: the recogniser as one module, its engine and the data of each
// language packed as they are downloaded, `parts.json` with their sizes and hashes, and the licences.
// Called by vendor.mjs. Nothing of it is loaded before a reader has agreed.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { LANGUAGES, PICTURES } from './languages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const folder = join(root, 'www/vendor/picture');

/** Each file as it must come out of npm; anything else ends the build. */
const PINS = {
  'tesseract.js-core/tesseract-core-simd-lstm.js': 'e48e2f02ddae3716c8dd24bf41cd290d4efa96892d689cdc4013c2545d63f469',
  'tesseract.js-core/tesseract-core-simd-lstm.wasm': '34e8d50cac216427d86bf397d610fdd9f49492539bbcdfbfccc4eda20c810bea',
  '@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz': '45b4cb346724ac1774f1c36f42f182b887bcdb28ebe63e6fff90ac41f3fcff91',
  '@tesseract.js-data/fra/4.0.0_best_int/fra.traineddata.gz': 'd611139672b3752c7097e671e4a1d9209dfd37f2aeb081ef6487fba3351e9255',
  '@tesseract.js-data/spa/4.0.0_best_int/spa.traineddata.gz': '40be52f97b5d4eb7460073dc1f94cd546b27150333c0bf854ed7e7132db6bceb',
};

/** What is bundled or copied, by the name people know it by. */
const LIBRARIES = {
  'tesseract.js': 'Tesseract.js',
  'tesseract.js-core': 'Tesseract',
  ...Object.fromEntries(LANGUAGES.filter(({ pictures }) => pictures).map(({ pictures, english }) => [`@tesseract.js-data/${pictures}`, `Tesseract, ${english}`])),
  'is-url': 'is-url',
};

const sha256 = (bytes, form) => createHash('sha256').update(bytes).digest(form);
const manifest = (name) => JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'));

function pinned(path) {
  const bytes = readFileSync(join(modules, path));
  const found = sha256(bytes, 'hex');
  if (found !== PINS[path]) throw new Error(`node_modules/${path} is not what xtask/pictures.mjs expects (SHA-256 ${found}); run npm ci`);
  return bytes;
}

/** Writes what is missing or was made of other files. */
export async function pictures() {
  const stamp = sha256(`${JSON.stringify([PINS, PICTURES])} ${readFileSync(fileURLToPath(import.meta.url))} ${Object.keys(LIBRARIES).map((name) => manifest(name).version)}`, 'hex');
  const mark = join(folder, '.made');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === stamp) return;
  mkdirSync(folder, { recursive: true });

  const parts = {};
  const put = (name, file, bytes) => {
    writeFileSync(join(folder, file), bytes);
    parts[name] = { file, bytes: bytes.length, sha256: sha256(bytes, 'base64') };
  };
  put('engine', 'engine.packed', gzipSync(pinned('tesseract.js-core/tesseract-core-simd-lstm.wasm'), { level: 9 }));
  for (const [code, name] of Object.entries(PICTURES)) put(code, `${code}.packed`, pinned(`@tesseract.js-data/${name}/4.0.0_best_int/${name}.traineddata.gz`));
  pinned('tesseract.js-core/tesseract-core-simd-lstm.js');
  put('recogniser', 'recogniser.js', Buffer.from(await recogniser()));
  writeFileSync(join(folder, 'parts.json'), `${JSON.stringify(parts, null, 1)}\n`);
  writeFileSync(join(folder, 'licences.js'), `// Made by the build. What reads pictures comes from others; their licences.\nexport default ${JSON.stringify(licences(), null, 1)};\n`);
  writeFileSync(mark, stamp);
}

/** Tesseract.js's worker and the script of its engine; what it would ask of a browser is given by www/picture/worker.js. */
async function recogniser() {
  const { outputFiles } = await build({
    stdin: {
      contents: "export { dispatchHandlers, setAdapter } from 'tesseract.js/src/worker-script/index.js';\nexport { default as core } from 'tesseract.js-core/tesseract-core-simd-lstm.js';\n",
      resolveDir: root,
    },
    bundle: true,
    write: false,
    format: 'esm',
    minify: true,
    charset: 'utf8',
    target: 'es2022',
    platform: 'browser',
    external: ['fs', 'crypto'],
    define: { global: 'globalThis', __dirname: '""', __filename: 'undefined' },
    legalComments: 'inline',
    logLevel: 'error',
    plugins: [{ name: 'not needed', setup: leaveOut }],
  });
  const made = ['tesseract.js', 'tesseract.js-core'].map((name) => `${name} ${manifest(name).version}`);
  return `// ${made.join(', ')}, made by the build from npm. Licence: Apache-2.0\n${outputFiles[0].text}`;
}

/** For older browsers, and for BMP files: the worker hands over grey pixels. */
function leaveOut({ onResolve, onLoad }) {
  onResolve({ filter: /^(?:regenerator-runtime\/runtime|bmp-js)$/ }, ({ path }) => ({ path, namespace: 'nothing' }));
  onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: '' }));
}

function licences() {
  return Object.entries(LIBRARIES).map(([name, title]) => {
    const { version, license, homepage, repository } = manifest(name);
    const file = ['LICENSE', 'LICENSE.md', 'LICENSE-MIT'].map((one) => join(modules, name, one)).find(existsSync);
    return { title, version, licence: license ?? 'MIT', homepage: homepage ?? repository?.url ?? '', text: file ? readFileSync(file, 'utf8').trim() : '' };
  });
}
