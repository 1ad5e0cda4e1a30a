/** Everybody's day until now: a strip and the active time, of those whom one may see. */
import { nothing } from 'lit';
import { call } from '../http.js';

/** Strips are coarse, so a minute is new enough; what somebody switches to shows sooner. */
const EVERY = 60_000;
const SOONER = 30_000;

/** Lit controller; `of(userId)` is a person's day as the API has it, undefined where it is not to be seen. */
export class TodayOfAll {
  #host;
  #days = new Map();
  /** How a day looks: not needed before there is one. */
  #looks;
  #at = 0;
  #timer = 0;

  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {
    this.#load();
  }

  hostDisconnected() {
    clearTimeout(this.#timer);
    this.#timer = 0;
  }

  of(userId) {
    return this.#days.get(userId);
  }

  /** The strip of a person's day; nothing where it is not to be seen. */
  strip(userId) {
    const day = this.#days.get(userId);
    return day ? this.#looks.today(day) : nothing;
  }

  /** What the marks of strips mean; nothing where there is none. */
  get legend() {
    const [day] = this.#days.values();
    return day ? this.#looks.legend(day) : nothing;
  }

  /** Somebody does something else now. */
  changed() {
    if (this.#host.isConnected) this.#plan(Math.max(0, this.#at + SOONER - Date.now()), true);
  }

  #plan(millis, sooner = false) {
    if (sooner && this.#timer && Date.now() + millis >= this.#at + EVERY) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#load(), millis);
  }

  /** Without it people are shown all the same; where it was once, it stays until it comes again. */
  async #load() {
    clearTimeout(this.#timer);
    this.#at = Date.now();
    try {
      if (!document.hidden || this.#days.size === 0) {
        const [{ items }, looks] = await Promise.all([
          call('GET', '/api/timeline/today'),
          import('./now-today.js'),
        ]);
        this.#looks = looks;
        this.#days = new Map(items.map((day) => [day.userId, day]));
        this.#host.requestUpdate();
      }
    } catch (problem) {
      if (!problem.isPassing) return;
    }
    if (this.#host.isConnected) this.#plan(EVERY);
  }
}
