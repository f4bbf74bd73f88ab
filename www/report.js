// A report → DOM. Text only, never markup. Used by the page, by shared reports and by the widget.

import { h } from './dom.js';
import { disguises } from './hidden.js';
import { dials } from './parts/dials.js';
import { findingsList, inFront } from './parts/findings.js';
import { markedMessage } from './parts/message.js';
import { incidents, linksList, notChecked, ordinarySigns } from './parts/more.js';

let count = 0;

/**
 * @param {object} report schema 1, spans in UTF-16 code units
 * @param {object} options
 * @param {string | null} options.text the message; null when it is not known (a shared report without it)
 * @param {(key: string, values?: object) => string} options.t
 * @param {(iso: string) => string} options.date
 * @param {Map<string, string>} [options.titles] marker id → title, for what raised a finding
 * @param {(marker: string) => string} [options.markerLink] where to read more about a marker
 * @param {'coming' | 'there' | 'lost'} [options.sources] whether sources, and the words of documented messages, are still to come, or could not be had
 * @param {boolean} [options.hidden] hidden characters written out; by default when there are any
 * @param {(shown: boolean) => void} [options.onHidden] told when the reader changes that
 * @returns {{element: HTMLElement, parts: Record<string, HTMLElement | HTMLElement[] | null>}} `seen` are findings and documented
 *   messages, these first where no finding stands in front
 */
export function reportView(report, { text, t, date, titles = new Map(), markerLink, sources = 'there', hidden, onHidden }) {
  const prefix = `r${++count}`;
  const names = new Map([...titles, ...report.findings.map(({ marker, title }) => [marker, title])]);
  const language = report.message.language === 'und' ? null : report.message.language;
  const kit = { text, language, t, date, titles: names, markerLink, sources, id: (name) => `${prefix}-${name}` };
  const disguised = text !== null && disguises(text).length > 0;
  const show = hidden ?? disguised;

  const message = text === null ? null : messagePart(report, kit, { disguised, show, onHidden });
  const seen = [findingsList(report, kit), incidents(report, kit)].filter(Boolean);
  if (!inFront(report)[0]) seen.reverse();
  const parts = {
    dials: dials(report, kit),
    message,
    seen,
    ordinary: ordinarySigns(report, kit),
    links: linksList(report, kit),
    unchecked: notChecked(report, kit),
  };
  const element = h(
    'div',
    { class: 'report', part: 'report' },
    h('div', { class: 'report-main' }, parts.dials, message),
    h('div', { class: 'report-side' }, seen, parts.ordinary, parts.links, parts.unchecked),
  );
  connect(element);
  return { element, parts };
}

function messagePart(report, kit, { disguised, show, onHidden }) {
  const { t, id } = kit;
  let body = markedMessage(report, kit, { hidden: show });
  const toggle = disguised
    ? h(
        'label',
        { class: 'tick' },
        h('input', {
          type: 'checkbox',
          checked: show,
          on: {
            change: (event) => {
              const fresh = markedMessage(report, kit, { hidden: event.target.checked });
              body.replaceWith(fresh);
              body = fresh;
              onHidden?.(event.target.checked);
            },
          },
        }),
        t('hidden.show'),
      )
    : null;
  const about = report.message;
  const facts = [
    t.has(`kind.${about.kind}`) ? t(`kind.${about.kind}`) : about.kind,
    about.segments ? t('message.segments', { n: about.segments }) : null,
    about.encoding === 'ucs-2' ? t('message.ucs2') : null,
  ].filter(Boolean);
  return h(
    'section',
    { class: 'message-part', 'aria-labelledby': id('message-title') },
    h('h2', { id: id('message-title') }, t('message.title')),
    about.truncated ? h('p', { class: 'notice' }, t('message.truncated')) : null,
    body,
    toggle,
    h('p', { class: 'quiet' }, facts.join(' · ')),
  );
}

/** Makes the marks and findings inside an element point at each other: by pointer, by focus and by following. */
export function connect(element) {
  const marksOf = (name) => element.querySelectorAll(`[data-marks~="${name}"]`);
  const findingOf = (name) => element.querySelector(`[data-finding="${name}"]`);

  const light = (target, on) => {
    const mark = target.closest?.('[data-marks]');
    const finding = target.closest?.('[data-finding]');
    if (mark) {
      for (const name of mark.dataset.marks.split(' ')) findingOf(name)?.classList.toggle('linked', on);
      mark.closest('mark').classList.toggle('linked', on);
    } else if (finding) {
      for (const other of marksOf(finding.dataset.finding)) other.closest('mark').classList.toggle('linked', on);
    }
  };
  for (const [event, on] of [['pointerover', true], ['focusin', true], ['pointerout', false], ['focusout', false]]) {
    element.addEventListener(event, ({ target }) => light(target, on));
  }

  element.addEventListener('click', (event) => {
    const { goto, show } = event.target.closest?.('[data-goto], [data-show]')?.dataset ?? {};
    if (goto) {
      event.preventDefault();
      visit(findingOf(goto));
    } else if (show) {
      visit(marksOf(show)[0]);
    }
  });
}

/** A report in a few words, for people who listen. */
export function spoken(report, t) {
  const { length: n } = inFront(report);
  const { outcome } = report.checks.opt_out;
  const found = n ? `${t('findings.title', { n })}.` : t('level.none.meaning');
  const alike = report.incidents[0] ? ` ${t('incidents.title')}.` : '';
  return `${t(`level.${report.level}`)}. ${found}${alike} ${t('check.opt_out')}${t('colon')} ${t(`check.opt_out.${outcome}`)}`;
}

/** Brings something into sight, unfolded, with the focus on it. */
export function visit(target) {
  if (!target) return;
  for (let folded = target.closest('details'); folded; folded = folded.parentElement.closest('details')) folded.open = true;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
  const shown = target.closest('mark') ?? target;
  shown.classList.add('arrived');
  setTimeout(() => shown.classList.remove('arrived'), 1600);
}
