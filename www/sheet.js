// A style sheet that one view needs: asked for when the view is first opened.

import { h } from './dom.js';

/**
 * Loads `style/<name>.css` once; settles when it is there, or when it could not be had: the words are readable without it.
 * A page that carries its styles inside itself has them in `<style data-sheet="<name>">`.
 */
export function sheet(name) {
  if (document.querySelector(`[data-sheet="${name}"]`)) return Promise.resolve();
  return new Promise((done) => {
    const href = new URL(`style/${name}.css`, import.meta.url).href;
    document.head.append(h('link', { rel: 'stylesheet', href, data: { sheet: name }, on: { load: done, error: done } }));
  });
}
