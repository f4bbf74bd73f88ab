// Sources → a list of links. Opening one is the reader's own act; nothing is fetched before.

import { h } from '../dom.js';

export function sources(list, { t, date }) {
  if (list.length === 0) return null;
  return h(
    'ul',
    { class: 'sources' },
    list.map((source) =>
      h('li', {}, outside(source.url, source.title), h('span', { class: 'quiet' }, ` ${[source.publisher, date(source.date)].filter(Boolean).join(', ')}`)),
    ),
    h('li', { class: 'quiet plain' }, t('sources.note')),
  );
}

/** In place of sources that are not there. */
export function notThere({ t, sources: how }) {
  return h('p', { class: 'quiet' }, t(`sources.${how}`));
}

/** A link to another site: only http and https, told apart, without saying where the reader came from. */
export function outside(url, words) {
  if (!/^https?:\/\//.test(url ?? '')) return h('span', {}, words);
  return h('a', { href: url, rel: 'noopener noreferrer', target: '_blank', class: 'outside' }, words);
}
