// Chooses what the Learn pages show: documented messages out of markers/incidents/, quiz and ordinary messages out of
// tests/corpus/. Writes www/samples.json and www/quiz.json; nothing else invents a message.
//   node xtask/learn.mjs

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'smol-toml';
import { CODES } from './languages.mjs';

const root = new URL('..', import.meta.url);

/**
 * Documented messages for a lesson, by whose supporters or candidate each could have harmed. As many of one side as of the other.
 * Threats and calls to harm are left out: the page is read in classrooms.
 */
const INCIDENTS = {
  left: ['us-2020-philadelphia-converge', 'us-2016-vote-by-text-59925', 'us-2008-cnn-alert-vote-tomorrow', 'us-2022-kansas-amendment-reversal'],
  right: ['au-2016-mediscare', 'il-2022-wrong-ballot-letter', 'us-2020-donalds-dropped-out', 'us-2018-kansas-early-vote-not-recorded'],
  none: [
    'us-2022-movementlabs-kansas',
    'us-2024-allvote-not-registered',
    'sg-2023-eld-restore-name',
    'ca-2011-robocalls-guelph',
    'mx-2018-monterrey-casilla-cerrada',
    'co-2026-jurado-phish',
  ],
};

/** Ordinary messages to show beside them: an office, campaigns of both sides, a code, a warning, a donation. */
const ORDINARY = {
  en: [
    'signature-issue-contact-county',
    'return-your-mail-ballot-dem-mirror',
    'return-your-mail-ballot-gop',
    'otp-voter-portal-login',
    'tornado-watch-polls-open-nine',
    'fundraiser-plain-deadline',
  ],
  es: [
    'problema-firma-oficina',
    'democratas-plan-voto-mirror',
    'republicanos-plan-voto',
    'codigo-banco-ejemplo',
    'tormenta-casillas-hasta-nueve',
    'cierre-de-mes-donativo-claro',
  ],
  fr: [
    'souci-signature-contactez',
    'benevole-ps-passage-samedi',
    'benevole-rn-passage-samedi-mirror',
    'code-banque-exemple',
    'vigilance-orange-bureaux-ouverts',
    'don-fin-de-mois-simple',
  ],
};

/** Words that name one side of politics. A list for each side, alike in kind. */
const SIDES = {
  left: whole('democrats?|democratic|demócratas?|démocrates?|dems?|progressives?|progresistas?|progressistes?|blue team|psoe|ps|izquierdas?|gauche|nfp|insoumis'),
  right: whole('republicans?|republican[oa]s?|républicain(?:e?s)?|gop|red team|pp|vox|derechas?|droite|rn'),
};

function whole(words) {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'iu');
}

/** Not for a classroom. */
const HARSH = [
  'call-to-violence',
  'direct-threat-intimidation',
  'doxxing-election-workers',
  'voter-surveillance-threat',
];

/** Somebody asks whether it is true, as ordinary messages of the quiz do: nobody would learn from it what tells them apart. */
const ASKED = ['cuadra-es-verdad-los-del-miercoles'];

const MOST_CHARACTERS = 300;
const OF_EACH = 36;

export const sideOf = (text) => {
  const named = Object.keys(SIDES).filter((side) => SIDES[side].test(text));
  return named.length === 2 ? 'both' : (named[0] ?? 'none');
};

const tomls = (folder) =>
  readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith('.toml'))
    .sort()
    .map((name) => [name.slice(0, -5), parse(readFileSync(new URL(`${folder}/${name}`, root), 'utf8'))]);

/** Every message of the corpus; a mirror and what it mirrors are one family. */
export const corpus = () =>
  tomls('tests/corpus').flatMap(([, { message = [] }]) =>
    message.map((one, index) => ({ ...one, family: one.name.endsWith('-mirror') ? message[index - 1].name : one.name })),
  );

