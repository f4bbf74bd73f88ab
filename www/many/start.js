// The first step: paste, open or drop the messages.

import { h } from '../dom.js';

/** A text longer than this is not put into the box, which would make the page slow. */
const LONG_PASTE = 200_000;

/**
 * @param {object} ctx
 * @param {{pasted: string}} session
 * @param {(source: {file?: File, pasted?: string, name?: string, word?: string, several?: boolean}) => void} open `word` is the key of what is no file's name
 */
export function startPart({ t }, session, open) {
  const pasted = (text) => open({ pasted: text, word: 'many.pasted' });
  const box = h('textarea', {
    id: 'many-box',
    rows: 8,
    dir: 'auto',
    spellcheck: 'false',
    autocomplete: 'off',
    value: session.pasted,
    placeholder: t('many.paste.placeholder'),
    'aria-describedby': 'many-hint',
    on: {
      input: () => {
        session.pasted = box.value;
      },
      paste: (event) => {
        const text = event.clipboardData?.getData('text/plain') ?? '';
        if (text.length < LONG_PASTE) return;
        event.preventDefault();
        pasted(text);
      },
    },
  });
  const picker = h('input', {
    type: 'file',
    id: 'many-file',
    class: 'visually-hidden',
    tabindex: '-1',
    'aria-hidden': 'true',
    accept: '.csv,.tsv,.tab,.txt,.jsonl,.ndjson,.json,text/plain,text/csv',
    on: {
      change: () => {
        if (picker.files[0]) open({ file: picker.files[0], name: picker.files[0].name });
        picker.value = '';
      },
    },
  });
  const button = (words, click, kind = 'button') => h('button', { type: 'button', class: kind, on: { click } }, words);
  const element = h(
    'form',
    {
      class: 'many-start',
      on: {
        submit: (event) => {
          event.preventDefault();
          pasted(box.value);
        },
      },
    },
    h('label', { for: 'many-box' }, t('many.paste.label')),
    h('p', { class: 'hint', id: 'many-hint' }, t('many.paste.hint')),
    h('div', { class: 'drop-zone' }, box),
    h(
      'div',
      { class: 'button-row even' },
      h('button', { type: 'submit', class: 'button primary' }, t('many.paste.go')),
      button(t('many.file'), () => picker.click()),
      picker,
      button(t('many.sample'), () => open({ pasted: sample(t), word: 'many.sample.name' })),
    ),
    h('p', { class: 'hint' }, t('many.file.hint')),
  );
  return element;
}

/** Files dropped anywhere on an element. Returns how to stop. */
export function drops(element, open) {
  const over = (on) => element.classList.toggle('dropping', on);
  const listeners = {
    dragover: (event) => {
      if (![...event.dataTransfer.types].includes('Files')) return;
      event.preventDefault();
      over(true);
    },
    dragleave: (event) => {
      if (!element.contains(event.relatedTarget)) over(false);
    },
    drop: (event) => {
      const { files } = event.dataTransfer;
      if (files.length === 0) return;
      event.preventDefault();
      over(false);
      open({ file: files[0], name: files[0].name, several: files.length > 1 });
    },
  };
  for (const [event, listener] of Object.entries(listeners)) element.addEventListener(event, listener);
}

const NAMES = ['Ana', 'Ben', 'Carla', 'Dan', 'Eva', 'Finn', 'Gina', 'Hugo', 'Iris', 'Jon', 'Kim', 'Leo', 'Mia'];

/** A small table: one text from thirteen numbers, as in Philadelphia in November 2020, between ordinary messages. Invented words and numbers. */
function sample(t) {
  const line = (...cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  const time = (minute) => `2026-11-05 ${String(14 + Math.floor(minute / 60))}:${String(minute % 60).padStart(2, '0')}`;
  const copies = NAMES.map((name, index) =>
    line(`+1 215 555 01${String(index + 10)}`, time(index * 7), t('many.sample.campaign', { name, link: `bit.ly/3x${String.fromCharCode(97 + index)}${index}q` })),
  );
  const others = [1, 2, 3, 4].map((number) => line(`+1 412 555 01${number}0`, time(number * 23), t(`many.sample.other-${number}`)));
  return [line('from', 'received', 'text'), ...copies.slice(0, 6), ...others, ...copies.slice(6)].join('\n');
}
