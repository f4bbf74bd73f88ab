// Everyone reads the same messages, one after the other in one run → docs/performance.md, and the same on the terminal.
//   node benches/peers/run.mjs [--quick] [--cli PROGRAM] --native PROGRAM --made PROGRAM --room PROGRAM
// as `cargo xtask bench` does after it has built and installed what is needed.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { CANDIDATES } from './candidates/index.mjs';
import { instructions } from './instructions.mjs';
import { lines } from './lines.mjs';
import { measure, QUICK, WHOLE } from './measure.mjs';
import { NoAnswer } from './places/asking.mjs';
import { startChromium } from './places/chromium.mjs';
import { openInNode } from './places/node.mjs';
import { openProgram } from './places/program.mjs';
import { folder, prepare, root } from './prepare.mjs';
import { ships } from './ships.mjs';
import { page, terminal, WHAT } from './write.mjs';

const { values: given } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    native: { type: 'string' },
    made: { type: 'string' },
    room: { type: 'string' },
    cli: { type: 'string' },
    only: { type: 'string', multiple: true },
  },
});
const amount = given.quick ? QUICK : WHOLE;
const begun = Date.now();
const log = (words) => console.log(`${((Date.now() - begun) / 1000).toFixed(0).padStart(4)} s  ${words}`);

async function main() {
  log('Messages and patterns');
  const jsonl = execFileSync(given.made, ['8000', '1'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const made = jsonl.trimEnd().split('\n').map((line) => JSON.parse(line).text);
  const about = prepare(made);

  const browser = await startChromium().catch((error) => {
    if (!(error instanceof NoAnswer)) throw error;
    return { version: undefined, open: () => Promise.reject(error), close: async () => {} };
  });
  const built = execFileSync(given.native, { encoding: 'utf8' }).trim().split('\n');
  const candidates = CANDIDATES.filter(({ place, key }) => !given.only || given.only.some((part) => `${place} ${key}`.includes(part)))
    .map((candidate) => ({ ...candidate, open: opener(candidate, browser, built) }));
  log('Bytes');
  const sizes = {};
  for (const name of new Set(candidates.map(({ ships: name }) => name).filter(Boolean))) sizes[name] = ships(name, given);
  const results = await measure(candidates, amount, log);
  await browser.close();

  log('Lines of JSON through the command');
  const throughput = given.cli ? lines(given.cli, jsonl, given) : undefined;
  log('Instructions');
  const counted = instructions(given.room, given);

  const run = {
    quick: given.quick,
    seconds: Math.round((Date.now() - begun) / 1000),
    date: new Date().toISOString().slice(0, 10),
    machine: machine(browser.version),
    about,
    rows: candidates.map((candidate) => ({ ...candidate, ...results.get(candidate), sizes: sizes[candidate.ships] })),
    throughput,
    counted,
  };
  const path = `${root}docs/performance.md`;
  const written = page(run, existsSync(path) ? readFileSync(path, 'utf8') : '');
  if (given.quick || given.only) {
    writeFileSync(`${folder}/performance.md`, written);
    log('target/bench/performance.md is written; docs/performance.md is left as it is.');
  } else {
    writeFileSync(path, written);
    log('docs/performance.md is written.');
  }
  console.log(`\n${terminal(written)}`);
}

/** Opens a candidate with the first of its sets of patterns that it can take; the same ever after. */
function opener(candidate, browser, built) {
  const start = starter(candidate, browser, built);
  const sets = given.quick ? ['few'] : [...(candidate.sets ?? ['all'])];
  const refused = [];
  return async (patience) => {
    for (;;) {
      try {
        const lane = await start(sets[0], patience);
        return { ...lane, set: candidate.sets && sets[0], note: [lane.note, ...refused].filter(Boolean).join('; ') };
      } catch (error) {
        if (!(error instanceof NoAnswer) || sets.length === 1) throw error;
        refused.push(`with ${WHAT[sets.shift()]}: ${error.message}`);
      }
    }
  };
}

/** How a candidate is started where it belongs. */
function starter(candidate, browser, built) {
  const { place, key } = candidate;
  if (place === 'node') return (set, patience) => openInNode(candidate, set, patience);
  if (place === 'chromium') return (set, patience) => browser.open(candidate, set, patience);
  if (key === 'spamassassin') {
    return async (_, patience) => {
      if (!existsSync('/usr/share/perl5/Mail/SpamAssassin.pm')) throw new NoAnswer('not installed (Debian: apt install spamassassin)');
      return openProgram('perl', [`${root}benches/peers/places/spamassassin.pl`, `${folder}/texts.json`], patience);
    };
  }
  return async (set, patience) => {
    if (!built.includes(key)) throw new NoAnswer('not installed (Debian: apt install libhyperscan-dev)');
    return openProgram(given.native, [key, `${folder}/${set}.filled.json`, `${folder}/texts.json`], patience);
  };
}

function machine(chromium) {
  const [{ model }] = cpus();
  const version = (program, ...args) => execFileSync(program, args, { encoding: 'utf8' }).trim();
  const git = (...args) => version('git', '-C', root, ...args);
  return {
    processor: model.trim(),
    cores: cpus().length,
    memory: Math.round(totalmem() / 2 ** 30),
    system: existsSync('/etc/os-release') ? /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] : process.platform,
    node: process.version,
    v8: process.versions.v8,
    chromium,
    rust: version('rustc', '--version').split(' ')[1],
    commit: `${git('rev-parse', '--short=12', 'HEAD')}${git('status', '--porcelain', '--untracked-files=no') ? ' with changes' : ''}`,
  };
}

await main();
