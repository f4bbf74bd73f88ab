// The shell: language, navigation, the view the address asks for, the count of requests. Views know nothing of each other.

import { drawn, h, replace } from './dom.js';
import { engine } from './engine.js';
import { LANGUAGES, choose, date, remember, speak, words } from './language.js';
import { VIEWS, read } from './router.js';
import { sheet } from './sheet.js';

/** Each is loaded at the first visit; named one by one, so that what joins the page's files finds them. */
const LOAD = {
  check: () => import('./views/check.js'),
  many: () => import('./views/many.js'),
  learn: () => import('./views/learn.js'),
  about: () => import('./views/about.js'),
};

const at = (id) => document.getElementById(id);
const tables = new Map();
let t;
let leave = () => {};
let current = null;
let turn = 0;
let requested = [];
/** What comes after the first answer: `later.js`, with its words. */
let later = new Promise(() => {});
let late;
/** Settles when the first answer need no longer be waited for: from then on the line is free for sources. */
let free = new Promise(() => {});

start();

async function start() {
  const language = choose();
  const first = engine({ language, sources: false }); // begun early; whoever needs it tells what went wrong
  free = first.then(loaded, loaded).then(drawn);
  const spoken = setLanguage(language);
  later = Promise.all([first.then(drawn, () => {}), spoken]).then(comeLater);
  await spoken;
  await show(read(location.hash) ?? { view: 'check', rest: '' });
  at('before').remove();
  at('view').hidden = false;
  addEventListener('hashchange', () => {
    const place = read(location.hash);
    if (place) show(place).then(focusView);
  });
  await first.then(drawn).then(() => first.then(showVersion), () => {});
  await loaded();
  await whole(language).catch(() => {});
  await later.catch(() => {});
  await late?.keepOffline(() => late.offlineLine(at('offline'), t));
  late?.countRequests((seen) => {
    requested = seen;
    late.requestLine(at('requests'), requested, t);
  });
  document.documentElement.dataset.ready = 'yes';
}

/** The engine with sources and documented messages too, which the first answer does not wait for. What failed is asked for again by the next call. */
const whole = async (language) => {
  await free;
  return engine({ language });
};

async function comeLater() {
  const [module] = await Promise.all([import('./later.js'), words(t.language, 'later'), sheet('keep'), sheet('print')]);
  late = module;
  await wordsOf('later'); // of the language spoken by now
  return module;
}

/** Adds the words of `lang/<part>.<code>.json` to those of the language. */
async function wordsOf(part, code = t.language) {
  const more = await words(code, part);
  Object.assign(tables.get(code), more);
}

/** The page's own style sheets and icon may still be on their way when the engine has started. */
function loaded() {
  return document.readyState === 'complete' ? undefined : new Promise((done) => addEventListener('load', done, { once: true }));
}

async function setLanguage(code) {
  tables.set(code, { ...(tables.get(code) ?? (await words(code))) });
  if (late) await wordsOf('later', code);
  t = speak(code, tables.get(code));
  document.documentElement.lang = code;
  document.documentElement.dir = LANGUAGES.find((language) => language.code === code).dir;
  for (const element of document.querySelectorAll('[data-t]')) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll('[data-t-aria-label]')) element.setAttribute('aria-label', t(element.dataset.tAriaLabel));
  showNavigation();
  showLanguages();
  late?.requestLine(at('requests'), requested, t);
  late?.offlineLine(at('offline'), t);
}

function showNavigation() {
  replace(
    at('nav'),
    VIEWS.map((view) =>
      h('li', {}, h('a', { href: `#/${view}`, 'aria-current': current?.view === view ? 'page' : null }, t(`nav.${view}`))),
    ),
  );
}

function showLanguages() {
  const select = h(
    'select',
    { id: 'language-select', on: { change: () => switchLanguage(select.value) } },
    LANGUAGES.map(({ code, name }) => h('option', { value: code, lang: code, selected: code === t.language }, name)),
  );
  replace(at('language'), h('label', { for: 'language-select', class: 'visually-hidden' }, t('shell.language')), select);
}

async function switchLanguage(code) {
  remember(code);
  await setLanguage(code);
  showVersion(await engine({ language: code, sources: false }).catch(() => null));
  await show({ ...current, shared: current.shared, text: undefined, picture: false });
  at('language-select').focus();
}

/** Opens a view. Its module is loaded at the first visit; a view that cannot be loaded says so. */
async function show(place) {
  const mine = ++turn;
  const root = h('div', { class: 'view' });
  let mount;
  try {
    ({ mount } = await LOAD[place.view]());
  } catch (error) {
    console.error(error);
    mount = (target) => target.append(h('p', { class: 'notice', role: 'alert' }, t('shell.view-missing')));
  }
  if (mine !== turn) return;
  leave();
  current = place;
  document.title = `${t(`nav.${place.view}`)} · telltext`;
  showNavigation();
  const context = contextFor(place);
  leave = () => {};
  replace(at('view'), root);
  leave = (await mount(root, context)) ?? (() => {});
}

/** What a view is given. Described in README.md. */
function contextFor(place) {
  return {
    t,
    language: t.language,
    engine: (wanted) => engine({ language: t.language, ...wanted }),
    whole: () => whole(t.language),
    later,
    place,
    date: (iso) => date(t.language, iso),
    /** Adds the words of `lang/<part>.<code>.json` to `t`. */
    words: (part) => wordsOf(part),
    /** Says something to people who listen to the page. */
    announce: (text) => {
      at('live').textContent = text;
    },
    go: (fragment) => {
      location.hash = fragment;
    },
  };
}

/** After following a link to another view, the reading starts at its heading. */
function focusView() {
  const heading = at('view').querySelector('h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus({ preventScroll: true });
  scrollTo(0, 0);
}

function showVersion(pkg) {
  if (!pkg) return;
  const { engine: number, markers_version: markers } = pkg.version();
  at('version').textContent = t('shell.version', { engine: number, markers: date(t.language, markers) });
}
