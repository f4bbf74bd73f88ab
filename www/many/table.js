// The table: one page of the messages that fit, sorted by the headings; every message opens its report.

import { h, replace } from '../dom.js';
import { shape } from '../parts/shape.js';
import { LEVEL_SHAPES } from './filters.js';

const PAGE = 50;
/** How many rows are printed at once. */
export const MOST_PRINTED = 1000;
const SHOWN_MARKERS = 3;
const COLUMNS = ['place', 'level', 'text', 'markers', 'optOut', 'from', 'received'];
/** Columns of which the most comes first when they are sorted. */
const DOWN_FIRST = ['level', 'markers', 'optOut'];

/**
 * @param {object} ctx
 * @param {{filter: object, sort: {by: string, down: boolean}, from: number}} session
 * @param {{view: (given: object) => Promise<object>, open: (place: number) => void, titles: Map<string, string>, found: (found: number) => void}} act
 */
export function tablePart(ctx, session, act) {
  const { t } = ctx;
  const body = h('tbody', { role: 'rowgroup' });
  const heads = new Map(COLUMNS.map((name) => [name, h('th', { scope: 'col', role: 'columnheader', class: `many-${name}` }, sorter(name))]));
  const caption = h('caption', {}, t('many.table.caption'));
  const count = h('p', { class: 'many-count', role: 'status' });
  const region = h(
    'div',
    { class: 'many-table-box' },
    h('table', { class: 'many-table', role: 'table' }, caption, h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, [...heads.values()])), body),
  );
  const turn = { first: () => 0, previous: () => session.from - PAGE, next: () => session.from + PAGE, last: (found) => Math.floor((found - 1) / PAGE) * PAGE };
  const buttons = Object.entries(turn).map(([name, to]) =>
    h('button', { type: 'button', class: 'button', data: { turn: name }, on: { click: ({ currentTarget }) => go(currentTarget, to(found)) } }, t(`many.page.${name}`)),
  );
  const pager = h('nav', { class: 'many-pager no-print', 'aria-label': t('many.pages') }, buttons);
  let found = 0;
  let shown = '';
  let asked = 0;

  function sorter(name) {
    const click = () => {
      const down = session.sort.by === name ? !session.sort.down : DOWN_FIRST.includes(name);
      Object.assign(session.sort, { by: name, down });
      session.from = 0;
      refresh();
    };
    return h('button', { type: 'button', class: 'many-sort', on: { click } }, t(`many.column.${name}`), h('span', { class: 'many-arrow', 'aria-hidden': 'true' }));
  }

  function go(button, to) {
    if (button.getAttribute('aria-disabled') === 'true') return;
    session.from = Math.max(0, to);
    refresh().then(() => region.scrollIntoView({ block: 'nearest' }));
  }

  /** Asks for the rows as filter, sorting and page stand now. */
  async function refresh() {
    const mine = ++asked;
    const ask = (from) => act.view({ filter: { ...session.filter }, sort: { ...session.sort }, from, count: PAGE });
    let answer = await ask(session.from);
    if (answer.found > 0 && answer.from >= answer.found) answer = await ask((session.from = turn.last(answer.found)));
    if (mine !== asked) return;
    ({ found } = answer);
    for (const [name, head] of heads) {
      if (session.sort.by === name) head.setAttribute('aria-sort', session.sort.down ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    }
    const to = session.from + answer.rows.length;
    const words = found ? t('many.found', { from: session.from + 1, to, n: found }) : t('many.found.none');
    if (count.textContent !== words) count.textContent = words;
    region.hidden = found === 0;
    for (const button of buttons) {
      const back = ['first', 'previous'].includes(button.dataset.turn);
      button.setAttribute('aria-disabled', String(back ? session.from === 0 : to >= found));
    }
    pager.hidden = found <= PAGE;
    fill(answer.rows);
    act.found(found);
  }

  /** Puts rows in, if they are others than those there; who was on one of them stays on it. */
  function fill(rows) {
    const key = JSON.stringify(rows.map(({ place, campaign }) => [place, campaign]));
    if (key === shown) return;
    shown = key;
    const focused = body.contains(document.activeElement) ? document.activeElement.dataset.place : undefined;
    replace(body, rows.map(row));
    if (focused !== undefined) body.querySelector(`[data-place="${focused}"]`)?.focus();
  }

  function row({ place, id, text, from, received, level, optOut, markers, campaign }) {
    const cell = (name, ...children) => h('td', { role: 'cell', class: `many-${name}`, data: { label: t(`many.column.${name}`) } }, children);
    const titles = markers.map((marker) => act.titles.get(marker) ?? marker);
    const own = id === String(place + 1) ? null : h('span', { class: 'quiet many-id' }, id);
    return h(
      'tr',
      { role: 'row' },
      h('th', { scope: 'row', role: 'rowheader', class: 'many-place' }, t('many.number', { number: place + 1 }), own),
      cell('level', h('span', { class: `many-word level-${level}` }, shape(LEVEL_SHAPES[level]), h('span', {}, t(`level.${level}`)))),
      cell(
        'text',
        h('button', { type: 'button', class: 'many-open', dir: 'auto', 'aria-haspopup': 'dialog', data: { place }, on: { click: () => act.open(place) } }, text),
        campaign >= 0 ? h('span', { class: 'quiet' }, t('many.in-campaign', { number: campaign + 1 })) : null,
      ),
      cell(
        'markers',
        titles.length
          ? h('ul', { class: 'plain-list' }, titles.slice(0, SHOWN_MARKERS).map((title) => h('li', {}, title)), titles.length > SHOWN_MARKERS ? h('li', { class: 'quiet' }, t('many.markers.more', { n: titles.length - SHOWN_MARKERS })) : null)
          : '–',
      ),
      cell('optOut', h('span', { class: `many-word outcome-${optOut}` }, shape(optOut), h('span', {}, t(`check.opt_out.${optOut}`)))),
      cell('from', from || '–'),
      cell('received', received ? when(received, t.language) : '–'),
    );
  }

  /** Prints all that fit, not one page of them: as many as is reasonable. */
  async function print() {
    const { rows } = await act.view({ filter: { ...session.filter }, sort: { ...session.sort }, from: 0, count: MOST_PRINTED });
    fill(rows);
    const words = count.textContent;
    count.textContent = t('many.found', { from: 1, to: rows.length, n: found });
    addEventListener(
      'afterprint',
      () => {
        count.textContent = words;
        refresh();
      },
      { once: true },
    );
    globalThis.print();
  }

  return { element: h('div', { class: 'many-results-table' }, count, region, pager), refresh, print };
}

const FORMATS = new Map();

/** `2020-11-05T14:33` → day and time, short, in the reader's language. */
export function when(iso, language) {
  const timed = iso.length > 10;
  const key = `${language}${timed}`;
  if (!FORMATS.has(key)) FORMATS.set(key, new Intl.DateTimeFormat(language, { dateStyle: 'medium', ...(timed && { timeStyle: 'short' }), timeZone: 'UTC' }));
  return FORMATS.get(key).format(new Date(`${iso}${timed ? ':00' : 'T00:00:00'}Z`));
}
