// Learn: every marker, sample messages, a quiz, a lesson and a handout. Each part is loaded when it is opened.

import { h } from '../dom.js';
import { later } from '../later.js';
import { sheet } from '../sheet.js';

/** The parts, in their order: which words each needs besides those of Learn, and what shows it. */
const PARTS = {
  markers: { show: () => later('learn/catalogue.js', () => import('../learn/catalogue.js')) },
  samples: { show: () => later('learn/samples.js', () => import('../learn/samples.js')) },
  quiz: { show: () => later('learn/quiz.js', () => import('../learn/quiz.js')) },
  lesson: { show: () => later('learn/lesson.js', () => import('../learn/lesson.js')), words: 'lesson' },
  handout: { show: () => later('learn/handout.js', () => import('../learn/handout.js')), words: 'lesson' },
  workshop: { show: () => later('workshop/part.js', () => import('../workshop/part.js')) },
  glossary: { show: () => later('learn/glossary.js', () => import('../learn/glossary.js')), words: 'lesson' },
};

/** `#/learn/<part>/<rest>`; anything that is no part is a marker. Where a part cannot be loaded, the others stay within reach. */
export async function mount(root, ctx) {
  const [first, ...more] = ctx.place.rest.split('/');
  const name = first === '' || first in PARTS ? first : 'markers';
  const rest = name === first ? more.join('/') : first;
  const part = PARTS[name];
  let lost;
  const [show] = await Promise.all([part?.show().catch((error) => (lost = error)), ctx.words('learn'), part?.words && ctx.words(part.words), sheet('learn')]);
  root.classList.add('learn');
  const parts = navigation(ctx, name);
  root.append(parts);
  parts.querySelector('[aria-current]').scrollIntoView({ block: 'nearest', inline: 'center' });
  if (lost) throw lost;
  if (show) return show.mount(root, { ...ctx, rest });
  home(root, ctx);
  return undefined;
}

function navigation({ t }, here) {
  const link = (name, words) =>
    h('li', {}, h('a', { href: `#/learn${name && `/${name}`}`, 'aria-current': name === here ? 'page' : null }, words));
  return h(
    'nav',
    { class: 'learn-nav', 'aria-label': t('learn.parts') },
    h('ul', { class: 'plain-list' }, link('', t('learn.overview')), Object.keys(PARTS).map((name) => link(name, t(`learn.${name}`)))),
  );
}

function home(root, { t }) {
  const isOneFile = document.querySelector('script[data-engine]') !== null;
  root.append(
    h('h1', {}, t('learn.title')),
    h('p', { class: 'lede' }, t('learn.lede')),
    h(
      'ul',
      { class: 'plain-list learn-cards' },
      Object.keys(PARTS).map((name) =>
        h('li', { class: 'card' }, h('h2', {}, h('a', { href: `#/learn/${name}` }, t(`learn.${name}`))), h('p', {}, t(`learn.${name}.about`))),
      ),
    ),
    h(
      'div',
      { class: 'notice stack' },
      h('p', {}, t(isOneFile ? 'learn.offline-here' : 'learn.offline')),
      isOneFile ? null : h('p', {}, h('a', { class: 'button', href: 'telltext-offline.html', download: '' }, t('learn.offline-get'))),
    ),
  );
}
