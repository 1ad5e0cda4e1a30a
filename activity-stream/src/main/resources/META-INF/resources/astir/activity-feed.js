/**
 * <activity-feed>: a live activity feed, as one file without dependencies.
 *
 *   <script type="module" src="/astir/activity-feed.js"></script>
 *   <activity-feed src="/api/activities" live="/api/live" transport="auto"></activity-feed>
 *
 * It loads a page by REST, subscribes after that page's position, and so misses nothing in between;
 * after a break it resumes by position. Everything that comes from the server is shown as text.
 *
 * Attributes  src        page of events (GET: items, next, position)            required
 *             live       the feed protocol; WebSocket here, SSE at {live}/events  none: no live updates
 *             transport  auto | websocket | sse                                  auto
 *             limit      events a page, 1–200                                    50
 *             max        events kept on the page at most                         500
 *             label      accessible name of the feed                             "Activity"
 *             token      bearer token, for pages on another origin               none: cookies
 * Properties  token      string, or a function that returns one (or a promise of one)
 *             filter     {type, actor, entityType, entityId, q, important} as on the wire
 *             messages   texts, over the shipped ones (see TEXTS)
 *             connection a LiveConnection to share, instead of one of its own
 *             request    a replacement for fetch(), for instance one that renews a session
 * Events      astir-state {state}   the live connection changed (see LiveConnection)
 * Parts       status, pill, feed, day, article, icon, message, important, link, time, more, notice
 * Theming     --astir-feed-{font,text,muted,line,surface,hover,accent,on-accent,radius}, and sticky-top, the
 *             height of what covers the page's top; light and dark follow the page's `color-scheme`.
 */

/* ---------------------------------------------------------------- live connection */

const RETRY_MIN_MILLIS = 500;
const RETRY_MAX_MILLIS = 20_000;
/** The server sends a ping every 25 s; two missing ones and some slack mean that the line is dead. */
const SILENCE_MILLIS = 60_000;
const OPENING_MILLIS = 10_000;

const NOT_AUTHENTICATED = 4001;
const TOKEN_EXPIRED = 4002;
const FORBIDDEN = 4003;
const BLOCKED = 4009;

/**
 * One connection that carries any number of channels of the feed protocol `astir.v1`, over WebSocket or
 * SSE. It reconnects with full jitter, resumes durable channels by position and fetches the whole state
 * of ephemeral ones again.
 *
 * State (event `state`): `connecting`, `live`, `waiting` (lost, trying again), `signed-out` (credentials
 * missing or refused), `refused` (forbidden or blocked), `closed`.
 */
export class LiveConnection extends EventTarget {
  #url;
  #transport;
  #token;
  #renew;
  #silenceMillis;
  #subscriptions = new Map();
  #state = 'closed';
  #wire = null;
  #attempts = 0;
  #renewed = false;
  #proven = null;
  #heardAt = 0;
  #heardSomething = false;
  #retryTimer = 0;
  #watchdog = 0;
  #generation = 0;

