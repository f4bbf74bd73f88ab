// A report and its message → what may leave this page. The message, and every part of it inside the report, is left out
// unless asked for, and masked when it is.

import { isKeyword } from '../parts/keyword.js';
import { redact } from './redact.js';

/**
 * @param {object} report schema 1, spans in UTF-16 code units
 * @param {string} text the message
 * @param {{message: boolean, masks?: Record<string, string>}} options whether to include the message
 * @returns {{text: string | null, masked: number, report: object}}
 */
export function shareable(report, text, { message, masks }) {
  const clean = message ? redact(text, masks) : null;
  const spans = (list) => (clean ? list.map(({ start, end }) => ({ start: clean.at(start), end: clean.at(end) })).filter(({ start, end }) => start < end) : []);
  const words = (list) => {
    const span = longest(list);
    return clean && span ? clean.text.slice(clean.at(span.start), clean.at(span.end)) : '';
  };
  const quoted = (key, word, spans, keep) => (word === undefined ? {} : keep ? { [key]: word } : clean && spans[0] ? { [key]: words(spans) } : {});
  const check = ({ keyword, name, ...rest }) => ({
    ...rest,
    ...quoted('keyword', keyword, rest.spans, isKeyword(keyword)),
    ...quoted('name', name, rest.spans, false),
    spans: spans(rest.spans),
  });
  return {
    text: clean ? clean.text : null,
    masked: clean ? clean.masked : 0,
    report: {
      ...report,
      checks: { opt_out: check(report.checks.opt_out), sender_id: check(report.checks.sender_id) },
      findings: report.findings.map((finding) => ({ ...finding, spans: spans(finding.spans), excerpt: words(finding.spans) })),
      ordinary_signs: report.ordinary_signs.map((sign) => ({ ...sign, spans: spans(sign.spans) })),
      links: clean ? report.links.map((link) => ({ ...link, url: words(link.spans), spans: spans(link.spans) })) : [],
    },
  };
}

/** Of several spans the one that is quoted: the longest, of those as long the first. */
export function longest(spans) {
  return spans.reduce((best, span) => (best && best.end - best.start >= span.end - span.start ? best : span), null);
}
