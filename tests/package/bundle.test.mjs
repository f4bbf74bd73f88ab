// The package in bundlers and in a browser: installed from its tarball into an empty project.

import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';
import { createServer } from 'vite';
import { openPage } from '../browser/harness.mjs';
import { MESSAGE, bin, node, project, root, write } from './harness.mjs';

const app = `import { TelltextError, check, init } from 'telltext';
let early;
try { check('x') } catch (error) { early = error instanceof TelltextError && error.code; }
await Promise.all([init(), init()]);
document.title = early + ' ' + check(${JSON.stringify(MESSAGE)}).level;
`;
/** Two messages of one campaign. */
const TWO = JSON.stringify(['Ana', 'Jon'].map((name) => ({ text: `Hi ${name}, your polling place has moved across the river to the old mill` })));
const html = (src, head = '') => `<!doctype html><html lang="en"><meta charset="utf-8"><title>…</title>${head}<script type="module" src="${src}"></script></html>`;
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/** Bundles app.js as `esbuild app.js --bundle --format=esm` does; a warning fails. */
async function esbuild(place, options) {
  const result = await build({ absWorkingDir: place, entryPoints: ['app.js'], bundle: true, format: 'esm', logLevel: 'silent', ...options });
  assert.deepEqual(result.warnings, []);
  return result;
}

/** Opens what was built, under a strict policy, and says what title it came to and what was asked for. */
async function opened(t, place, path) {
  const { page, requests, errors } = await openPage(t, { path: `/app/${path}`, server: { folders: { app: place }, headers: { 'Content-Security-Policy': policy } } });
  await page.waitForFunction(() => document.title !== '…');
  assert.deepEqual(errors.filter((error) => !/favicon/.test(error)), []);
  return { title: await page.title(), requests: requests.filter((line) => !line.endsWith('favicon.ico')) };
}

test('Vite builds it with no settings, and it runs', async (t) => {
  const place = project({ 'app.js': app, 'index.html': html('/app.js') });
  node([bin('vite'), 'build', '--base', './', '--logLevel', 'warn', '--target', 'es2022'], place);
  const assets = readdirSync(join(place, 'dist/assets'));
  assert.equal(assets.filter((name) => name.endsWith('.wasm')).length, 2, assets.join(' '));
  const { title, requests } = await opened(t, join(place, 'dist'), '');
  assert.equal(title, 'not-ready strong');
  assert.deepEqual(requests.filter((line) => !line.startsWith('GET /app/')), []);
  assert.equal(requests.filter((line) => line.endsWith('.wasm')).length, 1);
});

test('Vite builds it for a server, and it runs in Node', () => {
  const place = project({ 'server.js': `import { check } from 'telltext'; console.log(check(${JSON.stringify(MESSAGE)}).level);` });
  node([bin('vite'), 'build', '--ssr', 'server.js', '--logLevel', 'warn'], place);
  assert.equal(node(['dist/server.js'], place), 'strong\n');
});

const OURS = /^(?:(?:telltext|campaigns)_bg\.wasm|words\..*\.json)$/;

/** Copies the engines and their words beside a bundle, as the README says. */
function beside(place, out) {
  const folder = join(place, 'node_modules/telltext');
  for (const name of readdirSync(folder).filter((name) => OURS.test(name))) copyFileSync(join(folder, name), join(out, name));
}

test('esbuild bundles it; with the engine copied beside the bundle, as the README says, it runs', async (t) => {
  const place = project({ 'app.js': app });
  const out = join(place, 'dist');
  await esbuild(place, { outdir: 'dist' });
  beside(place, out);
  write(out, { 'index.html': html('app.js') });
  assert.equal((await opened(t, out, '')).title, 'not-ready strong');
});

test('esbuild bundles it for Node too', async () => {
  const place = project({ 'app.js': `import { campaigns, check } from 'telltext'; console.log(check(${JSON.stringify(MESSAGE)}).level, campaigns(${TWO}).length);` });
  await esbuild(place, { outfile: 'dist/app.mjs', platform: 'node' });
  beside(place, join(place, 'dist'));
  assert.equal(node(['dist/app.mjs'], place), 'strong 1\n');
});

test('what is imported and not used is left out', async () => {
  const place = project({ 'app.js': "import { check } from 'telltext';\nconsole.log('nothing');\n" });
  for (const platform of ['browser', 'node']) {
    const { outputFiles: [{ text }] } = await esbuild(place, { platform, minify: true, write: false });
    assert.equal(text.trim(), 'console.log("nothing");', platform);
  }
});

