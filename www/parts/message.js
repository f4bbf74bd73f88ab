// A message and its report → the message with its words marked. Each mark leads to its finding.

import { h } from '../dom.js';
import { disguises } from '../hidden.js';
import { pieces } from '../highlight.js';

const RANK = { critical: 0, high: 1, medium: 2, low: 3 };

/**
 * @param {boolean} [options.hidden] whether to write out hidden and look-alike characters
 */
export function markedMessage(report, kit, { hidden = false } = {}) {
  const { text, id } = kit;
  const marks = [
    ...report.findings.flatMap((finding, index) =>
      finding.spans.map((span) => ({ ...span, id: `finding-${index + 1}`, rank: RANK[finding.severity] + index / 1000 })),
    ),
    ...['opt_out', 'sender_id'].flatMap((name) => report.checks[name].spans.map((span) => ({ ...span, id: name, rank: 10 }))),
  ];
  const shown = hidden ? disguises(text) : [];
  let before = null;
  const body = pieces(text, marks).map((piece) => {
    const inside = written(piece, shown, kit);
    const [top] = piece.ids;
    const again = top !== undefined && top === before && !piece.first;
    before = top;
    return top === undefined ? inside : mark(piece, again, inside, report, kit);
  });
  return h('div', { class: 'message', part: 'message', id: id('message'), lang: kit.language, dir: 'auto', tabindex: '-1' }, body);
}

/** A mark is a link to its finding; what other findings cover the same words is told too. */
function mark(piece, again, inside, report, { t, id }) {
  const [top] = piece.ids;
  const finding = top.startsWith('finding-') ? report.findings[Number(top.slice(8)) - 1] : null;
  const severity = finding ? finding.severity : 'fine';
  const numbers = piece.ends.filter((name) => name.startsWith('finding-')).map((name) => name.slice(8));
  const titles = piece.ids.map((name) => (name.startsWith('finding-') ? report.findings[Number(name.slice(8)) - 1].title : t(`check.${name}`)));
  return h(
    'mark',
    { class: `mark mark-${severity}`, part: `mark ${severity}` },
    h(
      'a',
      {
        href: `#${id(top)}`,
        tabindex: again ? '-1' : null,
        data: { marks: piece.ids.join(' '), goto: top },
        title: titles.join(' · '),
      },
      h('span', { class: 'mark-words' }, inside),
      numbers.length ? h('sup', { class: 'mark-number', 'aria-hidden': 'true' }, `\u2060${numbers.join('\u202f')}`) : null,
    ),
  );
}

/** The words of a piece, with hidden characters written out where asked. */
function written(piece, shown, { t }) {
  const here = shown.filter(({ start }) => piece.start <= start && start < piece.end);
  if (here.length === 0) return piece.text;
  const result = [];
  let last = piece.start;
  for (const { start, end, kind, label } of here) {
    const at = (offset) => Math.min(offset, piece.end) - piece.start;
    result.push(piece.text.slice(last - piece.start, at(start)));
    const seen = kind === 'hidden' ? '' : piece.text.slice(at(start), at(end));
    result.push(h('span', { class: `disguise disguise-${kind}`, title: t(`hidden.${kind}`) }, seen, h('span', { class: 'code-point' }, label)));
    last = Math.min(end, piece.end);
  }
  result.push(piece.text.slice(last - piece.start));
  return result;
}
