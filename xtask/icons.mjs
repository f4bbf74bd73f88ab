// Draws the icons of the installed page from www/icon.svg. Needs Chromium; run again when the icon changes.
//   node xtask/icons.mjs

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { find } from '../tests/browser/browsers.mjs';

const www = new URL('../www/', import.meta.url);
const drawing = readFileSync(new URL('icon.svg', www), 'utf8');
const ground = /<rect[^>]*fill="(#\w+)"/.exec(drawing)[1];

/** Name, width in pixels, and how much of the width the drawing takes: a maskable icon is cut round by the phone. */
const icons = [
  ['192', 192, 1],
  ['512', 512, 1],
  ['maskable', 512, 0.8],
  ['touch', 180, 0.9],
];

mkdirSync(new URL('icons', www), { recursive: true });
const browser = await chromium.launch({ executablePath: find('chromium'), args: ['--no-sandbox', '--disable-gpu'] });
for (const [name, size, part] of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const source = `data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}`;
  const backdrop = part === 1 ? 'transparent' : ground;
  await page.setContent(`<body style="margin:0;display:grid;place-items:center;height:100vh;background:${backdrop}"><img src="${source}" width="${size * part}">`);
  writeFileSync(new URL(`icons/${name}.png`, www), await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
