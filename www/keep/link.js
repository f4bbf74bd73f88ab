// What may leave this page ↔ the fragment of a link: `r1=` and base64url of a deflated JSON list. Nothing after `#` is sent to a server.
// Sentences about markers are not carried: the page that opens the link has them, in its reader's language.

export const VERSION = 1;
const LEVELS = ['none', 'note', 'caution', 'strong'];
const SEVERITIES = ['low', 'medium', 'high', 'critical'];
const OUTCOMES = ['pass', 'fail', 'review', 'not_applicable'];
const MOST_BYTES = 400_000;

/** Why a link cannot be opened: `version` (made by another version of this page), `damaged`, or `browser`. */
export class LinkError extends Error {
  constructor(reason) {
    super(`shared report: ${reason}`);
    this.reason = reason;
  }
}

/** @param {{text: string | null, report: object}} shared from `shareable` */
export async function pack({ text, report }) {
  const { message, checks } = report;
  const check = ({ outcome, found, form, name, spans }) => [OUTCOMES.indexOf(outcome), found ? 1 : 0, form, name ?? '', flat(spans)];
  const list = [
    report.engine,
    report.markers_version,
    LEVELS.indexOf(report.level),
    report.level_because,
    [message.language, message.kind, message.region, message.bulk ? 1 : 0],
    check(checks.opt_out),
    check(checks.sender_id),
    report.findings.map(({ marker, severity, spans }) => [marker, SEVERITIES.indexOf(severity), flat(spans)]),
    report.incidents.map(({ incident, similarity, title, date, url }) => [incident, similarity, title, date, url]),
    text,
  ];
  return `r${VERSION}=${encode(await through(new TextEncoder().encode(JSON.stringify(list)), 'CompressionStream'))}`;
}

/** @returns {Promise<{text: string | null, report: object}>} a report without sentences; rejects with a LinkError */
export async function unpack(fragment) {
  const match = /^r(\w*)=([\w-]*)$/.exec(fragment);
  if (!match) throw new LinkError('damaged');
  if (match[1] !== String(VERSION)) throw new LinkError('version');
  if (!('DecompressionStream' in globalThis)) throw new LinkError('browser');
  try {
    const bytes = await through(decode(match[2]), 'DecompressionStream');
    return rebuild(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    throw new LinkError('damaged');
  }
}

function rebuild([engine, markersVersion, level, because, [language, kind, region, bulk], optOut, senderId, findings, incidents, text]) {
  const limit = text === null ? 0 : must(text, 'string').length;
  const check = ([outcome, found, form, name, spans]) => ({
    outcome: of(OUTCOMES, outcome),
    found: found === 1,
    form: must(form, 'string'),
    ...(name && { name: must(name, 'string') }),
    spans: unflat(spans, limit),
    why: '',
    sources: [],
  });
  return {
    text,
    report: {
      schema: 1,
      engine: must(engine, 'string'),
      markers_version: must(markersVersion, 'string'),
      level: of(LEVELS, level),
      level_because: because.map((id) => must(id, 'string')),
      message: { language: must(language, 'string'), kind: must(kind, 'string'), region: must(region, 'string'), bulk: bulk === 1 },
      checks: { opt_out: check(optOut), sender_id: check(senderId) },
      findings: findings.map(([marker, severity, spans]) => ({
        marker: must(marker, 'string'),
        severity: of(SEVERITIES, severity),
        spans: unflat(spans, limit),
        excerpt: '',
        sources: [],
      })),
      ordinary_signs: [],
      links: [],
      incidents: incidents.map(([incident, similarity, title, date, url]) => ({
        incident: must(incident, 'string'),
        similarity: must(similarity, 'number'),
        title: must(title, 'string'),
        date: must(date, 'string'),
        url: web(url),
        what_was_wrong: '',
        quote: '',
      })),
      next_steps: [],
      not_checked: [],
    },
  };
}

const flat = (spans) => spans.flatMap(({ start, end }) => [start, end]);

function unflat(list, limit) {
  const spans = [];
  for (let index = 0; index < list.length; index += 2) {
    const [start, end] = [list[index], list[index + 1]];
    if (!(Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start < end && end <= limit)) throw new RangeError('span');
    spans.push({ start, end });
  }
  return spans;
}

function of(names, index) {
  if (names[index] === undefined) throw new RangeError('index');
  return names[index];
}

function must(value, type) {
  if (typeof value !== type) throw new TypeError(type);
  return value;
}

function web(url) {
  if (url !== '' && !/^https?:\/\//.test(must(url, 'string'))) throw new TypeError('url');
  return url;
}

async function through(bytes, stream) {
  if (!(stream in globalThis)) throw new LinkError('browser');
  const reader = new Blob([bytes]).stream().pipeThrough(new globalThis[stream]('deflate-raw')).getReader();
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > MOST_BYTES) throw new RangeError('too long');
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function encode(bytes) {
  let binary = '';
  for (let index = 0; index < bytes.length; index += 0x8000) binary += String.fromCharCode(...bytes.subarray(index, index + 0x8000));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function decode(text) {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}
