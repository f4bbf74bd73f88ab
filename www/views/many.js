// Many messages: open or paste, see how it was read, check in a worker, then campaigns, a table and files to take along.

import { h, replace } from '../dom.js';
import { campaignsPart } from '../many/campaigns.js';
import { Desk } from '../many/desk.js';
import { NO_FILTER, filtersPart } from '../many/filters.js';
import { keepPart } from '../many/keep.js';
import { readerPart } from '../many/reader.js';
import { problems, setupPart } from '../many/setup.js';
import { drops, startPart } from '../many/start.js';
import { tablePart } from '../many/table.js';
import { withoutWords } from '../many/without.js';
import { sheet } from '../sheet.js';

const MOST_BYTES = 50 * 1024 * 1024;
const BETWEEN_REFRESHES = 1000;

/** Kept while the page is open, so that another language or another view loses nothing. Nothing of it is stored. */
const session = { step: 'start', pasted: '', region: null, without: [], order: 'largest' };
let current;

export async function mount(root, ctx) {
  const [pkg] = await Promise.all([ctx.engine().catch(() => null), ctx.words('many'), ctx.words('keep'), sheet('many')]);
  current = new Many(root, ctx, pkg);
  return () => current.leave();
}

class Many {
  constructor(root, ctx, pkg) {
    this.ctx = ctx;
    this.pkg = pkg;
    this.titles = new Map(pkg?.markers(ctx.language).map(({ id, title }) => [id, title]));
    this.regions = Promise.resolve(pkg?.regions(ctx.language) ?? []);
    this.inside = h('div', { class: 'many-inside' });
    this.problem = h('p', { class: 'notice', role: 'alert', hidden: true });
    if (session.word) session.name = ctx.t(session.word); // in the language of now
    root.classList.add('many');
    replace(root, h('h1', {}, ctx.t('many.title')), h('p', { class: 'lede' }, ctx.t('many.lede')), this.problem, this.inside);
    drops(root, (source) => this.open(source));
    this.show();
  }

  leave() {
    this.left = true;
    clearTimeout(this.timer);
  }

  say(words = '') {
    this.problem.hidden = words === '';
    this.problem.textContent = words;
  }

  show() {
    const { t } = this.ctx;
    if (session.step === 'start') replace(this.inside, startPart(this.ctx, session, (source) => this.open(source)));
    if (session.step === 'reading') replace(this.inside, h('div', { class: 'card stack' }, h('p', { role: 'status' }, t('many.reading', { name: session.name })), h('div', {}, this.button(t('many.stop'), () => this.again()))));
    if (session.step === 'setup') replace(this.inside, setupPart(this.ctx, session, { reopen: (choice) => this.reopen(choice), begin: () => this.begin(), back: () => this.again() }, this.regions, this.titles));
    if (session.step === 'results') this.showResults();
  }

  button(words, click, kind = 'button') {
    return h('button', { type: 'button', class: kind, on: { click } }, words);
  }

  /** A worker of its own for every file: what the one before held is gone with it. */
  newDesk() {
    session.desk?.stop();
    session.desk = new Desk(
      (event) => current.hear(event),
      () => current.fail('broken'),
    );
  }

  async open(source) {
    const { t } = this.ctx;
    const size = source.file?.size ?? source.pasted.length;
    const name = source.word ? t(source.word) : source.name;
    this.say(source.several ? t('many.error.several', { name }) : '');
    if (size > MOST_BYTES) return this.say(t('many.error.too-big', { name, size: Math.ceil(size / 1024 / 1024), most: MOST_BYTES / 1024 / 1024 }));
    if (size === 0 || source.pasted?.trim() === '') return this.say(t('many.error.empty', { name }));
    Object.assign(session, { step: 'reading', name, word: source.word, reading: {} });
    this.show();
    this.newDesk();
    return this.read({ file: source.file, pasted: source.pasted });
  }

  /** Reads again with what the reader has corrected. */
  reopen(choice) {
    if ('format' in choice) session.reading = { encoding: session.reading.encoding };
    if ('delimiter' in choice) Object.assign(session.reading, { format: 'delimited', header: undefined });
    Object.assign(session.reading, choice);
    return this.read({}, Object.keys(choice)[0]);
  }

  async read(source, changed) {
    const { desk } = session;
    try {
      const opened = await desk.ask('open', { ...source, name: session.name, ...session.reading });
      if (session.desk !== desk) return;
      if (opened.total === 0 && opened.problemCount === 0 && !changed) {
        this.again();
        current.say(current.ctx.t('many.error.empty', { name: session.name }));
        return;
      }
      Object.assign(session, { step: 'setup', opened, choice: { header: opened.header, columns: opened.columns, dates: null } });
      current.show();
      current.settle(changed);
    } catch (error) {
      if (session.desk === desk) current.fail(error.kind);
    }
  }

  /** Where the reading goes on after the file was read, or read again. */
  settle(changed) {
    if (changed) this.inside.querySelector('.many-more').open = true;
    const again = changed && (this.inside.querySelector(`#many-${changed}`) ?? this.inside.querySelector('.many-more input'));
    (again ?? this.inside.querySelector('#setup-title'))?.focus();
  }

  fail(kind = 'broken') {
    const { name } = session;
    this.again();
    this.say(this.ctx.t(`many.error.${kind}`, { name }));
  }

  /** Back to the first step; nothing of the file is kept. */
  again() {
    session.desk?.stop();
    Object.assign(session, { step: 'start', desk: undefined, opened: undefined, campaigns: undefined });
    current.say();
    current.show();
    current.inside.querySelector('#many-box').focus();
  }

