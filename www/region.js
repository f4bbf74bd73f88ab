// Where the reader votes, as far as the browser's languages tell. The reader can always choose another.

const COUNTRY = /-([a-z]{2})\b/i;

/**
 * The country of the first language, or of another tag of the same language (`fr`, `fr-FR`): what comes after is often there by
 * default, as `en-US` is, and tells nothing. English without a country is the United States, as for the engine.
 * @param {{code: string}[]} regions those with rules of their own
 * @returns {string} a code of `regions`; `unknown` for any other country, and where none is named: its advice names no office
 */
export function guessRegion(regions, languages = navigator.languages ?? []) {
  const speech = (tag) => tag.split('-')[0].toLowerCase();
  const first = speech(languages[0] ?? 'en');
  const named = languages.filter((tag) => speech(tag) === first).map((tag) => COUNTRY.exec(tag)?.[1].toUpperCase());
  const country = named.find(Boolean) ?? (first === 'en' ? 'US' : null);
  return regions.some(({ code }) => code === country) ? country : 'unknown';
}

/** The countries, by their names in the reader's language; without `unknown`. */
export function countries(regions, language) {
  return regions.filter(({ code }) => /^[A-Z]{2}$/.test(code)).sort((a, b) => a.name.localeCompare(b.name, language));
}
