// telltext for Node, Deno and Bun: ready when imported. The engine is read from its file at the first call.

import { readFileSync } from 'node:fs';
import { TelltextError, api } from './api.js';
import { initSync } from './telltext.js';

export { TelltextError };

let started = false;

function ready() {
  if (started) return;
  try {
    initSync({ module: readFileSync(new URL('./telltext_bg.wasm', import.meta.url)) });
  } catch (cause) {
    throw new TelltextError('not-loaded', `the engine could not be loaded: ${cause.message}`, { cause });
  }
  started = true;
}

/** Not needed here; it is there so that the same code runs in a browser. */
export async function init() {
  ready();
}

export const { check, checkMany, campaigns, incidents, markers, regions, version } = /* @__PURE__ */ api(ready);
