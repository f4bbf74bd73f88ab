// The package in Node: installed from its tarball into an empty project.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { MESSAGE, bin, examples, folder, node, project, promised, root, run, tarball, write } from './harness.mjs';

const place = project();

test('what is installed is what is named, and nothing else comes with it', () => {
  assert.deepEqual(readdirSync(join(place, 'node_modules')).filter((name) => !name.startsWith('.')), ['telltext']);
  assert.deepEqual(readdirSync(join(place, 'node_modules/telltext')).sort(), [
    'LICENSE-APACHE',
    'LICENSE-MIT',
    'README.md',
    'api.js',
    'campaigns.js',
    'campaigns_bg.wasm',
    'campaigns_bg.wasm.d.ts',
    'group.js',
    'index.d.ts',
    'index.js',
    'node.js',
    'package.json',
    'tell-text.d.ts',
    'telltext.js',
    'telltext_bg.wasm',
    'telltext_bg.wasm.d.ts',
    'wire.js',
    'words.documented.json',
    'words.en-sources.json',
    'words.en.json',
    'words.es-sources.json',
    'words.es.json',
    'words.examples.json',
    'words.fr-sources.json',
    'words.fr.json',
  ]);
});

test('an ES module reads a message at once', () => {
  const said = node(
    [
      '--input-type=module',
      '--eval',
      `import { check, markers, regions, version } from 'telltext';
       const text = ${JSON.stringify(MESSAGE)};
       const { level, findings } = check(text);
       const { spans, excerpt } = findings[0];
       const [{ start, end }] = spans.toSorted((a, b) => b.end - b.start - (a.end - a.start));
       console.log(JSON.stringify({
         level,
         same: text.slice(start, end) === excerpt,
         markers: markers().length,
         spanish: markers('es')[0].title !== markers('en')[0].title,
         regions: regions().map(({ code }) => code),
         schema: version().schema,
       }));`,
    ],
    place,
  );
  const { regions, markers, ...rest } = JSON.parse(said);
  assert.deepEqual(rest, { level: 'strong', same: true, spanish: true, schema: 1 });
  assert.ok(regions.includes('US'));
  assert.ok(markers > 20);
});

test('require gives the same functions where Node can require modules', { skip: !process.features.require_module && 'this Node cannot' }, () => {
  const said = node(['--no-warnings', '--input-type=commonjs', '--eval', `console.log(require('telltext').check(${JSON.stringify(MESSAGE)}).level)`], place);
  assert.equal(said, 'strong\n');
});

test('importing it has no effect, and the engine is read only when it is asked', () => {
  const said = node(
    [
      '--input-type=module',
      '--eval',
      `import fs from 'node:fs';
       import { syncBuiltinESMExports } from 'node:module';
       const read = fs.readFileSync;
       let reads = 0;
       fs.readFileSync = (path, ...rest) => { if (String(path).endsWith('.wasm')) reads += 1; return read(path, ...rest); };
       syncBuiltinESMExports();
       const names = Object.keys(globalThis).length;
       const { check } = await import('telltext');
       const before = reads;
       check('a'); check('b');
       console.log(before, reads, Object.keys(globalThis).length - names);`,
    ],
    place,
  );
  assert.equal(said, '0 1 0\n');
});

test('every error is a TelltextError with its code', () => {
  const said = node(
    [
      '--input-type=module',
      '--eval',
      `import { TelltextError, campaigns, check, checkMany, markers } from 'telltext';
       const row = { id: 1, text: 'a' };
       const code = (call) => { try { call(); return 'none'; } catch (error) { return error instanceof TelltextError && error instanceof Error && error.message ? error.code : String(error); } };
       console.log([
         () => check(42), () => check(), () => check('a', 'US'), () => check('a', []), () => check('a', { region: 7 }),
         () => check('a', { received: new Date() }), () => checkMany('rows'), () => checkMany(null), () => markers(1),
         () => checkMany([row, {}]), () => checkMany([row, 7]), () => checkMany([row], { region: 7 }), () => campaigns([row, null]), () => campaigns([row], { least: 'two' }),
         () => checkMany([]), () => campaigns(new Set([row])),
         () => check('a', null), () => check('\\ud800'), () => check(''),
       ].map(code).join(' '));`,
    ],
    place,
  );
  assert.equal(
    said.trim(),
    'bad-text bad-text bad-options bad-options bad-options bad-options bad-rows bad-rows bad-language ' +
      'bad-rows bad-rows bad-options bad-rows bad-options none none none none none',
  );
});

