// What may leave this page ↔ the fragment of a link: `r1=` and base64url of a deflated JSON list. Nothing after `#` is sent to a server.
// Sentences and addresses are not carried: the page that opens the link has its own, in its reader's language, and
// nobody can put words or links of theirs under its name.

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
  const check = ({ outcome, found, form, keyword, name, spans }) => [OUTCOMES.indexOf(outcome), found ? 1 : 0, form, (keyword ?? name ?? '').slice(0, 120), flat(spans)];
  const list = [
    report.engine,
    report.markers_version,
    LEVELS.indexOf(report.level),
    report.level_because,
    [message.language, message.kind, message.region, message.bulk ? 1 : 0],
    check(checks.opt_out),
    check(checks.sender_id),
    report.findings.map(({ marker, severity, spans }) => [marker, SEVERITIES.indexOf(severity), flat(spans)]),
    report.incidents.map(({ incident, similarity }) => [incident, similarity]),
    text,
  ];
  return `r${VERSION}=${encode(await through(new TextEncoder().encode(JSON.stringify(list)), 'CompressionStream'))}`;
}

/** Signs that come along when a link is copied out of a sentence, as browsers write them. */
const AFTER = /(?:[.,;:!?)\]}>'"*~»”’…]|%(?:3E|22|E2%80%9D|E2%80%99|E2%80%A6|C2%BB))+$/i;

/** @returns {Promise<{text: string | null, report: object}>} a report without sentences; rejects with a LinkError */
export async function unpack(fragment) {
  const match = /^r(\w*)=([\w-]*)$/.exec(fragment.replace(AFTER, ''));
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
  const check = (key, [outcome, found, form, words, spans]) => ({
    outcome: of(OUTCOMES, outcome),
    found: found === 1,
    form: short(form),
    ...(words && { [key]: short(words) }),
    spans: unflat(spans, limit),
    why: '',
    sources: [],
  });
  return {
    text,
    report: {
      schema: 1,
      engine: short(engine),
      markers_version: short(markersVersion),
      level: of(LEVELS, level),
      level_because: because.map(id),
      message: { language: short(language), kind: short(kind), region: short(region), bulk: bulk === 1 },
      checks: { opt_out: check('keyword', optOut), sender_id: check('name', senderId) },
      findings: findings.map(([marker, severity, spans]) => ({
        marker: id(marker),
        severity: of(SEVERITIES, severity),
        spans: unflat(spans, limit),
        excerpt: '',
        sources: [],
      })),
      ordinary_signs: [],
      links: [],
      incidents: incidents.map(([incident, similarity]) => ({
        incident: id(incident),
        similarity: Math.min(1, Math.max(0, must(similarity, 'number'))),
        title: id(incident).replaceAll('-', ' '),
        date: '',
        what_was_wrong: '',
        quote: '',
        url: '',
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

/** The id of a marker or an incident. */
function id(value) {
  if (!/^[a-z0-9-]{1,80}$/.test(must(value, 'string'))) throw new TypeError('id');
  return value;
}

/** A word or a name, not a paragraph. */
function short(value) {
  if (must(value, 'string').length > 120) throw new RangeError('length');
  return value;
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
