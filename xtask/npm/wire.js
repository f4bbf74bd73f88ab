// What the engine says in numbers → reports and pages. The numbers are written by src/wire.rs, in the same order.
//
// Most texts are in the word packs and cross as their place there; words of the message cross as where they stand in it;
// a name the engine has by itself crosses once.

const LEVELS = ['none', 'note', 'caution', 'strong'];
const SEVERITIES = ['low', 'medium', 'high', 'critical'];
const CATEGORIES = [
  'how-when-where',
  'fear-and-eligibility',
  'status-phishing',
  'results-and-legitimacy',
  'mobilise-and-harm',
  'campaign-deception',
  'source-and-identity',
  'links-and-senders',
  'obfuscation',
  'opt-out',
];
const KINDS = ['political', 'election-office', 'fundraising', 'commercial', 'one-time-code', 'alert', 'personal', 'unknown'];
const ENCODINGS = ['gsm-7', 'ucs-2'];
const OUTCOMES = ['pass', 'fail', 'review', 'not_applicable'];
const ACTIONS = ['emergency', 'verify', 'report', 'opt-out', 'ignore'];

const names = [];
let memory;
let numbers;
let at = 0;
let words;
let message = '';

/** Where the engine writes. */
export function connect(engineMemory) {
  memory = engineMemory;
  numbers = new Uint32Array(memory.buffer);
  names.length = 0; // a fresh engine says each of them once again
}

/**
 * Reads what stands at `place`.
 * @param {number} place what the engine gave
 * @param {() => unknown} what one of the readers below
 * @param {string[]} pack the words of a language
 * @param {string} [text] the message it is about
 */
export function receive(place, what, pack, text = '') {
  begin(place, pack);
  return about(text, what);
}

/** As `receive`, a report for each of many messages. */
export function receiveMany(place, texts, pack) {
  begin(place, pack);
  return texts.map((text) => about(text, report));
}

function begin(place, pack) {
  if (numbers.length === 0) numbers = new Uint32Array(memory.buffer); // the engine asked for more memory
  at = place >>> 2;
  words = pack;
}

function about(text, what) {
  message = text;
  const result = what();
  message = '';
  return result;
}

const flag = () => numbers[at++] === 1;

function text() {
  const number = numbers[at++];
  const place = number >>> 2;
  if ((number & 3) === 0) return words[place];
  if ((number & 3) === 2) return `${words[place]} ${text()}`;
  if (place === names.length) names.push(letters());
  return names[place];
}

function letters() {
  let result = '';
  for (let left = numbers[at++]; left > 0; left--) result += String.fromCharCode(numbers[at++]);
  return result;
}

function list(each) {
  const result = [];
  for (let left = numbers[at++]; left > 0; left--) result.push(each());
  return result;
}

const span = () => ({ start: numbers[at++], end: numbers[at++] });
const spans = () => list(span);

function quote() {
  const said = message.slice(numbers[at++], numbers[at++]);
  return flag() ? `${said}…` : said;
}

/** Sources whose pack is not there are left out. */
const sources = () => list(() => ({ title: text(), publisher: text(), date: text(), url: text() })).filter(({ url }) => url !== undefined);
/** A text of the same pack where what it is about is said all the same. */
const perhaps = () => text() ?? '';

export const report = () => ({
  schema: numbers[at++],
  engine: text(),
  markers_version: text(),
  level: LEVELS[numbers[at++]],
  level_because: list(text),
  message: {
    language: text(),
    kind: KINDS[numbers[at++]],
    bulk: flag(),
    region: text(),
    characters: numbers[at++],
    segments: numbers[at++],
    encoding: ENCODINGS[numbers[at++]],
    truncated: flag(),
    from_picture: flag(),
  },
  checks: { opt_out: check('keyword'), sender_id: check('name') },
  findings: list(finding),
  ordinary_signs: list(sign),
  links: list(link),
  incidents: list(resemblance),
  next_steps: list(step),
  not_checked: list(notChecked),
});

/** `words`: what the quoted words are called. */
function check(words) {
  const outcome = OUTCOMES[numbers[at++]];
  const found = flag();
  const form = text();
  if (!flag()) return { outcome, found, form, spans: spans(), why: text(), sources: sources() };
  return { outcome, found, form, [words]: quote(), spans: spans(), why: text(), sources: sources() };
}

function finding() {
  const result = {
    marker: text(),
    category: CATEGORIES[numbers[at++]],
    severity: SEVERITIES[numbers[at++]],
    spans: spans(),
    excerpt: quote(),
    title: text(),
    what: text(),
    why: text(),
    do: text(),
    sources: sources(),
  };
  const lowered = list(text);
  const raised = list(text);
  if (lowered.length > 0) result.lowered_by = lowered;
  if (raised.length > 0) result.raised_by = raised;
  return result;
}

const sign = () => ({ sign: text(), spans: spans(), what: text() });
const link = () => ({ url: quote(), host: letters(), spans: spans(), notes: list(text) });

const resemblance = () => ({
  incident: text(),
  similarity: numbers[at++] / 100,
  title: perhaps(),
  date: perhaps(),
  what_was_wrong: perhaps(),
  quote: perhaps(),
  quoted: flag(),
  url: perhaps(),
});

function step() {
  const result = { action: ACTIONS[numbers[at++]], what: text() };
  if (flag()) result.contact = text();
  if (flag()) result.url = text();
  return result;
}

const notChecked = () => ({ id: text(), what: text() });

export const markers = () =>
  list(() => ({
    id: text(),
    category: CATEGORIES[numbers[at++]],
    severity: SEVERITIES[numbers[at++]],
    title: text(),
    what: text(),
    why: text(),
    do: text(),
    sources: sources(),
    // Where the examples were not asked for there are none.
    examples: list(() => ({ text: text(), lang: text(), raises: flag() })).filter((example) => example.text !== undefined),
    untranslated: flag(),
  }));

export const regions = () => list(() => ({ code: text(), name: text(), checked: text() }));

export const incidents = () =>
  list(() => ({ id: text(), title: text(), date: text(), quote: text(), quoted: flag(), what_was_wrong: text(), url: text() }));

/** What a message is compared by, and whether opt-out wording was found in it. The numbers stand there until the engine is asked again. */
export const signature = () => {
  const found = flag();
  const from = at + 1;
  return [numbers.subarray(from, from + numbers[at]), found];
};

export const version = () => ({ engine: text(), markers_version: text(), schema: numbers[at++] });
