// The service worker: the page without a network, whole or not at all, and texts shared into it.
//
// A version is all files of `files.js`, each with the hash it must have. It is kept only when every file came and
// every hash fits, so a page half old and half new is never kept. It serves only pages that began with it: a newer
// version waits until the last page of the older one is closed, or until the reader asks for it in the only page open.

/* global TELLTEXT */
const policy = self.trustedTypes?.createPolicy('telltext', { createScriptURL: (path) => path });
importScripts(policy ? policy.createScriptURL('files.js') : 'files.js');

const PREFIX = 'telltext-';
const CACHE = `${PREFIX}${TELLTEXT.version}`;
const HOME = new URL('index.html', self.location).href;
const KEPT = new Map(Object.entries(TELLTEXT.files).map(([path, hash]) => [new URL(path, self.location).href, hash]));
const SHARE = new URL('share', self.location).href;
const LONGEST = 65_536;
/**
 * What is kept only once the reader wants it, and then with this version: a list of it, the cache that says it is wanted, which
 * files are of it. What reads pictures has large parts besides; those are the page's to keep.
 */
const LATER = {
  pictures: { list: 'picture/files.json', wanted: 'pictures-of-telltext', of: /^www\/(?:picture\/|vendor\/picture\/\w+\.js|lang\/picture\.|style\/picture\.)/ },
  workshop: { list: 'workshop/files.json', wanted: 'workshop-of-telltext', of: /^(?:www\/(?:workshop\/|lang\/workshop\.|style\/workshop\.)|pkg\/workshop\/)/ },
};
const HANDED = `${PREFIX}handed`;

self.addEventListener('install', (event) => event.waitUntil(keepAll()));
self.addEventListener('activate', (event) => event.waitUntil(forgetOthers()));
self.addEventListener('fetch', (event) => {
  const answer = answerTo(event.request);
  if (answer) event.respondWith(answer);
});
self.addEventListener('message', (event) => {
  if (event.data === 'use-newest') event.waitUntil(useNewest(event));
  const answer = () => event.ports[0]?.postMessage(true);
  if (event.data === 'keep-pictures') event.waitUntil(keepLater('pictures').then(answer, answer));
  if (event.data === 'keep-workshop') event.waitUntil(keepLater('workshop').then(() => caches.open(LATER.workshop.wanted)).then(answer, answer));
  if (event.data === 'forget-pictures') event.waitUntil(forgetPictures().then(answer, answer));
});

/** All or nothing. Four at a time, so that a slow line is not choked. */
async function keepAll() {
  const cache = await caches.open(CACHE);
  const queue = [...KEPT];
  const line = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await cache.put(next[0], await fetched(...next));
  };
  try {
    await Promise.all([line(), line(), line(), line()]);
    for (const [what, { wanted }] of Object.entries(LATER)) if (await caches.has(wanted)) await keepLater(what);
  } catch (error) {
    queue.length = 0;
    await caches.delete(CACHE);
    throw error;
  }
}

async function keepLater(what) {
  const cache = await caches.open(CACHE);
  const list = await (await fetched(new URL(LATER[what].list, self.location).href, TELLTEXT[what])).json();
  for (const [path, hash] of Object.entries(list)) {
    const { href } = new URL(path, self.location);
    if (!(await cache.match(href))) await cache.put(href, await fetched(href, hash));
  }
}

async function forgetPictures() {
  const cache = await caches.open(CACHE);
  for (const request of await cache.keys()) if (LATER.pictures.of.test(inside(request.url))) await cache.delete(request);
}

/** The path of a file from the folder that holds this one's and the engine's, as if this one's were called www. */
const inside = (href) => {
  const [www, all] = ['./', '../'].map((path) => new URL(path, self.location).href);
  if (href.startsWith(www)) return `www/${href.slice(www.length)}`;
  return href.startsWith(all) ? href.slice(all.length) : '';
};
const isOfLater = (href) => Object.values(LATER).some(({ of }) => of.test(inside(href)));

/** One file with the content it must have: from the browser's own store if that is fresh, else from the server. */
async function fetched(url, hash) {
  for (const cache of ['default', 'reload']) {
    const response = await fetch(url, { cache, credentials: 'same-origin' });
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    const bytes = await response.arrayBuffer();
    if ((await digest(bytes)) !== hash) continue;
    const headers = new Headers(response.headers);
    for (const name of ['Content-Encoding', 'Content-Length', 'Transfer-Encoding']) headers.delete(name);
    return new Response(bytes, { headers });
  }
  throw new Error(`${url} is not of this version`);
}

async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return btoa(String.fromCharCode(...hash));
}

/** Older versions go. The page that brought the first one is of this version too, and may have it from now on. */
async function forgetOthers() {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
  if (others.length === 0) await self.clients.claim();
}

/** What the page is given; nothing for requests that are not ours to answer. */
function answerTo(request) {
  const url = new URL(request.url);
  url.hash = '';
  const bare = new URL(url);
  bare.search = '';
  if (request.method === 'POST') return bare.href === SHARE ? shared(request) : undefined;
  if (request.method !== 'GET') return undefined;
  if (request.mode === 'navigate' && [HOME, new URL('./', HOME).href].includes(bare.href)) return kept(HOME, request);
  return KEPT.has(url.href) || isOfLater(url.href) ? kept(url.href, request) : undefined;
}

/** From what is kept. A browser short of room may have thrown it away: then it comes from the server again. */
async function kept(url, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(url, { ignoreVary: true })) ?? fetch(request);
}

/** A text shared into the page goes behind the # of its address, which is sent to no server; a picture is laid where the page takes it and lets go of it. */
async function shared(request) {
  const form = await request.formData().catch(() => new FormData());
  const home = new URL('./', self.location);
  const words = ['text', 'url'].map((name) => form.get(name)).filter((value) => typeof value === 'string' && value.trim() !== '');
  const file = form.get('file');
  if (file?.type?.startsWith('image/')) {
    await caches.open(HANDED).then((cache) => cache.put(home, new Response(file))).catch(() => {}); // no room: the page asks for it
    home.hash = 'picture';
    return Response.redirect(home.href, 303);
  }
  if (words.length === 0 && file && typeof file !== 'string') words.push(await file.slice(0, 4 * LONGEST).text());
  const title = form.get('title');
  if (words.length === 0 && typeof title === 'string') words.push(title);
  const text = [...new Set(words)].join('\n').slice(0, LONGEST);
  home.hash = `text=${encodeURIComponent(text)}`;
  return Response.redirect(home.href, 303);
}

/** The newer version takes over only when a single page is open: that page is loaded anew, so nothing is mixed. */
async function useNewest(event) {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const alone = pages.length <= 1;
  event.ports[0]?.postMessage(alone);
  if (alone) await self.skipWaiting();
}
