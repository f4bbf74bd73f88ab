// What telltext is, what happens to a message, and how to check that oneself.

import { h } from '../dom.js';

export function mount(root, { t }) {
  const part = (name, count) =>
    h(
      'section',
      { 'aria-labelledby': `about-${name}`, class: 'stack' },
      h('h2', { id: `about-${name}` }, t(`about.${name}`)),
      Array.from({ length: count }, (_, index) => h('p', {}, t(`about.${name}-${index + 1}`))),
    );
  root.append(
    h('div', { class: 'page-narrow about' }, h('h1', {}, t('about.title')), part('what', 3), part('privacy', 3), part('limits', 3), part('who', 2)),
  );
}
