// A text → records: rows of cells with the line each begins on, and what could not be read. CSV and its kin, JSON Lines, lists.

import Papa from '../vendor/papaparse.js';
import { typeOf, named } from './columns.js';

/** The ways a text can hold many messages. */
export const FORMATS = ['delimited', 'json', 'lines', 'blocks'];
export const DELIMITERS = [',', ';', '\t', '|'];

/** A file with more broken quotes than this is not read further, nor one in which looking for their ends takes too long. */
const MOST_BROKEN = 200;
const MOST_WASTED = 60_000_000;
const SAMPLE_CHARACTERS = 64_000;
const SAMPLE_RECORDS = 100;

/**
 * @param {string} text with `\n` as line end
 * @param {{format?: string, delimiter?: string, name?: string}} [choice] what the reader has chosen; the rest is guessed. `name` is the file's
 * @returns {{format: string, delimiter: string | null, names: string[] | null, records: string[][], lines: number[],
 *   problems: {line: number, kind: string}[]}} `names` of the columns where the format has them (JSON)
 */
export function read(text, { format, delimiter, name = '' } = {}) {
  const whole = text.replace(/^\uFEFF/, '');
  const guess = format && (format !== 'delimited' || delimiter) ? { format, delimiter } : guessFormat(whole, name, format);
  switch (guess.format) {
    case 'json':
      return { ...guess, delimiter: null, ...json(whole) };
    case 'delimited':
      return { ...guess, names: null, ...delimited(whole, guess.delimiter) };
    case 'blocks':
      return { ...guess, delimiter: null, names: null, ...blocks(whole) };
    default:
      return { format: 'lines', delimiter: null, names: null, ...lines(whole) };
  }
}

/** Which format a text has. `wanted` when only the delimiter is to be found. */
export function guessFormat(text, name = '', wanted = undefined) {
  const ending = /\.(\w+)$/.exec(name.toLowerCase())?.[1] ?? '';
  if (!wanted && (['jsonl', 'ndjson', 'json'].includes(ending) || looksJson(text))) return { format: 'json' };
  const declared = /^sep=(.)\n/i.exec(text)?.[1];
  if (declared) return { format: 'delimited', delimiter: declared };

  const sample = text.length > SAMPLE_CHARACTERS ? text.slice(0, text.lastIndexOf('\n', SAMPLE_CHARACTERS) + 1 || SAMPLE_CHARACTERS) : text;
  const tables = DELIMITERS.map((delimiter) => ({ delimiter, ...shape(delimited(sample, delimiter, SAMPLE_RECORDS).records) }))
    .filter(({ columns }) => columns > 1)
    .sort((a, b) => b.known - a.known || b.typed - a.typed || b.even - a.even || b.columns - a.columns);
  const [best] = tables;
  const isTable = ['csv', 'tsv', 'tab'].includes(ending) || wanted === 'delimited';
  if (isTable) return { format: 'delimited', delimiter: best?.delimiter ?? (ending === 'csv' || !ending ? ',' : '\t') };
  if (best && (best.known || (best.even >= 0.9 && best.typed && best.records > 1))) return { format: 'delimited', delimiter: best.delimiter };
  return { format: isBlocks(sample) ? 'blocks' : 'lines' };
}

/** Whether some messages take several lines, and empty lines stand between messages. */
function isBlocks(text) {
  const full = text.split('\n').map((line) => line.trim() !== '');
  const parted = full.slice(1, -1).includes(false);
  return parted && full.some((here, index) => here && full[index + 1]);
}

function looksJson(text) {
  const start = text.trimStart();
  if (start.startsWith('[')) return parsed(start) !== undefined;
  if (!start.startsWith('{')) return false;
  const end = start.indexOf('\n');
  return parsed(end < 0 ? start : start.slice(0, end)) !== undefined;
}

/** How much records look like a table. */
function shape(records) {
  const sizes = new Map();
  for (const { length } of records) sizes.set(length, (sizes.get(length) ?? 0) + 1);
  const [columns, count] = [...sizes].sort((a, b) => b[1] - a[1])[0] ?? [0, 0];
  const body = records.slice(1).filter(({ length }) => length === columns);
  const typed = Array.from({ length: columns }, (_, column) => {
    const cells = body.map((record) => record[column]).filter((cell) => cell.trim() !== '');
    return cells.length > 0 && cells.filter((cell) => typeOf(cell) !== 'words').length >= cells.length * 0.8;
  });
  return { columns, even: records.length ? count / records.length : 0, records: records.length, typed: typed.some(Boolean), known: named(records[0] ?? []) ? 1 : 0 };
}

