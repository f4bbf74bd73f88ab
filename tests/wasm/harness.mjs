// What wasm tests stand on: pkg/ as people get it, in Node.

import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'smol-toml';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The JavaScript API of pkg/, as Node gets it. */
export const telltext = () => import('../../pkg/node.js');

/** What the command `telltext` prints for these arguments and this input. Built first if need be. */
export function command(args, input) {
  return execFileSync('cargo', ['run', '--quiet', '--locked', '--package', 'telltext-cli', '--', ...args], {
    cwd: root,
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}

/**
 * Every message the project holds: the examples of the markers and the corpus.
 * @returns {{id: string, text: string, from?: string, received?: string, region?: string}[]}
 */
export function messages() {
  const rows = [];
  for (const [folder, tables] of [['markers', ['raise', 'quiet']], ['tests/corpus', ['message']]]) {
    for (const file of readdirSync(`${root}/${folder}`).filter((name) => name.endsWith('.toml')).sort()) {
      const held = parse(readFileSync(`${root}/${folder}/${file}`, 'utf8'));
      for (const table of tables) {
        for (const [place, { text, from, received, region }] of (held[table] ?? []).entries()) {
          rows.push({ id: `${folder}/${file} ${table} ${place + 1}`, text, from, received: received?.toString(), region });
        }
      }
    }
  }
  return rows;
}
