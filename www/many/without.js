// Markers to leave out: ticked by their titles, kept while the page is open.

import { h, replace } from '../dom.js';

/**
 * @param {object} ctx
 * @param {{without: string[]}} session the ids of those left out
 * @param {Map<string, string>} titles of all markers, by their ids
 */
export function withoutPart({ t, language }, session, titles) {
  if (titles.size === 0) return null;
  const change = ({ target: { value, checked } }) => {
    session.without = session.without.filter((id) => id !== value);
    if (checked) session.without.push(value);
  };
  const tick = ([id, title]) => h('label', { class: 'tick' }, h('input', { type: 'checkbox', value: id, checked: session.without.includes(id), on: { change } }), title);
  const { compare } = new Intl.Collator(language);
  const ticks = h('div', { class: 'many-ticks', role: 'group', 'aria-label': t('many.setup.without'), 'aria-describedby': 'many-without-hint' });
  const fill = () => {
    if (!ticks.firstChild) replace(ticks, [...titles].sort(([, a], [, b]) => compare(a, b)).map(tick));
  };
  return h(
    'details',
    { class: 'many-without', open: session.without.length > 0, on: { toggle: fill } },
    h('summary', {}, t('many.setup.without')),
    h('p', { class: 'hint', id: 'many-without-hint' }, t('many.setup.without.hint')),
    ticks,
  );
}

/** Which were left out, in words; null where none were. */
export function withoutWords({ without }, titles, t) {
  return without.length ? t('many.left.markers', { n: without.length, titles: without.map((id) => titles.get(id) ?? id).join(' · ') }) : null;
}
