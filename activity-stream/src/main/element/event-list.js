/* ---------------------------------------------------------------- the list */

/** The events on the page, newest first, under headings of days. Changes show after render(). */
class EventList {
  #node;
  #make;
  #views = [];
  #byId = new Map();
  #groups = new Map(); // day → its container

  /**
   * @param node the element with role=feed
   * @param make makes the EventView of an event
   */
  constructor(node, make) {
    this.#node = node;
    this.#make = make;
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

  /** The event that a node belongs to. */
  viewAt(node) {
    return this.#views.find((view) => view.node.contains(node));
  }

  /** The event so many places after this one (before it, when negative), or undefined. */
  neighbour(view, step) {
    const index = this.#views.indexOf(view);
    return index < 0 || index + step < 0 ? undefined : this.#views[index + step];
  }

  append(item) {
    this.#insert(this.#views.length, item);
  }

  prepend(item) {
    this.#insert(0, item)?.node.classList.add('fresh');
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
    this.#byId.delete(id);
    this.#views.splice(this.#views.indexOf(view), 1);
    drop(view);
    return true;
  }

  /** Takes the newest away beyond this many; how many those were. */
  trimNewest(most) {
    const excess = Math.max(0, this.#views.length - most);
    for (const view of this.#views.splice(0, excess)) {
      this.#byId.delete(view.item.id);
      drop(view);
    }
    return excess;
  }

  clear() {
    this.#views.forEach(drop);
    this.#views = [];
    this.#byId.clear();
    this.#groups.clear();
    this.#node.replaceChildren();
  }

  /**
   * Brings the document in line with the list, touching only what differs, so that focus stays.
   *
   * @param clock writes the days
   * @param isWhole whether these are all events that there are
   */
  render(clock, isWhole) {
    this.#node.hidden = this.size === 0; // a feed without articles is none
    const used = new Set();
    let group = null;
    let groupAt = null;
    let articleAt = null;
    this.#views.forEach(({ node, at }, index) => {
      const day = startOfDay(at).getTime();
      if (group?.day !== day) {
        group = this.#groupOf(day, at, used, clock);
        groupAt = placeAfter(this.#node, groupAt, group.node);
        articleAt = group.label;
      }
      articleAt = placeAfter(group.node, articleAt, node);
      node.setAttribute('aria-posinset', index + 1);
      node.setAttribute('aria-setsize', isWhole ? this.size : -1);
    });
    for (const [key, { node }] of this.#groups) {
      if (!used.has(key)) {
        node.remove();
        this.#groups.delete(key);
      }
    }
    if (!this.#views.some(({ node }) => node.tabIndex === 0)) this.#rove(this.first?.node);
  }

  /** What is allowed has changed. */
  refresh() {
    for (const view of this.#views) view.render();
  }

  /** Time goes by. */
  tick(clock) {
    for (const view of this.#views) view.tick();
    for (const { label, at } of this.#groups.values()) setText(label, clock.day(at));
  }

  #insert(index, item) {
    if (this.#byId.has(item.id)) return null;
    const view = this.#make(item);
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
    for (const { node } of this.#views) node.tabIndex = node === article ? 0 : -1;
  }
}

function drop(view) {
  view.close();
  view.node.remove();
}
