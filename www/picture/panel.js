// The panel under the box of Check that reads a picture: which picture, what has to be loaded for it, how far it is, what
// went wrong, and the words to correct. Loaded when a picture is first opened, dropped, pasted or shared.

import { h, replace } from '../dom.js';
import * as message from '../message.js';
import { sheet } from '../sheet.js';
import { questioned } from './doubts.js';
import { PictureError, Reader } from './reader.js';
import { reviewed } from './review.js';
import { LANGUAGES, forget, isKept, load, missing } from './store.js';

/** What outlives a change of the page's language: the picture, what was read in it, and what was loaded. */
const session = { reader: new Reader(), loaded: new Map(), started: null, file: null, language: null, looked: null, read: null, bubble: -1 };

let panel;

/**
 * @param {Blob | 'choose' | 'shared' | 'resume'} what the picture, or where it is to come from
 * @param {{ctx: object, form: HTMLElement, arrived: () => void}} kit
 */
export async function openPanel(what, kit) {
  await Promise.all([kit.ctx.words('picture'), sheet('picture')]);
  if (panel?.kit.form !== kit.form || !panel.element.isConnected) panel = new Panel(kit);
  const file = what === 'shared' ? await handedOver() : what;
  if (file === 'resume') panel.resume();
  else if (file instanceof Blob) await panel.take(file);
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
      if (!this.element.isConnected) return stop();
      // Another message has taken its place, or none: the picture is of no use any more.
      if (session.read && !now.picture) this.close();
      return undefined;
    });
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
    this.stopWork();
    // It holds a hundred megabytes; it is started anew for the next picture.
    session.reader.stop();
    session.started = null;
    Object.assign(session, { file: null, looked: null, read: null, bubble: -1 });
    this.element.remove();
    if (message.current().waits) message.set({ waits: false, ...(message.current().picture && { text: '', picture: false }) });
    this.kit.form.querySelector('#message-box').focus({ preventScroll: true });
  }

  stopWork() {
    this.abort?.abort();
    if (this.busy) {
      session.reader.stop();
      session.started = null;
      this.busy = false;
    }
  }

  /** After the page's language has changed. */
  resume() {
    if (session.read) this.review();
    else if (session.file) this.take(session.file);
    else this.element.remove();
  }

  choose(problem) {
    this.show('picture.choose-title', problem ? h('p', { class: 'notice', role: 'alert' }, this.t(problem)) : null, h('p', {}, this.t('picture.choose')), this.choices('primary'), this.keptLine(), licences(this.t));
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
    if (session.read) {
      session.read = null;
      message.set({ text: '', picture: false, waits: false });
    }
    Object.assign(session, { file, looked: null, bubble: -1, language: session.language ?? this.t.language });
    await this.offerOrRead();
  }

  /** Nothing is loaded before the reader knows how much, and has agreed. */
  async offerOrRead() {
    const { language } = session;
    let bytes = 0;
    try {
      bytes = session.loaded.has(language) ? 0 : await missing(language);
    } catch (error) {
      return this.fail(error);
    }
    if (bytes > 0) return this.offer(bytes);
    return this.read(await isKept());
  }

  offer(bytes) {
    const { t } = this;
    const select = h(
      'select',
      {
        id: 'picture-language',
        on: {
          change: () => {
            session.language = select.value;
            this.offerOrRead().then(() => this.body.querySelector('#picture-language')?.focus());
          },
        },
      },
      Object.keys(LANGUAGES).map((code) => h('option', { value: code, selected: code === session.language }, t(`picture.in-${code}`))),
    );
    const size = this.size(bytes);
    this.show(
      'picture.offer-title',
      session.file.name ? h('p', { class: 'picture-file' }, session.file.name) : null,
      h('p', {}, t('picture.offer', { size })),
      h('p', { class: 'quiet' }, t('picture.stays')),
      h('div', { class: 'field' }, h('label', { for: 'picture-language' }, t('picture.language')), select),
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
    const { language, reader } = session;
    this.busy = true;
    this.abort = new AbortController();
    const mine = this.abort;
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
        if (!session.loaded.has(language)) session.loaded.set(language, await load(language, { keep, progress, signal: mine.signal }));
        at(t('picture.starting'));
        await reader.start(session.loaded.get(language));
        session.started = language;
      }
      if (!session.looked) {
        at(t('picture.looking'));
        session.looked = await reader.look(session.file);
        session.bubble = session.looked.chosen;
      }
      at(t('picture.reading'), 0);
      session.read = await reader.read(session.bubble, (part) => at(t('picture.reading'), part));
      this.busy = false;
      if (mine.signal.aborted) return;
      await this.arrive();
    } catch (error) {
      this.busy = false;
      if (!mine.signal.aborted) this.fail(error);
    }
  }

  cancel() {
    this.stopWork();
    Object.assign(session, { looked: null, bubble: -1 });
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
  async arrive() {
    const { read, looked } = session;
    const pkg = await this.kit.ctx.engine().catch(() => null);
    read.words = questioned(read, pkg?.check(read.text, { picture: true, language: this.kit.ctx.language }).findings ?? []);
    const waits = read.words.some(({ doubtful }) => doubtful);
    if (!waits) this.kit.arrived();
    message.set({ text: read.text, picture: true, waits, ...(looked.sender && { from: looked.sender }) });
    this.review();
  }

  review() {
    const { t } = this;
    const { read, looked, bubble } = session;
    const again = (one) => {
      session.bubble = one;
      session.read = null;
      this.read(true);
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
      h('div', { class: 'picture-foot' }, this.picker('picture.another', {}), this.keptLine()),
    );
    if (waits) this.focus();
    this.kit.ctx.announce(waits ? t('picture.review-title') : t('picture.done-title'));
  }

  /** What is kept on the device for this, and how to let go of it. */
  keptLine() {
    const line = h('p', { class: 'quiet picture-kept' });
    isKept().then((kept) => {
      if (!kept) return;
      const remove = async () => {
        await forget();
        replace(line, this.t('picture.forgotten'));
      };
      replace(line, this.t('picture.kept'), ' ', h('button', { type: 'button', class: 'button plain', on: { click: remove } }, this.t('picture.forget')));
    });
    return line;
  }
}

/** What reads the picture comes from others. */
function licences(t) {
  const inside = h('div', { class: 'stack' });
  const open = async ({ target }) => {
    if (!target.open || inside.childElementCount) return;
    const { default: list } = await import('../vendor/picture/licences.js');
    replace(inside, list.map(({ title, version, licence, text }) => [h('p', {}, `${title} ${version} (${licence})`), text ? h('pre', { class: 'picture-licence', tabindex: '0', role: 'region', 'aria-label': `${title}: ${licence}` }, text) : null]));
  };
  return h('details', { on: { toggle: open } }, h('summary', {}, t('picture.licences')), inside);
}
