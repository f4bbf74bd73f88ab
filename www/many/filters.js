// Which messages the table shows: words sought, sender, level, marker, opt-out line, campaign.

import { h, replace } from '../dom.js';
import { shape } from '../parts/shape.js';
import { LEVELS, OUTCOMES } from './messages.js';

/** While typing rests this long, nothing is asked. */
const REST = 200;

export const NO_FILTER = { search: '', from: '', level: '', marker: '', optOut: '', campaign: null };
/** Levels as the shapes of severities, so that they are told apart without colour. */
export const LEVEL_SHAPES = { none: 'not_applicable', note: 'medium', caution: 'high', strong: 'critical' };

/**
 * @param {object} ctx
 * @param {{filter: object}} session
 * @param {() => void} changed
 * @returns {{element: HTMLElement, chips: HTMLElement, update: (counts: object, titles: Map<string, string>) => void, set: (filter: object) => void}}
 */
export function filtersPart({ t }, session, changed) {
  let timer;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      showOnly();
      changed();
    }, REST);
  };
  const typed = (name, type) => {
    const id = `many-filter-${name}`;
    const input = h('input', {
      type,
      id,
      value: session.filter[name],
      autocomplete: 'off',
      spellcheck: 'false',
      on: {
        input: () => {
          session.filter[name] = input.value;
          later();
        },
      },
    });
    return { input, field: h('div', { class: 'field' }, h('label', { for: id }, t(`many.filter.${name}`)), input) };
  };
  const chosen = (name, words) => {
    const id = `many-filter-${name}`;
    const select = h('select', { id, on: { change: () => set({ [name]: select.value }) } });
    return { select, field: h('div', { class: 'field' }, h('label', { for: id }, words), select) };
  };
  const search = typed('search', 'search');
  const from = typed('from', 'search');
  const level = chosen('level', t('dial.says'));
  const marker = chosen('marker', t('many.filter.marker'));
  const optOut = chosen('optOut', t('check.opt_out'));
  const only = h('div', { class: 'button-row' });
  const chips = h('div', { class: 'many-chips', role: 'group', 'aria-label': t('many.chips') });
  let counts = { level: {}, optOut: {}, marker: {} };
  let titles = new Map();

  function set(fields) {
    Object.assign(session.filter, fields);
    show();
    changed();
  }

  const chip = (fields, on, picture, words, number) =>
    h(
      'button',
      { type: 'button', class: 'many-chip', 'aria-pressed': String(on), on: { click: () => set(fields) } },
      picture,
      h('span', {}, words),
      ' ',
      h('strong', {}, t('many.number', { number })),
    );

  function show() {
    const { filter } = session;
    search.input.value = filter.search;
    from.input.value = filter.from;
    const options = (select, value, list) =>
      replace(select, h('option', { value: '' }, t('many.filter.any')), list.map(([key, words]) => h('option', { value: key, selected: key === value }, words)));
    const counted = (words, number = 0) => t('many.filter.counted', { words, number });
    options(level.select, filter.level, [...LEVELS].reverse().map((key) => [key, counted(t(`level.${key}`), counts.level[key])]));
    options(optOut.select, filter.optOut, [...OUTCOMES].reverse().map((key) => [key, counted(t(`check.opt_out.${key}`), counts.optOut[key])]));
    const markers = Object.entries(counts.marker).sort((a, b) => b[1] - a[1]);
    options(marker.select, filter.marker, markers.map(([id, number]) => [id, counted(titles.get(id) ?? id, number)]));
    showOnly();
    const focused = [...chips.children].indexOf(document.activeElement);
    replace(
      chips,
      [...LEVELS].reverse().map((key) =>
        chip({ level: filter.level === key ? '' : key }, filter.level === key, h('span', { class: `level-${key}` }, shape(LEVEL_SHAPES[key])), t(`level.${key}`), counts.level[key] ?? 0),
      ),
      chip({ optOut: filter.optOut === 'fail' ? '' : 'fail' }, filter.optOut === 'fail', shape('fail'), `${t('many.column.optOut')}${t('colon')} ${t('check.opt_out.fail')}`, counts.optOut.fail ?? 0),
    );
    chips.children[focused]?.focus();
  }

  /** What is filtered beyond what the fields say, and the way back. */
  function showOnly() {
    const { filter } = session;
    replace(
      only,
      filter.campaign === null ? null : h('p', {}, t('many.filter.campaign', { number: filter.campaign + 1 })),
      Object.entries(NO_FILTER).some(([name, none]) => filter[name] !== none)
        ? h('button', { type: 'button', class: 'button plain', on: { click: clear } }, t('many.filter.clear'))
        : null,
    );
  }

  function clear() {
    set({ ...NO_FILTER });
    search.input.focus();
  }

  show();
  return {
    element: h('form', { class: 'many-filters no-print', role: 'search', 'aria-label': t('many.filters'), on: { submit: (event) => event.preventDefault() } }, search.field, level.field, marker.field, optOut.field, from.field, only),
    chips,
    update(freshCounts, freshTitles) {
      [counts, titles] = [freshCounts, freshTitles];
      // Options are not changed under the hand of someone who is choosing.
      if (![level, marker, optOut].some(({ select }) => select === document.activeElement)) show();
    },
    set,
  };
}
