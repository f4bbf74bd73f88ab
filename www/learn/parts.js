// What several parts of Learn use: a message with some words marked, opening a message in Check, the title of the page.

import { h } from '../dom.js';
import { pieces } from '../highlight.js';
import * as message from '../message.js';

/** The heading of a part; it is the title of the browser's tab too. */
export function heading(words) {
  document.title = `${words} · telltext`;
  return h('h1', {}, words);
}

/**
 * A message as it came, with these spans marked. For messages that stand beside an explanation, not above findings.
 * @param {{start: number, end: number, severity: string}[]} spans
 */
export function bubble(text, lang, spans = []) {
  const marks = spans.map((span, index) => ({ ...span, id: String(index), rank: index }));
  const body = pieces(text, marks).map(({ text: words, ids }) =>
    ids.length ? h('mark', { class: `mark mark-${spans[ids[0]].severity}` }, words) : words,
  );
  return h('blockquote', { class: 'message bubble', lang, dir: 'auto' }, body);
}

/** The spans of a report's findings, the weightiest first; of one marker only, if named. */
export function spansOf(report, marker) {
  return report.findings
    .filter((finding) => marker === undefined || finding.marker === marker)
    .flatMap(({ spans, severity }) => spans.map((span) => ({ ...span, severity })));
}

/** What the engine is told about a message. */
export function options({ from, received, region }, language) {
  return { language, ...(from && { from }), ...(received && { received }), ...(region && { region }) };
}

/** A button that opens a message in Check; `name` tells it apart for people who listen. */
export function openInCheck({ text, from, received, region }, name, { t, go }) {
  const click = () => {
    message.clear();
    message.set({ text, from: from ?? '', received: received ?? '', ...(region && { region }) });
    go('#/check');
  };
  return h('button', { type: 'button', class: 'button', on: { click } }, t('learn.open'), h('span', { class: 'visually-hidden' }, ` (${name})`));
}

/** The engine, or nothing where it cannot be had: then `broken` says so. */
export async function engineOf(ctx, wanted) {
  try {
    return await ctx.engine(wanted);
  } catch (error) {
    console.error(error);
    return null;
  }
}

/** What is said when the engine could not be started. */
export function broken({ t }) {
  return h('p', { class: 'notice', role: 'alert' }, t('broken.title'), '. ', t('broken.meanwhile'));
}
