// Reads pictures, away from the page: decodes, finds bubbles, recognises. Nothing is fetched here but this worker's own modules.

import { core, dispatchHandlers, setAdapter } from '../vendor/picture/recogniser.js';
import { findBubbles } from './bubbles.js';
import { inkOfBubble, inkOfPicture, lineHeight, pgm, slopeOf, withoutUnderlines } from './ink.js';
import { MOST, isWhole, kindOf, tooLarge } from './kinds.js';
import { compose, isNumber, isReplyField, senderIn, withoutBeside } from './words.js';

const LOOK = 800; // pixels across when bubbles are looked for
const LETTERS = 40; // height of a line when it is recognised
const MOST_CROP = 6_000_000;
const LEAST_SIDE = 40;
const MOST_BUBBLES = 100; // of a very long picture, the newest
const BLOCK = '6';
const SCATTERED = '11';
const AUTO = '3';
const LINE = '7';

/** An error the page has words for. */
class Told extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

let ready;
let bitmap;
let found;
let jobs = 0;
let say = () => {};

self.addEventListener('message', async ({ data: { id, act, ...given } }) => {
  say = (part) => postMessage({ id, part });
  try {
    const { transfer = [], ...result } = await ACTS[act](given);
    postMessage({ id, result }, transfer);
  } catch (error) {
    postMessage({ id, error: codeOf(error) });
  }
});
self.addEventListener('unhandledrejection', ({ reason }) => postMessage({ error: codeOf(reason) }));

function codeOf(error) {
  if (error instanceof Told) return error.code;
  const words = String(error?.message ?? error);
  console.warn(words);
  return error instanceof RangeError || /memory|allocat|Aborted/i.test(words) ? 'memory' : 'reading';
}

const ACTS = { start, look, read };

function call(action, payload, progress) {
  return new Promise((resolve, reject) => {
    const send = ({ status, data }) => {
      if (status === 'resolve') resolve(data);
      else if (status === 'reject') reject(new Error(String(data)));
      else progress?.(data);
    };
    dispatchHandlers({ workerId: 'picture', jobId: String((jobs += 1)), action, payload }, send);
  });
}

/** Starts the recogniser with its engine and the data of one language, both as they were downloaded. */
async function start({ engine, data, language }) {
  if (!ready) {
    const wasmBinary = await unpacked(engine);
    setAdapter({ getCore: () => (module) => core({ ...module, wasmBinary }) });
    await call('load', { options: { lstmOnly: true, corePath: '', logging: false } });
    ready = true;
  }
  await call('loadLanguage', { langs: [{ code: language, data: await unpacked(data) }], options: { gzip: false, lstmOnly: true, cacheMethod: 'none' } });
  await call('initialize', { langs: language, oem: 1 });
  await call('setParameters', { params: { user_defined_dpi: '200', tessedit_do_invert: '0' } });
  return {};
}

async function unpacked(packed) {
  const bytes = new Uint8Array(packed);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
}

/** Decodes a picture and finds what is in it. */
async function look({ file }) {
  bitmap?.close();
  bitmap = await decoded(file);
  const scale = Math.min(1, LOOK / bitmap.width);
  const { bubbles, page } = findBubbles(pixels({ x: 0, y: 0, width: bitmap.width, height: bitmap.height }, scale));
  const across = bitmap.width * scale;
  found = bubbles.slice(-MOST_BUBBLES).map((bubble) => ({ ...bubble, scale, received: bubble.x <= across - bubble.x - bubble.width }));
  const top = found.length ? found[0].y / scale : 0;
  found = await withoutReplyField(found);
  const sender = top > bitmap.width * 0.07 ? await senderAbove(top, page) : '';
  const newest = found.findLastIndex(({ received }) => received);
  const shown = await Promise.all(found.map(thumbnail));
  return {
    sender,
    bubbles: found.map(({ received }, index) => ({ received, shown: shown[index] })),
    transfer: shown,
    chosen: found.length ? (newest < 0 ? found.length - 1 : newest) : -1,
  };
}

