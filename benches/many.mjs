// A million messages through `telltext batch` and `telltext campaigns`: how many a second, how much memory, how both grow.
//   node benches/many.mjs [COUNT…] [--telltext PROGRAM] [--threads N] [--note TEXT] [--write]
// Without counts: 10000 100000 1000000. Messages are those of examples/generate.rs, the same every time. It takes GNU time
// (apt install time) and, for a million, 6 GB of free space in the folder for temporary files. --write keeps the result in docs/many-messages.md,
// with what --note says of the run.

import { spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, openSync, closeSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { telltext: { type: 'string' }, generate: { type: 'string' }, threads: { type: 'string', default: '2' }, note: { type: 'string', default: '' }, write: { type: 'boolean', default: false } },
});
const counts = positionals.length ? positionals.map(Number) : [10_000, 100_000, 1_000_000];
const SEED = '1';
const BROKEN = '1'; // per cent

function built(options, path) {
  const { status } = spawnSync('cargo', ['build', '--quiet', '--locked', '--release', ...options], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error(`cargo build ${options.join(' ')} failed`);
  return join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'release', path);
}

const telltext = values.telltext ?? built(['--package', 'telltext-cli'], 'telltext');
const generate = values.generate ?? built(['--example', 'generate'], 'examples/generate');
const place = mkdtempSync(join(tmpdir(), 'telltext-many-'));
process.on('exit', () => rmSync(place, { recursive: true, force: true }));

/** Runs it with its output in a file; says how long it took, of which how much on processors, and the most memory it held. */
function timed(program, args, out) {
  const about = join(place, 'time');
  const file = openSync(out, 'w');
  const { status, error } = spawnSync('/usr/bin/time', ['-f', '%e %U %S %M', '-o', about, program, ...args], { stdio: ['ignore', file, 'inherit'] });
  closeSync(file);
  if (error) throw new Error(`GNU time is needed at /usr/bin/time: ${error.message}`);
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}`);
  const [wall, user, system, peak] = readFileSync(about, 'utf8').trim().split(/\s+/).map(Number);
  return { wall, processor: user + system, peak };
}

const lines = async function* (path) {
  // Bytes as they are: some lines are no text.
  yield* createInterface({ input: createReadStream(path, { encoding: 'latin1' }), crlfDelay: 0 });
};

/** Whether a line is a row: JSON, in UTF-8, with a text. */
function whole(line) {
  try {
    return typeof JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(line, 'latin1'))).text === 'string';
  } catch {
    return false;
  }
}

/** Every line is answered in its place: a row with its report, anything else with its number and why. */
async function answered(input, output) {
  const answers = lines(output);
  let number = 0;
  let broken = 0;
  for await (const line of lines(input)) {
    number += 1;
    const { value: answer = '' } = await answers.next();
    const ok = whole(line);
    broken += ok ? 0 : 1;
    if (!answer.startsWith(ok ? `{"id":${number},"report":{` : `{"line":${number},"error":`)) throw new Error(`line ${number}: ${line.slice(0, 80)} was answered with ${answer.slice(0, 80)}`);
  }
  if (!(await answers.next()).done) throw new Error('there are more answers than lines');
  return { number, broken };
}

const grouped = (number) => number.toLocaleString('en-US');
const rows = [];
for (const count of counts) {
  const input = join(place, 'in.jsonl');
  const out = join(place, 'out.jsonl');
  timed(generate, [String(count), '--seed', SEED], input);
  const batch = timed(telltext, ['batch', input, '--threads', values.threads], out);
  const { broken } = await answered(input, out);
  if (broken !== 0) throw new Error(`${broken} generated lines are broken`);
  const campaigns = timed(telltext, ['campaigns', '--as', 'json', input, '--threads', values.threads], out);
  let groups = 0;
  for await (const line of lines(out)) groups += line ? 1 : 0;
  rows.push({ count, bytes: statSync(input).size, batch, campaigns, groups });
  console.error(`${grouped(count)}: batch ${batch.wall} s, campaigns ${campaigns.wall} s`);
}

const last = counts.at(-1);
const input = join(place, 'in.jsonl');
const out = join(place, 'out.jsonl');
timed(generate, [String(last), '--seed', SEED, '--broken', BROKEN], input);
timed(telltext, ['batch', input, '--threads', values.threads], out);
const { number, broken } = await answered(input, out);

/** How the work grows: 1 is with the number of messages, 2 with its square. */
const exponent = (name, now, before) => (before ? (Math.log(now[name].processor / before[name].processor) / Math.log(now.count / before.count)).toFixed(2) : '–');
const table = (name, more = () => '') =>
  rows
    .map((row, at) => `| ${grouped(row.count)} | ${row[name].wall.toFixed(1)} s | ${row[name].processor.toFixed(1)} s | ${grouped(Math.round(row.count / row[name].wall))} | ${grouped(Math.round(row.count / row[name].processor))} | ${grouped(Math.round(row[name].peak / 1024))} MB | ${exponent(name, row, rows[at - 1])} |${more(row)}`)
    .join('\n');

const HEAD = '| messages | time | on processors | messages a second | a second on a processor | most memory | exponent |';
/** What a message more adds to the memory of `campaigns`. */
const each = Math.round(((rows.at(-1).campaigns.peak - rows[0].campaigns.peak) * 1024) / (rows.at(-1).count - rows[0].count || 1));
const busy = loadavg()[1] > cpus().length + Number(values.threads) ? ` Other work kept the machine busy meanwhile (${Math.round(loadavg()[1])} wanted its ${cpus().length} processors), so time says less than time on processors.` : '';
const page = `<!-- Made by: node benches/many.mjs --write -->

# Many messages

Measured with \`node benches/many.mjs\` on ${cpus()[0].model.trim()}, ${values.threads} threads: messages of \`examples/generate.rs\` (seed ${SEED}, ${Math.round(rows.at(-1).bytes / rows.at(-1).count)} bytes each as JSON Lines), read from a file, answers written to a file.${values.note && ` ${values.note}`}${busy} The exponent says how the time on processors grows from one row to the next: 1 is with the number of messages, 2 would be with its square.

## telltext batch

${HEAD}
|---|---|---|---|---|---|---|
${table('batch')}

Of ${grouped(number)} lines of which ${grouped(broken)} were broken (cut off, not JSON, not UTF-8, without a text), all the others were answered, each in its place, and each broken line with its number and the reason.

## telltext campaigns

${HEAD} groups |
|---|---|---|---|---|---|---|---|
${table('campaigns', ({ groups }) => ` ${grouped(groups)} |`)}

It keeps a signature of each message and a few texts of each wording, so its memory grows with the messages: about ${each} bytes each.
`;
if (values.write) writeFileSync(join(root, 'docs/many-messages.md'), page);
console.log(page);
