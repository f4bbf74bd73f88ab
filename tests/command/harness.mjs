// What tests of the command stand on that need more than Rust: the command itself, built, and folders of their own.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const ending = process.platform === 'win32' ? '.exe' : '';
const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');

/** The path of a program of ours, built first: `['--package', 'telltext-cli']` and the path under `target/debug/`. */
export function built(options, path) {
  const { status } = spawnSync('cargo', ['build', '--quiet', '--locked', ...options], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error(`cargo build ${options.join(' ')} failed`);
  return join(target, 'debug', `${path}${ending}`);
}

/** The command `telltext`. */
export const telltext = () => built(['--package', 'telltext-cli'], 'telltext');

/** A folder that is gone when the test is done. */
export function folder(t) {
  const path = mkdtempSync(join(tmpdir(), 'telltext-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
