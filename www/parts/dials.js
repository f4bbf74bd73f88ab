// A report → the two dials: what the message says, and how it was sent. In words; neither offsets the other.

import { h } from '../dom.js';
import { isKeyword } from './keyword.js';
import { alike } from './more.js';
import { shape } from './shape.js';
import { notThere, sources } from './sources.js';

const LEVELS = ['none', 'note', 'caution', 'strong'];

export function dials(report, kit) {
  return h('div', { class: 'dials', part: 'dials' }, says(report, kit), sent(report, kit));
}

function says(report, kit) {
  const { t } = kit;
  const step = LEVELS.indexOf(report.level);
  const [most] = report.incidents;
  const because = report.level_because.map((marker) => report.findings.find((finding) => finding.marker === marker)?.title).filter(Boolean);
  return dial(
    'says',
    `level-${report.level}`,
    'level',
    kit,
    h('div', { class: 'meter', 'aria-hidden': 'true' }, [1, 2, 3].map((one) => h('span', { class: one <= step && 'on' }))),
    h('p', { class: 'dial-word' }, t(`level.${report.level}`)),
    h('p', {}, t(`level.${report.level}.meaning`)),
    report.not_checked.slice(0, report.not_checked.findIndex((item) => item.id === 'truth')).map(({ what }) => h('p', {}, what)),
    because.length ? h('div', { class: 'because' }, h('p', { class: 'quiet' }, t('level.because')), h('ul', {}, [...new Set(because)].map((title) => h('li', {}, title)))) : null,
    most && h('button', { type: 'button', class: 'button plain show', data: { goto: 'incidents' } }, `${t('incidents.title')} (${alike(most, t)})`),
  );
}

function sent(report, kit) {
  return dial('sent', 'sent', 'sent', kit, duty('opt_out', report.checks.opt_out, kit), duty('sender_id', report.checks.sender_id, kit));
}

function dial(name, kind, part, { t, id }, ...inside) {
  return h('section', { class: `dial card ${kind}`, part: `dial ${part}`, 'aria-labelledby': id(name) }, h('h2', { class: 'dial-name', id: id(name) }, t(`dial.${name}`)), inside);
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
