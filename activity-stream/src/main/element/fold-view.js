/* ---------------------------------------------------------------- events in one line */

let folds = 0;

/** Several events as one article, which opens to a feed of them. */
class FoldView {
  #feed;
  #changed;
  #shown = '';
  #icon = element('span', { class: 'icon', part: 'icon' });
  #message = element('span', { class: 'message', part: 'message', dir: 'auto' });
  #button = element('button', { type: 'button', class: 'unfold', part: 'unfold' });
  #time;

  /** The events' EventViews, newest first. */
  views = [];
  /** The event in whose place the line stands. */
  anchor = null;
  isOpen = false;
  /** What takes the events' articles while it is open. */
  list = element('div', { class: 'folded', role: 'feed' });

  /**
   * @param feed what all parts of the element share, see ActivityFeed
   * @param changed called after it was opened or closed
   */
  constructor(feed, changed) {
    this.#feed = feed;
    this.#changed = changed;
    this.#time = new TimeView(feed);
    this.#message.id = `f-${++folds}`;
    this.#button.append(this.#message, svg('m6 9 6 6 6-6'));
    this.list.setAttribute('aria-labelledby', this.#message.id);
    const body = element('div', { class: 'body' }, this.#button);
    const line = element('div', { class: 'line' }, this.#icon, body, this.#time.node);
    this.node = element('article', { class: 'fold', part: 'article fold', tabindex: '-1' }, line, this.list);
    this.node.setAttribute('aria-labelledby', this.#message.id);
    line.addEventListener('click', () => this.#open(!this.isOpen)); // the button's too
    this.node.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && event.target === this.node) this.#open(!this.isOpen);
    });
    this.#open(false);
  }

  get at() {
    return this.anchor.at;
  }

  /**
   * Shows these events. The line goes to the place of the newest, but not from under the pointer or the
   * focus, and not while it is open.
   */
  show(views) {
    this.views = views;
    const isHeld = this.isOpen || this.node.matches(':hover, :focus-within');
    if (!isHeld || !views.includes(this.anchor)) [this.anchor] = views;
    const items = views.map(({ item }) => item);
    const shown = JSON.stringify(
      items.map(({ actorName, eventType, icon, color, timestamp, entityName, entityReference }) => [
        [actorName, eventType, icon, color, timestamp, entityName, entityReference],
      ]),
    );
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#icon.replaceChildren(iconOf(items[0]));
    this.#icon.style.setProperty('--tint', safeColor(items[0].color) ?? 'var(--_muted)');
    this.#message.replaceChildren(...foldedText(items, this.#feed.texts));
    const times = views.map(({ at }) => at.getTime());
    this.#time.show(new Date(Math.max(...times)), new Date(Math.min(...times)));
  }

  /** Opens, and goes to the newest event. */
  enterThread() {
    this.#open(true);
    this.views[0].node.focus();
  }

  /** Time goes by. */
  tick() {
    this.#time.tick();
  }

  #open(isOpen) {
    this.isOpen = isOpen;
    this.#button.setAttribute('aria-expanded', String(isOpen));
    this.node.classList.toggle('open', isOpen);
    this.list.hidden = !isOpen;
    if (this.views.length > 0) this.#changed();
  }
}

/** The folds on the page. They stay, open or closed, while events come to them and go. */
class Folds {
  #feed;
  #changed;
  #folds = new Set();

  /** @param changed called after a fold was opened or closed */
  constructor(feed, changed) {
    this.#feed = feed;
    this.#changed = changed;
  }

  /** What stands on the page, in this order: EventViews, and FoldViews with the other ones. */
  rows(views) {
    const before = this.#folds;
    this.#folds = new Set();
    const rows = linesOf(views, this.#feed.folded).map((line) => this.#row(line));
    for (const fold of before) if (!this.#folds.has(fold)) fold.node.remove();
    const places = new Map(views.map((view, index) => [view, index]));
    return rows.sort((a, b) => places.get(a.anchor ?? a) - places.get(b.anchor ?? b));
  }

  #row(views) {
    let fold = null;
    if (views.length > 1) {
      const known = views.map((view) => view.fold).filter((each) => each && !this.#folds.has(each));
      fold = known.find(({ isOpen }) => isOpen) ?? known[0] ?? new FoldView(this.#feed, this.#changed);
      this.#folds.add(fold);
      fold.show(views);
    }
    for (const view of views) view.fold = fold;
    return fold ?? views[0];
  }
}
