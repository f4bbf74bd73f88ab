// The worker of the workshop: holds the engine that compiles somebody's own marker. Nothing of a file is run; one that takes
// too long is stopped by the page, which ends this worker. Asked with `{ turn, ask, with }`, it answers `{ turn, answer }` or `{ turn, error }`.

import start, { check, file, open } from '../../pkg/workshop/workshop.js';

const ANSWERS = {
  /** Gives what the engine was compiled to, so that the next worker need not fetch it. */
  load: () => start.__wbindgen_wasm_module,
  open: ({ text }) => JSON.parse(open(text)),
  check: ({ text, region, language }) => JSON.parse(check(text, '', region, language)),
  file: ({ id }) => file(id),
};

let starting;

onmessage = async ({ data: { turn, ask, with: given } }) => {
  try {
    starting ??= start(given.module && { module_or_path: given.module });
    await starting;
  } catch (error) {
    console.warn(String(error));
    starting = undefined;
    postMessage({ turn, error: 'not-loaded' });
    return;
  }
  try {
    postMessage({ turn, answer: ANSWERS[ask](given) });
  } catch (error) {
    console.warn(String(error));
    postMessage({ turn, error: 'broken' });
  }
};
