// Many messages and what was found in each, kept short: which of them are asked for, and in which order.

export const LEVELS = ['none', 'note', 'caution', 'strong'];
/** Outcomes of a check, in the order of how much they ask for attention. */
export const OUTCOMES = ['not_applicable', 'pass', 'review', 'fail'];

/** How much of a text is shown in the table, in characters. */
const SNIPPET = 220;
const PENDING = 255;

export const fold = (text) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase();

export class Messages {
  /** @param {{text: string, from: string, received: string, id: string, region: string, line: number}[]} rows in the order of the file */
  constructor(rows) {
    this.rows = rows;
    this.level = new Uint8Array(rows.length).fill(PENDING);
    this.optOut = new Uint8Array(rows.length);
    this.sender = new Uint8Array(rows.length);
    this.found = new Uint8Array(rows.length);
    this.campaign = new Int32Array(rows.length).fill(-1);
    this.markers = new Array(rows.length);
    this.kinds = new Array(rows.length);
    this.checked = 0;
    this.counts = { level: {}, optOut: {}, marker: {} };
  }

  get length() {
    return this.rows.length;
  }

  /** Keeps the short of a report; `markers` are the ids that stand in front. */
  keep(place, report, markers) {
    const { opt_out: optOut, sender_id: sender } = report.checks;
    this.level[place] = LEVELS.indexOf(report.level);
    this.optOut[place] = OUTCOMES.indexOf(optOut.outcome);
    this.sender[place] = OUTCOMES.indexOf(sender.outcome);
    this.found[place] = optOut.found ? 1 : 0;
    this.markers[place] = markers;
    this.kinds[place] = report.message.kind;
    this.checked += 1;
    const count = (table, key) => {
      table[key] = (table[key] ?? 0) + 1;
    };
    count(this.counts.level, report.level);
    count(this.counts.optOut, optOut.outcome);
    for (const marker of markers) count(this.counts.marker, marker);
  }

  isChecked(place) {
    return this.level[place] !== PENDING;
  }

  /** What the table shows of a message. */
  brief(place) {
    const row = this.rows[place];
    const cut = row.text.length > SNIPPET;
    return {
      place,
      id: row.id,
      text: cut ? `${row.text.slice(0, SNIPPET).replace(/[\uD800-\uDBFF]$/, '')}…` : row.text,
      from: row.from,
      received: row.received,
      level: LEVELS[this.level[place]],
      optOut: OUTCOMES[this.optOut[place]],
      markers: this.markers[place],
      campaign: this.campaign[place],
    };
  }

  /**
   * The checked messages that fit, in order.
   * @param {{search?: string, from?: string, level?: string, optOut?: string, marker?: string, campaign?: number | null}} [filter]
   * @param {{by?: string, down?: boolean}} [sort] `by`: place, level, text, markers, optOut, from, received
   * @returns {number[]} their places in the file
   */
  select(filter = {}, { by = 'place', down = false } = {}) {
    const tests = this.tests(filter);
    const places = [];
    for (let place = 0; place < this.rows.length; place++) {
      if (this.isChecked(place) && tests.every((test) => test(place))) places.push(place);
    }
    const compare = this.comparison(by);
    if (compare) places.sort((a, b) => (down ? compare(b, a) : compare(a, b)) || a - b);
    else if (down) places.reverse();
    return places;
  }

  tests({ search = '', from = '', level, optOut, marker, campaign }) {
    const tests = [];
    if (level) tests.push((place) => LEVELS[this.level[place]] === level);
    if (optOut) tests.push((place) => OUTCOMES[this.optOut[place]] === optOut);
    if (marker) tests.push((place) => this.markers[place].includes(marker));
    if (campaign !== undefined && campaign !== null) tests.push((place) => this.campaign[place] === campaign);
    if (from.trim()) {
      const [wanted, digits] = [fold(from.trim()), from.replace(/\D/g, '')];
      const isNumber = digits.length > 2 && !/\p{L}/u.test(from);
      tests.push((place) => {
        const sender = this.rows[place].from;
        return fold(sender).includes(wanted) || (isNumber && sender.replace(/\D/g, '').includes(digits));
      });
    }
    const words = fold(search).split(/\s+/).filter(Boolean);
    if (words.length) {
      this.folded ??= new Array(this.rows.length);
      tests.push((place) => {
        const { id, from: sender, text } = this.rows[place];
        this.folded[place] ??= fold(`${id} ${sender} ${text}`);
        return words.every((word) => this.folded[place].includes(word));
      });
    }
    return tests;
  }

  comparison(by) {
    const text = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' }).compare;
    const plain = (a, b) => (a < b ? -1 : Number(a > b));
    const { rows } = this;
    return {
      level: (a, b) => this.level[a] - this.level[b] || this.markers[a].length - this.markers[b].length,
      markers: (a, b) => this.markers[a].length - this.markers[b].length,
      optOut: (a, b) => this.optOut[a] - this.optOut[b],
      text: (a, b) => text(rows[a].text.slice(0, SNIPPET), rows[b].text.slice(0, SNIPPET)),
      from: (a, b) => emptyLast(rows[a].from, rows[b].from) || text(bare(rows[a].from), bare(rows[b].from)),
      received: (a, b) => emptyLast(rows[a].received, rows[b].received) || plain(rows[a].received, rows[b].received),
    }[by];
  }
}

/** A number without its punctuation. */
const bare = (sender) => sender.replace(/[\s().\u2010-\u2015-]/g, '');
const emptyLast = (a, b) => Number(a === '') - Number(b === '');
