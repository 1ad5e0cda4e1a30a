/* ---------------------------------------------------------------- around the list */

/** At most so often: a busy feed must not talk without end. */
const ANNOUNCEMENT_MILLIS = 10_000;

/** What stands around the events: toolbar, connection state, pill, notice, "Load more". */
class Frame {
  #announcedAt = 0;
  #status = element('div', { class: 'status', part: 'status', role: 'status' });
  #announcement = element('div', { class: 'visually-hidden', 'aria-live': 'polite' });
  #notice = element('p', { class: 'notice', part: 'notice' });
  #clear = element('button', { part: 'clear', type: 'button', hidden: '' });

  /** Whether it is on the screen tells whether the reader is at the newest events. */
  top = element('div', { class: 'top' });
  pill = element('button', { class: 'pill', part: 'pill', type: 'button', hidden: '' });
  more = element('button', { class: 'more', part: 'more', type: 'button', hidden: '' });
  feed = element('div', { part: 'feed', role: 'feed', 'aria-busy': 'true', hidden: '' });

  constructor(root, toolbar, picker) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES + TOOLBAR_STYLES + DISCUSSION_STYLES + FOLD_STYLES);
    root.adoptedStyleSheets = [sheet];
    root.append(
      toolbar.node,
      this.top,
      this.#status,
      this.#announcement,
      element('div', { class: 'pill-row' }, this.pill),
      this.feed,
      element('div', { class: 'foot' }, this.#notice, this.#clear, this.more),
      picker.node,
    );
    this.#clear.addEventListener('click', () => toolbar.clear());
  }

  configure(texts) {
    this.#clear.textContent = texts.clear;
    this.more.textContent = texts.more;
  }

  /** What the feed is called. */
  set label(label) {
    this.feed.setAttribute('aria-label', label);
  }

  /** One line below the events, or nothing. */
  notify(text) {
    setText(this.#notice, text);
  }

  /** Says it to a screen reader now. */
  announce(text = this.#notice.textContent) {
    setText(this.#announcement, text);
  }

  /** So many new lines wait. */
  showWaiting(count, texts) {
    this.pill.hidden = count === 0;
    this.pill.textContent = count === 0 ? '' : texts.newEvents(count);
    if (count === 0 || Date.now() - this.#announcedAt < ANNOUNCEMENT_MILLIS) return;
    this.#announcedAt = Date.now();
    this.announce(this.pill.textContent);
  }

  /** The state of the live connection, or null for a page without one. */
  showState(state, texts) {
    this.#status.hidden = state === null;
    if (state === null) return;
    this.#status.dataset.state = state;
    setText(this.#status, texts.states[state] ?? state);
  }

  /** Goes to what comes after the events, or before them. */
  leave(forward) {
    if (forward && !this.more.hidden) this.more.focus();
    else if (!forward && !this.pill.hidden) this.pill.focus();
    else focusBeside(this.feed.getRootNode().host, forward);
  }

  /** Whether the filters could be the reason why nothing is there. */
  offerToClear(isOffered) {
    this.#clear.hidden = !isOffered;
  }

  set isBusy(isBusy) {
    this.feed.setAttribute('aria-busy', String(isBusy));
    if (!isBusy) this.feed.classList.remove('renewing');
  }

  /** What shows is about to be replaced. */
  fade() {
    this.feed.classList.add('renewing');
  }
}
