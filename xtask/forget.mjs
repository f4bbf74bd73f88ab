// Where in the source a panic would be said to have happened, taken out of the data of a wasm that words no panic.

const DATA = 11;
const HIGHEST_LINE = 100_000;
const HIGHEST_COLUMN = 1_000;

/**
 * Overwrites with zeros the places in the source (`core::panic::Location`: where its file's name stands, how long that is, line,
 * column) and the names of those files. Nothing but the wording of panics and `#[track_caller]` reads them; zeros cost nothing once packed.
 * @param {Uint8Array} wasm
 * @returns {Uint8Array} a copy without them
 */
export function forgetPlaces(wasm) {
  const out = Uint8Array.from(wasm);
  for (const { at, length, address } of segments(out)) {
    const data = out.subarray(at, at + length);
    const view = new DataView(data.buffer, data.byteOffset, data.length);
    const names = [];
    for (let place = 0; place + 16 <= length; place += 4) {
      const [name, size, line, column] = [0, 4, 8, 12].map((field) => view.getUint32(place + field, true));
      if (line === 0 || line > HIGHEST_LINE || column === 0 || column > HIGHEST_COLUMN || !isSource(data, name - address, size)) continue;
      names.push([name - address, size]);
      data.fill(0, place, place + 16);
    }
    for (const [start, size] of names) data.fill(0, start, start + size);
  }
  return out;
}

/** Whether these bytes name a file of Rust. */
function isSource(data, start, size) {
  return start >= 0 && size > 3 && start + size <= data.length && /^[\x21-\x7e]+\.rs$/.test(String.fromCharCode(...data.subarray(start, start + Math.min(size, 300))));
}

/** The pieces of data, with the address in memory that each is put at. */
function* segments(wasm) {
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++];
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < wasm.length) {
    const section = wasm[at++];
    const end = number() + at;
    if (section === DATA) {
      for (let left = number(); left > 0; left--) {
        if (number() !== 0) throw new Error('a piece of data without a fixed address');
        at++; // i32.const
        const address = number();
        at++; // end
        const length = number();
        yield { at, length, address };
        at += length;
      }
    }
    at = end;
  }
}
