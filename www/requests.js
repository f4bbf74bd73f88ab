// What the browser fetched since the page was ready, as the browser itself counts it → the line in the footer.

import { h, replace } from './dom.js';

/** Counts from now on; calls `changed(list)` with the addresses fetched, at once and whenever it grows. */
export function countRequests(changed) {
  const since = performance.now();
  const seen = [];
  changed(seen);
  if (!globalThis.PerformanceObserver?.supportedEntryTypes?.includes('resource')) return;
  new PerformanceObserver((list) => {
    const fresh = list.getEntries().filter((entry) => entry.startTime >= since && !alreadyHere(entry));
    if (fresh.length === 0) return;
    seen.push(...fresh.map((entry) => entry.name));
    changed(seen);
  }).observe({ type: 'resource', buffered: true });
}

/** From the browser's own store: nothing was asked of anyone. */
const alreadyHere = ({ transferSize, decodedBodySize }) => transferSize === 0 && decodedBodySize > 0;

/** The footer's line: how many, which, and how to check it oneself. */
export function requestLine(root, seen, t) {
  const open = root.querySelector('details')?.open;
  const own = seen.length > 0 && seen.every((name) => new URL(name).origin === location.origin);
  replace(
    root,
    h(
      'details',
      { class: 'requests', open },
      h('summary', {}, t(own ? 'requests.count-own' : 'requests.count', { n: seen.length })),
      own || seen.length === 0 ? h('p', {}, t(own ? 'requests.own' : 'requests.none')) : null,
      seen.length ? h('ul', { class: 'request-list' }, seen.map((name) => h('li', {}, shorten(name)))) : null,
      h('p', {}, t('requests.how')),
    ),
  );
}

function shorten(name) {
  const url = new URL(name);
  return url.origin === location.origin ? url.pathname : url.href;
}
