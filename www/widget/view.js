// What <tell-text> shows: the box, and the report under it.

import { h, replace } from '../dom.js';
import { LANGUAGES, choose, date, speak, words } from '../language.js';
import { nextSteps } from '../parts/steps.js';
import { STOP_SOURCES } from '../parts/stop-sources.js';
import { reportView, spoken } from '../report.js';
import { sheets } from './sheets.js';

const QUIET_BEFORE_SPEAKING = 900;

/**
 * @param {HTMLElement} host
 * @param {{input: (text: string) => void, change: () => void, again: () => void}} tell
 */
export async function view(host, tell) {
  const language = languageOf(host);
  const [table, own, styles] = await Promise.all([words(language), words(language, 'widget'), sheets(host)]);
  host.shadowRoot.adoptedStyleSheets = styles;
  return new View(speak(language, { ...table, ...own }), tell);
}

/** What the element says, else the elements around it, else the browser. */
function languageOf(host) {
  const said = host.closest('[lang]:not([lang=""])')?.lang;
  return choose('', said ? [said] : (navigator.languages ?? [navigator.language]));
}

class View {
  #tell;
  #t;
  #speaking;
  #spoken = '';
  #hidden;

  constructor(t, tell) {
    this.#t = t;
    this.#tell = tell;
    this.language = t.language;
    this.box = h('textarea', {
      id: 'box',
      part: 'box',
      rows: 5,
      dir: 'auto',
      spellcheck: 'false',
      autocomplete: 'off',
      autocapitalize: 'off',
      'aria-describedby': 'hint',
      on: { input: () => this.#typed(), change: () => tell.change() },
    });
    this.hint = h('p', { class: 'hint', id: 'hint', part: 'hint' });
    this.clear = h('button', { type: 'button', class: 'button plain', part: 'clear', on: { click: () => this.#empty() } }, t('form.clear'));
    this.results = h('div', { class: 'results', part: 'results' });
    this.foot = h('p', { class: 'quiet foot', part: 'foot' });
    this.live = h('div', { class: 'visually-hidden', role: 'status' });
    const { dir } = LANGUAGES.find(({ code }) => code === t.language);
    this.element = h(
      'div',
      { class: 'widget', part: 'root', lang: t.language, dir },
      h(
        'div',
        { class: 'field', part: 'field' },
        h('label', { for: 'box', part: 'label' }, t('form.label')),
        this.hint,
        this.box,
        this.clear,
      ),
      this.results,
      this.foot,
      this.live,
    );
  }

  /** The host's style has changed, or the element has moved. */
  async dress(host) {
    host.shadowRoot.adoptedStyleSheets = await sheets(host);
  }

  attributes({ placeholder, compact, required, readOnly, disabled, sent }) {
    this.box.placeholder = placeholder || this.#t('form.placeholder');
    this.box.required = required;
    this.box.readOnly = readOnly;
    this.box.disabled = disabled;
    this.box.rows = compact ? 3 : 5;
    this.hint.textContent = this.#t(sent ? 'widget.hint-form' : 'widget.hint');
    this.#clearable();
  }

  write(text) {
    if (this.box.value !== text) this.box.value = text;
    this.#clearable();
  }

  versions({ engine, markers_version: markers }) {
    this.foot.textContent = this.#t('shell.version', { engine, markers: date(this.language, markers) });
  }

  /** @param {object | null} report */
  show(report, text, { compact }) {
    if (!report) {
      replace(this.results);
      this.#say('');
      return;
    }
    const t = this.#t;
    const kit = { text, t, date: (iso) => date(this.language, iso) };
    const open = new Set([...this.results.querySelectorAll('details[open][data-keep]')].map(({ dataset }) => dataset.keep));
    const { element, parts } = reportView(report, { ...kit, hidden: this.#hidden, onHidden: (shown) => (this.#hidden = shown) });
    const steps = nextSteps(report, { ...kit, stopSources: STOP_SOURCES, announce: (said) => this.#say(said), from: '' });
    steps.setAttribute('part', 'steps');
    const rest = h('div', { class: 'rest', part: 'rest' }, parts.ordinary, parts.links, parts.unchecked);
    const body = [parts.message, parts.seen, steps, rest];
    replace(element, parts.dials, compact ? h('details', { class: 'all', part: 'all', data: { keep: 'all' } }, h('summary', {}, t('widget.more')), h('div', { class: 'all-parts' }, body)) : body);
    for (const details of element.querySelectorAll('details[data-keep]')) details.open = open.has(details.dataset.keep);
    // Landmarks are for the page around it; with several reports on a page there would be many of one name.
    for (const section of element.querySelectorAll('section[aria-labelledby]')) section.removeAttribute('aria-labelledby');
    replace(this.results, element);
    this.#speakSoon(report);
  }

  broken() {
    const t = this.#t;
    replace(
      this.results,
      h(
        'div',
        { class: 'card stack', part: 'problem', role: 'alert' },
        h('p', {}, h('strong', {}, t('broken.title'))),
        h('p', {}, 'WebAssembly' in globalThis ? t('widget.broken') : t('broken.wasm')),
        h('p', {}, t('broken.meanwhile')),
        h('button', { type: 'button', class: 'button primary', on: { click: () => this.#tell.again() } }, t('broken.again')),
      ),
    );
  }

  #typed() {
    this.#clearable();
    this.#tell.input(this.box.value);
  }

  #empty() {
    this.box.value = '';
    this.#typed();
    this.#tell.change();
    this.box.focus();
    this.#say(this.#t('form.cleared'));
  }

  #clearable() {
    this.clear.hidden = this.box.value === '' || this.box.disabled || this.box.readOnly;
  }

  /** A short summary for people who listen, once the typing rests and only if it says something new. */
  #speakSoon(report) {
    const said = spoken(report, this.#t);
    clearTimeout(this.#speaking);
    if (said !== this.#spoken) this.#speaking = setTimeout(() => this.#say(said), QUIET_BEFORE_SPEAKING);
  }

  #say(said) {
    clearTimeout(this.#speaking);
    this.#spoken = said;
    this.live.textContent = said;
  }
}
