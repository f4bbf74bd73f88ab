// The history: a switch, a list, and how to delete it.

import { h, replace } from '../dom.js';
import * as history from './history.js';

/**
 * @param {(entry: object) => void} open shows a check again
 * @param {() => void} switchedOn called when the reader has switched the history on
 * @param {{t: Function, date: Function, announce: Function}} kit
 * @returns {{element: HTMLElement, update: () => void}} empty until the first `update()`, which asks the device what it keeps
 */
export function historyPanel(open, switchedOn, { t, language, announce }) {
  const tick = h('input', { type: 'checkbox', on: { change: () => toggle(tick) } });
  const list = h('div', { class: 'stack' });
  const element = h(
    'div',
    { class: 'stack' },
    h('label', { class: 'tick' }, tick, h('span', {}, t('history.switch'), h('span', { class: 'hint block' }, t('history.hint')))),
    list,
  );
  let when; // made when first needed: that takes a while on a slow phone

  function update() {
    const entries = history.entries();
    const { entry, act } = list.contains(document.activeElement) ? document.activeElement.dataset : {};
    tick.checked = Boolean(entries);
    replace(
      list,
      entries?.length === 0 ? h('p', { class: 'quiet' }, t('history.empty')) : null,
      entries?.length ? h('ul', { class: 'plain-list history-list' }, entries.map(line)) : null,
      entries?.length ? h('button', { type: 'button', class: 'button', data: { act: 'clear' }, on: { click: clear } }, t('history.clear')) : null,
    );
    if (act) ([...list.querySelectorAll('button')].find(({ dataset }) => dataset.act === act && dataset.entry === entry) ?? tick).focus();
  }

  function line(entry) {
    const button = (act, kind, click, ...words) => h('button', { type: 'button', class: kind, data: { act, entry: entry.id }, on: { click } }, words);
    return h(
      'li',
      {},
      button('open', 'button plain history-open', () => open(entry), h('span', { class: 'history-text', dir: 'auto' }, entry.text.slice(0, 200))),
      h('span', { class: 'quiet' }, `${(when ??= new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })).format(new Date(entry.time))} · ${t(`level.${entry.level}`)}`),
      button('delete', 'button plain', () => remove(entry), t('history.delete'), h('span', { class: 'visually-hidden' }, ` (${entry.text.slice(0, 40)})`)),
    );
  }

  function toggle(box) {
    history.write(box.checked ? (history.entries() ?? []) : null);
    if (history.entries()) switchedOn();
    else if (box.checked) announce(t('history.blocked'));
    update();
  }

  function remove(entry) {
    history.write(history.entries()?.filter(({ id }) => id !== entry.id));
    update();
    announce(t('history.deleted'));
    tick.focus();
  }

  function clear() {
    history.write([]);
    update();
    announce(t('history.deleted'));
    tick.focus();
  }

  return { element, update };
}
