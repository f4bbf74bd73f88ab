// Next steps → cards: where to confirm, how to report, whether to reply STOP.

import { copyButton } from '../copy.js';
import { h } from '../dom.js';
import { isKeyword } from './keyword.js';
import { notThere, outside, sources } from './sources.js';

/** Numbers that take a forwarded text, in the regions we know; every other number is called. */
const TAKES_TEXTS = new Set(['7726', '7226', '33700']);

/**
 * @param {object} report
 * @param {{t: Function, date: Function, announce: Function, text: string | null, from: string, stopSources?: object[], sources?: string}} kit `stopSources`
 *   is what the card on STOP says is known from; until it is there, `sources` says whether it is `coming` or `lost`
 */
export function nextSteps(report, kit) {
  const { t } = kit;
  const of = (action) => report.next_steps.filter((step) => step.action === action);
  const cards = [
    stepCard('emergency', of('emergency'), kit),
    stepCard('verify', of('verify'), kit),
    stepCard('report', of('report'), kit, kit.text === null ? null : copies(kit)),
    stopCard(report, of('opt-out'), kit),
    stepCard('ignore', of('ignore'), kit),
  ].filter(Boolean);
  return h(
    'section',
    { class: 'next-steps', 'aria-labelledby': 'next-steps-title' },
    h('h2', { id: 'next-steps-title', tabindex: '-1' }, t('steps.title')),
    h('div', { class: 'step-cards' }, cards),
  );
}

function stepCard(action, steps, kit, extra = null) {
  if (steps.length === 0) return null;
  return h(
    'section',
    { class: `card step step-${action}`, 'aria-labelledby': `step-${action}` },
    h('h3', { id: `step-${action}` }, kit.t(`steps.${action}`)),
    h('ul', { class: 'plain-list' }, steps.map((step) => h('li', {}, one(step, kit)))),
    extra,
  );
}

function one(step, kit) {
  const { t } = kit;
  return [
    h('p', {}, step.what),
    step.contact || step.url
      ? h(
          'div',
          { class: 'button-row' },
          step.contact ? contact(step.contact, kit) : null,
          step.url ? outside(step.url, shortUrl(step.url)) : null,
        )
      : null,
  ];
}

/** A number to text or to call; both can be copied. */
function contact(number, kit) {
  const { t } = kit;
  const digits = number.replace(/[^\d+]/g, '');
  if (digits === '') return h('span', {}, number);
  const texting = TAKES_TEXTS.has(digits);
  return [
    h('a', { class: 'button', href: `${texting ? 'sms' : 'tel'}:${digits}` }, t(texting ? 'steps.text-to' : 'steps.call', { number })),
    copyButton(t('steps.copy-number', { number }), () => digits, { ...kit, class: 'button plain' }),
  ];
}

function copies(kit) {
  const { t, text, from } = kit;
  return h(
    'div',
    { class: 'button-row copies' },
    copyButton(t('steps.copy-message'), () => text, kit),
    from ? copyButton(t('steps.copy-sender'), () => from, kit) : null,
  );
}

/** The region's own advice where there is some, else the general one; and what both leave out. */
function stopCard(report, steps, kit) {
  const { t, stopSources } = kit;
  const { outcome, found, keyword } = report.checks.opt_out;
  if (outcome === 'not_applicable' && !found && steps.length === 0) return null;
  const line = (key, values) => h('li', {}, h('strong', {}, t(`${key}-when`)), ' ', t(key, values));
  return h(
    'section',
    { class: 'card step step-stop', 'aria-labelledby': 'step-stop' },
    h('h3', { id: 'step-stop' }, t('stop.title')),
    steps.map(({ what }) => h('p', {}, what)),
    h(
      'ul',
      { class: 'plain-list' },
      steps.length ? null : [line('stop.yes', { keyword: isKeyword(keyword) ? keyword : 'STOP' }), line('stop.no')],
      line('stop.cost'),
      line('stop.trap'),
    ),
    h(
      'details',
      { data: { keep: 'stop-sources', needs: 'sources' } },
      h('summary', {}, stopSources ? t('finding.sources', { n: stopSources.length }) : t('finding.who')),
      stopSources ? sources(stopSources, kit) : notThere(kit),
    ),
  );
}

function shortUrl(url) {
  return url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '');
}
