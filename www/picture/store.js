// What reading pictures needs: how large it is, whether it is kept on this device, loading it, keeping it, letting it go.

import { later } from '../later.js';
import { PICTURES } from './languages.js';
import { PictureError } from './reader.js';

const HOME = new URL('../vendor/picture/', import.meta.url);
/** Not of a version of the page: each file lies under its hash, and outlives a newer page that asks for the same. */
const CACHE = 'pictures-of-telltext';

let parts;

async function list() {
  parts ??= fetch(new URL('parts.json', HOME)).then((response) => {
    if (!response.ok) throw new PictureError('network');
    return response.json();
  });
  return parts.catch(() => {
    parts = undefined;
    throw new PictureError('network');
  });
}

/** Tells the service worker: who reads pictures this time only has no need of it. */
const tell = async (what) => (await later('tell-sw.js', () => import('../tell-sw.js'))).tellServiceWorker(what);

const open = () => globalThis.caches?.open(CACHE).catch(() => undefined);

/** What still has to be loaded for a language, in bytes: 0 when all of it is on this device. */
export async function missing(language) {
  const all = await list();
  const cache = (await globalThis.caches?.has(CACHE).catch(() => false)) ? await open() : undefined;
  let bytes = 0;
  for (const name of ['engine', language]) if (!(await cache?.match(place(all[name])))) bytes += all[name].bytes;
  return bytes && bytes + (bytes > all[language].bytes ? all.recogniser.bytes : 0);
}

/** Whether anything is kept. */
export async function isKept() {
  if (!(await globalThis.caches?.has(CACHE).catch(() => false))) return false;
  return ((await (await open())?.keys()) ?? []).length > 0;
}

const address = ({ file }) => new URL(file, HOME).href;
/** Where a file lies when it is kept: one with other bytes lies elsewhere, so that it is asked for before it is loaded. */
const place = (part) => `${address(part)}?${encodeURIComponent(part.sha256)}`;

/**
 * The engine and the data of a language: from this device if they are kept, else from the server.
 * @param {string} language
 * @param {{keep: boolean, progress: (part: number) => void, signal: AbortSignal}} how
 * @returns {Promise<{engine: ArrayBuffer, data: ArrayBuffer, language: string}>}
 */
export async function load(language, { keep, progress, signal }) {
  const all = await list();
  const total = all.engine.bytes + all[language].bytes;
  let done = 0;
  const count = (bytes) => {
    done += bytes;
    progress(Math.min(1, done / total));
  };
  const engine = await one(all.engine, signal, count);
  const data = await one(all[language], signal, count);
  if (keep) await put([[all.engine, engine], [all[language], data]]);
  return { engine, data, language: PICTURES[language] };
}

async function one(part, signal, count) {
  const cache = (await isKept()) ? await open() : undefined;
  const kept = await cache?.match(place(part));
  const bytes = kept ? await kept.arrayBuffer() : await downloaded(address(part), part, signal, count);
  if ((await sha256(bytes)) !== part.sha256) {
    // What was kept and is damaged goes; before it is loaded again the reader is asked again.
    await cache?.delete(place(part));
    throw new PictureError('network');
  }
  if (kept) count(part.bytes);
  return bytes;
}

/** Keeps all of it or, on a device short of room, nothing new: the picture is read all the same. */
async function put(files) {
  const cache = await open();
  if (!cache) return;
  try {
    for (const [part, bytes] of files) {
      if (await cache.match(place(part))) continue;
      await cache.delete(address(part), { ignoreSearch: true });
      await cache.put(place(part), new Response(bytes, { headers: { 'Content-Type': 'application/octet-stream' } }));
    }
    await tell('keep-pictures');
  } catch (error) {
    console.warn(String(error));
    const [engine, data] = files.map(([part]) => place(part));
    await cache.delete(data);
    const others = (await cache.keys()).filter(({ url }) => url !== engine);
    if (others.length === 0) await globalThis.caches.delete(CACHE); // an engine alone reads nothing
  }
}

async function downloaded(url, part, signal, count) {
  try {
    const response = await fetch(url, { signal, cache: 'no-cache' }); // of one version with the list of hashes
    if (!response.ok) throw new Error(String(response.status));
    const bytes = new Uint8Array(part.bytes);
    let at = 0;
    for (const reader = response.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      bytes.set(value, at);
      at += value.length;
      count(value.length);
    }
    return bytes.buffer;
  } catch (error) {
    console.warn(String(error));
    throw new PictureError(signal.aborted ? 'stopped' : 'network');
  }
}

async function sha256(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))));
}

/** Lets go of what is kept for reading pictures. */
export async function forget() {
  await globalThis.caches?.delete(CACHE).catch(() => {});
  await tell('forget-pictures');
}
