// One message of the table with its full report, over the page. Earlier and later ones in the order of the table.

import { h, replace } from '../dom.js';
import * as message from '../message.js';
import { nextSteps } from '../parts/steps.js';
import { STOP_SOURCES } from '../stop.js';
import { reportView } from '../report.js';
import { when } from './table.js';

/**
 * @param {object} ctx
 * @param {(place: number, step: number) => Promise<object | null>} ask for a message whole
 */
export function readerPart(ctx, ask) {
  const { t, date, engine, announce, go, language } = ctx;
  const title = h('h2', { id: 'reader-title', tabindex: '-1' });
  const facts = h('p', { class: 'quiet' });
  const inside = h('div', { class: 'report-area many-report' });
  const button = (words, click) => h('button', { type: 'button', class: 'button', on: { click } }, words);
  const previous = button(t('many.reader.previous'), () => turn(-1));
  const next = button(t('many.reader.next'), () => turn(1));
  let now;
  const dialog = h(
    'dialog',
    { class: 'many-reader', 'aria-labelledby': 'reader-title' },
    h(
      'div',
      { class: 'many-reader-head' },
      title,
      h('div', { class: 'button-row even' }, previous, next, button(t('many.reader.check'), inCheck), h('button', { type: 'button', class: 'button primary', on: { click: () => dialog.close() } }, t('many.reader.close'))),
      facts,
    ),
    inside,
  );
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });

  async function turn(step) {
    const button = step < 0 ? previous : next;
    if (button.getAttribute('aria-disabled') === 'true') return;
    const other = await ask(now.place, step);
    if (other) await show(other);
  }

  async function show(row) {
    now = row;
    const pkg = await engine();
    const report = pkg.check(row.text, { ...row.options, language });
    const { element } = reportView(report, { text: row.text, t, date, markerLink: (marker) => `#/learn/${marker}` });
    title.textContent = t('many.reader.title', { number: row.place + 1 });
    const known = [row.from, row.received && when(row.received, t.language), row.id === String(row.place + 1) ? '' : t('many.reader.id', { id: row.id }), row.at >= 0 ? t('many.reader.at', { at: row.at + 1, of: row.of }) : ''];
    facts.textContent = known.filter(Boolean).join(' · ');
    previous.setAttribute('aria-disabled', String(row.at <= 0));
    next.setAttribute('aria-disabled', String(row.at < 0 || row.at + 1 >= row.of));
    replace(inside, element, nextSteps(report, { t, date, announce, text: row.text, from: row.from, stopSources: STOP_SOURCES }));
    dialog.scrollTop = 0;
    title.focus({ preventScroll: true });
  }

  function inCheck() {
    message.clear();
    message.set({ text: now.text, from: now.from, received: now.received.slice(0, 10), ...(now.options.region && { region: now.options.region }) });
    dialog.close();
    go('#/check');
  }

  return {
    dialog,
    async open(place) {
      const row = await ask(place, 0);
      if (!row) return;
      if (!dialog.open) dialog.showModal();
      await show(row);
    },
  };
}
