/** What went wrong, for programs. */
export type TelltextErrorCode =
  /** A browser called before `await init()`. */
  | 'not-ready'
  /** The engine's file could not be fetched, read or started. */
  | 'not-loaded'
  /** The text is no string. */
  | 'bad-text'
  /** The options are no object of the expected shape. */
  | 'bad-options'
  /** The rows are no list of the expected shape. */
  | 'bad-rows'
  /** The language is no string. */
  | 'bad-language'
  /** The engine stopped. No text should do that: please report it. */
  | 'engine-failed';

/** What every function throws when something is wrong. No text is an error. */
export class TelltextError extends Error {
  constructor(code: TelltextErrorCode, message: string, options?: { cause?: unknown });
  /** What went wrong, for programs. */
  readonly code: TelltextErrorCode;
}

/**
 * Starts the engine, once; call it as often as you like. In Node, Deno and Bun it is not needed.
 *
 * @param source Where the engine is, if not beside this module: the address of `telltext_bg.wasm`, its bytes, a `Response` or a `WebAssembly.Module`.
 * @throws {TelltextError} `not-loaded`
 */
export function init(source?: string | object): Promise<void>;
