// How well pictures of messages are read: draws them, reads them with the code of the page, and writes
// docs/evaluation-pictures.md and the part about pictures of docs/evaluation.md.
//   node tests/pictures/measure.mjs [--only PART] [--keep FOLDER]
// Needs Chromium, pkg/ (cargo xtask build) and, for phones to look like phones, the fonts Roboto, Inter and Noto Color Emoji
// (Debian: apt install fonts-roboto fonts-inter fonts-noto-color-emoji). `--only` reads the pictures whose line has PART in it and writes
// nothing; `--keep` leaves the pictures in a folder.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { serve } from '../../xtask/serve.mjs';
import { find } from '../browser/browsers.mjs';
import { report, shortfalls, withPictures } from './report.mjs';
import { screenshot } from './render.mjs';
import { accuracy } from './score.mjs';
import { shots } from './shots.mjs';

const { values } = parseArgs({ options: { only: { type: 'string' }, keep: { type: 'string' } } });
const fonts = ['Roboto', 'Inter', 'Noto Color Emoji'];

const site = await serve();
const browser = await chromium.launch({ executablePath: find('chromium'), args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
try {
  await main();
} finally {
  await browser.close();
  await site.close();
}

async function main() {
  const missing = fonts.filter((font) => !installed(font));
  if (missing.length > 0) throw new Error(`not installed: ${missing.join(', ')} (Debian: apt install fonts-roboto fonts-inter fonts-noto-color-emoji)`);
  const reading = await opened();
  const results = [];
  const chosen = shots().filter((shot) => !values.only || nameOf(shot).includes(values.only));
  // Language by language, so that the data of each is loaded once.
  for (const shot of [...chosen].sort((a, b) => a.lang.localeCompare(b.lang) || a.index - b.index)) {
    const { bytes, sender } = await picture(shot);
    if (values.keep) {
      mkdirSync(values.keep, { recursive: true });
      writeFileSync(join(values.keep, `${nameOf(shot).replaceAll(/[ ,]+/g, '-')}.png`), bytes);
    }
    const read = await reading.evaluate(readIt, { picture: bytes.toString('base64'), language: shot.lang, typed: shot.text });
    const result = { ...shot, typed: shot.text, ...read, sender, ...accuracy(shot.text, read.text ?? '') };
    results.push(result);
    show(result);
  }
  results.sort((a, b) => a.index - b.index);
  if (values.only) return;
  const { version } = JSON.parse(readFileSync(new URL('../../node_modules/tesseract.js/package.json', import.meta.url), 'utf8'));
  const text = report(results, { version: `${version}, data 4.0.0_best_int` });
  console.log(text);
  writeFileSync(new URL('../../docs/evaluation-pictures.md', import.meta.url), text);
  const page = new URL('../../docs/evaluation.md', import.meta.url);
  writeFileSync(page, withPictures(readFileSync(page, 'utf8'), results));
  const short = shortfalls(results);
  if (short.length > 0) throw new Error(`not as promised: ${short.join('; ')}`);
}

function installed(font) {
  return execFileSync('fc-list', [font], { encoding: 'utf8' }).trim() !== '';
}

function nameOf({ index, way, scale, phone, theme, lang }) {
  return `${String(index).padStart(2, '0')} ${way} ${phone} ${theme} ${scale}x ${lang}`;
}

function show(result) {
  const { words, text, error, milliseconds, same } = result;
  console.log(`${nameOf(result)}: ${words.right}/${words.of} words${same ? '' : ', other markers'}, ${Math.round(milliseconds)} ms${error ? `, ${error}` : ''}`);
  if (result.sender.replace(/\D/g, '') !== result.found.replace(/\D/g, '')) console.log(`   sender ${result.sender}, found ${result.found}`);
  if (words.right < words.of || !same) console.log(`   typed ${JSON.stringify(result.typed)}\n   read  ${JSON.stringify(text ?? '')}\n   ${JSON.stringify(result.markers)} ${JSON.stringify(result.doubtful)}`);
}

async function opened() {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.log('   ', error));
  await page.goto(`${site.origin}/www/`);
  await page.waitForSelector('html[data-ready]');
  return page;
}

/** In the page: what it does itself, from a file to a text and its report. */
async function readIt({ picture, language, typed }) {
  const { Reader } = await import('/www/picture/reader.js');
  const { load } = await import('/www/picture/store.js');
  const { questioned } = await import('/www/picture/doubts.js');
  const { engine } = await import('/www/engine.js');
  const pkg = await engine({ language });
  globalThis.reading ??= { reader: new Reader() };
  const { reader } = globalThis.reading;
  if (globalThis.reading.language !== language) {
    await reader.start(await load(language, { keep: false, progress: () => {}, signal: new AbortController().signal }));
    globalThis.reading.language = language;
  }
  const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
  const began = performance.now();
  const markers = (report) => [...new Set(report.findings.map(({ marker }) => marker))].sort();
  const before = markers(pkg.check(typed, { language }));
  try {
    const looked = await reader.look(new Blob([bytes]));
    const { text, words } = await reader.read(looked.chosen);
    const milliseconds = performance.now() - began;
    const report = pkg.check(text, { language, picture: true });
    const after = markers(report);
    return {
      text,
      milliseconds,
      bubbles: looked.bubbles.length,
      found: looked.sender,
      doubtful: questioned({ words }, report.findings)
        .filter(({ doubtful }) => doubtful)
        .map((word) => word.text),
      same: String(before) === String(after),
      markers: { missing: before.filter((one) => !after.includes(one)), more: after.filter((one) => !before.includes(one)) },
    };
  } catch (error) {
    return { text: '', error: error.code ?? String(error), milliseconds: performance.now() - began, same: false, markers: {}, doubtful: [], found: '', bubbles: 0 };
  }
}

async function picture(shot) {
  const { html, width, sender } = screenshot(shot);
  const page = await browser.newPage({ viewport: { width, height: 300 }, deviceScaleFactor: shot.scale });
  try {
    await page.setContent(html);
    if (shot.way === 'slightly rotated') await page.addStyleTag({ content: `html { background: #777; } body { transform: rotate(${shot.index % 2 ? 1.4 : -1.2}deg); }` });
    if (shot.way === 'cropped') {
      const box = await page.locator('.line:not(.sent) .bubble').last().boundingBox();
      const clip = { x: Math.max(0, box.x - 10), y: box.y - 6, width: Math.min(width, box.width + 24), height: box.height + 12 };
      return { bytes: await page.screenshot({ clip, fullPage: true }), sender: '' };
    }
    if (shot.way === 'JPEG, quality 40') return { bytes: await page.screenshot({ fullPage: true, type: 'jpeg', quality: 40 }), sender };
    const bytes = await page.screenshot({ fullPage: true });
    return { bytes: shot.way === 'scaled down' ? await smaller(page, bytes, shot.index % 2 ? 0.5 : 0.4) : bytes, sender };
  } finally {
    await page.close();
  }
}

async function smaller(page, bytes, by) {
  const data = await page.evaluate(
    async ({ source, scale }) => {
      const all = await createImageBitmap(new Blob([Uint8Array.from(atob(source), (letter) => letter.charCodeAt(0))]));
      const canvas = new OffscreenCanvas(Math.round(all.width * scale), Math.round(all.height * scale));
      const pen = canvas.getContext('2d');
      pen.imageSmoothingQuality = 'high';
      pen.drawImage(all, 0, 0, canvas.width, canvas.height);
      const file = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
      let text = '';
      for (const byte of file) text += String.fromCharCode(byte);
      return btoa(text);
    },
    { source: bytes.toString('base64'), scale: by },
  );
  return Buffer.from(data, 'base64');
}
