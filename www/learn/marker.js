// One marker: what it is, why it matters, what to do, who says so, and texts that raise it or do not.

import { copyButton } from '../copy.js';
import { data } from '../data.js';
import { h } from '../dom.js';
import { shape } from '../parts/shape.js';
import { sources } from '../parts/sources.js';
import { bubble, heading, openInCheck, spansOf } from './parts.js';

/** @param {{pkg: object, markers: object[]}} known the engine and its markers in the reader's language */
export async function markerPage(root, ctx, { pkg, markers }) {
  const { t, date, language, rest } = ctx;
  const marker = markers.find(({ id }) => id === rest);
  if (!marker) {
    root.append(heading(t('marker.unknown')), h('p', { class: 'notice' }, t('marker.unknown-hint')), h('div', { class: 'button-row' }, back(t)));
    return;
  }
  const [raises, quiet] = [true, false].map((wanted) => inLanguage(marker.examples.filter(({ raises: does }) => does === wanted), language));
  const incidents = await data('samples').then(({ incidents: all }) => all.filter((incident) => incident.markers.includes(marker.id)), () => []);
  const link = () => `${location.href.split('#')[0]}#/learn/markers/${marker.id}`;

  root.append(
    h(
      'article',
      { class: `marker-page severity-${marker.severity}` },
      heading(marker.title),
      h('p', { class: 'severity' }, shape(marker.severity), h('span', {}, t(`severity.${marker.severity}`))),
      h('p', { class: 'quiet' }, t(`family.${marker.category}`), ' · ', h('code', { lang: 'en', dir: 'ltr' }, marker.id)),
      marker.untranslated ? h('p', { class: 'notice' }, t('marker.untranslated')) : null,
      part('what', t, h('p', {}, marker.what)),
      part('why', t, h('p', {}, marker.why)),
      part('do', t, h('p', { class: 'todo' }, marker.do)),
      raises.length ? part('raises', t, examples(raises, marker, { ...ctx, pkg })) : null,
      quiet.length ? part('quiet', t, h('p', { class: 'quiet' }, t('marker.quiet-note')), examples(quiet, marker, { ...ctx, pkg })) : null,
      incidents.length
        ? part('incidents', t, h('ul', {}, incidents.map((one) => h('li', {}, h('a', { href: `#/learn/samples/${one.id}` }, one.title[language] ?? one.title.en), ` (${date(one.date)})`))))
        : null,
      part('sources', t, sources(marker.sources, { t, date })),
      part('family', t, others(marker, markers)),
    ),
    h('div', { class: 'button-row even no-print' }, back(t), copyButton(t('marker.copy'), link, ctx)),
  );
}

/** The examples of the reader's language, or all when it has none. */
function inLanguage(examples, language) {
  const own = examples.filter(({ lang }) => lang === language);
  return own.length ? own : examples;
}

function part(name, t, ...children) {
  return h('section', { class: 'marker-part', 'aria-labelledby': `marker-${name}` }, h('h2', { id: `marker-${name}` }, t(`marker.${name}`)), children);
}

function examples(list, marker, ctx) {
  return h(
    'ul',
    { class: 'plain-list example-list' },
    list.map((example, index) => {
      const report = ctx.pkg.check(example.text, { language: ctx.language });
      const spans = example.raises ? spansOf(report, marker.id) : [];
      const name = `${ctx.t(example.raises ? 'marker.raises' : 'marker.quiet')}, ${index + 1}`;
      return h('li', {}, bubble(example.text, example.lang, spans), openInCheck(example, name, ctx));
    }),
  );
}

function others(marker, markers) {
  const same = markers.filter(({ category, id }) => category === marker.category && id !== marker.id);
  return h('ul', {}, same.map(({ id, title }) => h('li', {}, h('a', { href: `#/learn/markers/${id}` }, title))));
}

function back(t) {
  return h('a', { class: 'button', href: '#/learn/markers' }, t('marker.back'));
}
