/** Which day is shown, of whom, and what is known of it. */
import { isDate } from '../../calendar.js';
import { call } from '../../http.js';
import { ChannelItems } from '../../live.js';
import { Loading } from '../../parts/loading.js';
import { Query } from '../../router.js';
import { taskNamesOf } from './names.js';
import { localOf } from './times.js';

/** Of a session in which somebody works, news come each second. */
const RELOAD_MILLIS = 4_000;
const MINUTE = 60_000;

/**
 * Lit controller of the page: the day stands in the address (`?date=…&person=…`, today and oneself without them), is
 * loaded when that changes, and follows what is recorded of it while it is today.
 */
export class ShownDay {
  #host;
  #loading;
  #query;
  #sessions;
  #loadedFor = null;
  #minutes = 0;
  #reload = 0;
  #reloadedAt = -Infinity;
  /** How much later the server's clock is. */
  #skew = 0;
  #moved;

  /** @param moved called when another day, or another person's, is shown */
  constructor(host, moved) {
    this.#host = host;
    this.#moved = moved;
    this.#query = new Query(host, () => host.app.router);
    host.addController(this);
    this.#loading = new Loading(host, (signal) => this.#load(signal));
    this.#sessions = new ChannelItems(host, 'sessions', () => host.app.live, {
      changed: (session, before) => (session ?? before).userId === this.userId && this.#reloadSoon(),
    });
  }

  hostConnected() {
    this.#loadedFor = this.#key;
    this.#minutes = setInterval(() => this.isToday && this.#loading.run(), MINUTE);
  }

  hostDisconnected() {
    clearInterval(this.#minutes);
    clearTimeout(this.#reload);
    this.#reload = 0;
  }

  hostUpdate() {
    if (!this.#host.isConnected || this.#loadedFor === this.#key) return;
    this.#loadedFor = this.#key;
    this.#moved();
    this.#loading.run();
  }

  get loading() {
    return this.#loading;
  }

  /** What is in the address besides the day. */
  get query() {
    return this.#query.values;
  }

  set(changes) {
    this.#query.set(changes);
  }

  /** Whose day it is where it is not one's own. */
  get person() {
    const { person } = this.query;
    return person && person !== this.#host.app.user.id ? person : null;
  }

  get userId() {
    return this.person ?? this.#host.app.user.id;
  }

  /** By the server's clock. */
  get now() {
    return Date.now() + this.#skew;
  }

  get today() {
    return localOf(this.now, this.#loading.value?.timeZone ?? this.#host.app.user.timeZone).slice(0, 10);
  }

  get date() {
    const date = this.query.date ?? this.#host.params.date;
    return date && isDate(date) ? date : this.today;
  }

  get isToday() {
    return this.date === this.today;
  }

  /** One's own, unless the week is approved, or the day is yet to come. */
  get isEditable() {
    return !this.person && !this.#loading.value?.closed && this.date <= this.today;
  }

  go(date) {
    this.set({ date: date === this.today && !this.#host.params.date ? null : date });
  }

  /** The session that runs now, if one does: the latest, while it is not told yet that another ended with it. */
  get running() {
    const isOpen = ({ userId, status }) => userId === this.userId && status === 'active';
    const open = [...(this.#sessions.items?.values() ?? [])].filter(isOpen);
    return open.reduce((last, each) => (last && last.startTime >= each.startTime ? last : each), undefined);
  }

  /** A session as a request has answered it. */
  put(session) {
    this.#sessions.put(session);
  }

  get #key() {
    return `${this.userId} ${this.date}`;
  }

  async #load(signal) {
    const timeline = await call('GET', `/api/timeline?date=${this.date}&userId=${this.userId}`, undefined, {
      signal,
    });
    this.#skew = Date.parse(timeline.asOf) - Date.now();
    // While a night shift goes on the day has no end yet.
    const midnight = Date.parse(timeline.dayStart) + timeline.lengthSeconds * 1_000;
    const dayEnd = timeline.dayEnd ?? new Date(Math.max(midnight, Date.parse(timeline.asOf))).toISOString();
    return { ...timeline, dayEnd, tasks: await taskNamesOf(timeline.sessions, signal) };
  }

  /** At once, and then not again for some seconds. */
  #reloadSoon() {
    if (!this.isToday) return;
    const wait = Math.max(0, this.#reloadedAt + RELOAD_MILLIS - performance.now());
    this.#reload ||= setTimeout(() => {
      this.#reload = 0;
      this.#reloadedAt = performance.now();
      this.#loading.run();
    }, wait);
  }
}