test('an error says what would be right', () => {
  const said = node(
    [
      '--input-type=module',
      '--eval',
      `import { campaigns, check, checkMany } from 'telltext';
       const row = { text: 'a' };
       const message = (call) => { try { call(); return 'none'; } catch ({ code, message }) { return code + ' ' + message; } };
       console.log([
         () => check('a', { region: 7 }), () => check('a', { received: new Date() }), () => check('a', { picture: 1 }),
         () => checkMany([row, { ...row, received: new Date() }]), () => checkMany([, row]), () => campaigns([row, , row]), () => checkMany([{ ...row, id: 1n }]),
       ].map(message).join('\\n'));`,
    ],
    place,
  );
  assert.deepEqual(said.trim().split('\n'), [
    'bad-options options: region is of type number; expected a string',
    'bad-options options: received is of type object; expected a string',
    'bad-options options: picture is of type number; expected true or false',
    'bad-rows row 1: received is of type object; expected a string',
    'bad-rows row 0: it is of type undefined; expected { id?, text, from?, received?, region? }',
    'bad-rows row 1: it is of type undefined; expected { id?, text, from?, received?, region? }',
    'bad-rows row 0: the id is of type bigint; expected a string or a number',
  ]);
});

test('an option of another name is an error that names the nearest; what is null or undefined is as if it were not there', () => {
  const said = node(
    [
      '--input-type=module',
      '--eval',
      `import { campaigns, check, checkMany, init } from 'telltext';
       const rows = [{ text: 'a', anything: 'else' }];
       const message = async (call) => { try { await call(); return 'none'; } catch ({ code, message }) { return code + ' ' + message; } };
       class Props { constructor() { this.region = 'MX'; this.regoin = undefined; } get language() { return 'es'; } }
       const calls = [
         () => check('a', { regoin: 'US' }), () => check('a', { lang: 'es' }), () => checkMany(rows, { Region: 'US' }), () => campaigns(rows, { leest: 3 }),
         () => init(undefined, { languages: 'es' }),
         () => init({ language: 'es' }), () => init(undefined, 'es'), () => init(undefined, { language: 7 }),
         () => check('a', { ['x'.repeat(1e6)]: 1 }),
         () => init(null, null), () => check('a', { language: null }), () => check('a', { language: null }),
       ];
       for (const call of calls) console.log((await message(call)).slice(0, 199));
       // A browser would have to load what knows the nearest: there the name alone is told.
       const browser = await import('./node_modules/telltext/index.js');
       for (const options of [{ languages: 'es' }, 'es']) console.log(await message(() => browser.init(undefined, options)));
       const bare = Object.assign(Object.create(null), { region: 'MX' });
       const given = [new Props(), new Proxy({ region: 'MX' }, {}), Object.freeze({ region: 'MX', from: null, picture: null, language: null, received: null, without: null, other: null }), bare];
       console.log(given.map((options) => check('a', options).message.region).join(), check('a', new Props()).next_steps[0].what === check('a', { language: 'es', region: 'MX' }).next_steps[0].what, campaigns(rows, { least: null }).length);`,
    ],
    place,
  );
  assert.deepEqual(said.trim().split('\n'), [
    'bad-options options: there is no regoin; the nearest is region',
    'bad-options options: there is no lang; the nearest is language',
    'bad-options options: there is no Region; the nearest is region',
    'bad-options options: there is no leest; the nearest is least',
    'bad-options options: there is no languages; the nearest is language',
    'bad-options the options come second: init(undefined, { … })',
    'bad-options the options are of type string; expected an object',
    'bad-language the language is of type number; expected a code such as "en"',
    `bad-options options: there is no ${'x'.repeat(199 - 'bad-options options: there is no '.length)}`,
    'none',
    'none',
    'none',
    'bad-options options: there is no languages',
    'bad-options the options are of type string; expected an object',
    'MX,MX,MX,MX true 0',
  ]);
});

