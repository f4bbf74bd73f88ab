// pkg/ is what people install: it holds what it names, and nothing of whoever built it.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import binaryen from 'binaryen';
import { root } from './harness.mjs';

const pkg = JSON.parse(readFileSync(`${root}/pkg/package.json`, 'utf8'));
const wasm = readFileSync(`${root}/pkg/telltext_bg.wasm`);
const grouping = readFileSync(`${root}/pkg/campaigns_bg.wasm`);

test('the package is called telltext, is a module with types, and holds its files', () => {
  assert.equal(pkg.name, 'telltext');
  assert.equal(pkg.type, 'module');
  for (const file of [pkg.main, pkg.types, ...pkg.files, 'README.md', 'LICENSE-MIT', 'LICENSE-APACHE']) {
    assert.ok(existsSync(`${root}/pkg/${file}`), `${file} is missing`);
  }
});

for (const [name, bytes] of [['the engine', wasm], ['what groups campaigns', grouping]]) {
  test(`${name} is optimised and holds no path of the machine it was built on`, () => {
    assert.ok(WebAssembly.validate(bytes));
    // wasm-opt drops the names of functions; without it they are there.
    assert.deepEqual(WebAssembly.Module.customSections(new WebAssembly.Module(bytes), 'name'), []);
    const text = bytes.toString('latin1');
    for (const path of [homedir(), root.replace(/\/$/, '')]) {
      assert.ok(!text.includes(`${path}/`), `${path} is in the wasm`);
    }
    assert.deepEqual(text.match(/[\w./-]+\.rs\b/g) ?? [], [], 'files of the source are named');
  });

  test(`${name} can ask the outside for nothing that sends`, () => {
    const imports = WebAssembly.Module.imports(new WebAssembly.Module(bytes)).map(({ name }) => name);
    const sending = imports.filter((name) => /fetch|xmlhttp|websocket|beacon|eventsource|worker|rtc/i.test(name));
    assert.deepEqual(sending, []);
  });
}

// The goal is 130 kB; docs/performance.md says what stands in its way. This holds what has been reached.
test('the engine is at most 196 kB packed, and what groups campaigns 40 kB', () => {
  const packed = [wasm, grouping].map((bytes) => brotliCompressSync(bytes).length);
  assert.ok(packed[0] <= 196_000 && packed[1] <= 40_000, `${packed} bytes`);
});

test('when what groups campaigns stops in the middle of its work, the next start is a fresh one, and messages are read again', async () => {
  const module = binaryen.readBinary(grouping);
  binaryen.Function.setBody(module.getFunction(binaryen.getExportInfo(module.getExport('groups')).value), module.unreachable());
  const stopping = module.emitBinary();
  const { init, campaigns, check } = await import('../../pkg/index.js');
  const words = (name) => JSON.parse(readFileSync(`${root}/pkg/words.${name}.json`, 'utf8'));
  const rows = ['Ana', 'Jon'].map((name) => ({ text: `Hi ${name}, your polling place has moved across the river to the old mill` }));
  const code = (act) => {
    try {
      return act();
    } catch (error) {
      return error.code;
    }
  };
  await init(wasm, { words, campaigns: stopping });
  assert.equal(code(() => campaigns(rows)), 'engine-failed');
  assert.equal(code(() => campaigns(rows)), 'not-ready');
  await init(wasm, { words, campaigns: grouping });
  assert.deepEqual(campaigns(rows)[0].members, ['0', '1']);
  assert.deepEqual(campaigns([...rows, ...rows])[0].members, ['0', '1', '2', '3'], 'nothing is left of the rows before');
  assert.equal(check('Reply STOP to end').level, 'none');
});

test('an engine that could not be started is started the next time', () => {
  const script = `
    import { readFileSync } from 'node:fs';
    const { init, campaigns } = await import('./pkg/index.js');
    const words = (name) => JSON.parse(readFileSync(\`pkg/words.\${name}.json\`, 'utf8'));
    const empty = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
    console.log(await init(empty, { words }).catch(({ code }) => code));
    console.log(await init(readFileSync('pkg/telltext_bg.wasm'), { words, campaigns: empty }).catch(({ code }) => code));
    await init(undefined, { words, campaigns: readFileSync('pkg/campaigns_bg.wasm') });
    console.log(campaigns([{ text: 'the old mill is where you vote now, dear neighbor' }, { text: 'the old mill is where you vote now, dear neighbor' }]).length);`;
  assert.equal(execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: root, encoding: 'utf8' }), 'not-loaded\nnot-loaded\n1\n');
});

// Node makes these two when they are first named, in twice the time the engine needs to be ready.
test('an engine that is given its bytes, or a response, is started without naming Request or Response', () => {
  const script = (source) => `
    import { readFileSync } from 'node:fs';
    const bytes = readFileSync('pkg/telltext_bg.wasm');
    const source = ${source};
    let named = 0;
    for (const name of ['Request', 'Response']) {
      const made = globalThis[name];
      Object.defineProperty(globalThis, name, { get: () => ((named += 1), made) });
    }
    const { init, check } = await import('./pkg/index.js');
    await init(source, { words: (name) => JSON.parse(readFileSync(\`pkg/words.\${name}.json\`, 'utf8')) });
    console.log(check('Reply STOP to end').level, named);`;
  for (const source of ['bytes', 'new WebAssembly.Module(bytes)', "new Response(bytes, { headers: { 'Content-Type': 'application/wasm' } })"]) {
    const said = execFileSync(process.execPath, ['--input-type=module', '--eval', script(source)], { cwd: root, encoding: 'utf8' });
    assert.equal(said, 'none 0\n', source);
  }
});
