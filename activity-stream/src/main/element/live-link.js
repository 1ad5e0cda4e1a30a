/* ---------------------------------------------------------------- a feed's subscription */

/** The event that a message of the protocol is about. */
function idOf(message) {
  return message.item?.id ?? message.id;
}

/** What ties a feed to a live connection: one of the embedder's, or one of its own. */
class LiveLink {
  #feed;
  #receive;
  #changed;
  #connection = null;
  #isOwn = false;
  #subscription = null;

  /**
   * @param feed the element, for its attributes
   * @param receive takes the messages of the protocol
   * @param changed called with the detail of each change of the connection's state
   */
  constructor(feed, receive, changed) {
    this.#feed = feed;
    this.#receive = receive;
    this.#changed = ({ detail }) => changed(detail);
  }

  /** The connection's state, or null for a feed without live updates. */
  get state() {
    if (!this.#feed.connection && !this.#feed.hasAttribute('live')) return null;
    return (this.#connection ?? this.#feed.connection)?.state ?? 'connecting';
  }

  /** Subscribes after a position, if there are live updates at all. */
  watch(filter, position) {
    if (this.state === null) return;
    this.pause();
    if (!this.#connection) {
      this.#isOwn = !this.#feed.connection;
      this.#connection = this.#feed.connection ?? this.#connect();
      this.#connection.addEventListener('state', this.#changed);
    }
    this.#subscription = this.#connection.subscribe('activities', this.#receive, { filter, after: position });
  }

  /** Ends the subscription; the connection stays for the next one. */
  pause() {
    this.#subscription?.close();
    this.#subscription = null;
  }

  close() {
    this.pause();
    this.#connection?.removeEventListener('state', this.#changed);
    if (this.#isOwn) this.#connection?.close();
    this.#connection = null;
  }

  authenticate(token) {
    if (this.#isOwn) this.#connection?.authenticate(token);
  }

  #connect() {
    return new LiveConnection({
      url: this.#feed.getAttribute('live'),
      transport: this.#feed.getAttribute('transport') ?? 'auto',
      token: this.#feed.token,
    });
  }
}
