// The message being checked: kept in memory only, so that changing the language or the view does not lose it.

const EMPTY = { text: '', from: '', received: '', region: null, picture: false, reading: false, waits: false };
let message = { ...EMPTY };
const listeners = new Set();

/** What is being checked now. `region` is null until it was guessed, or the reader has chosen one. */
export function current() {
  return message;
}

/** Changes some fields; a text set from outside (a file, a picture, another app) is shown in the box. */
export function set(fields) {
  message = { ...message, ...fields };
  for (const listener of listeners) listener(message);
}

/** Empties everything but the region. */
export function clear() {
  set({ ...EMPTY, region: message.region });
}

/** Calls `listener(message)` at every change; returns how to stop. */
export function onChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
