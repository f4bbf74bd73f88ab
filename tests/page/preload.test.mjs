// www/index.html asks at once for every module the first view needs: none waits for another to be read first.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import test from 'node:test';

const read = (path) => readFileSync(new URL(`../../www/${path}`, import.meta.url), 'utf8');

function reach(path, seen = new Set()) {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const [, from] of read(path).matchAll(/^import [^;]*?from '([^']+)';/gm)) reach(normalize(join(dirname(path), from)), seen);
  return seen;
}

test('the modules of the first view are the modules preloaded', () => {
  const needed = new Set([...reach('early.js'), ...reach('page.js'), ...reach('views/check.js')]);
  const preloaded = [...read('index.html').matchAll(/<link rel="modulepreload" href="([^"]+)">/g)].map(([, href]) => href).filter((href) => !href.startsWith('..'));
  assert.deepEqual([...preloaded].sort(), [...needed].sort());
});
