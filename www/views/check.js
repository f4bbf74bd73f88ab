// Check: one message in, what stands out, why, and what to do next. Answers as it is typed.

import { drawn, h, replace } from '../dom.js';
import { isStopped } from '../engine.js';
import * as message from '../message.js';
import { inFront } from '../parts/findings.js';
import { nextSteps } from '../parts/steps.js';
import { connect, reportView } from '../report.js';
import { guessRegion, messageForm } from './check-form.js';

const QUIET_BEFORE_SPEAKING = 900;
const QUIET_BEFORE_KEEPING = 2000;
const SLOW = 40;
const PAUSE = 250;

/** `later.js`, once it is there: a form drawn anew has all its parts at once. */
let late;

/** @param {{place: {shared?: string, text?: string}}} ctx */
export async function mount(root, ctx) {
  if (ctx.place.shared) {
    const { sharedView } = await import('../keep/shared-view.js');
    await sharedView(root, ctx.place.shared, ctx);
    return undefined;
  }
  if (ctx.place.text !== undefined) {
    message.clear();
    message.set({ text: ctx.place.text });
    globalThis.history.replaceState(null, '', `${location.pathname}${location.search}#/check`);
  }
  const check = new Check(root, ctx);
  if (ctx.place.picture) check.form.take('shared');
  return check.stop;
}

class Check {
  report = null;
  /** Sources and documented messages: `coming`, `there` or `lost`. */
  sources = 'coming';
  frame = 0;
  cost = 0;
  entry = { id: newId(), text: '' };

  constructor(root, ctx) {
    this.ctx = ctx;
    const { t } = ctx;
    this.form = messageForm(ctx, () => {
      this.arrived = true;
    });
    this.results = h('div', { class: 'report-area' });
    this.steps = h('div', {});
    this.grid = h('div', { class: 'check-grid' }, this.form.element, this.results);
    this.after = h('div', { class: 'check-after' }, this.steps);
    replace(
      root,
      h('h1', {}, t('check.title')),
      h('p', { class: 'lede' }, t('check.lede')),
      this.grid,
      this.after,
    );
    this.root = root;
    connect(this.results);
    const stopWatching = message.onChange(() => this.soon());
    this.stop = () => {
      this.left = true;
      this.stopPrint?.();
      stopWatching();
      this.form.stop();
      clearTimeout(this.speaking);
      clearTimeout(this.keeping);
      clearTimeout(this.pause);
      cancelAnimationFrame(this.frame);
      document.documentElement.classList.remove('print-message');
    };
    this.start();
  }

  async start() {
    this.after.hidden = true;
    if (message.current().text === '') this.showEmpty();
    if (late) this.finish();
    let regions = [];
    try {
      this.pkg = await this.ctx.engine({ sources: false });
      regions = this.pkg.regions(this.ctx.language);
      guessRegion(regions);
      cancelAnimationFrame(this.frame); // the region offered is a change, and is read now
      this.run();
      this.askForSources();
    } catch (error) {
      console.error(error);
      this.showBroken();
    }
    // What is folded or far below comes after the answer.
    await drawn();
    this.form.finish(regions);
    late ??= await this.ctx.later.catch(() => console.error('later.js did not come'));
    if (late) this.finish();
  }

  /** Sources and documented messages come after the answer. Lost, they are asked for again when the line is back. */
  async askForSources() {
    this.sources = 'coming';
    try {
      await this.ctx.whole();
      this.sources = 'there';
    } catch (error) {
      console.error(error);
      this.sources = 'lost';
      addEventListener('online', () => this.left || this.askForSources(), { once: true });
    }
    if (this.report && !this.left) this.run();
  }

  /** Keep and share, and the history. */
  finish() {
    if (this.left || this.keep) return;
    const { keepPanel, openForPrint, historyPanel, history } = late;
    this.stored = history;
    this.keep = keepPanel(() => this.report && { report: this.report, text: message.current().text }, this.ctx);
    this.history = historyPanel((entry) => this.reopen(entry), () => this.keepSoon(), this.ctx);
    this.history.update();
    this.after.append(this.keep.element);
    this.root.append(this.history.element);
    this.stopPrint = openForPrint(this.root);
    this.keep.update();
    this.keepSoon();
  }

