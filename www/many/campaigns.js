// Campaigns: messages that are one text but for what was filled in. From how many numbers, when, and which words differ.

import { h, replace } from '../dom.js';
import { shape } from '../parts/shape.js';
import { LEVEL_SHAPES } from './filters.js';
import { LEVELS } from './messages.js';
import { when } from './table.js';

const FIRST = 5;
const MORE = 20;

const strength = ({ levels }) => Math.max(...LEVELS.map((level, rank) => (levels[level] ? rank : 0)));
/** The orders to choose from; equals stay with the largest first. */
const ORDERS = {
  largest: () => 0,
  senders: (a, b) => b.senderCount - a.senderCount,
  strongest: (a, b) => strength(b) - strength(a),
};

/**
 * @param {object} ctx
 * @param {{order: string}} session
 * @param {(number: number) => void} show shows the messages of a campaign
 * @returns {{element: HTMLElement, update: (found: {list: object[], all: number, grouped: number} | null, running: boolean) => void}}
 */
export function campaignsPart({ t }, session, show) {
  const inside = h('div', { class: 'stack' });
  const element = h('section', { class: 'many-campaigns', 'aria-labelledby': 'campaigns-title' }, h('h2', { id: 'campaigns-title' }, t('many.campaigns.title')), inside);
  const list = h('ol', { class: 'plain-list many-campaign-list' });
  const more = h('button', { type: 'button', class: 'button no-print' }, t('many.campaigns.more'));

  function update(found, running) {
    element.hidden = found?.gaveUp === true || (found === null && running);
    if (found === null) return replace(inside, h('p', { class: 'quiet', role: 'status' }, t('many.campaigns.looking')));
    if (found.list.length === 0) return replace(inside, h('p', {}, t('many.campaigns.none')));
    fill(found.list);
    return replace(
      inside,
      h('p', {}, t('many.campaigns.count', { n: found.all, messages: found.grouped })),
      h('p', { class: 'quiet' }, t('many.campaigns.note')),
      found.list.length > 1 ? order(() => fill(found.list)) : null,
      list,
      more,
      found.all > found.list.length ? h('p', { class: 'quiet' }, t('many.campaigns.most', { n: found.list.length })) : null,
    );
  }

  /** The first few in the order chosen, and more when asked for. */
  function fill(all) {
    const sorted = [...all].sort(ORDERS[session.order]);
    const items = (from, to) => sorted.slice(from, to).map((one) => h('li', {}, card(one, t, show)));
    let next = FIRST;
    replace(list, items(0, next));
    more.hidden = sorted.length <= next;
    more.onclick = () => {
      const fresh = items(next, next + MORE);
      list.append(...fresh);
      next += MORE;
      more.hidden = next >= sorted.length;
      fresh[0].querySelector('h3').focus();
    };
  }

  function order(changed) {
    const select = h(
      'select',
      {
        id: 'campaign-order',
        on: {
          change: () => {
            session.order = select.value;
            changed();
          },
        },
      },
      Object.keys(ORDERS).map((name) => h('option', { value: name, selected: name === session.order }, t(`many.order.${name}`))),
    );
    return h('div', { class: 'field many-order no-print' }, h('label', { for: 'campaign-order' }, t('many.order')), select);
  }
  return { element, update };
}

function card(campaign, t, show) {
  const { number, count, senders, senderCount, first, last, without, sample, differing, levels } = campaign;
  const id = `campaign-${number}`;
  const span = () => (first === last ? t('many.campaign.once', { first: when(first, t.language) }) : t('many.campaign.when', { first: when(first, t.language), last: when(last, t.language) }));
  return h(
    'article',
    { class: 'card many-campaign', 'aria-labelledby': id },
    h('h3', { id, tabindex: '-1' }, h('span', { class: 'quiet' }, t('many.campaign.number', { number: number + 1 })), ' ', t('many.campaign.name', { n: count })),
    h(
      'ul',
      { class: 'plain-list many-facts' },
      h('li', {}, senderCount ? t('many.campaign.senders', { n: senderCount }) : t('many.campaign.senders-none')),
      first ? h('li', {}, span()) : null,
      h('li', {}, t('many.campaign.without', { share: Math.round(without * 100) })),
    ),
    h('ul', { class: 'plain-list many-facts' }, [...LEVELS].reverse().filter((level) => levels[level]).map((level) =>
      h('li', { class: `many-word level-${level}` }, shape(LEVEL_SHAPES[level]), h('span', {}, `${t(`level.${level}`)}${t('colon')} ${t('many.number', { number: levels[level] })}`)),
    )),
    h('blockquote', { class: 'message many-sample', dir: 'auto' }, marked(sample, differing)),
    differing.length ? h('p', { class: 'many-differing' }, h('strong', {}, t('many.campaign.differing')), ' ', differing.flatMap((word, index) => [index ? ' · ' : '', h('span', { dir: 'auto' }, word)])) : null,
    senderCount > 1
      ? h('details', {}, h('summary', {}, t('many.campaign.sender-list')), h('p', { class: 'many-senders' }, senders.join(' · '), senderCount > senders.length ? ` · ${t('many.markers.more', { n: senderCount - senders.length })}` : null))
      : null,
    h('div', { class: 'button-row no-print' }, h('button', { type: 'button', class: 'button', on: { click: () => show(number) } }, t('many.campaign.show'), h('span', { class: 'visually-hidden' }, ` (${t('many.campaign.number', { number: number + 1 })})`))),
  );
}

/** The text with those of its words marked that others have not. */
function marked(text, differing) {
  const plain = (word) => word.toLowerCase();
  const wanted = new Set(differing.map(plain));
  if (wanted.size === 0) return text;
  const bare = (word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  return text.split(/(\s+)/u).map((word) => {
    const inner = bare(word);
    if (!inner || !(wanted.has(plain(inner)) || wanted.has(plain(word)))) return word;
    const at = word.indexOf(inner);
    return [word.slice(0, at), h('mark', { class: 'many-differs' }, inner), word.slice(at + inner.length)];
  });
}
