// A lesson of 20 minutes, for whoever teaches it. Printed, it is one page.

import { h } from '../dom.js';
import { heading } from './parts.js';
import { printButton } from './print.js';

const STEPS = 6;
const NOTES = 4;
const QUESTIONS = 3;

export function mount(root, { t }) {
  const upTo = (count) => Array.from({ length: count }, (_, index) => index + 1);
  const section = (name, ...children) =>
    h('section', { class: 'stack', 'aria-labelledby': `lesson-${name}` }, h('h2', { id: `lesson-${name}` }, t(`lesson.${name}`)), children);
  root.append(
    h(
      'article',
      { class: 'paper lesson' },
      heading(t('lesson.title')),
      h('p', { class: 'lede' }, t('lesson.lede')),
      h(
        'dl',
        { class: 'lesson-facts' },
        ['who', 'need', 'aim'].map((name) => h('div', {}, h('dt', {}, t(`lesson.${name}`)), h('dd', {}, t(`lesson.${name}-text`)))),
      ),
      section(
        'steps',
        h(
          'ol',
          { class: 'lesson-steps' },
          upTo(STEPS).map((n) =>
            h('li', {}, h('h3', {}, t(`lesson.${n}-title`), ' ', h('span', { class: 'quiet' }, t(`lesson.${n}-time`))), h('p', {}, t(`lesson.${n}`))),
          ),
        ),
      ),
      section('questions', h('dl', { class: 'lesson-questions' }, upTo(QUESTIONS).map((n) => h('div', {}, h('dt', {}, t(`lesson.question-${n}`)), h('dd', {}, t(`lesson.answer-${n}`)))))),
      section('notes', h('ul', {}, upTo(NOTES).map((n) => h('li', {}, t(`lesson.note-${n}`))))),
    ),
    h(
      'div',
      { class: 'button-row even no-print' },
      printButton(t),
      h('a', { class: 'button', href: '#/learn/samples' }, t('learn.samples')),
      h('a', { class: 'button', href: '#/learn/quiz' }, t('learn.quiz')),
      h('a', { class: 'button', href: '#/learn/handout' }, t('learn.handout')),
    ),
  );
}