  /** Once a frame at most, however fast the typing; a text so long that drawing it takes a while waits for a pause. */
  soon() {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.pause);
    const run = () => {
      const began = performance.now();
      this.run();
      this.cost = performance.now() - began;
    };
    if (this.cost > SLOW) this.pause = setTimeout(run, PAUSE);
    else this.frame = requestAnimationFrame(run);
  }

  run() {
    if (!this.pkg) return;
    const { text, from, received, region, picture, waits } = message.current();
    this.after.hidden = waits || text.trim() === '';
    if (this.after.hidden) {
      clearTimeout(this.speaking);
      clearTimeout(this.keeping);
      this.report = null;
      this.showEmpty();
      return;
    }
    const options = { language: this.ctx.language, picture };
    if (from) options.from = from;
    if (received) options.received = received;
    if (region) options.region = region;
    try {
      this.report = this.pkg.check(text, options);
    } catch (error) {
      if (!isStopped(error)) throw error;
      this.stopped(error, text);
      return;
    }
    this.draw(text);
    if (this.arrived) this.bringIntoSight();
    this.arrived = false;
    this.keep?.update();
    this.speakSoon();
    this.keepSoon();
  }

  draw(text) {
    const { t, date, announce } = this.ctx;
    const focused = this.grid.contains(document.activeElement) || this.steps.contains(document.activeElement) ? document.activeElement : null;
    const open = new Set([...this.grid.querySelectorAll('details[open][data-keep]'), ...this.steps.querySelectorAll('details[open][data-keep]')].map(({ dataset }) => dataset.keep));
    const { parts } = reportView(this.report, {
      text,
      t,
      date,
      sources: this.sources,
      markerLink: (marker) => `#/learn/${marker}`,
      hidden: this.hidden,
      onHidden: (shown) => {
        this.hidden = shown;
      },
    });
    replace(
      this.results,
      h('div', { class: 'area-dials' }, parts.dials),
      h('div', { class: 'area-message' }, h('div', { class: 'beside' }, parts.message)),
      parts.findings || parts.incidents ? h('div', { class: 'area-findings' }, parts.findings, parts.incidents) : null,
      h('div', { class: 'area-rest' }, parts.ordinary, parts.links, parts.unchecked),
    );
    replace(this.steps, nextSteps(this.report, { t, date, announce, text, from: message.current().from }));
    for (const details of [...this.results.querySelectorAll('details[data-keep]'), ...this.steps.querySelectorAll('details[data-keep]')]) {
      details.open = open.has(details.dataset.keep);
    }
    this.focusAgain(focused);
  }

  /** What is drawn anew takes the focus over from what it replaces. */
  focusAgain(focused) {
    if (!focused || focused.isConnected) return;
    const { keep } = focused.closest('details')?.dataset ?? {};
    const same = [...this.results.querySelectorAll('summary, button'), ...this.steps.querySelectorAll('summary, button')].find((one) =>
      keep && focused.matches('summary') ? one.matches('summary') && one.parentElement.dataset.keep === keep : one.matches('button') && one.textContent === focused.textContent,
    );
    same?.focus({ preventScroll: true });
  }

  /** On a small screen the answer stands below the box: a message that came whole brings it into sight. Typing never scrolls. */
  bringIntoSight() {
    const dials = this.results.querySelector('.area-dials');
    if (dials.getBoundingClientRect().top < innerHeight * 0.55) return;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    dials.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
  }

  showEmpty() {
    const { t } = this.ctx;
    replace(
      this.results,
      h(
        'div',
        { class: 'area-dials' },
        h(
          'section',
          { class: 'how card', 'aria-labelledby': 'how-title' },
          h('h2', { id: 'how-title' }, t('how.title')),
          h('ol', { class: 'how-list' }, [1, 2, 3].map((step) => h('li', {}, h('strong', {}, t(`how.${step}-title`)), h('p', {}, t(`how.${step}`))))),
        ),
      ),
    );
  }

  /** The engine stopped at this text. A fresh one is started for the next; the text stays in the box. */
  stopped(error, text) {
    console.error(error);
    this.report = null;
    this.pkg = undefined;
    this.after.hidden = true;
    clearTimeout(this.speaking);
    this.showProblem('stopped.title', 'stopped.what');
    this.ctx.engine({ sources: false }).then(
      (pkg) => {
        this.pkg = pkg;
        if (message.current().text !== text) this.run(); // changed meanwhile
      },
      () => this.showBroken(),
    );
  }

  showBroken() {
    this.showProblem('broken.title', 'WebAssembly' in globalThis ? 'broken.loading' : 'broken.wasm');
  }

  showProblem(title, what) {
    const { t } = this.ctx;
    replace(
      this.results,
      h(
        'div',
        { class: 'area-dials' },
        h(
          'section',
          { class: 'card stack', role: 'alert' },
          h('h2', {}, t(title)),
          h('p', {}, t(what)),
          h('p', {}, t('broken.meanwhile')),
          h('button', { type: 'button', class: 'button primary', on: { click: () => this.start() } }, t('broken.again')),
        ),
      ),
    );
  }

  /** A short summary for people who listen, once the typing rests and only if it says something new. */
  speakSoon() {
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => {
      const { t, announce } = this.ctx;
      const { level, findings, checks } = this.report;
      const front = findings.filter((finding) => inFront(finding, this.report)).length;
      const words = [
        t(`level.${level}`),
        front ? t('findings.title', { n: front }) : t('level.none.meaning'),
        `${t('check.opt_out')}${t('colon')} ${t(`check.opt_out.${checks.opt_out.outcome}`)}`,
      ].join('. ');
      if (words !== this.spoken) announce(words);
      this.spoken = words;
    }, QUIET_BEFORE_SPEAKING);
  }

  /** With the history on, a check is kept once it rests; while it is still being typed it replaces itself. */
  keepSoon() {
    clearTimeout(this.keeping);
    if (!this.report || !this.stored?.isOn()) return;
    this.keeping = setTimeout(() => {
      const { text, from, received, region } = message.current();
      if (!text.startsWith(this.entry.text.slice(0, 20))) this.entry = { id: newId(), text };
      this.entry.text = text;
      this.stored.keep({ id: this.entry.id, time: new Date().toISOString(), text, from, received, region, level: this.report.level });
      this.history.update();
    }, QUIET_BEFORE_KEEPING);
  }

  reopen({ id, text, from, received, region }) {
    this.entry = { id, text };
    message.set({ text, from: from ?? '', received: received ?? '', region: region ?? null, picture: false, waits: false });
    this.form.focus();
  }
}

function newId() {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
}
