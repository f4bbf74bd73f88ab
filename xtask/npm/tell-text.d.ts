// The types of <tell-text>, the widget that docs/embedding.md puts into a page. Types alone: the element itself comes from where www/ is served.

import type { Report, version } from './index.js';

/** What the element tells, besides `input` and `change`. */
export interface TellTextEventMap extends HTMLElementEventMap {
  /** The engine is there. */
  'telltext-ready': CustomEvent<{ version: ReturnType<typeof version> }>;
  /** There is a report on a new text, or no text any more. */
  'telltext-report': CustomEvent<{ report: Report | null }>;
  /** Something could not be loaded or read. */
  'telltext-error': CustomEvent<{ error: Error }>;
}

/** The element `<tell-text>`. */
export interface TellTextElement extends HTMLElement {
  /** The message as it is now. */
  get value(): string;
  set value(text: string | null | undefined);
  /** The message it begins with. */
  get defaultValue(): string;
  set defaultValue(text: string | null | undefined);
  /** Whose rules apply. */
  get region(): string;
  set region(code: string | null | undefined);
  /** Markers that are left out, with spaces between. A list may be given. */
  get without(): string;
  set without(ids: string | readonly string[] | null | undefined);
  /** The hint in the empty box. */
  get placeholder(): string;
  set placeholder(hint: string | null | undefined);
  /** Its name in a form. */
  get name(): string;
  set name(name: string | null | undefined);
  /** Whether the box is small, and what was found folded. */
  get compact(): boolean;
  set compact(is: boolean | null | undefined);
  get required(): boolean;
  set required(is: boolean | null | undefined);
  get disabled(): boolean;
  set disabled(is: boolean | null | undefined);
  get readOnly(): boolean;
  set readOnly(is: boolean | null | undefined);
  /** The report on `value`; null with no text, or while the engine is not there yet. */
  readonly report: Report | null;
  /** The versions of engine, markers and report; null before the engine is there. */
  readonly version: ReturnType<typeof version> | null;
  readonly type: 'tell-text';
  readonly form: HTMLFormElement | null;
  readonly labels: NodeListOf<HTMLLabelElement>;
  readonly validity: ValidityState;
  readonly validationMessage: string;
  readonly willValidate: boolean;
  checkValidity(): boolean;
  reportValidity(): boolean;
  addEventListener<K extends keyof TellTextEventMap>(type: K, listener: (this: TellTextElement, event: TellTextEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof TellTextEventMap>(type: K, listener: (this: TellTextElement, event: TellTextEventMap[K]) => unknown, options?: boolean | EventListenerOptions): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

/** What stands on the tag in JSX, besides what a framework lets stand on every tag. */
export interface TellTextProps {
  region?: string | null | undefined;
  without?: string | readonly string[] | null | undefined;
  placeholder?: string | null | undefined;
  compact?: boolean | null | undefined;
  value?: string | null | undefined;
  defaultValue?: string | null | undefined;
  name?: string | null | undefined;
  required?: boolean | null | undefined;
  disabled?: boolean | null | undefined;
  readOnly?: boolean | null | undefined;
  /** React, Preact. */
  'ontelltext-ready'?: ((event: TellTextEventMap['telltext-ready']) => void) | undefined;
  'ontelltext-report'?: ((event: TellTextEventMap['telltext-report']) => void) | undefined;
  'ontelltext-error'?: ((event: TellTextEventMap['telltext-error']) => void) | undefined;
  /** Solid. */
  'on:telltext-ready'?: ((event: TellTextEventMap['telltext-ready']) => void) | undefined;
  'on:telltext-report'?: ((event: TellTextEventMap['telltext-report']) => void) | undefined;
  'on:telltext-error'?: ((event: TellTextEventMap['telltext-error']) => void) | undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'tell-text': TellTextElement;
  }
}
