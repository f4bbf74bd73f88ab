// The page's side of the worker that reads pictures: one question at a time, each with an answer or an error that has a name.

import { startWorker } from '../trusted.js';

/** An error with a code that `lang/picture.*.json` has words for, as `error.<code>`. */
export class PictureError extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

export class Reader {
  #worker;
  #waiting = new Map();
  #count = 0;

  /** Decodes a picture and finds its bubbles → `{ sender, bubbles: { received, shown }[], chosen }`; `chosen` is -1 when it has none. */
  look(file) {
    return this.#ask('look', { file });
  }

  /** Reads one bubble → `{ text, words, shown }`; `shown` is a picture of it, and the boxes of the words are in its pixels. */
  read(bubble, progress) {
    return this.#ask('read', { bubble }, progress);
  }

  /** Starts the recogniser in a language, with what `store.js` loaded: copied, so that it can be started again. */
  start({ engine, data, language }) {
    return this.#ask('start', { engine, data, language });
  }

  /** Stops at once whatever is being done; the reader has to be started again. */
  stop() {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#fail('stopped');
  }

  #ask(act, given, progress = () => {}) {
    this.#worker ??= this.#begun();
    const id = (this.#count += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, progress });
      this.#worker.postMessage({ id, act, ...given });
    });
  }

  #begun() {
    const worker = startWorker('picture/worker.js');
    worker.onmessage = ({ data: { id, part, result, error } }) => {
      const asked = this.#waiting.get(id);
      if (part !== undefined) return asked?.progress(part);
      if (error && !asked) return this.#broken(error);
      this.#waiting.delete(id);
      if (error) asked.reject(new PictureError(error));
      else asked?.resolve(result);
      return undefined;
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.#broken(/memory/i.test(event.message ?? '') ? 'memory' : 'reading');
    };
    return worker;
  }

  /** What the worker could not answer for: it is of no use any more. */
  #broken(code) {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#fail(code);
  }

  #fail(code) {
    for (const { reject } of this.#waiting.values()) reject(new PictureError(code));
    this.#waiting.clear();
  }
}
