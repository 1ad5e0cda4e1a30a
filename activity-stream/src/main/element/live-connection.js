/* ---------------------------------------------------------------- live connection */

const RETRY_MIN_MILLIS = 500;
const RETRY_MAX_MILLIS = 20_000;
/** The server sends a ping every 25 s; two missing ones and some slack mean that the line is dead. */
const SILENCE_MILLIS = 60_000;

const NOT_AUTHENTICATED = 4001;
const TOKEN_EXPIRED = 4002;
const FORBIDDEN = 4003;
const BLOCKED = 4009;

/**
 * One connection that carries any number of subscriptions of the feed protocol `astir.v1`, several of
 * them to one channel too, each with its own filter, position and handler. Over WebSocket that is one
 * socket; over SSE one stream a subscription. It reconnects with full jitter, for all of them at once:
 * each durable one resumes after its own position, each ephemeral one gets the whole state again.
 *
 *   const live = new LiveConnection({ url: '/api/live' });
 *   const mine = live.subscribe('activities', show, { filter: { actor: ['42'] }, after: page.position });
 *   const all = live.subscribe('activities', count);
 *   mine.close();
 *
 * State (event `state`): `connecting`, `live`, `waiting` (lost, trying again), `signed-out` (credentials
 * missing or refused), `refused` (forbidden or blocked), `closed`. While it waits, `retryAt` says until
 * when; each change of that is an event `retry`, and `reconnect()` does not wait.
 */
export class LiveConnection extends EventTarget {
  #url;
  #transport;
  #token;
  #renew;
  #silenceMillis;
  #subscriptions = new Set();
  #state = 'closed';
  #retryAt = null;
  #wire = null;
  #attempts = 0;
  #renewed = false;
  #proven = null;
  #retryTimer = 0;
  #watchdog = 0;
  #generation = 0;

  /**
   * @param url base address of the protocol, such as `/api/live`
   * @param token string or function giving one; without it the browser's cookies sign in
   * @param renew asked when credentials were refused; resolves to true when trying again makes sense, to
   *     false when they have ended; rejects when that cannot be told now
   */
  constructor({ url, transport = 'auto', token = null, renew = null, silenceMillis = SILENCE_MILLIS }) {
    super();
    this.#url = new URL(url, document.baseURI);
    this.#transport = transport;
    this.#token = token;
    this.#renew = renew;
    this.#silenceMillis = silenceMillis;
  }

  get state() {
    return this.#state;
  }

  /** When the next attempt is made, in milliseconds as Date.now() has them; null when none is awaited. */
  get retryAt() {
    return this.#retryAt;
  }

