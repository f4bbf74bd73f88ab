// The page without a network: registers the service worker, and says in the footer how that stands.

import { h, replace } from './dom.js';
import { scriptURL } from './trusted.js';

/** Whether this page can be kept: served, not opened from a file, by a browser that has service workers. */
const POSSIBLE = 'serviceWorker' in navigator && document.querySelector('link[rel="manifest"]') !== null;

let registration;
/** `kept` (works without a network), `newer` (another version waits), `others` (it waits for other pages to be closed). */
let state;
let changed = () => {};

/**
 * Keeps the page on the device. Settles when the browser has done what it can, well or not: from then on nothing is fetched for it.
 * @param {() => void} onChange called whenever `offlineLine` has something new to say
 */
export async function keepOffline(onChange) {
  if (!POSSIBLE) return;
  changed = onChange;
  try {
    registration = await navigator.serviceWorker.register(scriptURL('sw.js'), { updateViaCache: 'none' });
    await registration.update();
  } catch {
    registration = await navigator.serviceWorker.getRegistration().catch(() => undefined);
  }
  if (!registration) return;
  registration.addEventListener('updatefound', () => settled(registration.installing).then(look));
  await settled(registration.installing ?? registration.waiting ?? registration.active);
  look();
}

/** Whether every file of this version comes from this device: asking for one costs nobody's line. */
export const comesFromDevice = () => Boolean(navigator.serviceWorker?.controller);

/** A worker, until it serves, waits for the pages of an older one to be closed, or is given up. */
function settled(worker) {
  return new Promise((done) => {
    const see = () => {
      const { state: now } = worker ?? {};
      if (now !== 'installing' && now !== 'activating' && !(now === 'installed' && !registration.active)) done();
    };
    worker?.addEventListener('statechange', see);
    see();
  });
}

function look() {
  const waits = registration.waiting && registration.active;
  if (waits) state = 'newer';
  else if (registration.active || registration.waiting) state = 'kept';
  changed();
}

/** The footer's line. */
export function offlineLine(root, t) {
  const use = () => [' ', h('button', { type: 'button', class: 'button', on: { click: useNewest } }, t('offline.use'))];
  replace(root, state && h('p', { role: state === 'others' && 'alert' }, t(`offline.${state}`), state === 'newer' && use()));
}

/** Asks the newer version to take over; it does so only if no other page is open, and then this one is loaded anew. */
function useNewest() {
  const { port1, port2 } = new MessageChannel();
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  port1.onmessage = ({ data: alone }) => {
    if (alone) return;
    state = 'others';
    changed();
  };
  registration.waiting?.postMessage('use-newest', [port2]);
}
