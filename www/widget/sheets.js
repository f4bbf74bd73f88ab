// The page's style sheets, made to fit inside a shadow root: a host's strict policy allows sheets that are constructed.

const NAMES = ['tokens', 'base', 'report', 'check', 'widget'];
const texts = new Map();
const made = new Map();

/**
 * The sheets for an element, shared by all that need the same.
 * @param {HTMLElement} host
 * @returns {Promise<CSSStyleSheet[]>}
 */
export function sheets(host) {
  const scheme = schemeOf(host);
  return once(made, scheme, async () => {
    const all = await Promise.all(NAMES.map((name) => once(texts, name, () => load(name))));
    return all.map((css) => sheet(fit(css, scheme)));
  });
}

/** What is kept under a name, or begun now; what failed is not kept. */
function once(kept, name, begin) {
  if (!kept.has(name)) {
    const begun = begin();
    kept.set(name, begun);
    begun.catch(() => kept.delete(name));
  }
  return kept.get(name);
}

async function load(name) {
  const response = await fetch(new URL(`../style/${name}.css`, import.meta.url));
  if (!response.ok) throw new Error(`style/${name}.css: ${response.status}`);
  return response.text();
}

function sheet(css) {
  const fresh = new CSSStyleSheet();
  fresh.replaceSync(css);
  return fresh;
}

/** Light, dark or as the device has it: what the page around it says with `color-scheme`. A page that says nothing is light. */
export function schemeOf(host) {
  const said = getComputedStyle(host).colorScheme;
  const words = !said || said === 'normal' ? (document.querySelector('meta[name="color-scheme"]')?.content ?? 'light') : said;
  if (!/\bdark\b/.test(words)) return 'light';
  return /\blight\b/.test(words) ? 'auto' : 'dark';
}

const DARK = { light: '(max-width: 0px)', dark: '(min-width: 0px)', auto: '(prefers-color-scheme: dark)' };

/** The root is the element; dark is what the page around it says; sizes follow `--rem`, for pages with a small root font. */
export function fit(css, scheme) {
  return css
    .replaceAll(':root', ':host')
    .replaceAll('color-scheme: light dark;', '')
    .replaceAll('(prefers-color-scheme: dark)', DARK[scheme])
    .replace(/((?:min|max)-width: |--rem: )?(-?(?:\d*\.)?\d+)rem\b/g, (whole, kept, number) => (kept ? whole : `calc(${number} * var(--rem))`));
}
