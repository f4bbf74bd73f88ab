// A button that prints the page.

import { h } from '../dom.js';

export function printButton(t) {
  return h('button', { type: 'button', class: 'button primary', on: { click: () => print() } }, t('learn.print'));
}
