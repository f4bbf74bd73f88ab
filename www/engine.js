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
  await pkg.default(inside ? { module_or_path: decode(inside.textContent) } : undefined);
  return pkg;
}

/** Base64 → bytes: a page that carries the engine inside itself has it in `<script type="text/plain" data-engine>`. */
function decode(base64) {
  return Uint8Array.from(atob(base64.trim()), (letter) => letter.charCodeAt(0));
}
