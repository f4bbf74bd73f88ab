// The one door to wasm. `engine()` starts it once and gives `{ check, checkMany, campaigns, markers, regions, version }`.

let started;

/**
 * The engine, started at the first call. Rejects when the browser cannot run it; the next call tries again.
 * @param {ArrayBuffer} [bytes] in a worker: what `engineBytes()` gave the page
 */
export function engine(bytes) {
  started ??= start(bytes);
  started.catch(() => {
    started = undefined;
  });
  return started;
}

/** The engine's bytes for a worker, if the page carries them inside itself; otherwise a worker loads its own. */
export async function engineBytes() {
  const inside = globalThis.document?.querySelector('script[data-engine]');
  return inside ? decode(inside) : undefined;
}

async function start(given) {
  const pkg = await import('../pkg/telltext.js');
  const bytes = given ?? (await engineBytes());
  await pkg.default(bytes && { module_or_path: bytes });
  return pkg;
}

/**
 * A page that carries the engine inside itself has it in `<script type="text/plain" data-engine="gzip">`:
 * base64, and packed with gzip if it says so.
 */
async function decode({ textContent, dataset }) {
  const bytes = Uint8Array.from(atob(textContent.trim()), (letter) => letter.charCodeAt(0));
  if (dataset.engine !== 'gzip') return bytes;
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}