test('what rows do while they are read changes nothing of what was asked', () => {
  const said = node(
    [
      '--input-type=module',
      '--eval',
      `import { check, checkMany } from 'telltext';
       const rows = [{ get text() { check('a', { region: 'MX', without: ['homoglyph'] }); return 'Vote by text!'; } }];
       const [{ report }] = checkMany(rows, { region: 'GB' });
       console.log(report.message.region, report.not_checked.map(({ id }) => id).includes('homoglyph'), check('a', { region: '' }).message.region);`,
    ],
    place,
  );
  assert.equal(said, 'GB false US\n');
});

test('a day or a place that cannot be used is no secret', () => {
  const said = node(
    [
      '--input-type=module',
      '--eval',
      `import { check, checkMany } from 'telltext';
       const message = (call) => { try { return call(); } catch ({ code, message }) { return code + ' ' + message; } };
       console.log(message(() => check('a', { received: '11/03/2026' })));
       console.log(message(() => checkMany([{ text: 'a' }], { received: '2026-02-30' })));
       for (const received of ['2026-11-03', '2026-11-03T10:00:00Z', ' ', '', undefined, null]) check('a', { received });
       const rows = [{ received: '1793664000' }, { region: 'Atlantis' }, { received: '2026-11-03', region: 'gb' }, { region: 'unknown' }, {}];
       for (const { warnings, report } of checkMany(rows.map((row) => ({ text: 'a', ...row })))) console.log(JSON.stringify(warnings), report.not_checked.map(({ id }) => id).includes('date'), report.message.region);`,
    ],
    place,
  );
  assert.deepEqual(said.trim().split('\n'), [
    'bad-options options: received is no day written YYYY-MM-DD',
    'bad-options options: received is no day written YYYY-MM-DD',
    '["received \\"1793664000\\" is no day written YYYY-MM-DD; its dates are compared with no calendar"] true US',
    '["region \\"Atlantis\\" is no place whose rules are known; none are applied"] true unknown',
    'undefined false GB',
    'undefined true unknown',
    'undefined true US',
  ]);
});

test('without its engine file it says so, and what is wrong', () => {
  const copy = folder();
  node(['--eval', `fs.cpSync(${JSON.stringify(join(place, 'node_modules'))}, ${JSON.stringify(join(copy, 'node_modules'))}, { recursive: true }); fs.rmSync(${JSON.stringify(join(copy, 'node_modules/telltext/telltext_bg.wasm'))})`], copy);
  const said = node(['--input-type=module', '--eval', `import { check, init } from 'telltext'; try { check('a') } catch (error) { console.log(error.code, /ENOENT/.test(error.message)) } await init().catch(({ code }) => console.log(code));`], copy);
  assert.equal(said, 'not-loaded true\nnot-loaded\n');
});

test('without the file of what groups campaigns it says so, and reads messages all the same', () => {
  const copy = folder();
  node(['--eval', `fs.cpSync(${JSON.stringify(join(place, 'node_modules'))}, ${JSON.stringify(join(copy, 'node_modules'))}, { recursive: true }); fs.rmSync(${JSON.stringify(join(copy, 'node_modules/telltext/campaigns_bg.wasm'))})`], copy);
  const said = node(['--input-type=module', '--eval', `import { campaigns, check } from 'telltext'; try { campaigns([]) } catch (error) { console.log(error.code, /ENOENT/.test(error.message)) } console.log(check(${JSON.stringify(MESSAGE)}).level);`], copy);
  assert.equal(said, 'not-loaded true\nstrong\n');
});

