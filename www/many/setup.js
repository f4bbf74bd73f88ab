// The second step: how the file was read, and what the reader can correct before the messages are checked.

import { h, replace } from '../dom.js';
import { countries, guessRegion } from '../region.js';
import { FIELDS } from './columns.js';
import { ENCODINGS } from './decode.js';
import { withoutPart } from './without.js';

const FORMATS = ['delimited', 'json', 'lines', 'blocks'];
const DELIMITERS = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };
export const ENCODING_NAMES = { 'utf-8': 'UTF-8', 'windows-1252': 'Windows-1252 (Latin-1)', 'utf-16le': 'UTF-16 LE', 'utf-16be': 'UTF-16 BE' };
const SHOWN_PROBLEMS = 10;

/**
 * @param {object} ctx
 * @param {{opened: object, choice: object, region: string, without: string[], name: string}} session
 * @param {{reopen: (choice: object) => void, begin: () => void, back: () => void}} act
 * @param {Promise<{code: string, name: string}[]>} regions
 * @param {Map<string, string>} titles of all markers, by their ids
 */
export function setupPart(ctx, session, act, regions, titles) {
  const { t } = ctx;
  const { opened, choice, name } = session;
  const when = h('div', { class: 'many-dates' }, dates(session, t));
  const titled = opened.names.length > 1 || opened.header || opened.hasNames;
  return h(
    'section',
    { class: 'card many-setup', 'aria-labelledby': 'setup-title' },
    h('h2', { id: 'setup-title', tabindex: '-1' }, t('many.setup.found', { n: opened.total, name })),
    notes(opened, t),
    problems(opened, t),
    titled ? columns(ctx, session, () => replace(when, dates(session, t))) : h('p', { class: 'hint many-example' }, t('many.setup.example', { text: opened.samples[0] ?? '' })),
    h('div', { class: 'many-fields' }, region(session, regions, t), when),
    withoutPart(ctx, session, titles),
    more(opened, act, t),
    h(
      'div',
      { class: 'button-row even' },
      h('button', { type: 'button', class: 'button primary', disabled: opened.total === 0 || choice.columns.text < 0, on: { click: act.begin } }, t('many.setup.check', { n: opened.total })),
      h('button', { type: 'button', class: 'button', on: { click: act.back } }, t('many.setup.back')),
    ),
  );
}

function notes({ encoding, encodingGuessed, damaged }, t) {
  return [
    encodingGuessed ? h('p', { class: 'notice' }, t('many.note.encoding', { encoding: ENCODING_NAMES[encoding] })) : null,
    damaged ? h('p', { class: 'notice' }, t('many.note.damaged', { line: String(damaged) })) : null,
  ];
}

/** What could not be read, line by line. */
export function problems({ problems: list, problemCount }, t) {
  if (problemCount === 0) return null;
  const one = ({ line, kind }) => h('li', {}, t(`many.problem.${kind}`, { line: String(line) }));
  const stopped = list.find(({ kind }) => kind === 'gave-up');
  const rows = list.filter((problem) => problem !== stopped);
  const hidden = problemCount - Math.min(SHOWN_PROBLEMS, rows.length) - (stopped ? 1 : 0);
  return h(
    'div',
    { class: 'notice' },
    h('p', {}, h('strong', {}, t('many.problem.title', { n: problemCount - (stopped ? 1 : 0) }))),
    h('ul', {}, rows.slice(0, SHOWN_PROBLEMS).map(one), hidden > 0 ? h('li', {}, t('many.problem.more', { n: hidden })) : null, stopped ? one(stopped) : null),
  );
}

/** Which column holds what, each with the first cell it has. */
function columns({ t }, { opened, choice }, changed) {
  const title = (index) => opened.names[index] || t('many.setup.column', { n: index + 1 });
  const field = (name) => {
    const id = `many-column-${name}`;
    const example = h('p', { class: 'hint many-example', id: `${id}-example` });
    const show = () => {
      const text = opened.samples[choice.columns[name]] ?? '';
      replace(example, text ? t('many.setup.example', { text }) : '');
    };
    const select = h(
      'select',
      {
        id,
        'aria-describedby': `${id}-example`,
        on: {
          change: () => {
            choice.columns[name] = Number(select.value);
            if (name === 'received') choice.dates = null;
            show();
            changed();
          },
        },
      },
      name === 'text' ? null : h('option', { value: -1 }, t('many.setup.none')),
      opened.names.map((_, index) => h('option', { value: index, selected: choice.columns[name] === index }, title(index))),
    );
    show();
    return h('div', { class: `field many-field-${name}` }, h('label', { for: id }, t(`many.field.${name}`)), select, example);
  };
  return h('fieldset', { class: 'many-columns' }, h('legend', {}, t('many.setup.columns')), h('div', { class: 'many-fields' }, FIELDS.map(field)));
}

/** Asked only where the numbers leave it open. */
function dates({ opened, choice }, t) {
  if (opened.dates[choice.columns.received] !== 'either') return null;
  choice.dates ??= 'month-first';
  const select = h(
    'select',
    {
      id: 'many-dates',
      on: {
        change: () => {
          choice.dates = select.value;
        },
      },
    },
    ['month-first', 'day-first'].map((order) => h('option', { value: order, selected: choice.dates === order }, t(`many.dates.${order}`))),
  );
  return h('div', { class: 'field' }, h('label', { for: 'many-dates' }, t('many.setup.dates')), select);
}

function region(session, regions, t) {
  const select = h('select', { id: 'many-region', disabled: true, on: { change: () => (session.region = select.value) } });
  regions.then((list) => {
    session.region ??= guessRegion(list);
    replace(
      select,
      h('option', { value: 'unknown', selected: session.region === 'unknown' }, t('known.region-none')),
      countries(list, t.language).map(({ code, name }) => h('option', { value: code, selected: code === session.region }, name)),
    );
    select.disabled = false;
  }, () => {});
  return h('div', { class: 'field' }, h('label', { for: 'many-region' }, t('many.setup.region')), select);
}

/** Format, delimiter, encoding and header: a change reads the file again. */
function more(opened, { reopen }, t) {
  const select = (name, value, options) => {
    const id = `many-${name}`;
    const element = h('select', { id, on: { change: () => reopen({ [name]: element.value }) } }, options.map(([key, words]) => h('option', { value: key, selected: key === value }, words)));
    return h('div', { class: 'field' }, h('label', { for: id }, t(`many.setup.${name}`)), element);
  };
  const header = h('input', { type: 'checkbox', checked: opened.header, on: { change: () => reopen({ header: header.checked }) } });
  return h(
    'details',
    { class: 'many-more' },
    h('summary', {}, t('many.setup.more')),
    h(
      'div',
      { class: 'many-fields' },
      select('format', opened.format, FORMATS.map((format) => [format, t(`many.format.${format}`)])),
      opened.format === 'delimited' ? select('delimiter', opened.delimiter, Object.entries(DELIMITERS).map(([sign, name]) => [sign, t(`many.delimiter.${name}`)])) : null,
      opened.encoding ? select('encoding', opened.encoding, ENCODINGS.map((code) => [code, ENCODING_NAMES[code]])) : null,
    ),
    opened.hasNames ? null : h('label', { class: 'tick' }, header, t('many.setup.header')),
  );
}