test('a browser imports it as it is, without a bundler', async (t) => {
  const place = project();
  write(place, { 'app.js': app.replace("'telltext'", "'./node_modules/telltext/index.js'"), 'index.html': html('app.js') });
  const { title, requests } = await opened(t, place, 'index.html');
  assert.equal(title, 'not-ready strong');
  assert.deepEqual(
    requests.map((line) => line.replace('GET /app/', '')).sort(),
    ['app.js', 'index.html', 'node_modules/telltext/api.js', 'node_modules/telltext/index.js', 'node_modules/telltext/telltext.js', 'node_modules/telltext/telltext_bg.wasm', 'node_modules/telltext/wire.js', 'node_modules/telltext/words.documented.json', 'node_modules/telltext/words.en-sources.json', 'node_modules/telltext/words.en.json'],
  );
});

test('where the engine is can be said, and a start that failed can be tried again', async (t) => {
  const place = project({
    'app.js': `import { check, init } from './node_modules/telltext/index.js';
      const first = await init('./nothing.wasm').catch(({ code }) => code);
      await init(await fetch('./node_modules/telltext/telltext_bg.wasm').then((answer) => answer.arrayBuffer()));
      document.title = first + ' ' + check(${JSON.stringify(MESSAGE)}).level;`,
    'index.html': html('app.js'),
  });
  const { page } = await openPage(t, { path: '/app/index.html', server: { folders: { app: place } } });
  await page.waitForFunction(() => document.title !== '…');
  assert.equal(await page.title(), 'not-loaded strong');
});

