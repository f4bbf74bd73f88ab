// What nobody can be faster than: a module that does nothing, and one that takes the text in and gives one word out.

/** `(module)` */
export const EMPTY = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);

/**
 * (module
 *   (memory (export "m") 4)
 *   (func (export "f") (param $last i32) (result i32)
 *     (i32.load8_u (local.get $last))))
 */
export const COPY = Uint8Array.of(
  0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, // magic, version
  0x01, 0x06, 0x01, 0x60, 0x01, 0x7f, 0x01, 0x7f, // type: i32 → i32
  0x03, 0x02, 0x01, 0x00, // one function of it
  0x05, 0x03, 0x01, 0x00, 0x04, // memory of four pages, 256 KiB
  0x07, 0x09, 0x02, 0x01, 0x6d, 0x02, 0x00, 0x01, 0x66, 0x00, 0x00, // exports "m" and "f"
  0x0a, 0x09, 0x01, 0x07, 0x00, 0x20, 0x00, 0x2d, 0x00, 0x00, 0x0b, // local.get 0, i32.load8_u
);

export const empty = {
  prepare: async () => async () => {
    const { instance } = await WebAssembly.instantiate(EMPTY);
    return () => Number(instance !== undefined);
  },
};

export const copy = {
  prepare: async () => async () => {
    const { instance } = await WebAssembly.instantiate(COPY);
    const { m, f } = instance.exports;
    const bytes = new Uint8Array(m.buffer);
    const encoder = new TextEncoder();
    return (text) => f(encoder.encodeInto(text, bytes).written - 1);
  },
};
