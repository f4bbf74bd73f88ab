// What was measured → docs/evaluation-pictures.md. Pure.

import { WAYS } from './shots.mjs';

const NAMES = { android: 'Android', ios: 'iOS', 1: '1x', 2: '2x', 3: '3x', en: 'English', es: 'Spanish', fr: 'French' };

/** As promised: shares of words, and of pictures with the same markers. */
export const LEAST = { clean: 0.97, rest: 0.9, markers: 0.95 };

const clean = ({ way }) => way === 'clean';
const rest = ({ way }) => way !== 'clean';
const digits = (text) => text.replace(/\D/g, '');
const percent = (part, of) => (of === 0 ? '–' : `${((100 * part) / of).toFixed(1)} %`);

function words(results) {
  const right = results.reduce((sum, { words }) => sum + words.right, 0);
  const of = results.reduce((sum, { words }) => sum + words.of, 0);
  return { right, of, share: right / of };
}

const same = (results) => results.filter((result) => result.same).length;

/** What is not as promised, in words; empty is what is wanted. */
export function shortfalls(results) {
  const [a, b] = [results.filter(clean), results.filter(rest)];
  return [
    words(a).share < LEAST.clean && `words of clean pictures: ${percent(words(a).right, words(a).of)}`,
    words(b).share < LEAST.rest && `words of the others: ${percent(words(b).right, words(b).of)}`,
    same(a) / a.length < LEAST.markers && `same markers, clean pictures: ${percent(same(a), a.length)}`,
  ].filter(Boolean);
}

const row = ([name, list]) => `| ${NAMES[name] ?? name} | ${list.length} | ${words(list).right} of ${words(list).of} | ${percent(words(list).right, words(list).of)} | ${same(list)} of ${list.length} |`;
const HEAD = '| | pictures | words right | | same markers |\n|---|---|---|---|---|';

/** Clean pictures, each thing that was done to others, and those together. */
function table(results) {
  const groups = [
    ['**clean**', results.filter(clean)],
    ...WAYS.map((way) => [way, results.filter((result) => result.way === way)]),
    ['**all that are not clean**', results.filter(rest)],
  ];
  return `${HEAD}\n${groups.map(row).join('\n')}`;
}

const PART = '\n## Pictures of messages\n';

/** docs/evaluation.md with the figures of today at its end. */
export function withPictures(page, results) {
  const end = page.indexOf(PART);
  return `${end < 0 ? page : page.slice(0, end)}${PART}
Written by \`node tests/pictures/measure.mjs\`, which draws messages of the corpus as ${results.length} screenshots and reads them as the page does. What was drawn, how words are counted and which were read wrong: [evaluation-pictures.md](evaluation-pictures.md).

${table(results)}
`;
}

/** The document. */
export function report(results, { version }) {
  const by = (field, values) => values.map((value) => row([value, results.filter((result) => result[field] === value && clean(result))])).join('\n');
  const named = results.filter(({ sender }) => sender !== '');
  const wrong = results.flatMap((result) => result.wrong.map((word) => ({ word, marked: result.doubtful.some((doubtful) => doubtful.includes(word)) })));
  const asked = results.reduce((sum, { doubtful }) => sum + doubtful.length, 0);
  return `<!-- Generated: node tests/pictures/measure.mjs -->

# How well pictures of messages are read

${results.length} pictures of phones, drawn by a browser from messages of \`tests/corpus/\`, and read by the page's own code in Chromium (tesseract.js ${version}). The same pictures every time while the corpus stays as it is: \`tests/pictures/shots.mjs\` chooses, \`tests/pictures/render.mjs\` draws. Half of them show a conversation before the message; all but the cropped ones have a status bar, a header with the sender's number, times and a field to reply.

They are drawn, not photographed. Real screenshots differ in fonts and colours, and photos of a screen are harder than anything here. Messages whose letters are disguised on purpose are left out: a picture shows what they look like, not how they were typed.

A word counts as right when every letter, digit and mark of it is; shapes of quotes and dashes, and emoji, do not count. Words that were added count against it. "Same markers" compares the report of what was read with that of the typed text, before anybody corrects a word.

${table(results)}

Promised: ${LEAST.clean * 100} % of the words of clean pictures, ${LEAST.rest * 100} % of the others, the same markers on ${LEAST.markers * 100} % of the clean ones.

Clean pictures, by what they show:

${HEAD}
${by('phone', ['android', 'ios'])}
${by('theme', ['light', 'dark'])}
${by('scale', [1, 2, 3])}
${by('lang', ['en', 'es', 'fr'])}

The sender's number was taken from the header in ${named.filter(({ sender, found }) => digits(sender) === digits(found)).length} of ${named.length} pictures that show one, and no other number in its place in ${named.filter(({ sender, found }) => found === '' || digits(sender) === digits(found)).length}.

Before anything is concluded the reader is asked about words that were hard to read: ${asked} of ${words(results).of} words here. Of the ${wrong.length} words that were read wrong, ${wrong.filter(({ marked }) => marked).length} were among them.

## Words that were read wrong

${wrong.length ? results.filter((result) => result.wrong.length).map((result) => `- ${result.way}, ${result.phone} ${result.theme} ${result.scale}x, ${result.lang}: read ${result.wrong.map((word) => `\`${word}\``).join(', ')} where there was ${result.missed.map((word) => `\`${word}\``).join(', ') || 'nothing'}`).join('\n') : 'None.'}
`;
}
