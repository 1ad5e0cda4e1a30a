/* ---------------------------------------------------------------- the element */

export class ActivityFeed extends HTMLElement {
  static observedAttributes = ['src', 'live', 'transport', 'token', 'limit', 'label', 'lang'];

  #parts = null;
  #list = null;
  #waiting = new Waiting();
  #isDetached = false; // the newest events left the page, the list begins somewhere older
  #next = null;
  #isAtTop = true;
  #isBusy = false;
  #missed = null; // live messages about events that may be on the page which is being loaded
  #run = 0;
  #attempts = 0;
  #timers = {};
  #observer = null;
  #announcedAt = 0;

  #token = null;
  #filter = null;
  #messages = null;
  #request = null;
  #shared = null;
  #own = null;
  #subscription = null;
  #rest = null;
  /** What the parts of the element share. */
  #common = { texts: TEXTS.en, clock: null };

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
    this.#list = new EventList(feed, (item) => new EventView(item, this.#common));
    pill.addEventListener('click', () => this.#showWaiting());
    more.addEventListener('click', () => this.#loadMore());
    feed.addEventListener('keydown', (event) =>
      navigateFeed(event, this.#list, (forward) => this.#leave(forward)),
    );
  }

  get token() {
    return this.#token ?? this.getAttribute('token');
  }

  set token(token) {
    this.#token = token;
    this.#own?.authenticate(this.token);
    if (this.#list.size === 0) this.#restart();
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
    this.#restart();
  }

  connectedCallback() {
    this.#observer = new IntersectionObserver(([entry]) => this.#scrolled(entry.isIntersecting));
    this.#observer.observe(this.#parts.top);
    this.#timers.times = setInterval(() => this.#list.tick(this.#common.clock), 20_000);
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
      if (this.#rest) this.reload();
    });
  }

  #prepare() {
    const locale = this.closest('[lang]')?.lang || document.documentElement.lang || navigator.language;
    const texts = textsFor(locale, this.#messages);
    const clock = new Clock(Intl.DateTimeFormat.supportedLocalesOf(locale)[0], texts);
    Object.assign(this.#common, { texts, clock });
    const src = this.getAttribute('src');
    this.#rest = src ? new Rest(src, this.token && (() => this.#currentToken()), this.#request) : null;
    this.#parts.feed.setAttribute('aria-label', this.getAttribute('label') ?? texts.label);
    this.#parts.more.textContent = texts.more;
    this.#list.clear();
    this.#waiting.clear();
    this.#next = null;
    this.#showState();
  }

  #currentToken() {
    return typeof this.token === 'function' ? this.token() : this.token;
  }

  /* ------------------------------------------------ loading */

  async #load() {
    const run = ++this.#run;
    const { texts } = this.#common;
    this.#setBusy(true);
    this.#missed = null;
    if (this.#list.size === 0) this.#notify(texts.loading);
    try {
      const page = await this.#rest.page(this.#filter, null, this.#limit());
      if (run !== this.#run) return;
      this.#attempts = 0;
      this.#replace(page);
      this.#watch(page.position);
    } catch (failure) {
      if (run !== this.#run) return;
      const refusal = { 401: 'signed-out', 403: 'refused' }[failure.status];
      if (failure instanceof Refusal && !failure.isPassing) {
        // Trying again would not help; a new token, filter or reload() does.
        this.#notify(refusal ? texts.states[refusal] : (failure.detail ?? texts.failedForGood));
        return;
      }
      this.#notify(texts.failed);
      this.#timers.retry = setTimeout(() => this.#load(), retryDelay(++this.#attempts));
    } finally {
      if (run === this.#run) this.#setBusy(false);
    }
  }

  async #loadMore() {
    if (this.#isBusy || !this.#next) return;
    const { more } = this.#parts;
    const { texts } = this.#common;
    const run = this.#run;
    const hadFocus = this.shadowRoot.activeElement === more;
    this.#setBusy(true);
    this.#missed = [];
    more.textContent = texts.loading;
    try {
      const page = await this.#rest.page(this.#filter, this.#next, this.#limit());
      if (run !== this.#run) return;
      const last = this.#list.last;
      for (const item of page.items) this.#list.append(item);
      this.#next = page.next;
      const missed = this.#missed;
      this.#missed = null;
      for (const message of missed) if (this.#list.get(idOf(message))) this.#receive(message);
      this.#dropNewest();
      this.#notify(page.next ? '' : texts.end);
      this.#render();
      // Keyboard and screen reader go on where the older events begin.
      if (hadFocus && last) this.#list.neighbour(last, 1)?.node.focus({ preventScroll: true });
    } catch {
      if (run === this.#run) this.#notify(texts.moreFailed);
    } finally {
      if (run === this.#run) {
        this.#missed = null;
        this.#setBusy(false);
      }
      more.textContent = this.#common.texts.more;
    }
  }

  #replace(page) {
    this.#list.replace(page.items);
    this.#waiting.clear();
    this.#isDetached = false;
    this.#next = page.next;
    this.#notify(this.#list.size === 0 ? this.#common.texts.empty : '');
    this.#render();
  }

  /** Reading far back: the newest leave the page, and the pill brings them again. */
  #dropNewest() {
    const dropped = this.#list.trimNewest(this.#max());
    if (dropped === 0) return;
    this.#isDetached = true;
    this.#waiting.miss(dropped);
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
    if (idOf(message) !== undefined && !this.#list.get(idOf(message))) this.#missed?.push(message);
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
    const known = this.#list.get(item.id);
    if (known) {
      known.update(item);
    } else if (this.#waiting.has(item.id)) {
      this.#waiting.put(item);
    } else if (this.#isOlderThanPage(item)) {
      return; // an old event changed; it comes by "Load more"
    } else if (this.#readsTop() && !this.#isDetached && this.#waiting.count === 0) {
      if (this.#list.size === 0) this.#notify('');
      this.#list.prepend(item);
      // The page stays bounded, and its end keeps a cursor that "Load more" can go on from.
      if (this.#list.size > this.#max()) return void this.reload();
    } else {
      this.#waiting.put(item, this.#max());
    }
    this.#schedule();
  }

  /** Ids are UUIDv7, so their order is that of creation. */
  #isOlderThanPage(item) {
    const { last } = this.#list;
    return this.#next !== null && last !== undefined && item.id < last.item.id;
  }

  #patch(id, changes) {
    const known = this.#list.get(id);
    if (known) known.update(mergePatch(known.item, changes));
    else if (this.#waiting.has(id)) this.#waiting.put(mergePatch(this.#waiting.get(id), changes));
    this.#schedule();
  }

  #remove(id) {
    this.#waiting.remove(id);
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
    this.#list.first?.node.focus({ preventScroll: true });
  }

  #prependWaiting() {
    for (const item of this.#waiting.take()) this.#list.prepend(item);
  }

  /** The observer tells a frame late: what has scrolled away since then is not at the top any more. */
  #readsTop() {
    return this.#isAtTop && this.#parts.top.getBoundingClientRect().bottom >= 0;
  }

  #scrolled(isAtTop) {
    this.#isAtTop = isAtTop;
    if (!isAtTop || this.#waiting.count === 0 || this.#isDetached || !this.#waiting.isWhole) return;
    this.#prependWaiting();
    this.#schedule();
  }

  #leave(forward) {
    const { more, pill } = this.#parts;
    if (forward && !more.hidden) more.focus();
    else if (!forward && !pill.hidden) pill.focus();
    else focusBeside(this, forward);
  }

  /* ------------------------------------------------ what shows */

  #schedule() {
    this.#timers.render ??= setTimeout(() => {
      delete this.#timers.render;
      this.#render();
    }, 40);
  }

  #render() {
    const { pill, more } = this.#parts;
    const { clock, texts } = this.#common;
    const isWhole = this.#next === null && !this.#isDetached;
    this.#list.render(clock, isWhole);
    pill.hidden = this.#waiting.count === 0;
    pill.textContent = pill.hidden ? '' : texts.newEvents(this.#waiting.count);
    if (!pill.hidden) this.#announce(pill.textContent);
    more.hidden = this.#next === null;
    if (this.#list.size === 0 && isWhole && !this.#isBusy) this.#notify(texts.empty);
  }

  #stateChanged = ({ detail }) => {
    this.#showState();
    this.dispatchEvent(new CustomEvent('astir-state', { detail, bubbles: true, composed: true }));
  };

  #showState() {
    const { status } = this.#parts;
    const state = (this.#shared ?? this.#own)?.state ?? (this.hasAttribute('live') ? 'connecting' : 'closed');
    status.hidden = !this.hasAttribute('live') && !this.#shared;
    status.dataset.state = state;
    setText(status, this.#common.texts.states[state] ?? state);
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

  #setBusy(isBusy) {
    this.#isBusy = isBusy;
    this.#parts.feed.setAttribute('aria-busy', String(isBusy));
  }

  #limit() {
    return this.#number('limit', 50, 200);
  }

  #max() {
    return this.#number('max', 500, 5_000);
  }

  #number(name, fallback, most) {
    const value = Number.parseInt(this.getAttribute(name), 10);
    return value >= 1 ? Math.min(value, most) : fallback;
  }
}

/** The event that a message of the protocol is about. */
function idOf(message) {
  return message.item?.id ?? message.id;
}

customElements.get('activity-feed') ?? customElements.define('activity-feed', ActivityFeed);
