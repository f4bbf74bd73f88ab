// Days and times as people and programs write them → `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, as written: no time zone is applied.

const MONTHS = [
  ['jan', 'ene', 'janv'],
  ['feb', 'fev', 'fevr'],
  ['mar', 'mars'],
  ['apr', 'abr', 'avr'],
  ['may', 'mai'],
  ['jun', 'juin'],
  ['jul', 'juil'],
  ['aug', 'ago', 'aou'],
  ['sep', 'set'],
  ['oct'],
  ['nov'],
  ['dec', 'dic'],
];

const BY_PARTS = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{2,4})(?!\d)/;

/**
 * In which order the column writes day and month: `month-first`, `day-first`, or `either` when its numbers do not tell.
 * @param {Iterable<string>} cells
 */
export function orderOf(cells) {
  let seen = false;
  let [dayFirst, monthFirst] = [0, 0];
  for (const cell of cells) {
    const [, a, sign, b] = BY_PARTS.exec(cell.trim()) ?? [];
    if (!a || a.length === 4) continue;
    seen = true;
    if (Number(a) > 12 || (sign === '.' && Number(b) <= 12)) dayFirst += 1;
    else if (Number(b) > 12) monthFirst += 1;
  }
  if (!seen) return null;
  if (dayFirst === monthFirst) return 'either';
  return dayFirst > monthFirst ? 'day-first' : 'month-first';
}

/**
 * @param {string} cell
 * @param {string | null} order `day-first`, else the month comes first
 * @returns {string} empty when it is no day that exists
 */
export function isoDate(cell, order = 'month-first') {
  const text = cell.trim();
  if (text === '') return '';
  const stamp = /^(1\d{9})(\d{3})?$/.exec(text);
  if (stamp) return new Date(Number(stamp[1]) * 1000).toISOString().slice(0, 16);
  const numbers = BY_PARTS.exec(text);
  if (numbers) {
    const [whole, a, , b, c] = numbers;
    const [year, month, day] = a.length === 4 ? [a, b, c] : order === 'day-first' ? [c, b, a] : [c, a, b];
    return join(year, month, day, text.slice(whole.length));
  }
  return written(text);
}

/** "Nov 5, 2020 2:33 PM", "Thu, 05 Nov 2020 14:33", "5 de noviembre de 2020". */
function written(text) {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const [, monthFirst, day, year] = /(\p{L}{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})/u.exec(plain) ?? [];
  const [, dayFirst, name, itsYear] = /(\d{1,2})(?:er|\.)? (?:de )?(\p{L}{3,10})\.?,? (?:de )?(\d{4})/u.exec(plain) ?? [];
  const word = monthFirst ?? name;
  if (!word) return '';
  const month = MONTHS.findIndex((starts) => starts.some((start) => word.startsWith(start))) + 1;
  const at = plain.indexOf(year ?? itsYear) + 4;
  return month ? join(year ?? itsYear, month, day ?? dayFirst, plain.slice(at)) : '';
}

function join(year, month, day, rest) {
  const full = String(year).length === 2 ? 2000 + Number(year) : Number(year);
  const date = new Date(Date.UTC(full, Number(month) - 1, Number(day)));
  const exists = date.getUTCFullYear() === full && date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day);
  if (!exists || full < 1990 || full > 2100) return '';
  return date.toISOString().slice(0, 10) + timeIn(rest);
}

function timeIn(text) {
  const [, hour, minute, half] = /^(?:[T\s,]|at|a las|a)*(\d{1,2})[:h](\d{2})(?::\d{2})?(?:[.,]\d+)?\s*([ap])?/i.exec(text) ?? [];
  if (!hour || Number(minute) > 59) return '';
  let number = Number(hour) % (half ? 12 : 24);
  if (half?.toLowerCase() === 'p') number += 12;
  return `T${String(number).padStart(2, '0')}:${minute}`;
}
