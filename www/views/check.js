// Check: one message in, what stands out, why, and what to do next.

import { h } from '../dom.js';

export function mount(root, { t }) {
  root.append(h('h1', {}, t('nav.check')));
}
