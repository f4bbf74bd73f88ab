// What a file is by its first bytes, and how large a picture it says it is: before anything is decoded. Pure.

/** Beyond these a picture is refused: decoding it could take all the memory of a phone. */
export const MOST = { bytes: 40_000_000, side: 20_000, pixels: 64_000_000 };

/**
 * @param {Uint8Array} bytes of a file, from its beginning
 * @returns {{kind: string, width?: number, height?: number} | null} null for what is no picture; `svg` is one that is never drawn
 */
export function kindOf(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (start, length) => String.fromCharCode(...bytes.subarray(start, start + length));
  try {
    if (text(0, 8) === '\x89PNG\r\n\x1a\n') return { kind: 'png', width: view.getUint32(16), height: view.getUint32(20) };
    if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return jpegSize(view);
    if (/^GIF8[79]a/.test(text(0, 6))) return { kind: 'gif', ...gifSize(bytes, view) };
    if (text(0, 4) === 'RIFF' && text(8, 4) === 'WEBP') return { kind: 'webp', ...webpSize(view, text(12, 4)) };
    if (text(4, 4) === 'ftyp') return { kind: /avi[fs]/.test(text(8, 24)) ? 'avif' : 'heic', ...boxSize(bytes, view) };
    if (text(0, 2) === 'BM' && bytes.length > 26) return { kind: 'bmp', width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
  } catch (error) {
    if (error instanceof RangeError) return { kind: 'cut' };
    throw error;
  }
  return /^[^a-z]*<(?:\?xml|!doctype svg|!--|svg)/i.test(text(0, 200)) && /<svg[\s>]/i.test(text(0, 4000)) ? { kind: 'svg' } : null;
}

/** The first frame header of a JPEG; none is a file cut off before it. What stands between parts is passed over, as decoders do: it must not hide a size. */
function jpegSize(view) {
  for (let at = 2; at + 1 < view.byteLength; ) {
    const marker = view.getUint8(at) === 0xff ? view.getUint8(at + 1) : 0;
    if (marker === 0 || marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return { kind: 'jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    else at += 2 + view.getUint16(at + 2);
  }
  return { kind: 'cut' };
}

/** The first frame of a GIF: where its head begins and where its data ends; beyond the file if it was cut off. */
function gifFrame(bytes) {
  const colours = (flags) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
  const afterBlocks = (from) => {
    let at = from;
    while (at < bytes.length && bytes[at] !== 0) at += 1 + bytes[at];
    return at + 1;
  };
  let at = 13 + colours(bytes[10]);
  while (bytes[at] === 0x21) at = afterBlocks(at + 2);
  return { at, end: bytes[at] === 0x2c ? afterBlocks(at + 11 + colours(bytes[at + 9])) : Infinity };
}

/** Decoders make room for a first frame that is larger than the picture says it is. */
function gifSize(bytes, view) {
  const { at } = gifFrame(bytes);
  const side = (whole, from) => Math.max(view.getUint16(whole, true), at + 9 < bytes.length ? view.getUint16(at + from, true) + view.getUint16(at + from + 4, true) : 0);
  return { width: side(6, 1), height: side(8, 3) };
}

function webpSize(view, chunk) {
  if (chunk === 'VP8X') return { width: 1 + threeBytes(view, 24), height: 1 + threeBytes(view, 27) };
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) };
  }
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

const threeBytes = (view, at) => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;

/** HEIC and AVIF say the size of each of their images in a box `ispe`: the largest counts. */
function boxSize(bytes, view) {
  let size = {};
  for (let at = 0; at < Math.min(bytes.length - 16, 100_000); at++) {
    if (bytes[at] !== 0x69 || bytes[at + 1] !== 0x73 || bytes[at + 2] !== 0x70 || bytes[at + 3] !== 0x65) continue;
    const width = view.getUint32(at + 8);
    const height = view.getUint32(at + 12);
    if (width * height > (size.width ?? 0) * (size.height ?? 0)) size = { width, height };
  }
  return size;
}

/**
 * Whether a file goes on to the end of its picture. Some browsers draw what there is of one that was cut off, and the rest
 * of the message would be missing without a word. What follows the end does not matter.
 * @param {string} kind
 * @param {Uint8Array} bytes the whole file
 */
export function isWhole(kind, bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (kind === 'png') {
    for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) if (view.getUint32(at + 4) === 0x49454e44) return true;
    return false;
  }
  if (kind === 'jpeg') {
    let at = 2;
    while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda) at += bytes[at + 1] === 0xff ? 1 : 2 + view.getUint16(at + 2);
    for (; at + 1 < bytes.length; at++) if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
    return false;
  }
  if (kind === 'gif') return gifFrame(bytes).end <= bytes.length;
  return kind !== 'webp' || view.getUint32(4, true) + 8 <= bytes.length + 1;
}

/** Whether a picture of this size is decoded at all. */
export const tooLarge = ({ width = 1, height = 1 }) => Math.max(width, height) > MOST.side || width * height > MOST.pixels;
