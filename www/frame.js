// <tell-text> alone in a page, to be shown inside another by a sandboxed iframe.
//   frame.html?lang=es&region=US&without=…&compact&placeholder=…&scheme=dark&parent=https://news.example
// It tells the parent it was told of how tall it is, and nothing else.

import './tell-text-define.js';

const wanted = new URLSearchParams(location.search);
const element = document.querySelector('tell-text');
const page = document.documentElement;

if (wanted.get('lang')) page.lang = wanted.get('lang');
if (/^(?:light|dark)$/.test(wanted.get('scheme'))) page.style.colorScheme = wanted.get('scheme');
for (const name of ['lang', 'region', 'without', 'placeholder', 'compact']) {
  if (wanted.has(name)) element.setAttribute(name, wanted.get(name));
}

const parent = originOf(wanted.get('parent'));
if (parent && window.parent !== window) {
  const tell = () => window.parent.postMessage({ type: 'telltext-size', height: Math.ceil(page.getBoundingClientRect().height) }, parent);
  new ResizeObserver(tell).observe(page);
}

/** `https://news.example/any/page` → `https://news.example`; null for anything that is no address of a site. */
function originOf(address) {
  try {
    const { protocol, origin } = new URL(address);
    return /^https?:$/.test(protocol) ? origin : null;
  } catch {
    return null;
  }
}
