// A button that copies, and says so.

import { h } from './dom.js';

/**
 * @param {string} label what the button says
 * @param {() => string | Promise<string>} text what it copies, asked for when it is pressed
 * @param {{t: Function, announce?: Function, class?: string}} options
 */
export function copyButton(label, text, { t, announce, class: kind = 'button' }) {
  const button = h('button', { type: 'button', class: kind }, label);
  let timer;
  button.addEventListener('click', async () => {
    const done = await copy(await text());
    const answer = t(done ? 'copy.done' : 'copy.failed');
    button.textContent = answer;
    announce?.(answer);
    clearTimeout(timer);
    timer = setTimeout(() => {
      button.textContent = label;
    }, 2500);
  });
  return button;
}

/** Copies a text; the old way where the new one is missing (pages opened from a file). */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = h('textarea', { class: 'visually-hidden', 'aria-hidden': 'true', value: text });
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}
