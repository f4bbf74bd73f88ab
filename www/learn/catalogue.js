// Every marker the engine knows: by family, searchable. `#/learn/markers/<id>` is one of them.

import { h, replace } from '../dom.js';
import { shape } from '../parts/shape.js';
import { markerPage } from './marker.js';
import { broken, engineOf, heading } from './parts.js';
import { matches } from './search.js';

/** The families in the order they are shown: what costs votes first. */
const FAMILIES = [
  'how-when-where',
  'fear-and-eligibility',
  'status-phishing',
  'results-and-legitimacy',
  'mobilise-and-harm',
  'campaign-deception',
  'source-and-identity',
  'links-and-senders',
  'obfuscation',
  'opt-out',
];

let sought = '';

/** @param {{rest: string}} ctx the marker asked for, or nothing */
export async function mount(root, ctx) {
  const { t, language } = ctx;
  const pkg = await engineOf(ctx, { examples: true });
  if (!pkg) {
    root.append(heading(t('learn.markers')), broken(ctx));
    return;
  }
  const markers = pkg.markers(language);
  if (ctx.rest) await markerPage(root, ctx, { pkg, markers });
  else catalogue(root, ctx, markers);
}

function catalogue(root, { t, announce }, markers) {
  const families = [...new Set([...FAMILIES, ...markers.map(({ category }) => category)])];
  const list = h('div', { class: 'families' });
  const count = h('p', { class: 'quiet', id: 'marker-count' });
  let telling;

  const show = () => {
    const found = markers.filter((marker) => matches(marker, sought));
    const words = found.length ? t('markers.found', { n: found.length }) : t('markers.none');
    count.textContent = words;
    replace(list, families.map((family) => section(family, found.filter(({ category }) => category === family), t)));
    return words;
  };
  const field = h('input', {
    type: 'search',
    id: 'marker-search',
    value: sought,
    autocomplete: 'off',
    'aria-describedby': 'marker-count',
    on: {
      input: () => {
        sought = field.value;
        const words = show();
        clearTimeout(telling);
        telling = setTimeout(() => announce(words), 700);
      },
    },
  });
  root.append(
    heading(t('markers.title')),
    h('p', { class: 'lede' }, t('markers.lede')),
    h('div', { class: 'field marker-search', role: 'search' }, h('label', { for: 'marker-search' }, t('markers.search')), field, count),
    list,
  );
  show();
}

function section(family, markers, t) {
  if (markers.length === 0) return null;
  return h(
    'section',
    { class: 'family', 'aria-labelledby': `family-${family}` },
    h('h2', { id: `family-${family}` }, t(`family.${family}`)),
    h(
      'ul',
      { class: 'plain-list marker-list' },
      markers.map(({ id, title, what, severity }) =>
        h(
          'li',
          { class: `severity-${severity}` },
          h('h3', {}, h('a', { href: `#/learn/markers/${id}` }, title)),
          h('p', {}, what),
          h('p', { class: 'severity' }, shape(severity), h('span', {}, t(`severity.${severity}`))),
        ),
      ),
    ),
  );
}
