// Makes a package people can install out of the folder wasm-pack wrote: the engine made smaller, entry points for Node and
// for browsers, the words people read, types, package.json, README.
//   node xtask/finish.mjs FOLDER OUT     OUT is where the crate's build script wrote the words

import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CODES } from './languages.mjs';
import { shrink } from './shrink.mjs';

const [, , folder, out] = process.argv;
if (!folder || !out) throw new Error('which folder, and where are the words?');
const npm = new URL('npm/', import.meta.url);
const read = (name) => readFileSync(join(folder, name), 'utf8');
const write = (name, text) => writeFileSync(join(folder, name), text);

/** What people read, a pack each; the first is that of a name that is none. */
const PACKS = [...CODES.flatMap((code) => [code, `${code}-sources`]), 'documented', 'examples'];
const fileOf = (pack) => `words.${pack}.json`;
const WORDS = PACKS.map(fileOf);

/** After a trap nothing of a running engine can be used: with this the entry points start a fresh one. */
const FORGET = `
/** Forgets the running engine, so that the next start is a fresh one. What it was compiled to is as good as before. */
export function forget() {
    wasm = undefined;
    return wasmModule;
}
`;

/** Node makes `Request` and `Response` when they are first named, which takes it longer than starting the engine: they are told by their tags. `URL` is everywhere. */
const TOLD = [
  ["(typeof URL === 'function' && module_or_path instanceof URL)", 'module_or_path instanceof URL'],
  ["(typeof Request === 'function' && module_or_path instanceof Request)", "is(module_or_path, 'Request')"],
  ["typeof Response === 'function' && module instanceof Response", "is(module, 'Response')"],
];
/** The entry points always say where the engine is, in the one way there is. */
const START = [
  `    if (module_or_path !== undefined) {
        if (Object.getPrototypeOf(module_or_path) === Object.prototype) {
            ({module_or_path} = module_or_path)
        } else {
            console.warn('using deprecated parameters for the initialization function; pass a single object instead')
        }
    }

    if (module_or_path === undefined) {
        module_or_path = new URL('telltext_bg.wasm', import.meta.url);
    }
`,
  `    ({module_or_path} = module_or_path);
`,
];
/** What wasm-bindgen writes for browsers that have no WebAssembly of today either, and for calls that there are none of here. */
const UNUSED = [
  `
if (!('encodeInto' in cachedTextEncoder)) {
    cachedTextEncoder.encodeInto = function (arg, view) {
        const buf = cachedTextEncoder.encode(arg);
        view.set(buf);
        return {
            read: arg.length,
            written: buf.length
        };
    };
}
`,
  `    if (realloc === undefined) {
        const buf = cachedTextEncoder.encode(arg);
        const ptr = malloc(buf.length, 1) >>> 0;
        getUint8ArrayMemory0().subarray(ptr, ptr + buf.length).set(buf);
        WASM_VECTOR_LEN = buf.length;
        return ptr;
    }

`,
];
const IS = `
const is = (thing, name) => thing?.[Symbol.toStringTag] === name;
`;

/** What is installed, besides package.json and README. */
const FILES = [
  'index.js',
  'index.d.ts',
  'tell-text.d.ts',
  'node.js',
  'api.js',
  'wire.js',
  'group.js',
  'telltext.js',
  'telltext_bg.wasm',
  'telltext_bg.wasm.d.ts',
  'campaigns.js',
  'campaigns_bg.wasm',
  'campaigns_bg.wasm.d.ts',
  ...WORDS,
  'LICENSE-MIT',
  'LICENSE-APACHE',
];

