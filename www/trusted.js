// Addresses of our own scripts, for workers: the one Trusted Types policy of the page.

const home = new URL('.', import.meta.url).href;
const blobs = new Map();

const policy = globalThis.trustedTypes?.createPolicy('telltext', {
  createScriptURL(address) {
    if (![...blobs.values()].includes(address) && !address.startsWith(home)) throw new TypeError(`not a script of this page: ${address}`);
    return address;
  },
});

/** A script of this page, by its path inside `www/`, as `serviceWorker.register()` wants it. */
export function scriptURL(path) {
  const url = blobOf(path) ?? new URL(path, home).href;
  return policy ? policy.createScriptURL(url) : url;
}

/**
 * Starts a worker, by the path of its script inside `www/`.
 * A page that carries its workers inside itself has them in `<script type="text/plain" data-worker="<path>">`.
 */
export function startWorker(path) {
  const type = blobOf(path) ? 'classic' : 'module'; // Chromium starts no module from inside a page opened from a disk
  return new Worker(scriptURL(path), { type });
}

function blobOf(path) {
  const inside = document.querySelector(`script[data-worker="${path}"]`);
  if (inside && !blobs.has(path)) blobs.set(path, URL.createObjectURL(new Blob([inside.textContent], { type: 'text/javascript' })));
  return blobs.get(path);
}
