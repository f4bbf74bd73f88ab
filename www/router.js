// The fragment of the address → which view, and what it is asked to show. Nothing after `#` is ever sent to a server.

/** The views, in the order of the navigation. Each is `views/<name>.js` and exports `mount(root, ctx)`. */
export const VIEWS = ['check', 'many', 'learn', 'about'];

/**
 * - `#/learn/link-shortener` → `{ view: 'learn', rest: 'link-shortener' }`
 * - `#r1=…`, a shared report → `{ view: 'check', shared: 'r1=…' }`
 * - `#text=…`, a message shared into the page → `{ view: 'check', text }`
 * - `#picture`, one shared into the page → `{ view: 'check', text: '', picture: true }`
 * - anything else → `null`: a place inside the page
 */
export function read(fragment) {
  const hash = fragment.replace(/^#/, '');
  if (hash === '') return { view: 'check', rest: '' };
  const shared = /^r\w*=/.exec(hash);
  if (shared) return { view: 'check', rest: '', shared: hash };
  if (hash.startsWith('text=')) return { view: 'check', rest: '', text: new URLSearchParams(hash).get('text') ?? '' };
  if (hash === 'picture') return { view: 'check', rest: '', text: '', picture: true };
  if (!hash.startsWith('/')) return null;
  const [name, ...rest] = hash.slice(1).split('/');
  return VIEWS.includes(name) ? { view: name, rest: decode(rest.join('/')) } : { view: 'check', rest: '' };
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
