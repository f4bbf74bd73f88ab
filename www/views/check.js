// Check: one message in, what stands out, why, and what to do next. Answers as it is typed.

import { drawn, h, replace } from '../dom.js';
import { isStopped } from '../engine.js';
import * as history from '../keep/history.js';
import { later } from '../later.js';
import * as message from '../message.js';
import { fold } from '../parts/fold.js';
import { nextSteps } from '../parts/steps.js';
import { openForPrint } from '../print.js';
import { guessRegion } from '../region.js';
import { connect, reportView, spoken, visit } from '../report.js';
import { sheet } from '../sheet.js';
import { messageForm } from './check-form.js';

const QUIET_BEFORE_SPEAKING = 900;
const QUIET_BEFORE_KEEPING = 2000;
const SLOW = 40;
const PAUSE = 250;

/** The folded parts the reader has opened: they are open where the view is drawn anew. */
const unfolded = new Set();

/** @param {{place: {shared?: string, text?: string}}} ctx */
export async function mount(root, ctx) {
  if (ctx.place.shared) {
    const { sharedView } = await later('keep/shared-view.js', () => import('../keep/shared-view.js'));
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
  /** What comes after the answer, or once somebody asks for it: `coming`, `there` or `lost`. */
  have = { documented: 'coming', sources: 'coming' };
  asking = {};
  /** Folded parts opened by drawing anew, not by the reader. */
  redrawn = new WeakSet();
  frame = 0;
  cost = 0;
  /** What the history keeps of the message in the box, as it was kept last. */
  entry = fresh();

  constructor(root, ctx) {
    this.ctx = ctx;
    const { t } = ctx;
    this.form = messageForm(ctx, () => {
      this.arrived = true;
    });
    this.results = h('div', { class: 'report-area' });
    this.steps = h('div', {});
    this.grid = h('div', { class: 'check-grid' }, this.form.element, this.results);
    this.keepPart = this.fold('keep', () => this.makeKeep());
    this.historyPart = this.fold('history', () => this.makeHistory());
    this.historyPart.element.hidden = true; // until the answer, which would move it
    this.after = h('div', { class: 'check-after' }, this.steps, this.keepPart.element);
    replace(
      root,
      h('h1', {}, t('check.title')),
      h('p', { class: 'lede' }, t('check.lede')),
      this.grid,
      this.after,
      this.historyPart.element,
    );
    connect(this.results);
    for (const part of [this.results, this.steps]) part.addEventListener('toggle', ({ target }) => this.wantedBy(target), true);
    const stopPrint = openForPrint(root);
    const stopWatching = message.onChange(({ text }) => {
      if (!text.trim()) this.entry = fresh(); // now: what is typed next may be there before the next frame
      this.soon();
    });
    this.stop = () => {
      this.left = true;
      stopPrint();
      stopWatching();
      this.form.stop();
      clearTimeout(this.speaking);
      clearTimeout(this.keeping);
      clearTimeout(this.pause);
      cancelAnimationFrame(this.frame);
    };
    this.start();
    ctx.wish(() => this.left || this.askForAll());
  }

  async start() {
    this.after.hidden = true;
    if (message.current().text === '') this.showEmpty();
    let regions = [];
    try {
      this.pkg = await this.ctx.engine({ sources: false });
      regions = this.pkg.regions(this.ctx.language);
      if (message.current().region === null) message.set({ region: guessRegion(regions) });
      cancelAnimationFrame(this.frame); // the region offered is a change, and is read now
      this.run();
      this.ask('documented'); // by itself: it can change the report
    } catch (error) {
      console.error(error);
      this.showBroken();
    }
    // What is folded or far below comes after the answer.
    await drawn();
    this.form.finish(regions);
    this.historyPart.element.hidden = false;
  }

  /** What is asked for, documented messages or sources, until it is there or lost. Lost, it is asked for again when it is wanted, or the line is back. */
  ask(what) {
    if (this.have[what] !== 'there') this.asking[what] ??= this.bring(what);
    return this.asking[what];
  }

  async bring(what) {
    if (this.have[what] === 'lost') {
      this.have[what] = 'coming';
      this.runAgain();
    }
    try {
      const [, own] = await Promise.all([this.ctx[what](), what === 'sources' && later('stop.js', () => import('../stop.js'))]);
      if (own) this.stopSources = own.STOP_SOURCES;
      this.have[what] = 'there';
    } catch (error) {
      console.error(error);
      this.have[what] = 'lost';
      addEventListener('online', () => this.left || this.ask(what), { once: true });
    }
    this.asking[what] = undefined;
    this.runAgain();
  }

  /** Sources come when somebody wants them; what documented messages are recognised by, if it was lost, with them. */
  askForSources() {
    this.ask('documented');
    return this.ask('sources');
  }

  /** What came may stand above the part the reader looks at: that stays where it is, by the first heading in the upper half, else the last above it. */
  runAgain() {
    if (!this.report || this.left) return;
    const places = () => this.all('h2, h3').map((one) => [one.textContent, one.getBoundingClientRect()]);
    // Not the message where it stands beside the findings, and goes along with them; nor what is folded away.
    const above = places().filter(([, { top, right }]) => top < innerHeight / 2 && right > innerWidth / 2);
    const [title, was] = above.find(([, { top }]) => top >= 0) ?? above.at(-1) ?? [];
    this.run();
    const moved = new Map(places()).get(title)?.top - was?.top;
    if (moved) scrollBy(0, moved); // by nothing, it would stop what is scrolling
  }

  /** A reader has unfolded something: it may need sources. Drawn anew, it asks only for what was opened in the same moment. */
  async wantedBy(details) {
    const redrawn = this.redrawn.delete(details);
    const { needs, keep } = details.dataset;
    if (!details.open || needs !== 'sources' || this.have.sources === 'there' || (redrawn && (this.asking.sources || this.have.sources === 'lost'))) return;
    const say = () => this.left || this.ctx.announce(this.ctx.t(`${keep === 'incidents' ? keep : needs}.${this.have.sources}`));
    const asked = this.askForSources();
    say();
    await asked;
    say();
  }

  /** A part of its own below the report, which comes when it is opened. */
  fold(name, make) {
    const onToggle = (open) => (open ? unfolded.add(name) : unfolded.delete(name));
    return fold({ name, title: this.ctx.t(`${name}.title`), open: unfolded.has(name), onToggle }, make, this.ctx);
  }

  /** What the folded parts are made of. */
  async keepModule() {
    const [module] = await Promise.all([later('keep.js', () => import('../keep.js')), this.ctx.words('keep'), sheet('keep')]);
    return module;
  }

  async makeKeep() {
    this.askForSources();
    const { keepPanel } = await this.keepModule();
    this.keep = keepPanel(() => (this.left ? undefined : this.report && { report: this.report, text: message.current().text, sources: this.have.sources }), this.ctx);
    this.keep.update();
    this.results.before(this.keep.paper);
    return this.keep.element;
  }

  async makeHistory() {
    const { historyPanel } = await this.keepModule();
    this.history = historyPanel((entry) => this.reopen(entry), () => this.keepSoon(), this.ctx);
    this.history.update();
    return this.history.element;
  }

  /** All that may be wanted, where it is on this device already. */
  askForAll() {
    return Promise.all([this.askForSources(), this.keepPart.load(), this.historyPart.load()]);
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
      this.keep?.update();
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
    if (this.have.documented === 'lost') this.report.not_checked.push({ id: 'documented', what: this.ctx.t('unchecked.documented') });
    this.draw(text);
    if (this.arrived) {
      this.bringIntoSight();
      if (!text.includes(this.entry.text)) this.entry = fresh();
    }
    this.arrived = false;
    this.keep?.update();
    this.speakSoon();
    this.keepSoon();
  }

  draw(text) {
    const { t, date, announce } = this.ctx;
    const focused = this.grid.contains(document.activeElement) || this.steps.contains(document.activeElement) ? document.activeElement : null;
    const open = new Set(this.all('details[open][data-keep]').map(({ dataset }) => dataset.keep));
    const { parts } = reportView(this.report, {
      text,
      t,
      date,
      sources: this.have.sources,
      markerLink: (marker) => `#/learn/${marker}`,
      hidden: this.hidden,
      onHidden: (shown) => {
        this.hidden = shown;
      },
    });
    replace(
      this.results,
      h('div', { class: 'area-dials' }, parts.dials, h('button', { type: 'button', class: 'button plain to-steps', on: { click: () => visit(this.steps.querySelector('h2')) } }, t('steps.title'))),
      h('div', { class: 'area-message' }, h('div', { class: 'beside' }, parts.message)),
      parts.seen[0] && h('div', { class: 'area-findings' }, parts.seen),
      h('div', { class: 'area-rest' }, parts.ordinary, parts.links, parts.unchecked),
    );
    replace(this.steps, nextSteps(this.report, { t, date, announce, text, from: message.current().from, sources: this.have.sources, stopSources: this.stopSources }));
    for (const details of this.all('details[data-keep]')) {
      if (!open.has(details.dataset.keep)) continue;
      details.open = true;
      this.redrawn.add(details);
    }
    this.focusAgain(focused);
  }

  /** What fits in all that is drawn anew. */
  all(what) {
    return [...this.results.querySelectorAll(what), ...this.steps.querySelectorAll(what)];
  }

  /** What is drawn anew takes the focus over from what it replaces. */
  focusAgain(focused) {
    if (!focused || focused.isConnected) return;
    const { keep } = focused.closest('details')?.dataset ?? {};
    const same = this.all('summary, button, a, h2').find((one) =>
      keep && focused.matches('summary') ? one.matches('summary') && one.parentElement.dataset.keep === keep : one.tagName === focused.tagName && one.textContent === focused.textContent,
    );
    const told = keep === 'incidents' ? this.results.querySelector('.incident') : null;
    (same ?? told)?.focus({ preventScroll: true });
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
    this.showAlone(
      { class: 'how card', 'aria-labelledby': 'how-title' },
      h('h2', { id: 'how-title' }, t('how.title')),
      h('ol', { class: 'how-list' }, [1, 2, 3].map((step) => h('li', {}, h('strong', {}, t(`how.${step}-title`)), h('p', {}, t(`how.${step}`))))),
    );
  }

  /** One card in place of an answer. */
  showAlone(props, ...children) {
    replace(this.results, h('div', { class: 'area-dials' }, h('section', props, children)));
  }

  /** The engine stopped at this text. A fresh one is started for the next; the text stays in the box. */
  stopped(error, text) {
    console.error(error);
    this.report = null;
    this.keep?.update();
    this.pkg = undefined;
    this.after.hidden = true;
    clearTimeout(this.speaking);
    clearTimeout(this.keeping);
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
    this.showAlone(
      { class: 'card stack', role: 'alert' },
      h('h2', {}, t(title)),
      h('p', {}, t(what)),
      h('p', {}, t('broken.meanwhile')),
      h('button', { type: 'button', class: 'button primary', on: { click: () => this.start() } }, t('broken.again')),
    );
  }

  /** A short summary for people who listen, once the typing rests and only if it says something new. */
  speakSoon() {
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => {
      const words = spoken(this.report, this.ctx.t);
      if (words !== this.spoken) this.ctx.announce(words);
      this.spoken = words;
    }, QUIET_BEFORE_SPEAKING);
  }

  /** With the history on, a check is kept once it rests; while it is still being typed it replaces itself, but never another message. */
  keepSoon() {
    clearTimeout(this.keeping);
    if (!this.report || !history.entries()) return;
    this.keeping = setTimeout(() => {
      const { text, from, received, region } = message.current();
      if (!text.startsWith(this.entry.text.slice(0, 20))) this.entry = fresh();
      this.entry.text = text;
      history.keep({ id: this.entry.id, time: new Date().toISOString(), text, from, received, region, level: this.report.level });
      this.history?.update();
    }, QUIET_BEFORE_KEEPING);
  }

  reopen({ id, text, from, received, region }) {
    this.entry = { id, text };
    message.set({ text, from: from ?? '', received: received ?? '', region: region || message.current().region, picture: false, waits: false });
    this.form.focus();
  }
}

function fresh() {
  return { id: `${Math.random()}`, text: '' };
}
