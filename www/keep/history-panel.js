// The history: a switch, a list, and how to delete it.

import { h, replace } from '../dom.js';
import * as history from './history.js';

/**
 * @param {(entry: object) => void} open shows a check again
 * @param {{t: Function, date: Function, announce: Function}} kit
 * @returns {{element: HTMLElement, update: () => void}}
 */
export function historyPanel(open, { t, language, announce }) {
  const body = h('div', { class: 'stack' });
  const element = h('section', { class: 'history card', 'aria-labelledby': 'history-title' }, h('h2', { id: 'history-title' }, t('history.title')), body);
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });

  function update() {
    const list = history.entries();
    replace(
      body,
      h(
        'label',
        { class: 'tick' },
        h('input', { type: 'checkbox', checked: history.isOn(), on: { change: ({ target }) => toggle(target) } }),
        h('span', {}, t('history.switch'), h('span', { class: 'hint block' }, t('history.hint'))),
      ),
      history.isOn() && list.length === 0 ? h('p', { class: 'quiet' }, t('history.empty')) : null,
      list.length
        ? h(
            'ul',
            { class: 'plain-list history-list' },
            list.map((entry) =>
              h(
                'li',
                {},
                h(
                  'button',
                  { type: 'button', class: 'button plain history-open', on: { click: () => open(entry) } },
                  h('span', { class: 'history-text', dir: 'auto' }, entry.text.slice(0, 200)),
                ),
                h('span', { class: 'quiet' }, `${when.format(new Date(entry.time))} · ${t(`level.${entry.level}`)}`),
                h(
                  'button',
                  { type: 'button', class: 'button plain', on: { click: () => remove(entry) } },
                  t('history.delete'),
                  h('span', { class: 'visually-hidden' }, ` (${entry.text.slice(0, 40)})`),
                ),
              ),
            ),
          )
        : null,
      list.length ? h('button', { type: 'button', class: 'button', on: { click: clear } }, t('history.clear')) : null,
    );
  }

  function toggle(box) {
    if (box.checked) history.switchOn();
    else history.switchOff();
    if (box.checked && !history.isOn()) announce(t('history.blocked'));
    update();
    element.querySelector('input').focus();
  }

  function remove(entry) {
    history.remove(entry.id);
    update();
    announce(t('history.deleted'));
    element.querySelector('input').focus();
  }

  function clear() {
    history.switchOff();
    history.switchOn();
    update();
    announce(t('history.deleted'));
    element.querySelector('input').focus();
  }

  update();
  return { element, update };
}
