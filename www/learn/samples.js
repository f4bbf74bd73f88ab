// Sample messages: documented ones, told in our words with their sources, and ordinary ones we wrote.

import { data } from '../data.js';
import { h } from '../dom.js';
import { outside, sources } from '../parts/sources.js';
import { broken, bubble, engineOf, heading, openInCheck, options, spansOf } from './parts.js';

/** @param {{rest: string}} ctx the incident to begin with, or nothing */
export async function mount(root, ctx) {
  const { t, language, rest } = ctx;
  root.append(heading(t('learn.samples')), h('p', { class: 'lede' }, t('samples.lede')), h('p', { class: 'quiet' }, t('samples.balance')));
  const coming = data('samples');
  coming.catch(() => {}); // told below, once the engine is there
  const pkg = await engineOf(ctx);
  if (!pkg) {
    root.append(broken(ctx));
    return;
  }
  const samples = await coming;
  const read = (sample) => pkg.check(sample.text, options(sample, language));
  root.append(
    h(
      'section',
      { class: 'samples', 'aria-labelledby': 'samples-documented' },
      h('h2', { id: 'samples-documented' }, t('samples.documented')),
      h('p', { class: 'quiet' }, t('samples.documented-note')),
      samples.incidents.map((sample) => incident(sample, read(sample), ctx)),
    ),
    h(
      'section',
      { class: 'samples', 'aria-labelledby': 'samples-ordinary' },
      h('h2', { id: 'samples-ordinary' }, t('samples.ordinary')),
      h('p', { class: 'quiet' }, t('samples.ordinary-note')),
      samples.ordinary[language].map((sample, index) => ordinary(sample, index + 1, read(sample), ctx)),
    ),
  );
  const asked = rest && document.getElementById(`sample-${rest}`);
  // After the page has moved to its heading.
  if (asked) setTimeout(() => asked.scrollIntoView({ block: 'start' }), 60);
}

function incident(sample, report, ctx) {
  const { t, date, language } = ctx;
  const title = sample.title[language] ?? sample.title.en;
  const place = new Intl.DisplayNames(language, { type: 'region' }).of(sample.country);
  const intent = `samples.intent.${sample.intent}`;
  return h(
    'article',
    { class: 'sample card', id: `sample-${sample.id}`, 'aria-labelledby': `title-${sample.id}` },
    h('h3', { id: `title-${sample.id}` }, title),
    h('p', { class: 'quiet' }, [place, date(sample.date), t.has(intent) ? t(intent) : null].filter(Boolean).join(' · ')),
    bubble(sample.text, sample.lang, spansOf(report)),
    reading(report, t),
    h('p', {}, h('strong', {}, t('samples.wrong')), ' ', sample.wrong[language] ?? sample.wrong.en),
    sample.quote ? quote(sample, t) : null,
    h('div', { class: 'button-row no-print' }, openInCheck(sample, title, ctx)),
    h('details', {}, h('summary', {}, t('samples.sources'), h('span', { class: 'visually-hidden' }, ` (${title})`)), sources(sample.sources, ctx)),
  );
}

function quote({ quote: words, lang, sources: [first] }, t) {
  return h('p', { class: 'quiet' }, t('samples.quoted'), ' ', h('q', { lang, dir: 'auto' }, words), ' ', outside(first.url, first.publisher));
}

function ordinary(sample, number, report, ctx) {
  const { t, language } = ctx;
  const name = t('samples.ordinary-number', { n: number });
  return h(
    'article',
    { class: 'sample card', 'aria-label': name },
    bubble(sample.text, language, spansOf(report)),
    reading(report, t),
    h('div', { class: 'button-row no-print' }, openInCheck(sample, name, ctx)),
  );
}

/** What the engine says of it, in one line. */
function reading(report, t) {
  const duty = `${t('check.opt_out')}${t('colon')} ${t(`check.opt_out.${report.checks.opt_out.outcome}`)}`;
  return h('p', { class: `reading level-${report.level}` }, h('strong', {}, t(`level.${report.level}`)), ' · ', duty);
}
