/** Applications that are opened into the sites that were used in them. */
import { Problem } from '../../http.js';

/** Lit controller: asks for the sites of those that are open, and again when the report is of something else. */
export class Sites {
  #host;
  #ask;
  #open = new Map();
  #signal = null;

  /** Why the sites of an application did not come, or null. */
  problem = null;

  /** @param ask called with an application and a signal; gives `{current, past}` */
  constructor(host, ask) {
    this.#host = host;
    this.#ask = ask;
    host.addController(this);
  }

  hostConnected() {
    this.#signal = new AbortController();
  }

  hostDisconnected() {
    this.#signal.abort();
    this.#open.clear();
  }

  isOpen(app) {
    return this.#open.has(app);
  }

  /** What was answered of an application that is open; undefined before. */
  of(app) {
    return this.#open.get(app);
  }

  toggle(app) {
    if (this.#open.delete(app)) this.#host.requestUpdate();
    else this.#load(app);
  }

  /** Asks again for all that are open. */
  again() {
    for (const app of this.#open.keys()) this.#load(app);
  }

  async #load(app) {
    if (!this.#open.has(app)) this.#open.set(app, undefined);
    this.problem = null;
    this.#host.requestUpdate();
    try {
      const answers = await this.#ask(app, this.#signal.signal);
      if (this.#open.has(app)) this.#open.set(app, answers);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem; // a mistake of ours
      this.#open.delete(app);
      this.problem = problem;
    }
    this.#host.requestUpdate();
  }
}
