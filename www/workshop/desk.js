// The page's end of the workshop's worker: one question after the other, each answered in time or stopped.

import { startWorker } from '../trusted.js';

/** How long a file may take, in milliseconds: a slow phone needs a few seconds for an ordinary one. */
const LONGEST = 20_000;
/** What a file was compiled to stays in the worker's memory: after so many a fresh worker takes over. */
const MOST_FILES = 200;

export class Desk {
  turn = 0;
  files = 0;

  /** Fetches and starts the engine. However long that takes: a line may be slow. */
  async load() {
    this.module = (await this.ask('load', {}, Infinity)) ?? this.module;
  }

  /** Reads a file; messages are read with it from then on. */
  async open(text) {
    if (++this.files > MOST_FILES) this.end();
    if (!this.worker) await this.load();
    return this.ask('open', { text });
  }

  /** Asks the worker; rejects with `{ kind }`: `not-loaded`, `broken`, `stopped`. */
  ask(ask, given = {}, within = LONGEST) {
    this.worker ??= this.start();
    const turn = ++this.turn;
    return new Promise((done, failed) => {
      const timer = within === Infinity ? undefined : setTimeout(() => this.stop(), within);
      this.waiting = {
        done: (answer) => {
          clearTimeout(timer);
          done(answer);
        },
        failed: (kind) => {
          clearTimeout(timer);
          failed(Object.assign(new Error(kind), { kind }));
        },
      };
      this.worker.postMessage({ turn, ask, with: { module: this.module, ...given } });
    });
  }

  start() {
    const worker = startWorker('workshop/worker.js');
    worker.onmessage = ({ data: { turn, answer, error } }) => {
      if (turn !== this.turn || !this.waiting) return;
      const { done, failed } = this.waiting;
      this.waiting = undefined;
      if (error === 'broken') this.end(); // nothing of an engine that stopped in the middle can be used
      if (error) failed(error);
      else done(answer);
    };
    worker.onerror = (event) => {
      console.warn(event.message);
      this.end('not-loaded');
    };
    return worker;
  }

  /** Ends what is being read. */
  stop() {
    this.end('stopped');
  }

  /** Ends the worker with all it holds; the next question starts a fresh one. */
  end(kind) {
    this.worker?.terminate();
    this.worker = undefined;
    this.files = 0;
    const { failed } = this.waiting ?? {};
    this.waiting = undefined;
    failed?.(kind ?? 'stopped');
  }
}
