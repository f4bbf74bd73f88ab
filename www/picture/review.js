// What was read beside the picture it was read in: which message of several, the words to look at, and the end of looking.

import { h, replace } from '../dom.js';
import * as message from '../message.js';

const GAP = 8;

/**
 * @param {object} given
 * @param {{text: string, words: object[], shown: ImageBitmap, sender: string}} given.read `words` is kept up to date with the box
 * @param {{bubbles: object[]}} given.looked
 * @param {number} given.bubble the one that was read
 * @param {(bubble: number) => void} given.again reads another one
 * @param {() => void} given.done the words are right
 */
export function reviewed({ t, read, looked, bubble, again, done }) {
  const { waits } = message.current();
  const list = h('ol', { class: 'plain-list picture-words' });
  const asked = read.words.filter(({ doubtful }) => doubtful);
  const root = h(
    'div',
    { class: 'picture-review' },
    looked.bubbles.length > 1 ? chooser({ t, looked, bubble, again }) : null,
    h('div', { class: 'picture-shown', role: 'img', 'aria-label': t('picture.shown') }, canvas(read.shown)),
    read.sender ? h('p', { class: 'quiet' }, t('picture.sender', { sender: read.sender })) : null,
    waits
      ? [h('p', {}, t('picture.review', { n: asked.length })), list, h('div', { class: 'button-row' }, h('button', { type: 'button', class: 'button primary', on: { click: done } }, t('picture.right')))]
      : h('p', { class: 'quiet' }, t('picture.compare')),
  );
  if (waits) {
    replace(list, asked.map((word, index) => h('li', { class: 'picture-word' }, h('div', { class: 'picture-clips' }, word.boxes.map((box) => clip(read.shown, box))), field(word, index, read, t))));
    follow(root, read);
  }
  return root;
}

/** The messages of the picture, the newest last. */
function chooser({ t, looked, bubble, again }) {
  const newest = looked.chosen;
  return h(
    'details',
    {},
    h('summary', {}, t('picture.which', { n: looked.bubbles.length })),
    h(
      'div',
      { class: 'picture-bubbles' },
      looked.bubbles.map(({ received, shown }, index) =>
        h(
          'button',
          {
            type: 'button',
            class: `picture-bubble ${received ? '' : 'sent'}`,
            'aria-pressed': String(index === bubble),
            'aria-label': `${t('picture.bubble', { n: index + 1 })}${index === newest ? `, ${t('picture.newest')}` : ''}${received ? '' : `, ${t('picture.sent')}`}`,
            on: { click: () => index !== bubble && again(index) },
          },
          canvas(shown),
        ),
      ),
    ),
  );
}

function canvas(bitmap) {
  const element = h('canvas', { width: bitmap.width, height: bitmap.height });
  element.getContext('2d').drawImage(bitmap, 0, 0);
  return element;
}

/** A word, or what of it stands on one line, as the picture shows it. */
function clip(shown, [x0, y0, x1, y1]) {
  const x = Math.max(0, x0 - GAP);
  const y = Math.max(0, y0 - GAP / 2);
  const width = Math.max(1, Math.min(shown.width, x1 + GAP) - x);
  const height = Math.max(1, Math.min(shown.height, y1 + GAP / 2) - y);
  const element = h('canvas', { width: Math.round(width), height: Math.round(height), 'aria-hidden': 'true' });
  element.getContext('2d').drawImage(shown, x, y, width, height, 0, 0, element.width, element.height);
  return element;
}

function field(word, index, read, t) {
  const id = `picture-word-${index}`;
  const input = h('input', {
    type: 'text',
    id,
    value: word.text,
    spellcheck: 'false',
    autocomplete: 'off',
    autocapitalize: 'off',
    'aria-describedby': word.letters ? `${id}-hint` : null,
    on: {
      input: () => {
        const { text } = message.current();
        message.set({ text: text.slice(0, word.start) + input.value + text.slice(word.end) });
      },
    },
  });
  word.input = input;
  return h(
    'div',
    { class: 'field' },
    h('label', { for: id, class: 'visually-hidden' }, t('picture.word', { n: index + 1, word: word.text })),
    input,
    word.letters ? h('span', { class: 'hint', id: `${id}-hint` }, t('picture.letters')) : null,
  );
}

/** Keeps the places of the words right while the text is changed, here or in the box. */
function follow(root, read) {
  const stop = message.onChange(({ text, picture }) => {
    if (!root.isConnected || !picture) return stop();
    shift(read, text);
    for (const word of read.words) {
      if (word.input && word.input !== document.activeElement) word.input.value = text.slice(word.start, word.end);
    }
    return undefined;
  });
}

/** What was changed is one stretch: words after it move, words it touches grow or shrink with it. */
export function shift(read, text) {
  const { text: before } = read;
  if (before === text) return;
  const most = Math.min(before.length, text.length);
  let head = 0;
  while (head < most && before[head] === text[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === text.at(-1 - tail)) tail += 1;
  const until = before.length - tail;
  const moved = text.length - before.length;
  for (const word of read.words) {
    if (word.start > until || (word.start === until && word.start > head)) word.start += moved;
    else if (word.start > head) word.start = head;
    if (word.end >= until) word.end += moved;
    else if (word.end > head) word.end = head;
    word.end = Math.max(word.start, word.end);
  }
  read.text = text;
}