for (const [index, code] of examples('xtask/npm/README.md', 'js').entries()) {
  test(`README example ${index + 1} prints what it says`, () => {
    write(place, { [`example-${index}.js`]: code });
    const printed = node([`example-${index}.js`], place).split('\n');
    const wanted = promised(code);
    assert.ok(wanted.length > 0, 'an example promises something');
    for (const line of wanted) assert.ok(printed.includes(line), `${line} in ${printed.join(' | ')}`);
  });
}

const typed = `import { TelltextError, campaigns, check, checkMany, incidents, init, markers, regions, version } from 'telltext';
import type { Campaign, CheckOptions, Finding, Level, MarkerPage, MessageRow, Report, ReportRow, Span, TelltextErrorCode } from 'telltext';

const options: CheckOptions = { region: 'US', language: 'es' };
const report: Report = check('text', options);
const level: Level = report.level;
const spans: Span[] = report.findings.flatMap((finding: Finding) => finding.spans);
const page: MarkerPage | undefined = markers('en')[0];
const codes: string[] = regions().map(({ code }) => code);
const schema: number = version().schema;
const code: TelltextErrorCode = new TelltextError('bad-text', 'no').code;
const ready: Promise<void> = init();
const rows: ReportRow[] = checkMany([{ id: 7, text: 'text', from: null }], options);
const kept: readonly MessageRow[] = [{ text: 'text' }];
const groups: Campaign[] = [...campaigns(kept, { least: 3 }), ...campaigns(new Set(kept), { least: null })];
const titles: string[] = incidents('fr').map(({ title }) => title);
export { code, codes, groups, level, page, ready, rows, schema, spans, titles };

// @ts-expect-error a text is a string
check(42);
// @ts-expect-error there is no such option
check('text', { place: 'US' });
// @ts-expect-error a row has a text
checkMany([{ id: 7 }]);
// @ts-expect-error there is no such level
const none: Level = 'scary';
export { none };
`;

for (const [name, compilerOptions] of Object.entries({
  'Node, no types of the browser': { module: 'nodenext', target: 'es2022', lib: ['es2022'] },
  'a bundler': { module: 'esnext', moduleResolution: 'bundler', target: 'es2022', lib: ['es2022', 'dom'] },
})) {
  test(`TypeScript, strict, for ${name}: the types are right and stand alone`, () => {
    write(place, {
      'typed.ts': typed,
      'tsconfig.json': JSON.stringify({
        compilerOptions: { ...compilerOptions, strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: false, noEmit: true, types: [] },
        files: ['typed.ts'],
      }),
    });
    node([bin('typescript', 'tsc'), '--project', place], place);
  });
}

/** What the document of the widget shows for a framework, and a framework that says of tags what React's types say, as far as that goes. */
const react = `declare module 'react' {
  export interface Handler<E, T> { (event: E & { currentTarget: T }): void }
  export interface HTMLAttributes<T> { id?: string; lang?: string; className?: string; children?: unknown; onInput?: Handler<Event, T> }
  export type DetailedHTMLProps<P, T> = P & { ref?: { current: T | null }; key?: string };
  export namespace JSX { interface Element { type: unknown } interface IntrinsicElements { div: HTMLAttributes<HTMLDivElement> } }
}
declare module 'react/jsx-runtime' {
  export { JSX } from 'react';
}
declare const setTip: (tip: string) => void, setReport: (report: import('telltext').Report | null) => void, country: string | undefined, tip: string | null;
`;

