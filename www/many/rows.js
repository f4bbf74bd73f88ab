// Records and a choice of columns → messages, with what had to be left out.

import { FIELDS } from './columns.js';
import { isoDate, orderOf } from './dates.js';

/** The most messages that are read at once. */
export const MOST_MESSAGES = 100_000;

/**
 * @param {{records: string[][], lines: number[]}} read
 * @param {{header: boolean, columns: Record<string, number>, dates?: string | null}} choice `dates`: `day-first` or `month-first`, if the reader has said so
 * @returns {{rows: object[], left: {noText: number, firstNoText: number, badDates: number, tooMany: number}}} `firstNoText` is a line
 */
export function messages({ records, lines }, { header, columns, dates }) {
  const order = dates ?? orderOf(column(records, columns.received, header));
  const rows = [];
  const left = { noText: 0, firstNoText: 0, badDates: 0, tooMany: 0 };
  for (let index = header ? 1 : 0; index < records.length; index++) {
    const [text, from, received, id, region] = FIELDS.map((field) => records[index][columns[field]] ?? '');
    if (text.trim() === '') {
      left.noText += 1;
      left.firstNoText ||= lines[index];
    } else if (rows.length === MOST_MESSAGES) {
      left.tooMany += 1;
    } else {
      const day = isoDate(received, order);
      if (received.trim() && !day) left.badDates += 1;
      rows.push({
        text,
        from: from.trim(),
        received: day,
        id: id.trim() || String(rows.length + 1),
        region: /^([a-z]{2})(?:-|$)/i.exec(region.trim())?.[1].toUpperCase() ?? '',
        line: lines[index],
      });
    }
  }
  return { rows, left };
}

/** The cells of one column. */
export function* column(records, index, header) {
  if (index < 0) return;
  for (let row = header ? 1 : 0; row < records.length; row++) yield records[row][index] ?? '';
}
