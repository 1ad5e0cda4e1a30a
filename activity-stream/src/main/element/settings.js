/* ---------------------------------------------------------------- what an embedder sets */

/** How the element tells itself that a setting has changed. */
const RESTART = Symbol('restart');
/** How it sets what is its own doing, and so changes nothing else. */
const KEEP_FILTER = Symbol('keep filter');

/** Settings without which nothing has to be loaded again: what can be chosen, and what the feed is called. */
const OFFERED = ['types', 'people', 'label'];
/**
 * Settings that change nothing of how an event shows, nor which ones: those on the page stay, with the focus in
 * them, until the answer is there. So do they when the element is put elsewhere in the document (null).
 */
const BESIDE_EVENTS = [null, ...OFFERED, 'live', 'transport', 'connection', 'token', 'request', 'limit'];

/** The attributes and properties of the element, as the top of this file lists them. */
class FeedSettings extends HTMLElement {
  static observedAttributes = [
    ...['src', 'live', 'transport', 'token', 'limit', 'label', 'lang'],
    ...['controls', 'types', 'fold', 'reactions', 'comments', 'media', 'readonly'],
  ];

  #token = null;
  #filter = {};
  #types = null;
  #people = [];
  #messages = null;
  #request = null;
  #suggest = null;
  #connection = null;

  get token() {
    return this.#token ?? this.getAttribute('token');
  }

  set token(token) {
    this.#token = token;
    this[RESTART]('token');
  }

  get filter() {
    return { ...this.#filter };
  }

  set filter(filter) {
    this.#filter = tidyFilter(filter);
    this[RESTART]('filter');
  }

  [KEEP_FILTER](filter) {
    this.#filter = filter;
  }

  get types() {
    return this.#types ?? words(this.getAttribute('types'));
  }

  set types(types) {
    this.#types = types;
    this[RESTART]('types');
  }

  get people() {
    return this.#people;
  }

  set people(people) {
    this.#people = people ?? [];
    this[RESTART]('people');
  }

  get messages() {
    return this.#messages;
  }

  set messages(messages) {
    this.#messages = messages;
    this[RESTART]('messages');
  }

  get connection() {
    return this.#connection;
  }

  set connection(connection) {
    this.#connection = connection;
    this[RESTART]('connection');
  }

  get suggest() {
    return this.#suggest;
  }

  /** Asked when it is needed: nothing of what is shown changes with it. */
  set suggest(suggest) {
    this.#suggest = suggest;
  }

  get request() {
    return this.#request;
  }

  set request(request) {
    this.#request = request;
    this[RESTART]('request');
  }

  attributeChangedCallback(name, before, after) {
    if (before !== after) this[RESTART](name);
  }
}

const MOST_EVENTS_A_PAGE = 200;

/** The rest of the settings, read from a feed's attributes. */
function readSettings(feed) {
  const isOpen = !feed.hasAttribute('readonly');
  const folded = words(feed.getAttribute('fold'));
  return {
    limit: count(feed.getAttribute('limit'), 50, MOST_EVENTS_A_PAGE),
    max: count(feed.getAttribute('max'), folded.length > 0 ? 1_000 : 500, 5_000),
    folded,
    withPictures: feed.getAttribute('media') === 'images',
    canReact: isOpen && feed.getAttribute('reactions') !== 'none',
    canComment: feed.getAttribute('comments') !== 'none',
    canWrite: isOpen,
    reactions: words(feed.getAttribute('reactions') || REACTIONS),
    controls: feed.hasAttribute('controls') ? words(feed.getAttribute('controls')) : CONTROLS,
  };
}

function count(text, fallback, most) {
  const value = Number.parseInt(text, 10);
  return value >= 1 ? Math.min(value, most) : fallback;
}

function words(text) {
  return text?.split(/[\s,]+/).filter(Boolean) ?? [];
}
