// Addresses of our own scripts, for workers: the one Trusted Types policy of the page.

const policy = globalThis.trustedTypes?.createPolicy('telltext', {
  createScriptURL(address) {
    const url = new URL(address, import.meta.url);
    const home = new URL('.', import.meta.url);
    if (!url.href.startsWith(home.href)) throw new TypeError(`not a script of this page: ${address}`);
    return url.href;
  },
});

/** A script of this page, by its path inside `www/`, as `new Worker()` and `serviceWorker.register()` want it. */
export function scriptURL(path) {
  const url = new URL(path, import.meta.url).href;
  return policy ? policy.createScriptURL(url) : url;
}
