// Makes the wasm smaller: what only words a panic is cut away, then binaryen's passes.

import binaryen from 'binaryen';
import { forgetPlaces } from './forget.mjs';

/**
 * Functions that never return: they word a panic, hand it to whoever listens, and stop. In the engine nobody listens and every
 * panic is a trap; so each of them becomes the trap, and with it goes what was prepared for it at thousands of places.
 */
const PANICS =
  /^(?:<?(?:core|std|alloc)\b.*::)?(?:panicking::(?!panic_count)|(?:option|result)::(?:unwrap|expect)_failed|cell::panic_|thread::local::panic_|slice::index::\w+_fail\b|str::slice_error_fail|vec::.*assert_failed|raw_vec::(?:handle_error|capacity_overflow)|alloc::(?:handle_alloc_error|rust_oom)|slice::sort::.*panic_on_ord_violation)|^__rustc.*::(?:rust_begin_unwind|rust_panic|__rust_start_panic)$/;

/** One that is there whatever the engine does. */
const ALWAYS = /^core\b.*::panicking::panic_fmt$/;

/**
 * @param {Uint8Array} wasm with the names of its functions
 * @returns {Uint8Array} without them
 */
export function shrink(wasm) {
  const module = binaryen.readBinary(wasm);
  const cut = [];
  for (let number = 0; number < module.getNumFunctions(); number++) {
    const reference = module.getFunctionByIndex(number);
    const { name, module: from } = binaryen.getFunctionInfo(reference);
    if (from || !PANICS.test(name)) continue;
    binaryen.Function.setBody(reference, module.unreachable());
    cut.push(name);
  }
  if (!cut.some((name) => ALWAYS.test(name))) throw new Error(`no panic was found by its name in the wasm; found were: ${cut.join(', ') || 'none'}`);
  binaryen.setOptimizeLevel(2);
  binaryen.setShrinkLevel(1);
  // What the compiler kept apart stays apart: a browser then compiles only what a message needs.
  binaryen.setOneCallerInlineMaxSize(20);
  // The stack stands lowest and grows down: nothing that is read or written has an address below 1024.
  binaryen.setLowMemoryUnused(true);
  binaryen.setDebugInfo(false);
  // Zeros cost nothing once they are packed for the way; a thousand pieces of data do.
  binaryen.addPassToSkip('memory-packing');
  module.optimize();
  // Functions that many call come first: their numbers are short.
  module.runPasses(['reorder-functions', 'strip-producers', 'strip-target-features']);
  return forgetPlaces(module.emitBinary());
}