  /**
   * @param url base address of the protocol, such as `/api/live`
   * @param token string or function giving one; without it the browser's cookies sign in
   * @param renew asked when credentials were refused; resolves to true when trying again makes sense
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

  /**
   * Subscribes to a channel; a connection has at most one subscription a channel. `handler` gets each
   * message of the protocol for it: subscribed, put, patch, remove, reset, error.
   * Returns an object with `close()`.
   */
  subscribe(channel, handler, { filter, after } = {}) {
    const subscription = { channel, handler, filter, position: after, confirmed: false };
    this.#subscriptions.set(channel, subscription);
    if (this.#state === 'closed') {
      this.#open();
    } else {
      this.#wire?.subscribe(subscription);
    }
    return {
      close: () => {
        if (this.#subscriptions.get(channel) !== subscription) return;
        this.#subscriptions.delete(channel);
        this.#wire?.unsubscribe(channel);
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
    clearTimeout(this.#retryTimer);
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
    clearTimeout(this.#retryTimer);
    this.#wire?.close();
    this.#wire = null;
    for (const subscription of this.#subscriptions.values()) subscription.confirmed = false;
    if (this.#state !== 'waiting') this.#setState('connecting');
    this.#heardAt = Date.now();
    this.#heardSomething = false;
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
    const current = (action) => (value) => generation === this.#generation && action(value);
    try {
      this.#wire = new Wire(this.#url, token, {
        message: current((message) => this.#receive(message, transport)),
        closed: current((code) => this.#lost(code)),
      });
    } catch {
      this.#lost(0); // the browser does not allow it, for instance ws: from an https: page
      return;
    }
    for (const subscription of this.#subscriptions.values()) this.#wire.subscribe(subscription);
  }

  /** What has worked once is kept; until then every third attempt tries the other transport. */
  #chooseTransport() {
    if (this.#transport !== 'auto') return this.#transport;
    if (this.#proven) return this.#proven;
    return this.#attempts % 3 === 2 ? 'sse' : 'websocket';
  }

  #receive(message, transport) {
    this.#heardAt = Date.now();
    this.#heardSomething = true;
    if (message.type === 'ping') {
      if (!message.position) return;
      for (const subscription of this.#subscriptions.values()) {
        if (subscription.confirmed && subscription.position) subscription.position = message.position;
      }
      return;
    }
    const subscription = this.#subscriptions.get(message.channel);
    if (!subscription) return;
    if (message.type === 'subscribed') {
      subscription.confirmed = true;
      this.#attempts = 0;
      this.#renewed = false;
      this.#proven = transport;
      this.#setState('live');
    } else if (!subscription.confirmed && message.type !== 'error') {
      return; // belongs to an earlier subscription of this channel
    }
    if (message.position) subscription.position = message.position;
    subscription.handler(message);
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
    if (this.#renew) return Boolean(await Promise.resolve(this.#renew()).catch(() => false));
    return typeof this.#token === 'function';
  }

  #retry() {
    this.#setState('waiting');
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => this.#connect(), retryDelay(++this.#attempts));
  }

  #checkSilence() {
    if (!this.#wire) return;
    const limit = this.#heardSomething ? this.#silenceMillis : OPENING_MILLIS;
    if (Date.now() - this.#heardAt > limit) this.#lost(0);
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
    this.dispatchEvent(new CustomEvent('state', { detail: { state } }));
  }
}

/** Full jitter: anything between the least delay and a limit that doubles with each attempt. */
function retryDelay(attempt) {
  const limit = Math.min(RETRY_MAX_MILLIS, RETRY_MIN_MILLIS * 2 ** attempt);
  return RETRY_MIN_MILLIS + Math.random() * (limit - RETRY_MIN_MILLIS);
}

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

/* ---------------------------------------------------------------- texts */

const TEXTS = {
  en: {
    label: 'Activity',
    today: 'Today',
    yesterday: 'Yesterday',
    now: 'now',
    important: 'Important',
    newEvents: (count) => `${count} new`,
    more: 'Load more',
    loading: 'Loading…',
    empty: 'Nothing has happened yet. New activity appears here by itself.',
    end: 'That is everything.',
    failed: 'The activity could not be loaded. Trying again…',
    moreFailed: 'Older activity could not be loaded.',
    states: {
      connecting: 'Connecting…',
      live: 'Live',
      waiting: 'Connection lost. Reconnecting…',
      'signed-out': 'Not signed in: no live updates',
      refused: 'Live updates were refused',
      closed: 'Not live',
    },
  },
  de: {
    label: 'Aktivität',
    today: 'Heute',
    yesterday: 'Gestern',
    now: 'jetzt',
    important: 'Wichtig',
    newEvents: (count) => `${count} neu`,
    more: 'Mehr laden',
    loading: 'Wird geladen…',
    empty: 'Noch ist nichts geschehen. Neues erscheint hier von selbst.',
    end: 'Das ist alles.',
    failed: 'Die Aktivität konnte nicht geladen werden. Neuer Versuch…',
    moreFailed: 'Ältere Aktivität konnte nicht geladen werden.',
    states: {
      connecting: 'Verbinden…',
      live: 'Live',
      waiting: 'Verbindung verloren. Neuer Versuch…',
      'signed-out': 'Nicht angemeldet: keine Live-Daten',
      refused: 'Live-Daten wurden verweigert',
      closed: 'Nicht live',
    },
  },
};

/* ---------------------------------------------------------------- icons and colours */

/**
 * 24×24 strokes. An event's `icon` names one, or is a sign of its own such as an emoji; without either,
 * its type suggests one.
 */
const ICONS = {
  activity: 'M3 12h4l3-8 4 16 3-8h4',
  alert: 'M12 4 2.5 20h19L12 4zM12 10v4M12 17.2v.1',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l2 2H4l2-2zM10 21h4',
  camera: 'M4 8h3l2-3h6l2 3h3v11H4V8zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z',
  check: 'M21 12a9 9 0 1 1-6-8.5M8 11.5l3.5 3.5L21 5.5',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2',
  code: 'm8 7-5 5 5 5M16 7l5 5-5 5M13.5 5l-3 14',
  edit: 'M4 20h4L19.5 8.5l-4-4L4 16v4z',
  file: 'M6 3h8l4 4v14H6V3zM14 3v4h4',
  link: 'M10 14a4 4 0 0 0 5.7 0l3.6-3.6a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3.6 3.6a4 4 0 0 0 5.7 5.7l1-1',
  message: 'M4 5h16v11h-9l-5 4v-4H4V5z',
  monitor: 'M3 5h18v11H3V5zM9 20h6M12 16v4',
  pause: 'M9 6v12M15 6v12',
  play: 'M8 5v14l11-7L8 5z',
  plug: 'M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0V8zM12 17v4',
  plus: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 8v8M8 12h8',
  stop: 'M7 7h10v10H7z',
  switch: 'M4 8h14l-3-3M20 16H6l3 3',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13',
  user: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21a8 8 0 0 1 16 0',
};

const ICON_SYNONYMS = {
  'alert-triangle': 'alert', warning: 'alert', 'check-circle': 'check', done: 'check', comment: 'message',
  'message-circle': 'message', desktop: 'monitor', device: 'monitor', laptop: 'monitor', app: 'switch',
  'plus-circle': 'plus', add: 'plus', pencil: 'edit', 'play-circle': 'play', start: 'play', square: 'stop',
  'stop-circle': 'stop', image: 'camera', screenshot: 'camera', 'git-commit': 'code', push: 'code',
  'user-plus': 'user', person: 'user', time: 'clock', 'app-window': 'switch', window: 'switch',
  repeat: 'switch', 'arrow-right-left': 'switch', integration: 'link', notification: 'bell',
  '▶': 'play', '⏹': 'stop', '⏸': 'pause', '✅': 'check', '✔': 'check', '💬': 'message', '📷': 'camera',
  '📸': 'camera', '🖥': 'monitor', '💻': 'monitor', '🔄': 'switch', '🔁': 'switch', '⇄': 'switch',
  '🪟': 'switch', '⚠': 'alert', '🔔': 'bell', '🔗': 'link', '🔌': 'plug', '📝': 'edit', '✏': 'edit',
  '➕': 'plus', '＋': 'plus', '⬆': 'code', '🗑': 'trash', '⏰': 'clock', '⏱': 'clock', '🕒': 'clock', '👤': 'user',
}; // prettier-ignore

/** What the words of a dotted type suggest, last word first: `task.completed` → check. */
const ICON_BY_WORD = {
  created: 'plus', completed: 'check', deleted: 'trash', updated: 'edit', edited: 'edit', started: 'play',
  stopped: 'stop', paused: 'pause', switched: 'switch', commented: 'message', screenshot: 'camera',
  push: 'code', enrolled: 'monitor', alert: 'alert', inactive: 'clock', overtime: 'clock', joined: 'user',
  agent: 'monitor', session: 'clock', integration: 'link', user: 'user', task: 'file', system: 'bell',
}; // prettier-ignore

const COLORS = {
  gray: '#6b7280', slate: '#64748b', red: '#dc2626', orange: '#ea580c', amber: '#d97706', yellow: '#ca8a04',
  green: '#16a34a', emerald: '#059669', teal: '#0d9488', cyan: '#0891b2', blue: '#2563eb', indigo: '#4f46e5',
  violet: '#7c3aed', purple: '#9333ea', pink: '#db2777',
}; // prettier-ignore

/** A drawn icon, or the event's own sign as text. */
function iconOf(item) {
  const icon = typeof item.icon === 'string' ? item.icon.replace(/\uFE0F/g, '') : '';
  const name = Object.hasOwn(ICON_SYNONYMS, icon) ? ICON_SYNONYMS[icon] : icon;
  if (Object.hasOwn(ICONS, name)) return svg(ICONS[name]);
  if (icon !== '•' && icon.length <= 8 && /^[^\p{ASCII}\s]+$/u.test(icon)) return icon;
  return svg(suggestedIcon(item));
}

function suggestedIcon(item) {
  for (const word of String(item.eventType ?? '')
    .split('.')
    .reverse()) {
    if (Object.hasOwn(ICON_BY_WORD, word)) return ICONS[ICON_BY_WORD[word]];
  }
  return ICONS.activity;
}

/** A colour from data, only if it is plainly one. */
function safeColor(value) {
  if (typeof value !== 'string') return null;
  if (Object.hasOwn(COLORS, value)) return COLORS[value];
  return /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(value) ? value : null;
}

/** An address from data, only http(s) or relative. */
function safeUrl(value) {
  if (typeof value !== 'string' || value === '') return null;
  try {
    const url = new URL(value, document.baseURI);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : null;
  } catch {
    return null;
  }
}

function svg(path) {
  const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  icon.setAttribute('viewBox', '0 0 24 24');
  icon.setAttribute('aria-hidden', 'true');
  const stroke = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  stroke.setAttribute('d', path);
  icon.append(stroke);
  return icon;
}

/** An element with attributes and children; strings become text nodes, never markup. */
function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/* ---------------------------------------------------------------- times */

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

class Clock {
  constructor(locale, texts) {
    this.texts = texts;
    this.relative = new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'short' });
    this.time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
    this.full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' });
    this.date = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
    this.dateAndYear = new Intl.DateTimeFormat(locale, { dateStyle: 'full' });
  }

  ago(instant) {
    const seconds = (Date.now() - instant) / 1000;
    for (const [unit, size] of UNITS) {
      if (seconds >= size) return this.relative.format(-Math.floor(seconds / size), unit);
    }
    return this.texts.now; // also when the server's clock is a little ahead of ours
  }

  day(instant) {
    const days = Math.round((startOfDay(new Date()) - startOfDay(instant)) / 86_400_000);
    if (days === 0) return this.texts.today;
    if (days === 1) return this.texts.yesterday;
    const sameYear = instant.getFullYear() === new Date().getFullYear();
    return (sameYear ? this.date : this.dateAndYear).format(instant);
  }
}

function startOfDay(instant) {
  return new Date(instant.getFullYear(), instant.getMonth(), instant.getDate());
}

/* ---------------------------------------------------------------- the element */

const STYLES = `
:host {
  --_text: var(--astir-feed-text, light-dark(#1c2024, #edeef0));
  --_muted: var(--astir-feed-muted, light-dark(#5b6470, #a3adb8));
  --_line: var(--astir-feed-line, light-dark(#e4e7ea, #2b3138));
  --_surface: var(--astir-feed-surface, light-dark(#fff, #14181c));
  --_hover: var(--astir-feed-hover, light-dark(#f5f7f8, #1b2026));
  --_accent: var(--astir-feed-accent, light-dark(#0b6e63, #4fd1c0));
  --_on-accent: var(--astir-feed-on-accent, light-dark(#fff, #06211d));
  --_radius: var(--astir-feed-radius, 8px);
  display: block;
  scroll-margin-top: var(--astir-feed-sticky-top, 0px);
  container-type: inline-size;
  color: var(--_text);
  font: var(--astir-feed-font, inherit);
  font-variant-numeric: tabular-nums;
}
:host([hidden]), [hidden] { display: none !important; }
.status {
  display: flex; align-items: center; gap: .5em; min-height: 1.5rem;
  padding: 0 .75rem .375rem; color: var(--_muted); font-size: .8125em;
}
.status::before {
  content: ''; width: .55em; height: .55em; border-radius: 50%; flex: none;
  border: .14em solid currentColor; box-sizing: border-box;
}
.status[data-state=live]::before { background: var(--_accent); border-color: var(--_accent); }
.status[data-state=connecting]::before, .status[data-state=waiting]::before {
  border-right-color: transparent; animation: turn 1s linear infinite;
}
@keyframes turn { to { rotate: 1turn; } }
.pill-row {
  position: sticky; top: calc(var(--astir-feed-sticky-top, 0px) + 2.25rem); z-index: 2; height: 0;
  display: flex; justify-content: center;
}
button {
  font: inherit; cursor: pointer; border: 1px solid var(--_line); border-radius: var(--_radius);
  background: var(--_surface); color: var(--_text); padding: .4em 1em; min-height: 2.25rem;
}
button:hover { background: var(--_hover); }
.pill {
  height: 2rem; min-height: 0; padding: 0 .9rem; border-radius: 1rem; border-color: transparent;
  background: var(--_accent); color: var(--_on-accent); font-size: .875em; font-weight: 600;
  box-shadow: 0 2px 10px rgb(0 0 0 / .25);
}
.pill:hover { background: color-mix(in srgb, var(--_accent) 88%, var(--_text)); }
.pill::before { content: '↑ ' / ''; }
:focus-visible { outline: 2px solid var(--_accent); outline-offset: -2px; }
button:focus-visible { outline-offset: 2px; }
.day {
  position: sticky; top: var(--astir-feed-sticky-top, 0px); z-index: 1;
  padding: .5rem .75rem .375rem; background: var(--_surface);
  color: var(--_muted); font-size: .8125em; font-weight: 600;
}
article {
  display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 0 .75rem; align-items: start;
  padding: .4rem .75rem; border-top: 1px solid var(--_line); border-radius: 2px;
}
article:hover { background: var(--_hover); }
.icon {
  --tint: var(--_muted);
  display: grid; place-items: center; width: 1.75em; height: 1.75em; border-radius: 50%;
  color: color-mix(in srgb, var(--tint) 78%, var(--_text));
  background: color-mix(in srgb, var(--tint) 14%, transparent);
}
.icon svg {
  width: 1.05em; height: 1.05em; fill: none; stroke: currentColor; stroke-width: 2;
  stroke-linecap: round; stroke-linejoin: round;
}
.body { min-width: 0; padding-top: .15em; line-height: 1.45; }
.message {
  overflow-wrap: anywhere; unicode-bidi: isolate;
  display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; overflow: hidden;
}
.actor { font-weight: 600; }
.important {
  display: inline-flex; align-items: center; gap: .25em; margin-inline-end: .5em; padding: 0 .45em;
  border-radius: 4px; border: 1px solid currentColor; font-size: .75em; font-weight: 600;
  vertical-align: .1em; color: light-dark(#a03a00, #ffb27a);
}
.important::before { content: '!' / ''; font-weight: 800; }
article.important-event { box-shadow: inset 3px 0 light-dark(#c2570c, #ff9a52); }
.link { color: var(--_accent); font-size: .875em; overflow-wrap: anywhere; text-underline-offset: .15em; }
time { padding-top: .25em; color: var(--_muted); font-size: .8125em; white-space: nowrap; text-align: end; }
.absolute { display: none; }
article:hover .absolute, article:focus-within .absolute, article:focus .absolute { display: inline; }
article:hover .ago, article:focus-within .ago, article:focus .ago { display: none; }
@container (min-width: 34rem) {
  .absolute { display: inline-block; min-width: 3.2em; margin-inline-start: .75em; }
  article:hover .ago, article:focus-within .ago, article:focus .ago { display: inline; }
}
.fresh { animation: arrive 2.4s ease-out; }
@keyframes arrive { from { background: color-mix(in srgb, var(--_accent) 18%, transparent); } }
.foot { display: flex; flex-wrap: wrap; align-items: center; justify-content: center; gap: .75rem; padding: 1rem .75rem; }
.notice { margin: 0; color: var(--_muted); font-size: .875em; text-align: center; text-wrap: balance; }
.visually-hidden {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
@media (prefers-reduced-motion: reduce) {
  .fresh, .status::before { animation: none !important; }
}
@media (forced-colors: active) {
  article.important-event { border-inline-start: 3px solid; }
}
`;

const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex]:not([tabindex="-1"])';

export class ActivityFeed extends HTMLElement {
  static observedAttributes = ['src', 'live', 'transport', 'token', 'limit', 'label', 'lang'];

  #entries = []; // newest first: {item, at, node, time}
  #byId = new Map();
  #groups = new Map(); // day → its container
  #pending = new Map(); // events that wait behind the pill, oldest first
  #uncounted = 0; // new events beyond what is kept waiting
  #detached = false; // the newest events left the page, the list begins somewhere older
  #next = null;
  #atTop = true;
  #token = null;
  #filter = null;
  #messages = null;
  #shared = null;
  #own = null;
  #subscription = null;
  #request = null;
  #run = 0;
  #attempts = 0;
  #timers = {};
  #texts = TEXTS.en;
  #clock = null;
  #observer = null;
  #parts = null;
  #announcedAt = 0;
  #busy = false;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    root.adoptedStyleSheets = [sheet];
    this.#parts = {
      top: element('div', { class: 'top' }),
      status: element('div', { class: 'status', part: 'status', role: 'status' }),
      announcement: element('div', { class: 'visually-hidden', 'aria-live': 'polite' }),
      pill: element('button', { class: 'pill', part: 'pill', type: 'button', hidden: '' }),
      feed: element('div', { part: 'feed', role: 'feed', 'aria-busy': 'true', hidden: '' }),
      notice: element('p', { class: 'notice', part: 'notice' }),
      more: element('button', { class: 'more', part: 'more', type: 'button', hidden: '' }),
    };
    const { top, status, announcement, pill, feed, notice, more } = this.#parts;
    root.append(
      top,
      status,
      announcement,
      element('div', { class: 'pill-row' }, pill),
      feed,
      element('div', { class: 'foot' }, notice, more),
    );
    pill.addEventListener('click', () => this.#showNew());
    more.addEventListener('click', () => this.#loadMore());
    feed.addEventListener('keydown', (event) => this.#navigate(event));
    feed.addEventListener('focusin', (event) => this.#rove(event.target.closest('article')));
  }

  get token() {
    return this.#token ?? this.getAttribute('token');
  }

  set token(token) {
    this.#token = token;
    this.#own?.authenticate(this.token);
    if (this.#entries.length === 0) this.#restart();
  }

  get filter() {
    return this.#filter;
  }

  set filter(filter) {
    this.#filter = filter;
    this.#restart();
  }

  get messages() {
    return this.#messages;
  }

  set messages(messages) {
    this.#messages = messages;
    this.#restart();
  }

  get connection() {
    return this.#shared;
  }

  set connection(connection) {
    this.#unwatch();
    this.#shared = connection;
    this.#restart();
  }

  get request() {
    return this.#request;
  }

  set request(request) {
    this.#request = request;
  }

  connectedCallback() {
    this.#observer = new IntersectionObserver(([entry]) => this.#scrolled(entry.isIntersecting));
    this.#observer.observe(this.#parts.top);
    this.#timers.times = setInterval(() => this.#tick(), 20_000);
    this.#restart();
  }

  disconnectedCallback() {
    this.#run++;
    this.#observer.disconnect();
    for (const timer of Object.values(this.#timers)) clearTimeout(timer);
    this.#timers = {};
    this.#unwatch();
  }

  attributeChangedCallback(name, before, after) {
    if (before !== after) this.#restart();
  }

  /** Loads anew from the newest event; what is shown stays until the answer is there. */
  reload() {
    clearTimeout(this.#timers.retry);
    this.#subscription?.close();
    this.#subscription = null;
    return this.#load();
  }

  /* Several properties set in one go make one start. */
  #restart() {
    if (!this.isConnected || this.#timers.start) return;
    this.#timers.start = setTimeout(() => {
      delete this.#timers.start;
      this.#prepare();
      this.#unwatch();
      if (this.getAttribute('src')) this.reload();
    });
  }

  #prepare() {
    const locale = this.closest('[lang]')?.lang || document.documentElement.lang || navigator.language;
    const shipped = TEXTS[locale.split('-')[0]] ?? TEXTS.en;
    this.#texts = {
      ...shipped,
      ...this.#messages,
      states: { ...shipped.states, ...this.#messages?.states },
    };
    this.#clock = new Clock(Intl.DateTimeFormat.supportedLocalesOf(locale)[0], this.#texts);
    this.#parts.feed.setAttribute('aria-label', this.getAttribute('label') ?? this.#texts.label);
    this.#parts.more.textContent = this.#texts.more;
    this.#clear();
    this.#showState();
  }

  /* ------------------------------------------------ loading */

  async #load() {
    const run = ++this.#run;
    this.#setBusy(true);
    if (this.#entries.length === 0) this.#notify(this.#texts.loading);
    try {
      const page = await this.#fetchPage(null);
      if (run !== this.#run) return;
      this.#attempts = 0;
      this.#replace(page);
      this.#watch(page.position);
    } catch (failure) {
      if (run !== this.#run) return;
      const refusal = { 401: 'signed-out', 403: 'refused' }[failure.status];
      this.#notify(refusal ? this.#texts.states[refusal] : this.#texts.failed);
      if (refusal) return; // trying again would not help; a new token or reload() does
      this.#timers.retry = setTimeout(() => this.#load(), retryDelay(++this.#attempts));
    } finally {
      if (run === this.#run) this.#setBusy(false);
    }
  }

  async #fetchPage(before) {
    const address = new URL(this.getAttribute('src'), document.baseURI);
    address.searchParams.set('limit', this.#number('limit', 50, 200));
    if (before) address.searchParams.set('before', before);
    appendFilter(address.searchParams, this.#filter);
    const token = typeof this.token === 'function' ? await this.token() : this.token;
    const response = await (this.#request ?? fetch)(address, {
      headers: { Accept: 'application/json', ...bearer(token) },
      credentials: token ? 'omit' : 'same-origin',
    });
    if (response.ok) return response.json();
    throw Object.assign(new Error(`${address.pathname} answered ${response.status}`), {
      status: response.status,
    });
  }

  async #loadMore() {
    const { more } = this.#parts;
    if (this.#busy || !this.#next) return;
    const run = this.#run;
    const hadFocus = this.shadowRoot.activeElement === more;
    this.#setBusy(true);
    more.textContent = this.#texts.loading;
    try {
      const page = await this.#fetchPage(this.#next);
      if (run !== this.#run) return;
      const last = this.#entries.at(-1)?.node;
      for (const item of page.items) this.#append(item);
      this.#next = page.next;
      this.#dropNewest();
      this.#notify(page.next ? '' : this.#texts.end);
      this.#render();
      // Keyboard and screen reader go on where the older events begin.
      if (hadFocus && last) this.#entryAfter(last)?.node.focus({ preventScroll: true });
    } catch {
      if (run === this.#run) this.#notify(this.#texts.moreFailed);
    } finally {
      if (run === this.#run) this.#setBusy(false);
      more.textContent = this.#texts.more;
    }
  }

  /* ------------------------------------------------ live */

  #watch(position) {
    if (!this.hasAttribute('live') && !this.#shared) return;
    this.#live().addEventListener('state', this.#stateChanged);
    this.#subscription?.close();
    this.#subscription = this.#live().subscribe('activities', (message) => this.#receive(message), {
      filter: this.#filter ?? undefined,
      after: position,
    });
    this.#showState();
  }

  #live() {
    if (this.#shared) return this.#shared;
    this.#own ??= new LiveConnection({
      url: this.getAttribute('live'),
      transport: this.getAttribute('transport') ?? 'auto',
      token: this.token,
    });
    return this.#own;
  }

  #unwatch() {
    this.#subscription?.close();
    this.#subscription = null;
    this.#shared?.removeEventListener('state', this.#stateChanged);
    this.#own?.removeEventListener('state', this.#stateChanged);
    this.#own?.close();
    this.#own = null;
  }

  #receive(message) {
    switch (message.type) {
      case 'subscribed':
        if (message.recovered === false) this.reload();
        break;
      case 'put':
        this.#put(message.item);
        break;
      case 'patch':
        this.#patch(message.id, message.changes);
        break;
      case 'remove':
        this.#remove(message.id);
        break;
      case 'reset':
        this.reload();
        break;
      case 'error':
        this.#notify(message.detail);
        break;
    }
  }

  #put(item) {
    const known = this.#byId.get(item.id);
    if (known) {
      this.#update(known, item);
    } else if (this.#pending.has(item.id)) {
      this.#pending.set(item.id, item);
    } else if (this.#isOlderThanPage(item)) {
      return; // an old event changed; it comes by "Load more"
    } else if (this.#isAtTop() && !this.#detached && this.#pending.size === 0) {
      this.#prepend(item);
      // The page stays bounded, and its end keeps a cursor that "Load more" can go on from.
      if (this.#entries.length > this.#max()) return void this.reload();
    } else if (this.#pending.size < this.#max()) {
      this.#pending.set(item.id, item);
    } else {
      this.#uncounted++;
    }
    this.#schedule();
  }

  /** Ids are UUIDv7, so their order is that of creation. */
  #isOlderThanPage(item) {
    const last = this.#entries.at(-1);
    return this.#next !== null && last !== undefined && item.id < last.item.id;
  }

  #patch(id, changes) {
    const known = this.#byId.get(id);
    if (known) this.#update(known, mergePatch(known.item, changes));
    else if (this.#pending.has(id)) this.#pending.set(id, mergePatch(this.#pending.get(id), changes));
    this.#schedule();
  }

  #remove(id) {
    this.#pending.delete(id);
    const known = this.#byId.get(id);
    if (!known) return void this.#schedule();
    if (known.node.contains(this.shadowRoot.activeElement)) {
      (this.#entryAfter(known.node) ?? this.#entries.at(-2))?.node.focus();
    }
    this.#byId.delete(id);
    this.#entries.splice(this.#entries.indexOf(known), 1);
    known.node.remove();
    this.#schedule();
  }

  #showNew() {
    if (this.#detached || this.#uncounted > 0) {
      this.reload();
    } else {
      for (const item of this.#pending.values()) this.#prepend(item);
      this.#pending.clear();
      this.#render();
    }
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
    this.#entries[0]?.node.focus({ preventScroll: true });
  }

  /** The observer tells a frame late: what has scrolled away since then is not at the top any more. */
  #isAtTop() {
    return this.#atTop && this.#parts.top.getBoundingClientRect().bottom >= 0;
  }

  #scrolled(atTop) {
    this.#atTop = atTop;
    if (!atTop || this.#pending.size === 0 || this.#detached || this.#uncounted > 0) return;
    for (const item of this.#pending.values()) this.#prepend(item);
    this.#pending.clear();
    this.#schedule();
  }

  /* ------------------------------------------------ the list */

  #replace(page) {
    const arrived = new Set(page.items.map((item) => item.id));
    for (const entry of this.#entries) if (!arrived.has(entry.item.id)) entry.node.remove();
    const before = this.#byId;
    this.#entries = [];
    this.#byId = new Map();
    this.#pending.clear();
    this.#uncounted = 0;
    this.#detached = false;
    for (const item of page.items) {
      const entry = before.get(item.id);
      if (!entry) {
        this.#append(item);
      } else if (!this.#byId.has(item.id)) {
        this.#update(entry, item);
        this.#entries.push(entry);
        this.#byId.set(item.id, entry);
      }
    }
    this.#next = page.next;
    this.#notify(this.#entries.length === 0 ? this.#texts.empty : '');
    this.#render();
  }

  #clear() {
    this.#entries = [];
    this.#byId.clear();
    this.#groups.clear();
    this.#pending.clear();
    this.#uncounted = 0;
    this.#next = null;
    this.#parts.feed.replaceChildren();
  }

  #append(item) {
    if (this.#byId.has(item.id)) return;
    const entry = this.#create(item);
    this.#entries.push(entry);
    this.#byId.set(item.id, entry);
  }

  #prepend(item) {
    if (this.#byId.has(item.id)) return;
    if (this.#entries.length === 0) this.#notify('');
    const entry = this.#create(item);
    entry.node.classList.add('fresh');
    this.#entries.unshift(entry);
    this.#byId.set(item.id, entry);
  }

  /** Reading far back: the newest leave the page, and the pill brings them again. */
  #dropNewest() {
    const excess = this.#entries.length - this.#max();
    if (excess <= 0) return;
    this.#detached = true;
    this.#uncounted += excess;
    for (const entry of this.#entries.splice(0, excess)) {
      this.#byId.delete(entry.item.id);
      entry.node.remove();
    }
  }

  #create(item) {
    const node = element('article', { part: 'article', tabindex: '-1' });
    const entry = { item, at: null, node, ago: null };
    this.#update(entry, item);
    return entry;
  }

  #update(entry, item) {
    const focusWasInside =
      entry.node.contains(this.shadowRoot.activeElement) && this.shadowRoot.activeElement !== entry.node;
    const at = new Date(item.timestamp);
    entry.item = item;
    entry.at = Number.isNaN(at.getTime()) ? new Date() : at;
    entry.ago = element('span', { class: 'ago' }, this.#clock.ago(entry.at));
    const id = `m-${item.id}`;
    const important = item.important === true;
    entry.node.setAttribute('aria-labelledby', id);
    entry.node.classList.toggle('important-event', important);
    const icon = element('span', { class: 'icon', part: 'icon' }, iconOf(item));
    const color = safeColor(item.color);
    if (color) icon.style.setProperty('--tint', color);
    const message = element('span', { class: 'message', part: 'message', id, dir: 'auto' });
    if (important) {
      message.append(element('span', { class: 'important', part: 'important' }, this.#texts.important));
    }
    message.append(...messageText(item));
    const body = element('div', { class: 'body' }, message);
    const link = linkOf(item);
    if (link) body.append(link);
    const full = this.#clock.full.format(entry.at);
    const time = element(
      'time',
      { part: 'time', datetime: entry.at.toISOString(), title: full },
      entry.ago,
      element('span', { class: 'absolute' }, this.#clock.time.format(entry.at)),
    );
    entry.node.replaceChildren(icon, body, time);
    if (focusWasInside) entry.node.focus({ preventScroll: true });
  }

  #schedule() {
    this.#timers.render ??= setTimeout(() => {
      delete this.#timers.render;
      this.#render();
    }, 40);
  }

  /** Brings the document in line with the list, touching only what differs, so that focus stays. */
  #render() {
    const { feed, pill, more } = this.#parts;
    feed.hidden = this.#entries.length === 0; // a feed without articles is none
    const total = this.#next === null && !this.#detached ? this.#entries.length : -1;
    const used = new Set();
    let group = null;
    let groupAt = null;
    let articleAt = null;
    this.#entries.forEach((entry, index) => {
      const day = startOfDay(entry.at).getTime();
      if (group?.day !== day) {
        group = this.#groupOf(day, entry.at, used);
        groupAt = placeAfter(feed, groupAt, group.node);
        articleAt = group.label;
      }
      articleAt = placeAfter(group.node, articleAt, entry.node);
      entry.node.setAttribute('aria-posinset', index + 1);
      entry.node.setAttribute('aria-setsize', total);
    });
    for (const [key, { node }] of this.#groups) {
      if (!used.has(key)) {
        node.remove();
        this.#groups.delete(key);
      }
    }
    if (!this.#entries.some(({ node }) => node.tabIndex === 0)) this.#rove(this.#entries[0]?.node);
    const waiting = this.#pending.size + this.#uncounted;
    pill.hidden = waiting === 0;
    pill.textContent = waiting === 0 ? '' : this.#texts.newEvents(waiting);
    if (waiting > 0) this.#announce(pill.textContent);
    more.hidden = this.#next === null;
    if (this.#entries.length === 0 && this.#next === null && !this.#busy) {
      this.#notify(this.#texts.empty);
    }
  }

  /** Back-dated events can bring a day twice; each run of one day has a heading of its own. */
  #groupOf(day, at, used) {
    let key = `${day}`;
    while (used.has(key)) key += '+';
    used.add(key);
    let group = this.#groups.get(key);
    if (!group) {
      const label = element('div', { class: 'day', part: 'day' }, this.#clock.day(at));
      group = { day, at, label, node: element('div', { class: 'group' }, label) };
      this.#groups.set(key, group);
    }
    return group;
  }

  #tick() {
    for (const { ago, at } of this.#entries) setText(ago, this.#clock.ago(at));
    for (const { label, at } of this.#groups.values()) setText(label, this.#clock.day(at));
  }

  /* ------------------------------------------------ keyboard, as in the ARIA feed pattern */

  #navigate(event) {
    const entry = this.#entries.findIndex(({ node }) => node.contains(event.target));
    const control = event.ctrlKey || event.metaKey;
    if (event.key === 'PageDown' && !control) this.#entries[entry + 1]?.node.focus();
    else if (event.key === 'PageUp' && !control) this.#entries[entry - 1]?.node.focus();
    else if (event.key === 'End' && control) this.#leave(true);
    else if (event.key === 'Home' && control) this.#leave(false);
    else return;
    event.preventDefault();
  }

  #leave(forward) {
    if (forward && !this.#parts.more.hidden) return void this.#parts.more.focus();
    if (!forward && !this.#parts.pill.hidden) return void this.#parts.pill.focus();
    const wanted = forward ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
    const candidates = [...this.getRootNode().querySelectorAll(FOCUSABLE)].filter(
      (node) => this.compareDocumentPosition(node) & wanted && node.checkVisibility(),
    );
    candidates.at(forward ? 0 : -1)?.focus();
  }

  /** One article at a time is a tab stop. */
  #rove(article) {
    if (!article) return;
    for (const { node } of this.#entries) node.tabIndex = node === article ? 0 : -1;
  }

  #entryAfter(node) {
    return this.#entries[this.#entries.findIndex((entry) => entry.node === node) + 1];
  }

  /* ------------------------------------------------ notices */

  #stateChanged = ({ detail }) => {
    this.#showState();
    this.dispatchEvent(new CustomEvent('astir-state', { detail, bubbles: true, composed: true }));
  };

  #showState() {
    const { status } = this.#parts;
    const state = (this.#shared ?? this.#own)?.state ?? (this.hasAttribute('live') ? 'connecting' : 'closed');
    status.hidden = !this.hasAttribute('live') && !this.#shared;
    status.dataset.state = state;
    setText(status, this.#texts.states[state] ?? state);
  }

  /** At most every ten seconds: a busy feed must not talk without end. */
  #announce(text) {
    if (Date.now() - this.#announcedAt < 10_000) return;
    this.#announcedAt = Date.now();
    setText(this.#parts.announcement, text);
  }

  #notify(text) {
    setText(this.#parts.notice, text);
  }

  #setBusy(busy) {
    this.#busy = busy;
    this.#parts.feed.setAttribute('aria-busy', String(busy));
  }

  #max() {
    return this.#number('max', 500, 5_000);
  }

  #number(name, fallback, limit) {
    const value = Number.parseInt(this.getAttribute(name), 10);
    return value >= 1 ? Math.min(value, limit) : fallback;
  }
}

/** Puts `node` behind `previous` (or first) unless it is already there: moving a node loses its focus. */
function placeAfter(parent, previous, node) {
  const expected = previous ? previous.nextSibling : parent.firstChild;
  if (expected !== node) parent.insertBefore(node, expected);
  return node;
}

function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** The message with the person's name set off, when it begins with it. */
function messageText({ message, actorName, eventType }) {
  const name = typeof actorName === 'string' ? actorName : '';
  const text = typeof message === 'string' && message !== '' ? message : `${name} ${eventType ?? ''}`.trim();
  if (name === '' || !text.startsWith(name)) return [text];
  return [element('bdi', { class: 'actor' }, name), text.slice(name.length)];
}

function linkOf(item) {
  const url = safeUrl(item.entityUrl);
  if (!url) return null;
  const text = [item.entityReference, item.entityName].filter(Boolean).join(' ') || url.pathname;
  const link = element('a', { class: 'link', part: 'link', href: url.href, dir: 'auto' }, text);
  if (url.origin !== location.origin) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
  return link;
}

/** JSON merge patch (RFC 7396). */
function mergePatch(target, patch) {
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) return patch;
  const result = target !== null && typeof target === 'object' && !Array.isArray(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = mergePatch(result[key], value);
  }
  return result;
}

customElements.get('activity-feed') ?? customElements.define('activity-feed', ActivityFeed);
