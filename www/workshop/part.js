// Write a marker: somebody's own file, what is wrong with it, whether its examples hold, and a message read with it among the
// built-in markers. Everything on this device, by a worker; nothing of the file is run, and all of it is shown as text.

import { copyButton } from '../copy.js';
import { drawn, h, replace } from '../dom.js';
import { heading } from '../learn/parts.js';
import { guessRegion } from '../region.js';
import { reportView } from '../report.js';
import { sheet } from '../sheet.js';
import { tellServiceWorker } from '../tell-sw.js';
import { Desk } from './desk.js';
import { caretAt, nameOf } from './places.js';

const MOST_BYTES = 65_536;
const PAUSE = 500;
const PATIENCE = 1000;

/**
 * What the reader has written, in memory only; what it began as, to know whether anything was written; the file of ours that was put
 * there unasked; what was saved last; and what stood there before, the newest last.
 */
const written = { text: '', begun: '', starter: '', saved: '', message: null, before: [] };

const ask = (event) => event.preventDefault();

/** Who closes the page is asked first while something is written that was not saved. */
function guard() {
  const unsaved = written.text !== written.begun && written.text !== written.saved;
  (unsaved ? addEventListener : removeEventListener)('beforeunload', ask);
}

export async function mount(root, ctx) {
  await Promise.all([ctx.words('workshop'), sheet('workshop')]);
  const workshop = new Workshop(root, ctx);
  await workshop.start();
  return () => workshop.leave();
}

class Workshop {
  desk = new Desk();
  bench = null;
  /** The text `bench` was made of, and the text that could not be read to the end. */
  opened = null;
  given = null;
  region = 'US';
  open = new Set();

  constructor(root, ctx) {
    this.ctx = ctx;
    const { t, announce } = ctx;
    this.box = h('textarea', { id: 'workshop-file', class: 'workshop-file', rows: '24', spellcheck: 'false', autocapitalize: 'off', autocomplete: 'off', wrap: 'soft', dir: 'ltr', 'aria-describedby': 'workshop-hint', on: { input: () => this.typed(), dragover: (event) => this.over(event), drop: (event) => this.over(event) } });
    this.message = h('textarea', { id: 'workshop-message', rows: '4', dir: 'auto', on: { input: () => this.soon() } });
    this.begin = h('select', { id: 'workshop-begin', on: { change: () => this.beginWith(this.begin.value) } }, h('option', { value: '' }, t('workshop.starter')));
    this.file = h('input', { type: 'file', accept: '.toml,text/plain', hidden: true, on: { change: () => this.take(this.file.files[0]) } });
    this.said = h('p', { class: 'notice', role: 'alert', hidden: true });
    this.back = h('div', { class: 'workshop-back' });
    this.state = h('div', { class: 'workshop-state' });
    this.mistakes = h('section', { 'aria-labelledby': 'workshop-mistakes', class: 'stack workshop-part' });
    this.examples = h('section', { 'aria-labelledby': 'workshop-examples', class: 'stack workshop-part' });
    this.fires = h('p', { class: 'workshop-fires', role: 'status' });
    this.report = h('div', { class: 'report-area' });
    const button = (words, click) => h('button', { type: 'button', class: 'button', on: { click } }, t(words));
    root.append(
      heading(t('learn.workshop')),
      h('p', { class: 'lede' }, t('workshop.lede')),
      h(
        'div',
        { class: 'workshop-grid' },
        h(
          'section',
          { class: 'workshop-write', 'aria-label': t('workshop.file') },
          h('div', { class: 'field' }, h('label', { for: 'workshop-begin' }, t('workshop.begin')), this.begin),
          h('div', { class: 'field' }, h('label', { for: 'workshop-file' }, t('workshop.file')), h('p', { class: 'hint', id: 'workshop-hint' }, t('workshop.hint')), this.box),
          h(
            'div',
            { class: 'button-row even' },
            button('workshop.open', () => this.file.click()),
            button('workshop.save', () => this.save()),
            copyButton(t('workshop.copy'), () => this.box.value, { t, announce }),
            this.file,
          ),
          this.back,
          this.said,
        ),
        h('div', { class: 'workshop-found' }, this.state, this.mistakes, this.examples),
      ),
      h(
        'section',
        { class: 'workshop-try', 'aria-labelledby': 'workshop-try' },
        h('h2', { id: 'workshop-try' }, t('workshop.try')),
        h('div', { class: 'field' }, h('label', { for: 'workshop-message' }, t('workshop.message')), this.message),
        this.fires,
        this.report,
      ),
    );
  }

  async start() {
    const { ctx } = this;
    // A file that was opened stays as what was written does.
    if (written.text === written.starter) {
      const starter = await starterIn(ctx.language).catch(() => '');
      Object.assign(written, { text: starter, begun: starter, starter });
    } else {
      this.begin.selectedIndex = -1;
    }
    this.box.value = written.text;
    written.message ??= '';
    this.message.value = written.message || ctx.t('workshop.sample');
    this.offerBack();
    this.refresh();
    try {
      const pkg = await ctx.engine({ sources: false });
      this.region = guessRegion(pkg.regions(ctx.language));
      const builtIn = (await ctx.sources()).markers(ctx.language).map(({ id, title }) => ({ id, title }));
      builtIn.sort((a, b) => a.title.localeCompare(b.title, ctx.language));
      this.begin.append(h('optgroup', { label: ctx.t('workshop.built-in') }, builtIn.map(({ id, title }) => h('option', { value: id }, title))));
    } catch (error) {
      console.warn(String(error)); // then there is only the small one to begin with
    }
  }