  async begin() {
    const { desk, choice, region, without } = session;
    Object.assign(session, { filter: { ...NO_FILTER }, sort: { by: 'place', down: false }, from: 0, campaigns: null, running: true, stopped: false });
    try {
      const { total, left } = await desk.check({ choice, region, without, language: this.ctx.language });
      if (session.desk !== desk) return;
      Object.assign(session, { step: 'results', total, left, progress: { done: 0, total, counts: { level: {}, optOut: {}, marker: {} } } });
      current.say();
      current.show();
      current.results.title.focus();
    } catch {
      if (session.desk === desk) current.fail();
    }
  }

  /** What the worker tells. */
  hear(event) {
    if (event.event === 'saving') return this.results?.keep.progress(event.done, event.of);
    if (event.event === 'campaigns') session.campaigns = event;
    if (event.event === 'progress' || event.event === 'finished') session.progress = event;
    if (event.event === 'finished') session.running = false;
    if (event.gaveUp) Object.assign(session, { stopped: true, campaigns: session.campaigns ?? { list: [], all: 0, grouped: 0, gaveUp: true } });
    if (this.left || session.step !== 'results') return undefined;
    if (event.event !== 'progress') this.ctx.announce(this.summary());
    return this.update(event.event !== 'progress');
  }

  summary() {
    const { t } = this.ctx;
    const { done, total, passedOver = 0, line } = session.progress;
    const words = [session.stopped && done + passedOver < total ? t('many.stopped', { done, total }) : t('many.finished', { n: done })];
    if (passedOver) words.push(t('many.passed-over', { n: passedOver, line: String(line) }));
    if (session.campaigns && !session.campaigns.gaveUp) words.push(session.campaigns.all ? t('many.campaigns.count', { n: session.campaigns.all, messages: session.campaigns.grouped }) : t('many.campaigns.none'));
    return words.join(' ');
  }

  showResults() {
    const { ctx, titles } = this;
    const { t } = ctx;
    const desk = () => session.desk;
    const reader = readerPart(ctx, (place, step) => desk().ask('row', { place, step }));
    const table = tablePart(ctx, session, {
      titles,
      view: (given) => desk().ask('view', given),
      open: (place) => reader.open(place),
      found: (found) => keep.update(found),
    });
    const filters = filtersPart(ctx, session, () => {
      session.from = 0;
      table.refresh();
    });
    const keep = keepPart(ctx, { save: (given) => desk().ask('save', { ...given, filter: { ...session.filter }, sort: { ...session.sort } }), print: () => table.print() });
    const messages = h('h2', { id: 'messages-title', tabindex: '-1' }, t('many.messages'));
    const campaigns = campaignsPart(ctx, session, (number) => {
      filters.set({ ...NO_FILTER, campaign: number });
      messages.focus();
      messages.scrollIntoView({ block: 'start' });
    });
    const title = h('h2', { id: 'results-title', tabindex: '-1' }, t('many.results', { name: session.name }));
    const bar = h('progress', { id: 'many-progress', max: session.total, value: 0, 'aria-label': t('many.progress.label') });
    const words = h('p', { class: 'many-progress-words' });
    const stop = this.button(t('many.stop'), () => {
      session.stopped = true;
      desk().ask('cancel');
      title.focus(); // which a button that is disabled lets go of
      stop.disabled = true;
    });
    const again = this.button(t('many.again'), () => this.again());
    this.results = { title, bar, words, stop, table, filters, keep, campaigns };
    replace(
      this.inside,
      h(
        'section',
        { class: 'card stack many-summary', 'aria-labelledby': 'results-title' },
        title,
        words,
        bar,
        filters.chips,
        leftOut(session, titles, t),
        h('div', { class: 'button-row no-print' }, stop, again),
      ),
      campaigns.element,
      h('section', { class: 'many-messages', 'aria-labelledby': 'messages-title' }, messages, filters.element, table.element),
      keep.element,
      reader.dialog,
    );
    this.update(true);
  }

  /** Shows how far it is; the table follows at its own pace. */
  update(whole) {
    const { title, bar, words, stop, table, filters, campaigns } = this.results;
    const { t } = this.ctx;
    const { done, total, counts } = session.progress;
    bar.value = done;
    bar.hidden = !session.running;
    if (session.running && stop === document.activeElement) stop.hidden = false;
    else if (!session.running && stop === document.activeElement) title.focus();
    stop.hidden = !session.running;
    words.textContent = session.running ? t('many.progress', { done, total }) : this.summary();
    if (whole || session.campaigns === null) campaigns.update(session.campaigns, session.running);
    if (whole) {
      clearTimeout(this.timer);
      this.timer = undefined;
      filters.update(counts, this.titles);
      table.refresh();
    } else {
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        if (this.left || session.step !== 'results') return;
        filters.update(session.progress.counts, this.titles);
        table.refresh();
      }, BETWEEN_REFRESHES);
    }
  }
}

/** What of the file is not among the messages, and what was not looked for in them. */
function leftOut(session, titles, t) {
  const { opened, left } = session;
  const words = [
    left.noText ? t('many.left.no-text', { n: left.noText, line: String(left.firstNoText) }) : null,
    left.tooMany ? t('many.left.too-many', { n: left.tooMany }) : null,
    left.badDates ? t('many.left.bad-dates', { n: left.badDates }) : null,
    withoutWords(session, titles, t),
  ].filter(Boolean);
  return [words.length ? h('ul', { class: 'notice plain-list' }, words.map((one) => h('li', {}, one))) : null, problems(opened, t)];
}
