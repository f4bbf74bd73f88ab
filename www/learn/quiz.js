// The quiz: ten messages, ordinary or worth a second look? The engine's own report explains each. Nothing is stored.

import { data } from '../data.js';
import { h, replace } from '../dom.js';
import { connect, reportView } from '../report.js';
import { draw, reading } from './draw.js';
import { broken, bubble, engineOf, heading, options } from './parts.js';

/** The ten being asked and what was answered; kept while the page is open, so that another language does not lose it. */
let game = null;

export async function mount(root, ctx) {
  const { t } = ctx;
  root.append(heading(t('learn.quiz')));
  const coming = data('quiz');
  coming.catch(() => {}); // told below, once the engine is there
  const pkg = await engineOf(ctx);
  if (!pkg) {
    root.append(broken(ctx));
    return;
  }
  const pools = await coming;
  const stage = h('div', { class: 'quiz' });
  root.append(h('p', { class: 'lede' }, t('quiz.lede')), stage);
  new Quiz(stage, ctx, pkg, pools).show();
}

class Quiz {
  constructor(stage, ctx, pkg, pools) {
    Object.assign(this, { stage, ctx, pkg, pools });
  }

  read(item) {
    return this.pkg.check(item.text, options(item, this.ctx.language));
  }

  begin() {
    const { language } = this.ctx;
    const items = draw(this.pools[language], (item) => reading(this.read(item)) === item.look);
    game = { language, items, answers: [], explained: false };
    this.show();
    this.focus();
  }

  /** Whatever comes next: the start, a message, its explanation, or how it went. */
  show() {
    if (game === null) replace(this.stage, this.start());
    else if (game.answers.length === game.items.length && !game.explained) replace(this.stage, this.result());
    else this.ask();
  }

  start() {
    const { t } = this.ctx;
    return h(
      'div',
      { class: 'card stack' },
      h('p', {}, t('quiz.how')),
      h('p', { class: 'quiet' }, t('quiz.private')),
      h('button', { type: 'button', class: 'button primary', on: { click: () => this.begin() } }, t('quiz.start')),
    );
  }

  ask() {
    const { t, date } = this.ctx;
    const { items, answers, explained } = game;
    const number = explained ? answers.length : answers.length + 1;
    const item = items[number - 1];
    const known = [item.from && t('quiz.from', { from: item.from }), item.received && t('quiz.received', { date: date(item.received) })].filter(Boolean);
    replace(
      this.stage,
      h('p', { class: 'quiz-place' }, t('quiz.number', { n: number, of: items.length }), ' ', answers.length ? h('span', { class: 'quiet' }, this.soFar()) : null),
      h('progress', { value: String(answers.length), max: String(items.length), 'aria-hidden': 'true' }),
      explained ? this.explain(item, answers.at(-1), known) : this.question(item, known),
    );
  }

  question(item, known) {
    const { t } = this.ctx;
    const answer = (look, words) => h('button', { type: 'button', class: 'button', on: { click: () => this.answer(look) } }, words);
    return h(
      'section',
      { class: 'card stack', 'aria-labelledby': 'quiz-ask' },
      h('h2', { id: 'quiz-ask', tabindex: '-1' }, t('quiz.ask')),
      known.length ? h('p', { class: 'quiet' }, known.join(' · ')) : null,
      bubble(item.text, game.language),
      h('div', { class: 'button-row quiz-answers' }, answer(false, t('quiz.ordinary')), answer(true, t('quiz.look'))),
    );
  }

  answer(look) {
    game.answers.push(look);
    game.explained = true;
    this.show();
    this.focus();
  }

  explain(item, look, known) {
    const { t, date } = this.ctx;
    const report = this.read(item);
    const alike = look === item.look;
    const { parts } = reportView(report, { text: item.text, t, date, markerLink: (marker) => `#/learn/markers/${marker}` });
    const last = game.answers.length === game.items.length;
    const next = () => {
      game.explained = false;
      this.show();
      this.focus();
    };
    const section = h(
      'section',
      { class: 'stack', 'aria-labelledby': 'quiz-answer' },
      h('h2', { id: 'quiz-answer', tabindex: '-1' }, t(`quiz.${alike ? 'alike' : 'other'}-${item.look ? 'look' : 'ordinary'}`)),
      h('p', {}, t(item.look ? (report.level === 'none' ? 'quiz.because-missing' : 'quiz.because-look') : 'quiz.because-ordinary')),
      h('button', { type: 'button', class: 'button primary', on: { click: next } }, t(last ? 'quiz.finish' : 'quiz.next')),
      known.length ? h('p', { class: 'quiet' }, known.join(' · ')) : null,
      parts.message,
      parts.dials,
      parts.seen,
      parts.ordinary,
    );
    connect(section);
    return section;
  }

  soFar() {
    const { items, answers } = game;
    return this.ctx.t('quiz.so-far', { right: answers.filter((look, index) => look === items[index].look).length, n: answers.length });
  }

  result() {
    const { t } = this.ctx;
    const { items, answers, language } = game;
    const alike = answers.filter((look, index) => look === items[index].look).length;
    const word = (look) => t(look ? 'quiz.look' : 'quiz.ordinary');
    return h(
      'section',
      { class: 'card stack', 'aria-labelledby': 'quiz-result' },
      h('h2', { id: 'quiz-result', tabindex: '-1' }, t('quiz.result', { right: alike, n: items.length })),
      h('p', {}, t('quiz.result-note')),
      h('button', { type: 'button', class: 'button primary', on: { click: () => this.begin() } }, t('quiz.again')),
      h(
        'ol',
        { class: 'quiz-list' },
        items.map((item, index) =>
          h(
            'li',
            {},
            h('p', { lang: language, dir: 'auto' }, item.text),
            h('p', { class: 'quiet' }, t(answers[index] === item.look ? 'quiz.both' : 'quiz.apart', { yours: word(answers[index]), ours: word(item.look) })),
          ),
        ),
      ),
    );
  }

  /** The reading goes on where the page has changed. */
  focus() {
    const target = this.stage.querySelector('h2');
    target?.focus({ preventScroll: true });
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.stage.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
  }
}
