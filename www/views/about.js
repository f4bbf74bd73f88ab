// What telltext is, what happens to a message, and how to check that oneself.

import { h } from '../dom.js';

/** What the names of kept versions begin with, as in sw.js. */
const KEPT = 'telltext-';

export async function mount(root, { t, words }) {
  await words('about');
  const part = (name, count) =>
    h(
      'section',
      { 'aria-labelledby': `about-${name}`, class: 'stack' },
      h('h2', { id: `about-${name}` }, t(`about.${name}`)),
      Array.from({ length: count }, (_, index) => h('p', {}, t(`about.${name}-${index + 1}`))),
    );
  const number = h('p', { class: 'about-number' });
  const build = part('build', 2);
  build.append(number);
  root.append(
    h('div', { class: 'page-narrow about' }, h('h1', {}, t('about.title')), part('what', 3), part('privacy', 3), part('limits', 3), part('who', 2), build),
  );
  buildNumber().then((found) => {
    number.textContent = found ? t('about.build-number', { number: found }) : t('about.build-none');
  });
}

/** The version of the page's files: of those kept on this device, else of those on the server. */
async function buildNumber() {
  const kept = (await globalThis.caches?.keys().catch(() => []))?.find((name) => name.startsWith(KEPT));
  if (kept) return kept.slice(KEPT.length);
  if (location.protocol === 'file:') return undefined;
  return import('../files.js').then(() => globalThis.TELLTEXT?.version, () => undefined);
}
