// What reading pictures needs: how large it is, whether it is kept on this device, loading it, keeping it, letting it go.

import { PictureError } from './reader.js';

const HOME = new URL('../vendor/picture/', import.meta.url);
/** Not of a version of the page: its files say by their hash what they must be, and outlive a newer page. */
const CACHE = 'pictures-of-telltext';

/** Tesseract's name of each language there is data for. */
export const LANGUAGES = { en: 'eng', es: 'spa', fr: 'fra' };

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

const open = () => globalThis.caches?.open(CACHE).catch(() => undefined);

/** What still has to be loaded for a language, in bytes: 0 when all of it is on this device. */
export async function missing(language) {
  const all = await list();
  const cache = (await globalThis.caches?.has(CACHE).catch(() => false)) ? await open() : undefined;
  let bytes = 0;
  for (const name of ['engine', language]) if (!(await cache?.match(address(all[name])))) bytes += all[name].bytes;
  return bytes && bytes + (bytes > all[language].bytes ? all.recogniser.bytes : 0);
}

/** Whether anything is kept. */
export async function isKept() {
  return Boolean(await globalThis.caches?.has(CACHE).catch(() => false));
}

const address = ({ file }) => new URL(file, HOME).href;

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
  const engine = await one(all.engine, keep, signal, count);
  const data = await one(all[language], keep, signal, count);
  if (keep) await tellWorker('keep-pictures');
  return { engine, data, language: LANGUAGES[language] };
}

async function one(part, keep, signal, count) {
  const url = address(part);
  const cache = keep || (await isKept()) ? await open() : undefined;
  const kept = await cache?.match(url);
  if (kept) {
    const bytes = await kept.arrayBuffer();
    if ((await sha256(bytes)) === part.sha256) {
      count(part.bytes);
      return bytes;
    }
    await cache.delete(url);
  }
  const bytes = await downloaded(url, part, signal, count);
  if ((await sha256(bytes)) !== part.sha256) throw new PictureError('network');
  // A device short of room keeps nothing; the picture is read all the same.
  if (keep) await cache?.put(url, new Response(bytes.slice(0), { headers: { 'Content-Type': 'application/octet-stream' } })).catch(() => {});
  return bytes;
}

async function downloaded(url, part, signal, count) {
  try {
    const response = await fetch(url, { signal });
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
  await tellWorker('forget-pictures');
}

/** The scripts are kept with the page, by its service worker. */
async function tellWorker(what) {
  const worker = (await navigator.serviceWorker?.getRegistration().catch(() => undefined))?.active;
  if (!worker) return;
  const { port1, port2 } = new MessageChannel();
  await new Promise((done) => {
    port1.onmessage = done;
    setTimeout(done, 10_000);
    worker.postMessage(what, [port2]);
  });
}
