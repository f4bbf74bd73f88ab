// A folded part of the page that comes when it is opened for the first time; until then it says in its place how that stands.

import { h, replace } from '../dom.js';

/**
 * @param {{name: string, title: string, open?: boolean, onToggle?: (open: boolean) => void}} what
 * @param {() => Promise<Node>} make fetches what is needed and makes the part
 * @param {{t: Function}} kit
 * @returns {{element: HTMLElement, load: () => Promise<void>}} `load` brings it without opening
 */
export function fold({ name, title, open, onToggle }, make, { t }) {
  // There before it says something, or people who listen may not be told.
  const status = h('p', { class: 'quiet', role: 'status' });
  const body = h('div', { class: 'fold-body' });
  const summary = h('summary', {}, h('h2', { id: `${name}-title` }, title));
  const details = h('details', { open, on: { toggle } }, summary, status, body);
  let loading;

  function toggle() {
    onToggle?.(details.open);
    if (details.open) load();
  }

  function load() {
    loading ??= bring();
    return loading;
  }

  async function bring() {
    status.textContent = t('part.coming');
    replace(body);
    try {
      replace(body, await make());
    } catch (error) {
      console.error(error);
      loading = undefined;
      replace(body, h('p', { role: 'alert' }, t('shell.view-missing')), h('p', {}, h('button', { type: 'button', class: 'button', on: { click: again } }, t('broken.again'))));
    }
    status.textContent = '';
  }

  function again() {
    summary.focus(); // the button goes
    load();
  }

  return { element: h('section', { class: `fold card ${name}`, 'aria-labelledby': `${name}-title` }, details), load };
}
