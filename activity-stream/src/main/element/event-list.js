/* ---------------------------------------------------------------- the list */

/** The events on the page, newest first, in lines under headings of days. Changes show after render(). */
class EventList {
  #node;
  #feed;
  #views = [];
  #byId = new Map();
  #folds;
  #shown = []; // what has an article on the page, in its order; an open fold comes before its events
  #fresh = new Set(); // EventViews that flash when they show
  #isWhole = false;
  #groups = new Map(); // day → its container

  /**
   * @param node the element with role=feed
   * @param feed what all parts of the element share, see ActivityFeed
   */
  constructor(node, feed) {
    this.#node = node;
    this.#feed = feed;
    this.#folds = new Folds(feed, () => this.render(this.#isWhole));
    node.addEventListener('focusin', ({ target }) => this.#rove(this.viewAt(target)?.node));
  }

  get size() {
    return this.#views.length;
  }

  get first() {
    return this.#views[0];
  }

  get last() {
    return this.#views.at(-1);
  }

  get(id) {
    return this.#byId.get(id);
  }

  /** The event that a node belongs to, or else the fold. */
  viewAt(node) {
    return this.#shown.findLast((view) => view.node.contains(node));
  }

  /** What shows so many places after an event or a fold (before it, when negative), or undefined. */
  neighbour(view, step) {
    const index = this.#shown.indexOf(view);
    return index < 0 || index + step < 0 ? undefined : this.#shown[index + step];
  }

  /** What shows at the top. */
  get top() {
    return this.#shown[0];
  }

  /** What shows an event: itself, or the fold that hides it. */
  showing(view) {
    return view.fold && !view.fold.isOpen ? view.fold : view;
  }

  /** Goes to where the events older than this one begin; they may all have joined lines further up. */
  focusBelow(view) {
    const older = this.#views.slice(this.#views.indexOf(view) + 1);
    const first = older.find((each) => (each.fold?.anchor ?? each) === each);
    (first ? this.showing(first) : this.#shown.at(-1)).node.focus({ preventScroll: true });
  }

  append(item) {
    this.#insert(this.#views.length, item);
  }

  prepend(item) {
    const view = this.#insert(0, item);
    if (view) this.#fresh.add(view);
  }

  /** Right above the event with this id. */
  insertBefore(id, item) {
    this.#insert(this.#views.indexOf(this.#byId.get(id)), item);
  }

  /** Exactly these events, in this order; those that stay keep their nodes. */
  replace(items) {
    const before = this.#byId;
    const arrived = new Set(items.map(({ id }) => id));
    for (const view of this.#views) if (!arrived.has(view.item.id)) drop(view);
    this.#views = [];
    this.#byId = new Map();
    for (const item of items) {
      const view = before.get(item.id);
      if (!view) {
        this.append(item);
      } else if (!this.#byId.has(item.id)) {
        view.update(item);
        this.#views.push(view);
        this.#byId.set(item.id, view);
      }
    }
  }

  /** Whether the event was there. */
  remove(id) {
    const view = this.#byId.get(id);
    if (!view) return false;
    if (view.node.contains(this.#node.getRootNode().activeElement)) {
      (this.neighbour(view, 1) ?? this.neighbour(view, -1))?.node.focus();
    }
    this.#shown = this.#shown.filter((each) => each !== view);
    this.#byId.delete(id);
    this.#views.splice(this.#views.indexOf(view), 1);
    drop(view);
    return true;
  }

  /** Takes the newest events away beyond this many; how many lines those were. */
  trimNewest(most) {
    const excess = this.#views.splice(0, Math.max(0, this.#views.length - most));
    for (const view of excess) {
      this.#byId.delete(view.item.id);
      drop(view);
    }
    return linesOf(excess, this.#feed.folded).length;
  }

  clear() {
    this.#views.forEach(drop);
    this.#views = [];
    this.#shown = [];
    this.#fresh.clear();
    this.#byId.clear();
    this.#groups.clear();
    this.#node.replaceChildren();
  }

  /**
   * Brings the document in line with the list, touching only what differs, so that focus stays.
   *
   * @param isWhole whether these are all events that there are
   */
  render(isWhole) {
    this.#isWhole = isWhole;
    this.#node.hidden = this.size === 0; // a feed without articles is none
    const { activeElement } = this.#node.getRootNode();
    const inUse = this.viewAt(activeElement);
    const rows = this.#folds.rows(this.#views);
    this.#place(rows);
    this.#shown = rows.flatMap((row) => [row, ...this.#unfold(row)]);
    if (inUse) this.#refocus(activeElement, inUse);
    this.#rove((this.#shown.find(({ node }) => node.tabIndex === 0) ?? this.top)?.node);
    for (const view of new Set([...this.#fresh].map((each) => this.showing(each)))) flash(view.node);
    this.#fresh.clear();
  }

  #place(rows) {
    const { clock } = this.#feed;
    const used = new Set();
    let group = null;
    let groupAt = null;
    let articleAt = null;
    for (const { node, at } of rows) {
      const day = startOfDay(at).getTime();
      if (group?.day !== day) {
        group = this.#groupOf(day, at, used, clock);
        groupAt = placeAfter(this.#node, groupAt, group.node);
        articleAt = group.label;
      }
      articleAt = placeAfter(group.node, articleAt, node);
    }
    for (const [key, { node }] of this.#groups) {
      if (!used.has(key)) {
        node.remove();
        this.#groups.delete(key);
      }
    }
    number(rows, this.#isWhole);
  }

  /** Puts a fold's events into it while it is open, and off the page otherwise; those that show. */
  #unfold({ views = [], isOpen, list }) {
    let last = null;
    for (const { node } of views) {
      if (isOpen) {
        last = placeAfter(list, last, node);
      } else {
        node.remove();
        node.classList.remove('fresh'); // it would flash when it comes back
      }
    }
    if (!isOpen) return [];
    number(views, true);
    return views;
  }

  /** A node that is moved, or leaves the page with its fold, loses the focus. */
  #refocus(node, view) {
    const rest = view.views?.find((each) => this.#shown.includes(each));
    const target = this.#node.contains(node) ? node : rest?.node;
    if (target && !target.matches(':focus')) target.focus({ preventScroll: true });
  }

  /** What is allowed has changed. */
  refresh() {
    for (const view of this.#views) view.render();
  }

  /** Time goes by. */
  tick() {
    for (const view of new Set([...this.#views, ...this.#shown])) view.tick();
    for (const { label, at } of this.#groups.values()) setText(label, this.#feed.clock.day(at));
  }

  #insert(index, item) {
    if (this.#byId.has(item.id)) return null;
    const view = new EventView(item, this.#feed);
    this.#views.splice(index, 0, view);
    this.#byId.set(item.id, view);
    return view;
  }

  /** Back-dated events can bring a day twice; each run of one day has a heading of its own. */
  #groupOf(day, at, used, clock) {
    let key = `${day}`;
    while (used.has(key)) key += '+';
    used.add(key);
    let group = this.#groups.get(key);
    if (!group) {
      const label = element('div', { class: 'day', part: 'day' }, clock.day(at));
      group = { day, at, label, node: element('div', { class: 'group' }, label) };
      this.#groups.set(key, group);
    }
    return group;
  }

  /** One article at a time is a tab stop. */
  #rove(article) {
    if (!article) return;
    for (const { node } of this.#shown) node.tabIndex = node === article ? 0 : -1;
  }
}

/** Says which of how many each is. */
function number(views, isWhole) {
  views.forEach(({ node }, index) => {
    node.setAttribute('aria-posinset', index + 1);
    node.setAttribute('aria-setsize', isWhole ? views.length : -1);
  });
}

function drop(view) {
  view.close();
  view.node.remove();
}
