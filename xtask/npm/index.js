// telltext for browsers, workers and bundlers: `await init()` once, then call.

import { TelltextError, api } from './api.js';
import start from './telltext.js';

export { TelltextError };

let starting;
let started = false;

/** Fetches and starts the engine, once. A start that failed can be tried again. */
export function init(source = new URL('./telltext_bg.wasm', import.meta.url)) {
  starting ??= start({ module_or_path: source }).then(
    () => {
      started = true;
    },
    (cause) => {
      starting = undefined;
      throw new TelltextError('not-loaded', `the engine could not be loaded: ${cause.message}`, { cause });
    },
  );
  return starting;
}

export const { check, checkMany, campaigns, incidents, markers, regions, version } = /* @__PURE__ */ api(() => {
  if (!started) throw new TelltextError('not-ready', 'the engine has not started: await init() first');
});
