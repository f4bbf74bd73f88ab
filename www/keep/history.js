// Checks kept on this device: only when the reader has switched it on, and until they delete them.
// The only thing this page ever stores.

const KEY = 'telltext.history';
const MOST = 50;

/** The checks kept, the newest first: `{ id, time, text, from, received, region, level }`. Null while the history is off. */
export function entries() {
  try {
    const list = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(list) ? list.filter((entry) => typeof entry?.text === 'string') : null;
  } catch {
    return null;
  }
}

/** Keeps these checks and no others; null switches the history off and deletes everything in it. */
export function write(list) {
  try {
    if (list) localStorage.setItem(KEY, JSON.stringify(list));
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is blocked, and there is nothing to delete; or it is full.
  }
}

/** Keeps a check, where the history is on; one with the same `id` is replaced. */
export function keep(entry) {
  const others = entries()?.filter(({ id, text }) => id !== entry.id && text !== entry.text);
  if (others) write([entry, ...others].slice(0, MOST));
}
