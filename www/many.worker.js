// The worker of Many messages: holds the file and all that was found, so that the page holds one screen of it.
// The page asks with `{ turn, ask, with }` and is answered `{ turn, answer }` or `{ turn, error }`; what happens meanwhile is told
// as `{ event, … }`: `progress`, `finished`, `campaigns`, `saving`.

import { engine, isStopped } from './engine.js';
import { speak } from './language.js';
import { claimFile, claimReview } from './many/claims.js';
import { guessColumns } from './many/columns.js';
import { MARK, csvLine } from './many/csv.js';
import { orderOf } from './many/dates.js';
import { NotText, decode } from './many/decode.js';
import { read } from './many/formats.js';
import { LEVELS, Messages, OUTCOMES } from './many/messages.js';
import { column, messages } from './many/rows.js';
import { inFront } from './parts/findings.js';

/** How long the worker works before it listens, in milliseconds. */
const SLICE = 30;
const BETWEEN_REPORTS = 200;
const MOST_CAMPAIGNS = 1000;
const MOST_DRAFTS = 500;
const MOST_SENDERS = 60;
const MOST_PROBLEMS = 50;

let pkg;
let carried;
let bytes;
let text;
let table;
let store;
let context;
let list = [];
let selected = [];
let cancelled = false;
/** Texts are checked in another order than asked for when a file is replaced by another: the older work ends. */
let work = 0;

const answers = {
  /** A file or a pasted text → what it seems to hold. */
  async open({ file, pasted, name, encoding, format, delimiter, header }) {
    if (file) bytes = new Uint8Array(await file.arrayBuffer());
    if (pasted !== undefined) [bytes, text] = [undefined, { text: pasted.replace(/\r\n?/g, '\n'), encoding: null, guessed: false, damaged: 0 }];
    if (bytes) text = decode(bytes, encoding);
    table = read(text.text, { format, delimiter, name });
    const guess = guessColumns(table.records, table.names, header);
    return {
      encoding: text.encoding,
      encodingGuessed: text.guessed,
      damaged: text.damaged,
      format: table.format,
      delimiter: table.delimiter,
      hasNames: table.names !== null,
      ...guess,
      total: table.records.length - (guess.header ? 1 : 0),
      samples: guess.names.map((_, index) => sample(column(table.records, index, guess.header))),
      dates: guess.names.map((_, index) => orderOf(column(table.records, index, guess.header))),
      problems: table.problems.slice(0, MOST_PROBLEMS),
      problemCount: table.problems.length,
    };
  },

  /** Begins to check; what comes is told in events. */
  async check({ choice, language, region, without, inside }) {
    carried = inside;
    pkg = await engine({ language, inside, campaigns: true });
    const { rows, left } = messages(table, choice);
    store = new Messages(rows);
    context = { language, region, without };
    [list, selected, cancelled] = [[], [], false];
    checkAll(++work);
    return { total: rows.length, left };
  },

  cancel() {
    cancelled = true;
  },

  /** Some of the messages that fit, and how many fit. */
  view({ filter, sort, from, count }) {
    selected = store.select(filter, sort);
    return { found: selected.length, from, rows: selected.slice(from, from + count).map((place) => store.brief(place)) };
  },

  /** A message whole, or the one `step` further among those that fitted last. */
  row({ place, step = 0 }) {
    const at = selected.indexOf(place) + step;
    const found = step ? selected[at] : place;
    if (found === undefined) return null;
    return { at, of: selected.length, place: found, ...store.rows[found], campaign: store.campaign[found], options: options(store.rows[found]) };
  },

  async save({ kind, filter, sort, language, words }) {
    await engine({ language, inside: carried }); // it may be another language than when it was checked
    return savers[kind](store.select(filter, sort), { language, t: speak(language, words) });
  },
};

self.onmessage = async ({ data: { turn, ask, with: given } }) => {
  try {
    self.postMessage({ turn, answer: await answers[ask](given) });
  } catch (error) {
    if (!(error instanceof NotText)) console.error(error);
    self.postMessage({ turn, error: error instanceof NotText ? error.kind : 'broken' });
  }
};

/** The first cell that says something. */
function sample(cells) {
  for (const cell of cells) if (cell.trim()) return cell.trim().slice(0, 120);
  return '';
}

function options({ from, received, region }, language = context.language) {
  return { language, without: context.without, ...(from && { from }), ...(received && { received }), ...((region || context.region) && { region: region || context.region }) };
}

/** Lets messages of the page come in. */
const channel = new MessageChannel();
function breathe() {
  return new Promise((done) => {
    channel.port1.onmessage = done;
    channel.port2.postMessage(null);
  });
}

/** Does something to every item, in slices; what an item makes wait for is waited for. Ends early when `goOn` says so. */
async function inSlices(items, act, goOn, told) {
  let reported = 0;
  for (let next = 0; next < items; ) {
    const until = performance.now() + SLICE;
    while (next < items && performance.now() < until) {
      const pending = act(next++);
      if (pending instanceof Promise) await pending;
    }
    if (performance.now() - reported > BETWEEN_REPORTS) {
      reported = performance.now();
      told(next);
    }
    await breathe();
    if (!goOn()) return;
  }
}

