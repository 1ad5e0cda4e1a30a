/* ---------------------------------------------------------------- transports */

/** The protocol over one WebSocket. */
class SocketWire {
  #socket;
  #waiting = [];

  constructor(url, token, { message, closed }) {
    const address = new URL(url);
    address.protocol = address.protocol.replace('http', 'ws');
    const protocols = token ? ['astir.v1', `bearer.${token}`] : ['astir.v1'];
    this.#socket = new WebSocket(address, protocols);
    this.#socket.onopen = () => this.#waiting.splice(0).forEach((text) => this.#socket.send(text));
    this.#socket.onmessage = ({ data }) => [JSON.parse(data)].flat().forEach(message);
    this.#socket.onclose = ({ code }) => closed(code);
  }

  subscribe({ channel, filter, position }) {
    this.#send({ type: 'subscribe', channel, filter, after: position });
  }

  unsubscribe(channel) {
    this.#send({ type: 'unsubscribe', channel });
  }

  authenticate(token) {
    this.#send({ type: 'auth', token });
  }

  close() {
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close();
  }

  #send(message) {
    const text = JSON.stringify(message);
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(text);
    else this.#waiting.push(text);
  }
}

/**
 * The protocol over SSE, one stream a channel, read by fetch: EventSource can neither send a token nor
 * tell a refusal from a broken line.
 */
class EventStreamWire {
  #url;
  #token;
  #events;
  #streams = new Map();

  constructor(url, token, events) {
    this.#url = url;
    this.#token = token;
    this.#events = events;
  }

  subscribe(subscription) {
    this.unsubscribe(subscription.channel);
    const abort = new AbortController();
    this.#streams.set(subscription.channel, abort);
    this.#read(subscription, abort.signal).then(
      (code) => abort.signal.aborted || this.#events.closed(code),
      () => abort.signal.aborted || this.#events.closed(0),
    );
  }

  unsubscribe(channel) {
    this.#streams.get(channel)?.abort();
    this.#streams.delete(channel);
  }

  authenticate(token) {
    this.#token = token; // a running stream keeps the credentials that it began with
  }

  close() {
    for (const channel of [...this.#streams.keys()]) this.unsubscribe(channel);
  }

  async #read({ channel, filter, position }, signal) {
    const address = new URL(this.#url);
    address.pathname = address.pathname.replace(/\/?$/, '/events');
    address.searchParams.append('channel', channel);
    appendFilter(address.searchParams, filter);
    if (position) address.searchParams.set('after', position);
    const response = await fetch(address, {
      headers: { Accept: 'text/event-stream', ...bearer(this.#token) },
      credentials: this.#token ? 'omit' : 'same-origin',
      cache: 'no-store',
      signal,
    });
    if (response.status === 401) return NOT_AUTHENTICATED;
    if (response.status === 403) return FORBIDDEN;
    if (!response.ok) return 0;
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const parse = eventStreamParser((data) => [JSON.parse(data)].flat().forEach(this.#events.message));
    for (;;) {
      const { done, value } = await reader.read();
      if (done || signal.aborted) return 0;
      parse(value);
    }
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
