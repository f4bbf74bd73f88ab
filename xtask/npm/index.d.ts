/** What went wrong, for programs. */
export type TelltextErrorCode =
  /** A browser called before `await init()`. */
  | 'not-ready'
  /** The engine's file could not be fetched, read or started. */
  | 'not-loaded'
  /** The text is no string. */
  | 'bad-text'
  /** The options are no object of the expected shape, or have a name that none has. */
  | 'bad-options'
  /** The rows are no list of the expected shape. */
  | 'bad-rows'
  /** The language is no string. */
  | 'bad-language'
  /** The engine stopped. No text should make it: please report one that does. The next call starts a fresh one, in a browser after `await init()`. */
  | 'engine-failed';

/** What every function throws when something is wrong. A text never is: every string has a report. */
export class TelltextError extends Error {
  constructor(code: TelltextErrorCode, message: string, options?: { cause?: unknown });
  /** What went wrong, for programs. */
  readonly code: TelltextErrorCode;
}

/** What is fetched besides the engine. */
export interface InitOptions {
  /** The language to speak: LANGUAGES. Call `init` again for another. */
  language?: string;
  /** Whether sources, and what there is to say about documented messages, are wanted at once (default). Without them reports name no sources, `incidents` and `markers` are not ready, and the first answer comes sooner. */
  sources?: boolean;
  /** Whether documented messages are to be recognised. Default: as `sources`. Without them `incidents` is not ready. With them and without `sources` a report says which one a message resembles and how much (`incident`, `similarity`); title, date, quote and address are empty. */
  documented?: boolean;
  /** Whether the examples of `markers` are wanted. They bring sources along, even with `sources: false`. Without them, in a browser, its pages have none. */
  examples?: boolean;
  /** Whether `campaigns` is wanted, or where the engine that groups is, if not beside this module: as `source`, of `campaigns_bg.wasm`. Default: it is not, and in a browser `campaigns` is not ready. */
  campaigns?: boolean | string | object;
  /** Where the words are, if not beside this module: the address of their folder, or what gives for each name what `words.NAME.json` holds. */
  words?: string | ((name: string) => unknown);
}

/**
 * Starts the engine, once, and fetches the words of a language; call it as often as you like. In Node, Deno and Bun it is not needed.
 *
 * @param source Where the engine is, if not beside this module: the address of `telltext_bg.wasm`, its bytes, a `Response` or a `WebAssembly.Module`.
 * @param options What is fetched with it.
 * @throws {TelltextError} `not-loaded`; `bad-options` or `bad-language` when `options` is not an object of the expected shape
 */
export function init(source?: string | object | null, options?: InitOptions | null): Promise<void>;

/** What is known of a message besides its text. What is `null` is as if it were not there; another name than these is an error, `bad-options`, which in Node, Deno and Bun names the nearest. */
export interface CheckOptions {
  /** Who sent it: a number, a short code, an e-mail address or a name. */
  from?: string | null;
  /** The day it was received, YYYY-MM-DD; a time may follow. Anything else is an error, `bad-options`; none, or an empty one, is unknown. */
  received?: string | null;
  /** Whose rules apply: an ISO 3166-1 code, or a common name such as "UK" or "Mexico". Default, and where it is empty: "US". Where the rules are not known, `message.region` of the report is `unknown`. */
  region?: string | null;
  /** The language of the report: LANGUAGES, or a tag that begins so, such as "es-MX". Any other is answered in English. */
  language?: string | null;
  /** Whether the text was recognised from a picture. */
  picture?: boolean | null;
  /** Markers that are left out, by their ids: they are neither raised nor counted, and `not_checked` of the report names them. What is said of opt-out line and sender stays as it is. An id that no marker has is an error, `bad-options`, which in Node, Deno and Bun names the nearest: those there are have their pages in `markers()`. */
  without?: readonly string[] | null;
}

/** One of many messages. Other properties are passed over. */
export interface MessageRow {
  /** The caller's own id. Default: the place in the list, from 0. */
  id?: string | number;
  /** The message. */
  text: string;
  /** Who sent it. */
  from?: string | null;
  /** The day it was received, YYYY-MM-DD; a time may follow. Anything else is taken as unknown: `warnings` says so, and `not_checked` of the report has `date`. */
  received?: string | null;
  /** Whose rules apply, if not those of the options. Where they are not known, `warnings` says so, and `message.region` of the report is `unknown`. */
  region?: string | null;
}

/** The report of one of many messages. */
export interface ReportRow {
  /** The id of the message. */
  id: string | number;
  /** What the row says of its message that could not be used, in words for whoever made it. Left out where there is nothing. */
  warnings?: string[];
  /** What there is to say about it. */
  report: Report;
}

/** What is known of many messages: what a row says itself comes first. */
export type CheckManyOptions = CheckOptions;

/** How campaigns are listed. */
export interface CampaignsOptions {
  /** How many messages a campaign has at the least. Default 2. */
  least?: number | null;
}

/**
 * Groups near-duplicate messages, whatever names, numbers, amounts, links and disguise were filled in: the largest campaign first. An engine of its own does it, which a browser fetches with `await init(undefined, { campaigns: true })`.
 *
 * @throws {TelltextError} When a row or `options` is not an object of the expected shape; the message begins with `row N` (counted from 0) or `options`.
 */
export function campaigns(rows: Iterable<MessageRow>, options?: CampaignsOptions | null): Campaign[];

/**
 * Reads one message. Spans are UTF-16 code units: `text.slice(start, end)` gives the words.
 *
 * @throws {TelltextError} When `options` is not an object of the expected shape, its `received` is no day, an id in `without` is that of no marker, or the text is no string. Every string has a report.
 */
export function check(text: string, options?: CheckOptions | null): Report;

/**
 * Reads many messages, in their order. What a row says of itself comes before the options; what of that cannot be used is left out, with a warning.
 *
 * @throws {TelltextError} When a row or `options` is not an object of the expected shape, the `received` of `options` is no day, or an id in its `without` is that of no marker; the message begins with `row N` (counted from 0) or `options`.
 */
export function checkMany(rows: Iterable<MessageRow>, options?: CheckManyOptions | null): ReportRow[];

/** Every documented message, with its texts in a language: LANGUAGES. */
export function incidents(language?: string): IncidentPage[];

/** Every marker, with its texts in a language: LANGUAGES. */
export function markers(language?: string): MarkerPage[];

/** Every region, with its name in a language. */
export function regions(language?: string): RegionPage[];

/** The versions of engine, markers and report. */
export function version(): { engine: string; markers_version: string; schema: number };