/** After the engine stopped at a message: another one, for the rest. */
async function freshEngine() {
  pkg = await engine({ language: context.language, inside: carried, campaigns: true });
}

async function checkAll(mine) {
  const { rows } = store;
  const passedOver = [];
  const progress = (event, more) => self.postMessage({ event, done: store.checked, total: rows.length, counts: store.counts, passedOver: passedOver.length, line: passedOver[0], ...more });
  const check = (place) => {
    let report;
    try {
      report = pkg.check(rows[place].text, options(rows[place]));
    } catch (error) {
      if (!isStopped(error)) throw error;
      passedOver.push(rows[place].line);
      return freshEngine();
    }
    store.keep(place, report, inFront(report).map(({ marker }) => marker));
    return undefined;
  };
  try {
    await inSlices(
      rows.length,
      check,
      () => !cancelled && mine === work,
      () => progress('progress'),
    );
    if (mine !== work) return;
    progress('finished');
    await breathe();
    if (mine === work) group();
  } catch (error) {
    // No fresh engine could be had: what is checked stays.
    console.error(error);
    if (mine === work) progress('finished', { gaveUp: true });
  }
}

/** Campaigns among the checked messages. Ids are places, so that ids given twice do not matter. */
function group() {
  const checked = store.select();
  const found = pkg.campaigns(checked.map((place) => ({ id: String(place), text: store.rows[place].text, from: store.rows[place].from, received: store.rows[place].received })));
  list = found.map((campaign, number) => {
    const places = campaign.members.map(Number);
    const levels = {};
    for (const place of places) {
      store.campaign[place] = number;
      const level = LEVELS[store.level[place]];
      levels[level] = (levels[level] ?? 0) + 1;
    }
    return {
      number,
      count: places.length,
      senders: campaign.senders.filter(Boolean).slice(0, MOST_SENDERS),
      senderCount: campaign.senders.filter(Boolean).length,
      first: campaign.first ?? '',
      last: campaign.last ?? '',
      without: campaign.without_opt_out,
      sample: campaign.sample,
      differing: campaign.differing,
      levels,
    };
  });
  const grouped = list.reduce((sum, { count }) => sum + count, 0);
  self.postMessage({ event: 'campaigns', list: list.slice(0, MOST_CAMPAIGNS), all: list.length, grouped });
}

const again = (place, language) => pkg.check(store.rows[place].text, options(store.rows[place], language));
const saving = (of) => (done) => self.postMessage({ event: 'saving', done, of });

const savers = {
  async csv(places) {
    const left = context.without.join('; ');
    const parts = [MARK, csvLine(['id', 'line', 'from', 'received', 'region', 'text', 'level', 'markers', 'opt_out', 'opt_out_found', 'sender_id', 'kind', 'campaign', ...(left ? ['left_out'] : [])])];
    await inSlices(
      places.length,
      (index) => {
        const place = places[index];
        const { id, line, from, received, region, text: words } = store.rows[place];
        const campaign = store.campaign[place] < 0 ? '' : store.campaign[place] + 1;
        const found = store.found[place] ? 'yes' : 'no';
        parts.push(csvLine([id, line, from, received, region, words, LEVELS[store.level[place]], store.markers[place].join('; '), OUTCOMES[store.optOut[place]], found, OUTCOMES[store.sender[place]], store.kinds[place], campaign, ...(left ? [left] : [])]));
      },
      () => true,
      saving(places.length),
    );
    return { blob: new Blob(parts, { type: 'text/csv' }), count: places.length };
  },

  /** What `telltext batch` gives: one `{"id","report"}` a line. */
  async jsonl(places, { language }) {
    const parts = [];
    await inSlices(
      places.length,
      (index) => parts.push(`${JSON.stringify({ id: store.rows[places[index]].id, report: again(places[index], language) })}\n`),
      () => true,
      saving(places.length),
    );
    return { blob: new Blob(parts, { type: 'application/jsonl' }), count: places.length };
  },

  /** One draft for each campaign and each message that belongs to none, of those with something to point at. */
  async claims(places, { language, t }) {
    const seen = new Set();
    const chosen = places.filter((place) => {
      const campaign = store.campaign[place];
      const marked = store.level[place] > 0 || OUTCOMES[store.optOut[place]] === 'fail';
      if (!marked || seen.has(campaign)) return false;
      if (campaign >= 0) seen.add(campaign);
      return true;
    });
    const masks = Object.fromEntries(['phone', 'email', 'name', 'birth', 'code', 'path'].map((kind) => [kind, t(`mask.${kind}`)]));
    const drafts = [];
    await inSlices(
      Math.min(chosen.length, MOST_DRAFTS),
      (index) => {
        const place = chosen[index];
        const campaign = list[store.campaign[place]];
        drafts.push(claimReview({ text: store.rows[place].text, report: again(place, language), first: campaign?.first || store.rows[place].received, campaign }, t, masks));
      },
      () => true,
      saving(Math.min(chosen.length, MOST_DRAFTS)),
    );
    return { blob: new Blob([claimFile(drafts)], { type: 'application/ld+json' }), count: drafts.length, left: chosen.length - drafts.length };
  },
};