  /**
   * Subscribes to a channel, beside other subscriptions to it. `handler` gets each message of the
   * protocol for this subscription: subscribed, put, patch, remove, reset, error.
   * Returns an object with `close()`, which ends this one alone.
   */
  subscribe(channel, handler, { filter, after } = {}) {
    const subscription = { channel, handler, filter, position: after, confirmed: false };
    this.#subscriptions.add(subscription);
    if (this.#state === 'closed') {
      this.#open();
    } else {
      this.#wire?.subscribe(subscription);
    }
    return {
      close: () => {
        if (this.#subscriptions.delete(subscription)) this.#wire?.unsubscribe(subscription);
      },
    };
  }

  /** New credentials for the open socket, without a reconnect. */
  authenticate(token) {
    this.#token = token;
    if (typeof token === 'string') this.#wire?.authenticate(token);
    if (this.#state === 'signed-out') this.reconnect();
  }

  /** Tries again at once, whatever the state, unless closed. */
  reconnect() {
    if (this.#state === 'closed') return;
    this.#attempts = 0;
    this.#renewed = false;
    this.#connect();
  }

  /** Ends everything; a later subscribe opens it again. */
  close() {
    this.#generation++;
    this.#plan(null);
    clearInterval(this.#watchdog);
    window.removeEventListener('online', this.#wake);
    document.removeEventListener('visibilitychange', this.#wake);
    this.#subscriptions.clear();
    this.#wire?.close();
    this.#wire = null;
    this.#setState('closed');
  }

  #open() {
    window.addEventListener('online', this.#wake);
    document.addEventListener('visibilitychange', this.#wake);
    this.#watchdog = setInterval(() => this.#checkSilence(), 5_000);
    this.#connect();
  }

  async #connect() {
    const generation = ++this.#generation;
    this.#plan(null);
    this.#wire?.close();
    this.#wire = null;
    for (const subscription of this.#subscriptions) subscription.confirmed = false;
    if (this.#state !== 'waiting') this.#setState('connecting');
    let token;
    try {
      token = typeof this.#token === 'function' ? await this.#token() : this.#token;
    } catch {
      if (generation === this.#generation) this.#retry();
      return;
    }
    if (generation !== this.#generation) return;
    const transport = this.#chooseTransport();
    const Wire = transport === 'sse' ? EventStreamWire : SocketWire;
    // What an abandoned attempt still reports must not touch the current one.
    const current = (action) => (...values) => generation === this.#generation && action(...values);
    try {
      this.#wire = new Wire(this.#url, token, {
        message: current((message, subscription) => this.#receive(message, subscription, transport)),
        ping: current((position) => this.#advance(position)),
        closed: current((code) => this.#lost(code)),
      });
    } catch {
      this.#lost(0); // the browser does not allow it, for instance ws: from an https: page
      return;
    }
    for (const subscription of this.#subscriptions) this.#wire.subscribe(subscription);
  }

  /** What has worked once is kept; until then every third attempt tries the other transport. */
  #chooseTransport() {
    if (this.#transport !== 'auto') return this.#transport;
    if (this.#proven) return this.#proven;
    return this.#attempts % 3 === 2 ? 'sse' : 'websocket';
  }

  #receive(message, subscription, transport) {
    if (!this.#subscriptions.has(subscription)) return;
    if (message.type === 'subscribed') {
      subscription.confirmed = true;
      this.#attempts = 0;
      this.#renewed = false;
      this.#proven = transport;
      this.#setState('live');
    } else if (message.type === 'ping') {
      if (subscription.confirmed && subscription.position) subscription.position = message.position;
      return;
    } else if (message.type === 'reset') {
      // Ended: what pings tell of the others is not true for it.
      subscription.confirmed = false;
    } else if (!subscription.confirmed && message.type !== 'error') {
      return; // belongs to an earlier subscription of this name
    }
    if (message.position) subscription.position = message.position;
    try {
      subscription.handler(message);
    } catch (failure) {
      reportError(failure); // the other subscriptions go on
    }
  }

  /** Everything up to a position was looked at, for all durable subscriptions. */
  #advance(position) {
    for (const subscription of this.#subscriptions) {
      if (subscription.confirmed && subscription.position) subscription.position = position;
    }
  }

  async #lost(code) {
    const generation = ++this.#generation;
    this.#wire?.close();
    this.#wire = null;
    if (code === FORBIDDEN || code === BLOCKED) {
      this.#setState('refused');
      return;
    }
    if (code === NOT_AUTHENTICATED || code === TOKEN_EXPIRED) {
      const fresh = await this.#freshCredentials();
      if (generation !== this.#generation) return;
      if (!fresh) {
        this.#setState('signed-out');
        return;
      }
    }
    this.#retry();
  }

  /** Once a connection: credentials that are refused again right after renewal will not get better. */
  async #freshCredentials() {
    if (this.#renewed) return false;
    this.#renewed = true;
    if (!this.#renew) return typeof this.#token === 'function';
    try {
      return Boolean(await this.#renew());
    } catch {
      // Whether they are good is not known: asked again with the next attempt.
      this.#renewed = false;
      return true;
    }
  }

  #retry() {
    this.#plan(retryDelay(++this.#attempts));
    this.#setState('waiting');
  }

  /** Plans the next attempt after a delay, or none, in place of what was planned. */
  #plan(delay) {
    clearTimeout(this.#retryTimer);
    const before = this.#retryAt;
    this.#retryAt = delay === null ? null : Date.now() + delay;
    if (delay !== null) this.#retryTimer = setTimeout(() => this.#connect(), delay);
    if (this.#retryAt !== before) this.#dispatch('retry', { retryAt: this.#retryAt });
  }

  #checkSilence() {
    if (this.#wire?.isSilent(this.#silenceMillis)) this.#lost(0);
  }

  /** The network or the person came back: no reason to wait for a timer. */
  #wake = () => {
    if (document.visibilityState === 'hidden') return;
    if (this.#state === 'waiting' && !this.#wire) this.#connect();
    else this.#checkSilence();
  };

  #setState(state) {
    if (state === this.#state) return;
    this.#state = state;
    this.#dispatch('state', { state });
  }

  #dispatch(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** Full jitter: anything between the least delay and a limit that doubles with each attempt. */
function retryDelay(attempt) {
  const limit = Math.min(RETRY_MAX_MILLIS, RETRY_MIN_MILLIS * 2 ** attempt);
  return RETRY_MIN_MILLIS + Math.random() * (limit - RETRY_MIN_MILLIS);
}
