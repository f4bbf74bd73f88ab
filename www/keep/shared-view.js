// A link someone shared → the report it carries, with the sentences of this page; or why it cannot be shown.

import { data } from '../data.js';
import { h, replace } from '../dom.js';
import { later } from '../later.js';
import { nextSteps } from '../parts/steps.js';
import { reportView } from '../report.js';
import { sheet } from '../sheet.js';
import { STOP_SOURCES } from '../stop.js';

/** @param {string} fragment `r1=…` */
export async function sharedView(root, fragment, { t, date, announce, language, engine, words }) {
  await Promise.all([words('keep').catch(() => {}), sheet('keep')]);
  const heading = h('h1', {}, t('shared.title'));
  const own = h('a', { class: 'button primary', href: '#/check' }, t('shared.own'));
  let keep;
  let shared;
  let pkg;
  try {
    keep = await later('keep.js', () => import('../keep.js'));
    shared = await keep.unpack(fragment);
    pkg = await engine();
  } catch (error) {
    const reason = keep && error instanceof keep.LinkError ? error.reason : 'engine';
    replace(root, h('div', { class: 'page-narrow' }, heading, h('p', { class: 'notice', role: 'alert' }, t(`shared.${reason}`)), h('p', {}, own)));
    return;
  }
  const pages = new Map(pkg.markers(language).map((page) => [page.id, page]));
  const { report, text } = shared;
  const unknown = report.findings.filter(({ marker }) => !pages.has(marker));
  report.findings = report.findings.map((finding) => ({
    title: finding.marker,
    ...pages.get(finding.marker),
    ...finding,
    excerpt: text !== null && finding.spans[0] ? text.slice(keep.longest(finding.spans).start, keep.longest(finding.spans).end) : '',
    sources: pages.get(finding.marker)?.sources ?? [],
  }));
  report.incidents = await Promise.all(report.incidents.map((incident) => told(incident, language)));
  report.next_steps = steps(pkg, text, report, language);
  const titles = new Map([...pages].map(([id, { title }]) => [id, title]));
  const view = reportView(report, { text, t, date, titles, markerLink: (marker) => `#/learn/${marker}` });
  const other = report.markers_version !== pkg.version().markers_version;
  replace(
    root,
    h(
      'div',
      { class: 'stack shared' },
      heading,
      h('p', { class: 'lede' }, t(text === null ? 'shared.without' : 'shared.with')),
      h('p', { class: 'notice' }, t('shared.caution')),
      other ? h('p', { class: 'notice' }, t('shared.other-markers', { theirs: date(report.markers_version), ours: date(pkg.version().markers_version) })) : null,
      unknown.length ? h('p', { class: 'notice' }, t('shared.unknown', { n: unknown.length })) : null,
      h('div', { class: 'report-area' }, view.element),
      report.next_steps.length ? nextSteps(report, { t, date, announce, text: null, from: '', stopSources: STOP_SOURCES }) : null,
      report.findings.length === 0 ? h('p', {}, t('level.none.meaning')) : null,
      h('p', {}, own),
    ),
  );
}

/** What to do, where the message came along: a link carries no sentences, and what to do is told from the message, as anywhere else. */
function steps(pkg, text, { message }, language) {
  if (text === null) return [];
  try {
    return pkg.check(text, { language, region: message.region }).next_steps;
  } catch {
    return []; // the rest of the report needs no engine
  }
}

/** A documented message by its id, in the words of Learn where they are there. */
async function told(incident, language) {
  const samples = await data('samples').catch(() => ({ incidents: [] }));
  const known = samples.incidents.find(({ id }) => id === incident.incident);
  if (!known) return incident;
  const { title, wrong, date, quote, sources } = known;
  return { ...incident, title: title[language] ?? title.en, what_was_wrong: wrong[language] ?? wrong.en, date, quote, url: sources[0]?.url };
}
