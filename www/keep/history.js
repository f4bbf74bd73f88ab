// Checks kept on this device: only when the reader has switched it on, and until they delete them.
// The only thing this page ever stores.

const KEY = 'telltext.history';
const MOST = 50;

/** Whether the reader has switched the history on. */
export function isOn() {
  return read() !== null;
}

export function switchOn() {
  if (!isOn()) write([]);
}

/** Switches the history off and deletes everything in it. */
export function switchOff() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Storage is blocked: there is nothing to delete.
  }
}

/** The checks kept, the newest first: `{ id, time, text, from, received, region, level }`. */
export function entries() {
  return read() ?? [];
}

/** Keeps a check; one with the same `id` is replaced. Returns whether the device had room for it. */
export function keep(entry) {
  if (!isOn()) return false;
  return write([entry, ...entries().filter(({ id, text }) => id !== entry.id && text !== entry.text)].slice(0, MOST));
}

export function remove(id) {
  if (isOn()) write(entries().filter((entry) => entry.id !== id));
}

function read() {
  try {
    const list = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return Array.isArray(list) ? list.filter((entry) => typeof entry?.text === 'string') : null;
  } catch {
    return null;
  }
}

function write(list) {
  try {
    localStorage.setItem(KEY, JSON.stringify(list));
    return true;
  } catch {
    return false;
  }
}
