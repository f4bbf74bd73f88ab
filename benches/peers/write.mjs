// What was measured → the page docs/performance.md. What people wrote into it stays.

import { SHORT } from './texts.mjs';

const BEGIN = '<!-- written by hand: begin -->';
const END = '<!-- written by hand: end -->';

/** The sets of patterns, in words. */
export const WHAT = { all: 'all patterns', part: 'the English part', tenth: 'a tenth of the English part', few: 'a few of the English part' };

/** @param {object} run what run.mjs measured  @param {string} before the page as it stands */
export function page(run, before) {
  const by = (place, key) => run.rows.find((row) => row.place === place && row.key === key) ?? {};
  return `# Performance

Written by \`cargo xtask bench\`, but for the part that says so: ratios from one run on one machine, every candidate after the other, round after round. Figures of another machine differ; ratios hardly. How it is measured, and what each peer can and cannot do: [benches/README.md](../benches/README.md).

${heading(run)}

## What was beaten, what was not, and why

${BEGIN}
${kept(before)}
${END}

## Goals

${goals(run, by)}

${places(run)}

## Native, whole

${native(run)}

## Memory

${memory(run)}

## Instructions

${instructions(run)}
`;
}

/** The page without what is only there for a browser or for people who edit it. */
export const terminal = (page) => page.replace(/<!--.*?-->\n?/g, '');

function kept(before) {
  const from = before.indexOf(BEGIN);
  const to = before.indexOf(END);
  return from < 0 || to < from ? 'Nothing is written here yet.' : before.slice(from + BEGIN.length, to).trim();
}

function heading({ date, machine, about, quick, seconds }) {
  const { patterns, short } = about;
  return [
    quick ? '**A quick try: too few rounds for any figure to mean much, and peers with every hundredth of their patterns (*few*).**\n' : '',
    `${date} · ${machine.processor}, ${machine.cores} cores, ${machine.memory} GiB · ${machine.system} · Node ${machine.node} (V8 ${machine.v8}) · Chromium ${machine.chromium ?? 'not there'} · Rust ${machine.rust} · telltext at ${machine.commit} · ${minutes(seconds)}`,
    '',
    `${short.count} messages of ${SHORT.least} to ${SHORT.most} characters (${short.mean.toFixed(0)} on average, one in four an example of a marker) and texts of 1,024, 10,240 and 65,536. telltext knows ${patterns.all + patterns.left} patterns in three languages. Peers are given ${patterns.all} of them (*all*), the ${patterns.part} that markers are raised by with the English words of their lists (*part*), or every tenth or hundredth of these (*tenth*, *few*): the most they could take in good time.`,
  ].join('\n').trim();
}

/** What was wanted: at least, the aim, and what came out. */
function goals(run, by) {
  if (run.quick) return 'Goals are held against a whole run only.';
  const rows = [];
  const add = (what, least, aim, value, { more = false, unit = ' ×', digits } = {}) => {
    const met = (bound) => value !== undefined && (more ? value >= bound : value <= bound);
    const said = value === undefined ? '–' : `${figure(value, digits)}${unit}`;
    const word = value === undefined ? 'not measured' : met(aim) ? 'aim met' : met(least) ? 'met' : '**not met**';
    const sign = more ? '≥' : '≤';
    rows.push([what, `${sign} ${figure(least)}${unit}`, `${sign} ${figure(aim)}${unit}`, said, word]);
  };
  const ratio = (a, b) => (a === undefined || b === undefined ? undefined : a / b);
  for (const [place, name, least, aim] of [['node', 'Node', 20, 6], ['chromium', 'Chromium', 8, 3.5]]) {
    add(`the reading, kept inside, against the floor, ${name}`, least, aim, ratio(by(place, 'reading').perMessage, by(place, 'copy').perMessage));
  }
  for (const [place, name, least, aim] of [['node', 'Node', 8, 30], ['chromium', 'Chromium', 5, 20]]) {
    add(`faster than a RegExp per pattern, ${name}`, least, aim, ratio(by(place, 'each').perMessage, by(place, 'reading').perMessage), { more: true });
  }
  for (const [place, name, least, aim] of [['node', 'Node', 1.5, 3], ['chromium', 'Chromium', 1.5, 2]]) {
    add(`faster than Aho-Corasick by hand, then RegExp, ${name}`, least, aim, ratio(by(place, 'automaton').perMessage, by(place, 'reading').perMessage), { more: true });
  }
  add('the report as an object, against the reading alone, Node', 4, 2, ratio(by('node', 'report').perMessage, by('node', 'reading').perMessage));
  for (const [key, name] of [['yara', '@virustotal/yara-x'], ['harper', 'harper.js']]) {
    const { set } = by('node', key);
    add(`faster than ${name}${set ? `, which reads with ${WHAT[set]}` : ''}, Node`, 1_000, 5_000, ratio(by('node', key).perMessage, by('node', 'reading').perMessage), { more: true });
  }
  add('ready, against an empty module, Node', 12, 5, ratio(by('node', 'reading').ready, by('node', 'empty').ready));
  add('growth exponent, 1 k to 64 k characters, Node', 1.05, 1, by('node', 'reading').exponent, { unit: '', digits: 2 });
  add('worst hostile slowdown a character, Node', 4, 2, by('node', 'reading').worst?.slowdown, { digits: 1 });
  add('native, one core, JSON Lines in and out, messages a second', 44_000, 133_000, run.throughput?.perSecond, { more: true, unit: '' });
  const { memory: used } = by('node', 'report');
  const [, tenth, whole] = used ? Object.values(used) : [];
  add('memory growth from a tenth of the messages to all of them', 0, 0, used ? whole - tenth : undefined, { unit: ' B' });
  return table(['what', 'at least', 'aim', 'measured', ''], rows);
}

