// How many bytes a page or a program has to load for each candidate: as they are, and compressed.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { CLASSIFIER } from './candidates/bayes.mjs';
import { wasm as yara } from './candidates/yara.mjs';
import { folder, root } from './prepare.mjs';

const require = createRequire(import.meta.url);

/** By the `ships` of a candidate: what is loaded. Scripts are bundled and minified. */
const LOADED = {
  telltext: () => [readFileSync(`${root}pkg/telltext_bg.wasm`), ...['en', 'en-sources', 'documented'].map((name) => readFileSync(`${root}pkg/words.${name}.json`)), script(`${root}pkg/index.js`)],
  patterns: () => [readFileSync(`${folder}/part.json`), script(`${root}benches/peers/candidates/automaton.mjs`)],
  yara: () => [readFileSync(yara()), script(require.resolve('@virustotal/yara-x'))],
  harper: () => {
    const entry = fileURLToPath(import.meta.resolve('harper.js'));
    return [readFileSync(join(dirname(entry), 'harper_wasm_bg.wasm')), script(entry)];
  },
  bayes: () => [readFileSync(`${folder}/bayes.json`), script(require.resolve(CLASSIFIER))],
};

function script(path) {
  const { outputFiles } = buildSync({
    entryPoints: [path], bundle: true, minify: true, write: false, format: 'esm', logLevel: 'error', platform: 'node',
    external: ['node:*', '*.wasm'],
  });
  return Buffer.from(outputFiles[0].contents);
}

/** @returns {{ raw: number, gzip: number, brotli: number }} kept by content, since the largest takes a minute */
export function ships(name, { quick }) {
  const parts = LOADED[name]();
  const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
  const raw = sum(parts.map((part) => part.length));
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  const kept = join(folder, 'ships', `${hash.digest('hex')}.json`);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8'));
  if (quick && raw > 3_000_000) return { raw };
  const brotli = (part) => brotliCompressSync(part, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: part.length } }).length;
  const sizes = { raw, gzip: sum(parts.map((part) => gzipSync(part, { level: 9 }).length)), brotli: sum(parts.map(brotli)) };
  mkdirSync(dirname(kept), { recursive: true });
  writeFileSync(kept, JSON.stringify(sizes));
  return sizes;
}
