// Keep and share: copy, print, save, a link. One tick decides whether the message goes along; a preview shows exactly what goes.

import { copyButton } from '../copy.js';
import { h, replace } from '../dom.js';
import { markedMessage } from '../parts/message.js';
import { pack } from './link.js';
import { plainText } from './plain.js';
import { shareable } from './shareable.js';

let withMessage = false;
/** A page opened from a file has no address for others: a link of it would lead nowhere, and tell where on this device the file is. */
const HAS_ADDRESS = /^https?:$/.test(location.protocol);

/**
 * @param {() => {report: object, text: string, sources: 'coming' | 'there' | 'lost'} | null | undefined} now the report as it stands; undefined once
 *   the reader has left
 * @param {{t: Function, date: Function, announce: Function}} kit
 * @returns {{element: HTMLElement, paper: HTMLElement, update: () => void}} `paper` is what is printed of the message, and seen nowhere else
 */
export function keepPanel(now, kit) {
  const { t } = kit;
  const masks = Object.fromEntries(['phone', 'email', 'name', 'birth', 'code', 'path'].map((kind) => [kind, t(`mask.${kind}`)]));
  const shared = () => {
    const { report, text } = now();
    return shareable(report, text, { message: withMessage, masks });
  };
  const address = async () => {
    const url = new URL(location.href);
    url.hash = await pack(shared());
    return url.href;
  };

  const paper = h('section', { class: 'paper-message' });
  const preview = h('pre', { class: 'preview', tabindex: '0', role: 'region', 'aria-labelledby': 'preview-title' });
  const link = h('p', { class: 'preview-link quiet' });
  const masked = h('p', { class: 'quiet', hidden: true });
  const noSources = h('p', { class: 'quiet', hidden: true });
  const folded = h(
    'details',
    { class: 'preview-part', on: { toggle: () => update() } },
    h('summary', { id: 'preview-title' }, t('keep.preview')),
    preview,
    link,
  );

  async function update() {
    const state = now();
    if (state === undefined) return;
    if (state) say(state.sources);
    const what = state ? shared() : null;
    replace(paper, what ? printed(what) : null);
    if (!what || !folded.open) return;
    preview.textContent = plainText(what, kit);
    masked.hidden = !withMessage;
    masked.textContent = t('keep.masked', { n: what.masked });
    if (HAS_ADDRESS) link.textContent = await address().then((url) => t('keep.link-preview', { url, n: url.length }), () => t('keep.link-none'));
    else link.textContent = t('keep.link-file');
  }

  /** The message as it is shared: masked, with its words marked. */
  function printed({ text, report }) {
    if (text === null) return h('p', {}, t('plain.without'));
    const language = report.message.language === 'und' ? null : report.message.language;
    return [h('h2', {}, t('plain.message')), markedMessage(report, { text, language, t, id: (name) => `paper-${name}` }, { hidden: true })];
  }

  let said;

  /** That sources are left out, while they are; to those who listen, that they have come or could not. */
  function say(sources) {
    noSources.hidden = sources === 'there';
    if (!noSources.hidden) noSources.textContent = t(`keep.sources-${sources}`);
    if (said === 'coming' && sources !== said && element.closest('details')?.open) kit.announce(t(`sources.${sources}`));
    said = sources;
  }

  const tick = h('input', {
    type: 'checkbox',
    checked: withMessage,
    on: {
      change: () => {
        withMessage = tick.checked;
        folded.open = true;
        update();
      },
    },
  });

  const element = h(
    'div',
    { class: 'stack' },
    h('p', {}, t('keep.intro')),
    noSources,
    h('label', { class: 'tick' }, tick, h('span', {}, t('keep.with-message'), h('span', { class: 'hint block' }, t('keep.with-message-hint')))),
    masked,
    folded,
    h(
      'div',
      { class: 'button-row even' },
      copyButton(t('keep.copy-text'), () => plainText(shared(), kit), kit),
      HAS_ADDRESS && 'CompressionStream' in globalThis ? copyButton(t('keep.copy-link'), address, kit) : null,
      h('button', { type: 'button', class: 'button', on: { click: () => save(shared()) } }, t('keep.save')),
      h('button', { type: 'button', class: 'button', on: { click: () => globalThis.print() } }, t('keep.print')),
      typeof navigator.share === 'function'
        ? h('button', { type: 'button', class: 'button', on: { click: () => navigator.share({ text: plainText(shared(), kit) }).catch(() => {}) } }, t('keep.system'))
        : null,
    ),
  );
  return { element, paper, update };
}

/** Saves the report as a file. The browser writes it; nothing is sent. */
function save({ text, report }) {
  const json = JSON.stringify({ ...(text !== null && { text }), report }, null, 2);
  const url = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
  const anchor = h('a', { href: url, download: 'telltext-report.json' });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
