// What the tests of pictures share: pictures drawn on the spot, and the panel's parts by role.

import { deflateSync } from 'node:zlib';
import { screenshot } from '../pictures/render.mjs';
import { browser } from './harness.mjs';

export const TEXT = 'Because of long lines, Democrats now vote on Wednesday. Details: vote.example/info';
export const FROM = '(215) 555-0142';

/** A screenshot of a conversation that ends with `text`, as a PNG. */
export async function drawn(shot = {}) {
  const { html, width } = screenshot({ text: TEXT, lang: 'en', phone: 'android', theme: 'light', index: 0, conversation: true, ...shot });
  const page = await (await browser()).newPage({ viewport: { width, height: 300 }, deviceScaleFactor: 2 });
  await page.setContent(html);
  const buffer = await page.screenshot({ fullPage: true, type: shot.type ?? 'png' });
  await page.close();
  return { name: 'screenshot.png', mimeType: 'image/png', buffer };
}

/** Anything drawn by a browser: HTML → PNG. */
export async function drawnHtml(html, options = {}) {
  const page = await (await browser()).newPage({ viewport: { width: 500, height: 260 }, ...options.page });
  await page.setContent(html);
  const buffer = await page.screenshot(options.picture);
  await page.close();
  return buffer;
}

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([number(data.length), body, number(checksum(body))]);
}

function number(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** A PNG that says it is of this size, however little is in it. */
export function claiming(width, height) {
  const head = Buffer.concat([number(width), number(height), Buffer.from([1, 0, 0, 0, 0])]);
  const rows = Buffer.alloc(Math.min(2_000_000, Math.ceil(width / 8 + 1) * height));
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

/** Two PNGs of one size → one that moves from the first to the second. */
export function animated(first, second) {
  const parts = (png) => {
    const found = [];
    for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) found.push([png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + png.readUInt32BE(at))]);
    return found;
  };
  const pixels = (png) => Buffer.concat(parts(png).filter(([type]) => type === 'IDAT').map(([, data]) => data));
  const [[, head]] = parts(first);
  const frame = (turn) => chunk('fcTL', Buffer.concat([number(turn), head.subarray(0, 8), number(0), number(0), Buffer.from([0, 1, 0, 1, 0, 0])]));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('acTL', Buffer.concat([number(2), number(0)])),
    frame(0),
    chunk('IDAT', pixels(first)),
    frame(1),
    chunk('fdAT', Buffer.concat([number(2), pixels(second)])),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** CRC-32, which old versions of Node have not. */
function checksum(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ~sum >>> 0;
}

export const panel = (page) => page.locator('.picture');
export const heading = (page, name) => page.getByRole('heading', { name });

/** Chooses a picture in the panel, opening it if need be. */
export async function choose(page, file) {
  if ((await panel(page).count()) === 0) await page.getByRole('button', { name: 'Read a picture' }).click();
  const [picker] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: /^(?:Choose a|Another) picture$/ }).click()]);
  await picker.setFiles(file);
}

/** What a picture of the page is dropped or pasted with. */
export function transfer(page, files) {
  const list = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString('base64') }));
  return page.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const { name, mimeType, base64 } of given) {
      data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type: mimeType }));
    }
    return data;
  }, list);
}

/** Until the words are in the box. */
export async function readOut(page) {
  await page.locator('.picture-review').waitFor({ timeout: 60_000 });
}