function places(run) {
  const parts = [];
  for (const [place, title] of [['node', 'In Node'], ['chromium', 'In Chromium'], ['native', 'Natively']]) {
    const rows = run.rows.filter((row) => row.place === place);
    if (rows.length === 0) continue;
    const floor = rows.find(({ key }) => key === 'copy')?.perMessage;
    const empty = rows.find(({ key }) => key === 'empty')?.ready;
    parts.push(`## ${title}\n\n${table(
      ['candidate', 'patterns', 'it says', ...(place === 'node' ? ['bytes', 'gzip', 'brotli'] : []), 'ready', ...(empty ? ['× empty'] : []), 'a message', '× floor', 'MB/s', 'exponent', 'worst slowdown'],
      rows.map((row) => [
        row.title,
        row.set ?? '',
        row.says,
        ...(place === 'node' ? [row.sizes?.raw, row.sizes?.gzip, row.sizes?.brotli].map(kilobytes) : []),
        ...figures(row, floor, empty, run.about.bytes),
      ]),
    )}\n${absent(rows)}`);
  }
  return parts.join('\n');
}

function figures({ key, ready, perMessage, exponent, upTo, worst }, floor, empty, bytes) {
  const timed = key !== 'empty' && perMessage !== undefined;
  return [
    duration(ready),
    ...(empty ? [ready ? figure(ready / empty) : '–'] : []),
    timed ? duration(perMessage) : '–',
    timed && floor ? figure(perMessage / floor) : '–',
    timed ? figure(bytes / perMessage / 1_000) : '–',
    timed && exponent !== undefined ? `${exponent.toFixed(2)}${upTo === '64k' ? '' : ` (to ${upTo})`}` : '–',
    timed && worst ? `${figure(worst.slowdown)} × (${worst.name})` : '–',
  ];
}

const absent = (rows) =>
  rows
    .map(({ title, absent: why, note }) => (why ? `\nNo figures, or not all, for ${title}: ${why}.\n` : note ? `\n${title}: ${note}.\n` : ''))
    .join('');

function native({ throughput }) {
  if (!throughput) return 'Not measured in this run.';
  const minutesFor = (messages) => (messages / throughput.perSecond / 60).toFixed(0);
  return `\`telltext batch --format jsonl --threads 1\`, ${thousands(throughput.messages)} messages: **${thousands(throughput.perSecond)} a second** on one core; 80 million in ${minutesFor(80e6)} minutes.`;
}

function memory(run) {
  const rows = run.rows.filter((row) => row.memory);
  if (rows.length === 0) return 'Not measured in this run.';
  const counts = Object.keys(rows[0].memory);
  return `The memory of the module, after so many messages:\n\n${table(
    ['', ...counts.map((count) => thousands(Number(count)))],
    rows.map((row) => [`${row.title}, ${row.place}`, ...Object.values(row.memory).map((size) => `${thousands(size / 1024)} KiB`)]),
  )}`;
}

function instructions({ counted }) {
  if (!counted) return 'Not counted in this run: valgrind was not there (Debian: apt install valgrind).';
  const rows = Object.entries(counted).map(([room, count]) => [room, thousands(count)]);
  return `Native instructions of one pass over four messages, counted by callgrind (\`cargo xtask bench instructions\`): the same on every run.\n\n${table(['room', 'instructions'], rows)}`;
}

const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const thousands = (number) => Math.round(number).toLocaleString('en-US');
const kilobytes = (bytes) => (bytes === undefined ? '–' : `${figure(bytes / 1000)} kB`);
const minutes = (seconds) => (seconds < 120 ? `measured in ${seconds} s` : `measured in ${(seconds / 60).toFixed(0)} minutes`);

/** Three digits that mean something. */
function figure(number, digits) {
  if (digits !== undefined) return number.toFixed(digits);
  if (number === 0) return '0';
  return Math.abs(number) >= 100 ? thousands(number) : String(Number(number.toPrecision(3)));
}

function duration(milliseconds) {
  if (milliseconds === undefined) return '–';
  if (milliseconds >= 1_000) return `${figure(milliseconds / 1_000)} s`;
  if (milliseconds >= 1) return `${figure(milliseconds)} ms`;
  return `${figure(milliseconds * 1_000)} µs`;
}