test('TypeScript knows the tag in JSX and in the page, as the document of the widget has it', async () => {
  const [declared, ...more] = examples('docs/embedding.md', 'ts');
  const [shown, ...others] = examples('docs/embedding.md', 'jsx');
  assert.deepEqual([more, others], [[], []]);
  write(place, {
    'react.d.ts': react,
    'tell-text.d.ts': declared,
    'page.tsx': `export const shown = ${shown.trim()};
document.querySelector('tell-text')?.addEventListener('telltext-report', ({ detail: { report } }) => setReport(report));
export const level: string | undefined = document.createElement('tell-text').report?.level;
document.createElement('tell-text').without = ['homoglyph'];
// @ts-expect-error there is no such property
export const misspelt = <tell-text regoin="US" />;
// @ts-expect-error an event has a report, and nothing else
export const event = <tell-text ontelltext-report={({ detail }) => detail.level} />;
`,
    'tsconfig.json': JSON.stringify({
      compilerOptions: { module: 'esnext', moduleResolution: 'bundler', target: 'es2022', lib: ['es2022', 'dom'], jsx: 'react-jsx', strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true, types: [] },
      files: ['react.d.ts', 'tell-text.d.ts', 'page.tsx'],
    }),
  });
  node([bin('typescript', 'tsc'), '--project', place], place);

  // They name what the element has, and nothing it has not.
  const types = readFileSync(join(root, 'xtask/npm/tell-text.d.ts'), 'utf8');
  const members = (name) => [...new Set([...new RegExp(`interface ${name} [^{]*\\{\\n([^]*?)^\\}`, 'm').exec(types)[1].matchAll(/^ {2}(?:get |set |readonly )?'?([\w:-]+)'?\??[(:<]/gm)].map(([, member]) => member))].sort();
  const { TellText } = await import(join(root, 'www/tell-text.js'));
  const own = Object.getOwnPropertyNames(TellText.prototype).filter((name) => !/^constructor$|Callback$|^focus$/.test(name));
  assert.deepEqual(members('TellTextElement').filter((name) => !/EventListener$/.test(name)), own.sort());
  const attributes = TellText.observedAttributes.map((name) => (name === 'readonly' ? 'readOnly' : name)).filter((name) => name !== 'lang');
  assert.deepEqual(members('TellTextProps').filter((name) => !/^on/.test(name)), [...attributes, 'defaultValue', 'disabled'].sort());
  const told = [...readFileSync(join(root, 'www/tell-text.js'), 'utf8').matchAll(/#tell\('(\w+)'/g)].map(([, name]) => `telltext-${name}`);
  assert.deepEqual(members('TellTextEventMap'), [...new Set(told)].sort());
});

test('publint finds nothing', () => {
  const said = node([bin('publint'), 'run', tarball(), '--strict'], place);
  assert.match(said, /All good!/);
});

test('arethetypeswrong finds nothing for an ES module', () => {
  const { analysis, problems } = JSON.parse(node([bin('@arethetypeswrong/cli', 'attw'), tarball(), '--profile', 'esm-only', '--format', 'json'], place));
  assert.equal(analysis.packageName, 'telltext');
  // That a CommonJS file cannot require an ES module everywhere is what "type": "module" means.
  assert.deepEqual(Object.keys(problems ?? {}).filter((kind) => kind !== 'CJSResolvesToESM'), []);
});

for (const [name, args] of Object.entries({ deno: ['run', '--allow-read', '--node-modules-dir=manual'], bun: ['run'] })) {
  const there = [process.env[name.toUpperCase()], fromNpm(name), name].find((program) => program && works(program));
  test(`${name} reads a message`, { skip: !there && `${name} is not installed` }, () => {
    write(place, { 'other.js': `import { check } from 'telltext'; console.log(check(${JSON.stringify(MESSAGE)}).level);` });
    assert.equal(run(there, [...args, 'other.js'], place).trim(), 'strong');
  });
}

/** The program that tests/package/engines/ brings for this machine, if it does. */
function fromNpm(name) {
  const { platform, arch } = process;
  const folder = join(root, 'tests/package/engines/node_modules');
  if (name === 'bun') return join(folder, `@oven/bun-${platform}-${arch === 'arm64' ? 'aarch64' : arch}/bin/bun`);
  return join(folder, `@deno/${platform}-${arch}${platform === 'linux' ? '-glibc' : ''}/deno`);
}

function works(program) {
  try {
    run(program, ['--version'], place);
    return true;
  } catch {
    return false;
  }
}
