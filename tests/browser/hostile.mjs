// Texts that mean ill, and what must be so of a page after it was given one.

import assert from 'node:assert/strict';

/** A name no address of ours has: whatever asks for it was led astray. */
export const EVIL = 'evil.example';

/** Each would set `ran`, ask for something at EVIL, break the layout or pass for an address if it were more than text. */
export const PAYLOADS = {
  markup: `<img src=//${EVIL}/x onerror="globalThis.ran=1"><b id=injected>vote</b>`,
  script: `</textarea></script><script>globalThis.ran=1</script><script src=//${EVIL}/x></script>`,
  svg: `<svg onload="globalThis.ran=1"><use href="//${EVIL}/x#y"/></svg><iframe srcdoc="<script>parent.ran=1</script>"></iframe>`,
  attribute: `" onfocus="globalThis.ran=1" autofocus x="' onmouseover='globalThis.ran=1`,
  template: '{{constructor.constructor("globalThis.ran=1")()}} ${globalThis.ran=1} <%= ran=1 %> #{ran=1} {n} {{n}}',
  style: `</style><style>*{display:none}@import "//${EVIL}/x"</style> background:url(//${EVIL}/x);position:fixed;inset:0`,
  schemes: `Vote here: javascript:globalThis.ran=1 JaVaScRiPt:alert(1) data:text/html,<script>parent.ran=1</script> vbscript:x blob:http://${EVIL}/1 file:///etc/passwd`,
  'look-alike': `Vote at https://vоte.gov/x https://vote.gov@${EVIL}/ https://vote.gov.${EVIL}/ http://[::1]/ //${EVIL}/ www.${EVIL}`,
  bidi: `Vote at \u202Evog.etov\u202C \u2066\u2067\u061Cnow\u2069 ${'\u202E'.repeat(60)}`,
  zalgo: `V${'\u0301\u0336\u0489'.repeat(120)}ote ${'\u0300'.repeat(500)}`,
  hidden: `vo\u200Bte\u2060 \uFEFF\u00AD\u{E0041}\u{E0042} to\u200Dday`,
  nulls: 'vo\u0000te\u0001 \u001B[31m\u0007\u007F\u0085 \u2028\u2029 tomorrow',
  surrogates: 'vo\uD800te \uDC00\uD83D tomorrow \uDBFF',
  wide: `vote${'W'.repeat(4000)} ${'\u3000'.repeat(50)}﷽`,
  names: '__proto__ constructor toString hasOwnProperty then',
};

/** What the page would have done if a text were more than text. */
export function state() {
  const inside = (root) => [...root.querySelectorAll('*')].flatMap((element) => [element, ...(element.shadowRoot ? inside(element.shadowRoot) : [])]);
  const main = inside(document.querySelector('main') ?? document.body);
  const wide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
  /** The innermost element without which the page is not too wide. */
  const culprit = (element) => {
    for (const child of wide() > 1 ? element.children : []) {
      const { display } = child.style;
      const before = wide();
      child.style.display = 'none';
      const after = wide();
      child.style.display = display;
      if (after < before - 1) return `${child.localName}.${child.className} ${culprit(child)}`;
    }
    return '';
  };
  return {
    ran: globalThis.ran ?? null,
    strange: main.filter((element) => element.matches('script, style, img, object, embed, base, meta, link, form[action], #injected') || (element.localName === 'iframe' && !element.sandbox.length)).map((element) => element.outerHTML.slice(0, 120)),
    handlers: main.flatMap((element) => [...element.attributes].filter(({ name }) => name.startsWith('on')).map(({ name }) => name)),
    links: main.filter((element) => element.localName === 'a' && element.hasAttribute('href')).map((element) => element.href),
    wide: wide(),
    culprit: culprit(document.body),
    hidden: getComputedStyle(document.body).display === 'none' || document.body.getBoundingClientRect().height === 0,
  };
}

/** Nothing ran, nothing was asked for, nothing was injected, nothing of it can be clicked, nothing broke. */
export function assertHarmless({ ran, strange, handlers, links, wide, culprit, hidden }, requests, name) {
  assert.equal(ran, null, `${name}: it ran`);
  assert.deepEqual(strange, [], `${name}: elements that nobody of ours made`);
  assert.deepEqual(handlers, [], `${name}: handlers`);
  const clickable = links.filter((href) => !/^(?:https?|tel|sms|mailto):/.test(href) || href.includes(EVIL) || /v%D0|xn--|javascript|vote\.gov@/i.test(href));
  assert.deepEqual(clickable, [], `${name}: what the text says can be clicked`);
  assert.ok(wide <= 1, `${name}: the page is ${wide} px too wide, by ${culprit}`);
  assert.equal(hidden, false, `${name}: the page is gone`);
  const astray = requests.filter((line) => line.includes(EVIL) || !/^GET \/(?:www|pkg)\//.test(line));
  assert.deepEqual(astray, [], `${name}: asked for`);
}
