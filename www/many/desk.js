// The page's end of the worker: questions and their answers, events, and what happens when it breaks.

import { engineInside } from '../engine.js';
import { startWorker } from '../trusted.js';

export class Desk {
  waiting = new Map();
  turn = 0;

  /**
   * @param {(event: object) => void} onEvent
   * @param {() => void} onBroken the worker could not be started, or ended by itself
   */
  constructor(onEvent, onBroken) {
    this.worker = startWorker('many.worker.js');
    this.worker.onmessage = ({ data }) => {
      if (data.event) onEvent(data);
      else this.settle(data);
    };
    this.worker.onerror = (event) => {
      console.error(event.message);
      this.stop();
      onBroken();
    };
  }

  /** Asks the worker; rejects with `{ kind }` when it cannot answer. */
  ask(ask, given = {}) {
    const turn = ++this.turn;
    return new Promise((done, failed) => {
      this.waiting.set(turn, { done, failed });
      this.worker.postMessage({ turn, ask, with: given });
    });
  }

  /** As `ask('check', …)`, with the engine where the page carries it inside itself. */
  async check(given) {
    return this.ask('check', { ...given, inside: await engineInside() });
  }

  settle({ turn, answer, error }) {
    const { done, failed } = this.waiting.get(turn) ?? {};
    this.waiting.delete(turn);
    if (error) failed?.(Object.assign(new Error(error), { kind: error }));
    else done?.(answer);
  }

  /** Ends the worker with all it holds. Questions still open are never answered. */
  stop() {
    this.worker.terminate();
    this.waiting.clear();
  }
}