/** One in turn of every kind, so that no kind crowds out the others. */
function inTurn(messages, kindOf) {
  const kinds = new Map();
  for (const message of messages) kinds.set(kindOf(message), [...(kinds.get(kindOf(message)) ?? []), message]);
  const queues = [...kinds.values()];
  const result = [];
  for (let round = 0; result.length < messages.length; round++) {
    for (const queue of queues) if (queue[round]) result.push(queue[round]);
  }
  return result;
}

/** As many that name one side as name the other; the rest name none, or both. */
function evenHanded(messages) {
  const of = (side) => messages.filter(({ text }) => sideOf(text) === side);
  const [left, right] = [of('left'), of('right')];
  const each = Math.min(left.length, right.length, OF_EACH / 6);
  const sided = [...left.slice(0, each), ...right.slice(0, each)];
  const rest = messages.filter(({ text }) => ['none', 'both'].includes(sideOf(text)));
  return [...sided, ...rest].slice(0, OF_EACH);
}

const item = ({ name, family, text, from, received, region, lawful }) => ({ id: name, family, text, from, received, region, look: !lawful, side: sideOf(text) });

/** For each language, as many messages worth a second look as ordinary ones. Which of them the engine reads alike is seen when they are drawn. */
export function quiz() {
  const all = corpus().filter(({ name, text, plain }) => !plain && !ASKED.includes(name) && text.length <= MOST_CHARACTERS);
  const result = {};
  for (const language of CODES) {
    const here = all.filter(({ lang }) => lang === language);
    const marked = here.filter((message) => !message.lawful && message.markers.length > 0 && !message.markers.some((marker) => HARSH.includes(marker)));
    const lawful = here.filter(
      (message) => message.lawful && message.markers.length === 0 && ['pass', 'not_applicable'].includes(message.opt_out) && ['pass', 'not_applicable'].includes(message.sender_id),
    );
    result[language] = [
      ...evenHanded(inTurn(marked, ({ markers }) => markers[0])),
      ...evenHanded(inTurn(lawful, ({ kind }) => kind)),
    ].map(item);
  }
  return result;
}

/** A sentence in each language, with the signs of print: as `printed` of src/compile/texts.rs makes them. */
function printed(sentence) {
  const signs = (words) => {
    let before = ' ';
    return [...words].map((sign, at, all) => {
      const next = all[at + 1] ?? ' ';
      const opens = /\S/.test(next) && (/[\s([¿¡«—–‘“]/.test(before) || (sign === '"' && before === '’' && /[\p{L}\p{N}]/u.test(next)));
      before = { "'": opens ? '‘' : '’', '"': opens ? '“' : '”' }[sign] ?? sign;
      return before;
    }).join('');
  };
  return Object.fromEntries(Object.entries(sentence).map(([language, words]) => [language, signs(words)]));
}

/** The documented messages and the ordinary ones. */
export function samples() {
  const known = new Map(tomls('markers/incidents'));
  const incidents = Object.entries(INCIDENTS).flatMap(([harmed, ids]) =>
    ids.map((id) => {
      const { title, date, country, intent, markers, lang, quote, paraphrase, wrong, source } = known.get(id);
      return { id, harmed, title: printed(title), date, country, intent, markers, lang, quote, text: paraphrase, wrong: printed(wrong), sources: source };
    }),
  );
  incidents.sort((a, b) => b.date.localeCompare(a.date));
  const messages = new Map(corpus().map((message) => [message.name, message]));
  const ordinary = CODES.map((language) => [language, (ORDINARY[language] ?? []).map((id) => item(messages.get(id)))]);
  return { incidents, ordinary: Object.fromEntries(ordinary) };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const write = (name, data) => {
    writeFileSync(new URL(`www/${name}`, root), `${JSON.stringify(data, null, 1)}\n`);
    console.log(fileURLToPath(new URL(`www/${name}`, root)));
  };
  write('quiz.json', quiz());
  write('samples.json', samples());
}
