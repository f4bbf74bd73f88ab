// The whole page as one file that needs no network and no server: dist/telltext-offline.html.
//   node xtask/offline.mjs     as `cargo xtask offline` does
//
// Every script, style, word and the engine are in it once. Its security policy names each of them by its hash and
// forbids every connection.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { vendor } from './vendor.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const www = join(root, 'www');
const read = (path) => readFileSync(join(www, path), 'utf8');
const names = (folder, ending) => (existsSync(join(www, folder)) ? readdirSync(join(www, folder)).filter((name) => name.endsWith(ending)).sort() : []);

/** A script of the page with everything it imports. */
async function bundle(path, format) {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(www, path)],
    bundle: true,
    write: false,
    metafile: true,
    absWorkingDir: root,
    format,
    minify: true,
    charset: 'utf8',
    target: 'es2022',
    legalComments: 'inline',
    external: ['../files.js'], // of a served page only
    logLevel: 'error',
    logOverride: { 'empty-import-meta': 'silent' },
    plugins: [{ name: 'left out', setup: leaveOut }],
  });
  const text = outputFiles[0].text.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  return { text, sources: Object.keys(metafile.inputs).map((source) => readFileSync(join(root, source), 'utf8')).join('\n') };
}

/** What reads pictures, and what compiles a marker, would each double the file: the file says that it does not do it. */
function leaveOut({ onResolve }) {
  onResolve({ filter: /\/picture\/panel\.js$/ }, () => ({ path: join(www, 'views/no-pictures.js') }));
  onResolve({ filter: /\/workshop\/part\.js$/ }, () => ({ path: join(www, 'views/no-workshop.js') }));
}

const sha256 = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const json = (text) => JSON.stringify(JSON.parse(text)).replaceAll('<', '\\u003c');
const attributes = (pairs) => Object.entries(pairs).map(([name, value]) => (value ? ` ${name}="${value}"` : '')).join('');

/** The style sheets of index.html in their order, then those that views ask for with `sheet('…')`; each once. */
function styles(html, sources) {
  const linked = [...html.matchAll(/<link rel="stylesheet" href="style\/([\w-]+)\.css"(?: media="(\w+)")?>/g)].map(([, name, media]) => ({ name, media }));
  const asked = [...sources.matchAll(/\bsheet\('([\w-]+)'\)/g)].map(([, name]) => name);
  const later = [...new Set(asked)].filter((name) => linked.every((other) => other.name !== name)).map((name) => ({ name }));
  return [...linked, ...later].map(({ name, media }) => {
    const text = read(`style/${name}.css`);
    if (/url\(|@import|<\/style/.test(text)) throw new Error(`style/${name}.css asks for something outside itself`);
    return { html: `<style${attributes({ 'data-sheet': name, media })}>${text}</style>`, hash: sha256(text) };
  });
}

const dataBlock = (type, attribute, name, text) => `<script${attributes({ type, [attribute]: name })}>${text}</script>`;

/** Words and data that the page's scripts name, as `language.js` and `data.js` look for them. */
const words = (sources) =>
  names('lang', '.json')
    .map((file) => basename(file, '.json'))
    .filter((name) => !name.includes('.') || sources.includes(`'${name.split('.')[0]}'`))
    .map((name) => dataBlock('application/json', 'data-words', name, json(read(`lang/${name}.json`))));
const data = (sources) =>
  names('', '.json')
    .map((file) => basename(file, '.json'))
    .filter((name) => sources.includes(`data('${name}')`))
    .map((name) => dataBlock('application/json', 'data-file', name, json(read(`${name}.json`))));

/** The engine and what groups campaigns, as `engine.js` looks for them. */
const engines = () => ['telltext', 'campaigns'].map((name) => dataBlock('text/plain', 'data-engine', 'gzip', gzipSync(readFileSync(join(root, `pkg/${name}_bg.wasm`)), { level: 9 }).toString('base64')));

/** What the engine says, in every language. */
const packs = () =>
  readdirSync(join(root, 'pkg'))
    .map((name) => /^words\.([\w-]+)\.json$/.exec(name))
    .filter(Boolean)
    .map(([name, pack]) => dataBlock('application/json', 'data-pack', pack, json(readFileSync(join(root, 'pkg', name), 'utf8'))));

/** The scripts of workers that the page starts with `startWorker('…')`, as `trusted.js` looks for them. */
const workers = (sources) =>
  Promise.all(
    [...new Set([...sources.matchAll(/\bstartWorker\('([\w./-]+)'\)/g)].map(([, path]) => path))].map(async (path) =>
      dataBlock('text/plain', 'data-worker', path, (await bundle(path, 'iife')).text),
    ),
  );

/** The file, as text. */
export async function offlinePage() {
  await vendor();
  const html = read('index.html');
  const { text: script, sources } = await bundle('page.js', 'esm');
  const sheets = styles(html, sources);
  const workerBlocks = await workers(sources);
  const icon = `data:image/svg+xml;base64,${Buffer.from(read('icon.svg')).toString('base64')}`;
  const policy = [
    "default-src 'none'",
    `script-src ${sha256(script)} 'wasm-unsafe-eval'`,
    `style-src ${sheets.map(({ hash }) => hash).join(' ')}`,
    'img-src data:',
    "connect-src 'none'",
    `worker-src ${workerBlocks.length ? 'blob:' : "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types telltext',
  ].join('; ');

  const bare = html
    .replace(/\n[^\n]*<link rel="(?:modulepreload|preload|stylesheet|manifest|apple-touch-icon|icon)"[^>]*>/g, '')
    .replace(/\n[^\n]*<script type="module"(?: async)? src="(?:early|page)\.js"><\/script>/g, '')
    .replace(/(http-equiv="Content-Security-Policy" content=")[^"]*/, `$1${policy}`)
    .replaceAll('src="icon.svg"', `src="${icon}"`);
  const inHead = [`<link rel="icon" href="${icon}" type="image/svg+xml">`, ...sheets.map((sheet) => sheet.html)];
  const inBody = [...words(sources), ...data(sources), ...workerBlocks, ...packs(), ...engines(), `<script type="module">${script}</script>`];
  const whole = bare.replace('</head>', () => `${inHead.join('\n')}\n</head>`).replace('</body>', () => `${inBody.join('\n')}\n</body>`);
  const outside = /<(?:script|img|link|iframe)\b[^>]*\s(?:src|href)="(?!data:)([^"]*)"/.exec(whole.replace(/<script[^]*?<\/script>/g, (block) => block.slice(0, block.indexOf('>') + 1)));
  if (outside) throw new Error(`the file would still ask for ${outside[1]}`);
  return whole;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const text = await offlinePage();
  mkdirSync(join(root, 'dist'), { recursive: true });
  const file = join(root, 'dist/telltext-offline.html');
  const fresh = `${file}.${process.pid}`;
  // In one move: others may be reading.
  writeFileSync(fresh, text);
  renameSync(fresh, file);
  console.log(`dist/telltext-offline.html: ${Math.round(Buffer.byteLength(text) / 1024)} kB`);
}
