/** When what a page shows is asked for again. */

const MINUTE_MILLIS = 60_000;

/** After a change: others often follow at once. */
const SOON_MILLIS = 1_500;

/** Where many people are, somebody always starts or stops. */
const LEAST_MILLIS = 10_000;

/** While days are still being computed. */
const INCOMPLETE_MILLIS = 5_000;

/** Lit controller: asks again from time to time while the page is seen, and soon after something has changed. */
export class Refresh {
  #run;
  #age;
  #askedAt = 0;
  #timeout = 0;
  #at = Infinity;

  /**
   * @param run asks
   * @param age how old an answer may become, in milliseconds
   */
  constructor(host, run, age = MINUTE_MILLIS) {
    this.#run = run;
    this.#age = age;
    host.addController(this);
  }

  hostConnected() {
    this.#askedAt = Date.now();
    document.addEventListener('visibilitychange', this.#seen);
    this.#plan(this.#age);
  }

  hostDisconnected() {
    document.removeEventListener('visibilitychange', this.#seen);
    clearTimeout(this.#timeout);
    this.#at = Infinity;
  }

  /** Something has changed. */
  soon() {
    this.#plan(Math.max(SOON_MILLIS, this.#askedAt + LEAST_MILLIS - Date.now()));
  }

  /** What was answered is not all yet. */
  incomplete() {
    this.#plan(INCOMPLETE_MILLIS);
  }

  /** The earliest of what was planned counts. */
  #plan(delay) {
    const at = Date.now() + delay;
    if (at >= this.#at) return;
    clearTimeout(this.#timeout);
    this.#at = at;
    this.#timeout = setTimeout(this.#due, delay);
  }

  #due = () => {
    this.#at = Infinity;
    // Nobody sees it: when somebody does, it is due at once.
    if (document.visibilityState === 'hidden') return;
    this.#askedAt = Date.now();
    this.#plan(this.#age);
    this.#run();
  };

  #seen = () => {
    if (document.visibilityState === 'visible' && this.#at === Infinity) this.#due();
  };
}
