/** Which alerts the page lists: what was asked for, with what has come live since. */
import { call } from '../../http.js';
import { Pages } from '../../lists.js';
import { ChannelItems } from '../../live.js';
import { TYPES } from '../../parts/alert.js';
import { Query } from '../../router.js';

const STATES = ['open', 'unanswered', 'resolved'];

/** So many that were resolved stand below those that are open. */
const LATELY = 5;

const LIMIT = 100;

/** Lit controller of the page; the filters stand in the address (`?state=…&type=…&person=…`). */
export class ShownAlerts {
  #host;
  #query;
  #channel;
  #open;
  #done;
  #asked = null;

  /** @param changed called with an alert that has come live, and the one before it */
  constructor(host, changed) {
    this.#host = host;
    this.#query = new Query(host, () => host.app.router);
    this.#channel = new ChannelItems(host, 'alerts', () => host.app.live, { changed });
    host.addController(this);
    this.#open = new Pages(host, (cursor, signal) => this.#page({ waiting: true, cursor }, signal));
    this.#done = new Pages(host, (cursor, signal) => this.#page({ waiting: false, cursor }, signal));
  }

  hostConnected() {
    this.#asked = this.#filter;
  }

  hostUpdate() {
    if (!this.#host.isConnected || this.#asked === this.#filter) return;
    this.#asked = this.#filter;
    this.#open.anew();
    this.#done.anew();
  }

  get state() {
    const { state } = this.#query.values;
    return STATES.includes(state) ? state : STATES[0];
  }

  get type() {
    const { type } = this.#query.values;
    return TYPES.includes(type) ? type : null;
  }

  get person() {
    return this.#query.values.person ?? null;
  }

  get isFiltered() {
    return Boolean(this.type || this.person);
  }

  set(changes) {
    this.#query.set(changes);
  }

  get #filter() {
    return new URLSearchParams({
      limit: LIMIT,
      ...(this.type ? { type: this.type } : {}),
      ...(this.person ? { userId: this.person } : {}),
    }).toString();
  }

  #page({ waiting, cursor }, signal) {
    const at = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    return call('GET', `/api/alerts?waiting=${waiting}&${this.#filter}${at}`, undefined, { signal });
  }

  /** The list that is shown first, as Loading has it. */
  get loading() {
    return this.state === 'resolved' ? this.#done : this.#open;
  }

  /** What the server has answered about one. */
  put(alert) {
    this.#channel.items?.set(alert.id, alert);
    this.#host.requestUpdate();
  }

  /** All that are known, each as it was told last. */
  get #known() {
    const items = [...(this.#open.value?.items ?? []), ...(this.#done.value?.items ?? [])];
    const live = this.#channel.items ?? new Map();
    const fits = ({ type, userId }) =>
      (!this.type || type === this.type) && (!this.person || userId === this.person);
    const known = new Map(items.map((alert) => [alert.id, alert]));
    for (const alert of live.values()) if (fits(alert)) known.set(alert.id, alert);
    return [...known.values()].sort(newestFirst);
  }

  find(id) {
    return this.#known.find((alert) => alert.id === id);
  }

  /** How many are open, as far as they are known. */
  get openCount() {
    return { count: this.#known.filter(({ waiting }) => waiting).length, isMore: Boolean(this.#open.value?.next) };
  }

  /** `[name, alerts]`, in their order; without groups that have none. */
  get groups() {
    const known = this.#known;
    const open = known.filter(({ waiting }) => waiting);
    const done = known.filter(({ waiting }) => !waiting);
    const groups = {
      open: [['open', open], ['lately', done.slice(0, LATELY)]],
      unanswered: [['open', open.filter(({ userId, explanation }) => userId && !explanation)]],
      resolved: [['resolved', done]],
    }[this.state];
    return groups.filter(([, alerts]) => alerts.length > 0);
  }

  /** Whom the alerts that are known are about, by name. */
  get people() {
    const known = this.#known.filter(({ userId }) => userId);
    const people = new Map(known.map(({ userId, userName }) => [userId, userName]));
    return [...people].sort(([, one], [, other]) => one.localeCompare(other));
  }
}

function newestFirst(one, other) {
  return Date.parse(other.openedAt) - Date.parse(one.openedAt) || (one.id < other.id ? -1 : 1);
}