for (const name of ['wire.js', 'group.js', 'index.js', 'node.js', 'tell-text.d.ts', 'README.md']) copyFileSync(new URL(name, npm), join(folder, name));
for (const name of WORDS) copyFileSync(join(out, name), join(folder, name));
for (const name of ['telltext_bg.wasm', 'campaigns_bg.wasm']) write(name, shrink(readFileSync(join(folder, name))));
write('api.js', api());
write('index.d.ts', types());
sameNames();
write('telltext.js', `${told(read('telltext.js'))}${IS}${FORGET}`);
write('campaigns.js', `${read('campaigns.js').replace(/^\/\* @ts-self-types .*\n+/, '')}${FORGET}`);
write('package.json', `${JSON.stringify(manifest(JSON.parse(read('package.json'))), null, 2)}\n`);
// wasm-pack's own says that nothing here is to be kept; its types of telltext.js are of the engine's insides.
for (const name of ['.gitignore', 'telltext.d.ts']) rmSync(join(folder, name), { force: true });

/** What wasm-bindgen wrote, with what names classes of the platform changed and what is not needed left out. */
function told(glue) {
  return [...TOLD, START, ...UNUSED.map((part) => [part, ''])].reduce((text, [named, tagged]) => {
    if (text.split(named).length !== 2) throw new Error(`wasm-bindgen no longer writes \`${named}\` once: look at xtask/finish.mjs`);
    return text.replace(named, tagged);
  }, glue);
}

/** The functions, with the packs and the languages there are written in. */
function api() {
  const at = (pack) => `new URL('./${fileOf(pack)}', import.meta.url);`;
  const [first, ...others] = PACKS;
  const packs = [...others.map((pack) => `if (name === '${pack}') return ${at(pack)}`), `return ${at(first)}`].join('\n  ');
  const languages = `[${CODES.map((code) => `'${code}'`).join(', ')}];`;
  return filled(readFileSync(new URL('api.js', npm), 'utf8'), [['// PACKS', packs], ['[]; // LANGUAGES', languages]]);
}

/** A text with what stands in it once replaced. */
function filled(text, pairs) {
  return pairs.reduce((text, [there, instead]) => {
    if (text.split(there).length !== 2) throw new Error(`\`${there}\` does not stand once in xtask/npm/api.js`);
    return text.replace(there, () => instead);
  }, text);
}

/** Our functions, then the types of what they give, which are generated from Rust. */
function types() {
  const [first, ...others] = CODES.map((code) => `"${code}"`);
  const spoken = [[`${first} (default)`, ...others.slice(0, -1)].join(', '), ...others.slice(-1)].join(' or ');
  const ours = readFileSync(new URL('index.d.ts', npm), 'utf8').replaceAll('LANGUAGES', spoken);
  const theirs = readFileSync(new URL('../docs/report.d.ts', import.meta.url), 'utf8')
    .replace(/^\/\/.*\n/gm, '')
    .replace(/\[`Report::with_utf16_spans`\] converts\./g, '');
  return `${ours.trim()}\n\n${theirs.trim()}\n`;
}

/** Every function that has a type is in both entry points, and no other. */
function sameNames() {
  const typed = [...read('index.d.ts').matchAll(/^export function (\w+)/gm)].map(([, name]) => name).sort();
  for (const entry of ['index.js', 'node.js']) {
    const [, list] = /^export const \{ (.*) \} = /m.exec(read(entry));
    const alone = [...read(entry).matchAll(/^export (?:async )?function (\w+)/gm)].map(([, name]) => name);
    const named = [...alone, ...list.split(', ')].sort();
    if (String(named) !== String(typed)) throw new Error(`xtask/npm/${entry} has ${named}; index.d.ts has ${typed}`);
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
      './tell-text': { types: './tell-text.d.ts' },
      './telltext_bg.wasm': { types: './telltext_bg.wasm.d.ts', default: './telltext_bg.wasm' },
      './campaigns_bg.wasm': { types: './campaigns_bg.wasm.d.ts', default: './campaigns_bg.wasm' },
      ...Object.fromEntries(WORDS.map((name) => [`./${name}`, `./${name}`])),
      './package.json': './package.json',
    },
    files: FILES,
  };
}