/**
 * CSV and its kin. A record whose quotes are broken is left out and named; reading goes on at the next line.
 * @param {number} [most] how many records at the most
 */
export function delimited(text, delimiter, most = Infinity) {
  const result = { records: [], lines: [], problems: [] };
  const skipped = /^sep=.\n/i.exec(text)?.[0].length ?? 0;
  let place = { at: skipped, line: skipped ? 2 : 1, wasted: 0 };
  while (place && result.records.length < most) place = run(text, delimiter, most, place, result);
  return result;
}

/** Reads from a place on until something is broken; gives the place to go on from, or nothing. */
function run(text, delimiter, most, { at, line, wasted }, { records, lines: starts, problems }) {
  let start = at;
  let next;
  Papa.parse(at ? text.slice(at) : text, {
    delimiter,
    newline: '\n',
    quoteChar: '"',
    step({ data, errors, meta }, parser) {
      const end = at + meta.cursor;
      const broken = errors.find(({ type }) => type === 'Quotes');
      if (broken) {
        problems.push({ line, kind: broken.code === 'MissingQuotes' ? 'quote-open' : 'quote-broken' });
        const rest = text.indexOf('\n', start);
        const lost = wasted + end - start;
        if (rest >= 0 && problems.length < MOST_BROKEN && lost < Math.max(MOST_WASTED, 3 * text.length)) next = { at: rest + 1, line: line + 1, wasted: lost };
        else if (rest >= 0) problems.push({ line: line + 1, kind: 'gave-up' });
        parser.abort();
        return;
      }
      if (data.length > 1 || data[0]?.trim()) {
        records.push(data);
        starts.push(line);
      }
      if (records.length >= most) parser.abort();
      for (let found = text.indexOf('\n', start); found >= 0 && found < end; found = text.indexOf('\n', found + 1)) line += 1;
      start = end;
    },
  });
  return next;
}

/** JSON Lines, or one JSON list. A line that is not JSON is named and left out. */
function json(text) {
  const names = [];
  const known = new Map();
  const result = { names, records: [], lines: [], problems: [] };
  const add = (value, line) => {
    const record = [];
    for (const [key, cell] of cells(value)) {
      if (!known.has(key)) known.set(key, names.push(key) - 1);
      record[known.get(key)] = cell;
    }
    result.records.push(record);
    result.lines.push(line);
  };
  const start = text.trimStart();
  const list = start.startsWith('[') ? parsed(start) : undefined;
  if (Array.isArray(list)) {
    list.forEach((value, index) => add(value, index + 1));
  } else {
    text.split('\n').forEach((one, index) => {
      if (one.trim() === '') return;
      const value = parsed(one);
      if (value === undefined || value === null || typeof value === 'number') result.problems.push({ line: index + 1, kind: 'json' });
      else add(value, index + 1);
    });
  }
  return { ...result, records: result.records.map((record) => Array.from(names, (_, index) => record[index] ?? '')) };
}

/** What a JSON value says, by name; what is inside it by `outer.inner`. */
function* cells(value, name = '', depth = 0) {
  if (value === null || value === undefined) return;
  if (typeof value !== 'object') yield [name || 'text', String(value)];
  else if (!Array.isArray(value) && depth < 3) for (const [key, inner] of Object.entries(value)) yield* cells(inner, name ? `${name}.${key}` : key, depth + 1);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One message a line. */
function lines(text) {
  const result = { records: [], lines: [], problems: [] };
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    result.records.push([line.trim()]);
    result.lines.push(index + 1);
  });
  return result;
}

/** Messages of several lines, with an empty line between them. */
function blocks(text) {
  const result = { records: [], lines: [], problems: [] };
  let block = [];
  const close = () => {
    if (block.length) result.records.push([block.join('\n').trim()]);
    block = [];
  };
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return close();
    if (block.length === 0) result.lines.push(index + 1);
    block.push(line);
    return undefined;
  });
  close();
  return result;
}
