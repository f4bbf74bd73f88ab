// A tag name, properties and children → an element. The only way this page makes elements:
// text becomes text nodes, never markup.

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Makes an element.
 * @param {string} tag
 * @param {Record<string, unknown>} [props] attributes; `class`, `on` ({ event: listener }), `data` ({ name: value });
 *   a property that is null, undefined or false is left out, true is written as an empty attribute
 * @param {...unknown} children nodes, strings, numbers, lists of them; null, undefined and false are left out
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** Makes an SVG element, the same way. */
export function s(tag, props = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

/** Puts children into a parent after emptying it. */
export function replace(parent, ...children) {
  parent.replaceChildren(...flat(children));
  return parent;
}

/** Settles once what stands now has been drawn; soon, where nobody looks. */
export function drawn() {
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 500);
  });
}

function fill(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name === 'data') {
      for (const [key, datum] of Object.entries(value)) {
        if (datum !== null && datum !== undefined) element.dataset[key] = datum;
      }
    } else if (name === 'value') {
      element.value = value;
    } else if (/^on/i.test(name)) {
      throw new TypeError(`${name}: listeners go into "on"`);
    } else {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...flat(children));
  return element;
}

function flat(children, into = []) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) flat(child, into);
    else into.push(child instanceof Node ? child : String(child));
  }
  return into;
}
