// The panel under the box of Check that reads a picture: which picture, what has to be loaded for it, how far it is, what
// went wrong, and the words to correct. Loaded when a picture is first opened, dropped, pasted or shared.

import { h, replace } from '../dom.js';
import { later } from '../later.js';
import * as message from '../message.js';
import { sheet } from '../sheet.js';
import { questioned } from './doubts.js';
import { PICTURES } from './languages.js';
import { PictureError, Reader } from './reader.js';
import { reviewed } from './review.js';
import { forget, isKept, load, missing } from './store.js';

/**
 * What outlives a change of the page's language: the picture, what was read in it, and what was loaded. `work` is the
 * reading under way, `turn` counts what was asked for, `sender` is what a picture put into the sender's field.
 */
const session = { reader: new Reader(), loaded: new Map(), started: null, file: null, language: null, looked: null, read: null, bubble: -1, work: null, turn: 0, sender: '', wanted: false };

let panel;

/**
 * @param {Blob | 'choose' | 'shared' | 'resume'} what the picture, or where it is to come from
 * @param {{ctx: object, form: HTMLElement, arrived: () => void}} kit
 */
export async function openPanel(what, kit) {
  await Promise.all([kit.ctx.words('picture'), sheet('picture')]);
  if (panel?.kit.form !== kit.form || !panel.element.isConnected) {
    panel = new Panel(kit);
    if (!message.current().picture && !message.current().reading) panel.letGo();
  }
  const file = what === 'shared' ? await handedOver() : what;
  if (file === 'resume') panel.resume();
  else if (file instanceof Blob) await panel.take(file);
  else if (session.read) panel.review();
  else panel.choose();
}

/** What another app shared with the page: the service worker laid it down, and it is gone once taken. */
async function handedOver() {
  const name = 'telltext-handed';
  const file = await globalThis.caches
    ?.open(name)
    .then((cache) => cache.match(new URL('../', import.meta.url)))
    .then((response) => response?.blob())
    .catch(() => undefined);
  await globalThis.caches?.delete(name).catch(() => {});
  return file ?? 'choose';
}

class Panel {
  constructor(kit) {
    this.kit = kit;
    this.t = kit.ctx.t;
    this.title = h('h2', { id: 'picture-title', tabindex: '-1' });
    this.body = h('div', { class: 'picture-body' });
    this.element = h(
      'section',
      { class: 'picture card', 'aria-labelledby': 'picture-title' },
      h('div', { class: 'picture-head' }, this.title, h('button', { type: 'button', class: 'button plain', on: { click: () => this.close() } }, this.t('picture.close'))),
      this.body,
    );
    kit.form.querySelector('.drop-zone').after(this.element);
    const stop = message.onChange((now) => {
      if (panel !== this) return stop();
      // Another message has taken its place, or none: the picture is of no use any more.
      if (session.read ? !now.picture : session.file && !now.reading) this.close();
      return undefined;
    });
    // The panel asks for a paste, and has no field to paste into.
    const paste = (event) => {
      if (!this.element.isConnected) return document.removeEventListener('paste', paste);
      const [file] = event.clipboardData?.files ?? [];
      if (!file || event.defaultPrevented) return undefined;
      event.preventDefault();
      return this.take(file);
    };
    document.addEventListener('paste', paste);
  }

  show(title, ...children) {
    this.title.textContent = this.t(title);
    replace(this.body, ...children);
  }

