// The page's own files joined: what the first view needs is one script and one sheet, and each part that is opened later is
// one script. Fewer and larger files come sooner over a slow line and are packed better. www/ itself needs none of this.

import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path/posix';
import { rollup } from 'rollup';
import { others, scripts } from './integrity.mjs';

/** In the first script, with all they import: what `page.js` asks for by itself. */
const FIRST = ['www/page.js', 'www/views/check.js', 'www/trusted.js', 'pkg/index.js'];
/** What stands by itself and stays as it is, with all it imports: other sites pin the widget's files one by one, and workers are no pages. */
const ALONE = ['www/tell-text-define.js', 'www/frame.js', 'www/embed.js', 'www/many.worker.js', 'www/picture/worker.js', 'www/workshop/worker.js', 'www/sw.js'];
/** Of no served page: one runs before `page.js` where that is not one script, two stand in for parts that the page that is one file does not have. */
const UNUSED = ['www/early.js', 'www/views/no-pictures.js', 'www/views/no-workshop.js'];

/**
 * @param {string} root the folder that holds www/ and pkg/
 * @returns {Promise<{files: Map<string, string>, gone: Set<string>}>} what to write, by its path; and what need not be there any more
 */
export async function joined(root) {
  const files = await joinScripts(root);
  const read = (path) => readFileSync(join(root, path), 'utf8');
  const page = joinSheets(read('www/index.html'), (name) => read(`www/style/${name}.css`));
  const otherPages = readdirSync(join(root, 'www')).filter((name) => name.endsWith('.html') && name !== 'index.html');
  const alone = new Set([
    ...ALONE.flatMap((path) => scripts(path)),
    ...others(),
    ...otherPages.flatMap((name) => sheetsOf(read(`www/${name}`))).map(({ name }) => `www/style/${name}.css`),
  ]);
  const gone = new Set([...files.inside, ...page.inside, ...UNUSED].filter((path) => !alone.has(path)));
  for (const path of files.keys()) {
    if (alone.has(path)) throw new Error(`${path} is a script by itself and one of the page`);
  }
  files.set('www/style/page.css', page.css);
  files.set('www/index.html', oneScript(page.html));
  return { files, gone };
}

async function joinScripts(root) {
  const inside = (id) => relative(root, id);
  const bundle = await rollup({
    input: join(root, 'www/page.js'),
    // The list of this version, which names these very files; and what groups campaigns, which a worker asks for.
    external: /\/(?:files|group)\.js$/,
    preserveEntrySignatures: 'allow-extension',
    onwarn: (warning) => {
      throw new Error(warning.message);
    },
  });
  const { output } = await bundle.generate({
    format: 'es',
    dir: join(root, 'www'),
    entryFileNames: '[name].js',
    // A part keeps the name it is asked for by; what several parts share has one of its own.
    chunkFileNames: ({ facadeModuleId, name }) => (facadeModuleId ? inside(facadeModuleId).replace(/^www\//, '') : `joined/${name}.js`),
    manualChunks: (id) => (FIRST.includes(inside(id)) ? 'page' : undefined),
    hoistTransitiveImports: false,
    plugins: [{ name: 'addresses', resolveImportMeta: (property, { chunkId, moduleId }) => address(property, `www/${chunkId}`, inside(moduleId)) }],
  });
  await bundle.close();
  const files = new Map(output.map(({ fileName, code }) => [`www/${fileName}`, code]));
  return Object.assign(files, { inside: output.flatMap(({ moduleIds }) => moduleIds.map(inside)) });
}

/** A module asks for files beside itself, whatever folder it has been put into. */
function address(property, chunk, module) {
  if (property !== 'url') throw new Error(`${module}: import.meta.${property}`);
  return dirname(chunk) === dirname(module) ? null : `new URL(${JSON.stringify(relative(dirname(chunk), module))}, import.meta.url)`;
}

const SHEETS = /\n *<link rel="stylesheet" href="style\/([\w-]+)\.css"(?: media="(\w+)")?>/g;
const sheetsOf = (html) => [...html.matchAll(SHEETS)].map(([link, name, media]) => ({ link, name, media }));

/**
 * The sheets of a page as one.
 * @param {string} html
 * @param {(name: string) => string} read
 */
export function joinSheets(html, read) {
  const sheets = sheetsOf(html);
  return {
    css: sheets.map(({ name, media }) => (media ? `@media ${media} {\n${read(name)}\n}` : read(name))).join('\n'),
    html: html.replace(SHEETS, (link) => (link === sheets[0].link ? '\n  <link rel="stylesheet" href="style/page.css">' : '')),
    inside: sheets.map(({ name }) => `www/style/${name}.css`),
  };
}

/** The page asks at once for its one script and for the engine; what asked for the modules one by one is gone, and what sets lines in. */
export function oneScript(html) {
  return html
    .replace(/\n *<script type="module" async src="early\.js"><\/script>/, '')
    .replace(/\n *<link rel="modulepreload" href="(?!page\.js")[^>]*>/g, '')
    .replace(/\n +/g, '\n');
}
