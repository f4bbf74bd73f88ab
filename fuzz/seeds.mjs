// The messages we have and the files of markers/ → fuzz/corpus/, where each target begins. `cargo xtask fuzz` runs it.
//   node fuzz/seeds.mjs

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'smol-toml';

const root = fileURLToPath(new URL('..', import.meta.url));
/** As `BETWEEN` of fuzz/src/check.rs. */
const BETWEEN = '\u001e';
/** As `KINDS` of fuzz/src/files.rs, in its order. */
const KINDS = ['', 'words', 'signals', 'guards', 'regions', 'incidents'];
/** Of long lists of alike files some are enough to begin with. */
const SOME = 40;

const toml = (folder) => readdirSync(`${root}/${folder}`).filter((name) => name.endsWith('.toml')).sort().map((name) => readFileSync(`${root}/${folder}/${name}`, 'utf8'));
const messages = toml('tests/corpus').flatMap((text) => parse(text).message ?? []);

function write(target, contents) {
  const folder = `${root}/fuzz/corpus/${target}`;
  mkdirSync(folder, { recursive: true });
  for (const content of contents) {
    const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content);
    writeFileSync(`${folder}/${createHash('sha1').update(bytes).digest('hex')}`, bytes);
  }
}

const texts = messages.map(({ text }) => text);
const cell = (text) => `"${String(text).replaceAll('"', '""')}"`;
const lines = messages.map(({ name, text, from, received, region }) => JSON.stringify({ id: name, text, from, received, region }));
const table = (delimiter) => messages.slice(0, SOME).map(({ name, text, from = '' }) => `id${delimiter}text${delimiter}from\n${[name, text, from].map(cell).join(delimiter)}\n`);
const chunks = (list, size) => Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, at * size + size));

write('check', messages.map(({ text, from = '', received = '', region = '', lang }) => [text, from, received, region, lang].join(BETWEEN)));
write('fold', texts);
write('tokens', texts);
write('pattern', toml('markers').flatMap((text) => [...text.matchAll(/^ {2}"(.*?)",?$/gm)].map(([, pattern]) => pattern)).slice(0, 600));
write('files', KINDS.flatMap((part, kind) => toml(`markers/${part}`).filter((text) => part || text.includes('[[raise]]')).slice(0, SOME).map((text) => Buffer.concat([Buffer.from([kind]), Buffer.from(text)]))));
write('rows', [
  ...chunks(lines, 3).slice(0, SOME).map((some) => `\u0000${some.join('\n')}\n`),
  ...table(',').map((text) => `\u0001${text}`),
  ...table('\t').map((text) => `\u0002${text}`),
  ...chunks(texts, 4).slice(0, SOME).map((some) => `\u0003${some.join('\n')}\n`),
  ...lines.slice(0, SOME).map((line) => Buffer.concat([Buffer.from([4]), Buffer.from([0xff, 0xfe]), Buffer.from(line, 'utf16le')])),
]);
write('sarif', messages.map(({ name, text }) => `${name}/script.txt${BETWEEN}${text}`));
