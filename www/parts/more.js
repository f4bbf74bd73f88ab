// The rest of a report → lists: ordinary signs, links, what could not be checked, documented messages it resembles.

import { compare } from '../diff.js';
import { h } from '../dom.js';
import { outside } from './sources.js';

/** Signs that ordinary messages have too. */
export function ordinarySigns(report, kit) {
  return list('ordinary', report.ordinary_signs, kit, ({ what }) => h('li', {}, what), 'ordinary.note');
}

/** The links of the message, each once, as text: none can be opened from here. */
export function linksList(report, kit) {
  const { t } = kit;
  const each = new Map(report.links.map((link) => [link.url, link]));
  return list('links', [...each.values()], kit, ({ url, host, notes }) =>
    h(
      'li',
      {},
      h('code', { class: 'link-text', dir: 'ltr' }, url),
      url.includes(host) ? null : h('span', {}, ' ', t('links.host', { host })),
      notes.length ? h('span', { class: 'quiet' }, ` ${notes.map((note) => (t.has(`link.${note}`) ? t(`link.${note}`) : note)).join(' · ')}`) : null,
    ),
    'links.note',
  );
}

/** What was not looked at. */
export function notChecked(report, kit) {
  return list('unchecked', report.not_checked, kit, ({ what }) => h('li', {}, what));
}

function list(name, items, { t, id }, item, note) {
  if (items.length === 0) return null;
  return h(
    'section',
    { class: `plain-part ${name}`, 'aria-labelledby': id(name) },
    h('h2', { id: id(name) }, t(`${name}.title`)),
    note ? h('p', { class: 'quiet' }, t(note)) : null,
    h('ul', {}, items.map(item)),
  );
}

/** Documented messages, word by word beside this one. */
export function incidents(report, kit) {
  const { t, id, date } = kit;
  if (report.incidents.length === 0) return null;
  return h(
    'section',
    { class: 'incidents', 'aria-labelledby': id('incidents') },
    h('h2', { id: id('incidents'), tabindex: '-1', data: { finding: 'incidents' } }, t('incidents.title')),
    report.incidents.some(({ title }) => !title) ? untold(report, kit) : null,
    report.incidents.filter(({ title }) => title).map((incident, index) =>
      h(
        'article',
        { class: 'incident card', 'aria-labelledby': id(`incident-${index}`), tabindex: '-1' },
        h('h3', { id: id(`incident-${index}`) }, incident.title),
        h('p', { class: 'quiet' }, [date(incident.date), alike(incident, t)].filter(Boolean).join(' · ')),
        incident.what_was_wrong ? h('p', {}, incident.what_was_wrong) : null,
        incident.quote && kit.text !== null ? sideBySide(incident.quote, kit.text, kit) : null,
        incident.url ? h('p', {}, outside(incident.url, t('incidents.source'))) : null,
      ),
    ),
    h('p', { class: 'quiet' }, t('incidents.note')),
  );
}

export const alike = ({ similarity }, t) => t('incidents.alike', { n: Math.round(similarity * 100) });

/** Before there are words about them: they come when a reader asks. Asking by itself would tell that a message resembles one. */
function untold({ incidents: all }, kit) {
  const { t, id } = kit;
  return h(
    'article',
    { class: 'incident card', 'aria-labelledby': id('incidents') },
    h('p', { class: 'quiet' }, alike(all[0], t)),
    h(
      'details',
      { data: { keep: 'incidents', needs: 'sources' } },
      h('summary', {}, t('incidents.show')),
      h('p', { class: 'quiet' }, t(`incidents.${kit.sources === 'lost' ? 'lost' : 'coming'}`)),
    ),
  );
}

function sideBySide(quote, text, { t }) {
  const { left, right } = compare(quote, text);
  const column = (title, runs, tag) =>
    h(
      'figure',
      {},
      h('figcaption', { class: 'quiet' }, title),
      h('blockquote', { dir: 'auto' }, runs.map(({ text: words, same }) => (same ? words : h(tag, {}, words)))),
    );
  return h(
    'div',
    { class: 'side-by-side' },
    column(t('incidents.documented'), left, 'del'),
    column(t('incidents.this'), right, 'ins'),
    h('p', { class: 'quiet side-note' }, t('incidents.marked')),
  );
}
