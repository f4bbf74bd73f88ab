// In place of `workshop/part.js` in the page that is one file: it has no compiler of markers, and says so.

import { h } from '../dom.js';
import { heading } from '../learn/parts.js';

export async function mount(root, { t, words }) {
  await words('onefile');
  root.append(heading(t('learn.workshop')), h('p', { class: 'notice' }, t('onefile.workshop')));
}
