// The one door to wasm. `engine()` starts it once and gives `{ check, checkMany, campaigns, markers, regions, version }`.

let started;

/** The engine, started at the first call. Rejects when the browser cannot run it; the next call tries again. */
export function engine() {
  started ??= start();
  started.catch(() => {
    started = undefined;
  });
  return started;
}

async function start() {
  const pkg = await import('../pkg/telltext.js');
  const inside = document.querySelector('script[data-engine]');
  await pkg.default(inside ? { module_or_path: await decode(inside) } : undefined);
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
