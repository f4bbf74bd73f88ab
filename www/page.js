// The shell: language, navigation, the view the address asks for, the count of requests. Views know nothing of each other.

import { drawn, h, replace } from './dom.js';
import { engine, engineInside } from './engine.js';
import { LANGUAGES, choose, date, remember, speak, words } from './language.js';
import { later } from './later.js';
import { comesFromDevice, keepOffline, offlineLine } from './offline.js';
import { countRequests, requestLine } from './requests.js';
import { VIEWS, read } from './router.js';

/** Each is loaded at the first visit; named one by one, so that what joins the page's files finds them. */
const LOAD = {
  check: () => import('./views/check.js'),
  many: () => import('./views/many.js'),
  learn: () => import('./views/learn.js'),
  about: () => import('./views/about.js'),
};

const at = (id) => document.getElementById(id);
let t;
let leave = () => {};
let current = null;
/** Which entry of the browser's history is shown, and how far down each was left. */
let entry;
const left = new Map();
let turn = 0;
/** The addresses asked for since the page was ready; none is counted before. */
let requested = null;
/** Settles when the first answer need no longer be waited for: from then on the line is free for more. */
let free = new Promise(() => {});
/** What is fetched quietly once every file is on this device, and whether that is so. */
const wishes = new Set();
let allHere = false;

start();

async function start() {
  const language = choose();
  const first = engine({ language, sources: false }); // begun early; whoever needs it tells what went wrong
  free = first.then(loaded, loaded).then(drawn);
  await setLanguage(language);
  await show(read(location.hash) ?? { view: 'check', rest: '' });
  at('before').remove();
  at('view').hidden = false;
  history.scrollRestoration = 'manual';
  entry = nameEntry();
  addEventListener('hashchange', ({ oldURL }) => {
    left.set(entry, scrollY);
    entry = nameEntry();
    const place = read(location.hash);
    if (place) show(place).then(() => focusView(new URL(oldURL).hash));
  });
  await first.then(drawn).then(() => first.then(showVersion), () => {});
  await loaded();
  await afterAnswer(DOCUMENTED).catch(() => {});
  await keepOffline(() => offlineLine(at('offline'), t));
  await fetchQuietly();
  countRequests((seen) => {
    requested = seen;
    requestLine(at('requests'), requested, t);
  });
  document.documentElement.dataset.ready = 'yes';
}

/** What documented messages are recognised by, without a word about them. */
const DOCUMENTED = { sources: false, documented: true };

/** The engine with more than the first answer needs, after it. What failed is asked for again by the next call. */
const afterAnswer = async (wanted) => {
  await free;
  return engine({ language: t.language, ...wanted });
};

/** Where every file comes from this device, or is in this one, what a view may want later is fetched now: then nobody is asked. */
async function fetchQuietly() {
  allHere = comesFromDevice() || Boolean(await engineInside().catch(() => {}));
  if (allHere) await Promise.allSettled([...wishes].map((wish) => wish()));
}

function wish(act) {
  if (allHere) act();
  else wishes.add(act);
}

/** The page's own style sheets and icon may still be on their way when the engine has started. */
function loaded() {
  return document.readyState === 'complete' ? undefined : new Promise((done) => addEventListener('load', done, { once: true }));
}

async function setLanguage(code) {
  t = speak(code, await words(code));
  document.documentElement.lang = code;
  document.documentElement.dir = LANGUAGES.find((language) => language.code === code).dir;
  for (const element of document.querySelectorAll('[data-t]')) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll('[data-t-aria-label]')) element.setAttribute('aria-label', t(element.dataset.tAriaLabel));
  showNavigation();
  showLanguages();
  if (requested) requestLine(at('requests'), requested, t);
  offlineLine(at('offline'), t);
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

/** What says that a language could not be had. */
let lost;

async function switchLanguage(code) {
  const come = await words(code).catch(() => null);
  if (at('language-select').value !== code) return; // another was chosen meanwhile
  if (!come) {
    at('language-select').value = t.language;
    lost?.remove();
    at('view').prepend((lost = missingPart()));
    return;
  }
  remember(code);
  await setLanguage(code);
  showVersion(await engine({ language: code, sources: false }).catch(() => null));
  await show({ ...current, shared: current.shared, text: undefined, picture: false });
  at('language-select').focus();
}

const missingPart = () => h('p', { class: 'notice', role: 'alert' }, t('shell.view-missing'));

/** Opens a view. Its module is loaded at the first visit; a view that cannot be loaded, or made, says so. */
async function show(place) {
  const mine = ++turn;
  const root = h('div', { class: 'view' });
  const missing = (error) => {
    console.error(error);
    root.append(missingPart());
  };
  const view = await later(`views/${place.view}.js`, LOAD[place.view]).catch(missing);
  if (mine !== turn) return;
  leave();
  current = place;
  document.title = `${t(`nav.${place.view}`)} · telltext`;
  showNavigation();
  leave = () => {};
  replace(at('view'), root);
  const stop = await view?.mount(root, contextFor(place)).catch(missing);
  if (mine === turn) leave = stop ?? leave;
  else stop?.(); // the reader was faster
}

/** What a view is given. Described in README.md. */
function contextFor(place) {
  const { language } = t;
  return {
    t,
    language,
    engine: (wanted) => engine({ language, ...wanted }),
    documented: () => afterAnswer(DOCUMENTED),
    sources: () => afterAnswer({ documented: false }),
    wish,
    place,
    date: (iso) => date(language, iso),
    /** Adds the words of `lang/<part>.<code>.json` to `t`. */
    words: async (part) => Object.assign(await words(language), await words(language, part)),
    /** Says something to people who listen to the page. */
    announce: (text) => {
      at('live').textContent = text;
    },
    go: (fragment) => {
      location.hash = fragment;
    },
  };
}

/** The name of the entry of the history that is shown; it is given one when it is new. */
function nameEntry() {
  if (history.state === null) history.replaceState(Math.random(), '');
  return history.state;
}

/** After following a link to another view, the reading starts at its heading; after coming back, where it was left, at the link that was followed. */
async function focusView(followed) {
  const down = left.get(entry) ?? 0;
  // The report comes a moment after its view.
  for (let turns = 0; turns < 20 && document.body.scrollHeight < down + innerHeight; turns++) await drawn();
  const heading = at('view').querySelector('h1');
  heading?.setAttribute('tabindex', '-1');
  const link = down && [...at('view').querySelectorAll('a')].find(({ hash }) => hash === followed);
  if (link) link.closest('details')?.setAttribute('open', '');
  (link || heading)?.focus({ preventScroll: true });
  scrollTo(0, down);
}

function showVersion(pkg) {
  if (!pkg) return;
  const { engine: number, markers_version: markers } = pkg.version();
  at('version').textContent = t('shell.version', { engine: number, markers: date(t.language, markers) });
}
