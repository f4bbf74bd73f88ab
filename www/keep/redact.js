// A message → the same message without what could name a person: phone numbers, e-mails, names after greetings and of who
// wrote in a chat, days of birth, personal codes, personal parts of links. Pure; used before anything is kept or shared.

const DAY = String.raw`\d{1,4}[./-]\d{1,2}[./-]\d{1,4}`;
const TIME = String.raw`\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?\s?m\b\.?)?`;

let made;
/**
 * What is masked, in the order it is looked for: what an earlier kind has taken, a later one leaves alone.
 * Made when first needed: a browser reads such patterns slowly, and the first answer needs none.
 */
// Every repetition of what may come before something fixed is bounded, so that a text costs by its length alone.
const kinds = () => (made ??= [
  // A line of a chat that was copied or exported: the day and the time or the other way round, who wrote; or who wrote first.
  ['writer', new RegExp(`^\u200e?\\[?(?:${DAY},?\\s(?:à\\s)?${TIME}|${TIME},\\s${DAY})\\]?\\s(?:[-–]\\s)?(?<writer>[^\\s:][^:\\n]{0,59}):\\s`, 'gimu')],
  ['writer', new RegExp(`^(?<writer>[^\\s\\[][^\\[\\n]{0,59}), \\[${DAY},?\\s${TIME}\\]:?$`, 'gimu')],
  [
    'birth',
    /(?<![\p{L}\p{M}])(?:born|birth ?da(?:te|y)|date of birth|dob|fecha de nacimiento|nacimiento|nacid[oa]|nac[ií]|date de naissance|né(?:e|\(e\))?)[^\p{L}\p{N}]{1,3}(?:(?:is|was|on|el|es|le|est)\s)?(?<birth>\d{1,4}[./ -]\d{1,2}[./ -]\d{1,4}|\d{1,2}(?:st|nd|rd|th|er|º)?(?:\s(?:de|of))?\s\p{L}{3,10}\.?,?(?:\s(?:de|del))?\s(?:19|20)\d\d|\p{L}{3,10}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d)(?![\p{L}\p{N}])/giu,
  ],
  ['email', /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}/gu],
  ['path', /(?<![\p{L}\p{N}.-])(?:[\p{L}\p{N}-]{1,63}(?:\.|\[\.\])){1,8}\p{L}{2,63}(?::\d{1,5})?(?<path>[/?#][^\s<>"'»”)]*[^\s<>"'»”).,!?;:])/giu],
  ['card', /(?<![\p{L}\d])(?:\d[ -]?){12,18}\d(?![\p{L}\d])/gu],
  ['phone', /(?<![\p{L}\p{N}$€£.,/:#])\+?\(?\d(?:[\s().·\u2010-\u2015-]{0,2}\d){6,14}(?![\p{L}\p{N}]|[.,/:-]\d)/gu],
  ['code', /(?:\b(?:code|c[oó]digo|pin|otp|passcode|password|contraseña|clave|mot de passe|token|passwort)\b[^\p{L}\p{N}]{0,3}(?:(?:is|es|est|n[ºo°]|number|:|=)\s*){0,2})(?<code>[\p{L}]{0,3}-?\d[\p{L}\d-]{2,11})/giu],
  ['code', /(?<![\p{L}\p{N}.,$€£-])(?<code>\d{4,8}|\d{3}[ -]\d{3})(?=[^.!?\n]{0,40}\b(?:code|c[oó]digo|pin|otp|passcode)\b)/giu],
  ['code', /(?<![\p{L}\p{N}-])(?<code>(?=(?:[\p{L}-]{0,20}\d){3})(?=[\d-]{0,20}\p{L})[\p{L}\d][\p{L}\d-]{4,30})(?![\p{L}\p{N}])/giu],
  [
    'name',
    /(?:^|[\n.!?¡¿:;)\]–—-]\s{0,20}|^\W{0,4})(?:hi|hey|hello|dear|good (?:morning|afternoon|evening)|thanks|thank you|hola|buenos d[ií]as|buenas (?:tardes|noches)|buenas|estimad[oa]s?|querid[oa]s?|gracias|bonjour|bonsoir|salut|ch[eè]re?s?|merci|ol[aá]|hallo|ciao|oi)(?:,?\s+(?:mr|mrs|ms|mx|dr|sr|sra|srta|don|doña|m|mme|mlle)\.?)?,?\s+(?<name>\p{Lu}[\p{L}\p{M}'’-]*(?:\s+\p{Lu}[\p{L}\p{M}'’-]*){0,2})/gimu,
  ],
]);

const NOT_NAMES = /^(?:mr|mrs|ms|mx|dr|sra?|srta|don|doña|mme|mlle|there|all|everyone|everybody|folks|friends?|neighbou?rs?|voters?|team|patriots?|fellow|sir|madam|amig[oa]s?|vecin[oa]s?|votantes?|a|tod[oa]s|[àa]|tous|toutes|ami[es]*|voisin[es]*|[ée]lect(?:eurs?|rices?)|customer|client[es]*|it|this|we|i|the|your|you|for|is|do|from|de|pour|por|who|what|can|quick)$/iu;
const A_YEAR = /^\p{L}+-?(?:19|20)\d\d$/u;
const KEYWORD = /^(?:stop|end|quit)(?:2|to)/iu;
const A_DATE = /^(?:(?:19|20)\d\d-\d{1,2}-\d{1,2}|\d{1,2}[.-]\d{1,2}[.-](?:19|20)\d\d)$/;

/**
 * @param {string} text
 * @param {Record<string, string>} [masks] what to write instead: `phone`, `email`, `name`, `birth`, `code`, `path`
 * @returns {{text: string, masked: number, at: (offset: number) => number}} the masked text, how many things were masked,
 *   and where an offset of the original stands in it (an offset inside a mask moves to the mask's beginning)
 */
export function redact(text, masks = {}) {
  const taken = [];
  for (const [kind, pattern] of kinds()) {
    for (const match of text.matchAll(pattern)) {
      const found = part(kind, match);
      if (found && !taken.some((other) => found.start < other.end && other.start < found.end)) taken.push(found);
    }
  }
  taken.sort((a, b) => a.start - b.start);

  const cuts = [];
  let [result, last] = ['', 0];
  for (const { kind, start, end } of taken) {
    const mask = masks[kind] ?? `[${kind}]`;
    result += text.slice(last, start);
    cuts.push({ start, end, to: result.length, length: mask.length });
    result += mask;
    last = end;
  }
  result += text.slice(last);
  return { text: result, masked: cuts.length, at: (offset) => moved(cuts, offset) };
}

/** Which part of a match is masked, or null when it is something else after all. */
function part(kind, match) {
  const inner = match.groups?.[kind];
  if (kind === 'writer') {
    // Who wrote first stands first; a name of digits would be found in the day after it.
    const start = match.index + (match[0].startsWith(inner) ? 0 : match[0].lastIndexOf(inner));
    return { kind: 'name', start, end: start + inner.length };
  }
  if (kind === 'card') return { kind: 'code', start: match.index, end: match.index + match[0].length };
  if (inner === undefined) return A_DATE.test(match[0]) ? null : { kind, start: match.index, end: match.index + match[0].length };
  if (kind === 'path' && !personal(inner)) return null;
  if (kind === 'code' && (A_YEAR.test(inner) || KEYWORD.test(inner) || /^(?:19|20)\d\d$/.test(inner))) return null;
  const start = match.index + match[0].lastIndexOf(inner);
  if (kind === 'name') return name(inner, start);
  return { kind, start, end: start + inner.length };
}

/** "Hi Maria vote tomorrow": the words after the greeting that begin with a capital; one only when everything is in capitals. */
function name(words, start) {
  const list = words.split(/\s+/u);
  if (NOT_NAMES.test(list[0])) return null;
  const small = list.findIndex((word) => !/^\p{Lu}/u.test(word));
  const shouted = list.every((word) => word === word.toUpperCase());
  const count = shouted ? 1 : small === -1 ? list.length : small;
  if (count === 0) return null;
  const length = words.length - words.split(/(?<=\s)/u).slice(count).join('').length;
  return { kind: 'name', start, end: start + words.slice(0, length).trimEnd().length };
}

/** A path that could point at one person: digits, a query, or a word no one would read aloud. */
function personal(path) {
  if (path.length <= 1) return false;
  return /[?=#@]/.test(path) || /\d/.test(path) || path.split('/').some((step) => /[A-Z]/.test(step.slice(1)) && /[a-z]/.test(step) && !step.includes('-'));
}

function moved(cuts, offset) {
  let shift = 0;
  for (const { start, end, to, length } of cuts) {
    if (offset <= start) break;
    if (offset < end) return to;
    shift = to + length - end;
  }
  return offset + shift;
}
