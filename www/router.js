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
  const check = { view: 'check', rest: '' };
  if (hash === '') return check;
  if (/^r\w*=/.test(hash)) return { ...check, shared: hash };
  if (hash.startsWith('text=')) return { ...check, text: new URLSearchParams(hash).get('text') };
  if (hash === 'picture') return { ...check, text: '', picture: true };
  if (!hash.startsWith('/')) return null;
  const [view, ...rest] = hash.slice(1).split('/');
  return VIEWS.includes(view) ? { view, rest: decode(rest.join('/')) } : check;
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
