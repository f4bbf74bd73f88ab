// Records → which column holds what: by the name of the column, else by what its cells look like.

/** What a column can hold, in the order it is asked for. */
export const FIELDS = ['text', 'from', 'received', 'id', 'region'];

/** Names of columns as people and programs write them, without accents and in lower case. */
const NAMES = {
  text: ['text', 'message', 'body', 'message text', 'message body', 'messagetext', 'content', 'sms', 'msg', 'texto', 'mensaje', 'contenido', 'cuerpo', 'texte', 'contenu', 'corps', 'tip'],
  from: ['from', 'sender', 'from number', 'sender number', 'phone', 'phone number', 'originator', 'short code', 'address', 'number', 'de', 'remitente', 'numero', 'telefono', 'expediteur', 'emetteur', 'telephone'],
  received: ['received', 'received at', 'date received', 'timestamp', 'datetime', 'date time', 'date', 'sent', 'sent at', 'created at', 'time', 'recibido', 'fecha', 'recu', 'recu le', 'date de reception'],
  id: ['id', 'message id', 'uuid', 'key', 'ref', 'reference', 'identifier', 'row', 'no', 'nr', 'identificador', 'identifiant'],
  region: ['region', 'country', 'country code', 'cc', 'pais', 'pays'],
};

const DATE =
  /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2}))(?:[T ,].{0,24})?$|^(?:\p{L}{3,9}\.?,? )?(?:\p{L}{3,10}\.? \d{1,2},? \d{4}|\d{1,2}\.? (?:de )?\p{L}{3,10}\.?,? (?:de )?\d{4}).{0,24}$|^1\d{9}(?:\d{3})?$/u;
const PHONE = /^(?=(?:\D*\d){5,15}\D*$)[+(]?\d[\d\s().\u2010-\u2015/-]{3,20}$/;
const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@]{2,24}$/;

/** What a cell looks like: `date`, `sender`, `region`, `number` or `words`. */
export function typeOf(cell) {
  const text = cell.trim();
  if (text.length > 60) return 'words';
  if (DATE.test(text)) return 'date';
  if (/^\d{1,4}$/.test(text)) return 'number';
  if (PHONE.test(text) || EMAIL.test(text)) return 'sender';
  if (/^[A-Z]{2}$/.test(text)) return 'region';
  return 'words';
}

const plain = (name) =>
  name
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** What a name of a column says it holds, if it is one we know. */
function fieldOf(name) {
  const words = plain(name);
  return FIELDS.find((field) => NAMES[field].includes(words));
}

/** Whether a record is a row of names: at least one of them is the name of the text, or two of them are known. */
export function named(record) {
  if (record.some((cell) => cell.length > 60 || ['date', 'sender'].includes(typeOf(cell)))) return false;
  const known = new Set(record.map(fieldOf).filter(Boolean));
  return known.has('text') ? record.length > 1 || plain(record[0]) !== '' : known.size > 1;
}

/**
 * @param {string[][]} records
 * @param {string[] | null} names of the columns, where the format has them
 * @param {boolean} [header] whether the first record holds names; guessed if not given
 * @returns {{header: boolean, names: string[], columns: Record<string, number>}} `columns`: field → index, −1 for none
 */
export function guessColumns(records, names, header) {
  const first = records[0] ?? [];
  const hasHeader = names ? false : (header ?? (named(first) || unlikeTheRest(records)));
  const width = names?.length ?? Math.max(1, ...records.slice(0, 200).map(({ length }) => length));
  const titles = names ?? Array.from({ length: width }, (_, index) => (hasHeader ? (first[index] ?? '').trim() : ''));
  const kinds = describe(records.slice(hasHeader ? 1 : 0, 201), width);
  const columns = Object.fromEntries(FIELDS.map((field) => [field, -1]));
  const free = (index) => !Object.values(columns).includes(index);

  for (const field of FIELDS) {
    const places = titles.map((title) => NAMES[field].indexOf(plain(title)));
    const [best] = places.map((rank, index) => ({ rank, index })).filter(({ rank, index }) => rank >= 0 && free(index)).sort((a, b) => a.rank - b.rank);
    if (best) columns[field] = best.index;
  }
  const take = (field, fits) => {
    if (columns[field] >= 0) return;
    const [best] = kinds.filter((kind) => free(kind.index) && fits(kind) > 0).sort((a, b) => fits(b) - fits(a));
    if (best) columns[field] = best.index;
  };
  take('received', (kind) => (kind.date >= 0.6 ? kind.date : 0));
  take('from', (kind) => (kind.sender >= 0.6 ? kind.sender : 0));
  take('region', (kind) => (kind.region >= 0.8 ? kind.region : 0));
  take('text', (kind) => kind.length);
  if (columns.text < 0) columns.text = 0;
  return { header: hasHeader, names: titles, columns };
}

/** Whether the first record has words where the others have numbers or days. */
function unlikeTheRest([first, ...rest]) {
  if (!first || rest.length < 2) return false;
  return first.some((cell, column) => {
    const others = rest.slice(0, 50).map((record) => typeOf(record[column] ?? ''));
    const odd = others.filter((type) => type !== 'words').length;
    return cell.trim() !== '' && cell.length < 40 && typeOf(cell) === 'words' && odd >= others.length * 0.9;
  });
}

/** Of every column: which share of its cells looks like what, and how long they are. */
function describe(records, width) {
  return Array.from({ length: width }, (_, index) => {
    const cells = records.map((record) => record[index] ?? '').filter((cell) => cell.trim() !== '');
    const share = (type) => (cells.length ? cells.filter((cell) => typeOf(cell) === type).length / cells.length : 0);
    const length = cells.reduce((sum, cell) => sum + cell.length, 0) / (cells.length || 1);
    return { index, date: share('date'), sender: share('sender'), region: share('region'), length };
  });
}
