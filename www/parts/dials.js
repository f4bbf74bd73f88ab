// A report → the two dials: what the message says, and how it was sent. In words; neither offsets the other.

import { h } from '../dom.js';
import { isKeyword } from './keyword.js';
import { shape } from './shape.js';
import { notThere, sources } from './sources.js';

const LEVELS = ['none', 'note', 'caution', 'strong'];

export function dials(report, kit) {
  return h('div', { class: 'dials', part: 'dials' }, says(report, kit), sent(report, kit));
}

function says(report, { t, id }) {
  const step = LEVELS.indexOf(report.level);
  const because = report.level_because.map((marker) => report.findings.find((finding) => finding.marker === marker)?.title).filter(Boolean);
  return h(
    'section',
    { class: `dial card level-${report.level}`, part: 'dial level', 'aria-labelledby': id('says') },
    h('h2', { class: 'dial-name', id: id('says') }, t('dial.says')),
    h('div', { class: 'meter', 'aria-hidden': 'true' }, LEVELS.slice(1).map((_, index) => h('span', { class: index < step ? 'on' : null }))),
    h('p', { class: 'dial-word' }, t(`level.${report.level}`)),
    h('p', {}, t(`level.${report.level}.meaning`)),
    report.not_checked.slice(0, report.not_checked.findIndex((item) => item.id === 'truth')).map(({ what }) => h('p', {}, what)),
    because.length ? h('div', { class: 'because' }, h('p', { class: 'quiet' }, t('level.because')), h('ul', {}, [...new Set(because)].map((title) => h('li', {}, title)))) : null,
  );
}

function sent(report, kit) {
  const { t, id } = kit;
  return h(
    'section',
    { class: 'dial card', part: 'dial sent', 'aria-labelledby': id('sent') },
    h('h2', { class: 'dial-name', id: id('sent') }, t('dial.sent')),
    duty('opt_out', report.checks.opt_out, kit),
    duty('sender_id', report.checks.sender_id, kit),
  );
}

function duty(name, check, kit) {
  const { t, id } = kit;
  const form = `check.form.${check.form}`;
  return h(
    'div',
    { class: `duty outcome-${check.outcome}`, id: id(name), tabindex: '-1', data: { finding: name } },
    h(
      'p',
      { class: 'duty-word' },
      shape(check.outcome),
      h('span', {}, h('strong', {}, `${t(`check.${name}`)}${t('colon')}`), ' ', t(`check.${name}.${check.outcome}`)),
    ),
    check.name ? h('p', { class: 'its-words' }, t('check.sender_id.name', { name: check.name })) : null,
    isKeyword(check.keyword) ? h('p', {}, t('check.opt_out.keyword', { keyword: check.keyword })) : null,
    name === 'opt_out' && !['present', 'missing'].includes(check.form) && t.has(form) ? h('p', {}, t(form)) : null,
    check.why || check.sources.length
      ? h(
          'details',
          { data: { keep: `why-${name}`, needs: 'sources' } },
          h('summary', {}, t('check.why')),
          check.why ? h('p', {}, check.why) : null,
          kit.sources === 'there' ? sources(check.sources, kit) : notThere(kit),
        )
      : null,
    check.spans.length && kit.text !== null
      ? h('button', { type: 'button', class: 'button plain show', data: { show: name } }, t('finding.show'), h('span', { class: 'visually-hidden' }, ` (${t(`check.${name}`)})`))
      : null,
  );
}
