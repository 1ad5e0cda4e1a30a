/**
 * The one live connection of all pages, and what an element needs of it: its state, and the items of a
 * channel. Any number of elements may follow a channel, each with a filter of its own.
 */
import { LiveConnection } from '/astir/live-connection.js';
import { renew } from './http.js';

/** A connection that knows since when it is lost: a page that is opened meanwhile did not see it. */
class Connection extends LiveConnection {
  /** When it was lost, while it is. */
  lostAt = null;

  constructor(options) {
    super(options);
    this.addEventListener('state', ({ detail }) => {
      if (detail.state === 'live') this.lostAt = null;
      else if (detail.state === 'waiting') this.lostAt ??= new Date();
    });
  }
}

/** A connection in the name of whoever is signed in; it opens with the first subscription. */
export function connect() {
  return new Connection({ url: '/api/live', renew });
}

/** What a LiveConnection tells of itself: its state, and until when it waits. */
const EVENTS = ['state', 'retry'];

/** Lit controller: renders its host when the connection's state changes. */
export class ConnectionState {
  #host;
  #live = null;

  /** @param live gives the connection once the host is on the page */
  constructor(host, live) {
    this.#host = host;
    this.live = live;
    host.addController(this);
  }

  /** Of LiveConnection; `closed` without one. */
  get state() {
    return this.#live?.state ?? 'closed';
  }

  /** Whether what is shown is true now. */
  get isLive() {
    return this.state === 'live';
  }

  /** When the connection was lost, while it is; null before the first time. */
  get lostAt() {
    return this.#live?.lostAt ?? null;
  }

  /** When it is tried again, in milliseconds as Date.now() has them; null when that is not awaited. */
  get retryAt() {
    return this.#live?.retryAt ?? null;
  }

  hostConnected() {
    this.#live = this.live();
    for (const type of EVENTS) this.#live?.addEventListener(type, this.#changed);
  }

  hostDisconnected() {
    for (const type of EVENTS) this.#live?.removeEventListener(type, this.#changed);
    this.#live = null;
  }

  #changed = () => this.#host.requestUpdate();
}

/**
 * Lit controller: the items of an ephemeral channel while its host is on the page, by id. `items` is null
 * until they are known, and keeps what was known while the connection is lost.
 */
export class ChannelItems {
  #host;
  #channel;
  #live;
  #options;
  #subscription = null;

  /**
   * @param live gives the connection once the host is on the page
   * @param options `filter` of the subscription, `id` (of an item; its `id` by default), `changed` (called
   *     with an item and the one before it, or null for none, for what came live)
   */
  constructor(host, channel, live, options = {}) {
    this.items = null;
    this.failure = null;
    this.#host = host;
    this.#channel = channel;
    this.#live = live;
    this.#options = { id: (item) => item.id, ...options };
    host.addController(this);
  }

  hostConnected() {
    const { filter } = this.#options;
    this.#subscription = this.#live().subscribe(this.#channel, (message) => this.#receive(message), { filter });
  }

  hostDisconnected() {
    this.#subscription.close();
  }

  /** What a request has answered, unless something newer has come live. */
  put(item) {
    const key = this.#options.id(item);
    if (!this.items || this.items.get(key)?.version > item.version) return;
    this.items.set(key, item);
    this.#host.requestUpdate();
  }

  #receive(message) {
    const { id, changed } = this.#options;
    switch (message.type) {
      case 'subscribed':
        this.failure = null;
        this.items = new Map((message.items ?? []).map((item) => [id(item), item]));
        break;
      case 'put': {
        const before = this.items.get(message.id) ?? null;
        this.items.set(message.id, message.item);
        changed?.(message.item, before);
        break;
      }
      case 'remove': {
        const before = this.items.get(message.id);
        if (this.items.delete(message.id)) changed?.(null, before);
        break;
      }
      case 'error':
        this.failure = message.detail;
        break;
      default:
        return;
    }
    this.#host.requestUpdate();
  }
}
