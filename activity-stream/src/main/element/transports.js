/* ---------------------------------------------------------------- transports */

/** So long a line that is new may take to answer. */
const OPENING_MILLIS = 10_000;

/** Listens whether a line is alive. */
class Hearing {
  #at = Date.now();
  #isNew = true;

  heard() {
    this.#at = Date.now();
    this.#isNew = false;
  }

  /**
   * @param limit so long a line may say nothing
   * @param isAsked whether an answer is awaited
   */
  isSilent(limit, isAsked) {
    return Date.now() - this.#at > (this.#isNew && isAsked ? Math.min(limit, OPENING_MILLIS) : limit);
  }
}

/**
 * The protocol over one WebSocket. The first subscription to a channel has no name, so that servers
 * understand it that know no names; others are called by the least number that is free.
 */
class SocketWire {
  #socket;
  #events;
  #hearing = new Hearing();
  #waiting = [];
  /** By channel and name; without a subscription where that was closed before it was answered. */
  #entries = new Map();

  constructor(url, token, events) {
    this.#events = events;
    const address = new URL(url);
    address.protocol = address.protocol.replace('http', 'ws');
    const protocols = token ? ['astir.v1', `bearer.${token}`] : ['astir.v1'];
    this.#socket = new WebSocket(address, protocols);
    this.#socket.onopen = () => this.#waiting.splice(0).forEach((text) => this.#socket.send(text));
    this.#socket.onmessage = ({ data }) => {
      this.#hearing.heard();
      for (const message of [JSON.parse(data)].flat()) this.#receive(message);
    };
    this.#socket.onclose = ({ code }) => events.closed(code);
  }

  subscribe(subscription) {
    const { channel, filter, position } = subscription;
    let name;
    for (let next = 2; this.#entries.has(key(channel, name)); next++) name = String(next);
    this.#entries.set(key(channel, name), { subscription, name, isAnswered: false });
    this.#send({ type: 'subscribe', channel, subscription: name, filter, after: position });
  }

  unsubscribe(subscription) {
    const found = [...this.#entries].find(([, entry]) => entry.subscription === subscription);
    if (!found) return;
    const [id, entry] = found;
    this.#send({ type: 'unsubscribe', channel: subscription.channel, subscription: entry.name });
    // An answer that is on its way must not be taken for that of the next one of this name.
    if (entry.isAnswered) this.#entries.delete(id);
    else entry.subscription = null;
  }

  authenticate(token) {
    this.#send({ type: 'auth', token });
  }

  isSilent(limit) {
    const isAsked = [...this.#entries.values()].some((entry) => entry.subscription && !entry.isAnswered);
    return this.#hearing.isSilent(limit, isAsked);
  }

  close() {
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close();
  }

  #receive(message) {
    if (message.type === 'ping' && !message.channel) {
      if (message.position) this.#events.ping(message.position);
      return;
    }
    const id = key(message.channel, message.subscription);
    const entry = this.#entries.get(id);
    if (!entry) return;
    if (message.type === 'subscribed' || message.type === 'error') entry.isAnswered = true;
    if (entry.subscription) this.#events.message(message, entry.subscription);
    else if (entry.isAnswered) this.#entries.delete(id);
  }

  #send(message) {
    const text = JSON.stringify(message);
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(text);
    else this.#waiting.push(text);
  }
}

function key(channel, name) {
  return JSON.stringify([channel, name]);
}

/**
 * The protocol over SSE, one stream a subscription, read by fetch: EventSource can neither send a token
 * nor tell a refusal from a broken line.
 */
class EventStreamWire {
  #url;
  #token;
  #events;
  /** By subscription. */
  #streams = new Map();

  constructor(url, token, events) {
    this.#url = url;
    this.#token = token;
    this.#events = events;
  }

  subscribe(subscription) {
    const stream = { abort: new AbortController(), hearing: new Hearing() };
    this.#streams.set(subscription, stream);
    const ended = (code) => {
      if (this.#streams.get(subscription) === stream) this.#events.closed(code);
    };
    this.#read(subscription, stream).then(ended, () => ended(0));
  }

  unsubscribe(subscription) {
    this.#streams.get(subscription)?.abort.abort();
    this.#streams.delete(subscription);
  }

  authenticate(token) {
    this.#token = token; // a running stream keeps the credentials that it began with
  }

  isSilent(limit) {
    return [...this.#streams.values()].some(({ hearing }) => hearing.isSilent(limit, true));
  }

  close() {
    for (const subscription of [...this.#streams.keys()]) this.unsubscribe(subscription);
  }

  async #read(subscription, { abort, hearing }) {
    const response = await fetch(this.#address(subscription), {
      headers: { Accept: 'text/event-stream', ...bearer(this.#token) },
      credentials: this.#token ? 'omit' : 'same-origin',
      cache: 'no-store',
      signal: abort.signal,
    });
    if (response.status === 401) return NOT_AUTHENTICATED;
    if (response.status === 403) return FORBIDDEN;
    if (response.status === 400) return this.#refused(subscription, await response.json());
    if (!response.ok) return 0;
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const parse = eventStreamParser((data) => {
      hearing.heard();
      for (const message of [JSON.parse(data)].flat()) this.#receive(message, subscription);
    });
    for (;;) {
      const { done, value } = await reader.read();
      if (done || abort.signal.aborted) return 0;
      parse(value);
    }
  }

  #address({ channel, filter, position }) {
    const address = new URL(this.#url);
    address.pathname = address.pathname.replace(/\/?$/, '/events');
    address.searchParams.append('channel', channel);
    appendFilter(address.searchParams, filter);
    if (position) address.searchParams.set('after', position);
    return address;
  }

  #receive(message, subscription) {
    if (!this.#streams.has(subscription)) return;
    // The stream ends with it, which is no reason to connect again for the others.
    if (message.type === 'reset') this.unsubscribe(subscription);
    this.#events.message(message, subscription);
  }

  /** A request that is wrong in itself: the answer is for its own subscription. */
  #refused(subscription, { detail }) {
    this.#streams.delete(subscription);
    const message = { type: 'error', channel: subscription.channel, code: 'invalid', detail };
    this.#events.message(message, subscription);
  }
}

/** Calls `emit` with the data of each event. The messages name their own type, so only data is needed. */
function eventStreamParser(emit) {
  let rest = '';
  let data = [];
  return (text) => {
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    for (const line of lines) {
      if (line.startsWith('data:')) {
        data.push(line.slice(line[5] === ' ' ? 6 : 5));
      } else if (line === '' && data.length > 0) {
        const event = data.join('\n');
        data = [];
        emit(event);
      }
    }
  };
}

function bearer(token) {
  return token ? { Authorization: `Bearer ${token}` } : {};
}

function appendFilter(params, filter) {
  for (const [name, value] of Object.entries(filter ?? {})) {
    for (const each of [value].flat()) if (each != null) params.append(name, each);
  }
}
