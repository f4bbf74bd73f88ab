// docs/dependencies.md names everything we depend on directly, with its reason, and nothing we do not; versions are locked.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';
import { parse } from 'smol-toml';

const root = new URL('../../', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');
const page = read('docs/dependencies.md');

/** Every folder with a manifest, but for what builds leave behind. */
function manifests(name, folder = '') {
  const left = /^(?:node_modules|target|pkg|dist|vendor|\.git|fixtures)$/;
  return readdirSync(new URL(folder || '.', root), { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return left.test(entry.name) ? [] : manifests(name, `${folder}${entry.name}/`);
    return entry.name === name ? [`${folder}${name}`] : [];
  });
}

const kinds = ['dependencies', 'dev-dependencies', 'build-dependencies'];
function crates(path) {
  const manifest = parse(read(path));
  const tables = [manifest, ...Object.values(manifest.target ?? {})].flatMap((part) => kinds.map((kind) => part[kind] ?? {}));
  return tables.flatMap(Object.keys).filter((name) => !name.startsWith('telltext'));
}
const packages = (path) => ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'].flatMap((kind) => Object.keys(JSON.parse(read(path))[kind] ?? {}));

/** The names a section lists, each with its reason. */
function listed(title) {
  const section = page.split(/^## /m).find((part) => part.startsWith(title));
  assert.ok(section, `no section ${title}`);
  const rows = [...section.matchAll(/^\| ((?:`[^`]+`(?:, )?)+) \| ([^|]+) \| ([^|]+) \|$/gm)];
  for (const [row, , where, why] of rows) assert.ok(where.trim() && why.trim().length > 10, row);
  return rows.flatMap(([, names]) => [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
}

for (const [title, name, of] of [['From crates.io', 'Cargo.toml', crates], ['From npm', 'package.json', packages]]) {
  test(`${title}: what is listed is what is asked for`, () => {
    const asked = [...new Set(manifests(name).flatMap(of))].sort();
    assert.ok(asked.length > 5);
    const there = listed(title);
    assert.deepEqual([...there].sort(), asked);
    assert.equal(new Set(there).size, there.length, 'nothing is listed twice');
  });
}

test('every version is locked: a lock beside every manifest that asks for something, and exact versions from npm', () => {
  for (const path of manifests('package.json')) {
    if (packages(path).length === 0) continue;
    assert.ok(existsSync(new URL(path.replace('package.json', 'package-lock.json'), root)), `${path} has no lock`);
    const manifest = JSON.parse(read(path));
    for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies })) assert.match(version, /^\d+\.\d+\.\d+$/, `${path}: ${name}`);
  }
  for (const path of ['Cargo.lock', 'fuzz/Cargo.lock']) assert.ok(existsSync(new URL(path, root)), path);
});

test('what comes from npm comes from the registry, with its hash, and no script of it runs', () => {
  for (const path of manifests('package-lock.json')) {
    for (const [name, { resolved, integrity, link }] of Object.entries(JSON.parse(read(path)).packages)) {
      if (name === '' || link) continue;
      assert.match(integrity ?? '', /^sha512-/, `${path}: ${name}`);
      if (resolved) assert.match(resolved, /^https:\/\/[^?#]+\.tgz$/, `${path}: ${name}`);
    }
  }
  const sources = readdirSync(new URL('xtask/src', root)).map((name) => read(`xtask/src/${name}`)).join('\n');
  for (const [call] of sources.matchAll(/"ci"[^\]]*/g)) assert.match(call, /"--ignore-scripts"/);
  assert.doesNotMatch(sources, /"npm"\)\s*\.args\(\["install"/);
});
