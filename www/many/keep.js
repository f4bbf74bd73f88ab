// What can be taken along: CSV, JSON Lines, drafts of ClaimReview, paper.

import { h, replace } from '../dom.js';
import { later } from '../later.js';

const ENDINGS = { csv: 'csv', jsonl: 'jsonl', claims: 'jsonld' };
/** The words that drafts are written with, as the worker needs them: with their places for values. */
const WORDS = [
  'many.claim.draft',
  'many.claim.campaign',
  'colon',
  'check.opt_out',
  ...['pass', 'fail', 'review', 'not_applicable'].map((outcome) => `check.opt_out.${outcome}`),
  ...['phone', 'email', 'name', 'birth', 'code', 'path'].map((kind) => `mask.${kind}`),
];

/**
 * @param {object} ctx
 * @param {{save: (given: object) => Promise<object>, print: () => void}} act
 * @returns {{element: HTMLElement, update: (found: number) => void, progress: (done: number, of: number) => void}}
 */
export function keepPart({ t, language, announce }, act) {
  const which = h('p', {});
  const said = h('p', { role: 'status' });
  const words = Object.fromEntries(WORDS.map((key) => [key, t(key)]));
  let busy = false;

  const save = async (kind) => {
    if (busy) return;
    busy = true;
    said.textContent = '';
    try {
      const { blob, count, left = 0 } = await act.save({ kind, language, words });
      const name = `telltext-${kind === 'claims' ? 'claimreview' : 'messages'}.${ENDINGS[kind]}`;
      if (count > 0) download(blob, name);
      said.textContent = count > 0 ? [t(`many.saved.${kind}`, { n: count, name }), left ? t('many.saved.left', { n: left }) : ''].join(' ') : t('many.saved.nothing');
    } catch {
      said.textContent = t('many.saved.failed');
    }
    busy = false;
  };
  const button = (kind) => h('button', { type: 'button', class: 'button', on: { click: () => save(kind) } }, t(`many.save.${kind}`));
  const element = h(
    'section',
    { class: 'card stack many-keep no-print', 'aria-labelledby': 'many-keep-title' },
    h('h2', { id: 'many-keep-title' }, t('many.keep.title')),
    which,
    h('div', { class: 'button-row even' }, button('csv'), button('jsonl'), button('claims'), h('button', { type: 'button', class: 'button', on: { click: () => act.print() } }, t('many.save.print'))),
    said,
    h('ul', { class: 'quiet' }, ['csv', 'jsonl', 'claims'].map((kind) => h('li', {}, t(`many.save.${kind}.hint`)))),
    licences(t),
  );
  return {
    element,
    update: (found) => replace(which, t('many.keep.which', { n: found })),
    progress(done, of) {
      said.textContent = t('many.saving', { done, of });
    },
  };
}

/** The browser writes the file; nothing is sent. */
function download(blob, name) {
  const url = URL.createObjectURL(blob);
  const anchor = h('a', { href: url, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** What of this view comes from others, with its licence. */
function licences(t) {
  const inside = h('div', { class: 'stack' });
  const open = async ({ target }) => {
    if (!target.open || inside.childElementCount) return;
    const { default: list } = await later('vendor/licences.js', () => import('../vendor/licences.js'));
    replace(inside, list.map(({ title, version, licence, text }) => [h('p', {}, `${title} ${version} (${licence})`), h('pre', { class: 'many-licence', tabindex: '0', role: 'region', 'aria-label': `${title}: ${licence}` }, text)]));
  };
  return h('details', { on: { toggle: open } }, h('summary', {}, t('many.licence')), inside);
}
