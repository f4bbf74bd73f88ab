// The bytes of a file → its text. Says which encoding it took, whether that was a guess, and what it could not read.

/** The encodings one can choose, as `TextDecoder` knows them. */
export const ENCODINGS = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'];

/** How many bytes are looked at to tell what kind of file it is. */
const HEAD = 4096;
/** A file of another encoding has few characters that are broken by chance; this share of them still counts as damage. */
const DAMAGE = 0.1;

/** The first bytes of files that hold no plain text. */
const OTHERS = [
  { kind: 'spreadsheet', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { kind: 'spreadsheet', bytes: [0xd0, 0xcf, 0x11, 0xe0] },
  { kind: 'not-text', bytes: [0x25, 0x50, 0x44, 0x46] },
  { kind: 'not-text', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { kind: 'not-text', bytes: [0xff, 0xd8, 0xff] },
  { kind: 'not-text', bytes: [0x1f, 0x8b] },
  { kind: 'not-text', bytes: [0xff, 0xfe, 0, 0] },
];

/** A file that cannot be read as text. `kind` is `spreadsheet` or `not-text`. */
export class NotText extends Error {
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

/**
 * @param {Uint8Array} bytes
 * @param {string} [wanted] one of `ENCODINGS`, or `auto`
 * @returns {{text: string, encoding: string, guessed: boolean, damaged: number}} line ends are `\n`;
 *   `damaged` is the line of the first character that could not be read, 0 if there is none
 */
export function decode(bytes, wanted = 'auto') {
  const other = OTHERS.find((file) => file.bytes.every((byte, index) => bytes[index] === byte));
  if (other) throw new NotText(other.kind);
  const { encoding, guessed } = wanted === 'auto' ? encodingOf(bytes) : { encoding: wanted, guessed: false };
  const text = new TextDecoder(encoding).decode(bytes).replace(/\r\n?/g, '\n');
  const broken = encoding === 'windows-1252' ? -1 : text.indexOf('\uFFFD');
  return { text, encoding, guessed, damaged: broken < 0 ? 0 : lineAt(text, broken) };
}

function encodingOf(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', guessed: false };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', guessed: false };
  const zeros = [0, 0];
  const head = bytes.subarray(0, HEAD);
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] += 1;
  });
  const half = head.length / 2;
  if (zeros[1] > half * 0.3 && zeros[0] < half * 0.1) return { encoding: 'utf-16le', guessed: true };
  if (zeros[0] > half * 0.3 && zeros[1] < half * 0.1) return { encoding: 'utf-16be', guessed: true };
  if (zeros[0] + zeros[1] > 0) throw new NotText('not-text');
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { encoding: 'utf-8', guessed: false };
  } catch {
    return { encoding: mostlyUtf8(bytes) ? 'utf-8' : 'windows-1252', guessed: true };
  }
}

/** Whether the characters beyond ASCII are UTF-8 but for a few. */
function mostlyUtf8(bytes) {
  const text = new TextDecoder('utf-8').decode(bytes);
  let [broken, whole] = [0, 0];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit === 0xfffd) broken += 1;
    else if (unit > 0x7f) whole += 1;
  }
  return broken < (broken + whole) * DAMAGE;
}

/** The number of the line a position is on, from 1. */
export function lineAt(text, position) {
  let line = 1;
  for (let next = text.indexOf('\n'); next >= 0 && next < position; next = text.indexOf('\n', next + 1)) line += 1;
  return line;
}
