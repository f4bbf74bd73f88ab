// The words used on this page, each in a sentence.

import { h } from '../dom.js';
import { heading } from './parts.js';
import { printButton } from './print.js';

const WORDS = ['marker', 'finding', 'level', 'opt-out', 'mass-text', 'short-code', 'sender', 'shortener', 'look-alike', 'hidden', 'phishing', 'office', 'mail-ballot', 'impersonation', 'incident', 'ordinary'];

export function mount(root, { t, language }) {
  const words = WORDS.map((name) => [t(`glossary.${name}`), t(`glossary.${name}-means`)]).sort(([a], [b]) => a.localeCompare(b, language));
  root.append(
    h(
      'article',
      { class: 'paper glossary' },
      heading(t('learn.glossary')),
      h('p', { class: 'lede' }, t('glossary.lede')),
      h('dl', {}, words.map(([word, means]) => h('div', {}, h('dt', {}, word), h('dd', {}, means)))),
    ),
    h('div', { class: 'button-row no-print' }, printButton(t)),
  );
}
