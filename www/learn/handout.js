// A handout of one page: seven tells, what to do, and room for the election office of one's own place.

import { h } from '../dom.js';
import { heading } from './parts.js';
import { printButton } from './print.js';

const TELLS = 7;
const STEPS = 4;
const LINES = ['office', 'phone', 'page'];

export function mount(root, { t }) {
  const upTo = (count) => Array.from({ length: count }, (_, index) => index + 1);
  const part = (name, ...children) => h('section', { 'aria-labelledby': `handout-${name}` }, h('h2', { id: `handout-${name}` }, t(`handout.${name}`)), children);
  root.append(
    h(
      'article',
      { class: 'paper handout' },
      heading(t('handout.title')),
      h('p', { class: 'lede' }, t('handout.lede')),
      h('ol', { class: 'tells' }, upTo(TELLS).map((n) => h('li', {}, h('h2', {}, t(`handout.tell-${n}`)), h('p', {}, t(`handout.tell-${n}-why`)), h('p', { class: 'tell-example' }, h('q', {}, t(`handout.tell-${n}-example`)))))),
      h('p', { class: 'handout-proof' }, h('strong', {}, t('handout.proof'))),
      h(
        'div',
        { class: 'handout-foot' },
        part('do', h('ol', {}, upTo(STEPS).map((n) => h('li', {}, t(`handout.do-${n}`))))),
        part('mine', h('p', { class: 'quiet' }, t('handout.mine-note')), h('dl', { class: 'lines' }, LINES.map((name) => h('div', {}, h('dt', {}, t(`handout.${name}`)), h('dd', {}))))),
      ),
      h('p', { class: 'quiet handout-source' }, t('handout.source')),
    ),
    h('div', { class: 'button-row no-print' }, printButton(t)),
  );
}
