// The window of a report: the widget with the text that was selected in it, and whose rules apply.

import { h, replace } from './www/dom.js';
import { engine } from './www/engine.js';
import { LANGUAGES, choose, speak, words } from './www/language.js';
import { countries, guessRegion } from './www/region.js';
import './www/tell-text-define.js';

const element = document.querySelector('tell-text');
const select = document.querySelector('#region');
const language = choose();
document.documentElement.lang = language;
document.documentElement.dir = LANGUAGES.find(({ code }) => code === language).dir;

// Without an engine there are no places to choose from; the widget says what is wrong.
await Promise.all([fillBox(), fillRegions().catch(() => (select.hidden = true))]);

/** The text is taken out of the storage at once: a report that is loaded again begins with an empty box. */
async function fillBox() {
  const key = location.hash.slice(1);
  const { [key]: text } = await chrome.storage.session.get(key);
  await chrome.storage.session.remove(key);
  if (text) element.value = text;
  else element.focus();
}

/** The places with rules of their own; the one chosen last, or the one the browser's languages name. */
async function fillRegions() {
  const [table, started, { region }] = await Promise.all([words(language), engine({ language }), chrome.storage.local.get('region')]);
  const t = speak(language, table);
  const regions = started.regions(language);
  document.querySelector('label').textContent = t('known.region');
  document.querySelector('#region-hint').textContent = t('known.region-hint');
  replace(
    select,
    h('option', { value: 'unknown' }, t('known.region-none')),
    countries(regions, language).map(({ code, name }) => h('option', { value: code }, name)),
  );
  select.value = element.region = region ?? guessRegion(regions);
  select.onchange = () => {
    element.region = select.value;
    return chrome.storage.local.set({ region: select.value });
  };
}