/** A small picture of a bubble, of its first lines if it is tall. */
function thumbnail({ x, y, width, height, scale }) {
  const part = [x / scale, y / scale, width / scale, Math.min(height, width * 0.6) / scale].map(Math.round);
  return createImageBitmap(bitmap, ...part.map((value, index) => (index < 2 ? value : Math.max(1, value))), { resizeWidth: Math.max(1, Math.min(part[2], Math.round((300 * width) / (LOOK * 0.8)))), resizeQuality: 'high' });
}

/** A file → a picture the right way up; its first frame, if it moves. */
async function decoded(file) {
  if (file.size > MOST.bytes) throw new Told('large');
  if (file.size === 0) throw new Told('cut');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const kind = kindOf(bytes);
  if (!kind) throw new Told('kind');
  if (kind.kind === 'svg') throw new Told('drawing');
  if (kind.kind === 'cut') throw new Told('cut');
  if (tooLarge(kind)) throw new Told('large');
  if (!isWhole(kind.kind, bytes)) throw new Told('cut');
  let picture;
  try {
    picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch (error) {
    console.warn(String(error));
    throw new Told(kind.kind === 'heic' || kind.kind === 'avif' ? 'format' : 'cut');
  }
  if (tooLarge(picture)) throw new Told('large');
  if (Math.min(picture.width, picture.height) < LEAST_SIDE) throw new Told('small');
  return picture;
}

function canvasOf(width, height) {
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width)), Math.max(1, Math.round(height)));
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) throw new Told('memory');
  pen.imageSmoothingQuality = 'high';
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  return { canvas, pen };
}

/** The pixels of a part of the picture, scaled. */
function pixels({ x, y, width, height }, scale) {
  const { canvas, pen } = canvasOf(width * scale, height * scale);
  pen.drawImage(bitmap, x, y, width, height, 0, 0, canvas.width, canvas.height);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

/** Letters, upright and of a size that is read best, with a margin; and how to get back to where they were. */
function prepared(ink, height) {
  const slope = slopeOf(ink);
  const tall = lineHeight(ink, slope);
  if (tall === 0) throw new Told('nothing');
  withoutUnderlines(ink, tall);
  const grow = Math.min(5, Math.max(0.2, height / tall), Math.sqrt(MOST_CROP / (ink.width * ink.height)));
  const margin = 24;
  const source = canvasOf(ink.width, ink.height);
  source.pen.putImageData(ink, 0, 0);
  const lean = Math.abs(slope) * Math.max(ink.width, ink.height) * grow;
  const { canvas, pen } = canvasOf(ink.width * grow + 2 * (margin + lean), ink.height * grow + 2 * (margin + lean));
  pen.translate(canvas.width / 2, canvas.height / 2);
  pen.rotate(-Math.atan(slope));
  pen.scale(grow, grow);
  pen.drawImage(source.canvas, -ink.width / 2, -ink.height / 2);
  const back = (x, y) => {
    const turned = [(x - canvas.width / 2) / grow, (y - canvas.height / 2) / grow];
    const angle = Math.atan(slope);
    return [turned[0] * Math.cos(angle) - turned[1] * Math.sin(angle) + ink.width / 2, turned[0] * Math.sin(angle) + turned[1] * Math.cos(angle) + ink.height / 2];
  };
  return { image: pen.getImageData(0, 0, canvas.width, canvas.height), back };
}

async function recognise(image, mode, progress, more) {
  const { blocks } = await call(
    'recognize',
    { image: pgm(image), options: { tessedit_pageseg_mode: mode, ...more }, output: { text: false, blocks: true } },
    ({ progress: part }) => progress?.(part),
  );
  return (blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines));
}

/** A line as the recogniser gives it → its words and where they are. */
const wordsOf = ({ words }) => ({ words: words.map(({ text, confidence, bbox: { x0, y0, x1, y1 } }) => ({ text, confidence, box: [x0, y0, x1, y1] })) });
const plainLines = (lines) => lines.map(({ words }) => words.map(({ text }) => text).join(' '));