  focus() {
    this.title.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: 'nearest' });
  }

  close() {
    this.letGo();
    this.element.remove();
    const { waits, picture } = message.current();
    message.set({ reading: false, waits: false, ...(waits && picture && { text: '', picture: false }) });
    this.kit.form.querySelector('#message-box').focus({ preventScroll: true });
  }

  /** The picture goes, and the reader with it, which holds a hundred megabytes: it is started anew for the next one. */
  letGo() {
    this.stopWork();
    session.reader.stop();
    session.started = null;
    Object.assign(session, { file: null, looked: null, read: null, bubble: -1 });
  }

  /** Whatever was asked for before, here or in the panel of the page in another language, is not wanted any more. */
  stopWork() {
    session.turn += 1;
    if (!session.work) return;
    session.work.abort();
    session.work = null;
    session.reader.stop();
    session.started = null;
  }

  /** After the page's language has changed. */
  resume() {
    if (session.read) this.review();
    else if (session.file) this.take(session.file);
    else this.element.remove();
  }

  choose(problem) {
    this.show('picture.choose-title', problem ? h('p', { class: 'notice', role: 'alert' }, this.t(problem)) : null, h('p', {}, this.t('picture.choose')), this.languageField((code) => (session.language = code)), this.choices('primary'), this.keptLine(), licences(this.t));
    this.focus();
  }

  /** Ways to a picture; the camera where there is likely to be one at hand. */
  choices(kind = '') {
    const camera = matchMedia('(pointer: coarse)').matches;
    return h('div', { class: 'button-row' }, this.picker('picture.pick', {}, kind), camera ? this.picker('picture.camera', { capture: 'environment' }) : null);
  }

  picker(label, props, kind = '') {
    const input = h('input', {
      type: 'file',
      accept: 'image/*',
      class: 'visually-hidden',
      tabindex: '-1',
      'aria-hidden': 'true',
      ...props,
      on: { change: () => input.files[0] && this.take(input.files[0]) },
    });
    return [h('button', { type: 'button', class: `button ${kind}`, on: { click: () => input.click() } }, this.t(label)), input];
  }

  async take(file) {
    this.stopWork();
    Object.assign(session, { file, looked: null, bubble: -1 });
    this.begin();
    await this.offerOrRead();
  }

  /** What was read before makes room for what is read now. */
  begin() {
    const before = session.read && { text: '', picture: false, waits: false };
    session.read = null;
    message.set({ reading: true, ...before });
  }

  /** Nothing is loaded before the reader knows how much, and has agreed. */
  async offerOrRead() {
    this.stopWork();
    const { turn, language } = session;
    let bytes = 0;
    let kept = false;
    let problem;
    try {
      bytes = session.loaded.has(this.language) ? 0 : await missing(this.language);
      kept = await isKept();
    } catch (error) {
      problem = error;
    }
    // Another picture, or another language, was chosen meanwhile.
    if (turn !== session.turn || language !== session.language) return undefined;
    if (problem) return this.fail(problem);
    return bytes > 0 ? this.offer(bytes) : this.read(kept);
  }

  /** That of the message: the page's own, if pictures are read in it, until the reader says otherwise. */
  get language() {
    return session.language ?? [this.t.language, ...Object.keys(PICTURES)].find((code) => code in PICTURES);
  }

  languageField(chosen, language = this.language) {
    const codes = Object.keys(PICTURES).map((code) => h('option', { value: code, selected: code === language }, this.t(`picture.in-${code}`)));
    const select = h('select', { id: 'picture-language', on: { change: () => chosen(select.value) } }, codes);
    return h('div', { class: 'field' }, h('label', { for: 'picture-language' }, this.t('picture.language')), select);
  }

  /** Another language was chosen: what was read in the wrong one is read again. */
  speak(code) {
    session.language = code;
    return this.take(session.file);
  }

  offer(bytes) {
    const { t } = this;
    const size = this.size(bytes);
    this.show(
      'picture.offer-title',
      session.file.name ? h('p', { class: 'picture-file' }, session.file.name) : null,
      h('p', {}, t('picture.offer', { size })),
      h('p', { class: 'quiet' }, t('picture.stays')),
      this.languageField((code) => this.speak(code).then(() => this.body.querySelector('#picture-language')?.focus())),
      h(
        'div',
        { class: 'button-row' },
        h('button', { type: 'button', class: 'button primary', on: { click: () => this.read(true) } }, t('picture.load-keep', { size })),
        h('button', { type: 'button', class: 'button', on: { click: () => this.read(false) } }, t('picture.load-once')),
      ),
      h('p', { class: 'hint block' }, t('picture.keep-hint')),
    );
    this.focus();
  }

  size(bytes) {
    const style = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
    return this.t('picture.megabytes', { n: new Intl.NumberFormat(this.t.language, style).format(Math.max(0.1, bytes / 1_000_000)) });
  }

  async read(keep) {
    const { t } = this;
    this.stopWork();
    const { language } = this;
    const { reader } = session;
    const work = new AbortController();
    session.work = work;
    /** Each step, unless the reader has cancelled meanwhile. */
    const done = async (step) => {
      const result = await step;
      if (work.signal.aborted) throw new PictureError('stopped');
      return result;
    };
    const bar = h('progress', { max: 1, value: 0, 'aria-labelledby': 'picture-step' });
    const step = h('p', { id: 'picture-step', role: 'status' });
    const at = (words, part) => {
      if (step.textContent !== words) step.textContent = words;
      if (part === undefined) bar.removeAttribute('value');
      else bar.value = part;
    };
    this.show('picture.busy-title', step, bar, h('div', { class: 'button-row' }, h('button', { type: 'button', class: 'button', on: { click: () => this.cancel() } }, t('picture.cancel'))));
    this.focus();
    try {
      if (session.started !== language) {
        at(t('picture.loading'), 0);
        const progress = (part) => at(t('picture.loading'), part);
        if (!session.loaded.has(language)) {
          session.wanted = keep;
          session.loaded.set(language, await done(load(language, { keep, progress, signal: work.signal })));
        }
        at(t('picture.starting'));
        await done(reader.start(session.loaded.get(language)));
        session.started = language;
      }
      if (!session.looked) {
        at(t('picture.looking'));
        session.looked = await done(reader.look(session.file));
        session.bubble = session.looked.chosen;
      }
      at(t('picture.reading'), 0);
      const read = await done(reader.read(session.bubble, (part) => at(t('picture.reading'), part)));
      const pkg = await done(this.kit.ctx.engine({ sources: false }).catch(() => null));
      read.words = questioned(read, pkg?.check(read.text, { picture: true, language: this.kit.ctx.language }).findings ?? []);
      read.language = language;
      session.work = null;
      this.arrive(read);
    } catch (error) {
      if (work.signal.aborted) return;
      session.work = null;
      this.fail(error);
    }
  }

  cancel() {
    this.stopWork();
    Object.assign(session, { file: null, looked: null, bubble: -1 });
    message.set({ reading: false });
    this.choose('picture.stopped');
  }

  fail(error) {
    if (!(error instanceof PictureError)) console.error(error);
    const code = error instanceof PictureError && this.t.has(`picture.error.${error.code}`) ? error.code : 'reading';
    // A reader that has run out of memory, or stopped in the middle, begins anew.
    if (['memory', 'reading'].includes(code)) {
      session.reader.stop();
      session.started = null;
    }
    session.looked = null;
    const retry = code === 'network' ? h('button', { type: 'button', class: 'button primary', on: { click: () => this.offerOrRead() } }, this.t('picture.again')) : null;
    this.show('picture.failed-title', h('p', { class: 'notice', role: 'alert' }, this.t(`picture.error.${code}`)), retry ? h('div', { class: 'button-row' }, retry) : null, this.choices(retry ? '' : 'primary'));
    this.focus();
  }

  /** The words into the box; the report waits while there are some to look at. */
  arrive(read) {
    const { looked, bubble } = session;
    const waits = read.words.some(({ doubtful }) => doubtful);
    if (!waits) this.kit.arrived();
    // The header names who wrote what was received; the sender of a picture before is not that of this one.
    read.sender = looked.bubbles[bubble]?.received === false ? '' : looked.sender;
    const { from } = message.current();
    session.read = read;
    message.set({ text: read.text, picture: true, reading: false, waits, from: read.sender || (from === session.sender ? '' : from) });
    session.sender = read.sender;
    this.review();
  }

  review() {
    const { t } = this;
    const { read, looked, bubble } = session;
    const again = (one) => {
      session.bubble = one;
      this.begin();
      this.read(false); // all it takes is loaded
    };
    const waits = message.current().waits;
    this.show(
      waits ? 'picture.review-title' : 'picture.done-title',
      reviewed({
        t,
        read,
        looked,
        bubble,
        again,
        done: () => {
          this.kit.arrived();
          message.set({ waits: false });
          this.review();
        },
      }),
      this.languageField((code) => this.speak(code), read.language),
      h('div', { class: 'picture-foot' }, this.picker('picture.another', {}), this.keptLine()),
    );
    if (waits) this.focus();
    this.kit.ctx.announce(waits ? t('picture.review-title') : t('picture.done-title'));
  }

  /** What is kept on the device for this, and how to let go of it. */
  keptLine() {
    const line = h('p', { class: 'quiet picture-kept' });
    isKept().then((kept) => {
      if (!kept) return session.wanted && replace(line, this.t('picture.not-kept'));
      const remove = async () => {
        await forget();
        session.wanted = false;
        replace(line, this.t('picture.forgotten'));
      };
      replace(line, this.t('picture.kept'), ' ', h('button', { type: 'button', class: 'button plain', on: { click: remove } }, this.t('picture.forget')));
      return undefined;
    });
    return line;
  }
}

/** What reads the picture comes from others. */
function licences(t) {
  const inside = h('div', { class: 'stack' });
  const open = async ({ target }) => {
    if (!target.open || inside.childElementCount) return;
    const { default: list } = await later('vendor/picture/licences.js', () => import('../vendor/picture/licences.js'));
    replace(inside, list.map(({ title, version, licence, text }) => [h('p', {}, `${title} ${version} (${licence})`), text ? h('pre', { class: 'picture-licence', tabindex: '0', role: 'region', 'aria-label': `${title}: ${licence}` }, text) : null]));
  };
  return h('details', { on: { toggle: open } }, h('summary', {}, t('picture.licences')), inside);
}
