// How many instructions each room takes, counted by valgrind: the same on every run, so that small changes are seen.
//   node benches/peers/instructions.mjs --room PROGRAM
// as `cargo xtask bench instructions` does.

import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';

const ROOMS = ['fold', 'tokens', 'matcher', 'segments', 'letters', 'reading', 'report'];

/** @returns {Record<string, number> | undefined} instructions of one pass over four messages, by room; undefined without valgrind */
export function instructions(room, { quick = false } = {}) {
  if (!room) return undefined;
  const counted = {};
  for (const name of quick ? ['reading'] : ROOMS) {
    // What starting takes is in both counts.
    const [few, many] = [1, 11].map((passes) => count(room, name, passes));
    if (few === undefined) return undefined;
    counted[name] = Math.round((many - few) / 10);
  }
  return counted;
}

function count(room, name, passes) {
  const args = ['--tool=callgrind', '--callgrind-out-file=/dev/null', room, name, String(passes)];
  const { error, status, stderr } = spawnSync('valgrind', args, { encoding: 'utf8' });
  if (error?.code === 'ENOENT') return undefined;
  const [, collected] = /Collected : (\d+)/.exec(stderr ?? '') ?? [];
  if (status !== 0 || !collected) throw new Error(`valgrind ${args.join(' ')}: ${error?.message ?? stderr}`);
  return Number(collected);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { room: { type: 'string' } } });
  const counted = instructions(values.room);
  if (counted) console.table(counted);
  else console.log('valgrind is not installed (Debian: apt install valgrind)');
}
