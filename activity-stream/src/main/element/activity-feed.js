/* ---------------------------------------------------------------- the element */

export class ActivityFeed extends FeedSettings {
  #toolbar = new Toolbar((filter) => this.#filtered(filter));
  #frame = null;
  #list = null;
  #waiting = new Waiting();
  #doubts = new Doubts(
    () => this.#common.rest.page(this.filter, null, this.#common.limit),
    (item, below) => this.#settle(item, below),
  );
  #isDetached = false; // the newest events left the page, the list begins somewhere older
  #next = null;
  #isBusy = false;
  #isLoaded = false;
  #isOutdated = true; // what is on the page would look otherwise with the settings as they are now
  #locale = '';
  #missed = null; // live messages about events that may be on the page which is being loaded
  #run = 0;
  #attempts = 0;
  #timers = {};
  #top = null;
  #link = new LiveLink(
    this,
    (message) => this.#receive(message),
    (detail) => this.#stateChanged(detail),
  );

  /** What all parts share: the settings, and this. */
  #common = {
    texts: TEXTS.en,
    clock: null,
    rest: null,
    people: new Map(), // id → name
    picker: new Picker(),
    refused: (failure, id, right) => this.#refused(failure, id, right),
    suggester: () => (this.suggest ? (begun, item) => this.suggest(begun, item) : null),
    learnPerson: (id, name) => id && name && this.#common.people.set(id, name),
    focusAfter: (view) => this.#focusAfter(view),
  };

  constructor() {
    super();
    this.#frame = new Frame(this.attachShadow({ mode: 'open' }), this.#toolbar, this.#common.picker);
    const { pill, more, feed } = this.#frame;
    this.#list = new EventList(feed, this.#common);
    this.#top = new TopWatch(this.#frame.top, (isSeen) => this.#scrolled(isSeen));
    pill.addEventListener('click', () => this.#showWaiting());
    more.addEventListener('click', () => this.#loadMore());
    feed.addEventListener('keydown', (event) =>
      navigateFeed(event, this.#list, (forward) => this.#frame.leave(forward)),
    );
  }

  connectedCallback() {
    this.#top.connect();
    this.#timers.times = setInterval(() => this.#list.tick(), 20_000);
    this[RESTART]();
  }

  disconnectedCallback() {
    this.#run++;
    this.#top.disconnect();
    for (const timer of Object.values(this.#timers)) clearTimeout(timer);
    this.#timers = {};
    this.#link.close();
    this.#doubts.clear();
  }

  /** Loads anew from the newest event; what is shown stays until the answer is there. */
  reload() {
    clearTimeout(this.#timers.retry);
    this.#link.pause();
    this.#doubts.clear();
    return this.#load();
  }

  /** A setting has changed. Several of them, set in one go, make one start. */
  [RESTART](setting = null) {
    if (setting === 'token') {
      this.#link.authenticate(this.token);
      if (this.#list.size > 0) return;
    }
    if (OFFERED.includes(setting) && this.#common.rest && !this.#timers.start) {
      this.#offer();
      return;
    }
    if (setting === 'connection') this.#link.close();
    this.#isOutdated ||= !BESIDE_EVENTS.includes(setting);
    if (!this.isConnected || this.#timers.start) return;
    this.#timers.start = setTimeout(() => {
      delete this.#timers.start;
      this.#link.close();
      this.#prepare();
      if (this.#common.rest) this.reload();
    });
  }

  #prepare() {
    const locale = this.closest('[lang]')?.lang || document.documentElement.lang || navigator.language;
    this.#isOutdated ||= locale !== this.#locale; // it was put elsewhere
    this.#locale = locale;
    const texts = textsFor(locale, this.messages);
    const clock = new Clock(formatsFor(locale), texts);
    const src = this.getAttribute('src');
    const token = this.token && (() => (typeof this.token === 'function' ? this.token() : this.token));
    const rest = src ? new Rest(src, token, this.request) : null;
    Object.assign(this.#common, readSettings(this), { texts, clock, rest });
    const { picker, reactions, controls } = this.#common;
    picker.configure(texts, reactions);
    this.#toolbar.configure({ controls, texts, clock });
    this.#frame.configure(texts);
    this.#offer();
    this.#toolbar.show(this.filter);
    if (this.#isOutdated) this.#clear();
    this.#isOutdated = false;
    this.#showState();
  }

  /** Whom and what one can choose, and what the feed is called. */
  #offer() {
    for (const { id, name } of this.people) this.#common.learnPerson(id, name);
    this.#toolbar.offer(this.types, this.people);
    this.#frame.label = this.getAttribute('label') ?? this.#common.texts.label;
  }

  #clear() {
    this.#list.clear();
    this.#waiting.clear();
    this.#isDetached = false;
    this.#next = null;
    this.#isLoaded = false;
  }

  /** A person changed the filter; what is shown stays, paler, until the answer is there. */
  async #filtered(filter) {
    this[KEEP_FILTER](filter);
    this.#dispatch('astir-filter', { filter: this.filter });
    if (!this.isConnected || this.#timers.start || !this.#common.rest) return;
    this.#frame.fade();
    await this.reload();
    const { texts } = this.#common;
    if (this.#list.size > 0) this.#frame.announce(texts.found(this.#list.size, this.#next === null));
    else this.#frame.announce();
  }

  /**
   * The server refused something. Where it does not do that at all, it is not offered any more.
   * Resolves to what can be shown, or null.
   */
  async #refused(failure, id, right) {
    const { rest, texts } = this.#common;
    if (![403, 404, 405].includes(failure.status)) return failure.detail ?? null;
    if (failure.status === 404 && !(await rest.has(id))) return texts.gone;
    this.#common[right] = false;
    this.#list.refresh();
    return failure.detail ?? null;
  }

  /* ------------------------------------------------ loading */

  async #load() {
    const run = ++this.#run;
    const { texts } = this.#common;
    this.#setBusy(true);
    this.#missed = null;
    if (this.#list.size === 0) this.#frame.notify(texts.loading);
    try {
      const page = await pageOfLines(this.#common, this.filter, null);
      if (run !== this.#run) return;
      this.#attempts = 0;
      this.#setBusy(false);
      this.#replace(page);
      this.#link.watch(liveFilter(this.filter), page.position);
      this.#showState();
    } catch (failure) {
      if (run !== this.#run) return;
      this.#setBusy(false);
      if (failure instanceof Refusal && !failure.isPassing) {
        // Trying again would not help; a new token, filter or reload() does.
        this.#list.clear();
        this.#frame.notify(failure.inWords(texts));
        return;
      }
      this.#frame.notify(texts.failed);
      this.#timers.retry = setTimeout(() => this.#load(), retryDelay(++this.#attempts));
    }
  }

  async #loadMore() {
    if (this.#isBusy || !this.#next) return;
    const { more } = this.#frame;
    const { texts } = this.#common;
    const run = this.#run;
    const hadFocus = this.shadowRoot.activeElement === more;
    this.#setBusy(true);
    this.#missed = [];
    more.textContent = texts.loading;
    try {
      const page = await pageOfLines(this.#common, this.filter, this.#next);
      if (run !== this.#run) return;
      const last = this.#list.last;
      this.#learn(page.items);
      for (const item of page.items) this.#list.append(item);
      this.#next = page.next;
      const missed = this.#missed;
      this.#missed = null;
      for (const message of missed) if (this.#list.get(idOf(message))) this.#receive(message);
      this.#dropNewest();
      this.#frame.notify(page.next ? '' : texts.end);
      this.#render();
      // Keyboard and screen reader go on where the older events begin.
      if (hadFocus && last) this.#list.focusBelow(last);
    } catch {
      if (run === this.#run) this.#frame.notify(texts.moreFailed);
    } finally {
      if (run === this.#run) {
        this.#missed = null;
        this.#setBusy(false);
      }
      more.textContent = this.#common.texts.more;
    }
  }

  #replace(page) {
    this.#learn(page.items);
    if (page.items.some(({ myReactions }) => !Array.isArray(myReactions))) {
      Object.assign(this.#common, { canReact: false, canComment: false }); // a server without them
    }
    this.#list.replace(page.items);
    this.#waiting.clear();
    this.#isDetached = false;
    this.#next = page.next;
    this.#isLoaded = true;
    this.#frame.notify('');
    this.#render();
  }

  /** Who there is and what happens can be chosen and mentioned from now on. */
  #learn(items) {
    for (const item of items) {
      this.#toolbar.learn(item);
      this.#common.learnPerson(item.actorId, item.actorName);
    }
  }

  /** Reading far back: the newest leave the page, and the pill brings them again. */
  #dropNewest() {
    const dropped = this.#list.trimNewest(this.#common.max);
    if (dropped === 0) return;
    this.#isDetached = true;
    this.#waiting.miss(dropped);
  }

  /* ------------------------------------------------ live */

  #receive(message) {
    const id = idOf(message);
    if (id !== undefined && !this.#list.get(id)) this.#missed?.push(message);
    if (message.type === 'put') this.#put(message.item);
    else if (message.type === 'patch') this.#patch(id, message.changes);
    else if (message.type === 'remove') this.#remove(id);
    else if (message.type === 'reset' || message.recovered === false) this.reload();
    else if (message.type === 'error') this.#frame.notify(message.detail);
  }

  #put(item) {
    if (!isInRange(this.filter, item)) return void this.#remove(item.id);
    this.#learn([item]);
    const known = this.#list.get(item.id);
    if (known) {
      known.update(item);
      known.refreshComments();
    } else if (this.#waiting.has(item.id)) {
      this.#waiting.put(item);
    } else if (this.#isOlderThanPage(item) || Doubts.arise(item, this.#list.first?.item)) {
      this.#doubts.add(item);
    } else if (this.#takesNew()) {
      if (this.#list.size === 0) this.#frame.notify('');
      this.#list.prepend(item);
      // The page stays bounded, and its end keeps a cursor that "Load more" can go on from.
      if (this.#list.size > this.#common.max) return void this.reload();
    } else {
      this.#waiting.put(item, this.#common.max);
    }
    this.#schedule();
  }

  /** Whether a new event is shown at once: nothing moves under the eyes of who reads further down. */
  #takesNew() {
    return this.#top.isSeen && !this.#isDetached && this.#waiting.count === 0;
  }

  /** Ids are UUIDv7, so their order is that of creation. */
  #isOlderThanPage(item) {
    const { last } = this.#list;
    return this.#next !== null && last !== undefined && item.id < last.item.id;
  }

  /** An event belongs to the newest page after all, above these. */
  #settle(item, below) {
    if (this.#list.get(item.id) || this.#waiting.has(item.id)) return;
    const next = below.find((id) => this.#list.get(id));
    if (this.#takesNew() && next) this.#list.insertBefore(next, item);
    else if (this.#takesNew()) this.#list.prepend(item);
    else this.#waiting.put(item, this.#common.max);
    this.#schedule();
  }

  #patch(id, changes) {
    const known = this.#list.get(id);
    if (known) {
      known.update(mergePatch(known.item, changes));
      if (Object.hasOwn(changes, 'commentCount')) known.refreshComments();
    } else if (this.#waiting.has(id)) {
      this.#waiting.put(mergePatch(this.#waiting.get(id), changes));
    }
    this.#schedule();
  }

  #remove(id) {
    this.#waiting.remove(id);
    this.#doubts.remove(id);
    this.#list.remove(id);
    this.#schedule();
  }

  #showWaiting() {
    if (this.#isDetached || !this.#waiting.isWhole) {
      this.reload();
    } else {
      this.#prependWaiting();
      this.#render();
    }
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
    this.#list.top?.node.focus({ preventScroll: true });
  }

  #prependWaiting() {
    for (const item of this.#waiting.take()) this.#list.prepend(item);
  }

  #scrolled(isAtTop) {
    if (!isAtTop || this.#waiting.count === 0 || this.#isDetached || !this.#waiting.isWhole) return;
    this.#prependWaiting();
    this.#schedule();
  }

  #focusAfter(view) {
    const next = this.#list.neighbour(view, 1);
    if (next) next.node.focus();
    else this.#frame.leave(true);
  }

  /* ------------------------------------------------ what shows */

  #schedule() {
    this.#timers.render ??= setTimeout(() => {
      delete this.#timers.render;
      this.#render();
    }, 40);
  }

  #render() {
    const { texts, folded } = this.#common;
    const isWhole = this.#next === null && !this.#isDetached;
    this.#list.render(isWhole);
    this.#frame.showWaiting(this.#waiting.lines(folded), texts);
    this.#frame.more.hidden = this.#next === null;
    if (this.#isBusy) return;
    const isEmpty = this.#list.size === 0 && isWhole && this.#isLoaded;
    this.#frame.offerToClear(isEmpty && this.#toolbar.isActive);
    if (isEmpty) this.#frame.notify(this.#toolbar.emptiness);
  }

  #stateChanged(detail) {
    this.#showState();
    this.#dispatch('astir-state', detail);
  }

  #showState() {
    this.#frame.showState(this.#link.state, this.#common.texts);
  }

  #dispatch(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  #setBusy(isBusy) {
    this.#isBusy = isBusy;
    this.#frame.isBusy = isBusy;
  }
}

customElements.get('activity-feed') ?? customElements.define('activity-feed', ActivityFeed);
