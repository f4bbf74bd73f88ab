// What consumers' tests stand on: pkg/ packed as npm would publish it, installed into an empty project.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A message that raises something, and what its level is. */
export const MESSAGE = 'URGENT: Due to long lines, Maple Party voters now vote on WEDNESDAY. Everyone else votes Tuesday.';

/** A folder that is gone when the test file is done. */
export function folder() {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'telltext-')));
  process.on('exit', () => rmSync(path, { recursive: true, force: true }));
  return path;
}

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** The tarball, packed once for this test file. */
export function tarball() {
  packed ??= pack();
  return packed;
}
let packed;

function pack() {
  const place = folder();
  const [{ filename }] = JSON.parse(execFileSync(npm, ['pack', '--json', '--loglevel=error', '--pack-destination', place], { cwd: join(root, 'pkg'), encoding: 'utf8' }));
  return join(place, filename);
}

/** An empty project with the tarball installed and nothing else; `files` are written into it. Nothing is asked of a registry. */
export function project(files = {}) {
  const place = folder();
  write(place, { 'package.json': '{ "name": "consumer", "private": true, "type": "module" }', ...files });
  execFileSync(npm, ['install', '--offline', '--no-audit', '--no-fund', '--loglevel=error', tarball()], { cwd: place, stdio: ['ignore', 'ignore', 'inherit'] });
  return place;
}

/** Writes files into a folder. */
export function write(place, files) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(place, name), text);
}

/** What a program prints. What it says when it fails is in the error. */
export function run(program, args, place) {
  try {
    return execFileSync(program, args, { cwd: place, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_PATH: '', FORCE_COLOR: '0' } });
  } catch (error) {
    throw new Error(`${program} ${args.join(' ')}\n${error.stdout}${error.stderr}`);
  }
}

/** What Node prints. */
export const node = (args, place) => run(process.execPath, args, place);

/** The path of a command of one of our own packages: `bin('vite')`, `bin('typescript', 'tsc')`. */
export function bin(name, command = name) {
  const manifest = join(root, 'node_modules', name, 'package.json');
  const { bin: bins } = JSON.parse(readFileSync(manifest, 'utf8'));
  return join(dirname(manifest), typeof bins === 'string' ? bins : bins[command]);
}

/** The code examples of a Markdown file, in order. */
export function examples(path, language) {
  const text = readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n');
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, 'gm'))].map(([, code]) => code);
}

/** Every `console.log(…); // what it prints` of an example → what it should print, in order; the words after a colon are for people. */
export function promised(code) {
  return [...code.matchAll(/console\.log\(.*\);? \/\/ ([^:\n]+)/g)].map(([, said]) => said.trim());
}
