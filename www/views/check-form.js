// The form of Check: the message, and what is known about it. Writes into `message.js`, shows what others write there.

import { h, replace } from '../dom.js';
import { later } from '../later.js';
import * as message from '../message.js';
import { countries } from '../region.js';

/**
 * @param {object} ctx
 * @param {() => void} arrived called when a whole message has come at once: pasted, opened, a sample
 * @returns {{element: HTMLElement, take: (what: File | string) => void, finish: (regions: object[]) => void, focus: () => void, stop: () => void}}
 *   `finish` makes what is folded: it takes a slow phone a while, and the first answer need not wait for it
 */
export function messageForm(ctx, arrived) {
  const { t, announce } = ctx;
  const box = h('textarea', {
    id: 'message-box',
    rows: 7,
    dir: 'auto',
    spellcheck: 'false',
    autocomplete: 'off',
    autocapitalize: 'off',
    'aria-describedby': 'message-hint',
    placeholder: t('form.placeholder'),
    on: {
      input: () => message.set({ text: box.value, picture: box.value === '' ? false : message.current().picture }),
      paste: (event) => {
        const { files, types } = event.clipboardData;
        if (!files[0] || types.includes('text/plain')) {
          // In place of all there was: not what a picture said.
          if (box.selectionEnd - box.selectionStart === box.value.length) message.set({ picture: false });
          return arrived();
        }
        event.preventDefault();
        return take(files[0]);
      },
    },
  });
  const problem = h('p', { class: 'notice', role: 'alert', hidden: true });
  const say = (words) => {
    problem.hidden = words === '';
    problem.textContent = words;
  };

  /** A file, or where a picture is to come from: loaded when first needed. */
  const take = (what) =>
    later('views/open-file.js', () => import('./open-file.js')).then(
      ({ openFile }) => openFile(what, { ctx, say, arrived, form: element }),
      () => say(t('shell.view-missing')),
    );

  const picker = h('input', {
    type: 'file',
    id: 'message-file',
    class: 'visually-hidden',
    tabindex: '-1',
    'aria-hidden': 'true',
    accept: '.txt,text/plain',
    on: {
      change: () => {
        if (picker.files[0]) take(picker.files[0]);
        picker.value = '';
      },
    },
  });
  const button = (label, click, kind = 'button') => h('button', { type: 'button', class: kind, on: { click } }, label);
  const clear = button(t('form.clear'), () => {
    message.clear();
    say('');
    box.focus();
    announce(t('form.cleared'));
  }, 'button plain');

  const element = h(
    'form',
    { class: 'check-form', on: { submit: (event) => event.preventDefault() } },
    h('label', { for: 'message-box' }, t('form.label')),
    h('p', { class: 'hint', id: 'message-hint' }, t('form.hint')),
    h('div', { class: 'drop-zone' }, box),
    problem,
    h(
      'div',
      { class: 'button-row even' },
      navigator.clipboard?.readText ? button(t('form.paste'), () => paste(say, t, box, arrived, take), 'button primary') : null,
      button(t('form.sample'), () => {
        arrived();
        message.set({ text: t('sample.text'), picture: false });
      }),
      button(t('form.file'), () => picker.click()),
      button(t('form.picture'), () => take('choose')),
      picker,
      clear,
    ),
    known(t),
  );
  const stopDrops = drops(element, take);

  const show = (now) => {
    if (box.value !== now.text) box.value = now.text;
    clear.hidden = now.text === '';
    element.querySelector('#known-from').value = now.from;
    element.querySelector('#known-received').value = now.received;
    showRegion(element.querySelector('#known-region'));
  };
  show(message.current());
  const stopShowing = message.onChange(show);
  if (message.current().picture || message.current().reading) take('resume');

  return {
    element,
    take,
    finish: (regions) => {
      const received = element.querySelector('#known-received');
      received.type = 'date'; // which drops what is no date
      if (received.value !== (message.current().received ?? '')) message.set({ received: received.value });
      if (regions.length > 0) showRegions(element.querySelector('#known-region'), regions, t);
    },
    focus: () => box.focus(),
    stop: () => {
      stopShowing();
      stopDrops();
    },
  };
}

/** Who sent it, when, where: each may stay empty. */
function known(t) {
  const { from, received } = message.current();
  const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  const when = h('input', { id: 'known-received', value: received, max: '2100-12-31', 'aria-describedby': 'known-received-hint', on: { input: () => message.set({ received: when.value }) } });
  const field = (name, input, extra) =>
    h('div', { class: 'field' }, h('label', { for: `known-${name}` }, t(`known.${name}`)), h('span', { class: 'hint', id: `known-${name}-hint` }, t(`known.${name}-hint`)), input, extra);
  const sender = h('input', {
    type: 'text',
    id: 'known-from',
    value: from,
    autocomplete: 'off',
    spellcheck: 'false',
    dir: 'auto',
    maxlength: 120,
    'aria-describedby': 'known-from-hint',
    on: { input: () => message.set({ from: sender.value.trim() }) },
  });
  return h(
    'details',
    { class: 'known', open: Boolean(from || received) },
    h('summary', {}, t('known.title')),
    h(
      'div',
      { class: 'known-fields' },
      field('from', sender),
      field('received', when, h('button', { type: 'button', class: 'button plain today', on: { click: () => message.set({ received: today() }) } }, t('known.today'))),
      field('region', h('select', { id: 'known-region', 'aria-describedby': 'known-region-hint', disabled: true })),
    ),
  );
}

/** The regions the engine knows. */
function showRegions(select, regions, t) {
  replace(
    select,
    h('option', { value: 'unknown' }, t('known.region-none')),
    countries(regions, t.language).map(({ code, name }) => h('option', { value: code }, name)),
  );
  showRegion(select);
  select.disabled = false;
  select.onchange = () => message.set({ region: select.value });
}

/** A country without rules of its own here, as a file can name it, is another place. */
function showRegion(select) {
  select.value = message.current().region;
  if (select.selectedIndex < 0) select.value = 'unknown';
}

async function paste(say, t, box, arrived, take) {
  try {
    const text = await navigator.clipboard.readText();
    if (text.trim() === '') return take('clipboard');
    say('');
    arrived();
    message.set({ text, picture: false });
  } catch {
    say(t('form.paste-refused'));
    box.focus();
  }
}

/** A file dropped anywhere on the page: beside the form the browser would open it in place of the page. */
function drops(element, take) {
  const over = (now) => element.classList.toggle('dropping', now);
  const gone = new AbortController();
  const on = (name, act) => document.addEventListener(name, act, gone);
  on('dragover', (event) => {
    if (![...event.dataTransfer.types].includes('Files')) return;
    event.preventDefault();
    over(true);
  });
  on('dragleave', (event) => {
    if (!event.relatedTarget) over(false);
  });
  on('drop', (event) => {
    const [file] = event.dataTransfer.files;
    if (!file) return;
    event.preventDefault();
    over(false);
    take(file);
  });
  return () => gone.abort();
}