  leave() {
    this.left = true;
    clearTimeout(this.pause);
    clearTimeout(this.patience);
    this.desk.end();
  }

  typed() {
    written.text = this.box.value;
    guard();
    this.soon();
  }

  soon() {
    written.message = this.message.value;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.refresh(), PAUSE);
  }

  /** Puts another file into the box. What was written there can be brought back. */
  put(text, id = null) {
    if (written.text !== written.begun && written.text !== text) written.before.push(written.text);
    this.box.value = text;
    // As the box has it, with line ends of its own.
    Object.assign(written, { text: this.box.value, begun: this.box.value });
    // Whatever is chosen next is a change.
    if (id === null) this.begin.selectedIndex = -1;
    else this.begin.value = id;
    guard();
    this.offerBack();
    this.say('');
    this.refresh();
  }

  offerBack() {
    const { t } = this.ctx;
    const bring = () => {
      this.put(written.before.pop());
      written.begun = '';
      guard();
      this.box.focus();
    };
    replace(this.back, written.before.length === 0 ? null : h('button', { type: 'button', class: 'button plain', on: { click: bring } }, t('workshop.back')));
  }

  async beginWith(id) {
    try {
      this.put(id === '' ? await starterIn(this.ctx.language) : await this.quietly(() => this.desk.ask('file', { id })), id);
    } catch (error) {
      this.say(this.ctx.t(`workshop.${error.kind ?? 'not-loaded'}`));
    }
  }

  /** Waits until nothing is being read: the worker answers one question after the other. */
  async quietly(act) {
    while (this.busy) await this.busy;
    this.busy = act().finally(() => {
      this.busy = undefined;
    });
    return this.busy;
  }

  /** A file that is dropped is opened here; the browser would leave the page for it. */
  over(event) {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    if (event.type === 'drop') this.take(event.dataTransfer.files[0]);
  }

  async take(file) {
    const { t } = this.ctx;
    this.file.value = '';
    if (!file) return;
    if (file.size > MOST_BYTES) {
      this.say(t('workshop.large', { n: MOST_BYTES / 1024 }));
      return;
    }
    try {
      this.put(textOf(new Uint8Array(await file.arrayBuffer())));
    } catch {
      this.say(t('workshop.no-text'));
    }
  }

  save() {
    const url = URL.createObjectURL(new Blob([this.box.value], { type: 'application/toml' }));
    const name = `${nameOf(this.box.value)}.toml`;
    const anchor = h('a', { href: url, download: name });
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    written.saved = this.box.value;
    guard();
    this.ctx.announce(this.ctx.t('workshop.saved', { name }));
  }

  say(words) {
    this.said.hidden = words === '';
    this.said.textContent = words;
  }

  /** Reads the file if it has changed, then the message. What changes meanwhile is read after it. */
  async refresh() {
    this.wanted = true;
    if (this.reading) return;
    this.reading = true;
    while (this.wanted && !this.left) {
      this.wanted = false;
      const text = this.box.value;
      try {
        if (text !== this.opened) await this.readFile(text);
        const report = await this.quietly(() => this.desk.ask('check', { text: this.message.value, region: this.region, language: this.ctx.language }));
        if (!this.left) this.showReport(report, this.message.value);
      } catch (error) {
        if (!this.left) this.showFailure(error);
      }
    }
    this.reading = false;
  }

  async readFile(text) {
    this.opened = null;
    this.patience = setTimeout(() => this.showReading(), this.desk.module ? PATIENCE : 0);
    try {
      this.bench = await this.quietly(() => this.desk.open(text));
    } finally {
      clearTimeout(this.patience);
    }
    this.opened = text;
    if (this.left) return;
    if (!this.kept) {
      this.kept = true;
      tellServiceWorker('keep-workshop');
    }
    this.showBench();
  }

  showReading() {
    const { t } = this.ctx;
    const stop = h('button', { type: 'button', class: 'button', on: { click: () => this.desk.stop() } }, t('workshop.stop'));
    replace(this.state, h('p', { role: 'status' }, t(this.desk.module ? 'workshop.reading' : 'workshop.loading')), this.desk.module ? stop : null);
  }

  showFailure(error) {
    const { t } = this.ctx;
    const kind = ['not-loaded', 'broken', 'stopped'].includes(error.kind) ? error.kind : 'broken';
    if (!error.kind) console.error(error);
    this.opened = null;
    this.bench = null;
    const again = h('button', { type: 'button', class: 'button', on: { click: () => this.refresh() } }, t('workshop.again'));
    replace(this.state, h('p', { class: 'notice', role: 'alert' }, t(`workshop.${kind}`)), again);
    for (const part of [this.mistakes, this.examples, this.fires, this.report]) replace(part);
  }

  showBench() {
    const { t, announce } = this.ctx;
    const { mistakes, examples, replaces } = this.bench;
    replace(this.state);
    const count = mistakes.length === 0 ? t('workshop.no-mistakes') : t('workshop.mistakes', { n: mistakes.length });
    replace(
      this.mistakes,
      h('h2', { id: 'workshop-mistakes' }, count),
      mistakes.length ? h('p', { class: 'quiet' }, t('workshop.as-command')) : null,
      mistakes.length ? h('ol', { class: 'plain-list workshop-list' }, mistakes.map((mistake) => h('li', {}, this.mistake(mistake)))) : null,
      replaces ? h('p', { class: 'quiet' }, t('workshop.replaces')) : null,
    );
    const held = examples.filter(({ came }) => came === 'passes').length;
    const hold = t('workshop.hold', { held, n: examples.length });
    const row = (example) => h('li', { class: example.came === 'passes' ? null : 'workshop-fails' }, this.example(example));
    const failed = examples.filter(({ came }) => came !== 'passes');
    const passed = examples.filter(({ came }) => came === 'passes');
    const all = passed.length ? h('details', { open: this.shown, on: { toggle: () => (this.shown = all.open) } }, h('summary', {}, t('workshop.passed', { n: passed.length })), h('ol', { class: 'plain-list workshop-list' }, passed.map(row))) : null;
    replace(
      this.examples,
      h('h2', { id: 'workshop-examples' }, examples.length ? hold : t('workshop.no-examples')),
      failed.length ? h('ol', { class: 'plain-list workshop-list' }, failed.map(row)) : null,
      all,
    );
    announce(`${count} ${examples.length ? hold : ''}`);
  }

  mistake({ line, column, message }) {
    const { t } = this.ctx;
    const where = line === 0 ? h('strong', {}, t('workshop.whole')) : this.placeButton(t('workshop.place', { line, column }), line, column);
    return [where, ' ', h('span', { lang: 'en', dir: 'auto' }, message)];
  }

  example({ line, raise, text, lang, came, by, on, shown }) {
    const { t } = this.ctx;
    const words = came === 'passes' ? t(raise ? 'workshop.raises' : 'workshop.quiet') : t(`workshop.came-${came}`, { by, on, shown });
    return [this.placeButton(t('workshop.line', { line }), line, 1), ' ', h('span', { class: 'workshop-came' }, words), h('blockquote', { class: 'workshop-text', lang: /^[a-z]{2,3}$/.test(lang) ? lang : null, dir: 'auto' }, text)];
  }

  placeButton(words, line, column) {
    const go = () => {
      const { start, end } = caretAt(this.box.value, line, column);
      this.box.focus();
      this.box.setSelectionRange(start, end);
      this.box.scrollTop = Math.max(0, heightOf(this.box, start) - this.box.clientHeight / 3);
    };
    return h('button', { type: 'button', class: 'button plain workshop-place', on: { click: go } }, words);
  }

  /** Says whether the marker is raised; again only what has changed, since it is read aloud. */
  tell(words) {
    if (this.fires.textContent !== words) this.fires.textContent = words;
  }

  async showReport(report, text) {
    const { t, date } = this.ctx;
    if (!report) {
      this.tell(t('workshop.unread'));
      replace(this.report);
      return;
    }
    const own = report.findings.find(({ marker }) => marker === this.bench.id);
    this.tell(text.trim() === '' ? '' : t(own ? 'workshop.raised' : 'workshop.not-raised', { title: own?.title ?? this.bench.id }));
    this.fires.classList.toggle('fires', Boolean(own));
    if (text.trim() === '') replace(this.report);
    else replace(this.report, reportView(report, { text, t, date }).element);
    await drawn();
  }
}

/** How high the text of a box stands up to a place, lines that wrap included. */
function heightOf(box, place) {
  const copy = box.cloneNode();
  copy.removeAttribute('id');
  copy.setAttribute('aria-hidden', 'true');
  copy.value = box.value.slice(0, place);
  Object.assign(copy.style, { position: 'absolute', visibility: 'hidden', inlineSize: `${box.offsetWidth}px`, blockSize: '0', minBlockSize: '0' });
  box.after(copy);
  const { scrollHeight } = copy;
  copy.remove();
  return scrollHeight;
}

/** The text of a file; editors that write two bytes a letter say so with the first two. */
function textOf(bytes) {
  const name = { '255 254': 'utf-16le', '254 255': 'utf-16be' }[`${bytes[0]} ${bytes[1]}`] ?? 'utf-8';
  return new TextDecoder(name, { fatal: true }).decode(bytes);
}

const starters = new Map();

async function starterIn(language) {
  if (!starters.has(language)) {
    const response = await fetch(new URL(`starter.${language}.toml`, import.meta.url));
    if (!response.ok) throw new Error(`starter: ${response.status}`);
    starters.set(language, await response.text());
  }
  return starters.get(language);
}
