/* ---------------------------------------------------------------- the toolbar */

const CONTROLS = ['search', 'type', 'person', 'date', 'important'];
const SEARCH_PAUSE_MILLIS = 300;

/** The fields of a filter that each control is for. */
const FIELDS_OF_CONTROL = {
  search: ['q'],
  type: ['type'],
  person: ['actor'],
  date: ['from', 'to'],
  important: ['important'],
};

/** What narrows the feed down: search, types, people, dates, importance. */
class Toolbar {
  #changed;
  #filter = {};
  #controls = new Set();
  #texts = {};
  #timer = 0;
  #search = element('input', { type: 'search', maxlength: '200', part: 'search', autocomplete: 'off' });
  #clearSearch = element('button', { type: 'button', class: 'clear-search', hidden: '' }, '×');
  #types = new Choices((type) => this.#change({ type }));
  #people = new Choices((actor) => this.#change({ actor }));
  #dates = new DateRange(({ from, to }) => this.#change({ from, to }));
  #important = element('button', { type: 'button', class: 'toggle', part: 'control', 'aria-pressed': 'false' });
  #clear = element('button', { type: 'button', class: 'clear', part: 'clear', hidden: '' });
  #groups = {
    search: [element('div', { class: 'search' }, this.#search, this.#clearSearch)],
    type: this.#types.nodes,
    person: this.#people.nodes,
    date: this.#dates.nodes,
    important: [this.#important],
  };

  /** @param changed called with the new filter when a person changed it */
  constructor(changed) {
    this.#changed = changed;
    this.node = element('div', { class: 'toolbar', part: 'toolbar', role: 'search', hidden: '' });
    this.node.append(...Object.values(this.#groups).flat(), this.#clear);
    this.#search.addEventListener('input', () => this.#typed());
    this.#search.addEventListener('keydown', (event) => this.#searchKey(event));
    this.#clearSearch.addEventListener('click', () => this.#emptySearch());
    this.#important.addEventListener('click', () =>
      this.#change({ important: this.#filter.important === true ? undefined : true }),
    );
    this.#clear.addEventListener('click', () => {
      this.clear();
      (this.#controls.has('search') ? this.#search : this.node.querySelector('button:not([hidden])'))?.focus();
    });
  }

  /** @param controls names of controls */
  configure({ controls, texts, clock }) {
    this.#texts = texts;
    this.#controls = new Set(CONTROLS.filter((name) => controls.includes(name)));
    this.node.hidden = this.#controls.size === 0;
    for (const name of CONTROLS) {
      for (const node of this.#groups[name]) node.hidden = !this.#controls.has(name);
    }
    this.node.setAttribute('aria-label', texts.filters);
    this.#search.placeholder = texts.search;
    this.#search.setAttribute('aria-label', texts.search);
    this.#clearSearch.setAttribute('aria-label', texts.clearSearch);
    this.#important.textContent = texts.important;
    this.#clear.textContent = texts.clear;
    this.#types.configure(texts.type, texts);
    this.#people.configure(texts.person, texts);
    this.#dates.configure(texts, clock);
    this.show(this.#filter);
  }

  /**
   * Offers these, from the start or instead of those before; what is chosen stays.
   *
   * @param types names, or {type, label}
   * @param people {id, name}
   */
  offer(types, people) {
    const named = types.map((each) => (typeof each === 'string' ? { type: each } : each));
    this.#types.replace(named.map(({ type, label }) => [type, label ?? typeLabel(type, this.#texts)]));
    this.#people.replace(people.map(({ id, name }) => [id, name ?? id]));
  }

  /** An event's type and person can be chosen from now on. */
  learn({ eventType, actorId, actorName }) {
    if (typeof eventType === 'string') this.#types.offer(eventType, typeLabel(eventType, this.#texts));
    if (typeof actorId === 'string' && actorId !== '') this.#people.offer(actorId, actorName || actorId);
  }

  /** Shows a filter that was set from outside. */
  show(filter) {
    clearTimeout(this.#timer);
    this.#filter = filter;
    for (const type of filter.type ?? []) this.#types.offer(type, typeLabel(type, this.#texts));
    this.#types.show(filter.type ?? []);
    this.#people.show(filter.actor ?? []);
    this.#dates.show(filter);
    this.#important.setAttribute('aria-pressed', String(filter.important === true));
    if (this.#search.value.trim() !== (filter.q ?? '')) this.#search.value = filter.q ?? '';
    this.#clearSearch.hidden = this.#search.value === '';
    this.#clear.hidden = !this.isActive;
  }

  /** Whether a control restricts what shows. */
  get isActive() {
    return [...this.#controls].some((name) =>
      FIELDS_OF_CONTROL[name].some((field) => this.#filter[field] !== undefined),
    );
  }

  /** The filter in words. */
  get description() {
    const { q, type = [], actor = [], important } = this.#filter;
    return [
      q && this.#texts.quoted(q),
      ...type.map((each) => this.#types.labelOf(each)),
      ...actor.map((each) => this.#people.labelOf(each)),
      this.#dates.description,
      important === true && this.#texts.important,
    ]
      .filter(Boolean)
      .join(', ');
  }

  /** Why there are no events, where there are none. */
  get emptiness() {
    if (this.isActive) return this.#texts.emptyFiltered(this.description);
    return Object.keys(this.#filter).length > 0 ? this.#texts.emptyFilteredElsewhere : this.#texts.empty;
  }

  /** Takes back what the controls can set; the rest of the filter stays. */
  clear() {
    const fields = [...this.#controls].flatMap((name) => FIELDS_OF_CONTROL[name]);
    this.#change(Object.fromEntries(fields.map((field) => [field, undefined])));
  }

  #change(fields) {
    const filter = tidyFilter({ ...this.#filter, ...fields });
    this.show(filter);
    this.#changed(filter);
  }

  #typed() {
    this.#clearSearch.hidden = this.#search.value === '';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#searchNow(), SEARCH_PAUSE_MILLIS);
  }

  #searchKey(event) {
    if (event.key === 'Enter') this.#searchNow();
    else if (event.key === 'Escape' && this.#search.value !== '') this.#emptySearch();
    else return;
    event.preventDefault();
  }

  #emptySearch() {
    this.#search.value = '';
    this.#searchNow();
    this.#search.focus();
  }

  #searchNow() {
    const q = this.#search.value.trim();
    clearTimeout(this.#timer);
    this.#clearSearch.hidden = this.#search.value === '';
    if (q !== (this.#filter.q ?? '')) this.#change({ q });
  }
}