/** The letters of one bubble, at the size they have in the picture. */
function inkAt({ x, y, width, height, colour, rows, scale }) {
  const part = { x: x / scale, y: y / scale, width: width / scale, height: height / scale };
  const shrink = Math.min(1, Math.sqrt(MOST_CROP / (part.width * part.height)));
  const ink = pixels(part, shrink);
  const inside = (row) => {
    const [first, last] = rows[Math.min(rows.length - 1, Math.floor((row * rows.length) / ink.height))];
    return first < 0 ? [0, -1] : [((first - x) / scale) * shrink + 1, ((last - x + 1) / scale) * shrink - 2];
  };
  inkOfBubble(ink, colour, inside);
  return { ink, part, shrink };
}

/** The lowest bubble, if it is one line near the bottom with the words of a field to write in, is none. */
async function withoutReplyField(bubbles) {
  const last = bubbles.at(-1);
  if (!last || (last.y + last.height) / last.scale < bitmap.height * 0.8) return bubbles;
  try {
    const { ink } = inkAt(last);
    const lines = plainLines(await recognise(prepared(ink, LETTERS).image, BLOCK));
    return lines.length === 0 || (lines.length === 1 && isReplyField(lines[0])) ? bubbles.slice(0, -1) : bubbles;
  } catch (error) {
    if (error instanceof Told) return bubbles.slice(0, -1);
    throw error;
  }
}

/** What stands above the first bubble is looked through for a sender; a number is then read again by itself, as a number. */
async function senderAbove(top, page) {
  const scale = Math.min(4, 900 / bitmap.width);
  const band = pixels({ x: 0, y: 0, width: bitmap.width, height: Math.min(top, bitmap.width * 0.9) }, scale);
  inkOfPicture(band);
  const sender = senderIn((await recognise(band, SCATTERED)).map(wordsOf));
  if (!sender?.number) return sender?.text ?? '';
  const [x0, y0, x1, y1] = sender.box.map((value) => value / scale);
  const room = (y1 - y0) * 0.45;
  const left = Math.max(0, x0 - room);
  const ink = pixels({ x: left, y: Math.max(0, y0 - room), width: Math.min(bitmap.width, x1 + room) - left, height: y1 - y0 + 2 * room }, 1);
  inkOfBubble(ink, page, () => [0, ink.width]);
  const again = (await recognise(prepared(ink, LETTERS).image, LINE, undefined, { tessedit_char_whitelist: '0123456789+()-. ' })).map(wordsOf);
  const text = again.flatMap(({ words }) => words.map((word) => word.text)).join(' ');
  return isNumber(text) ? text : sender.text;
}

/** Reads one bubble, or the whole picture when there are none; with a small picture of it to compare. */
async function read({ bubble }) {
  const chosen = found[bubble];
  const { lines, part, toPart } = chosen ? await readBubble(chosen) : await readAll();
  const { text, words } = compose(lines);
  if (!/[\p{L}\p{N}]/u.test(text)) throw new Told('nothing');
  const shown = await createImageBitmap(bitmap, part.x, part.y, part.width, part.height, { resizeWidth: Math.round(Math.min(part.width, 900)), resizeQuality: 'high' });
  const ratio = shown.width / part.width;
  const back = ([x0, y0, x1, y1]) => {
    const corners = [[x0, y0], [x1, y0], [x0, y1], [x1, y1]].map(([x, y]) => toPart(x, y).map((value) => value * ratio));
    const [xs, ys] = [0, 1].map((axis) => corners.map((corner) => corner[axis]));
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  };
  return { text, words: words.map((word) => ({ ...word, boxes: word.boxes.map(back) })), shown, transfer: [shown] };
}

async function readBubble(bubble) {
  const { ink, part, shrink } = inkAt(bubble);
  const { image, back } = prepared(ink, LETTERS);
  const lines = (await recognise(image, BLOCK, say)).map(wordsOf);
  return { lines, part, toPart: (x, y) => back(x, y).map((value) => value / shrink) };
}

async function readAll() {
  const part = { x: 0, y: 0, width: bitmap.width, height: bitmap.height };
  const scale = Math.min(3, Math.max(900 / part.width, Math.min(1, 1800 / part.width)), Math.sqrt(MOST_CROP / (part.width * part.height)));
  const ink = pixels(part, scale);
  inkOfPicture(ink);
  const lines = withoutBeside((await recognise(ink, AUTO, say)).map(wordsOf));
  return { lines, part, toPart: (x, y) => [x / scale, y / scale] };
}