test('what groups campaigns is fetched by those who ask for it, and a start that failed can be tried again', async (t) => {
  const place = project({
    'app.js': `import { campaigns, check, init } from './node_modules/telltext/index.js';
      const asked = () => { try { return campaigns(${TWO}).map(({ members }) => members).join(); } catch ({ code }) { return code; } };
      const seen = [asked()];
      await init();
      seen.push(asked(), check(${JSON.stringify(MESSAGE)}).level);
      seen.push(await init(undefined, { campaigns: './nothing.wasm' }).catch(({ code }) => code), asked());
      await Promise.all([init(undefined, { campaigns: true }), init(undefined, { campaigns: true })]);
      seen.push(asked(), asked());
      document.title = seen.join(' ');`,
    'index.html': html('app.js'),
  });
  const { page, requests } = await openPage(t, { path: '/app/index.html', server: { folders: { app: place } } });
  await page.waitForFunction(() => document.title !== '…');
  assert.equal(await page.title(), 'not-ready not-ready strong not-loaded not-ready 0,1 0,1');
  assert.deepEqual(requests.filter((line) => /campaigns|group|nothing/.test(line)).map((line) => line.replace(/.*\//, '')), ['group.js', 'campaigns.js', 'nothing.wasm', 'campaigns_bg.wasm']);
});

test('what groups campaigns may come from elsewhere, as bytes or compiled', async (t) => {
  const place = project({
    'app.js': `import { campaigns, init } from './node_modules/telltext/index.js';
      const bytes = await fetch('./node_modules/telltext/campaigns_bg.wasm').then((answer) => answer.arrayBuffer());
      await init(undefined, { sources: false, campaigns: location.hash === '#compiled' ? await WebAssembly.compile(bytes) : bytes });
      document.title = campaigns(${TWO}).length;`,
    'index.html': html('app.js'),
  });
  for (const how of ['bytes', 'compiled']) {
    const { page } = await openPage(t, { path: `/app/index.html#${how}`, server: { folders: { app: place } } });
    await page.waitForFunction(() => document.title !== '…');
    assert.equal(await page.title(), '1', how);
  }
});

test('in a bundle too', async (t) => {
  const grouping = `import { campaigns, init } from 'telltext';
    await init(undefined, { campaigns: true });
    document.title = campaigns(${TWO}).map(({ members }) => members).join();
  `;
  const place = project({ 'app.js': grouping, 'index.html': html('/app.js') });
  node([bin('vite'), 'build', '--base', './', '--logLevel', 'warn', '--target', 'es2022'], place);
  assert.equal((await opened(t, join(place, 'dist'), '')).title, '0,1');
  const out = join(place, 'dist');
  await esbuild(place, { outdir: 'dist' });
  beside(place, out);
  write(out, { 'index.html': html('app.js') });
  assert.equal((await opened(t, out, '')).title, '0,1');
});

test('another language is fetched when it is asked for, and examples too; words may come from elsewhere', async (t) => {
  const place = project({
    'app.js': `import { check, init, markers } from './node_modules/telltext/index.js';
      const text = ${JSON.stringify(MESSAGE)};
      const title = (language) => check(text, { language }).findings[0].title;
      await init();
      const early = (() => { try { return title('es'); } catch ({ code }) { return code; } })();
      const lost = await init(undefined, { language: 'es', words: './nothing/' }).catch(({ code }) => code);
      await init(undefined, { language: 'es', words: './node_modules/telltext/' });
      const without = markers('es').every(({ examples }) => examples.length === 0);
      await init(undefined, { examples: true });
      const own = (name) => fetch('./node_modules/telltext/words.' + name + '.json').then((answer) => answer.json());
      await init(undefined, { language: 'fr', words: own });
      const three = new Set(['en', 'es', 'fr'].map(title)).size;
      document.title = [early, lost, without, markers('es').every(({ examples }) => examples.length > 0 && examples.every(({ text }) => text)), three].join(' ');`,
    'index.html': html('app.js'),
  });
  const { page } = await openPage(t, { path: '/app/index.html', server: { folders: { app: place } } });
  await page.waitForFunction(() => document.title !== '…');
  assert.equal(await page.title(), 'not-ready not-loaded true true 3');
});

test('the first answer need not wait for sources: until they come it names none, and leaves nothing else out', async (t) => {
  const quiz = JSON.parse(readFileSync(join(root, 'www/quiz.json'), 'utf8'));
  const [, documented] = /^paraphrase = "(.*)"$/m.exec(readFileSync(join(root, 'markers/incidents/us-2020-philadelphia-converge.toml'), 'utf8'));
  const place = project({
    'app.js': `import { check, init, incidents, markers } from './node_modules/telltext/index.js';
      const texts = ${JSON.stringify([MESSAGE, documented, ...quiz.en.map(({ text }) => text)])};
      const all = () => texts.map((text) => check(text));
      const holes = (value) => value === undefined || (typeof value === 'object' && Object.values(value).some(holes));
      const sources = ({ findings }) => findings.flatMap(({ sources }) => sources).length;
      await init(undefined, { sources: false });
      const early = all();
      const pages = [incidents, markers].map((ask) => { try { return ask() && 'ready'; } catch ({ code }) { return code; } });
      await init(undefined, { sources: false, documented: true });
      const recognised = all();
      await init();
      const late = all();
      const bare = (report) => JSON.stringify({ ...report, incidents: [], checks: 0, findings: report.findings.map((finding) => ({ ...finding, sources: [] })) });
      document.title = JSON.stringify({
        pages,
        holes: [...early, ...recognised, ...late].some(holes),
        named: [early, late].map((reports) => reports.some((report) => sources(report) + report.incidents.length > 0)),
        resembled: late[1].incidents.length > 0,
        same: [early, recognised].every((reports) => reports.every((report, place) => bare(report) === bare(late[place]))),
        recognised: [recognised, late].map((reports) => reports.map(({ incidents }) => incidents.map(({ incident, similarity }) => [incident, similarity]))).map((seen) => JSON.stringify(seen)).every((seen, _, [first]) => seen === first),
        wordless: recognised[1].incidents.every(({ title, date, what_was_wrong, quote, url }) => [title, date, what_was_wrong, quote, url].join('') === ''),
      });`,
    'index.html': html('app.js'),
  });
  const { page } = await openPage(t, { path: '/app/index.html', server: { folders: { app: place } } });
  await page.waitForFunction(() => document.title !== '…');
  assert.deepEqual(JSON.parse(await page.title()), { pages: ['not-ready', 'not-ready'], holes: false, named: [false, true], resembled: true, same: true, recognised: true, wordless: true });
});

test('markers need sources, not documented messages; incidents need both; examples bring sources along', async (t) => {
  const place = project({
    'app.js': `import { check, incidents, init, markers } from './node_modules/telltext/index.js';
      const ready = (ask) => { try { return ask().length > 0; } catch ({ code }) { return code; } };
      const all = () => [ready(() => check(${JSON.stringify(MESSAGE)}).findings), ready(markers), ready(incidents)].join(' ');
      const seen = [];
      await init(undefined, { sources: true, documented: false });
      seen.push(all());
      await init();
      seen.push(all());
      await init(undefined, { language: 'es', sources: false, documented: false, examples: true });
      seen.push(markers('es').every(({ examples, sources }) => examples.length > 0 && sources.length > 0));
      document.title = seen.join(', ');`,
    'index.html': html('app.js'),
  });
  const { page } = await openPage(t, { path: '/app/index.html', server: { folders: { app: place } } });
  await page.waitForFunction(() => document.title !== '…');
  assert.equal(await page.title(), 'true true not-ready, true true true, true');
});

test('Vite serves it while developing, with the setting the README gives', async (t) => {
  const place = project({ 'app.js': app, 'index.html': html('/app.js') });
  assert.match(readFileSync(join(place, 'node_modules/telltext/README.md'), 'utf8'), /`optimizeDeps: \{ exclude: \['telltext'\] \}`/);
  const server = await createServer({ root: place, configFile: false, logLevel: 'silent', server: { host: '127.0.0.1', port: 0, hmr: false, ws: false }, optimizeDeps: { exclude: ['telltext'] } });
  t.after(() => server.close());
  await server.listen();
  const { page } = await openPage(t);
  await page.goto(`http://127.0.0.1:${server.httpServer.address().port}/`);
  await page.waitForFunction(() => document.title !== '…' && document.title !== 'telltext');
  assert.equal(await page.title(), 'not-ready strong');
});
