// Findings → cards: what was seen, why it is worth a second look, what to do, who says so.

import { h } from '../dom.js';
import { disguises } from '../hidden.js';
import { shape } from './shape.js';
import { notThere, sources } from './sources.js';

/** What a check above already says: the finding is kept, folded, for its sources. */
const SAID_BY = { 'opt-out-missing': 'opt_out', 'missing-sender-identity': 'sender_id' };

/** The findings that stand in front: not in the background, and not only what a check says already. */
export const inFront = ({ findings, checks }) => findings.filter(({ marker, severity }) => severity !== 'low' && checks[SAID_BY[marker]]?.outcome !== 'fail');

/** Those that weigh least, or only repeat a check, are folded away when there are others. */
export function findingsList(report, kit) {
  const { t, id } = kit;
  if (report.findings.length === 0) return null;
  const front = inFront(report);
  const back = report.findings.filter((finding) => !front.includes(finding));
  const list = (some) => h('ol', { class: 'plain-list finding-list' }, some.map((finding) => h('li', {}, card(finding, report.findings.indexOf(finding) + 1, kit))));
  return h(
    'section',
    { class: 'findings', part: 'findings', 'aria-labelledby': id('findings') },
    h('h2', { id: id('findings') }, front.length ? t('findings.title', { n: front.length }) : t('findings.background-only')),
    report.message.from_picture ? h('p', { class: 'quiet' }, t('findings.picture')) : null,
    front.length ? list(front) : list(back),
    front.length && back.length
      ? h('details', { class: 'background', data: { keep: 'background' } }, h('summary', {}, t('findings.background', { n: back.length })), list(back))
      : null,
  );
}

function card(finding, number, kit) {
  const { t, id } = kit;
  const name = `finding-${number}`;
  return h(
    'article',
    {
      class: `finding card severity-${finding.severity}`,
      part: `finding ${finding.severity}`,
      id: id(name),
      tabindex: '-1',
      'aria-labelledby': id(`${name}-title`),
      data: { finding: name, marker: finding.marker },
    },
    h('p', { class: 'severity' }, shape(finding.severity), h('span', {}, t(`severity.${finding.severity}`))),
    h('h3', { id: id(`${name}-title`) }, h('span', { class: 'number', 'aria-hidden': 'true' }, number), ' ', finding.title),
    finding.excerpt ? h('blockquote', { class: 'excerpt', lang: kit.language, dir: 'auto' }, visible(finding.excerpt)) : null,
    finding.what ? h('p', {}, finding.what) : null,
    finding.why ? h('p', { class: 'why' }, h('strong', {}, t('finding.why')), ' ', finding.why) : null,
    finding.do ? h('p', { class: 'todo' }, h('strong', {}, t('finding.do')), ' ', finding.do) : null,
    moved('finding.raised', finding.raised_by, kit),
    moved('finding.lowered', finding.lowered_by, kit),
    h(
      'div',
      { class: 'finding-foot' },
      finding.spans.length && kit.text !== null
        ? h('button', { type: 'button', class: 'button plain show', data: { show: name } }, t('finding.show'), h('span', { class: 'visually-hidden' }, ` (${finding.title})`))
        : null,
      kit.markerLink ? h('a', { class: 'more', href: kit.markerLink(finding.marker) }, t('finding.more'), h('span', { class: 'visually-hidden' }, ` (${finding.title})`)) : null,
    ),
    finding.sources.length || kit.sources !== 'there'
      ? h(
          'details',
          { data: { keep: `sources-${finding.marker}`, needs: 'sources' } },
          h(
            'summary',
            {},
            kit.sources === 'there' ? t('finding.sources', { n: finding.sources.length }) : t('finding.who'),
            h('span', { class: 'visually-hidden' }, ` (${finding.title})`),
          ),
          kit.sources === 'there' ? sources(finding.sources, kit) : notThere(kit),
        )
      : null,
  );
}

/** The words; of an excerpt that nobody can see, its code points. */
function visible(excerpt) {
  return excerpt.replace(/[\p{Cf}\p{Z}\s]/gu, '') === '' ? disguises(excerpt).map(({ label }) => label).join(' ') : excerpt;
}

/** What made it weigh more or less: other markers by their titles, guards by their names. */
function moved(key, ids, { t, titles }) {
  if (!ids?.length) return null;
  const names = ids.map((one) => titles.get(one) ?? (t.has(`guard.${one}`) ? t(`guard.${one}`) : one.replaceAll('-', ' ')));
  return h('p', { class: 'quiet' }, t(key, { names: names.join(', ') }));
}
