/** What a panel loads, and how far it is: the controller behind the states of a panel. */
import { Problem } from '../http.js';

/** Most answers are there sooner, and blocks that flash by are a shimmer of their own. */
const PATIENCE_MILLIS = 300;

/** Delays before it is tried again by itself: at first soon, since most of what passes passes quickly. */
const RETRY_MILLIS = [2_000, 5_000, 15_000, 30_000];

/** Too many requests are not answered with more of them. */
const BUSY_MILLIS = 60_000;

/**
 * Lit controller: loads something when its host comes onto the page, and again when asked. A later run ends an
 * earlier one; what was loaded stays while it is loaded again, and when that fails. A passing problem is tried
 * again by itself, at once when the browser comes back online.
 *
 *   #week = new Loading(this, (signal) => call('GET', '/api/weeks/48', undefined, { signal }));
 */
export class Loading {
  /** `loading`, `ready` or `failed`. */
  state = 'loading';
  /** What was loaded last; undefined before. */
  value = undefined;
  /** When that was. */
  loadedAt = null;
  /** Why the last run failed, until one succeeds. */
  problem = null;
  /** Whether the run takes so long that one should see it. */
  isSlow = false;

  #host;
  #load;
  #abort = null;
  #attempts = 0;
  #retry = 0;
  #patience = 0;
  #running = null;

  /** @param load called with an AbortSignal */
  constructor(host, load) {
    this.#host = host;
    this.#load = load;
    host.addController(this);
  }

  /** Whether it will be tried again without anybody's doing. */
  get retriesByItself() {
    return this.#retry !== 0;
  }

  hostConnected() {
    addEventListener('online', this.#online);
    this.run();
  }

  hostDisconnected() {
    removeEventListener('online', this.#online);
    this.#end();
  }

  /** Loads it, for the first time or again; resolves when this run is over, also when a later one ended it. */
  run() {
    return (this.#running = this.#start());
  }

  /** Loads it again when what is under way is there: whoever waits for that sees it first. */
  async later() {
    let running;
    do {
      running = this.#running;
      await Promise.allSettled([running]);
    } while (running !== this.#running);
    if (this.#host.isConnected) await this.run();
  }

  async #start() {
    this.#end();
    const abort = (this.#abort = new AbortController());
    this.state = 'loading';
    this.#patience = setTimeout(() => this.#change({ isSlow: true }), PATIENCE_MILLIS);
    this.#host.requestUpdate();
    try {
      const value = await this.#load(abort.signal);
      if (this.#abort !== abort) return;
      this.#attempts = 0;
      this.#over({ state: 'ready', value, loadedAt: new Date(), problem: null });
    } catch (problem) {
      if (this.#abort !== abort) return;
      this.#over({ state: 'failed', problem });
      if (!(problem instanceof Problem)) throw problem; // a mistake of ours, which belongs in the log too
      if (problem.isPassing) this.#planRetry(problem);
    }
  }

  #planRetry({ status }) {
    const delay = status === 429 ? BUSY_MILLIS : RETRY_MILLIS[Math.min(this.#attempts, RETRY_MILLIS.length - 1)];
    this.#attempts++;
    // Spread: everybody's pages have failed in the same second.
    this.#retry = setTimeout(() => this.run(), delay * (0.75 + Math.random() / 2));
    this.#host.requestUpdate();
  }

  #online = () => {
    if (this.problem?.isPassing) this.run();
  };

  #end() {
    this.#abort?.abort();
    this.#abort = null;
    this.#stopTimers();
  }

  #over(changes) {
    this.#stopTimers();
    this.#change(changes);
  }

  #stopTimers() {
    clearTimeout(this.#patience);
    clearTimeout(this.#retry);
    this.#retry = 0;
    this.isSlow = false;
  }

  #change(changes) {
    Object.assign(this, changes);
    this.#host.requestUpdate();
  }
}

/** Lit controller: whether its host has been on the page for so long that one should see that it loads. */
export class Patience {
  isOver = false;

  #host;
  #timeout = 0;

  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {
    this.isOver = false;
    this.#timeout = setTimeout(() => {
      this.isOver = true;
      this.#host.requestUpdate();
    }, PATIENCE_MILLIS);
  }

  hostDisconnected() {
    clearTimeout(this.#timeout);
  }
}
