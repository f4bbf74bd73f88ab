// Makes a package people can install out of the folder wasm-pack wrote: entry points for Node and for browsers,
// types without the engine's insides, package.json, README.
//   node xtask/finish.mjs FOLDER

import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
if (!folder) throw new Error('which folder?');
const npm = new URL('npm/', import.meta.url);
const read = (name) => readFileSync(join(folder, name), 'utf8');
const write = (name, text) => writeFileSync(join(folder, name), text);

/** What is installed, besides package.json and README. */
const FILES = [
  'index.js',
  'index.d.ts',
  'node.js',
  'api.js',
  'telltext.js',
  'telltext.d.ts',
  'telltext_bg.wasm',
  'telltext_bg.wasm.d.ts',
  'LICENSE-MIT',
  'LICENSE-APACHE',
];

for (const name of ['api.js', 'index.js', 'node.js', 'README.md']) copyFileSync(new URL(name, npm), join(folder, name));
write('index.d.ts', types(read('telltext.d.ts'), readFileSync(new URL('index.d.ts', npm), 'utf8')));
sameNames();
write('package.json', `${JSON.stringify(manifest(JSON.parse(read('package.json'))), null, 2)}\n`);
// wasm-pack's own says that nothing here is to be kept.
rmSync(join(folder, '.gitignore'), { force: true });

/** The engine's types without the doors only entry points use: they need types of the browser that Node does not have. */
function types(engine, ours) {
  const end = engine.indexOf('export type InitInput');
  if (end < 0) throw new Error('telltext.d.ts: where do the functions end?');
  const theirs = engine
    .slice(0, end)
    .replace(/^\/\* (?:tslint|eslint).*\n/gm, '')
    .replace(/^\/\/.*\n/gm, '')
    .replace(/^ \*\n \* # Errors\n \* None in practice\.\n/gm, '')
    .replace(/^ \* # Errors\n/gm, ' * @throws {TelltextError} ')
    .replace(/(@throws \{TelltextError\} ) \* /g, '$1')
    .replace(/\[`Report::with_utf16_spans`\] converts\./g, '')
    .replace(/^(export function \w+\(language)(: string\))/gm, '$1?$2')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return `${ours.trim()}\n\n${theirs}\n`;
}

/** Every function of the engine has its door in both entry points, and no door leads nowhere. */
function sameNames() {
  const typed = [...read('index.d.ts').matchAll(/^export function (\w+)/gm)].map(([, name]) => name).sort();
  for (const entry of ['index.js', 'node.js']) {
    const [, list] = /^export const \{ (.*) \} = /m.exec(read(entry));
    const named = ['init', ...list.split(', ')].sort();
    if (String(named) !== String(typed)) throw new Error(`xtask/npm/${entry} has ${named}; the engine has ${typed}`);
  }
}

function manifest({ name, version, description, license, repository, keywords }) {
  return {
    name,
    version,
    description,
    license,
    repository: { ...repository, url: `git+${repository.url.replace(/^git\+|\.git$/g, '')}.git` },
    keywords,
    type: 'module',
    engines: { node: '>=20' },
    sideEffects: false,
    main: './node.js',
    types: './index.d.ts',
    exports: {
      '.': { types: './index.d.ts', node: './node.js', deno: './node.js', bun: './node.js', default: './index.js' },
      './telltext_bg.wasm': { types: './telltext_bg.wasm.d.ts', default: './telltext_bg.wasm' },
      './package.json': './package.json',
    },
    files: FILES,
  };
}
