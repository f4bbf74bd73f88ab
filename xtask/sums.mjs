// SHA-256 of files.
//   node xtask/sums.mjs FILE      prints the hash
//   node xtask/sums.mjs FOLDER    writes SHA256SUMS into it, as `sha256sum --check SHA256SUMS` reads it, and prints that

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [path] = process.argv.slice(2);
const sum = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

if (statSync(path).isDirectory()) {
  const names = readdirSync(path).filter((name) => name !== 'SHA256SUMS').sort();
  const lines = names.map((name) => `${sum(join(path, name))}  ${name}\n`).join('');
  writeFileSync(join(path, 'SHA256SUMS'), lines);
  process.stdout.write(lines);
} else {
  console.log(sum(path));
}
