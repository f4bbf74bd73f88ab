// What Lighthouse says of each view, on a phone and on a desktop.
//   node xtask/measure/lighthouse.mjs [--view check] [--device mobile]     as `cargo xtask measure` does after a build
// The reports are written to dist/lighthouse/.

import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig, generateReport } from 'lighthouse';
import { CHROMIUM, FLAGS, site, table } from './site.mjs';

const { values: asked } = parseArgs({ options: { view: { type: 'string', multiple: true }, device: { type: 'string', multiple: true } } });

/** Out of 100, as promised. */
const LEAST = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 };
const VIEWS = {
  check: '#/check',
  report: `#text=${encodeURIComponent('URGENT: Due to long lines, Maple Party voters now vote on WEDNESDAY. Everyone else votes Tuesday.')}`,
  many: '#/many',
  learn: '#/learn',
  markers: '#/learn/markers',
  about: '#/about',
};
const DEVICES = { mobile: undefined, desktop: desktopConfig };

async function main() {
  const views = asked.view ?? Object.keys(VIEWS);
  const devices = asked.device ?? Object.keys(DEVICES);
  const folder = fileURLToPath(new URL('../../dist/lighthouse/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const server = await site();
  const rows = [['', ...Object.keys(LEAST), 'first paint', 'largest paint', 'blocked', 'moved', '']];
  const missed = [];
  let version;
  try {
    for (const device of devices) {
      for (const view of views) {
        const { lhr } = await run(`${server.origin}/www/?lang=en${VIEWS[view]}`, DEVICES[device]);
        version = lhr.lighthouseVersion;
        const name = `${view}-${device}`;
        writeFileSync(join(folder, `${name}.html`), generateReport(lhr, 'html'));
        const scores = Object.keys(LEAST).map((category) => Math.round(lhr.categories[category].score * 100));
        const low = Object.values(LEAST).some((least, index) => scores[index] < least);
        const figure = (audit) => lhr.audits[audit].displayValue?.replaceAll('\u00a0', ' ') ?? '';
        rows.push([`${view}, ${device}`, ...scores, figure('first-contentful-paint'), figure('largest-contentful-paint'), figure('total-blocking-time'), figure('cumulative-layout-shift'), low ? 'LOW' : 'ok']);
        missed.push(...failures(lhr, name));
      }
    }
  } finally {
    await server.close();
  }
  console.log(`Lighthouse ${version}, packed with brotli, HTTP/2 (load of this machine ${loadavg()[0].toFixed(1)})\n`);
  console.log(table(rows));
  if (missed.length) console.log(`\nNot in order:\n${missed.join('\n')}`);
  console.log(`\nThe reports are in ${folder}`);
  if (rows.some((row) => row.at(-1) === 'LOW')) process.exitCode = 1;
}

async function run(url, config) {
  const chrome = await launch({ chromePath: CHROMIUM, chromeFlags: ['--headless=new', ...FLAGS], logLevel: 'silent' });
  try {
    return await lighthouse(url, { port: chrome.port, logLevel: 'error', onlyCategories: Object.keys(LEAST) }, config);
  } finally {
    await chrome.kill();
  }
}

/** What costs points outside performance, and what is furthest from its best inside. */
function failures(lhr, name) {
  const audits = Object.keys(LEAST).flatMap((category) => lhr.categories[category].auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => [category, lhr.audits[id]]));
  return audits
    .filter(([category, { score }]) => score !== null && score < (category === 'performance' ? 0.9 : 1))
    .map(([category, { id, title, displayValue }]) => `  ${name}: ${category}: ${id}: ${title}${displayValue ? ` (${displayValue})` : ''}`);
}

await main();
